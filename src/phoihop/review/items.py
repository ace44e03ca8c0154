"""What a draft asserts, one item after the other, as a reviewer sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
"""Where a part stands in a record, as `("programmes", "programme", "signatories", 0)`."""

#: Field of a part → the table of the record in which its value is a key.
TABLE_OF = {
    "agency": "agencies", "issuer": "agencies", "body": "agencies", "of": "agencies", "owed_to": "agencies",
    "jointly_with": "agencies", "on_behalf_of": "agencies", "within": "agencies", "document": "documents",
    "passes_down": "documents", "concerns": "programmes", "event": "events", "events": "events",
}  # fmt: skip
#: List of a record → the field that a correction without a field's name is about.
_MAIN = {
    "agencies": "name", "documents": "number", "programmes": "title", "events": "kind", "officials": "name",
    "territory": "place", "term": "start", "signatories": "agency", "cites": "role", "topics": "topic",
    "duties": "action", "aims": "text", "dates": "value", "venue": "text", "place": "place", "convened_by": "agency",
    "co_organised_by": "agency", "drafted_by": "agency", "drafting_directed_by": "agency", "posts": "post",
    "roles": "role", "issued": "value", "source": "label", "unnamed": "who", "presented": "document",
    "contents": "number", "nothing_signed": "place",
}  # fmt: skip
_SECTIONS = ("agencies", "documents", "programmes", "events", "officials", "nothing_signed")
# Not shown as fields of an item: they are shown apart, or are items of their own.
_APART = ("at", "note", "key", "conflicts_with", "sha256", "characters", "fingerprint")
_SPAN = re.compile(r"(\d+)-(\d+)")
_BREAK = re.compile(r"\n|(?<=[.!?…;])\s+")


@dataclass(frozen=True)
class Item:
    """One thing to decide on.

    Args:
        path: where it stands in the record.
        value: its own fields; what hangs on it is an item of its own.
        spans: where the source says it.
        note: what the draft remarks, as rule and confidence.
    """

    path: Path
    value: dict[str, Any]
    spans: tuple[tuple[int, int], ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """The path in words, as `programmes.programme.signatories.0`."""
        return ".".join(map(str, self.path))

    @property
    def main_field(self) -> str:
        """The field that a correction without a field's name is about."""
        last = next(step for step in reversed(self.path) if step in _MAIN)
        return _MAIN[str(last)]


@dataclass(frozen=True)
class Passage:
    """A sentence of the source with the words that an item rests on."""

    before: str
    words: str
    after: str


def read_items(record: dict[str, Any]) -> list[Item]:
    """The source, every body, and every claim of a record, each after the part that it hangs on."""
    found = [_item(("source",), record["source"])]
    for section in _SECTIONS:
        found += _walk((section,), record.get(section, {}))
    return found


def _walk(path: Path, value: Any) -> Iterator[Item]:
    if isinstance(value, dict):
        if len(path) > 1 and ("at" in value or path[0] == "agencies" or len(path) == 2):
            yield _item(path, value)
        for key, part in value.items():
            if isinstance(part, dict | list | tuple):
                yield from _walk((*path, key), part)
    elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        for number, part in enumerate(value):
            yield from _walk((*path, number), part)


def _item(path: Path, value: dict[str, Any]) -> Item:
    own = {key: part for key, part in value.items() if key not in _APART and not _hangs(part)}
    spans = tuple((int(m[1]), int(m[2])) for m in map(_SPAN.match, value.get("at", ())) if m)
    return Item(path, own, spans, value.get("note", ""))


def _hangs(part: Any) -> bool:
    return isinstance(part, dict) or (isinstance(part, list | tuple) and bool(part) and isinstance(part[0], dict))


def render_fields(item: Item, record: dict[str, Any]) -> list[tuple[str, str]]:
    """An item's fields; keys with the names of what they stand for."""
    shown = []
    for field, value in item.value.items():
        listed = value if isinstance(value, list | tuple) else (value,)
        shown.append((field, ", ".join(_named(record, field, str(one)) for one in listed)))
    return shown


def _named(record: dict[str, Any], field: str, value: str) -> str:
    part = record.get(TABLE_OF.get(field, ""), {}).get(value, {})
    name = part.get("name") or part.get("number") or part.get("title") or part.get("kind")
    return f"{value} ({name})" if name else value


def read_passages(item: Item, text: str) -> list[Passage]:
    """The sentences that an item rests on; spans past the end of the text give none."""
    passages = []
    for start, end in item.spans:
        if end > len(text):
            continue
        opens = [match.end() for match in _BREAK.finditer(text, max(0, start - 2000), start)]
        closes = _BREAK.search(text, end)
        first, last = opens[-1] if opens else 0, closes.start() if closes else len(text)
        passages.append(Passage(text[first:start].lstrip(), text[start:end], text[end:last].rstrip()))
    return passages
