"""The posts of a text, each with its body: `Phó Bí thư Huyện ủy X`, `Trưởng phòng Khoa giáo Ban Tuyên giáo`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from phoihop.extract.bodies import Body
from phoihop.extract.forms import expand_words, head_forms, match_form
from phoihop.extract.naming import BodyParser
from phoihop.extract.titles import POST_ENDS, SURNAMES, post_forms
from phoihop.extract.tokens import BREAK, Text, word_set


@dataclass(slots=True)
class Post:
    """A post as its words give it.

    Args:
        title: canonical post, as `Phó Chủ tịch`.
        rule: the class in `titles.POSTS`.
        first, last: its tokens with the body, last exclusive.
        parents: the larger bodies named behind it, as in `Vụ trưởng Vụ X, Bộ Tư pháp` or `(Bộ Công an)`.
        within: the body that ends the open words: Trưởng Ban Kinh tế - Ngân sách *HĐND tỉnh*.
        body: the body, when one was parsed.
        tail: open words after the title, in full words.
        former: `nguyên` stands before it.
    """

    title: str
    rule: str
    first: int
    last: int
    body: Body | None = None
    tail: str = ""
    former: bool = False
    parents: list[Body] = field(default_factory=list)
    within: Body | None = None


class PostReader:
    """Reads the posts of one text; `bodies` and `posts` are those found so far, which a head alone refers back to."""

    def __init__(self, text: Text, parser: BodyParser, bodies: list[Body], posts: list[Post]) -> None:
        self.text = text
        self.keys = text.keys
        self.words = text.words
        self.size = len(text.keys)
        self.parser = parser
        self.bodies = bodies
        self.posts = posts

    def read(self, at: int) -> Post | None:
        """The post that begins at a token, with its body."""
        former = self.keys[at] == "nguyên"
        start = at + 1 if former else at
        if start >= self.size:
            return None
        for n, exact, title, rule in post_forms().look_up(self.keys, start):
            if exact and self.words[start] != exact:
                continue
            post = Post(title, rule, at, start + n, former=former)
            abroad = self.parser.sites.foreign(start + n)
            if abroad and rule in ".b":
                post.rule, post.last = "f", abroad
                return post
            if not self._fill(post, start + n):
                continue
            if rule in "bgGo":
                self._take_parent(post)
            return post
        return None

    def _take_parent(self, post: Post) -> None:
        """`Vụ trưởng Vụ X, Bộ Y`, `Giám đốc Trung tâm X (Bộ Y)`."""
        at = post.last
        mark = self.keys[at : at + 1]
        if mark == ["("]:
            body = self._body(at + 1)
            if body is not None and self.keys[body.last : body.last + 1] == [")"]:
                post.parents.append(body)
                post.last = body.last + 1
        elif mark == [","] and (post.tail or post.body is not None) and post.title.split(" ")[-1] in _INNER:
            body = self._body(at + 1)
            if body is not None and body.kind in _OUTER and body.head.name.startswith(_OUTER_NAMES):
                post.parents.append(body)
                post.last = body.last
                self._take_parent(post)

    def _fill(self, post: Post, at: int) -> bool:
        """Find the body of a post; false if the words cannot be a post here."""
        rule = post.rule
        if rule in ".f":
            return True
        if rule in _BY_RULE:
            return _BY_RULE[rule](self, post, at)
        body = self._body(at)
        if body is not None:
            post.body, post.last = body, body.last
            self._attach_level(post)
        elif post.title.endswith(" phụ trách") and at < self.size and self.words[at][0].islower():
            return False  # Phó Chánh án phụ trách án hình sự: what he sees to, no post of its own
        elif rule != "h":
            self._open(post, at)
        return True

    def _attach_level(self, post: Post) -> None:
        """`Giám đốc Sở X tỉnh Y`: a level after an open name."""
        body = post.body
        assert body is not None
        if body.head.follows in ("o", "O", "x", "P") and not body.word:
            self.parser.take_level(body)
            post.last = body.last

    def _body(self, at: int) -> Body | None:
        if at >= self.size:
            return None
        if self.keys[at] in ("của", "tại"):
            at += 1
        if at >= self.size or self.keys[at] not in head_forms_or_committee():
            return None
        self.parser.headed = True
        try:
            return self.recall(at) or self.parser.parse(at)
        finally:
            self.parser.headed = False

    def recall(self, at: int) -> Body | None:
        """`Phó Giám đốc Sở`, `Cục cùng …`, `Phó Chủ tịch Trung ương Hội`: the head alone, of the body last named so."""
        bare = self.words[at] in BARE_HEADS or (self.parser.headed and self.words[at] == "sở")
        end = at if bare else self.parser.sites.centre(at)
        if not end:
            return self._recall_bloc(at)
        word = self.words[end].capitalize() if end < self.size else ""
        if word not in BARE_HEADS or end + 1 >= self.size:
            return None
        following = self.words[end + 1]
        if following.isdigit() or (following[0].isupper() and self.keys[end + 1] not in SURNAMES):
            return None
        form = match_form(self.text, end)
        if form is not None and len(form.keys) > 1:
            return None
        named = [*self.bodies[-40:], *(p.body for p in self.posts[-20:] if p.body is not None)]
        same = [b for b in named if b.head.name.startswith(word + " ") and not b.generic]
        same = [b for b in same if end == at or b.level == "central"]
        if not same:
            return None
        body = max(same, key=lambda b: b.first).copy()
        body.first, body.last = at, end + 1
        return body

    def _recall_bloc(self, at: int) -> Body | None:
        """`Bí thư Đảng ủy Khối`: the committee of offices or enterprises last named in full."""
        if self.keys[at] != "đảng" or self.keys[at + 1 : at + 3] != ["ủy", "khối"]:
            return None
        form = match_form(self.text, at)
        named = [b for b in self.bodies[-40:] if b.head.name.startswith("Đảng ủy Khối ")]
        if not named or (form is not None and len(form.keys) > 3):
            return None
        body = named[-1].copy()
        body.first, body.last = at, at + 3
        return body

    def _abbreviated(self, post: Post, at: int) -> bool:
        """`Trưởng BTGDVTU`: only before a body written as an abbreviation."""
        body = self._body(at) if at < self.size and self.words[at].isupper() and len(self.words[at]) > 2 else None
        if body is None or not body.head.name.startswith(("Ban ", "Phòng ", "Đoàn ", "Công an")):
            return False
        post.body, post.last = body, body.last
        return True

    def _of_commission(self, post: Post, at: int) -> bool:
        """`Ủy viên Ủy ban Kiểm tra Tỉnh ủy`: of a body that the grammar knows, else open words."""
        body = self._body(at) if self.keys[at : at + 1] in (["ủy"], ["ubkt"]) else None
        if body is None or body.kind != "inspection-commission":
            return self._open(post, at)
        post.body, post.last, post.rule = body, body.last, "b"
        return True

    def _member(self, post: Post, at: int) -> bool:
        committee = post.title.split(" viên")[0]
        level = {"Tỉnh ủy": "province", "Thành ủy": "city", "Đảng ủy": "commune"}.get(committee, "district")
        end, place, level, province = self.parser.sites.place(at, level, known_only=True)
        head = self.parser.committee_body(at, at, committee)
        if head is None:
            return False
        post.body = Body(head.head, at, end, committee=committee, place=place, level=level, province=province)
        post.last = end
        return True

    def _committee_post(self, post: Post, at: int) -> bool:
        if post.rule == "C":  # Thường vụ Tỉnh ủy: a post only before a committee and not after `Ban`
            before = self.keys[post.first - 1] if post.first else ""
            found = self.parser.committee(at)
            if before == "ban" or found is None or not self.words[post.first][0].isupper():
                return False
        body = self._body(at)
        if body is not None and (body.head.side == "party" or body.kind == "mass-organisation"):
            post.body, post.last = body, body.last
            return True
        if body is not None and post.title == "Bí thư":
            post.body, post.last = body, body.last
            return True
        if post.title == "Bí thư" and self.keys[at : at + 2] == ["chi", "bộ"]:
            return self._open(post, at)
        return True

    def _governed(self, post: Post, at: int) -> bool:
        """`Trưởng ban Dân vận`: the last word of the title begins the body's own name."""
        parts = post.title.split(" ")
        last = {"Ban": 1, "Đoàn": 1, "Thuế": 1, "kê": 2, "phòng": 2, "an": 2, "tra": 2, "sự": 5}[parts[-1]]
        body = self._body(at)
        if body is not None and parts[-1] in ("Ban", "Đoàn") and self.keys[at] == parts[-1].lower():
            post.body, post.last = body, body.last
            post.title = " ".join([*parts[:-1], ""]).strip()
            return True
        self.parser.headed = True
        inner = self.parser.parse(at - last)
        self.parser.headed = False
        if inner is not None and inner.head.name == "Văn phòng" and not inner.committee:
            inner = None  # Chánh Văn phòng Bộ X: the office of the body that follows
        if inner is not None and inner.kind == "inspectorate" and inner.last == at and body is not None:
            inner = None  # Chánh Thanh tra Sở X
        if inner is not None and inner.last > at - last and (inner.last > at or last > 1):
            post.body, post.last = inner, inner.last
            post.title = " ".join(post.title.split(" ")[:-last])
            return True
        if body is not None:
            post.body, post.last = body, body.last
            return True
        return self._open(post, at)

    def _of_office(self, post: Post, at: int) -> bool:
        """`Trưởng phòng Nội vụ huyện X`: an office of the lexicon, else open words."""
        body = self.parser.parse(at - 1)
        if body is None or body.last <= at:
            return self._open(post, at)
        post.body, post.last = body, body.last
        post.title = post.title.removesuffix(" phòng")
        return True

    def _open(self, post: Post, at: int) -> bool:
        """Take open words up to a delimiter, a verb or a person's name."""
        end = self.open_end(at)
        title_word = post.title.split()[-2:] if post.title.endswith("trưởng") else []
        if end == at and title_word and self.keys[at : at + 1] == [","] and at + 1 < self.size:
            office = post.title.lower().removeprefix("phó ").removesuffix(" trưởng")
            if self.keys[at + 1 : at + 1 + len(office.split())] == office.split():
                end = self.open_end(at + 1)
                at += 1
        if end > at:
            post.last = end
            split = self._whole(post, at, end)
            if post.within is None and post.rule == "G" and self.keys[end : end + 1] == [","]:
                split = self._whole(post, at, self._listed_end(end))  # Trưởng phòng Tuyên truyền, Báo chí Ban …
                split = split if post.within is not None else end
            post.tail = expand_words(self.text.slice(at, split))
        return end > at or post.rule != "o"

    def _whole(self, post: Post, at: int, end: int) -> int:
        """Find the body that ends the open words; the end of what stands before it."""
        heads = head_forms()
        for k in range(at + 1, end):
            body = self.parser.parse(k) if self.keys[k] in heads else None
            if body is not None and body.last >= end and body.kind in _WHOLES:
                post.within, post.last = body, body.last
                return k - 1 if self.keys[k - 1] == "của" else k
        return end

    def _listed_end(self, at: int) -> int:
        """End of open words that go on behind a comma; the comma if a person, a post or anything else follows."""
        end = at + 1
        while end < min(self.size, at + 12) and (self.words[end].isalpha() or self.words[end] in "-–"):
            if self.keys[end] in SURNAMES and self._name_closes(end):
                return at
            end += 1
        return end

    def open_end(self, at: int) -> int:
        """End of the open words that begin at a token."""
        keys, words = self.keys, self.words
        end, limit = at, min(self.size, at + 24)
        while end < limit:
            key = keys[end]
            if key in ',;.:()“”"…!?/' or key == BREAK or (key in "–-" and self._spaced(end)):
                joined = key == "," and not _LISTED.isdisjoint(keys[end + 1 : end + 2])
                joined = joined or (key == "," and keys[end + 1 : end + 3] in (["giáo", "dục"], ["tiêu", "cực"]))
                if not joined and not (key in "–-" and self._dash_joins(end + 1)):
                    break
            if key in POST_ENDS and words[end].islower() and self._ends_open(end):
                break
            if end > at and key in SURNAMES and self.name_end(end) - end >= 2 and self._name_closes(end):
                break
            if key == "trong" and end + 1 < limit and words[end + 1].islower():
                break
            if end == at and not words[end][0].isupper() and not words[end].isdigit() and key not in _OPEN_FIRST:
                break
            if end == at and key in SURNAMES and self.name_end(end) - end >= 2 and self._name_closes(end):
                break
            end += 1
        return end - 1 if end > at and keys[end - 1] == "và" else end

    def _dash_joins(self, at: int) -> bool:
        """Whether the words behind a dash go on with an office's name: Chính sách - *Pháp luật*."""
        if self.keys[at : at + 1] in (["xã"], ["ngân"]):
            return True
        capital = at + 1 < self.size and self.words[at].istitle() and self.words[at + 1].islower()
        return capital and self.keys[at] not in post_forms() and self.keys[at] not in head_forms()

    def _ends_open(self, at: int) -> bool:
        following = POST_ENDS[self.keys[at]]
        return not following or self.keys[at + 1 : at + 2] == [] or self.keys[at + 1] in following

    def _spaced(self, at: int) -> bool:
        text = self.text
        return 0 < at < self.size - 1 and text.starts[at] > text.ends[at - 1] and text.starts[at + 1] > text.ends[at]

    def _name_closes(self, at: int) -> bool:
        """Whether a run that begins like a person's name is one: two to four syllables, no place."""
        end = self.name_end(at)
        length, _ = self.parser.sites.index.match(self.keys, at)
        return 2 <= end - at <= 5 and length < end - at and self.words[at].istitle()

    def name_end(self, at: int) -> int:
        """End of the capital words that begin at a token (a person's name, if anything)."""
        return read_name(self.text, at)


