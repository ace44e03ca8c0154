"""Bytes of a Vietnamese page to text, whatever was declared: Unicode, windows-1258, and the two legacy font codes.

Before Unicode, Vietnamese was typed in fonts that drew other letters at Western code points. Pages in them
live on, as single bytes or pasted into UTF-8. Nothing in such a file names its code, so the letters decide:
the reading in which most accented words are possible Vietnamese syllables.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from functools import lru_cache

from phoihop.errors import UsageError

# TCVN 5712:1993, set VN3 ("ABC" fonts): one code point a letter, from 0xA1. A blank is an unused place.
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
_TCVN3 = {code: letter for code, letter in enumerate(_TCVN3_LETTERS, start=0xA1) if letter != " "}

# VNI for Windows: a plain vowel and a mark letter after it; a few letters stand alone.
_VNI_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SINGLE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:uyê|iê|yê|ươ|uô|ia|ưa|ua|oa|oă|oe|uâ|uê|uơ|uy|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnptiyou])?\Z"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
# “Quoted”, (in brackets) and the like: what may stand around a word.
_AROUND = " \t!\"#%&'()*+,-./:;<=>?[]_{|}~«»“”‘’„–—…•·§©"
_TAGS = re.compile(r"<[^<>]*>")
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z][\w.:-]{2,20})", re.IGNORECASE)
_SAMPLE = 200_000  # characters that decide: enough for any page, and the time stays bounded
_ENTITY = re.compile(r"&(?:#\d{2,4}|#[xX][0-9a-fA-F]{2,3}|[A-Za-z]{2,8});")

# Shares of accented words that must be syllables: Vietnamese text reaches 0.95, misread text stays below 0.5.
_SURE, _LIKELY = 0.8, 0.6
_FEWEST = 5  # accented words, below which a share says nothing


def _vni_pairs() -> dict[str, str]:
    pairs = {}
    for vowel in "aeiouyôö":
        plain = _VNI_SINGLE.get(vowel, vowel)
        marks = {mark: plain + tone for mark, tone in _VNI_MARKS.items()}
        if vowel in "aeo":
            marks |= {mark: vowel + "\u0302" + tone for mark, tone in _VNI_CIRCUMFLEX.items()}
        if vowel == "a":
            marks |= {mark: vowel + "\u0306" + tone for mark, tone in _VNI_BREVE.items()}
        for mark, letter in marks.items():
            composed = unicodedata.normalize("NFC", letter)
            pairs[vowel + mark] = composed
            pairs[vowel.upper() + mark] = pairs[vowel.upper() + mark.upper()] = composed.upper()
    return pairs


_VNI_PAIRS = _vni_pairs()
_VNI = _VNI_PAIRS | _VNI_SINGLE | {mark.upper(): letter.upper() for mark, letter in _VNI_SINGLE.items()}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def parse_tcvn3(text: str) -> str:
    """The Unicode text of one written in TCVN3 (ABC) fonts; other letters stay."""
    return text.translate(_TCVN3)


def parse_vni(text: str) -> str:
    """The Unicode text of one written in VNI fonts; other letters stay."""
    return _VNI_CODE.sub(lambda match: _VNI[match.group()], text)


@lru_cache(maxsize=1 << 14)  # Vietnamese has some 7,000 syllables
def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    tones = len(decomposed) - len(decomposed.translate(_TONES))
    return tones <= 1 and _SYLLABLE.match(plain) is not None


def _syllables(text: str) -> tuple[int, int, int]:
    """Words, accented words, and accented words that are possible Vietnamese syllables."""
    words = [word for chunk in text.split() if (word := chunk.strip(_AROUND))]
    accented = [word for word in words if not word.isascii()]
    parts = [part for word in accented for part in re.split(r"[-–/.,]", word) if part and not part.isascii()]
    return len(words), len(parts), sum(map(_is_syllable, parts))


def _likeness(text: str) -> float:
    """The share of accented words that are possible Vietnamese syllables; 0 where there are too few to say."""
    _, accented, right = _syllables(text)
    return right / accented if accented >= _FEWEST else 0.0


def is_vietnamese(text: str) -> bool:
    """Whether the text looks Vietnamese: among running words, at least every fifth an accented syllable."""
    words, accented, right = _syllables(text[:_SAMPLE])
    return right >= 0.2 * words and right >= _LIKELY * accented


def _visible(text: str, markup: bool) -> str:
    sample = text[:_SAMPLE]
    return html.unescape(_TAGS.sub(" ", sample)) if markup else sample


def _western(match: re.Match[str]) -> str:
    """An entity as its letter where that is one of the code points the legacy fonts use."""
    letter = html.unescape(match.group())
    return letter if len(letter) == 1 and 0xA1 <= ord(letter) <= 0xFF else match.group()


def _convert(text: str, markup: bool) -> tuple[str, str] | None:
    """The text read as one of the two legacy font codes, with the code's name, where that clearly makes sense."""
    seen = _visible(text, markup)
    name, parse = max((("TCVN3 (ABC)", parse_tcvn3), ("VNI", parse_vni)), key=lambda code: _likeness(code[1](seen)))
    if _likeness(parse(seen)) < _SURE:
        return None
    return parse(_ENTITY.sub(_western, text) if markup else text), name


