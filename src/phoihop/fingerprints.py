"""Fingerprints of texts: those of two texts that differ in a headline, a byline or some words are alike.

MinHash over shingles of three folded words (Broder 1997), all slots from one hash per shingle (Li, Owen, Zhang 2012),
empty slots filled from their neighbours (Shrivastava, Li 2014). The slots are grouped into parts: texts that have no
part in common need not be compared (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3). Of two texts
that have 70 % of their shingles in common one part or more is equal in 99.9 % of cases, at 5 % in 0.2 %.
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Collection

from phoihop.spelling import fold

PARTS = 16
LENGTH = 96
"""Characters of a fingerprint: 48 slots of two, three to a part."""
_SLOTS = LENGTH // 2
_PART = LENGTH // PARTS
_WORDS = 3
_FEWEST = 32
"""Shingles below which a text is too short to tell from another on the same occasion."""
_WORD = re.compile(r"\w+")


def build_fingerprint(text: str) -> str:
    """The fingerprint of a text; empty where the text is too short to have one.

    Case, diacritics, punctuation and line breaks make no difference. The words of the text cannot be got back from it.
    """
    words = _WORD.findall(fold(text))
    shingles = {" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1)}
    if len(shingles) < _FEWEST:
        return ""
    least: list[int | None] = [None] * _SLOTS
    for shingle in shingles:
        value, slot = divmod(int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest()), _SLOTS)
        known = least[slot]
        if known is None or value < known:
            least[slot] = value
    filled = [_filled(least, slot) & 0xFFF for slot in range(_SLOTS)]
    bits = "".join(f"{value:012b}" for value in filled)
    return urlsafe_b64encode(int(bits, 2).to_bytes(_SLOTS * 12 // 8)).decode()


def _filled(least: list[int | None], slot: int) -> int:
    """The slot's value, or that of the next slot that has one, changed by how far it was fetched."""
    for distance in range(_SLOTS):
        value = least[(slot + distance) % _SLOTS]
        if value is not None:
            return value + distance * 0x9E5
    raise AssertionError("no shingle at all")


def fingerprint_parts(fingerprint: str) -> tuple[str, ...]:
    """The parts by which alike texts are found, each with its number before it; none of an empty fingerprint."""
    return tuple(f"{n:02}{fingerprint[n * _PART : (n + 1) * _PART]}" for n in range(PARTS if fingerprint else 0))


def shared_wording(parts: Collection[str], others: Collection[str]) -> float:
    """About how much of their wording two texts have in common, from 0 to 1, by the parts of their fingerprints.

    The share of equal slots estimates the common shingles among all (Jaccard); this is turned into the share of one
    text's shingles that the other has too (Dice), which is what readers understand.
    """
    mine, theirs = ("".join(part[2:] for part in sorted(some)) for some in (parts, others))
    equal = sum(mine[i : i + 2] == theirs[i : i + 2] for i in range(0, LENGTH, 2)) / _SLOTS
    return 2 * equal / (1 + equal)
