"""The gazetteer as a whole: places by id, by parent, by name, and what became of them."""

from __future__ import annotations

import difflib
from collections import defaultdict
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from phoihop import settings
from phoihop.errors import UsageError
from phoihop.gazetteer import tables
from phoihop.gazetteer.cells import find_cell
from phoihop.gazetteer.checks import check_gazetteer
from phoihop.gazetteer.lookup import Candidate, Context, Form, Match, build_candidates, build_matches
from phoihop.gazetteer.names import LEVEL_OF_KIND, LEVELS, Reading, parse_name, parse_untyped
from phoihop.gazetteer.tables import COUNTRY, Succession, parse_id, parse_place
from phoihop.model import PartialDate, Place
from phoihop.spelling import fold


def load_gazetteer(folder: Path | None = None, *, check: bool = False) -> Gazetteer:
    """Open the gazetteer of a folder, the shipped one unless told otherwise.

    Args:
        folder: where the tables are.
        check: whether to read every line strictly first; the shipped tables are checked by the tests.

    Raises:
        UsageError: a table is missing or has another header; with `check`, whatever else is wrong with it.
    """
    folder = folder or settings.data_dir() / "gazetteer"
    if check:
        for problem in check_gazetteer(folder):
            raise problem
    return Gazetteer(folder)


