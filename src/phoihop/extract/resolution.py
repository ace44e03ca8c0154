"""What a list, a sentence or the whole article shares: levels, committees, places, hosts, bodies of posts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache

from phoihop.extract.bodies import COMMITTEE_LEVEL, COMMITTEE_OF_WORD, Body, Head
from phoihop.extract.mentions import Mentions
from phoihop.extract.places import LEVEL_WORDS, MUNICIPALITIES, PlaceIndex
from phoihop.extract.sites import SiteReader
from phoihop.extract.tokens import Text
from phoihop.spelling import fold

_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+(?:gov\.vn|org\.vn|com\.vn|edu\.vn|vn|com|net|org))\b", re.IGNORECASE)
_PORTAL = re.compile(r"\b([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,3}) Portal\b")
_WORD_OF_COMMITTEE = {
    "Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố", "Huyện ủy": "huyện", "Quận ủy": "quận", "Thị ủy": "thị xã",
}  # fmt: skip


#: Signs of provincial newspapers before a lead, and their provinces; those that two papers use are left out.
AGENCY_SIGNS = {
    "ABO": "Tiền Giang", "AGO": "An Giang", "BHG": "Hà Giang", "BKTO": "Kon Tum", "CMO": "Cà Mau", "CTO": "Cần Thơ",
    "GLO": "Gia Lai", "KGO": "Kiên Giang", "LSO": "Lạng Sơn", "NTO": "Ninh Thuận", "PYO": "Phú Yên",
    "QNO": "Quảng Nam", "THO": "Thanh Hóa", "TTH": "Thừa Thiên Huế", "VLO": "Vĩnh Long",
}  # fmt: skip
_SIGN = re.compile(r"(?m)^\W{0,3}\(?(?P<sign>[A-ZĐ]{3,5})(?:\)|\s*[-–])")
_COMMUNE_WORDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_LOW_WORDS = frozenset({"huyện", "quận", "thị xã", "xã", "phường", "thị trấn"})


@dataclass(slots=True)
class Seat:
    """A place the text names together with its level word.

    Args:
        at: the token.
        word: `tỉnh`, `huyện`, …
        name, level, province: the place.
        first, last: its tokens.
        how: how it is known, empty when stated.
    """

    at: int
    word: str
    name: str
    level: str
    province: str
    first: int
    last: int
    how: str = ""


@dataclass(slots=True)
class Setting:
    """Where an article is at home, and what it calls its bodies."""

    text: Text
    mentions: Mentions
    sites: SiteReader
    publisher: str = ""
    url: str = ""
    date: str = ""
    seats: list[Seat] = field(default_factory=list)
    bare: list[Seat] | None = None
    words: Counter[str] = field(default_factory=Counter)
    _by_word: dict[str, list[Seat]] = field(default_factory=dict)
    _favourites: dict[str, tuple[Seat | None, int]] = field(default_factory=dict)
    _bare_homes: dict[str, Seat | None] = field(default_factory=dict)

    def home(self, word: str, near: int) -> Seat | None:
        """The place that a level word without a name means at a token."""
        same = self._same_word(word)
        if not same:
            return self._bare_home(word)
        favourite, votes = self._favourites[word]
        if word not in _LOW_WORDS:
            return favourite
        before = bisect_right(same, near, key=lambda seat: seat.at)
        chosen = same[before - 1] if before else same[0]
        return favourite if votes >= 3 and votes * 2 > len(same) and near - chosen.at > 60 else chosen

    def _same_word(self, word: str) -> list[Seat]:
        if word not in self._by_word:
            same = [seat for seat in self.seats if seat.word == word]
            standing = [seat for seat in same if not self._gone(seat)]
            if len(standing) < len(same) and (standing or self._bare_home(word) is not None):
                same = standing
            self._by_word[word] = same
            votes = Counter(seat.name for seat in same)
            top = max(votes.values(), default=0)
            self._favourites[word] = (next((seat for seat in same if votes[seat.name] == top), None), top)
        return self._by_word[word]

    def _gone(self, seat: Seat) -> bool:
        """Whether a place is named as one of the past: tỉnh X (cũ), or a province merged away before the article."""
        if seat.level == "province" and self.sites.index.is_gone(seat.name, self.date):
            return True
        behind = self.text.keys[seat.last : seat.last + 2] if seat.first >= 0 else []
        return behind[:1] == ["cũ"] or behind == ["(", "cũ"]

    def _bare_home(self, word: str) -> Seat | None:
        """A place without its level word that fits: in the text, the publisher's name, or the address."""
        if word not in self._bare_homes:
            self._bare_homes[word] = self._find_bare_home(word)
        return self._bare_homes[word]

    def _find_bare_home(self, word: str) -> Seat | None:
        if LEVEL_WORDS[word] == "commune":
            return None
        if self.bare is None:
            self.bare = self._bare_seats()
        fits = [seat for seat in self.bare if _fits(seat, word)]
        if not fits and word == "tỉnh":
            fits = self._outer_provinces()
        fits = [seat for seat in fits if not self._gone(seat)] or fits
        if fits:
            votes = Counter(seat.name for seat in fits)
            top = max(votes.values())
            return next(seat for seat in fits if votes[seat.name] == top)
        return None

    def _outer_provinces(self) -> list[Seat]:
        """The provinces of the districts that the text names, where the gazetteer knows just one."""
        found = []
        for seat in self.seats:
            province = self.sites.index.provinces.get(seat.province)
            if province is not None and province.word == "tỉnh" and seat.level == "district":
                found.append(Seat(-1, "tỉnh", province.name, "province", province.name, -1, -1, "gazetteer"))
        return found

    def _bare_seats(self) -> list[Seat]:
        keys, words, index, seats = self.text.keys, self.text.words, self.sites.index, []
        taken = 0
        for at in [at for at, word in enumerate(words) if word[0].isupper()]:
            if at < taken:
                continue
            length, named = index.match(keys, at)
            if length and (words[at + length - 1][0].isupper() or words[at + length - 2] in "'’"):
                how = _credit(keys, at)
                seats += [Seat(at, p.word, p.name, p.level, p.province, at, at + length, how) for p in named]
                taken = at + length
        return seats + self._address_seats()

    def _address_seats(self) -> list[Seat]:
        """Provinces named by the publisher or in web addresses, also without diacritics (`thainguyen.gov.vn`)."""
        seats = []
        hosts = [(host, "address") for host in _read_hosts(self.text)]
        if self.url:
            hosts.append((self.url.split("//")[-1].split("/")[0], "address"))
        if self.publisher:
            hosts.append((self.publisher, "publisher"))
        sign = _SIGN.search(self.text.raw[:1500])
        if sign is not None and sign["sign"] in AGENCY_SIGNS:
            name = AGENCY_SIGNS[sign["sign"]]
            place = self.sites.index.provinces[name]
            first = bisect_right(self.text.starts, sign.start("sign")) - 1
            seats.append(Seat(first, place.word, name, "province", name, first, first + 1, "agency-sign"))
        portal = _PORTAL.search(self.text.raw) if " Portal" in self.text.raw else None
        if portal:
            hosts.append((portal.group(1), "publisher"))
        for host, how in hosts:
            flat = _flat(host)
            for name in sorted(self.sites.index.provinces):
                if _flat(name) in flat:
                    place = self.sites.index.provinces[name]
                    seats.append(Seat(-1, place.word, name, "province", name, -1, -1, how))
        return seats

    def province(self) -> Seat | None:
        """The province an article is at home in, as far as anything tells."""
        return self.home("tỉnh", 0) or self.home("thành phố", 0)


