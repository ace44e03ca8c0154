"""The grammar of a body's name: which words after a head belong to it, and what they say."""

from __future__ import annotations

from dataclasses import replace

from phoihop.extract.bodies import (
    COMMITTEE_AT,
    COMMITTEE_LEVEL,
    COMMITTEE_OF_WORD,
    COMMITTEES,
    SHORT_COMMITTEES,
    Body,
    Head,
)
from phoihop.extract.forms import expand_words, head_forms, match_form
from phoihop.extract.places import LEVEL_WORDS, MUNICIPALITIES, PlaceIndex
from phoihop.extract.sites import Listed, SiteReader
from phoihop.extract.titles import POST_ENDS
from phoihop.extract.tokens import Text, word_set

_COMMITTEE_FIRST = frozenset(
    ["tỉnh", "thành", "huyện", "quận", "thị", "đảng", "tu", "hu", "qu", "trung", "t", "tư", "tw"]
)
_COMMITTEE_HEADS = {name: Head(name, "party-committee", "party", "") for name in (*COMMITTEES.values(), "Ban Bí thư")}
_YOUTH_LEVELS = {"Tỉnh đoàn": "province", "Thành đoàn": "city"}
_OFFICE = Head("Văn phòng", "other", "state", "q")
_GOES_ON = word_set("tỉnh huyện quận xã phường thị trung tw tối việt vn thành đảng khu cấp")
_NO_OFFICE = word_set("chỉ giám lãnh cơ bảo chấp tổ")
_WORD_ENDS = word_set("với tỉnh thị cùng ký kí đã sẽ do tại khu")


