"""Mentions of persons with their posts, and whom a later one by the given name alone, or a pronoun, means."""

from __future__ import annotations

from dataclasses import dataclass, field

from phoihop.extract.posts import Post
from phoihop.extract.tokens import BREAK, Text, word_set

#: Between a person and a further post: `Ông Nhân, hiện còn là …`, `Chị Quyên còn giữ vai trò …`.
_FURTHER = frozenset({",", "-", "–"}) | word_set(
    "là hiện còn cũng đang đồng thời vốn kiêm nay đã giữ vai trò chức vụ cương vị đảm nhiệm nhận và lại người làm"
)
_SAYS = frozenset({"là", "kiêm", "giữ", "nhiệm", "làm"})
#: Forms of address, or their last words, before a given name alone.
_ADDRESSES = word_set("ông bà anh chị cô chí đc c bác tá tướng úy")
#: A sentence that opens so tells a post of the person it goes on with: `Là Trưởng Ban …, ông đề nghị …`.
_AS = (["là"], ["với", "cương", "vị"], ["trên", "cương", "vị"], ["ở", "cương", "vị"], ["với", "tư", "cách"],
       ["với", "vai", "trò"])  # fmt: skip
_PRONOUNS = (["ông"], ["bà"], ["đồng"], ["chị"], ["anh"])
_CLAUSES = ([",", "người"], [",", "vốn"], [",", "hiện"])
_NEAR = 8  # so many persons back a given name is looked for; a list of thousands must not be gone through each time


@dataclass(slots=True)
class Naming:
    """One mention of a person with the posts beside it; a `later` one is by the given name alone."""

    name: str
    first: int
    last: int
    posts: list[Post] = field(default_factory=list)
    rank: str = ""
    later: bool = False


class EchoReader:
    """Remembers who was named in full, and finds whom a shorter mention means."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.keys = text.keys
        self.named: list[Naming] = []
        self.by_given: dict[str, list[Naming]] = {}

    def enter(self, naming: Naming) -> None:
        """Remember a person named in full."""
        self.named.append(naming)
        self.by_given.setdefault(self.keys[naming.last - 1], []).append(naming)

    def person(self, start: int, end: int) -> Naming | None:
        """The last person named before a token whose longer name ends with the words there."""
        for known in reversed(self.by_given.get(self.keys[end - 1], [])[-_NEAR:]):
            longer = known.last - known.first > end - start and known.first < start
            if longer and self.keys[known.last - (end - start) : known.last] == self.keys[start:end]:
                return known
        return None

    def further(self, chain: list[Post]) -> tuple[Naming | None, int]:
        """Who holds posts that are told behind a shorter mention, and where the words between begin.

        The offset is -1 where no such words stand before the posts.
        """
        first = at = chain[0].first
        start, _ = self.text.sentences[self.text.sentence_of[first]]
        while at > start and first - at < 9 and self.keys[at - 1] in _FURTHER:
            at -= 1
        if _SAYS.isdisjoint(self.keys[at:first]):
            return None, -1
        known = self._given(at) or self._apposed(at)
        if known is None and at == start and any(self.keys[start : start + len(form)] == form for form in _AS):
            last = chain[-1].last
            spoken = self.keys[last : last + 1] == [","] and self.keys[last + 1 : last + 2] in _PRONOUNS
            known = self._last_named(start) if spoken else None
        return known, at

    def _given(self, end: int) -> Naming | None:
        """The person whom a form of address and a given name before a token mean."""
        words, start = self.text.words, end
        while start > 0 and end - start < 3 and words[start - 1].istitle() and self.keys[start - 1] not in _ADDRESSES:
            start -= 1
        addressed = 0 < start < end and self.keys[start - 1] in _ADDRESSES
        return self.person(start, end) if addressed else None

    def _apposed(self, at: int) -> Naming | None:
        """`X, người phụ trách …, cũng là …`: the person who stands before a clause of its own."""
        last = self.named[-1] if self.named else None
        near = last is not None and 0 < at - last.last <= 12
        return last if last is not None and near and self.keys[last.last : last.last + 2] in _CLAUSES else None

    def _last_named(self, before: int) -> Naming | None:
        """The person last named with a post before a token, in the same paragraph."""
        named = [naming for naming in self.named[-_NEAR:] if naming.first < before]
        last = max(named, key=lambda naming: naming.first, default=None)
        return last if last is not None and BREAK not in self.keys[last.last : before] else None
