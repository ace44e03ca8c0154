"""Names of places for the scanner: which tokens name a province, district or commune, and where it lies.

The index is built once from the gazetteer tables; look-ups are by the first token.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from phoihop.extract.tokens import split_phrase

#: Level words as written in full, with the level they name. `thành phố` alone does not tell the level.
LEVEL_WORDS = {
    "tỉnh": "province",
    "thành phố": "city",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
MUNICIPALITIES = frozenset({"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One place under one of its names.

    Args:
        name: the bare name as the gazetteer writes it.
        word: its level word, as `tỉnh`.
        level: `province`, `district` or `commune`.
        province: the bare name of its province; empty for a province itself.
        id: the gazetteer's identifier; may be empty.
    """

    name: str
    word: str
    level: str
    province: str
    id: str = ""


class PlaceIndex:
    """Place names by their tokens."""

    def __init__(self, places: list[tuple[str, PlaceName]]) -> None:
        found: dict[tuple[str, ...], list[PlaceName]] = {}
        for form, place in places:
            keys = split_phrase(form)
            if keys and place not in found.setdefault(keys, []):
                found[keys].append(place)
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[PlaceName, ...]]]] = {}
        for keys, named in found.items():
            self._by_first.setdefault(keys[0], []).append((keys, tuple(named)))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.provinces = {place.name: place for _, place in places if place.level == "province"}

    def match(self, keys: list[str], at: int) -> tuple[int, tuple[PlaceName, ...]]:
        """The longest place name that begins at a token: its length in tokens and what it may name."""
        entries = self._by_first.get(keys[at])
        if entries:
            for form, named in entries:
                if len(form) == 1 or tuple(keys[at : at + len(form)]) == form:
                    return len(form), named
        return 0, ()

    def named(self, name: str) -> tuple[PlaceName, ...]:
        """Everything that bears exactly this name."""
        keys = split_phrase(name)
        if not keys:
            return ()
        length, named = self.match(list(keys), 0)
        return named if length == len(keys) else ()


def _split_type(full: str) -> tuple[str, str]:
    for word in sorted(LEVEL_WORDS, key=len, reverse=True):
        if full.lower().startswith(word + " "):
            return word, full[len(word) + 1 :]
    return "", full


def _forms(name: str) -> list[str]:
    forms = [name]
    if name == "Hồ Chí Minh":
        forms += ["HCM"]
    if name == "Thừa Thiên Huế":
        forms += ["Thừa Thiên - Huế", "Thừa Thiên-Huế", "TT Huế", "TT-Huế"]
    if name == "Bà Rịa - Vũng Tàu":
        forms += ["Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu", "BR-VT"]
    for old, new in (("Đắk", "Đăk"), ("Đắk", "Đắc"), ("Đắk", "Đak"), ("Đăk", "Đắk"), ("Kạn", "Cạn")):
        if old in name:
            forms.append(name.replace(old, new))
    return forms


@cache
def place_index() -> PlaceIndex:
    """The index over the draft tables; read once."""
    folder = Path(__file__).parents[4] / "shared" / "data"
    places: list[tuple[str, PlaceName]] = []
    provinces: dict[str, str] = {}
    with (folder / "gazetteer63.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for full in sorted({row["full_2025H1"], row["full_2021"]} - {""}):
                word, name = _split_type(full)
                provinces.setdefault(row["code63"], name)
                places += [(form, PlaceName(name, word, "province", "")) for form in _forms(name)]
    with (folder / "districts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for full in sorted({row["name_2021"], row["name_2025H1"]} - {""}):
                word, name = _split_type(full)
                place = PlaceName(name, word, "district", provinces.get(row["province63"], ""))
                places += [(form, place) for form in _forms(name)]
    return PlaceIndex(places)
