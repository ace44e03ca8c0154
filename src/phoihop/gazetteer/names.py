"""How a place name is taken apart and compared: administrative type, key without marks, key with marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from phoihop.spelling import fold, nfc_tone_first

LEVEL_OF_KIND = {
    "quốc gia": ("central",),
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "quận": ("district",),
    "huyện": ("district",),
    "thị xã": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "đặc khu": ("commune",),
}
"""The levels at which a unit of each administrative type can stand."""

_FULL = tuple(kind for kind in LEVEL_OF_KIND if kind != "quốc gia")
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "đk": "đặc khu"}
_SHORT |= {"t": "tỉnh", "q": "quận", "h": "huyện", "x": "xã", "p": "phường"}
_BARE = {fold(kind): kind for kind in _FULL}
_TYPED = re.compile(
    rf"({'|'.join(_FULL)}|{'|'.join(_BARE)})\s+"  # a full word needs a blank: Xãn is no commune
    r"|(t\.?p|t\.?x|t\.?t|đ\.?k)(?:[.\s]\s*|(?=\d))"
    r"|([tqhxp])(?:\.\s*|\s+(?=\d)|(?=\d))"  # one letter needs a dot or a number: H. Phụng Hiệp, Q7
)
_NOT_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"0+(?=\d+\Z)")
# One word of the Ede and Mnong languages (water), written in as many ways as there are gazettes.
_WATER = re.compile(r"\bđ(?:ăk|ak|ắc)\b")


class Reading(NamedTuple):
    """One way to read what was written.

    Args:
        kind: the administrative type that was written, or empty.
        key: the name as `bare_key` gives it.
        toned: the name as `toned_key` gives it.
        blind: whether the name was written without any diacritics, so that it may stand for any.
    """

    kind: str
    key: str
    toned: str
    blind: bool


def toned_key(name: str) -> str:
    """Letters and digits of the name in lower case with its diacritics: `Ia H' Drai` gives `iahdrai`.

    Blank, hyphen and apostrophe differ from gazette to gazette (Kon Tum, Kontum), so they do not count.
    """
    return _compact(_WATER.sub("đắk", nfc_tone_first(name).lower()))


def bare_key(name: str) -> str:
    """Letters and digits of the name in lower case without diacritics: `Điện Biên` gives `dienbien`."""
    return fold(toned_key(name))


@lru_cache(maxsize=16384)
def parse_name(text: str) -> tuple[Reading, ...]:
    """The ways to read a place name that may carry its type, the type taken off first.

    Returns:
        Nothing where no name is left: `thành phố` alone names no place.
    """
    written = nfc_tone_first(text).lower().strip()
    whole = _WATER.sub("đắk", written)
    typed = _TYPED.match(whole)
    readings = []
    if typed is not None:
        word, short, letter = typed.groups()
        kind = _BARE.get(word, word) if word else _SHORT[(short or letter).replace(".", "")]
        # Toneless "xa" may be xã, but not in a name that writes its other marks: xa ≠ xã.
        if word in LEVEL_OF_KIND or not word or whole.isascii():
            readings.append(_reading(kind, whole[typed.end() :]))
    readings.append(_reading("", whole))
    return tuple(reading for reading in readings if reading.key)


def _reading(kind: str, name: str) -> Reading:
    toned = _compact(name)
    return Reading(kind, fold(toned), toned, toned.isascii())


def _compact(name: str) -> str:
    return _NUMBER.sub("", _NOT_WORD.sub("", name))
