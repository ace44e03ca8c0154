"""Bodies named in a text: head, Party committee or State level, place, host of a caucus.

A mention is parsed from its head (lexicon) and the words that follow; what a list shares is filled in later
(see `resolution`), so a mention keeps apart what its own words say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from phoihop.extract import lexicon
from phoihop.extract.places import LEVEL_WORDS, MUNICIPALITIES, PlaceIndex
from phoihop.extract.titles import SURNAMES
from phoihop.extract.tokens import BREAK, Text, split_phrase
from phoihop.spelling import fold, nfc_tone_first


@dataclass(frozen=True, slots=True)
class Head:
    """What the lexicon says of a kind of body: full name, kind, side, and what may follow (see `lexicon`)."""

    name: str
    kind: str
    side: str
    follows: str


@dataclass(slots=True)
class Body:
    """One mention of a body.

    Args:
        head: the lexicon entry.
        first, last: its tokens, last exclusive.
        committee: `Tỉnh ủy`, `Huyện ủy`, … or `Trung ương` for bodies of a Party committee.
        word: level word of a State body, as `tỉnh`, `tối cao`, `khu vực 3`.
        place: bare name of the place, as far as the words give it.
        level: `central`, `province`, `district`, `commune`, `regional`, or empty.
        province: the province, when the words or the gazetteer give it.
        tail: the open rest of the name, in full words.
        host: the agency in which a caucus sits.
        generic: `các cấp`, `cùng cấp` and the like: names nobody.
        spreads: the caucus head covers the following bodies of the list (`các cơ quan …`).
        inferred: what was filled in from elsewhere.
    """

    head: Head
    first: int
    last: int
    committee: str = ""
    word: str = ""
    place: str = ""
    level: str = ""
    province: str = ""
    tail: str = ""
    host: Body | None = None
    generic: bool = False
    spreads: bool = False
    in_post: bool = False
    inferred: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind concept."""
        return self.head.kind

    @property
    def name(self) -> str:
        """The resolved name in full words."""
        return render_body(self)


COMMITTEES = {
    "tỉnh ủy": "Tỉnh ủy",
    "thành ủy": "Thành ủy",
    "huyện ủy": "Huyện ủy",
    "quận ủy": "Quận ủy",
    "thị ủy": "Thị ủy",
    "đảng ủy": "Đảng ủy",
}
COMMITTEE_LEVEL = {
    "Tỉnh ủy": "province",
    "Thành ủy": "city",
    "Huyện ủy": "district",
    "Quận ủy": "district",
    "Thị ủy": "district",
    "Đảng ủy": "commune",
    "Trung ương": "central",
}
_SHORT_COMMITTEES = {"TU": "Tỉnh ủy", "HU": "Huyện ủy", "QU": "Quận ủy"}
_COMMITTEE_FIRST = frozenset(
    ["tỉnh", "thành", "huyện", "quận", "thị", "đảng", "tu", "hu", "qu", "trung", "t", "tư", "tw"]
)
_COMMITTEE_HEADS = {name: Head(name, "party-committee", "party", "") for name in (*COMMITTEES.values(), "Ban Bí thư")}
_BRACES = re.compile(r"\{([^}]*)\}")
_GENERIC_AFTER = {"các", "cùng", "hai", "mỗi", "cấp", "những", "toàn", "địa"}
CENTRE_FORMS = (("trung", "ương"), ("t", ".", "ư"), ("tư",), ("tw",), ("t", ".", "w"))


