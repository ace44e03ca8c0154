"""Levels and places behind a head: `tỉnh X`, `TP X`, `khu vực 3`, `tối cao`, lists of places, other countries."""

from __future__ import annotations

import re
from functools import lru_cache

from phoihop.extract import lexicon
from phoihop.extract.places import LEVEL_WORDS, MUNICIPALITIES, PlaceIndex
from phoihop.extract.titles import SURNAMES
from phoihop.extract.tokens import BREAK, Text, word_set
from phoihop.spelling import fold, nfc_tone_first

CENTRE_FORMS = (("trung", "ương"), ("t", ".", "ư"), ("tư",), ("tw",), ("t", ".", "w"))
_CENTRE_FIRST = frozenset(form[0] for form in CENTRE_FORMS)
_PLURALS = word_set("các cùng hai mỗi cấp những toàn địa")
_OF_MANY = word_set("cấp tỉnh huyện quận xã phường địa thành phương quốc ngành bộ cơ đơn dưới trên thị khu nước sở")
_COUNTRY_FIRST = frozenset(name.split(" ")[0] for name in lexicon.COUNTRIES)
#: First words of all that `SiteReader.level` reads.
_LEVEL_FIRST = frozenset(word.split(" ")[0] for word in LEVEL_WORDS) | word_set("tối cấp khu tphcm vùng tp tx")
#: One place of a list: first and last token, level word, name, level, province.
Listed = tuple[int, int, str, str, str, str]


@lru_cache(maxsize=4096)
def _spell(written: str, name: str) -> str:
    same = fold(written).replace("y", "i") == fold(name).replace("y", "i")  # Phú Quý is Phú Quí in the gazetteer
    return nfc_tone_first(written) if same and written.istitle() else name


