"""A text as numbered tokens with folded keys and offsets; sentences and paragraphs.

Everything later works on tokens, so blanks (U+00A0 too), line breaks inside phrases, letter case, Unicode form
and the place of the tone mark never matter to a rule, while each token keeps its offsets in the given text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from operator import add
from typing import cast

from phoihop.spelling import nfc_tone_first

BREAK = "¶"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\n[^\S\n]*\n\s*|\n|[^\w\s]|_")
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
#: What `_BLANKS` finds, as strings: looking for each is much faster than one search over every character.
_ODD_BLANKS = ("  ", *(chr(c) for c in range(0x3001) if chr(c).isspace() and chr(c) not in " \n"))
#: Plain letters that carry no mark as one piece, every other character with its marks.
_CLUSTER = re.compile(r"[\x00-\x7f]+(?![\u0300-\u036f])|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


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
        return " ".join(self.raw[self.starts[first] : self.ends[last - 1]].split())


def _compose(given: str) -> tuple[str, list[int] | None]:
    """NFC with single plain blanks, and for each character (and the end) its offset in `given`, if these differ."""
    raw, origin = given.replace("\u00a0", " "), cast("list[int] | None", None)
    if not unicodedata.is_normalized("NFC", raw):
        origin = []
        composed: list[str] = []
        for match in _CLUSTER.finditer(raw):
            start, end = match.span()
            piece = match.group()
            if piece.isascii():
                origin.extend(range(start, end))
            else:
                piece = unicodedata.normalize("NFC", piece)
                origin.extend([start] * len(piece))
            composed.append(piece)
        origin.append(len(raw))
        raw = "".join(composed)
    if not any(blank in raw for blank in _ODD_BLANKS):
        return raw, origin
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for match in _BLANKS.finditer(raw):
        pieces += (raw[at : match.start()], " ")
        kept.extend(range(at, match.start() + 1))
        at = match.end()
    pieces.append(raw[at:])
    kept.extend(range(at, len(raw) + 1))
    return "".join(pieces), [origin[k] for k in kept] if origin is not None else kept


def _soft_lines(raw: str) -> bool:
    """Whether single line breaks are hard wraps of a narrow column and not ends of paragraphs."""
    lines = [line.strip() for line in raw.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    open_ended = sum(1 for line in lines if line[-1] not in '.!?:;…”"')
    return max(map(len, lines)) <= 110 and open_ended * 3 > len(lines) * 2


def _breaks(raw: str, start: int, end: int, blank: str, soft: bool) -> bool:
    """Whether the line break at start … end closes a paragraph."""
    if blank.count("\n") > 1:
        return True
    if soft:
        return False
    following = raw[end : end + 80].lstrip()
    before = raw[max(0, start - 3) : start].rstrip()
    return not (following[:1].islower() or before[-1:] in (",", "-", "–"))


def read_tokens(given: str) -> Text:
    """Cut a text into tokens and sentences."""
    raw, origin = _compose(given)
    words = _TOKEN.findall(raw)
    starts: list[int] = []
    at = 0
    find, enter = raw.find, starts.append
    for word in words:  # only blanks stand between tokens, so the next occurrence is the token itself
        at = find(word, at)
        enter(at)
        at += len(word)
    ends = list(map(add, starts, map(len, words)))
    keys = _fold_words(words)
    if "\n" in raw:
        raw = _settle_breaks(raw, words, keys, starts, ends)
    text = Text(given, raw, keys, words, starts, ends, origin=origin)
    _mark_sentences(text)
    return text


def _fold_words(words: list[str]) -> list[str]:
    """The keys of many words; nearly all are known already."""
    keys = list(map(_keys.get, words))
    if None in keys:
        return [key or fold_word(word) for key, word in zip(keys, words, strict=True)]
    return cast("list[str]", keys)


def _settle_breaks(raw: str, words: list[str], keys: list[str], starts: list[int], ends: list[int]) -> str:
    """Turn line breaks that close a paragraph into break tokens, the others into blanks of the text given back."""
    soft = _soft_lines(raw)
    dropped = []
    for at in [at for at, word in enumerate(words) if word[0] == "\n"]:
        if _breaks(raw, starts[at], ends[at], words[at], soft):
            keys[at] = BREAK
        else:
            dropped.append(at)
    if dropped:
        gone = frozenset(dropped)
        kept = [at for at in range(len(words)) if at not in gone]
        for written in (words, keys):
            written[:] = [written[at] for at in kept]
        for offsets in (starts, ends):
            offsets[:] = [offsets[at] for at in kept]
    return _join_lines(raw, keys, starts)


def _join_lines(raw: str, keys: list[str], starts: list[int]) -> str:
    """The text with a blank for every line break that is not a break token."""
    closing = [start for start, key in zip(starts, keys, strict=True) if key == BREAK]
    if len(closing) == raw.count("\n"):
        return raw
    pieces: list[str] = []
    at = 0
    for start in closing:
        end = start
        while end < len(raw) and raw[end].isspace():
            end += 1
        pieces += (raw[at:start].replace("\n", " "), raw[start:end])
        at = end
    pieces.append(raw[at:].replace("\n", " "))
    return "".join(pieces)


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