def expand_braces(form: str) -> list[str]:
    """The forms that `{a|b|}` stands for."""
    match = _BRACES.search(form)
    if match is None:
        return [" ".join(form.split())]
    start, end = match.span()
    return [
        expanded for part in match.group(1).split("|") for expanded in expand_braces(form[:start] + part + form[end:])
    ]


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form of a head: its keys and how strict its letter case is (`=` exact, `^` first capital, ``)."""

    keys: tuple[str, ...]
    head: Head
    case: str
    words: tuple[str, ...]


def _table_forms(table: str) -> list[Form]:
    forms = []
    for line in table.strip().splitlines():
        name, kind, side, follows, surfaces = (part.strip() for part in line.split(" | ", 4))
        head = Head(name, kind, side, follows)
        for listed in re.split(r",\s+(?![^{]*\})", surfaces):
            case = listed[0] if listed[0] in "=^" else ""
            for form in expand_braces(listed.lstrip("=^").strip()):
                words = tuple(re.findall(r"[^\W\d_]+|\d+|[^\w\s]", form))
                forms.append(Form(split_phrase(form), head, case, words))
                if kind == "mass-organisation" and "n" in follows:
                    forms += _national_forms(form, head)
    return forms


def _national_forms(form: str, head: Head) -> list[Form]:
    """`Trung ương Hội X` is the association's national body."""
    nation = "" if head.name.endswith(("Hồ Chí Minh", "Việt Nam")) else " Việt Nam"
    national = Head(head.name + nation, head.kind, head.side, ".")
    return [
        Form(split_phrase(f"{centre} {form}{tail}"), national, "", ())
        for centre in ("trung ương", "tw", "t.ư", "tư")
        for tail in ("", " việt nam", " vn")
    ]


def _domain_forms() -> list[Form]:
    forms = []
    for line in lexicon.DOMAINS.strip().splitlines():
        name, _, short = line.partition(" = ")
        for office, kind, follows in (("Bộ", "ministry", "."), ("Sở", "department", "l"), ("Ty", "department", "l")):
            head = Head(f"{office} {name}", kind, "state", follows)
            for form in [name, *(s.strip() for s in short.split(";"))]:
                surface = f"{office} {form}"
                words = tuple(re.findall(r"[^\W\d_]+|\d+|[^\w\s]", surface))
                forms.append(Form(split_phrase(surface), head, "=" if form.isupper() else "^", words))
    return forms


@cache
def head_forms() -> dict[str, dict[str, tuple[Form, ...]]]:
    """All forms by first and second key (empty for one-word forms), longest first."""
    found: dict[str, list[Form]] = {}
    for table in (lexicon.PARTY, lexicon.STATE, lexicon.FRONT, lexicon.OUTSIDE):
        for form in _table_forms(table):
            found.setdefault(form.keys[0], []).append(form)
    for form in _domain_forms():
        found.setdefault(form.keys[0], []).append(form)
    order = {"": 1, "^": 1, "=": 0}
    table: dict[str, dict[str, tuple[Form, ...]]] = {}
    for key, forms in found.items():
        forms.sort(key=lambda f: (-len(f.keys), order[f.case]))
        seconds = sorted({f.keys[1] if len(f.keys) > 1 else "" for f in forms})
        table[key] = {s: tuple(f for f in forms if (f.keys[1] if len(f.keys) > 1 else "") == s) for s in seconds}
    return table


@cache
def _expansions() -> dict[str, str]:
    pairs = (line.split(" = ") for line in lexicon.EXPANSIONS.strip().splitlines())
    return {short: full for short, full in pairs}


def expand_words(text: str) -> str:
    """Open words with the abbreviations put in full."""
    table = _expansions()
    words = [table.get(word, table.get(word.rstrip("."), word)) for word in text.replace("–", "-").split()]
    return " ".join(words)


def match_form(text: Text, at: int) -> Form | None:
    """The longest head form at a token whose case fits."""
    keys = text.keys
    by_second = head_forms().get(keys[at])
    if by_second is None:
        return None
    following = keys[at + 1] if at + 1 < len(keys) else BREAK
    for form in (*by_second.get(following, ()), *by_second.get("", ())):
        n = len(form.keys)
        if n > 2 and tuple(keys[at : at + n]) != form.keys:
            continue
        if form.case == "=" and tuple(text.words[at : at + n]) != form.words:
            continue
        if form.case == "^" and not text.words[at][0].isupper():
            continue
        return form
    return None


#: One place of a list: first and last token, level word, name, level, province.
Listed = tuple[int, int, str, str, str, str]


