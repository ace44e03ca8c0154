"""Officials: names of persons next to their posts."""

from __future__ import annotations

from collections.abc import Iterable

from phoihop.extract.mentions import Mentions
from phoihop.extract.namings import EchoReader, Naming
from phoihop.extract.places import PlaceIndex
from phoihop.extract.posts import Post, read_name
from phoihop.extract.titles import HONORIFICS, NEVER_OFFICIALS, RANKS, SURNAMES
from phoihop.extract.tokens import BREAK, Text, split_phrase

Forms = dict[str, tuple[tuple[str, ...], ...]]


def _by_key(forms: Iterable[str], at: int) -> Forms:
    """The forms by their first (0) or last (-1) key, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for keys in sorted((split_phrase(form) for form in forms), key=len, reverse=True):
        found.setdefault(keys[at], []).append(keys)
    return {key: tuple(listed) for key, listed in found.items()}


_HONORIFICS, _HONORIFICS_BEFORE = _by_key(HONORIFICS, 0), _by_key(HONORIFICS, -1)
_RANKS, _RANKS_BEFORE = _by_key(RANKS, 0), _by_key(RANKS, -1)
#: `được bầu giữ chức X`, `bổ nhiệm làm X`: the post is the person's who was named before.
_APPOINTED = (["giữ", "chức"], ["nhiệm", "làm"], ["bầu", "làm"], ["cử", "làm"])
_OFFICE = ["giữ", "chức", "vụ"]
_SHORT = 3  # a name of so many tokens at most may be the end of a longer one
#: Between two posts of one person.
_JOINS = frozenset({",", "-", "–", "kiêm", "và", "&", "đồng", "thời", "là", "hiện", "cũng"})


def _prefix(text: Text, end: int, forms: Forms) -> int:
    """First token of a form that ends before a token; `end` itself if none does. Forms go by their last key."""
    for form in forms.get(text.keys[end - 1], ()) if end else ():
        n = len(form)
        if end >= n and tuple(text.keys[end - n : end]) == form:
            return end - n
    return end


def _skip(text: Text, at: int, forms: Forms) -> int:
    """The token after a form that begins at a token; `at` itself if none does. Forms go by their first key."""
    for form in forms.get(text.keys[at], ()) if at < len(text.keys) else ():
        if tuple(text.keys[at : at + len(form)]) == form:
            return at + len(form)
    return at


class PeopleReader:
    """Ties names to posts in one text."""

    def __init__(self, text: Text, mentions: Mentions, index: PlaceIndex) -> None:
        self.text = text
        self.keys = text.keys
        self.size = len(text.keys)
        self.taken = mentions.taken
        self.posts = mentions.posts
        self.index = index
        self.namings: list[Naming] = []
        self.named_at: dict[int, Naming] = {}
        self.echoes = EchoReader(text)

    def read(self) -> list[Naming]:
        """Every person named beside a post, in text order."""
        for chain in self._chains():
            self._tie(chain)
        self.namings.sort(key=lambda naming: naming.first)
        return self.namings

    def _chains(self) -> list[list[Post]]:
        """Posts joined by commas, dashes, `kiêm` or `và` are one person's."""
        chains: list[list[Post]] = []
        for post in self.posts:
            if chains and self._joins(chains[-1][-1].last, post.first):
                chains[-1].append(post)
            else:
                chains.append([post])
        return chains

    def _joins(self, end: int, start: int) -> bool:
        between = self.keys[end:start]
        if not between:
            return True
        return len(between) <= 5 and _JOINS.issuperset(between)

    def name_at(self, at: int) -> tuple[int, int, str] | None:
        """A person's name at a token, behind a form of address or a rank: its tokens and the rank."""
        start = _skip(self.text, at, _HONORIFICS)
        marked = start > at
        ranked = _skip(self.text, start, _RANKS)
        rank = self.text.slice(start, ranked) if ranked > start else ""
        end = read_name(self.text, ranked)
        if ranked >= self.size or not self._is_name(ranked, end, marked=marked or bool(rank)):
            return None
        return ranked, end, rank

    def name_before(self, end: int) -> tuple[int, int, str] | None:
        """A person's name that ends before a token."""
        words, keys = self.text.words, self.keys
        start = end
        while start > 0 and end - start < 8 and start - 1 not in self.taken:
            word = words[start - 1]
            if not (word[0].isalpha() and word[0].isupper()):
                if word in "'’-" and start >= 2 and self.text.ends[start - 2] == self.text.starts[start - 1]:
                    start -= 1
                    continue
                cut = (
                    start >= 3 and words[start - 2] in "'’" and self.text.ends[start - 2] == self.text.starts[start - 1]
                )
                if cut and word.isalpha():  # the riu of Bh'riu
                    start -= 2
                    continue
                break
            start -= 1
            if _prefix(self.text, start + 1, _HONORIFICS_BEFORE) <= start and keys[start] not in SURNAMES:
                start += 1
                break
        return self._settle(start, end)

    def _settle(self, start: int, end: int) -> tuple[int, int, str] | None:
        """Find where in a run of capital words the name begins."""
        text = self.text
        for first in range(start, end):
            ranked = _prefix(text, first, _RANKS_BEFORE)
            addressed = _prefix(text, ranked, _HONORIFICS_BEFORE)
            marked = addressed < first
            if (marked or self.keys[first] in SURNAMES) and self._is_name(first, end, marked=marked):
                after_rank = _skip(text, first, _RANKS)
                if after_rank > first and self._is_name(after_rank, end, marked=True):
                    return after_rank, end, text.slice(first, after_rank)
                return first, end, text.slice(ranked, first) if ranked < first else ""
        return None

    def _is_name(self, start: int, end: int, *, marked: bool) -> bool:
        khmer = self.keys[start : start + 1] == ["thị"] and end - start >= 3  # Thị Sà Rinh: a woman's name
        if not marked and not khmer and self.keys[start : start + 1] and self.keys[start] not in SURNAMES:
            return False
        count = len([word for word in self.text.words[start:end] if word[0].isalpha()])
        if not 2 <= count <= (7 if marked else 5) or not self.taken.isdisjoint(range(start, end)):
            return False
        name = " ".join(self.keys[start:end])
        if name in NEVER_OFFICIALS:
            return False
        length, _ = self.index.match(self.keys, start)
        return length < count or marked

    def _tie(self, chain: list[Post]) -> None:
        """Give a chain of posts to the name behind it, before it, or to the list it heads."""
        first, last = chain[0].first, chain[-1].last
        if self._heads_list(chain):
            return
        if self.keys[max(0, first - 2) : first] in _APPOINTED or self.keys[max(0, first - 3) : first] == _OFFICE:
            appointed = self._last_addressed(first)
            if appointed is not None:
                self._enter(appointed, chain)
            elif self._tie_further(chain):
                return
            elif self.namings and self._same_sentence(self.namings[-1].first, first):
                self.namings[-1].posts.extend(post for post in chain if post not in self.namings[-1].posts)
            return
        if self.keys[last : last + 2] == ["đối", "với"]:  # miễn nhiệm chức X đối với bà Y
            relieved = self.name_at(last + 2)
            if relieved is not None:
                self._enter(relieved, chain)
                return
        after = self.name_at(last) or (
            self.name_at(last + 1)
            if self.keys[last : last + 1] in ([","], ["-"], ["–"]) and self._addressed(last + 1)
            else None
        )
        before = self._left(first)
        if after is not None and not (before is not None and self.keys[last] in (",", "-", "–")):
            self._enter(after, chain)
        elif before is not None:
            for found in self._joint(before):
                self._enter(found, chain)
        else:
            self._tie_further(chain)

    def _tie_further(self, chain: list[Post]) -> bool:
        """A further post of somebody named before: `Ông Nhân hiện là …`; whether it is one."""
        known, at = self.echoes.further(chain)
        if known is not None:
            self._enter_later(known, at, chain)
            return True
        found = self.name_before(at) if at > 0 else None
        if found is not None and (self._marked(found) or found[0] in self.named_at):
            self._enter(found, chain)
            return True
        return False

    def _enter_later(self, known: Naming, at: int, chain: list[Post]) -> None:
        """Give posts told at a shorter mention to the person it means."""
        self.namings.append(Naming(known.name, max(at - 1, 0), max(at, 1), list(chain), "", later=True))

    def _joint(self, last: tuple[int, int, str]) -> list[tuple[int, int, str]]:
        """`các đồng chí A, B, Phó Trưởng ban`: the persons of a list who share the post behind it."""
        names = [last]
        while len(names) < 6 and self.keys[names[0][0] - 1] == ",":
            found = self.name_before(names[0][0] - 1)
            if found is None or found[0] in self.named_at:
                break
            names.insert(0, found)
        lead = self.keys[max(0, names[0][0] - 3) : names[0][0]]
        return names if lead and lead[0] == "các" and len(names) > 1 else [last]

    def _last_addressed(self, end: int) -> tuple[int, int, str] | None:
        """The person last named with a form of address before a token of the same sentence."""
        start, _ = self.text.sentences[self.text.sentence_of[end]]
        for at in range(end - 1, max(start, end - 80) - 1, -1):
            if self.keys[at] in _HONORIFICS and self._addressed(at):
                found = self.name_at(at)
                if found is not None and found[1] <= end:
                    return found
        return None

    def _same_sentence(self, at: int, other: int) -> bool:
        return self.text.sentence_of[at] == self.text.sentence_of[other]

    def _addressed(self, at: int) -> bool:
        return at < self.size and (_skip(self.text, at, _HONORIFICS) > at or _skip(self.text, at, _RANKS) > at)

    def _left(self, first: int) -> tuple[int, int, str] | None:
        at = first
        if at and self.keys[at - 1] in ("là", "kiêm"):
            at -= 1
        if at and self.keys[at - 1] in (",", "-", "–", "(", ":"):
            if self.keys[at - 1] == ":":
                return None
            at -= 1
            if at and self.keys[at - 1] == ")":  # Nguyễn Văn A (trái), Phó …
                back = at - 2
                while back > 0 and at - back < 6 and self.keys[back] != "(":
                    back -= 1
                at = back if self.keys[back] == "(" else at
            return self.name_before(at)
        bare = self.name_before(at) if at and self.text.words[at - 1].istitle() else None  # đ/c Hoàng Thị X Trưởng ban
        return bare if bare is not None and self._marked(bare) else None

    def _marked(self, found: tuple[int, int, str]) -> bool:
        """Whether a form of address stands before a name."""
        ranked = _prefix(self.text, found[0], _RANKS_BEFORE)
        return _prefix(self.text, ranked, _HONORIFICS_BEFORE) < ranked

    def _heads_list(self, chain: list[Post]) -> bool:
        """`các đồng chí Ủy viên BTV: X, post; Y, post`: the chain goes to every person up to the end of the list."""
        last, first = chain[-1].last, chain[0].first
        if self.keys[last : last + 1] != [":"]:
            return False
        lead = self.keys[max(0, first - 4) : first]
        if not any(key in ("các", "hai", "ba", "bốn") for key in lead):
            return False
        at, stop = last + 1, self._list_end(last + 1)
        addressed = self._addressed(at)
        while at < stop:
            found = self.name_at(at)
            if found is not None:
                if self._addressed(at) != addressed and self.keys[at - 1] in (";", ".", ","):
                    break
                self._enter(found, chain)
                at = found[1]
            else:
                at += 1
        return True

    def _list_end(self, at: int) -> int:
        """End of a list of persons: the sentence, or the next `các đồng chí`."""
        stop = self.text.sentences[self.text.sentence_of[min(at, self.size - 1)]][1]
        for k in range(at, stop - 2):
            if self.keys[k] in ("các", "cùng", "phía") or self.keys[k] == BREAK:
                return k
        return stop

    def _enter(self, found: tuple[int, int, str], chain: list[Post]) -> None:
        start, end, rank = found
        known = self.named_at.get(start)
        if known is not None:
            known.posts.extend(post for post in chain if post not in known.posts)
            return
        whole = self.echoes.person(start, end) if end - start <= _SHORT else None
        if whole is not None:  # bà H'Nga, Phó Chủ tịch, who was named as Siu H'Nga
            self._enter_later(whole, end, chain)
            return
        naming = Naming(self.text.slice(start, end), start, end, list(chain), rank)
        self.named_at[start] = naming
        self.namings.append(naming)
        self.echoes.enter(naming)


def read_people(text: Text, mentions: Mentions, index: PlaceIndex) -> list[Naming]:
    """Every person named beside a post."""
    return PeopleReader(text, mentions, index).read()