#: How the body of a post is found, by the post's class in `titles.POSTS`.
_BY_RULE: dict[str, Callable[[PostReader, Post, int], bool]] = {
    "m": PostReader._member, "c": PostReader._committee_post, "C": PostReader._committee_post,
    "g": PostReader._governed, "G": PostReader._of_office, "o": PostReader._of_commission, "A": PostReader._abbreviated,
}  # fmt: skip
#: Bodies named behind an office of theirs: Trưởng ban Pháp chế *HĐND tỉnh*, Trưởng phòng Khoa giáo *Ban Tuyên giáo*.
_WHOLES = word_set(
    "people-council people-committee mass-organisation fatherland-front propaganda-commission "
    "mass-mobilisation-commission propaganda-and-mass-mobilisation-commission organisation-commission "
    "internal-affairs-commission inspection-commission"
)
#: Heads that alone, with a capital letter, mean the body last named with them.
BARE_HEADS = word_set("Sở Hội Cục Viện Tòa Đoàn Đài Báo Bộ Đồn")
#: Kinds of body that have such inner offices.
_OUTER = word_set("ministry police department people-court people-procuracy government national-assembly")
_OUTER_NAMES = ("Văn phòng", "Bộ", "Tổng cục", "Sở", "Công an", "Tòa", "Viện")
#: Posts whose office usually sits inside a larger body.
_INNER = frozenset({"trưởng", "đốc", "phòng"})
#: Behind a comma these go on with an office's name: Phòng Bảo vệ, *chăm sóc* trẻ em.
_LISTED = word_set("chống thể chữa chiến thi chăm")
#: Lower-case words that may begin the open rest of a post.
_OPEN_FIRST = word_set(
    "chuyên phụ thường hội bệnh trung trường công ngân tổng cục vụ viện học ban ủy phòng đài báo hợp quỹ xí nhà tập"
)


#: First words of Party committees.
COMMITTEE_KEYS = word_set("tỉnh thành huyện quận thị đảng tu hu qu")


def read_name(text: Text, at: int) -> int:
    """End of the run of capital words at a token: syllables of a name, hyphens and apostrophes inside a word."""
    words, starts, ends, size = text.words, text.starts, text.ends, len(text.keys)
    end = at
    if at < size and words[at].isupper() and len(words[at]) > 1 and text.keys[at] in SURNAMES:
        while end < size and end - at < 6 and words[end].isupper() and words[end].isalpha():
            end += 1
        return end
    while end < size and end - at < 9:
        word = words[end]
        if word[0].isalpha() and word[0].isupper() and (len(word) == 1 or not word[1:].isupper()):
            end += 1
            glued = end + 1 < size and starts[end] == ends[end - 1] and starts[end + 1] == ends[end]
            if glued and words[end] in "'’-" and words[end + 1][0].isalpha():
                end += 2
        else:
            break
    return end


@cache
def head_forms_or_committee() -> frozenset[str]:
    """First keys of everything the body parser knows."""
    return frozenset(head_forms()) | COMMITTEE_KEYS