def _foreign_charset(data: bytes) -> str:
    """The encoding an HTML page declares near its beginning, where that is not UTF-8."""
    match = _CHARSET.search(data[:4096])
    declared = match[1].decode("ascii") if match else ""
    return "" if declared.lower() in {"utf-8", "utf8"} else declared


def _decode_unicode(data: bytes) -> tuple[str, str] | None:
    """The text and a warning where the bytes are UTF-8, whole or with a little damage."""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    # A cut or spoiled letter here and there; in another encoding most accented letters would be broken.
    if broken * 50 > sum(not letter.isascii() for letter in text):
        return None
    return text, f"{broken} broken UTF-8 sequences are shown as \ufffd"


def decode(data: bytes, *, markup: bool, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes and what a reader should be warned of.

    A byte order mark decides; then UTF-8 where the bytes allow it, whatever was declared; then the reading
    that makes Vietnamese. Text in legacy fonts is converted, other text is left as it is, in any Unicode form.

    Raises:
        UsageError: no reading makes sense.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(codec), ()
            except UnicodeDecodeError as error:
                raise UsageError(
                    f"the file begins as {codec.upper()} and then breaks at byte {error.start}",
                    path=name,
                    fix="save it again as UTF-8",
                ) from None
    if (unicode := _decode_unicode(data)) is not None:
        text, warning = unicode
        warnings: tuple[str, ...] = (warning,) if warning else ()
        if markup and (declared := _foreign_charset(data)) and not data.isascii():
            warnings += (f"the page declares the encoding {declared} but is in UTF-8",)
        if _likeness(_visible(text, markup)) < _LIKELY and (converted := _convert(text, markup)) is not None:
            text, code = converted
            warnings += (f"the text was in the legacy font code {code} and was converted: check names and numbers",)
        return text, warnings
    try:
        windows = data.decode("cp1258")
    except UnicodeDecodeError:
        windows = ""
    if _likeness(_visible(windows, markup)) >= _SURE:
        return windows, ("the file is in windows-1258, not in UTF-8",)
    if (converted := _convert(data.decode("cp1252", errors="replace"), markup)) is not None:
        text, code = converted
        return text, (f"the file was in the legacy font code {code} and was converted: check names and numbers",)
    raise UsageError(
        "the file is in no encoding Phoihop knows (UTF-8, UTF-16 with a byte order mark, windows-1258, TCVN3, VNI), "
        "or is not Vietnamese",
        path=name,
        fix="save it as UTF-8",
    )
