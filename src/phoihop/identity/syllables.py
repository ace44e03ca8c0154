"""One written syllable of a Vietnamese name: its letters, its tone, and what is left with the marks taken off."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from phoihop.spelling import fold

TONE_NAMES = {"": "ngang", "\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
_TONE = re.compile("[\u0300\u0301\u0309\u0303\u0323]")
_ONSET = re.compile("ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]")
# i and y are two spellings of one vowel where it stands alone after a consonant (Lý, Lí) or after qu (Quý, Quí).
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y\Z|(?<=\Aqu)y\Z")
# Rhymes the language has only with a circumflex, horn or breve: Nguyen, Tuan, Hue, Kieu, Huu lack one.
_NEEDS_A_LETTER = re.compile(r"ie|ye|uu|uo|eu|(?<!q)u(?:a[^yi]|e)")
# A syllable ending in a stop carries sắc or nặng: Duc, Quôc and Ngoc lack a tone.
_STOPPED = re.compile(r"(?:ch|c|p|t)\Z")
# Syllables that are a name just as they stand: next to a name that has its marks, Thanh is Thanh and not Thành.
_LEVEL = """
    a an anh ba cao chi chinh chu cung dung duy em gia giang giao hai hoa hoan huy kha khai khang khanh khoa kim
    la lai lam lan linh loan long mai mi minh my na nam nga nghi ngoan nhi nho nhung ninh oanh pha phan phi phong
    quan quang qui quy sa san sang sao sen sinh thanh thao thoa thu toan trang trinh trung vi vinh vy xa xinh y
"""
_LEVEL_NAMES = frozenset(_LEVEL.split())


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable as written in a name.

    Args:
        shown: the syllable as the name has it, in NFC.
        letters: in lower case, with circumflex, breve, horn and đ, without the tone.
        tone: the combining mark, empty for the level tone or a lost mark; where the mark stands does not matter.
        bare: with no marks at all.
        initial: whether it abbreviates a syllable (`Ng.`, `V`).
    """

    shown: str
    letters: str
    tone: str
    bare: str
    initial: bool

    @property
    def key(self) -> tuple[str, str, bool]:
        """What two writings of the same syllable share."""
        return self.letters, self.tone, self.initial

    @property
    def search_key(self) -> str:
        """What all writings of the syllable share: no marks, y as i."""
        return _FINAL_Y.sub("i", self.bare)

    @property
    def unmarked(self) -> bool:
        """Whether there is no mark of any kind on it."""
        return not self.tone and self.letters == self.bare

    @property
    def incomplete(self) -> bool:
        """Whether a mark is certainly missing, because no such syllable or no such name exists without one."""
        if not self.tone and _STOPPED.search(self.bare):
            return True
        return self.unmarked and (bool(_NEEDS_A_LETTER.search(self.bare)) or self.bare not in _LEVEL_NAMES)

    def lacks_marks_of(self, other: Syllable) -> bool:
        """Whether this is `other` with some of its marks left out, and nothing else changed."""
        if self.bare != other.bare or self.tone not in ("", other.tone) or self.key == other.key:
            return False
        letters = zip(self.letters, other.letters, self.bare, strict=True)
        return all(mine in (theirs, plain) for mine, theirs, plain in letters)

    def respelled(self) -> tuple[str, str]:
        """Letters and tone with y written i where the two are one vowel."""
        return _FINAL_Y.sub("i", self.letters), self.tone


def parse_syllable(token: str) -> Syllable:
    """A token of a name (letters, perhaps an apostrophe, perhaps a final dot) as a syllable.

    A token is an initial if it has a dot and is a consonant cluster or a single letter (`Ng.`, `A.`), or has no
    dot and no vowel (`V`); the ethnic name particles `A`, `Y` and the prefix of `H'Yim` and `K'Sor` are not.
    """
    dotted, word = token.endswith("."), token.rstrip(".").replace("'", "")
    decomposed = unicodedata.normalize("NFD", word.lower())
    letters = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    onset = _ONSET.fullmatch(letters) is not None and letters != "gi"
    initial = onset or (dotted and (len(letters) == 1 or letters == "gi"))
    return Syllable(
        shown=unicodedata.normalize("NFC", token if initial else token.rstrip(".")),
        letters=letters,
        tone="".join(_TONE.findall(decomposed)),
        bare=fold(letters),
        initial=initial,
    )
