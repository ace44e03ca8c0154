"""What has to hold in the tables of the gazetteer, each breach told with file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

from phoihop.errors import UsageError
from phoihop.gazetteer import tables
from phoihop.gazetteer.names import LEVEL_OF_KIND, bare_key
from phoihop.gazetteer.tables import COUNTRY, parse_id, parse_place
from phoihop.model import PartialDate, Place
from phoihop.spelling import nfc_tone_first

_ID = re.compile(r"vn\d\d/(?:\d{2}|\d{3}|\d{5})(?:-\d{4})?\Z")
_LINK_KINDS = ("unchanged", "renamed", "merged", "divided", "abolished", "replaced")
_HIGHER = {"commune": ("province", "district"), "district": ("province",), "province": ("central",)}
_DATES = ("valid_from", "valid_to", "known_from", "gone_by")


def check_gazetteer(folder: Path) -> list[UsageError]:
    """Everything that is wrong with the tables in a folder, each with file, line and what to do.

    Raises:
        UsageError: a table is missing or cannot be read at all.
    """
    check = _Check(folder)
    for table in (*tables.PLACE_TABLES, tables.LATER_FORMS):
        check.read_places(table)
    check.check_parents()
    check.check_lifetimes()
    for table in tables.LINK_TABLES.values():
        check.read_links(table)
    check.check_cycles()
    check.read_identifiers()
    return check.problems


class _Check:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[UsageError] = []
        self.places: dict[str, Place] = {COUNTRY.id: COUNTRY}
        self.origin: dict[str, tuple[str, int]] = {}
        self.forms: list[tuple[str, int, Place]] = []
        self.links: dict[tuple[str, str], tuple[str, int]] = {}

    def report(self, table: str, line: int, message: str, fix: str) -> None:
        self.problems.append(UsageError(message, path=self.folder / f"{table}.csv", line=line, fix=fix))

    def rows(self, table: str, columns: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        """Lines with the right number of cells; the others are reported."""
        for number, line in enumerate(tables.read_table(self.folder, table, columns), start=2):
            cells = line.count(",") + 1
            if cells != len(columns) or '"' in line:
                message = f"the line has {cells} cells, the header {len(columns)}"
                self.report(table, number, message, "write unquoted cells without commas")
            else:
                yield number, line

    def read_places(self, table: str) -> None:
        for number, line in self.rows(table, tables.PLACE_COLUMNS):
            place_id = line.partition(",")[0]
            if not _ID.match(place_id):
                self.report(table, number, f"{place_id!r} is no id", "write era and code, as vn63/11")
                continue
            place = parse_place(line, {})
            self._check_place(table, number, place, line.rpartition(",")[2])
            self.forms.append((table, number, place))
            if table == tables.LATER_FORMS:
                if place_id not in self.places:
                    self.report(table, number, f"{place_id!r} has no earlier form", "put it in a table of places")
            elif place_id in self.places:
                first = ":".join(map(str, self.origin[place_id]))
                self.report(table, number, f"{place_id!r} stands twice, first in {first}", "keep one of the two")
            else:
                self.places[place_id] = place
                self.origin[place_id] = (table, number)

    def _check_place(self, table: str, number: int, place: Place, key: str) -> None:
        if place.level not in LEVEL_OF_KIND.get(place.kind, ()):
            self.report(table, number, f"a {place.level} of type {place.kind!r}", "correct the type or the code")
        for name in (place.name, *place.variants):
            if not name or name != nfc_tone_first(name.strip()):
                self.report(table, number, f"{name!r} is not in the written form", f"write {nfc_tone_first(name)!r}")
        keys = "|".join(dict.fromkeys(bare_key(name) for name in (place.name, *place.variants)))
        if key != keys:
            self.report(table, number, f"the key of {place.name!r} is {key!r}", f"write {keys!r}")
        dates = {}
        for column in _DATES:
            text = getattr(place, column)
            try:
                dates[column] = PartialDate(text) if text else None
            except ValueError as error:
                self.report(table, number, f"{column}: {error}", "write a date that exists, or nothing")
        start, end = dates.get("valid_from"), dates.get("valid_to")
        if start and end and end.latest < start.earliest:
            self.report(table, number, f"{place.id} ends on {end}, before it starts on {start}", "swap the two")

    def check_parents(self) -> None:
        for table, number, place in self.forms:
            parent = self.places.get(place.within)
            if parent is None:
                self.report(
                    table, number, f"{place.id} is within {place.within!r}, which is no place", "add the parent"
                )
            elif parent.level not in _HIGHER[place.level]:
                message = f"{place.id}, a {place.level}, is within {parent.id}, a {parent.level}"
                self.report(table, number, message, "name a unit of a higher level")

    def check_lifetimes(self) -> None:
        """Two units of one code and era must follow each other."""
        same: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in self.places.values():
            era, _, code = parse_id(place.id)
            same[era, code].append(place)
        for users in same.values():
            for before, after in pairwise(users):
                end = before.valid_to or before.gone_by
                start = after.valid_from or after.known_from
                if not end or (before.valid_to and start and PartialDate(end).earliest >= PartialDate(start).latest):
                    message = f"the lifetimes of {before.id} and {after.id}, which share a code, overlap"
                    self.report(*self.origin[after.id], message, "end the first before the second starts")

    def read_links(self, table: str) -> None:
        for number, line in self.rows(table, tables.LINK_COLUMNS):
            original, resulting, kind, part, _ = line.split(",")
            for place_id in (original, resulting):
                if place_id not in self.places:
                    self.report(table, number, f"{place_id!r} is no place", "correct the id")
            if kind not in _LINK_KINDS or part not in ("whole", "part"):
                fix = f"the kinds are {', '.join(_LINK_KINDS)}; the parts whole, part"
                self.report(table, number, f"a link of kind {kind!r}, part {part!r}", fix)
            if (original, resulting) in self.links:
                self.report(table, number, f"the link {original} to {resulting} stands twice", "keep one of the two")
            self.links[original, resulting] = (table, number)

    def check_cycles(self) -> None:
        """Nothing becomes, over however many steps, what it was."""
        graph: TopologicalSorter[str] = TopologicalSorter()
        for original, resulting in self.links:
            graph.add(resulting, original)
        try:
            graph.prepare()
        except CycleError as error:
            cycle = error.args[1]
            where = self.links[cycle[0], cycle[1]]
            self.report(
                *where, f"successors in a circle: {' to '.join(cycle)}", "remove the link that goes back in time"
            )

    def read_identifiers(self) -> None:
        seen = set()
        for number, line in self.rows("identifiers", tables.IDENTIFIER_COLUMNS):
            place_id, iso, wikidata, verified = line.split(",")
            well_formed = re.fullmatch(r"VN-\w\w", iso) and re.fullmatch(r"Q\d+", wikidata)
            if place_id not in self.places or place_id in seen or not well_formed or verified not in ("true", "false"):
                self.report(
                    "identifiers", number, f"{line!r} is no line of identifiers", "as vn63/11,VN-71,Q36955,false"
                )
            seen.add(place_id)
