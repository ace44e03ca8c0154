"""A text as numbered tokens with folded keys and offsets; sentences and paragraphs.

Everything later works on tokens, so blanks (U+00A0 too), line breaks inside phrases, letter case, Unicode form
and the place of the tone mark never matter to a rule, while each token keeps its offsets in the given text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, compress
from sys import intern
from typing import cast

from phoihop.spelling import nfc_tone_first

BREAK = "¶"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_LINE_ENDS = re.compile(r"(\n(?:[^\S\n]*\n\s*)?)")
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_PLAIN_BLANKS = re.compile("  +")
#: What `_BLANKS` finds, as strings: looking for each is much faster than one search over every character.
_ODD_BLANKS = ("  ", *(chr(c) for c in range(0x3001) if chr(c).isspace() and chr(c) not in " \n"))
#: A letter with its combining marks, or marks without one.
_MARKED = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]+")


def word_set(table: str) -> frozenset[str]:
    """The words of a table written as one line of text."""
    return frozenset(table.split())


_ABBREVIATIONS = word_set("tp ts pgs gs ths đ tr th q p tx tt ks bs cn đc ub vn nxb")
_keys: dict[str, str] = {}
_KEYS_KEPT = 50_000


def fold_word(word: str) -> str:
    """The word in lower case, NFC, with the tone mark on the first vowel of an open oa, oe or uy."""
    key = _keys.get(word)
    if key is None:
        key = nfc_tone_first(word).lower()
        if len(_keys) > _KEYS_KEPT:  # a stream of pages must not grow the memory
            _keys.clear()
        _keys[word] = key
    return key


def split_phrase(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase as the token scanner would give them."""
    return tuple(fold_word(m) for m in _TOKEN.findall(phrase))