@lru_cache(maxsize=1024)
def _flat(name: str) -> str:
    """A name as web addresses write it."""
    return fold(name).replace(" ", "").replace("-", "")


def _read_hosts(text: Text) -> list[str]:
    """The hosts of all web addresses in a text; most texts have none."""
    if not any(ending in text.low for ending in (".vn", ".com", ".net", ".org")):
        return []
    return [m.group(1) for chunk in text.raw.split() if "." in chunk for m in _HOST.finditer(chunk)]


def _credit(keys: list[str], at: int) -> str:
    """How a bare place is known: `Báo X` behind `ảnh:` is a photo credit, elsewhere a publisher."""
    before = keys[max(0, at - 4) : at]
    if before[-1:] != ["báo"]:
        return ""
    return "photo-credit" if "ảnh" in before else "publisher"


def _fits(seat: Seat, word: str) -> bool:
    if word == "tỉnh":
        return seat.level == "province" and seat.word == "tỉnh"
    if word == "thành phố":
        return seat.word == "thành phố" or seat.name in MUNICIPALITIES
    return seat.word == word


def read_setting(
    text: Text, mentions: Mentions, index: PlaceIndex, publisher: str, url: str, date: str = ""
) -> Setting:
    """Collect every place that is named with its level word, in bodies and outside; `date` is that of publication."""
    sites = SiteReader(text, index)
    setting = Setting(text, mentions, sites, publisher, url, date)
    for body in [*mentions.bodies, *(post.body for post in mentions.posts if post.body is not None)]:
        for part in (body, body.host):
            if part is None:
                continue
            word = part.word or _WORD_OF_COMMITTEE.get(part.committee, "")
            if word in LEVEL_WORDS:
                setting.words[word] += 1
            if part.place and word in LEVEL_WORDS:
                first = max(part.first, part.last - len(part.place.split()))
                setting.seats.append(Seat(part.first, word, part.place, part.level, part.province, first, part.last))
    keys, taken = text.keys, mentions.taken
    for at, key in enumerate(keys):
        if key in _LEVEL_FIRST and at not in taken:
            found = sites.level(at)
            if found is not None and found[2] and found[1] in LEVEL_WORDS:
                end, word, place, level, province = found
                first = at + (2 if keys[at : at + 2] in (["thành", "phố"], ["thị", "xã"], ["thị", "trấn"]) else 1)
                setting.seats.append(Seat(at, word, place, level, province, first, end))
    setting.seats.sort(key=lambda seat: seat.at)
    return setting