class BodyParser:
    """Parses body mentions of one text."""

    def __init__(self, text: Text, index: PlaceIndex) -> None:
        self.text = text
        self.keys = text.keys
        self.words = text.words
        self.size = len(text.keys)
        self.index = index
        self._plural_level = ""
        self._plural_word = ""
        self._depth = 0

    def parse(self, at: int) -> Body | None:
        """The body that begins at a token, or nothing."""
        committee = self._committee(at)
        if committee and committee[1] != "Trung ương":
            return self._committee_body(at, *committee)
        form = match_form(self.text, at)
        if form is None:
            return None
        body = Body(form.head, at, at + len(form.keys))
        follows = form.head.follows
        if follows == "h":
            return self._caucus(body)
        if "c" in follows:
            self._take_committee(body)
        elif "T" in follows:
            body.head = Head("Công an", body.kind, "state", "l")
            body.word = "tỉnh" if form.head.name.endswith("tỉnh") else "thành phố"
            body.level = "province"
            self._take_place(body, body.word)
        elif follows == "i":
            inner = self._inner(body.last)
            if inner is not None and inner.kind == "police":
                body.host, body.last, body.level = inner, inner.last, inner.level
        elif "P" in follows or "O" in follows or "o" in follows or "x" in follows:
            if not self._take_tail(body, must="O" in follows or "P" in follows or "x" in follows):
                return None
        elif "r" in follows:
            self._take_region(body)
        elif "d" in follows:
            self._take_bare_place(body)
        elif "." in follows:
            body.level = "central"
        else:
            self._take_level(body)
            if "L" in follows and form.case != "=" and not body.word and not self._listed_before_level(body.last):
                return None
        if "n" in follows and not body.word and not body.place and not body.generic:
            self._take_nation(body)
        body.generic = body.generic or self.foreign(body.last) > 0
        return body

    def _inner(self, at: int) -> Body | None:
        """The body that begins inside another one's name; three levels at most."""
        if at >= self.size or self._depth > 1:
            return None
        self._depth += 1
        try:
            return self.parse(at)
        finally:
            self._depth -= 1

    def foreign(self, at: int) -> int:
        """End of the name of another country at a token, else 0."""
        if at >= self.size or not self.words[at][0].isupper():
            return 0
        for size in (2, 1):
            if " ".join(self.keys[at : at + size]) in lexicon.COUNTRIES:
                return at + size
        return 0

    def spread(self, body: Body) -> list[Body]:
        """`Công an các tỉnh A, B và C`, `UBND tỉnh A, B`: one body for each place of the list; else nothing."""
        at = body.last
        keys = self.keys
        counted = body.first > 0 and (keys[body.first - 1].isdigit() or keys[body.first - 1] == "các")
        if counted and body.word and not body.place:
            at = self._after_including(at)
            places = self._place_list(at, body.level) if at else []
            return self._spread_over(body, places, listed=True) if len(places) > 1 else []
        listed = body.generic or (not body.place and keys[at : at + 1] != [] and keys[at].isdigit())
        if listed:
            at = self._list_start(at)
            places = self._place_list(at, body.level or self._plural_level)
            if len(places) < 2:
                return []
        elif body.place and body.level in ("province", "district", "commune") and not body.host:
            if keys[at : at + 1] not in ([","], ["và"], ["-"], ["–"]):
                return []
            places = self._place_list(at + 1, body.level, bare=True)
            if not places:
                return []
        else:
            return []
        return self._spread_over(body, places, listed=listed)

    def _after_including(self, at: int) -> int:
        """The token after `gồm` or a colon soon after a counted body, else 0."""
        for k in range(at, min(at + 12, self.size)):
            if self.keys[k] == ":" or (self.keys[k] == "gồm" and self.keys[k + 1 : k + 2] != [":"]):
                return k + 1
            if self.keys[k] in (".", ";", BREAK):
                return 0
        return 0

    def _spread_over(self, body: Body, places: list[Listed], *, listed: bool) -> list[Body]:
        spread = [] if listed else [body]
        carried = self._plural_word if listed else ""
        for first, last, word, place, level, province in places:
            copy = replace(body, first=first, last=last, place=place, level=level, province=province, generic=False)
            if not copy.committee:
                copy.word = word or (body.word if body.place else "") or self._word_of(place, level)
                if level == "district" and not word:
                    copy.word = carried or copy.word
                carried = word or carried
            spread.append(copy)
        return spread

    def _word_of(self, place: str, level: str) -> str:
        if place in MUNICIPALITIES and level == "province":
            return "thành phố"
        return next((p.word for p in self.index.named(place) if p.level == level), "")

    def _list_start(self, at: int) -> int:
        """Skip `các tỉnh, thành phố phía Bắc gồm:` up to the first place."""
        self._plural_level = self._plural_word = ""
        for k in range(at, min(at + 12, self.size)):
            key = self.keys[k]
            if key in (".", "¶", ")") or (self.words[k][0].isupper() and self.index.match(self.keys, k)[0] and k > at):
                return k
            level = LEVEL_WORDS.get(key, "")
            self._plural_word = key if level == "district" else self._plural_word
            self._plural_level = self._plural_level or ("" if level == "city" else level)
        return at

    def _place_list(self, at: int, wanted: str, *, bare: bool = False) -> list[Listed]:
        """Places joined by commas and `và`, each with its level word if it has one."""
        found: list[Listed] = []
        while at < self.size:
            level = None if bare else self._level(at)
            if level is not None and level[2]:
                found.append((at, level[0], level[1], *level[2:5]))
                end = level[0]
            else:
                end, place, at_level, province = self._place(at, wanted, known_only=bare or wanted in ("", "province"))
                if not place or at_level != (wanted or at_level):
                    break
                found.append((at, end, "", place, at_level, province))
            joint = self.keys[end : end + 2]
            if joint[:1] not in ([","], ["và"], ["-"], ["–"], [";"], ["với"]):
                break
            at = end + (2 if joint in ([",", "và"], [";", "và"]) else 1)
        return found

    def _listed_before_level(self, at: int) -> bool:
        """`Tòa án, Viện kiểm sát huyện X`: a bare head counts when a like one follows in the list."""
        if self.keys[at : at + 1] not in ([","], ["và"], ["-"], ["–"], [";"]) or at + 1 >= self.size:
            return False
        form = match_form(self.text, at + 1)
        return form is not None and form.head.follows in ("l", "L") and form.head.side == "state"

    def _committee(self, at: int) -> tuple[int, str] | None:
        """End and canonical form of a Party committee (or the Centre) at a token."""
        keys, words = self.keys, self.words
        if at >= self.size or keys[at] not in _COMMITTEE_FIRST:
            return None
        pair = " ".join(keys[at : at + 2])
        if pair in COMMITTEES:
            return at + 2, COMMITTEES[pair]
        if words[at] in _SHORT_COMMITTEES:
            return at + 1, _SHORT_COMMITTEES[words[at]]
        end = self.centre(at)
        return (end, "Trung ương") if end else None

    def centre(self, at: int) -> int:
        """End of `Trung ương`, `T.Ư`, `TW` at a token, else 0."""
        for form in CENTRE_FORMS:
            if tuple(self.keys[at : at + len(form)]) == form:
                if form == ("tư",) and self.words[at] != "TƯ":
                    continue
                return at + len(form)
        return 0

    def _committee_body(self, at: int, end: int, name: str) -> Body | None:
        form = match_form(self.text, at)
        if form is not None and len(form.keys) > end - at:  # Đảng ủy Công an …
            body = Body(form.head, at, at + len(form.keys))
            if form.head.follows == "l":
                self._take_level(body)
            else:
                body.level = "central"
            return body
        body = Body(_COMMITTEE_HEADS[name], at, end, committee=name, level=COMMITTEE_LEVEL[name])
        if name == "Đảng ủy":
            inner = self._inner(end) if self.keys[end : end + 1] not in (["xã"], ["phường"]) else None
            if inner is not None and inner.kind not in ("party-committee",) and inner.head.side != "other":
                body.tail, body.last, body.level = inner.name, inner.last, inner.level
                body.committee = ""
                body.head = Head(f"Đảng ủy {inner.name}", "party-committee", "party", ".")
                return body
            self._take_level(body)
        else:
            self._committee_place(body)
        body.generic = body.generic or self._plural(at)
        return body

    def _plural(self, at: int) -> bool:
        """Whether the committee word stands in `các huyện ủy, thành ủy` or `huyện, thị, thành ủy`."""
        before = self.keys[at - 1] if at else ""
        return before in ("các", "những", "mỗi", "từng")

    def _take_committee(self, body: Body) -> None:
        found = self._committee(body.last)
        if found is None:
            self._mark_generic(body)
            self._direct_place(body)
            return
        body.last, body.committee = found
        body.level = COMMITTEE_LEVEL[body.committee]
        if body.committee == "Trung ương":
            if self.keys[body.last : body.last + 1] == ["đảng"] and body.head.name in ("Văn phòng", "Ban Tổ chức"):
                body.last += 1
        elif body.committee == "Đảng ủy":
            self._take_level(body)
        else:
            self._committee_place(body)

    def _direct_place(self, body: Body) -> None:
        """`Ban Dân vận tỉnh`, `Ban Tuyên giáo huyện X`: the committee is understood from the level."""
        level = self._level(body.last)
        if level is None or level[1] not in ("tỉnh", "huyện", "quận", "thị xã", "thành phố"):
            return
        names = {"tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}
        body.last, body.committee, body.place, body.level, body.province = level[0], names[level[1]], *level[2:5]

    def _committee_place(self, body: Body) -> None:
        at = body.last
        if at < self.size and self.keys[at] in LEVEL_WORDS and self.keys[at] in ("tỉnh", "huyện", "quận"):
            at += 1
        elif self._city_word(at):
            at = self._city_word(at)
        elif " ".join(self.keys[at : at + 2]) == "thị xã":
            at += 2
        wanted = COMMITTEE_LEVEL[body.committee]
        end, place, level, province = self._place(at, wanted, known_only=at == body.last)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province
            if body.committee == "Thành ủy" and level not in ("province", "district"):
                body.level = "city"

    def _city_word(self, at: int) -> int:
        """End of `thành phố`, `TP`, `TP.` at a token, else 0."""
        keys = self.keys
        if keys[at : at + 2] == ["thành", "phố"]:
            return at + 2
        if keys[at : at + 1] == ["tp"]:
            return at + 2 if keys[at + 1 : at + 2] == ["."] else at + 1
        return 0

    def _place(self, at: int, wanted: str, *, known_only: bool) -> tuple[int, str, str, str]:
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
        written = self.text.slice(at, at + length)
        return nfc_tone_first(written) if fold(written) == fold(name) and written.istitle() else name

    def _longer_name(self, at: int) -> bool:
        """Whether one capital word follows, so that a person's name may have been cut."""
        capital = at < self.size and self.words[at].istitle()
        return capital and not (at + 1 < self.size and self.words[at + 1].istitle())

    def _unknown_place(self, at: int, wanted: str) -> tuple[int, str, str, str]:
        """A place the gazetteer does not know, after its level word: up to three capital words, a person's name left."""
        if self.words[at].isdigit():
            return at + 1, self.words[at], wanted, ""
        if wanted == "commune":
            known = self.index.match_commune(self.keys, at)
            if known and not (self.keys[at] in SURNAMES and self._longer_name(at + known)):
                return at + known, nfc_tone_first(self.text.slice(at, at + known)), wanted, ""
        end = at
        if wanted in ("province", "city"):  # these the gazetteer knows all
            return at, "", wanted, ""
        while end < self.size and end - at < 6 and self.words[end].istitle():
            end += 1
        run = end - at
        surname = run > 0 and self.keys[at] in SURNAMES
        if run >= 4 and wanted == "commune" and self.keys[at + 1] not in ("văn", "thị"):
            surname = surname and not any(self.keys[k] in SURNAMES for k in range(at + 1, end - 1))
        if run >= 3 and surname and (wanted != "commune" or self.keys[at + 1] in ("văn", "thị") or run >= 4):
            return at, "", wanted, ""
        if run == 2 and surname and wanted in ("province", "district", "city"):
            return at, "", wanted, ""
        if run >= 4:
            cuts = (at + 2, at + 3, at + 1)  # commune names of two syllables are by far the most
            cut = next((k for k in cuts if k < end and self.keys[k] in SURNAMES), at + 2)
            end = cut if end - cut >= 2 else at + 2
        if end == at:
            return at, "", wanted, ""
        return end, self.text.slice(at, end), wanted, ""

    def _level(self, at: int) -> tuple[int, str, str, str, str] | None:
        """Level word and place at a token: end, word, place, level, province."""
        keys = self.keys
        if at >= self.size:
            return None
        pair = " ".join(keys[at : at + 2])
        if pair == "tối cao":
            return at + 2, "tối cao", "", "central", ""
        if pair == "cấp cao":
            end = at + 3 if keys[at + 2 : at + 3] == ["tại"] else at + 2
            end, place, _, _ = self._place(end, "", known_only=True)
            return end, "cấp cao tại" if place else "cấp cao", place, "regional", ""
        if pair == "khu vực" and at + 2 < self.size and re.fullmatch(r"\d+|[IVX]+", self.words[at + 2]):
            return self._region_level(at)
        city = self._city_word(at)
        word, end = (pair, at + 2) if " " in pair and pair in LEVEL_WORDS else (keys[at], at + 1)
        if city:
            word, end = "thành phố", city
        if word == "tx":
            word = "thị xã"
        if keys[at] in ("tphcm", "tp_hcm"):
            return at + 1, "thành phố", "Hồ Chí Minh", "province", "Hồ Chí Minh"
        if word not in LEVEL_WORDS:
            return None
        wanted = LEVEL_WORDS[word]
        end, place, level, province = self._place(end, wanted, known_only=False)
        end, province = self._outer_province(end, place, level, province)
        return end, word, place, level, province

    def _region_level(self, at: int) -> tuple[int, str, str, str, str]:
        word = f"khu vực {self.words[at + 2]}"
        end = at + 3
        skip = end + 1 if self.keys[end : end + 1] in (["-"], ["–"], [","]) else end
        inner = self._level(skip)
        if inner and inner[1] in ("tỉnh", "thành phố") and inner[2]:
            return inner[0], word, inner[2], "regional", inner[2]
        end2, place, _, province = self._place(skip, "province", known_only=True)
        return (end2, word, place, "regional", province) if place else (end, word, "", "regional", "")

    def _outer_province(self, end: int, place: str, level: str, province: str) -> tuple[int, str]:
        """`huyện X, tỉnh Y`, `huyện X (Y)`: the province behind a district or commune."""
        if not place or level not in ("district", "commune"):
            return end, province
        at = end
        if self.keys[at : at + 1] in ([","], ["("], ["-"], ["–"]):
            at += 1
            if self.keys[at : at + 1] == ["tỉnh"] or self._city_word(at):
                inner = self._level(at)
                if inner and inner[3] == "province" and inner[2]:
                    return end, inner[2]
            close, name, _, _ = self._place(at, "province", known_only=True)
            if name and self.keys[end : end + 1] == ["("] and self.keys[close : close + 1] == [")"]:
                return end, name
        return end, province

    def _take_level(self, body: Body) -> None:
        found = self._level(body.last)
        if found is not None:
            body.last, body.word, body.place, body.level, body.province = found
            if body.level == "city" and body.place in MUNICIPALITIES:
                body.level = "province"
            return
        if self._mark_generic(body):
            return
        end, place, level, province = self._place(body.last, "", known_only=True)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province
            named = self.index.named(place)
            body.word = next((p.word for p in named if p.level == level), "")
        elif self.centre(body.last) and body.kind not in ("people-council", "people-committee"):
            body.last = self.centre(body.last)
            body.word, body.level = "Trung ương", "central"

    def _mark_generic(self, body: Body) -> bool:
        keys = self.keys
        at = body.last
        if at < self.size and keys[at] in _GENERIC_AFTER:
            following = keys[at + 1] if at + 1 < self.size else ""
            if keys[at] in ("các", "những", "mỗi", "cùng", "hai", "toàn") or keys[at] == "cấp" or following == "phương":
                body.generic = following in (
                    "cấp", "tỉnh", "huyện", "quận", "xã", "phường", "địa", "thành", "phương", "quốc", "ngành", "bộ",
                    "cơ", "đơn", "dưới", "trên", "thị", "khu", "nước", "sở",
                )  # fmt: skip
        return body.generic

    def _take_place(self, body: Body, word: str) -> None:
        end, place, level, province = self._place(body.last, LEVEL_WORDS[word], known_only=True)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province

    def _take_bare_place(self, body: Body) -> None:
        levels = {"Tỉnh đoàn": "province", "Thành đoàn": "city", "Huyện đoàn": "district", "Quận đoàn": "district"}
        body.level = levels[body.head.name]
        end, place, level, province = self._place(body.last, body.level, known_only=True)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province

    def _take_region(self, body: Body) -> None:
        """`Quân khu 5`, `Kiểm toán nhà nước khu vực VI`, `Đội Quản lý thị trường 10B`."""
        at = body.last
        if self.keys[at : at + 2] == ["khu", "vực"] and at + 2 < self.size:
            body.tail, body.last, body.level = f"khu vực {self.words[at + 2]}", at + 3, "regional"
            return
        if self.keys[at : at + 1] == ["số"]:
            at += 1
        if at < self.size and self.words[at].isdigit():
            end = at + 1
            glued = end < self.size and self.text.starts[end] == self.text.ends[at] and self.words[end].isupper()
            end += glued
            body.tail, body.last, body.level = (
                self.text.raw[self.text.starts[at] : self.text.ends[end - 1]],
                end,
                "regional",
            )
        else:
            body.level = "central"

    def _take_nation(self, body: Body) -> None:
        at = body.last
        if self.keys[at : at + 2] == ["việt", "nam"]:
            body.last, body.level, body.tail = at + 2, "central", "Việt Nam"
            self._late_level(body)
        elif self.keys[at : at + 1] == ["vn"]:
            body.last, body.level, body.tail = at + 1, "central", "Việt Nam"
            self._late_level(body)

    def _late_level(self, body: Body) -> None:
        """`Hội Nông dân Việt Nam tỉnh X`: the level stands behind the nation."""
        found = self._level(body.last)
        if found is not None:
            body.last, body.word, body.place, body.level, body.province = found

    def _take_tail(self, body: Body, *, must: bool) -> bool:
        """Take the capital words that follow an open head; false if there are none though there must be."""
        at, words, keys = body.last, self.words, self.keys
        end = at
        while end < self.size and end - at < 8:
            word = words[end]
            if word[0].isupper() and keys[end] not in ("ông", "bà"):
                end += 1
            elif word in ("và", "-", "–", "&") and end > at and end + 1 < self.size and words[end + 1][0].isupper():
                if keys[end + 1] in head_forms() and match_form(self.text, end + 1) is not None:
                    break
                end += 1
            else:
                break
        if end == at:
            if "x" in body.head.follows:
                body.head = Head(body.head.name, "other", "other", "x")
                return True
            return not must
        body.tail, body.last = expand_words(self.text.slice(at, end)), end
        return True

    def _caucus(self, body: Body) -> Body:
        at = body.last
        keys = self.keys
        if keys[at : at + 1] == ["của"]:
            at += 1
        plural = False
        while at < self.size and keys[at] in ("các", "cơ", "quan", "ngành", "đơn", "vị", ":", "2", "3", "hai", "ba"):
            plural = plural or keys[at] in ("các", "2", "3", "hai", "ba")
            at += 1
        host = self._inner(at)
        if host is not None and (host.head.side in ("state", "front-mass")):
            body.host, body.last, body.spreads = host, host.last, plural
            body.word, body.place, body.level, body.province = host.word, host.place, host.level, host.province
            body.generic = host.generic
        elif keys[body.last : body.last + 1] == ["các"]:
            body.generic = True
        else:
            found = self._level(body.last)  # Ban cán sự đảng tỉnh: no host named
            if found is not None:
                body.generic = True
        return body


def render_place(word: str, place: str, level: str) -> str:
    """A State body's level and place as its name carries them: `tỉnh Điện Biên`, `thành phố Hà Nội`, `tối cao`."""
    if not place:
        return word
    if level == "regional" and word.startswith("khu vực"):
        return f"{word} - {place}"
    if not word:
        word = {"province": "tỉnh"}.get(level, "")
        if place in MUNICIPALITIES and level == "province":
            word = "thành phố"
    return f"{word} {place}".strip()


def render_body(body: Body) -> str:
    """The body's name in full words with everything known of it."""
    head = body.head
    if body.host is not None:
        return f"{head.name} {render_body(body.host)}"
    if body.committee and "c" in head.follows:
        return f"{head.name} {_committee_name(body)}"
    if body.committee:
        return _committee_name(body)
    name = head.name
    if "n" in head.follows and body.level == "central" and "Việt Nam" not in name:
        return f"{name} Việt Nam"
    if head.follows in ("o", "O", "P", "x", "r"):
        return f"{name} {body.tail}".strip()
    if "d" in head.follows:
        return f"{name} {body.place}".strip()
    return f"{name} {body.tail if body.tail != 'Việt Nam' else ''} {render_place(body.word, body.place, body.level)}".replace(
        "  ", " "
    ).strip()


def _committee_name(body: Body) -> str:
    place = body.place
    if place == "Hồ Chí Minh" and body.committee == "Thành ủy":
        place = "Thành phố Hồ Chí Minh"
    if body.committee == "Đảng ủy" and body.word:
        place = f"{body.word} {place}".strip()
    return f"{body.committee} {place}".strip()