class Gazetteer:
    """Dated places. Lines become places when asked for, so that opening costs milliseconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, str] = {COUNTRY.id: ""}
        self._keyed: dict[str, list[str]] = {"vietnam": [COUNTRY.id]}
        for table in tables.PLACE_TABLES:
            for line in tables.read_table(folder, table, tables.PLACE_COLUMNS):
                self._lines[line.partition(",")[0]] = line
                self._index(line)
        self._later: dict[str, str] = {}
        for line in tables.read_table(folder, tables.LATER_FORMS, tables.PLACE_COLUMNS):
            self._later[line.partition(",")[0]] = line
            self._index(line)
        self._identifiers = tables.read_identifiers(folder)
        self._places: dict[str, Place] = {COUNTRY.id: COUNTRY}
        self._forms: dict[str, list[Form]] = {}
        self._read: dict[Reading, list[Match]] = {}
        self._links = cache(self._read_links)
        self._resolve = lru_cache(maxsize=4096)(self._units_named)
        self._around = lru_cache(maxsize=256)(self._provinces_of_both_eras)

    def _index(self, line: str) -> None:
        for key in line.rpartition(",")[2].split("|"):
            self._keyed.setdefault(key, []).append(line)

    def place(self, place_id: str, as_of: PartialDate | None = None) -> Place:
        """The place with this id, in the form it had on a date if one is given.

        Raises:
            UsageError: there is none; the nearest ids are named.
        """
        if as_of is not None and place_id in self._later:
            later = parse_place(self._later[place_id], self._identifiers)
            if as_of.earliest >= PartialDate(later.known_from).earliest:
                return later
        if place_id not in self._places:
            line = self._lines.get(place_id)
            if line is None:
                raise self._unknown(place_id)
            self._places[place_id] = parse_place(line, self._identifiers)
        return self._places[place_id]

    def _unknown(self, place_id: str) -> UsageError:
        code = str(place_id).rpartition("/")[2].partition("-")[0]
        alike = [i for i in self._lines if i.partition("/")[2].startswith(code[:2])] if code else []
        near = difflib.get_close_matches(str(place_id), alike, n=3, cutoff=0.5)
        fix = f"the nearest are {', '.join(near)}" if near else "ids look like vn63/11 (before 2025-07-01) or vn34/11"
        return UsageError(f"no place has the id {place_id!r}", fix=fix)

    def places(self, era: str | None = None, level: str | None = None) -> tuple[Place, ...]:
        """All places of an era (`vn63`, `vn34`) and a level, in the order of their ids."""
        wanted = (i for i in self._lines if i != COUNTRY.id)
        return tuple(
            self.place(i)
            for i in sorted(wanted)
            if (era is None or i.startswith(f"{era}/")) and (level is None or parse_id(i)[1] == level)
        )

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The units directly within a place at any time of its era, in the order of their ids."""
        self.place(place_id)
        return tuple(self.place(i) for i in sorted(self._parts.get(place_id, ())))

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        parts: dict[str, set[str]] = defaultdict(set)
        for line in (*self._lines.values(), *self._later.values()):
            if line:
                place_id, _, _, within, _ = line.split(",", 4)
                parts[within].add(place_id)
        return parts

    def successors(self, place_id: str) -> tuple[Succession, ...]:
        """What became of a place; empty for places that still exist or of whose end nothing is known."""
        level = self.place(place_id).level
        return tuple(self._links(level)[0].get(place_id, ())) if level in tables.LINK_TABLES else ()

    def predecessors(self, place_id: str) -> tuple[Succession, ...]:
        """What a place was made of; of a commune since 2025-07-01 both the communes and the districts."""
        level = self.place(place_id).level
        levels = {"province": ["province"], "district": ["district"], "commune": ["district", "commune"]}.get(level, [])
        return tuple(link for original in levels for link in self._links(original)[1].get(place_id, ()))

    def _read_links(self, level: str) -> tuple[dict[str, list[Succession]], dict[str, list[Succession]]]:
        forward: dict[str, list[Succession]] = defaultdict(list)
        backward: dict[str, list[Succession]] = defaultdict(list)
        for link in tables.read_links(self._folder, level):
            forward[link.original].append(link)
            backward[link.resulting].append(link)
        return forward, backward

    def chain(self, place_id: str, as_of: PartialDate | None = None) -> tuple[Place, ...]:
        """The place itself, then what it is within, up to the country."""
        place = self.place(place_id, as_of)
        return (place, *self.chain(place.within, as_of)) if place.within else (place,)

    def province_of(self, place_id: str) -> Place:
        """The province a place is, or is within.

        Raises:
            UsageError: the place is unknown, or is the country.
        """
        for place in self.chain(place_id):
            if place.level == "province":
                return place
        raise UsageError(f"{place_id!r} is in no province", fix="name a province, district or commune")

    def find(
        self,
        name: str,
        *,
        kind: str | None = None,
        level: str | None = None,
        within: str | None = None,
        as_of: PartialDate | None = None,
        near: str | None = None,
    ) -> list[Candidate]:
        """The places a written name may mean, best first; none where nothing fits.

        The name may carry its type (`TX Cai Lậy`), be in capitals, in NFD or without any marks; marks that are
        typed count. Names of several units stay ambiguous, with equal scores, unless the context decides.

        Args:
            name: as written.
            kind: the administrative type, where it is known apart from the name.
            level: the only level wanted.
            within: id or name of a unit that has to contain the place.
            as_of: the date at which the place has to exist.
            near: id of the province the text comes from; units elsewhere are less likely, not excluded.

        Raises:
            UsageError: `within` or `near` name no place; there is no such level or type.
        """
        if level is not None and level not in LEVELS:
            raise UsageError(f"there is no level {level!r}", fix=f"the levels are {', '.join(LEVELS)}")
        if kind is not None and kind not in LEVEL_OF_KIND:
            raise UsageError(f"there is no type of place {kind!r}", fix=f"the types are {', '.join(LEVEL_OF_KIND)}")
        context = Context(
            level,
            None if within is None else self._resolve(within),
            None if near is None else self._around(near),
            None if as_of is None else as_of.earliest,
            date.max if as_of is None else as_of.latest,
        )
        found = self._find(parse_name(name), kind, context)
        return found or self._find(parse_untyped(name), kind, context)

    def _find(self, readings: tuple[Reading, ...], kind: str | None, context: Context) -> list[Candidate]:
        if kind is not None:
            readings = tuple(reading._replace(kind=kind) for reading in readings if reading.kind in ("", kind))
        if len(readings) == 1:
            return build_candidates(self._matches(readings[0]), context, typed=readings[0].kind != "")
        matches = [match for reading in readings for match in self._matches(reading)]
        return build_candidates(matches, context, typed=True)

    def find_all(
        self, cell: str, *, as_of: PartialDate | None = None, near: str | None = None
    ) -> list[list[Candidate]]:
        """The candidates for each place that a cell names, in the order they are named.

        Semicolons part places; a province after a comma, in brackets or before a colon says where the others
        are (`Pleiku; Ia Grai (Gia Lai)`) and counts itself only where it stands alone.
        """
        return find_cell(self.find, cell, as_of=as_of, near=near)

    def _matches(self, reading: Reading) -> list[Match]:
        """The forms that fit a reading, the earlier era, the higher level, the lower id first."""
        known = self._read.get(reading)
        if known is None:
            known = build_matches(reading, self._forms_of(fold(reading.toned)))
            if known:
                self._read[reading] = known
        return known

    def _forms_of(self, key: str) -> list[Form]:
        forms = self._forms.get(key)
        if forms is None:
            forms = [self._form(line) for line in self._keyed.get(key, ())]
            forms.sort(key=lambda form: (form.place.id.startswith("vn34"), len(form.place.code), form.place.id))
            if forms:
                self._forms[key] = forms
        return forms

    def _form(self, line: str) -> Form:
        if line == COUNTRY.id:
            return Form(COUNTRY, (), superseded="", later=False)
        place = parse_place(line, self._identifiers)
        other = self._later.get(place.id)
        later = other is not None and other == line
        superseded = "" if other is None or later else parse_place(other, {}).known_from
        return Form(place, self.chain(place.within), superseded=superseded, later=later)

    def _units_named(self, name_or_id: str) -> frozenset[str]:
        if name_or_id in self._lines:
            return frozenset((name_or_id,))
        found = self.find(name_or_id)
        if not found:
            raise UsageError(
                f"no place is called {name_or_id!r}", fix="give an id such as vn63/11, or another spelling"
            )
        return frozenset(c.place.id for c in found if c.score == found[0].score)

    def _provinces_of_both_eras(self, place_id: str) -> frozenset[str]:
        province = self.province_of(place_id).id
        after = (link.resulting for link in self.successors(province))
        before = (link.original for link in self.predecessors(province))
        return frozenset((province, *after, *before))