_LEVEL_FIRST = frozenset({"tỉnh", "huyện", "quận", "xã", "phường", "thị", "thành", "tp", "tx"})


_WORD_OF_YOUTH = {
    "Tỉnh đoàn": "tỉnh",
    "Thành đoàn": "thành phố",
    "Huyện đoàn": "huyện",
    "Quận đoàn": "quận",
    "Thị đoàn": "thị xã",
}


def level_word(body: Body) -> str:
    """The level word that a body's own words amount to: `tỉnh` for TAND tỉnh, Tỉnh ủy and Tỉnh đoàn."""
    return (
        body.word
        or _WORD_OF_COMMITTEE.get(body.committee, "")
        or _WORD_OF_YOUTH.get(body.head.name.removeprefix("Ban Thường vụ "), "")
    )


#: Offices with open names that are of a level all the same: Trung tâm Y tế, Phòng Kinh tế.
_LOCAL_OFFICES = frozenset({"Trung tâm", "Phòng", "Chi cục", "Hạt"})


def settle_body(body: Body, setting: Setting, *, neighbours: list[Body] | None = None) -> Body:
    """A copy of the mention with level, committee and place filled in from its list and the article."""
    body = body.copy()
    if body.host is not None:
        body.host = settle_body(body.host, setting, neighbours=neighbours)
        body.level, body.place, body.province = body.host.level, body.host.place, body.host.province
        return body
    follows = body.head.follows
    if "c" in follows and not body.committee:
        body.committee = committee_near(body, setting, neighbours)
        body.level = COMMITTEE_LEVEL.get(body.committee, "")
        body.inferred += ("committee",)
    elif (
        ("l" in follows or "L" in follows or (neighbours and body.head.name in _LOCAL_OFFICES))
        and not body.word and not body.place and body.level != "central"
    ):  # fmt: skip
        _borrow_level(body, setting, neighbours)
    if body.level == "regional" and not body.place:
        named = (b for b in setting.mentions.bodies if b.word == body.word)  # TAND khu vực 3 - X, told once in full
        beside = (other for other in neighbours or [] if other.level == "regional")
        body.place = next((other.place for other in (*beside, *named) if other.place), "")
    word = body.word if body.word in LEVEL_WORDS else _WORD_OF_COMMITTEE.get(body.committee, "")
    word = word or _WORD_OF_YOUTH.get(body.head.name.removeprefix("Ban Thường vụ "), "")
    if body.committee == "Đảng ủy" and not body.word and not body.place:
        near = next((o for o in neighbours or [] if o.word in ("xã", "phường", "thị trấn", "đặc khu")), None)
        common = setting.words.most_common(1)
        if near is not None:
            body.word = word = near.word
        elif common and common[0][0] in _COMMUNE_WORDS:
            body.word = word = common[0][0]
    if word and not body.place and not body.generic:
        _borrow_place(body, word, setting, neighbours)
    _front_at_centre(body)
    return body


