"""One pass over the tokens: every post with its body, every body, every act, instrument and sign of a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from phoihop.extract import acts
from phoihop.extract.bodies import Body
from phoihop.extract.forms import head_forms
from phoihop.extract.naming import BodyParser
from phoihop.extract.places import PlaceIndex, place_index
from phoihop.extract.posts import BARE_HEADS, COMMITTEE_KEYS, Post, PostReader
from phoihop.extract.titles import SURNAMES, post_forms
from phoihop.extract.tokens import BREAK, Text, word_set


@dataclass(slots=True)
class Mentions:
    """What one pass found, in text order."""

    bodies: list[Body] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    words: list[acts.Word] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


class Scanner:
    """Reads the mentions of one text."""

    def __init__(self, text: Text, index: PlaceIndex) -> None:
        self.text = text
        self.keys = text.keys
        self.words = text.words
        self.size = len(text.keys)
        self.parser = BodyParser(text, index)
        self.found = Mentions()
        self.post_reader = PostReader(text, self.parser, self.found.bodies, self.found.posts)

    def read(self) -> Mentions:
        """Every mention, left to right; a longer thing hides what stands inside it."""
        starts = _starts()
        done = 0
        keys = [*self.keys, BREAK]
        for at in [k for k, key in enumerate(self.keys) if key in starts]:
            if at < done:
                continue
            begun = starts[keys[at]]
            what = begun.get(keys[at + 1], begun[""])
            if what & 16:
                what = what - 16 | (2 if self.words[at][0].isupper() else 0)
            if what & 8 and (not at or keys[at - 1] not in _RECALLING):
                what &= 7
            if what and not (self.words[at].isupper() and self._in_code(at)):
                done = self._read_at(at, what)
        return self.found

    def _in_code(self, at: int) -> bool:
        """Whether the token is part of a document's number: the *VKS* of `03/QCPH-VKS-TA`."""
        starts, ends, keys = self.text.starts, self.text.ends, self.keys
        first = at
        while first and starts[first] == ends[first - 1] and at - first < 20:
            first -= 1
            if keys[first] not in _CODE_MARKS and not self.words[first].isalnum():
                return False
        return first < at and keys[at - 1] in _CODE_MARKS and (keys[first].isdigit() or "/" in keys[first:at])

    def _read_at(self, at: int, what: int) -> int:
        if what & 1:
            post = self.post_reader.read(at)
            if post is not None:
                self.found.posts.append(post)
                if post.body is not None:
                    post.body.in_post = True
                self.found.taken.update(range(post.first, post.last))
                return post.last
        if what & 8:
            again = self.post_reader.recall(at)
            if again is not None:
                self.found.bodies.append(again)
                return again.last
        if what & 4:
            word = acts.match_word(self.keys, at)
            if word is not None and (not what & 2 or word.role == "pact"):
                self.found.words.append(word)
                return word.last
        else:
            word = None
        if what & 2 and not self._in_name(at):
            body = self.parser.parse(at)
            if body is not None:
                bodies = self.parser.spread(body) or [body]
                self.found.bodies.extend(bodies)
                self.found.taken.update(range(body.first, bodies[-1].last))
                return bodies[-1].last
            word = acts.match_word(self.keys, at) if what & 4 else None
            if word is not None:
                self.found.words.append(word)
                return word.last
        return at + 1

    def _in_name(self, at: int) -> bool:
        """Whether the token is a later syllable of a person's name: the *Trường* of Ngô Trường Vẹn."""
        if self.keys[at] not in _NAME_SYLLABLES or not at:
            return False
        if self.keys[at] == "báo" and self.keys[at - 1] == "nhà":
            return True
        if not self.words[at - 1].istitle():
            return False
        first = at - 1
        while first and at - first < 4 and self.words[first - 1].istitle() and first - 1 not in self.found.taken:
            first -= 1
        return any(self.keys[k] in SURNAMES and k not in self.found.taken for k in range(first, at))


#: Heads that are syllables of names too.
_NAME_SYLLABLES = word_set("hội trường báo quỹ viện hạt ban trung thường")
_CODE_MARKS = frozenset({"/", "-", "–", ".", "&"})
#: Before a head alone these say that a body is meant: phía *Đồn*, mà *Cục* cùng Công an tỉnh áp dụng.
_RECALLING = word_set("phía mà giữa do mặt diện")


@cache
def _starts() -> dict[str, dict[str, int]]:
    """For each first key and the key behind it what may begin there: 1 a post, 2 a body, 4 a word of an act.

    8 is a head alone that means a body named before, 16 a body whose one word counts with a capital letter only.

    The empty second key stands for any other, and holds what needs no more than the first.
    """
    starts: dict[str, dict[str, int]] = {}
    for what, pairs in ((1, post_forms().starts()), (2, head_forms().starts()), (4, acts.word_forms().starts())):
        for first, second in pairs:
            begun = starts.setdefault(first, {"": 0})
            begun[second] = begun.get(second, 0) | what
    for first, begun in starts.items():
        if begun[""] & 2 and all(form.case for form in head_forms().look_up([first], 0)):
            begun[""] += 14  # the body's 2 becomes 16
    for first in COMMITTEE_KEYS:
        begun = starts.setdefault(first, {"": 0})
        begun["ủy" if len(first) > 2 else ""] = begun.get("ủy" if len(first) > 2 else "", 0) | 2
    starts.setdefault("nguyên", {"": 0})[""] |= 1
    for head in BARE_HEADS:
        starts.setdefault(head.lower(), {"": 0})[""] |= 8
    for begun in starts.values():
        for second in begun:
            begun[second] |= begun[""]
    return starts


def read_mentions(text: Text, index: PlaceIndex | None = None) -> Mentions:
    """Every mention in a text."""
    return Scanner(text, index or place_index()).read()