class BodyParser:
    """Parses body mentions of one text."""

    def __init__(self, text: Text, index: PlaceIndex) -> None:
        self.text = text
        self.keys = text.keys
        self.words = text.words
        self.size = len(text.keys)
        self.sites = SiteReader(text, index)
        self._depth = 0
        self.headed = False  # a post stands before the name: Viện trưởng Viện kiểm sát

    def parse(self, at: int) -> Body | None:
        """The body that begins at a token, or nothing."""
        committee = self.committee(at) if self.keys[at] in _COMMITTEE_FIRST else None
        if committee and committee[1] != "Trung ương":
            return self.committee_body(at, *committee)
        form = match_form(self.text, at, lower=self.headed)
        if form is None:
            return None
        body = Body(form.head, at, self._skip_alias(at + len(form.keys), host=form.head.follows == "h"))
        if form.head.follows == "h":
            return self._caucus(body)
        if form.committee:
            body.committee, body.level = form.committee, COMMITTEE_LEVEL[form.committee]
            self._committee_place(body)
            return body
        if not self._take_rest(body, exact=form.case == "="):
            return None
        if "n" in form.head.follows and not body.word and not body.place and not body.generic:
            self._take_nation(body)
        body.generic = body.generic or self.sites.foreign(body.last) > 0
        return body

    def _skip_alias(self, at: int, *, host: bool) -> int:
        """The token behind `(CHQS)` where the name goes on: Bộ Chỉ huy Quân sự (CHQS) tỉnh, or with its host."""
        if at >= self.size or self.keys[at] != "(":
            return at
        for end in range(at + 2, min(at + 5, self.size - 1)):
            if self.keys[end] == ")":
                goes_on = self.keys[end + 1] in _GOES_ON or self.sites.city_word(end + 1)
                return end + 1 if goes_on or (host and match_form(self.text, end + 1) is not None) else at
        return at

    def _take_rest(self, body: Body, *, exact: bool) -> bool:
        """Take the words behind a head as its class in the lexicon says; false if it cannot stand as it is."""
        follows = body.head.follows
        if "c" in follows:
            self._take_committee(body)
            if body.head.name == "Văn phòng" and not body.committee and self._names_office(body.last):
                body.head = _OFFICE  # Văn phòng Đăng ký đất đai: no office of a committee
                return self._take_words(body)
        elif "T" in follows:
            self._take_police(body)
        elif follows == "i":
            self._take_whole(body)
        elif follows in ("o", "O", "P", "x"):
            return self._take_tail(body, must=follows != "o")
        elif follows == "q":
            return self._take_words(body)
        elif "r" in follows:
            self._take_region(body)
        elif "d" in follows:
            self._take_bare_place(body)
        elif "." in follows:
            body.level = "central"
        else:
            self.take_level(body)
            if "L" in follows and not exact and not body.word and not self.headed:
                return self._listed_before_level(body.last)
        return True

    def _names_office(self, at: int) -> bool:
        """Whether the word at a token begins an office's own name and no body's."""
        name = at < self.size and self.words[at].istitle() and match_form(self.text, at) is None
        return name and not self.sites.index.match(self.keys, at)[0] and not self.sites.names_person(at)

    def _take_police(self, body: Body) -> None:
        """`CAT`, `CATP`: the level is in the abbreviation."""
        word = "tỉnh" if body.head.name.endswith("tỉnh") else "thành phố"
        body.head = Head("Công an", body.kind, "state", "l")
        body.word, body.level = word, "province"
        self._take_place(body, word)

    def _take_whole(self, body: Body) -> None:
        """`Cơ quan CSĐT Công an tỉnh`: the body it is part of."""
        whole = self._inner(body.last)
        if whole is not None and whole.kind == "police":
            body.host, body.last, body.level = whole, whole.last, whole.level

    def _inner(self, at: int) -> Body | None:
        """The body that begins inside another one's name; three levels at most."""
        if at >= self.size or self._depth > 1:
            return None
        self._depth += 1
        try:
            return self.parse(at)
        finally:
            self._depth -= 1

    def spread(self, body: Body) -> list[Body]:
        """`Công an các tỉnh A, B và C`, `UBND tỉnh A, B`: one body for each place of the list; else nothing."""
        at = body.last
        keys = self.keys
        counted = body.first > 0 and (keys[body.first - 1].isdigit() or keys[body.first - 1] == "các")
        if counted and body.word and not body.place:
            at = self.sites.after_including(at)
            places = self.sites.place_list(at, body.level) if at else []
            return self._spread_over(body, places, listed=True) if len(places) > 1 else []
        listed = body.generic or (not body.place and keys[at : at + 1] != [] and keys[at].isdigit())
        if listed:
            at = self.sites.list_start(at)
            places = self.sites.place_list(at, body.level or self.sites.plural_level)
            if len(places) < 2:
                return []
        elif body.place and body.level in ("province", "district", "commune") and not body.host:
            if keys[at : at + 1] not in ([","], ["và"], ["-"], ["–"]):
                return []
            places = self.sites.place_list(at + 1, body.level, bare=True)
            if not places:
                return []
        else:
            return []
        return self._spread_over(body, places, listed=listed)

    def _spread_over(self, body: Body, places: list[Listed], *, listed: bool) -> list[Body]:
        spread = [] if listed else [body]
        lead = body.first if listed and places[0][0] - body.last <= 2 else -1  # Đảng ủy các xã A
        carried = self.sites.plural_word if listed else ""
        for at, last, word, place, level, province in places:
            first = at if lead < 0 or spread else lead
            copy = replace(body, first=first, last=last, place=place, level=level, province=province, generic=False)
            if "c" in body.head.follows and not copy.committee:  # Ban Dân vận 7 Tỉnh, Thành ủy gồm A, B
                copy.committee = "Thành ủy" if place in MUNICIPALITIES else COMMITTEE_AT.get(level, "Tỉnh ủy")
            elif not copy.committee or copy.committee == "Đảng ủy":
                copy.word = word or (body.word if body.place else "") or self.sites.word_of(place, level)
                if level in ("district", "commune") and not word:
                    copy.word = carried or copy.word
                carried = word or carried
            spread.append(copy)
        return spread

    def _listed_before_level(self, at: int) -> bool:
        """`Tòa án, Viện kiểm sát huyện X`: a bare head counts when a like one follows in the list."""
        if self.keys[at : at + 1] not in ([","], ["và"], ["-"], ["–"], [";"]) or at + 1 >= self.size:
            return False
        form = match_form(self.text, at + 1)
        return form is not None and form.head.follows in ("l", "L") and form.head.side == "state"

    def committee(self, at: int) -> tuple[int, str] | None:
        """End and canonical form of a Party committee (or the Centre) at a token."""
        keys, words = self.keys, self.words
        if at >= self.size or keys[at] not in _COMMITTEE_FIRST:
            return None
        pair = " ".join(keys[at : at + 2])
        if pair in COMMITTEES:
            return at + 2, COMMITTEES[pair]
        if words[at] in SHORT_COMMITTEES:
            return at + 1, SHORT_COMMITTEES[words[at]]
        end = self.sites.centre(at)
        return (end, "Trung ương") if end else None

    def committee_body(self, at: int, end: int, name: str) -> Body | None:
        """The committee itself as a body, or the longer name that begins with it (Đảng ủy Công an …)."""
        form = match_form(self.text, at)
        if form is not None and len(form.keys) > end - at:  # Đảng ủy Công an …
            body = Body(form.head, at, at + len(form.keys))
            if form.head.follows == "l":
                self.take_level(body)
            else:
                body.level = "central"
            return body
        body = Body(_COMMITTEE_HEADS[name], at, end, committee=name, level=COMMITTEE_LEVEL[name])
        if name == "Đảng ủy":
            inner = self._inner(end) if self.keys[end : end + 1] not in (["xã"], ["phường"]) else None
            if inner is not None and inner.kind not in ("party-committee",) and inner.head.side != "other":
                body.host, body.last, body.level, body.committee = inner, inner.last, inner.level, ""
                return body
            self.take_level(body)
        else:
            self._committee_place(body)
        body.generic = body.generic or self._plural(at)
        return body

    def _plural(self, at: int) -> bool:
        """Whether the committee word stands in `các huyện ủy, thành ủy` or `huyện, thị, thành ủy`."""
        before = self.keys[at - 1] if at else ""
        if before in (",", "và") and at > 3 and " ".join(self.keys[at - 3 : at - 1]) in COMMITTEES:
            before = self.keys[at - 4]
        return before in ("các", "những", "mỗi", "từng")

    def _take_committee(self, body: Body) -> None:
        found = self.committee(body.last)
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
            self.take_level(body)
        else:
            self._committee_place(body)

    def _direct_place(self, body: Body) -> None:
        """`Ban Dân vận tỉnh`, `Ban Tuyên giáo huyện X`: the committee is understood from the level."""
        level = self.sites.level(body.last)
        committee = COMMITTEE_OF_WORD.get(level[1]) if level is not None else None
        if level is not None and committee is not None:
            body.last, body.committee, body.place, body.level, body.province = level[0], committee, *level[2:5]
            body.word = level[1] if committee == "Đảng ủy" else ""

    def _committee_place(self, body: Body) -> None:
        at = body.last
        if at < self.size and self.keys[at] in LEVEL_WORDS and self.keys[at] in ("tỉnh", "huyện", "quận"):
            at += 1
        elif self.sites.city_word(at):
            at = self.sites.city_word(at)
        elif " ".join(self.keys[at : at + 2]) == "thị xã":
            at += 2
        wanted = COMMITTEE_LEVEL[body.committee]
        end, place, level, province = self.sites.place(at, wanted, known_only=at == body.last)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province
            if body.committee == "Thành ủy" and level not in ("province", "district"):
                body.level = "city"

    def take_level(self, body: Body) -> None:
        """Take a State level and place, a bare place, or the Centre behind a head."""
        found = self.sites.level(body.last)
        if found is not None:
            body.last, body.word, body.place, body.level, body.province = found
            if body.level == "city" and body.place in MUNICIPALITIES:
                body.level = "province"
            return
        if self._mark_generic(body):
            return
        end, place, level, province = self.sites.place(body.last, "", known_only=True)
        if place and not self.sites.opens_name(body.last, end):
            body.last, body.place, body.level, body.province = end, place, level, province
            named = self.sites.index.named(place)
            body.word = next((p.word for p in named if p.level == level), "")
        elif self.sites.centre(body.last) and body.kind not in ("people-council", "people-committee"):
            body.last = self.sites.centre(body.last)
            body.word, body.level = "Trung ương", "central"

    def _mark_generic(self, body: Body) -> bool:
        body.generic = self.sites.plural(body.last) or body.generic
        return body.generic

    def _take_place(self, body: Body, word: str) -> None:
        end, place, level, province = self.sites.place(body.last, LEVEL_WORDS[word], known_only=True)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province

    def _take_bare_place(self, body: Body) -> None:
        body.level = _YOUTH_LEVELS.get(body.head.name.removeprefix("Ban Thường vụ "), "district")
        end, place, level, province = self.sites.place(body.last, body.level, known_only=True)
        if place:
            body.last, body.place, body.level, body.province = end, place, level, province

    def _take_region(self, body: Body) -> None:
        """`Quân khu 5`, `Kiểm toán nhà nước khu vực VI`, `Đội Quản lý thị trường 10B`."""
        end, tail = self.sites.region(body.last)
        body.tail, body.last, body.level = tail, end, "regional" if tail else "central"

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
        found = self.sites.level(body.last)
        if found is not None:
            body.last, body.word, body.place, body.level, body.province = found

    def _take_tail(self, body: Body, *, must: bool) -> bool:
        """Take the capital words that follow an open head; false if there are none though there must be."""
        at, words, keys = body.last, self.words, self.keys
        end = at
        while end < self.size and end - at < 8:
            word = words[end]
            if end > at and self.sites.names_person(end):  # Báo Hòa Bình Đinh Công Tứ
                break
            if word[0].isupper() and keys[end] not in ("ông", "bà"):
                end += 1
            elif word in ("và", "-", "–", "&") and end > at and end + 1 < self.size and words[end + 1][0].isupper():
                if self.committee(end + 1) or (
                    keys[end + 1] in head_forms() and match_form(self.text, end + 1) is not None
                ):
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

    def _take_words(self, body: Body) -> bool:
        """`Trung tâm Kiểm soát bệnh tật tỉnh X`: words up to a level, a connector or a verb; false if none fits."""
        at = end = body.last
        if at >= self.size or not self.words[at].istitle() or self.keys[at] in _NO_OFFICE:
            return False
        while end < self.size and end - at < 9 and (end == at or not self._words_end(end)):
            end += 1
        while end > at and self.keys[end - 1] in ("và", "của", "-", "–", "&"):
            end -= 1
        body.tail, body.last = expand_words(self.text.slice(at, end)), end
        council = self._inner(end) if body.head.name == "Ban" else None
        if council is not None and council.kind == "people-council":  # Ban Văn hóa - Xã hội HĐND tỉnh
            body.tail, body.last = f"{body.tail} {council.head.name}", council.last
            body.sit_with(council)
            return True
        self.take_level(body)
        return True

    def _words_end(self, at: int) -> bool:
        """Whether the open words of a name stop before a token."""
        key, word = self.keys[at], self.words[at]
        following = self.keys[at + 1] if at + 1 < self.size else ""
        if key in ("-", "–", "&", "và"):
            return not following.isalpha() or match_form(self.text, at + 1) is not None
        level = word.islower() and (key in LEVEL_WORDS or (key in _WORD_ENDS and self.keys[at - 1] != "đô"))
        if key.isdigit() and len(key) <= 3 and self.words[at - 1][0].isalpha():  # Vùng Cảnh sát biển 2
            return False
        if level or not word[0].isalpha() or self.sites.city_word(at) > 0:
            return True
        if key in POST_ENDS and (not POST_ENDS[key] or following in POST_ENDS[key]):
            return True
        if not word.istitle():
            return match_form(self.text, at) is not None
        return self.sites.index.match(self.keys, at)[0] > 0 or self.sites.names_person(at)

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
            body.sit_with(host)
            body.generic = host.generic
        elif keys[body.last : body.last + 1] == ["các"]:
            body.generic = True
        else:
            found = self.sites.level(body.last)  # Ban cán sự đảng tỉnh: no host named
            if found is not None:
                body.generic = True
        return body
