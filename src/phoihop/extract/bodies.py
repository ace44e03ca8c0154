"""Bodies named in a text: head, Party committee or State level, place, host of a caucus; their names in full.

A mention keeps apart what its own words say; what a list shares is filled in later (see `resolution`).
"""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.extract.places import MUNICIPALITIES


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

    def copy(self) -> Body:
        """The same mention once more, to be filled in; many times faster than `dataclasses.replace`."""
        return Body(
            self.head, self.first, self.last, self.committee, self.word, self.place, self.level, self.province,
            self.tail, self.host, self.generic, self.spreads, self.in_post, self.inferred,
        )  # fmt: skip

    def sit_with(self, other: Body) -> None:
        """Take the level and place of the body whose name ends this one's."""
        self.word, self.place, self.level, self.province = other.word, other.place, other.level, other.province

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
SHORT_COMMITTEES = {"TU": "Tỉnh ủy", "HU": "Huyện ủy", "QU": "Quận ủy"}
#: The committee that a level word amounts to.
COMMITTEE_OF_WORD = {
    "tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy",
    "xã": "Đảng ủy", "phường": "Đảng ủy", "thị trấn": "Đảng ủy", "đặc khu": "Đảng ủy",
}  # fmt: skip
#: The committee at a level below the province.
COMMITTEE_AT = {"district": "Huyện ủy", "commune": "Đảng ủy"}
COMMITTEE_LEVEL = {
    "Tỉnh ủy": "province",
    "Thành ủy": "city",
    "Huyện ủy": "district",
    "Quận ủy": "district",
    "Thị ủy": "district",
    "Đảng ủy": "commune",
    "Trung ương": "central",
}


#: Classes of heads whose name ends in open words (see `lexicon`).
OPEN = frozenset({"o", "O", "P", "x", "r"})


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
    follows = head.follows
    if body.host is not None:
        return f"{head.name} {render_body(body.host)}"
    if body.committee:
        committee = _committee_name(body)
        return f"{head.name} {committee}" if "c" in follows else committee
    if "n" in follows and body.level == "central":
        rest = "" if "Việt Nam" in head.name else "Việt Nam"
    elif follows in OPEN:
        rest = body.tail
    elif "d" in follows:
        rest = body.place
    else:
        tail = "" if body.tail == "Việt Nam" else body.tail
        rest = f"{tail} {render_place(body.word, body.place, body.level)}".strip()
    return f"{head.name} {rest}".strip()


def _committee_name(body: Body) -> str:
    place = body.place
    if place == "Hồ Chí Minh" and body.committee == "Thành ủy":
        place = "Thành phố Hồ Chí Minh"
    if body.committee == "Đảng ủy" and body.word:
        place = f"{body.word} {place}".strip()
    return f"{body.committee} {place}".strip()
