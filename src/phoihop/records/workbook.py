"""The rows of a spreadsheet made into records, one a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from phoihop import vocabulary as v
from phoihop.model import Issue, Place
from phoihop.records.picks import near_labels, pick_start, pick_value
from phoihop.records.schema import Record
from phoihop.records.sheets import COLUMNS, REQUIRED, Cell, FindPlace, Row, issue_at, iter_list, read_sheets
from phoihop.spelling import fold

Loc = tuple[str | int, ...]
Lines = dict[Loc, tuple[int, int]]
Sheets = dict[Loc, str]
_NOT_KEY = re.compile(r"[^a-z0-9]+")


def read_workbook(path: Path, find_place: FindPlace) -> Iterator[tuple[Record, Lines, Sheets] | list[Issue]]:
    """The records of a spreadsheet, each with row, column and sheet of its parts, or what is wrong with it.

    Args:
        path: an XLSX workbook, or the `programmes.csv` beside `sources.csv` and `officials.csv`.
        find_place: finds places by name.

    Raises:
        UsageError: the file cannot be read.
    """
    rows, issues = read_sheets(path)
    if issues:
        yield issues
        return
    sources: dict[str, Row] = {}
    for row in rows["sources"]:
        name = row.text("source")
        if name in sources:
            issues.append(issue_at(path, row.cell("source"), "source-twice", name))
        sources.setdefault(name, row)
    for row in (*rows["programmes"], *rows["officials"]):
        if row.text("source") not in sources:
            issues.append(issue_at(path, row.cell("source"), "source", row.text("source")))
    if issues:
        yield issues
    for name, row in sources.items():
        mine = [[r for r in rows[sheet] if r.text("source") == name] for sheet in ("programmes", "officials")]
        yield _Builder(path, find_place, row).build(*mine)


class _Builder:
    """Makes one record; what is wrong gathers in `issues`."""

    def __init__(self, path: Path, find_place: FindPlace, source: Row) -> None:
        self.path = path
        self.find_place = find_place
        self.source = source
        self.id = source.text("source")
        self.issues: list[Issue] = []
        self.lines: Lines = {}
        self.sheets: Sheets = {}
        self._note((), source.cell("source"))
        self.agencies: dict[str, dict[str, Any]] = {}

    def build(self, programmes: list[Row], officials: list[Row]) -> tuple[Record, Lines, Sheets] | list[Issue]:
        """The record of the source, from its rows."""
        record = self._source()
        made: dict[str, Any] = {}
        events: dict[str, Any] = {}
        for number, row in enumerate(programmes, 1):
            self._check_filled(row)
            key = _key(row.text("key")) if row.text("key") else f"programme-{number}"
            made[key] = self._programme(row, key)
            event = self._signing(row, key)
            if event:
                events[f"signing-{key}"[:64]] = event
        people: dict[str, Any] = {}
        for row in officials:
            self._check_filled(row)
            self._official(row, people, events, made)
        record |= {"agencies": self.agencies, "programmes": made, "events": events, "officials": people}
        if self.issues:
            return self.issues
        try:
            return (
                Record.model_validate({key: value for key, value in record.items() if value}),
                self.lines,
                self.sheets,
            )
        except ValidationError as error:
            return [self._invalid(detail) for detail in error.errors(include_url=False)]

    def _source(self) -> dict[str, Any]:
        row = self.source
        self._check_filled(row)
        source = {name: row.text(name) for name in ("label", "publisher", "published", "url", "note")}
        for name in source:
            self._note(("source", name), row.cell(name))
        self._note(("id",), row.cell("source"))
        record: dict[str, Any] = {"format": 1, "id": self.id, "status": "draft", "source": _filled(source)}
        if row.text("accepted_by"):
            record |= {
                "status": "accepted",
                "accepted": _filled({"by": row.text("accepted_by"), "on": row.text("accepted_on")}),
            }
            self._note(("accepted",), row.cell("accepted_by"))
            self._note(("accepted", "on"), row.cell("accepted_on"))
        self._note(("status",), row.cell("accepted_by"))
        return record

    def _programme(self, row: Row, key: str) -> dict[str, Any]:
        loc: Loc = ("programmes", key)
        self._note(loc, row.cell("title"))
        signed = [body for cell in iter_list(row.cell("signatories")) if (body := self._body(cell, row))]
        lead = [body for cell in iter_list(row.cell("lead")) if (body := self._body(cell, row))]
        if not set(lead) <= set(signed):
            self._add(row.cell("lead"), "lead", row.text("lead"))
        for name in ("title", "number", "kind", "signatories", "topics", "note"):
            self._note((*loc, name), row.cell(name))
        for number, body in enumerate(signed):
            self._note((*loc, "signatories", number), row.cell("signatories"))
            if body in lead:
                self._note((*loc, "signatories", number, "role"), row.cell("lead"))
        self._note((*loc, "territory"), row.cell("place"))
        self._note((*loc, "term"), row.cell("term_start"))
        self._note((*loc, "term", "start"), row.cell("term_start"))
        self._note((*loc, "term", "end"), row.cell("term_end"))
        place = self._place(row.cell("place"), row)
        term = _filled({"start": row.text("term_start"), "end": row.text("term_end")})
        topics = [topic for cell in iter_list(row.cell("topics")) if (topic := self._pick("topic", cell))]
        return _filled(
            {
                "kind": self._pick("programme-kind", row.cell("kind")),
                "title": row.text("title"),
                "number": row.text("number"),
                "note": row.text("note"),
                "territory": ({"place": place.id},) if place else (),
                "term": term,
                "signatories": tuple({"agency": b, "role": "lead" if b in lead else "partner"} for b in signed),
                "topics": tuple({"topic": topic} for topic in topics),
            }
        )

    def _signing(self, row: Row, key: str) -> dict[str, Any]:
        """The event of a pact's signing, if the row tells when or where."""
        loc: Loc = ("events", f"signing-{key}"[:64])
        self._note(loc, row.cell("signed_on" if row.text("signed_on") else "signed_in"))
        self._note((*loc, "concerns"), row.cell("key"))
        self._note((*loc, "dates"), row.cell("signed_on"))
        self._note((*loc, "dates", 0, "value"), row.cell("signed_on"))
        self._note((*loc, "place"), row.cell("signed_in"))
        place = self._place(row.cell("signed_in"), row) if row.text("signed_in") else None
        said = _filled(
            {
                "dates": ({"value": row.text("signed_on")},) if row.text("signed_on") else (),
                "place": {"place": place.id} if place else {},
            }
        )
        return {"kind": "signing", "concerns": (key,), **said} if said else {}

    def _official(self, row: Row, people: dict[str, Any], events: dict[str, Any], made: dict[str, Any]) -> None:
        key = _key(row.text("name"))
        person = people.setdefault(key, {"name": row.text("name"), "posts": (), "roles": ()})
        self._note(("officials", key), row.cell("name"))
        body, post = self._body(row.cell("body"), row), self._pick("post", row.cell("post"))
        programme = _key(row.text("programme")) if row.text("programme") else next(iter(made), "")
        if programme and programme not in made:
            self._add(row.cell("programme"), "programme", row.text("programme"), ", ".join(made))
        event = f"signing-{programme}"[:64]
        here = (event,) if event in events else ()
        if body and post:
            loc: Loc = ("officials", key, "posts", len(person["posts"]))
            for name, column in {"": "post", "post": "post", "body": "body", "events": "programme"}.items():
                self._note((*loc, name) if name else loc, row.cell(column))
            person["posts"] += (_filled({"post": post, "body": body, "events": here, "note": row.text("note")}),)
        if row.text("role"):
            role = self._pick("event-role", row.cell("role"))
            if role and here:
                self._note(("officials", key, "roles", len(person["roles"])), row.cell("role"))
                person["roles"] += ({"event": event, "role": role},)

    def _body(self, cell: Cell, row: Row) -> str | None:
        """The key of a body that a cell names: its kind, then whatever makes its name whole."""
        if not cell.text:
            return None
        place = self._place(row.cell("place"), row)
        found = pick_start("kind", cell.text)
        if found is None:
            self._add(cell, "body", cell.text, ", ".join(near_labels("kind", cell.text)))
            return None
        if place is None:
            return None
        kind, rest = found
        whole = cell.text if rest else f"{cell.text} {place.full_name}"
        agency: dict[str, Any] = {"kind": kind, "place": place.id, "name": whole}
        key = f"{kind}-{place.id}"
        if kind == "party-caucus":
            host = pick_start("kind", rest)
            if host is None:
                self._add(cell, "body", rest, ", ".join(near_labels("kind", rest)))
                return None
            agency["host"] = host[0]
            key += f"-{host[0]}"
        if kind in v.NAMED_KINDS or agency.get("host") in v.NAMED_KINDS:
            agency["slug"] = _key(whole)
            key = f"{_key(whole)}-{place.id}"
        key = _key(key)
        if key not in self.agencies:
            self.agencies[key] = agency
            self._note(("agencies", key), cell)
            self._note(("agencies", key, "place"), row.cell("place"))
        return key

    def _place(self, cell: Cell, row: Row) -> Place | None:
        found = self.find_place(cell.text, row.text("signed_on") or self.source.text("published")) if cell.text else ()
        if len(found) == 1:
            return found[0]
        if cell.text and not found:
            self._add(cell, "no-place", cell.text)
        elif found:
            self._add(cell, "places", cell.text, ", ".join(f"{place.full_name} ({place.id})" for place in found[:4]))
        return None

    def _pick(self, scheme: str, cell: Cell) -> str | None:
        if not cell.text:
            return None
        value = pick_value(scheme, cell.text)
        if value is None:
            self._add(cell, "pick", cell.text, ", ".join(near_labels(scheme, cell.text)))
        return value

    def _check_filled(self, row: Row) -> None:
        for name in REQUIRED[row.sheet]:
            if not row.text(name):
                self._add(row.cell(name), "empty", f"{name} ({COLUMNS[row.sheet][name]})")

    def _note(self, loc: Loc, cell: Cell) -> None:
        self.lines[loc] = (cell.row, cell.column)
        self.sheets[loc] = cell.sheet

    def _add(self, cell: Cell, code: str, value: str, hint: str = "") -> None:
        issue = issue_at(self.path, cell, code, value, hint, self.id)
        if issue not in self.issues:
            self.issues.append(issue)

    def _invalid(self, detail: Any) -> Issue:
        """A complaint of the record's schema, at the cell that it is about."""
        loc: Loc = tuple(detail["loc"])
        while loc and loc not in self.lines:
            loc = loc[:-1]
        cell = Cell("", self.sheets[loc], *self.lines[loc])
        reason = str(detail.get("ctx", {}).get("error") or detail["msg"])
        return issue_at(self.path, cell, "value", str(detail.get("input", ""))[:80], reason, self.id)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _key(text: str) -> str:
    return _NOT_KEY.sub("-", fold(text)).strip("-")[:64].strip("-") or "x"
