"""What stands before a name and is not part of it: forms of address, ranks, degrees, religious titles."""

from __future__ import annotations

from phoihop.spelling import fold, nfc_tone_first

_TITLES = """
đồng chí | các đồng chí | đ/c | ông | bà | ngài | quý ông | quý bà | mr | mrs | ms | dr
đại tướng | thượng tướng | trung tướng | thiếu tướng | chuẩn tướng | tướng | đô đốc | phó đô đốc | chuẩn đô đốc
đại tá | thượng tá | trung tá | thiếu tá | đại úy | thượng úy | trung úy | thiếu úy | chuẩn úy
thượng sĩ | trung sĩ | hạ sĩ | thượng sỹ | trung sỹ | hạ sỹ
gs | pgs | ts | tskh | ths | th s | bs | bscki | bsckii | ckii | cki | ks | ls | cn | nsnd | nsưt | ngnd | ngưt
ttnd | ttưt
giáo sư | phó giáo sư | tiến sĩ | tiến sỹ | thạc sĩ | thạc sỹ | cử nhân | kỹ sư | kĩ sư | luật sư | bác sĩ | bác sỹ
nhà giáo nhân dân | nhà giáo ưu tú | nghệ sĩ nhân dân | nghệ sĩ ưu tú | thầy thuốc nhân dân | thầy thuốc ưu tú
nhà báo | nhà văn | nhà thơ | nghệ nhân | già làng | anh hùng lao động
hòa thượng | thượng tọa | đại đức | ni sư | ni trưởng | linh mục | giám mục | mục sư
"""
# Words that are also names or parts of names, and so count as a title only before a whole name, or in lower case.
_KIN = frozenset(("anh", "chị", "cô", "chú", "bác", "cụ", "em", "thầy"))


def _key(words: str) -> tuple[str, ...]:
    return tuple(nfc_tone_first(words).lower().replace("/", " ").split())


_MARKED = frozenset(_key(title) for line in _TITLES.strip().splitlines() for title in line.split("|"))
_FOLDED = frozenset(tuple(fold(word) for word in title) for title in _MARKED)
_LONGEST = max(len(title) for title in _MARKED)


def name_start(tokens: list[str]) -> int:
    """The index of the first token that belongs to the name itself; titles may follow one another.

    Titles without diacritics are known only where the whole text has none (`Dai ta Nguyen Van Bao`).
    The last token is never a title: something has to be named.
    """
    words = [nfc_tone_first(token).lower().rstrip(".") for token in tokens]
    titles = _FOLDED if all(word == fold(word) for word in words) else _MARKED
    start = 0
    while (length := _title_length(tokens, words, start, titles)) > 0:
        start += length
    return start


def is_all_titles(tokens: list[str]) -> bool:
    """Whether nothing but titles is there; `anh` alone is taken for the name Anh."""
    return name_start([*(token.capitalize() for token in tokens), "x"]) == len(tokens)


def _title_length(tokens: list[str], words: list[str], start: int, titles: frozenset[tuple[str, ...]]) -> int:
    left = len(words) - start
    for length in range(min(_LONGEST, left - 1), 0, -1):
        if tuple(words[start : start + length]) in titles:
            # Ông is also a surname: Ông Thị Cẩm.
            return 0 if words[start + length] in ("thị", "văn") else length
    if left > 1 and words[start] in _KIN and (tokens[start].islower() or left > 3):
        return 1
    return 0
