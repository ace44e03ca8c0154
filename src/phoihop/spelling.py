"""Vietnamese spelling: one written form for what is the same word, one folded form for search."""

from __future__ import annotations

import re
import unicodedata

# Grave, acute, hook, tilde, dot below; then every vowel that can carry one second in open oa, oe, uy.
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_SECOND = {unicodedata.normalize("NFC", vowel + tone): (vowel, tone) for vowel in "aeyAEY" for tone in _TONES}
# After q the u belongs to the consonant (quý), and before a final letter the second vowel keeps the mark (hoàn).
_OPEN = re.compile(r"(?:[oO](?<![qQ][oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU](?<![qQ][uU])[ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+")
_BLANKS = re.compile(r"\s+")


def _move_tone(match: re.Match[str]) -> str:
    pair = match.group()
    vowel, tone = _SECOND[pair[1]]
    return unicodedata.normalize("NFC", pair[0] + tone) + vowel


def nfc_tone_first(text: str) -> str:
    """The text in NFC with the tone mark on the first vowel of open oa, oe, uy: Hoà becomes Hòa, Uỷ Ủy.

    Blanks, case and punctuation stay, and text that is in NFC already keeps its length, so offsets survive.
    Both placements are in use; the first vowel is the older and, in official place names, the usual one.
    """
    return _OPEN.sub(_move_tone, unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """The text as search compares it: lower case, no diacritics, đ as d, blanks single and trimmed.

    Different words may fold to one (`Bảo`, `Báo`, `Bao`): a match on it is a candidate, not an identity.
    """
    bare = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _BLANKS.sub(" ", bare.lower().replace("đ", "d")).strip()
