"""Tables of phrases, asked at every token where one may begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
Phrase = tuple[str, ...]
_Longer = list[tuple[int, dict[Phrase, tuple[T, ...]]]]


class PhraseTable(Generic[T]):
    """What phrases stand for; several entries may share a phrase.

    Args:
        entries: the phrases, as keys of tokens, each with what it stands for. Those of one phrase keep their order.
    """

    def __init__(self, entries: Iterable[tuple[Phrase, T]]) -> None:
        listed: dict[Phrase, list[T]] = {}
        for phrase, entry in entries:
            listed.setdefault(phrase, []).append(entry)
        # By first and second key, as few phrases begin with the same two words: what these two amount to by
        # themselves, and before it the longer phrases by length, longest first.
        self._table: dict[str, dict[str, tuple[_Longer[T], tuple[T, ...]]]] = {}
        for phrase in sorted(listed, key=len, reverse=True):
            first, second = phrase[0], "".join(phrase[1:2])
            by_second = self._table.setdefault(first, {})
            longer, _ = by_second.setdefault(second, ([], _whole(listed, phrase[:2])))
            if len(phrase) > 2:
                if not longer or longer[-1][0] != len(phrase):
                    longer.append((len(phrase), {}))
                longer[-1][1][phrase] = _whole(listed, phrase)

    def __contains__(self, first: str) -> bool:
        """Whether a phrase begins with this word."""
        return first in self._table

    def __iter__(self) -> Iterator[str]:
        """The words that phrases begin with."""
        return iter(self._table)

    def starts(self) -> Iterator[tuple[str, str]]:
        """First and second word of every phrase; the second is empty for a phrase of one word."""
        return ((first, second) for first, by_second in self._table.items() for second in by_second)

    def look_up(self, keys: list[str], at: int) -> tuple[T, ...]:
        """The entries of the longest phrase at a token, then those of the shorter ones that it begins with."""
        by_second = self._table.get(keys[at]) if at < len(keys) else None
        if by_second is None:
            return ()
        found = by_second.get(keys[at + 1]) if at + 1 < len(keys) else None
        longer, short = found or by_second.get("") or ((), ())
        for length, phrases in longer:
            whole = phrases.get(tuple(keys[at : at + length]))
            if whole is not None:
                return whole
        return short


def _whole(listed: dict[Phrase, list[T]], phrase: Phrase) -> tuple[T, ...]:
    """The entries of a phrase and of all that it begins with, longest first."""
    return tuple(entry for n in range(len(phrase), 0, -1) for entry in listed.get(phrase[:n], ()))