class SiteReader:
    """Reads levels and places in one text."""

    def __init__(self, text: Text, index: PlaceIndex) -> None:
        self.text = text
        self.keys = text.keys
        self.words = text.words
        self.size = len(text.keys)
        self.index = index
        self.plural_level = ""
        self.plural_word = ""

    def centre(self, at: int) -> int:
        """End of `Trung ương`, `T.Ư`, `TW` at a token, else 0."""
        if at >= self.size or self.keys[at] not in _CENTRE_FIRST:
            return 0
        for form in CENTRE_FORMS:
            if tuple(self.keys[at : at + len(form)]) == form:
                if form == ("tư",) and self.words[at] != "TƯ":
                    continue
                return at + len(form)
        return 0

    def city_word(self, at: int) -> int:
        """End of `thành phố`, `TP`, `TP.` at a token, else 0."""
        keys = self.keys
        key = keys[at] if at < self.size else ""
        if key == "thành":
            return at + 2 if keys[at + 1 : at + 2] == ["phố"] else 0
        if key == "tp":
            return at + 2 if keys[at + 1 : at + 2] == ["."] else at + 1
        return 0

    def place(self, at: int, wanted: str, *, known_only: bool) -> tuple[int, str, str, str]:
        """A place name at a token: end, bare name, level, province; the name is empty if there is none."""
        nothing = (at, "", wanted, "")
        if at >= self.size or not (self.words[at][0].isupper() or self.words[at].isdigit()):
            return nothing
        length, named = self.index.match(self.keys, at)
        if length:
            fits = [p for p in named if wanted in ("", p.level) or (wanted == "city" and p.level != "commune")]
            if wanted == "city":
                fits = [p for p in fits if p.word == "thành phố" or p.name in MUNICIPALITIES] or fits
            if fits:
                place = fits[0]
                provinces = {p.province for p in fits}
                province = place.province if len(provinces) == 1 else ""
                level, name = place.level, self._spelling(at, length, place.name)
                return at + length, name, level, place.name if level == "province" else province
        if known_only or (length and named and wanted == "province"):
            return nothing
        return self._unknown_place(at, wanted)

    def _spelling(self, at: int, length: int, name: str) -> str:
        """The published spelling where it is a variant of the gazetteer's (Đắk, Đăk), else the gazetteer's."""
        return _spell(self.text.slice(at, at + length), name)

    def plural(self, at: int) -> bool:
        """Whether the words at a token make the body before them one of many: các cấp, cùng cấp, địa phương."""
        keys = self.keys
        if at >= self.size or keys[at] not in _PLURALS:
            return False
        following = keys[at + 1] if at + 1 < self.size else ""
        return (keys[at] != "địa" or following == "phương") and following in _OF_MANY

    def names_person(self, at: int) -> bool:
        """Whether a person's name begins at a token: a family name and one to four capital words more."""
        end = at
        while end < self.size and end - at < 6 and self.words[end].istitle():
            end += 1
        return self.keys[at] in SURNAMES and 2 <= end - at <= 5

    def opens_name(self, at: int, end: int) -> bool:
        """Whether a place at a token is the beginning of a person's name: the *Hà Trung* of Hà Trung Khải Định."""
        if self.keys[at] not in SURNAMES or end >= self.size or self.keys[end] in SURNAMES:
            return False
        close = end
        while close < self.size and close - at < 6 and self.words[close].istitle() and self.words[close].isalpha():
            close += 1
        return close > end and 3 <= close - at <= 5

    def _longer_name(self, at: int) -> bool:
        """Whether one capital word follows, so that a person's name may have been cut."""
        capital = at < self.size and self.words[at].istitle()
        return capital and not (at + 1 < self.size and self.words[at + 1].istitle())

    def _unknown_place(self, at: int, wanted: str) -> tuple[int, str, str, str]:
        """A place after its level word that the gazetteer need not know: a number, a commune, a few capital words."""
        if self.words[at].isdigit():
            return at + 1, self.words[at], wanted, ""
        end = at
        if wanted == "commune":
            known = self.index.match_commune(self.keys, at)
            if known and not (self.keys[at] in SURNAMES and self._longer_name(at + known)):
                end = at + known
        if end == at and wanted not in ("province", "city"):  # these the gazetteer knows all
            end = self._capital_place(at, wanted)
        return end, nfc_tone_first(self.text.slice(at, end)) if end > at else "", wanted, ""

    def _capital_place(self, at: int, wanted: str) -> int:
        """End of the capital words that name a place; the start if they are a person's name."""
        end = at
        while end < self.size and end - at < 6 and self.words[end].istitle():
            end += 1
        run = end - at
        commune = wanted == "commune"
        surname = run > 0 and self.keys[at] in SURNAMES
        given = run > 1 and self.keys[at + 1] in ("văn", "thị")
        if run >= 4 and commune and not given:
            surname = surname and not any(self.keys[k] in SURNAMES for k in range(at + 1, end - 1))
        if surname and ((run >= 3 and (not commune or given or run >= 4)) or (run == 2 and not commune)):
            return at
        if run >= 4:
            cuts = (at + 2, at + 3, at + 1)  # commune names of two syllables are by far the most
            cut = next((k for k in cuts if k < end and self.keys[k] in SURNAMES), at + 2)
            return cut if end - cut >= 2 else at + 2
        return end

    def level(self, at: int) -> tuple[int, str, str, str, str] | None:
        """Level word and place at a token: end, word, place, level, province."""
        keys = self.keys
        if at >= self.size or keys[at] not in _LEVEL_FIRST:
            return None
        pair = " ".join(keys[at : at + 2])
        if pair in ("tối cao", "cấp cao", "khu vực"):
            return self._court_level(at, pair)
        if keys[at] == "tphcm":
            return at + 1, "thành phố", "Hồ Chí Minh", "province", "Hồ Chí Minh"
        if keys[at] == "vùng" and at + 1 < self.size and re.fullmatch(r"\d|[IVX]+", self.words[at + 1]):
            return at + 2, f"vùng {self.words[at + 1]}", "", "regional", ""
        city = self.city_word(at)
        word, end = (pair, at + 2) if " " in pair and pair in LEVEL_WORDS else (keys[at], at + 1)
        if city:
            word, end = "thành phố", city
        word = "thị xã" if word == "tx" else word
        if word not in LEVEL_WORDS:
            return None
        wanted = LEVEL_WORDS[word]
        end, place, level, province = self.place(end, wanted, known_only=False)
        end, province = self._outer_province(end, place, level, province)
        return end, word, place, level, province

    def _court_level(self, at: int, pair: str) -> tuple[int, str, str, str, str] | None:
        """Levels that only courts and procuracies have."""
        if pair == "tối cao":
            return at + 2, pair, "", "central", ""
        if pair == "cấp cao":
            end = at + 3 if self.keys[at + 2 : at + 3] == ["tại"] else at + 2
            end, place, _, _ = self.place(end, "", known_only=True)
            return end, "cấp cao tại" if place else pair, place, "regional", ""
        if at + 2 < self.size and re.fullmatch(r"\d+|[IVX]+", self.words[at + 2]):
            return self._region_level(at)
        places = self.place_list(at + 2, "district", bare=True)  # Chi cục Thuế khu vực Bá Thước - Quan Hóa
        if len(places) < 2 or self.keys[places[0][1]] not in "-–":
            return None
        names = [nfc_tone_first(place[3]) for place in places[:2]]
        return places[1][1], f"khu vực {names[0]} - {names[1]}", "", "regional", ""

    def _region_level(self, at: int) -> tuple[int, str, str, str, str]:
        word = f"khu vực {self.words[at + 2]}"
        end = at + 3
        skip = end + 1 if self.keys[end : end + 1] in (["-"], ["–"], [","]) else end
        inner = self.level(skip)
        if inner and inner[1] in ("tỉnh", "thành phố") and inner[2]:
            return inner[0], word, inner[2], "regional", inner[2]
        end2, place, _, province = self.place(skip, "province", known_only=True)
        if place:
            return end2, word, place, "regional", province
        seat = self.index.match_commune(self.keys, skip) if skip > end and self.keys[end] in "-–" else 0
        if seat and self.words[skip][0].isupper():  # Ban Chỉ huy Phòng thủ khu vực 1 - Yên Minh
            return skip + seat, word, nfc_tone_first(self.text.slice(skip, skip + seat)), "regional", ""
        return end, word, "", "regional", ""

    def region(self, at: int) -> tuple[int, str]:
        """End and words of a region's number at a token: `khu vực VI`, `5`, `10B`; no words if there is none."""
        if self.keys[at : at + 2] == ["khu", "vực"] and at + 2 < self.size:
            return at + 3, f"khu vực {self.words[at + 2]}"
        start = at + 1 if self.keys[at : at + 1] == ["số"] else at
        if start >= self.size or not self.words[start].isdigit():
            return at, ""
        end = start + 1
        starts, ends = self.text.starts, self.text.ends
        if end < self.size and starts[end] == ends[start] and self.words[end].isupper():
            end += 1
        return end, self.text.raw[starts[start] : ends[end - 1]]

    def _outer_province(self, end: int, place: str, level: str, province: str) -> tuple[int, str]:
        """`huyện X, tỉnh Y`, `huyện X (Y)`: the province behind a district or commune."""
        if not place or level not in ("district", "commune"):
            return end, province
        at = end
        if self.keys[at : at + 1] in ([","], ["("], ["-"], ["–"]):
            at += 1
            if self.keys[at : at + 1] == ["tỉnh"] or self.city_word(at):
                inner = self.level(at)
                if inner and inner[3] == "province" and inner[2]:
                    return end, inner[2]
            close, name, _, _ = self.place(at, "province", known_only=True)
            if name and self.keys[end : end + 1] == ["("] and self.keys[close : close + 1] == [")"]:
                return end, name
        return end, province

    def foreign(self, at: int) -> int:
        """End of the name of another country at a token, else 0."""
        if at >= self.size or self.keys[at] not in _COUNTRY_FIRST or not self.words[at][0].isupper():
            return 0
        for size in (2, 1):
            if " ".join(self.keys[at : at + size]) in lexicon.COUNTRIES:
                return at + size
        return 0

    def list_start(self, at: int) -> int:
        """Skip `các tỉnh, thành phố phía Bắc gồm:` up to the first place."""
        self.plural_level = self.plural_word = ""
        for k in range(at, min(at + 18, self.size)):
            key = self.keys[k]
            if key == "gồm" and k + 1 < self.size:
                return k + 2 if self.keys[k + 1] == ":" else k + 1
            named = k > at and self.words[k][0].isupper()
            if key in (".", "¶", ")") or (named and (self.plural_word or self.index.match(self.keys, k)[0])):
                return k
            level = LEVEL_WORDS.get(key, "")
            self.plural_word = key if level in ("district", "commune") else ""
            self.plural_level = self.plural_level or ("" if level == "city" else level)
        return at

    def after_including(self, at: int) -> int:
        """The token after `gồm` or a colon soon after a counted body, else 0."""
        for k in range(at, min(at + 12, self.size)):
            if self.keys[k] == ":" or (self.keys[k] == "gồm" and self.keys[k + 1 : k + 2] != [":"]):
                return k + 1
            if self.keys[k] in (".", ";", BREAK):
                return 0
        return 0

    def place_list(self, at: int, wanted: str, *, bare: bool = False) -> list[Listed]:
        """Places joined by commas and `và`, each with its level word if it has one."""
        found: list[Listed] = []
        while at < self.size:
            level = None if bare else self.level(at)
            if level is not None and level[2]:
                found.append((at, level[0], level[1], *level[2:5]))
                end = level[0]
            else:
                end, place, at_level, province = self.place(at, wanted, known_only=bare or wanted in ("", "province"))
                if not place or at_level != (wanted or at_level):
                    break
                found.append((at, end, "", place, at_level, province))
            end = self._skip_outer(end)
            joint = self.keys[end : end + 2]
            if joint[:1] not in ([","], ["và"], ["-"], ["–"], [";"], ["với"]):
                break
            at = end + (2 if joint in ([",", "và"], [";", "và"]) else 1)
        return found

    def _skip_outer(self, at: int) -> int:
        """The token behind `(Ninh Thuận)`, the province of a place in a list; the token itself if there is none."""
        if self.keys[at : at + 1] != ["("]:
            return at
        start = at + 2 if self.keys[at + 1 : at + 2] == ["tỉnh"] else at + 1
        close, name, _, _ = self.place(start, "province", known_only=True)
        return close + 1 if name and self.keys[close : close + 1] == [")"] else at

    def word_of(self, place: str, level: str) -> str:
        """The level word of a place that was named without one."""
        if place in MUNICIPALITIES and level == "province":
            return "thành phố"
        return next((p.word for p in self.index.named(place) if p.level == level), "")
