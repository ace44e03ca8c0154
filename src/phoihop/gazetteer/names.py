"""How a place name is taken apart and compared: administrative type, key without marks, key with marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from phoihop.spelling import fold, nfc_tone_first

LEVELS = ("central", "province", "district", "commune")
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

_FULL = {kind: kind for kind in LEVEL_OF_KIND if kind != "quốc gia"}
_FULL = {"huyện đảo": "huyện", "thủ đô": "thành phố"} | _FULL
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "đk": "đặc khu"}
_SHORT |= {"t": "tỉnh", "q": "quận", "h": "huyện", "x": "xã", "p": "phường"}
_BARE = {fold(word): kind for word, kind in _FULL.items()}
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
        toned: the name as `toned_key` gives it.
        blind: whether the name was written without any diacritics, so that it may stand for any.
    """

    kind: str
    toned: str
    blind: bool


def toned_key(name: str) -> str:
    """Letters and digits of the name in lower case with its diacritics: `Ia H' Drai` gives `iahdrai`.

    Blank, hyphen and apostrophe differ from gazette to gazette (Kon Tum, Kontum), so they do not count.
    """
    return _compact(nfc_tone_first(name).lower())


def bare_key(name: str) -> str:
    """Letters and digits of the name in lower case without diacritics: `Điện Biên` gives `dienbien`."""
    return fold(toned_key(name))


@lru_cache(maxsize=16384)
def parse_name(text: str) -> tuple[Reading, ...]:
    """The ways to read a place name that may carry its type, the type taken off first.

    `huyện Quan Sơn` and `Quan Sơn` have one reading; `quan son` has two, for it may be a quận called Sơn.

    Returns:
        Nothing where no letter or digit is left.
    """
    whole = _written(text)
    typed = _TYPED.match(whole)
    if typed is None:
        return parse_untyped(text)
    word, short, letter = typed.groups()
    if word is None or word in _FULL:
        kind = _FULL[word] if word else _SHORT[(short or letter).replace(".", "")]
        return _readings((kind, whole[typed.end() :]))
    if whole.isascii():
        return _readings((_BARE[word], whole[typed.end() :]), ("", whole))
    # Toneless "xa" may be xã, but not in a name that writes its other marks: xa ≠ xã.
    return _readings(("", whole))


def parse_untyped(text: str) -> tuple[Reading, ...]:
    """The name read whole: a ward is called Phường Đúc, and its first word is no type."""
    return _readings(("", _written(text)))


def _written(text: str) -> str:
    return " ".join(nfc_tone_first(text).lower().split())


def _readings(*parts: tuple[str, str]) -> tuple[Reading, ...]:
    keyed = [(kind, _compact(name)) for kind, name in parts]
    return tuple([Reading(kind, toned, toned.isascii()) for kind, toned in keyed if toned])


def _compact(lowered: str) -> str:
    joined = "".join((_WATER.sub("đắk", lowered) if "đ" in lowered else lowered).split())
    if not joined.isalnum():
        joined = _NOT_WORD.sub("", joined)
    return _NUMBER.sub("", joined) if joined.startswith("0") else joined
