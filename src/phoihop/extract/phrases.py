"""Tables of phrases, asked at every token where one may begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
Phrase = tuple[str, ...]


class PhraseTable(Generic[T]):
    """What phrases stand for; several entries may share a phrase.

    Args:
        entries: the phrases, as keys of tokens, each with what it stands for. Those of one phrase keep their order.
    """

    def __init__(self, entries: Iterable[tuple[Phrase, T]]) -> None:
        listed: dict[Phrase, list[T]] = {}
        for phrase, entry in entries:
            listed.setdefault(phrase, []).append(entry)
        # By first and second key, then by length, longest first: few phrases begin with the same two words.
        self._table: dict[str, dict[str, list[tuple[int, dict[Phrase, tuple[T, ...]]]]]] = {}
        for phrase in sorted(listed, key=len, reverse=True):
            parts = [phrase[:n] for n in range(len(phrase), 0, -1)]
            whole = tuple(entry for part in parts for entry in listed.get(part, ()))
            lengths = self._table.setdefault(phrase[0], {}).setdefault("".join(phrase[1:2]), [])
            if not lengths or lengths[-1][0] != len(phrase):
                lengths.append((len(phrase), {}))
            lengths[-1][1][phrase] = whole
        for by_second in self._table.values():
            for second in filter(None, by_second):
                by_second[second] += by_second.get("", [])

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
        lengths = by_second.get(keys[at + 1]) if at + 1 < len(keys) else None
        for length, phrases in lengths or by_second.get("", []):
            found = phrases.get(tuple(keys[at : at + length]))
            if found is not None:
                return found
        return ()