def _borrow_place(body: Body, word: str, setting: Setting, neighbours: list[Body] | None) -> None:
    for other in neighbours or []:
        if other.place and level_word(other) == word:
            body.place, body.level, body.province = other.place, other.level, other.province
            return
    seat = setting.home(word, body.first)
    if seat is not None:
        body.place, body.level, body.province = seat.name, seat.level, seat.province
        if seat.at < 0 or seat.how or seat.word != word or seat in (setting.bare or []):
            body.inferred += ("place",)
    elif body.level == "city":
        body.level = "province"
    if body.level == "city":
        body.level = "province" if body.place in MUNICIPALITIES else "district"


def _borrow_level(body: Body, setting: Setting, neighbours: list[Body] | None) -> None:
    """A State body without a level takes that of its neighbours, else the article's usual one."""
    for other in neighbours or []:
        word = level_word(other)
        if word in LEVEL_WORDS:
            body.word, body.level = word, LEVEL_WORDS[word]
            body.inferred += ("level",)
            return
        if other.level == "central" and "n" in body.head.follows:
            body.level = "central"
            return
        if other.word == "tối cao" and body.kind in ("people-court", "people-procuracy"):
            body.word, body.level = "tối cao", "central"
            return
    if neighbours is None or "n" not in body.head.follows:
        common = setting.words.most_common(1)
        if common and "n" not in body.head.follows:
            body.word, body.level = common[0][0], LEVEL_WORDS[common[0][0]]
            body.inferred += ("level",)


def committee_near(body: Body, setting: Setting, neighbours: list[Body] | None) -> str:
    """The committee that a commission without one belongs to: its neighbours', else the article's usual level."""
    for other in neighbours or []:
        if other.committee:
            return other.committee
        if other.word in COMMITTEE_OF_WORD:
            return COMMITTEE_OF_WORD[other.word]
        if other.level == "central":
            return "Trung ương"
    common = setting.words.most_common(1)
    return COMMITTEE_OF_WORD.get(common[0][0], "") if common else ""


def _front_at_centre(body: Body) -> None:
    bare = body.head.name == "Ủy ban Mặt trận Tổ quốc Việt Nam" and not body.word and not body.place
    if bare and body.kind == "fatherland-front":
        body.head = Head("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "fatherland-front", "front-mass", ".")
        body.level = "central"


def share_list(run: list[Body], setting: Setting) -> list[Body]:
    """The bodies of one list, each with what the list shares: the right neighbours first, then the left."""
    settled: list[Body] = []
    caucus: Body | None = None
    for at, told in enumerate(run):
        near = [*run[at + 1 :], *reversed(run[:at])]
        caucus = _caucus_head(run, at, caucus)
        body = settle_body(told, setting, neighbours=near)
        if caucus is not None and body.kind in CAUCUS_HOSTS and body.host is None:
            inferred = (*body.inferred, "head")
            body = replace(body, head=caucus.head, host=body, committee="", tail="", inferred=inferred)
        settled.append(body)
    return settled


CAUCUS_HOSTS = frozenset(
    {"people-court", "people-procuracy", "people-committee", "people-council", "ministry", "inspectorate", "department"}
)


def _caucus_head(run: list[Body], at: int, caucus: Body | None) -> Body | None:
    """Whether `Ban cán sự đảng` before an earlier member covers this one too."""
    body = run[at]
    if body.kind == "party-caucus":
        return (
            body
            if body.spreads or (body.host is not None and _levelless(body.host) and _next_shares(run, at))
            else None
        )
    return caucus if body.kind in CAUCUS_HOSTS else None


def _levelless(body: Body) -> bool:
    return not body.word and not body.place and body.level != "central"


def _next_shares(run: list[Body], at: int) -> bool:
    return at + 1 < len(run) and run[at + 1].kind in CAUCUS_HOSTS