@dataclass(slots=True)
class Text:
    """A text with its tokens.

    Args:
        given: the text as it came; every offset that leaves this package refers to it.
        raw: the same in NFC, each run of blanks one plain blank, line breaks only between paragraphs.
        low: `raw` in small letters, character by character: a pattern of small letters is found in it many times
            faster than in `raw` without regard to case.
        figures: where in `raw` each run of figures begins; numbers and dates are looked for only there.
        keys: folded tokens; a paragraph break is the token `¶`.
        words: the tokens as written (NFC).
        starts, ends: offsets of each token in `raw`.
        sentence_of: for each token the number of its sentence.
        sentences: first and last-plus-one token of each sentence.
    """

    given: str
    raw: str
    keys: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    origin: list[int] | None = None
    low: str = ""
    figures: list[int] = field(default_factory=list)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the given text of the tokens first … last-1."""
        return self.offsets(self.starts[first], self.ends[last - 1])

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the given text for offsets in `raw`."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end]

    def slice(self, first: int, last: int) -> str:
        """The words of the tokens first … last-1 as one line."""
        words = self.raw[self.starts[first] : self.ends[last - 1]]
        return " ".join(words.split()) if "\n" in words or "  " in words else words


def _compose(given: str) -> tuple[str, list[int] | None]:
    """NFC with single plain blanks, and for each character (and the end) its offset in `given`, if these differ."""
    raw, origin = given.replace("\u00a0", " "), cast("list[int] | None", None)
    if not unicodedata.is_normalized("NFC", raw):
        raw, origin = _compose_letters(raw)
    odd = [blank for blank in _ODD_BLANKS if blank in raw]
    if not odd:
        return raw, origin
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for match in (_BLANKS if odd != ["  "] else _PLAIN_BLANKS).finditer(raw):
        pieces += (raw[at : match.start()], " ")
        kept.extend(range(at, match.start() + 1))
        at = match.end()
    pieces.append(raw[at:])
    kept.extend(range(at, len(raw) + 1))
    return "".join(pieces), [origin[k] for k in kept] if origin is not None else kept


def _compose_letters(raw: str) -> tuple[str, list[int]]:
    """NFC of each letter with its marks, and the offset each character has before."""
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for match in _MARKED.finditer(raw):
        start, end = match.span()
        if start > at:
            _compose_plain(raw[at:start], at, pieces, origin)
        letter = _compose_cluster(match.group())
        pieces.append(letter)
        origin += [start] * len(letter)
        at = end
    _compose_plain(raw[at:], at, pieces, origin)
    origin.append(len(raw))
    return "".join(pieces), origin


def _compose_plain(stretch: str, at: int, pieces: list[str], origin: list[int]) -> None:
    """Add a stretch without combining marks; where it is no NFC all the same, character by character."""
    if stretch.isascii() or unicodedata.is_normalized("NFC", stretch):
        pieces.append(stretch)
        origin.extend(range(at, at + len(stretch)))
        return
    for start, character in enumerate(stretch, at):
        letter = _compose_cluster(character)
        pieces.append(letter)
        origin += [start] * len(letter)


@lru_cache(maxsize=2048)
def _compose_cluster(cluster: str) -> str:
    """One letter with its marks in NFC; a language has a few hundred of them."""
    return unicodedata.normalize("NFC", cluster)


def _lower(raw: str) -> str:
    """A text in small letters; a letter whose small form is longer (no language of ours has one) stays as it is."""
    low = raw.lower()
    return low if len(low) == len(raw) else "".join(c.lower() if len(c.lower()) == 1 else c for c in raw)


def _soft_lines(raw: str) -> bool:
    """Whether single line breaks are hard wraps of a narrow column and not ends of paragraphs."""
    lines = [line.strip() for line in raw.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    open_ended = sum(1 for line in lines if line[-1] not in '.!?:;…”"')
    return max(map(len, lines)) <= 110 and open_ended * 3 > len(lines) * 2


def _breaks(raw: str, start: int, blank: str, soft: bool) -> bool:
    """Whether the line end at an offset closes a paragraph."""
    if len(blank) > 1:  # an empty line
        return True
    if soft:
        return False
    end = start + 1
    following = raw[end : end + 80].lstrip()
    before = raw[max(0, start - 3) : start].rstrip()
    return not (following[:1].islower() or before[-1:] in (",", "-", "–"))


def read_tokens(given: str) -> Text:
    """Cut a text into tokens and sentences."""
    raw, origin = _compose(given)
    text = Text(given, raw, [], [], [], [], origin=origin)
    pieces = _LINE_ENDS.split(raw)  # every second one is a line end
    soft = len(pieces) > 1 and _soft_lines(raw)
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            _read_line(text, piece, at)
        elif _breaks(raw, at, piece, soft):
            text.words.append(piece)
            text.keys.append(BREAK)
            text.starts.append(at)
            text.ends.append(at + len(piece))
        else:
            pieces[number] = " "
        at += len(piece)
    text.raw = "".join(pieces)
    text.low = _lower(text.raw)
    text.figures = list(compress(text.starts, map(str.isdecimal, text.keys)))
    _mark_sentences(text)
    return text


#: The tokens of a chunk: words, keys, and for each its length and the gap behind it, one after the other.
_Cut = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]


class _Chunks(dict[str, _Cut]):
    """What may stand between two blanks, cut into tokens.

    Nearly all of a text was read before in others, so that a look-up here takes the place of the token scanner.
    """

    def __init__(self) -> None:
        self._steps: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __missing__(self, chunk: str) -> _Cut:
        words = tuple(map(intern, _TOKEN.findall(chunk)))
        keys = tuple(intern(fold_word(word)) for word in words)
        steps = [step for word in words for step in (len(word), 0)]
        steps[-1:] = [1] if words else []  # the blank
        cut = words, keys, tuple(steps)
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) > _CHUNKS_KEPT:  # a stream of pages must not grow the memory
                self.clear()
                self._steps.clear()
            # Equal things are one object: what is looked up thousands of times should lie close together.
            cut = words, words if keys == words else keys, self._steps.setdefault(cut[2], cut[2])
            self[intern(chunk)] = cut
        return cut


_chunks = _Chunks()
_equal_steps: dict[tuple[int, ...], tuple[int, ...]] = {}
_CHUNKS_KEPT, _LONGEST_KEPT = 20_000, 30


def _read_line(text: Text, line: str, at: int) -> None:
    """Add the tokens of a line that begins at an offset; all blanks in it are single."""
    if line[:1] == " ":
        line, at = line[1:], at + 1
    words, keys, steps = zip(*map(_chunks.__getitem__, line.split(" ")), strict=True)
    text.words += chain.from_iterable(words)
    text.keys += chain.from_iterable(keys)
    edges = list(accumulate(chain.from_iterable(steps), initial=at))
    text.starts += edges[:-1:2]
    text.ends += edges[1::2]


def _closes(text: Text, i: int) -> bool:
    """Whether the full stop, question or exclamation mark at token i ends a sentence."""
    keys, words = text.keys, text.words
    if i + 1 >= len(keys):
        return True
    following = words[i + 1]
    if keys[i + 1] == BREAK:
        return True
    before = words[i - 1] if i else ""
    if following in "”\"')»" and text.ends[i] == text.starts[i + 1]:
        return False
    apart = text.starts[i + 1] > text.ends[i]
    if keys[i] == "." and (keys[i - 1] in _ABBREVIATIONS or (len(before) == 1 and before.isupper())):
        return False
    starts_anew = following[0].isupper() or following[0] in '“"(-–•*+' or (following[0].isdigit() and apart)
    if apart:
        return starts_anew
    return starts_anew and len(before) > 2 and before.islower() and following[0].isalpha() and len(following) > 1


def _mark_sentences(text: Text) -> None:
    keys, first = text.keys, 0
    for at in [k for k, key in enumerate(keys) if key in _ENDS]:
        key = keys[at]
        if key == BREAK or _closes(text, at):
            _close(text, first, at if key == BREAK and at > first else at + 1)
            first = text.sentences[-1][1]
            if key == BREAK and first == at:  # the break itself belongs to the sentence before it
                text.sentence_of.append(len(text.sentences) - 1)
                first = at + 1
    if first < len(keys):
        _close(text, first, len(keys))


_LONGEST = 600
_ENDS = frozenset([BREAK, ".", "!", "?", "…"])


def _close(text: Text, first: int, end: int) -> None:
    while end - first > _LONGEST:  # what never ends is no sentence, and rules look at all of one
        _close(text, first, first + _LONGEST)
        first += _LONGEST
    text.sentence_of.extend([len(text.sentences)] * (end - first))
    text.sentences.append((first, end))
