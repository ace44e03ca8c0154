"""A record as YAML, laid out as people write the files under `data/records/`; reading it back gives the same record."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from phoihop.records.schema import Record

_WIDTH = 120
_HEADER = (
    "# Spans count code points of the source text, which is not shipped; each carries a digest of the words it covers."
)
# What may stand without quotes everywhere, also between braces; anything that YAML might read as a number, a date, a
# truth value or punctuation is quoted.
_PLAIN = re.compile(r"(?:\d{1,6}[/-])?[^\W\d_](?:[\w./()+%–-]|(?<! ) (?! )|:(?=\S))*")
_PLAIN_TOKEN = re.compile(r"\d+-\d+#[0-9a-f]{16}|vn\d\d/\d{2,5}(?:-\d{4})?|[0-9a-f]{64}")
_WORDS_OF_YAML = re.compile(r"y|n|yes|no|on|off|true|false|null|none|inf|nan", re.IGNORECASE)
_HEXADECIMAL_NUMBER = re.compile(r"\d+(?:e\d+)?")
# Characters that YAML folds or refuses, beyond those that JSON escapes.
_UNWRITABLE = re.compile("[\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_FOLDABLE = re.compile(r"[^\W_]\S*(?: \S+)*")
# Where a claim rests comes after what it says, and before what hangs on it.
_REST = ("key", "standing", "how_known", "conflicts_with", "at", "note")
#: Sections that stand as blocks of their own, apart by an empty line.
_SECTIONS = ("agencies", "documents", "programmes", "events", "officials", "nothing_signed")


def render_record(record: Record) -> str:
    """The record as a YAML file. Fields that hold their default are left out, as in files written by hand."""
    value = record.model_dump(mode="python", exclude_defaults=True)
    lines = [_HEADER]
    for key, item in _ordered(value).items():
        if key in _SECTIONS:
            lines.append("")
        lines += _entry(key, item, 0, block=key == "source" or key in _SECTIONS)
    return "\n".join(lines) + "\n"


def _ordered(value: Any) -> Any:
    """The same with the fields of every claim in the order in which people write them."""
    if isinstance(value, tuple | list):
        return [_ordered(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "at" not in value:
        return {key: _ordered(item) for key, item in value.items()}
    nested = [k for k, item in value.items() if k not in _REST and (isinstance(item, dict) or not _is_flat(item))]
    said = [key for key in value if key not in nested and key not in _REST]
    return {key: _ordered(value[key]) for key in (*said, *(key for key in _REST if key in value), *nested)}


def _entry(key: str, value: Any, indent: int, *, block: bool = False) -> Iterator[str]:
    """The lines of `key: value`."""
    margin, name = " " * indent, _scalar(key)
    if not block:
        inline = f"{margin}{name}: {_inline(value)}" if _is_flat(value) else ""
        if inline and len(inline) <= _WIDTH:
            yield inline
            return
    if isinstance(value, str):
        yield from _long_text(f"{margin}{name}:", value, indent + 2)
        return
    yield f"{margin}{name}:"
    yield from _block(value, indent + 2)


def _block(value: Any, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _entry(key, item, indent)
        return
    for item in value:
        inline = f"{margin}- {_inline(item)}" if _is_flat(item) else ""
        if inline and (len(inline) <= _WIDTH or not isinstance(item, dict | tuple | str)):
            yield inline
        elif isinstance(item, str):
            yield from _long_text(f"{margin}-", item, indent + 2)
        else:
            lines = list(_block(item, indent + 2))
            yield f"{margin}- {lines[0].lstrip()}"
            yield from lines[1:]


def _long_text(head: str, value: str, indent: int) -> Iterator[str]:
    """Folded over several lines where folding gives the same text back, else quoted on one."""
    if not _FOLDABLE.fullmatch(value) or _UNWRITABLE.search(value) or not value.isprintable():
        yield f"{head} {_quoted(value)}"
        return
    yield f"{head} >-"
    margin = " " * indent
    wrapped = textwrap.wrap(value, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    yield from (margin + line for line in wrapped)


def _is_flat(value: Any) -> bool:
    """Whether a value may stand on one line: no mapping or list of mappings inside it."""
    if isinstance(value, dict):
        return all(not isinstance(item, dict) and _is_flat(item) for item in value.values())
    if isinstance(value, tuple | list):
        return all(not isinstance(item, dict | tuple | list) for item in value)
    return True


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple | list):
        if len(value) == 1 and _PLAIN_TOKEN.fullmatch(str(value[0])) and "#" in value[0]:
            return str(value[0])  # evidence at one place is written without brackets
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN_TOKEN.fullmatch(text):
        return text if not _HEXADECIMAL_NUMBER.fullmatch(text) else _quoted(text)
    if _PLAIN.fullmatch(text) and not _WORDS_OF_YAML.fullmatch(text) and not text.endswith((" ", ":")):
        return text if not _UNWRITABLE.search(text) else _quoted(text)
    return _quoted(text)


def _quoted(text: str) -> str:
    return _UNWRITABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))
