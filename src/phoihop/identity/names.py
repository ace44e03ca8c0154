"""Whether two writings can be the name of one person: Vietnamese personal names, compared with their tones.

What counts was decided so:

- Tones and letters distinguish: Bảo, Báo and Bào are three names, and Đ is not D. Case, Unicode form, the place
  of the tone mark (Hoà, Hòa), apostrophes and blanks (H'Yim, H Yim) do not. So `same` means: the same name as
  written out in full; whether it is the same person is a judgement on top of it.
- Marks that are missing match any. A form without a single mark is missing them. In a form that has some,
  a syllable is missing its marks if it cannot stand without (Nguyen, Duc), or is no name without (Bao); but
  Thanh beside marked syllables is Thanh, a name of its own, and differs from Thành.
- Lý and Lí are one syllable in two spellings, but people keep to one on their papers: `possible`, not `same`.
- Initials, the given name alone (ông Nhân) and a dropped Văn, Thị or middle name are `possible`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from phoihop.errors import UsageError
from phoihop.identity.alignment import PairJudge, align, describe_difference
from phoihop.identity.syllables import Syllable, parse_syllable
from phoihop.identity.titles import is_all_titles, name_start

Verdict = Literal["same", "different", "possible"]

# Letters that look like others and reach texts from old fonts and keyboards, and signs used for the apostrophe.
_LOOKALIKES = str.maketrans("Ððɖ\u0189ƣƢ’‘ʼ`´\u00a0", "Đđđ\u0110ưƯ''''' ")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_COMRADE = re.compile(r"(?<!\w)[đĐ]\s?/\s?[cC](?!\w)\.?")
_DASH = re.compile("[-\u2010-\u2015_]+")
# "Nguyễn Văn Bảo - Phó Bí thư": after two words or more a dash between blanks ends the name, as a comma does.
_DASH_AFTER_NAME = re.compile(r"(?<=\w)(\s+\w+)\s+[-\u2010-\u2015]+\s+")
_HYIM = re.compile(r"(?<![\w'])([HhKk])(?:\s*'\s*|\s+(?!(?:[Vv]ăn|[Tt]hị|VĂN|THỊ)\b))(?=\w)")
_TOKEN = re.compile("[\\w\u0300-\u036f](?:[\\w\u0300-\u036f]|')*\\.?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two names gave.

    Args:
        verdict: `same`, `different` or `possible`.
        score: 1 for the same writing, 0 for different names, between them for a possible one.
        reason: why, in one sentence.
    """

    verdict: Verdict
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name as read: its syllables without titles.

    Args:
        syllables: at least one.
        unmarked: whether the whole text, titles included, has no diacritic, so that all may be missing.
    """

    syllables: tuple[Syllable, ...]
    unmarked: bool

    def __str__(self) -> str:
        return " ".join(syllable.shown for syllable in self.syllables)

    @property
    def key(self) -> tuple[tuple[str, str, bool], ...]:
        """What two writings of the same name share."""
        return tuple(syllable.key for syllable in self.syllables)


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonalName:
    """The name in a text, without forms of address, ranks, degrees, asides and what follows a comma.

    Raises:
        UsageError: there is no letter in the text.
    """
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(_LOOKALIKES))
    clean = _COMRADE.sub(" ", _ASIDE.sub(" ", clean))
    clean = _DASH.sub(" ", _DASH_AFTER_NAME.sub(r"\1, ", clean))
    clean = _HYIM.sub(r"\1'", _split_glued(clean))
    # "PGS, TS Nguyễn Văn Bảo, Phó Bí thư": titles may stand before a comma, posts after one.
    parts = [_TOKEN.findall(part) for part in re.split("[,;:]", clean)]
    for tokens in parts:
        syllables = tuple(parse_syllable(token) for token in tokens[name_start(tokens) :])
        if not is_all_titles(tokens) and any(letter.isalpha() for s in syllables for letter in s.letters):
            return PersonalName(syllables, unmarked=all(parse_syllable(token).unmarked for token in tokens))
    raise UsageError(f"{text!r} names nobody", fix="give a personal name, such as Nguyễn Văn Bảo")


def _split_glued(text: str) -> str:
    """Puts back blanks lost before a capitalised word (`VănBảo`), not in abbreviations (`ThS`)."""
    trios = zip(" " + text, text, text[1:] + " ", strict=False)
    return "".join(" " + c if left.islower() and c.isupper() and right.islower() else c for left, c, right in trios)


def compare_names(a: str, b: str) -> Comparison:
    """Whether two writings of Vietnamese personal names can name one person, and why.

    The verdict does not depend on the order of the two.

    Raises:
        UsageError: one of them has no letter in it.
    """
    return compare_parsed(parse_name(a), parse_name(b))


def compare_parsed(a: PersonalName, b: PersonalName) -> Comparison:
    """As `compare_names`, for names that have been read already."""
    if a.key == b.key:
        if a.unmarked and any(syllable.incomplete for syllable in a.syllables):
            return Comparison("same", 0.9, f"“{a}” is written the same way twice, with its marks missing")
        return Comparison("same", 1.0, f"“{a}” and “{b}” have the same letters and tones")
    spaced = _compare_spacing(a, b)
    if spaced is not None:
        return spaced
    alignment = align(a.syllables, b.syllables)
    if alignment is None:
        return Comparison("different", 0.0, f"“{a}” and “{b}” do not have the same syllables in the same places")
    score, reasons = alignment.score, list(alignment.reasons)
    judge = PairJudge(alignment.pairs, a.unmarked, b.unmarked)
    for one, other in alignment.pairs:
        relation = judge.relate(one, other)
        if relation is None:
            return Comparison("different", 0.0, describe_difference(one, other))
        score *= relation.score
        reasons += [reason for reason in relation.reasons if reason not in reasons]
    return Comparison("possible", round(score, 3), "; ".join(reasons))


def _compare_spacing(a: PersonalName, b: PersonalName) -> Comparison | None:
    """Names whose letters agree once blanks are left out: `Kđoh` and `K đoh`, `Nguyễnvăn Bảo`."""
    if len(a.syllables) == len(b.syllables) or any(s.initial for s in (*a.syllables, *b.syllables)):
        return None
    joined = [("".join(s.letters for s in name.syllables), "".join(s.tone for s in name.syllables)) for name in (a, b)]
    if joined[0] == joined[1]:
        return Comparison("same", 0.98, f"“{a}” and “{b}” differ only in where the blanks are")
    bare = ["".join(s.bare for s in name.syllables) for name in (a, b)]
    if bare[0] == bare[1] and (a.unmarked or b.unmarked):
        return Comparison("possible", 0.6, "the blanks differ and one form has no marks, which match any")
    return None
