"""What one record gets wrong by itself: names that name nothing, places and spans that are not there."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from phoihop.errors import UsageError
from phoihop.gazetteer import Gazetteer
from phoihop.model import Issue, PartialDate
from phoihop.records.reading import Loc, Located
from phoihop.records.schema import AgencyRef, EventRef, Record
from phoihop.spelling import fold
from phoihop.validate.messages import REFERENCES

_KEYS = {
    "agency": "agencies", "issuer": "agencies", "body": "agencies", "of": "agencies", "owed_to": "agencies",
    "jointly_with": "agencies", "on_behalf_of": "agencies", "within": "agencies", "document": "documents",
    "passes_down": "documents", "concerns": "programmes", "event": "events", "events": "events",
}  # fmt: skip
"""Field of a part of a record → the table of the record in which its value is a key."""
_EVIDENCE = re.compile(r"(\d+)-(\d+)(?:#(\w+))?")
_PLACE_IN_NAME = re.compile(r"\b(?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)\s.+", re.IGNORECASE)
_NO_DISTRICTS = PartialDate("2025-07-01").earliest
"""Resolution 203/2025/QH15 ended the district tier on 2025-06-30."""


def check_references(located: Located, gazetteer: Gazetteer, text: str | None = None) -> list[Issue]:
    """What a record refers to that is not there, and where its spans miss its text.

    Args:
        located: the record with the lines of its parts.
        gazetteer: the places that exist.
        text: the source's text, where it is at hand.
    """
    check = _References(located, gazetteer, text)
    check.run()
    return check.issues


def check_duplicate(located: Located, seen: dict[str, str]) -> list[Issue]:
    """The finding that an earlier record has the same id; remembers this one in `seen` (id → where it stands)."""
    record = located.record
    path, line, column = located.place_of(("id",))
    if record.id in seen:
        return [
            REFERENCES.issue(
                "duplicate-record", {"value": record.id, "other": seen[record.id]},
                record=record.id, path=path, line=line, column=column, field="id",
            )
        ]  # fmt: skip
    seen[record.id] = f"{path}:{line}" if line else path
    return []


class _References:
    def __init__(self, located: Located, gazetteer: Gazetteer, text: str | None) -> None:
        self.located = located
        self.record: Record = located.record
        self.gazetteer = gazetteer
        self.text = text
        self.issues: list[Issue] = []

    def run(self) -> None:
        """Walk the record once and look at every field that refers to something."""
        claims: set[str] = set()
        conflicts: list[tuple[Loc, str]] = []
        self._check_text()
        for loc, part in _parts(self.record, ()):
            key = getattr(part, "key", None)
            if key is not None:
                if key in claims:
                    self.add("claim-key-twice", (*loc, "key"), value=key)
                claims.add(key)
            for name, value in part.__dict__.items():
                if not value:
                    continue
                at = (*loc, name)
                if name == "at":
                    self._check_spans(at, value)
                elif name == "place" and isinstance(value, str):
                    self._check_place(at, value, part)
                elif name == "conflicts_with":
                    conflicts += [(at, key) for key in value]
                elif name in _KEYS and part is not self.record:
                    self._check_keys(at, value, _KEYS[name])
            if isinstance(part, EventRef):
                self._check_districts(loc, part)
        for at, key in conflicts:
            if key not in claims:
                self.add("unknown-claim", at, value=key, near=_near(key, claims))

    def add(self, code: str, loc: Loc, **values: str) -> None:
        path, line, column = self.located.place_of(loc)
        span = values.pop("span", "")
        issue = REFERENCES.issue(
            code, values, record=self.record.id, path=path, line=line, column=column,
            field=".".join(map(str, loc)), evidence=f"{self.record.id}:{span}" if span else "",
        )  # fmt: skip
        self.issues.append(issue)

    def _check_keys(self, at: Loc, value: Any, table: str) -> None:
        known = getattr(self.record, table)
        for key in (value,) if isinstance(value, str) else value:
            if key not in known:
                self.add(f"unknown-{table}", at, value=key, near=_near(key, known))

    def _check_place(self, at: Loc, value: str, part: BaseModel) -> None:
        try:
            place = self.gazetteer.place(value)
        except UsageError as error:
            named = _PLACE_IN_NAME.search(part.name) if isinstance(part, AgencyRef) else None
            found = self.gazetteer.find(named[0]) if named else []
            near = ", ".join(f"{c.place.id} ({c.place.full_name})" for c in found[:3]) or _ids_in(error.fix)
            self.add("unknown-place", at, value=value, near=near)
            return
        if isinstance(part, AgencyRef) and place.level != "central":
            name = fold(part.name)
            if not any(fold(spelled) in name for spelled in (place.name, *place.variants)):
                self.add("place-not-in-name", at[:-1], value=part.name, place=place.full_name)

    def _check_districts(self, loc: Loc, event: EventRef) -> None:
        dates = [PartialDate(d.value) for d in event.dates if d.standing == "stated"]
        if event.place is None or not any(date.earliest >= _NO_DISTRICTS for date in dates):
            return
        try:
            place = self.gazetteer.place(event.place.place)
        except UsageError:
            return
        if place.level == "district":
            self.add("district-after-2025", (*loc, "place"), value=place.full_name, date=str(dates[0]))

    def _check_text(self) -> None:
        source = self.record.source
        if self.text is None:
            return
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        if source.sha256 is not None and digest != source.sha256:
            self.add("text-changed", ("source", "sha256"), value=source.sha256[:16], found=digest[:16])
        if source.characters is not None and source.characters != len(self.text):
            self.add("text-length", ("source", "characters"), value=str(source.characters), found=str(len(self.text)))

    def _check_spans(self, at: Loc, spans: tuple[str, ...]) -> None:
        length = self.record.source.characters if self.text is None else len(self.text)
        for number, span in enumerate(spans):
            match = _EVIDENCE.fullmatch(span)
            if match is None:
                continue
            start, end = int(match[1]), int(match[2])
            loc = (*at, number) if (*at, number) in self.located.lines else at
            where = f"{start}-{end}"
            if length is not None and end > length:
                self.add("span-past-end", loc, value=where, length=str(length), span=where)
            elif self.text is not None and match[3]:
                found = hashlib.sha256(self.text[start:end].encode()).hexdigest()[:16]
                if found != match[3]:
                    self.add("span-changed", loc, value=where, found=found, digest=match[3], span=where)


def _parts(part: BaseModel, loc: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    """A part of a record and all parts inside it, each with its place."""
    yield loc, part
    for name, value in part.__dict__.items():
        if isinstance(value, BaseModel):
            yield from _parts(value, (*loc, name))
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from _parts(inner, (*loc, name, key))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for number, inner in enumerate(value):
                yield from _parts(inner, (*loc, name, number))


def _near(key: str, known: Any) -> str:
    return ", ".join(difflib.get_close_matches(key, list(known), n=3, cutoff=0.5)) or ", ".join(list(known)[:8])


def _ids_in(hint: str) -> str:
    return ", ".join(re.findall(r"vn\d\d/[\d-]+", hint))
