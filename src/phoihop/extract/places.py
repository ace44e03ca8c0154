"""Names of places for the scanner: which tokens name a province, district or commune, and where it lies.

The index is built once for a gazetteer; look-ups are by the first token. Communes have an index of their own that is
only asked after a level word (`xã`, `phường`): their names are too often ordinary words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from phoihop.extract.tokens import split_phrase
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.model import Place

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
#: The day on which the 34 provinces and the two tiers took over.
NEW_MAP = "2025-07-01"


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


Entries = dict[str, list[tuple[tuple[str, ...], tuple[PlaceName, ...]]]]


def _match(entries: Entries, keys: list[str], at: int) -> tuple[int, tuple[PlaceName, ...]]:
    for form, named in entries.get(keys[at], ()):
        if len(form) == 1 or tuple(keys[at : at + len(form)]) == form:
            return len(form), named
    return 0, ()


def _enter_all(pairs: Iterable[tuple[str, PlaceName]]) -> Entries:
    found: dict[tuple[str, ...], list[PlaceName]] = {}
    for form, place in pairs:
        keys = split_phrase(form)
        if keys and place not in found.setdefault(keys, []):
            found[keys].append(place)
    entries: Entries = {}
    for keys, named in found.items():
        entries.setdefault(keys[0], []).append((keys, tuple(named)))
    for listed in entries.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return entries


class PlaceIndex:
    """Place names of a gazetteer by their tokens."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.provinces: dict[str, PlaceName] = {}
        self._ids: dict[tuple[str, str, str], str] = {}
        pairs: list[tuple[str, PlaceName]] = []
        for era in ("vn63", "vn34"):
            for place in gazetteer.places(era, "province"):
                named = PlaceName(place.name, place.kind, "province", "")
                self.provinces.setdefault(place.name, named)
                self._ids[era, "", place.name] = place.id
                pairs += [(form, named) for form in _forms(place)]
        for place in gazetteer.places("vn63", "district"):
            province = gazetteer.province_of(place.id).name
            named = PlaceName(place.name, place.kind, "district", province)
            self._ids["vn63", province, place.name] = place.id
            pairs += [(form, named) for form in _forms(place)]
        self._entries = _enter_all(pairs)

    @cached_property
    def _communes(self) -> Entries:
        places = (place for era in ("vn63", "vn34") for place in self._gazetteer.places(era, "commune"))
        named = ((place, PlaceName(place.name, place.kind, "commune", "")) for place in places)
        return _enter_all((form, name) for place, name in named for form in (place.name, *place.variants))

    def match(self, keys: list[str], at: int) -> tuple[int, tuple[PlaceName, ...]]:
        """The longest name of a province or district that begins at a token: its length and what it may name."""
        return _match(self._entries, keys, at)

    def match_commune(self, keys: list[str], at: int) -> int:
        """Length in tokens of the longest commune name that begins at a token."""
        return _match(self._communes, keys, at)[0]

    def named(self, name: str) -> tuple[PlaceName, ...]:
        """Every province and district that bears exactly this name."""
        keys = split_phrase(name)
        if not keys:
            return ()
        length, named = self.match(list(keys), 0)
        return named if length == len(keys) else ()

    def level_on(self, name: str, level: str, date: str) -> tuple[str, str]:
        """Level and province of a place on a date: Huế was a city of its province until it became one itself.

        Without a date the map of the 63 provinces is meant: by far most articles of the genre are from its time.
        """
        if level != "province" or _is_new(date) or ("vn63", "", name) in self._ids:
            return level, ""
        inner = next((p for p in self.named(name) if p.level == "district"), None)
        return ("district", inner.province) if inner is not None else (level, "")

    def is_gone(self, province: str, date: str) -> bool:
        """Whether a province was merged away before a date: Yên Bái in 2026."""
        return _is_new(date) and ("vn34", "", province) not in self._ids

    def id_of(self, name: str, level: str, province: str, date: str) -> str:
        """The gazetteer's id of a province or district on a date; empty if the date or the place is not certain."""
        if len(date) < 4 or not date[0].isdigit():
            return ""
        era = "vn34" if date >= NEW_MAP[: len(date)] and date[:4] >= "2025" else "vn63"
        return self._ids.get((era, "" if level == "province" else province, name), "")


def _is_new(date: str) -> bool:
    return date[:4] > "2025" or (date[:4] == "2025" and date >= NEW_MAP[: len(date)])


def _forms(place: Place) -> list[str]:
    name = place.name
    forms = [name, *place.variants]
    if name == "Hồ Chí Minh":
        forms.append("HCM")
    if name == "Thừa Thiên Huế":
        forms = [form for form in forms if form != "Huế"]  # the city; as a province only since 2025
        forms += ["Thừa Thiên - Huế", "TT Huế", "TT-Huế", "Thừa Thiên – Huế"]
    if " - " in name:
        forms += [name.replace(" - ", " – "), name.replace(" - ", " ")]
    for old, new in (("Đắk", "Đăk"), ("Đắk", "Đắc"), ("Đắk", "Đak"), ("Đăk", "Đắk"), ("Kạn", "Cạn"), ("Quí", "Quý")):
        if old in name:
            forms.append(name.replace(old, new))
    return forms


def place_index(gazetteer: Gazetteer | None = None) -> PlaceIndex:
    """The index over a gazetteer, the shipped one unless told otherwise; built once."""
    return _build_index(gazetteer)


@cache
def _build_index(gazetteer: Gazetteer | None) -> PlaceIndex:
    return PlaceIndex(gazetteer if gazetteer is not None else load_gazetteer())
