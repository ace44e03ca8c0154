"""Annotated facts: their rows, the files they stand in, and when two values are the same."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from phoihop.errors import UsageError
from phoihop.spelling import nfc_tone_first

ANNOTATED = ("event_kind", "signatory", "lead", "event_date", "place", "document", "term", "official", "post")
HEADER = ("field", "surface", "start", "end", "value", "note")

_ABBREVIATIONS = {
    "atgt": "an toàn giao thông",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "cand": "công an nhân dân",
    "catp": "công an thành phố",
    "gd-đt": "giáo dục và đào tạo",
    "hđnd": "hội đồng nhân dân",
    "lhpn": "liên hiệp phụ nữ",
    "lhpnvn": "liên hiệp phụ nữ việt nam",
    "lđlđ": "liên đoàn lao động",
    "lđlđvn": "liên đoàn lao động việt nam",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc",
    "t.ư": "trung ương",
    "tand": "tòa án nhân dân",
    "tct": "tổng công ty",
    "thads": "thi hành án dân sự",
    "tp": "thành phố",
    "tp.": "thành phố",
    "tp hcm": "thành phố hồ chí minh",
    "tp.hcm": "thành phố hồ chí minh",
    "tphcm": "thành phố hồ chí minh",
    "tt-tt": "thông tin và truyền thông",
    "ttxvn": "thông tấn xã việt nam",
    "tw": "trung ương",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc",
    "ubnd": "ủy ban nhân dân",
    "ubtw": "ủy ban trung ương",
    "vksnd": "viện kiểm sát nhân dân",
    "vn": "việt nam",
    "vov": "đài tiếng nói việt nam",
}
_ABBREVIATED = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_ABBREVIATIONS, key=len, reverse=True)))})(?!\w)"
)
# The Front's name is said with and without its country, and an abbreviation before "VN" would bring it twice.
_FRONT = re.compile(r"mặt trận tổ quốc(?: việt nam)*")
_COUNTRY_TWICE = re.compile(r"việt nam(?: việt nam)+")
_BLANKS = re.compile(r"\s+")


@dataclasses.dataclass(frozen=True)
class Row:
    """One fact of one article, annotated or found.

    Args:
        field: one of `ANNOTATED`.
        surface: the words, tabs and line ends as blanks.
        start, end: code points in the text, end exclusive; None where the fact has no words of its own.
        value: the canonical value; `person | post` for a post, `name | level` for a place.
        notes: keys such as pact, kind, role, opt, alt, underlying.
    """

    field: str
    surface: str
    start: int | None
    end: int | None
    value: str
    notes: Mapping[str, str] = dataclasses.field(default_factory=dict)


@lru_cache(maxsize=1 << 16)
def canonical(text: str) -> str:
    """A value as the comparison sees it: case, Unicode form, tone placement, blanks and abbreviations folded.

    Tone marks themselves count: Bảo and Báo are two names.
    """
    plain = _BLANKS.sub(" ", nfc_tone_first(text).lower().replace("–", "-")).strip()
    full = _ABBREVIATED.sub(lambda match: _ABBREVIATIONS[match.group()], plain)
    return _COUNTRY_TWICE.sub("việt nam", _FRONT.sub("mặt trận tổ quốc việt nam", full))


def read_annotations(path: Path, *, text: str | None = None) -> list[Row]:
    """The rows of one annotation file: TSV as `phoihop extract --format facts` writes it.

    Args:
        path: the file.
        text: the article; where it is given, the words at each row's offsets must be the row's surface.

    Raises:
        UsageError: no such file, no UTF-8, another header, a row of the wrong width, an unknown field,
            offsets that are no span or do not match the text.
    """
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except OSError as error:
        raise UsageError(f"the annotations cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError:
        raise UsageError("the annotations are not UTF-8 text", path=path, fix="save the file as UTF-8") from None
    if tuple(lines[0].rstrip("\r").split("\t")) != HEADER:
        fix = "the first line must be the names " + ", ".join(HEADER) + ", separated by tabs"
        raise UsageError(f"not an annotation file: its first line is {lines[0][:60]!r}", path=path, line=1, fix=fix)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            rows.append(_parse_row(line.rstrip("\r"), path, number))
            if text is not None:
                _check_span(rows[-1], text, path, number)
    return rows


def _parse_row(line: str, path: Path, number: int) -> Row:
    cells = line.split("\t")
    if len(cells) not in (len(HEADER) - 1, len(HEADER)):
        raise UsageError(
            f"the row has {len(cells)} columns", path=path, line=number, fix=f"write {len(HEADER)}, separated by tabs"
        )
    name, surface, start, end, value = cells[:5]
    if name not in ANNOTATED:
        raise UsageError(f"unknown field {name!r}", path=path, line=number, fix="one of " + ", ".join(ANNOTATED))
    if not value.strip():
        raise UsageError(f"the {name} has no value", path=path, line=number)
    span = _parse_span(start, end)
    if span is None:
        fix = "two numbers, the first smaller, or both empty"
        raise UsageError(f"{start!r} and {end!r} are no span", path=path, line=number, fix=fix)
    notes = _parse_notes(cells[5] if len(cells) == len(HEADER) else "")
    return Row(name, surface, span[0], span[1], value, notes)


def _parse_span(start: str, end: str) -> tuple[int, int] | tuple[None, None] | None:
    if not start and not end:
        return None, None
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or int(start) >= int(end):
        return None
    return int(start), int(end)


def _parse_notes(note: str) -> Mapping[str, str]:
    pairs = (part.partition("=") for part in note.split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _check_span(row: Row, text: str, path: Path, number: int) -> None:
    if row.start is None:
        return
    words = re.sub(r"[\t\r\n]", " ", text[row.start : row.end])
    if words != row.surface:
        raise UsageError(
            f"at {row.start}-{row.end} the text has {words!r}, not {row.surface!r}",
            path=path,
            line=number,
            fix="count code points in the text as `phoihop extract --format text` prints it",
        )
