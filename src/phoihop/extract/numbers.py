"""Dates, document numbers, terms and publication stamps: what is written in figures."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from phoihop.extract.tokens import Text


@dataclass(slots=True)
class Figure:
    """Something in figures: its value and where it stands in the working copy.

    Args:
        kind: `date`, `document`, `term`, `stamp`.
        value: normalised; a date without a year is `--MM-DD`.
        start, end: offsets.
        marked: it follows the word `ngày` or a part of the day (dates), or carries a code (documents).
        type: for documents the word before it, as `Quyết định`.
        date: for documents the date behind it.
        issuer: for documents the issuer part of the code.
    """

    kind: str
    value: str
    start: int
    end: int
    marked: bool = False
    type: str = ""
    date: str = ""
    issuer: str = ""


_LETTERS = "A-ZĐƯa-zđư"
_CODE = rf"[A-ZĐƯ][{_LETTERS}]{{0,17}}\d{{0,3}}"
DOCUMENT = re.compile(
    rf"(?P<no>\d(?<![\w/]\d)\d{{0,4}}[a-zđ]?)(?=\s?[-–/]|\s[A-ZĐƯ][{_LETTERS}-]{{0,12}}\s?/)(?:"
    rf"\s*/\s*(?P<year>(?:19|20)\d\d)\s*/\s*(?P<normative>{_CODE}(?:\s?-\s?{_CODE}){{0,6}}(?:/{_CODE}(?:-{_CODE}){{0,4}})?)"
    rf"|\s?[-–]?\s?(?P<type>[A-ZĐƯ][{_LETTERS}]{{0,7}}(?:-[A-ZĐƯ][{_LETTERS}]{{0,7}})?)\s?/\s?(?P<issuer>{_CODE}(?:(?:\s?[-–]\s?|\.){_CODE}){{0,6}}(?:/{_CODE}){{0,2}})"
    rf"|\s?/\s?(?P<state>[A-ZĐƯ][{_LETTERS}]{{0,7}}(?:(?:\s?[-–/&]\s?|\.){_CODE}){{1,7}})"
    rf"|\s?-\s?(?P<odd>QĐ|CT|KH|CV|NQ|HD|KL|TB|ĐA|CTr)\s?-\s?(?P<oddissuer>TU|TW|HU|UBND)"
    rf")(?![\w])"
)
_TYPES = (
    "quyết định|quy định|quy chế|chỉ thị|nghị quyết|kết luận|hướng dẫn|công văn|kế hoạch|chương trình|thông báo|"
    "thông tri|đề án|báo cáo|tờ trình|thông tư|nghị định|luật|pháp lệnh|qđ|ct|nq|kh|hd|cv"
)
BARE = re.compile(r"\d(?<![\w/.,\-–:]\d)\d{0,4}(?![\w/%]|\s?%|[.,:]\d|\s?[-–]\s?\d)")
TYPED = re.compile(rf"(?<!\w)(?P<type>{_TYPES})(?!\w)(?P<middle>[^\d.;:,“”\"()]{{0,28}}?)(?P<sign> số:? | )$")
_NUMBER_WORDS = ("số ", "số: ")
#: What may stand before a bare number without a small `số`: the last letter of its type, or of a `SỐ`.
_TYPE_ENDS = frozenset(word[-1] for word in (*_TYPES.split("|"), "số", "số:"))
MORE = re.compile(r"(?:\s?,\s?\d{2,4}(?![\d/\-–]|\.\d))*(?:\s(?:và|,)\s\d{2,4}(?![\d/\-–]|\.\d))?")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"(?:(?P<d>{_DAY})\s?(?P<sep>[/.\-–])\s?(?P<m>{_MONTH})(?:\s?(?P=sep)\s?(?P<y>{_YEAR}))?(?![\w/\-–]|[.]\d|\s?[-–]\s?\d|\s?%)"
    rf"|(?P<d2>{_DAY})\s+tháng\s+(?P<m2>{_MONTH})(?:\s*(?:,\s*)?năm\s+(?P<y2>{_YEAR})|\s?/\s?(?P<y4>{_YEAR}))?(?!\w))"
)
_FIGURES = re.compile(r"\d+")
MONTH = re.compile(rf"háng(?<=[Tt]háng)\s+(?P<m>{_MONTH})\s?(?:[/\-.]\s?|\s+năm\s+)(?P<y>{_YEAR})(?!\w)")
TERM = re.compile(rf"(?P<a>(?:19|20)\d\d)(?<!\d\d{{4}})\s*(?:[-–—]|đến(?:\s+năm)?)\s*(?P<b>{_YEAR})(?!\w)")
TERM_LEAD = re.compile(r"(?<!\w)(?P<lead>giai\s+đoạn|nhiệm\s+k[ỳì]|từ\s+năm)\s*(?:từ\s+)?(?:năm\s+)?$")
#: `từ tháng 9/2023 đến hết năm 2025`, `từ nay đến hết nhiệm kỳ 2025 - 2030` is found as a plain term.
TERM_MONTHS = re.compile(
    rf"từ\s+(?:ngày\s+{_DAY}[/.-])?(?:(?:đầu\s+)?tháng\s+)?(?:{_MONTH}[/.-]|{_MONTH}\s+năm\s+|năm\s+)(?P<a>{_YEAR})\s+(?:cho\s+)?đến\s+"
    rf"(?:hết\s+|cuối\s+)?(?:(?:tháng\s+)?{_MONTH}[/.-]|năm\s+|tháng\s+{_MONTH}\s+năm\s+)(?P<b>{_YEAR})(?!\w)"
)
TERM_DAYS = re.compile(
    rf"\(\s*(?P<a>{_DAY}/{_MONTH}/(?P<ya>{_YEAR}))\s*[-–]\s*(?P<b>{_DAY}/{_MONTH}/(?P<yb>{_YEAR}))\s*\)"
)
STAMP = re.compile(
    rf"(?=[TtCc\d])(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*(?:ngày\s+)?)?"
    rf"(?:(?P<h1>\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?)\s*[,|\-–]?\s*(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*)?(?:ngày\s+)?)?"
    rf"(?<!\d)(?P<d>{_DAY})(?P<sep>[/\-.])(?P<m>{_MONTH})(?P=sep)(?P<y>{_YEAR})(?!\d)"
    rf"\s*(?:[,|\-–]?\s*(?P<h2>\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?))?\s*(?:[\[(]?GMT\s?\+7[\])]?)?",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(rf"{_DAY}[/\-.]{_MONTH}[/\-.]{_YEAR}")  # no stamp is without one
#: A day written out with its weekday, alone on a line: `Huế, Thứ Hai, ngày 15 tháng 9 năm 2025`.
_LONG_STAMP = re.compile(
    rf"(?im)^[^\n.]{{0,24}}?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*(?:ngày\s+)?(?P<d>{_DAY})\s+tháng\s+"
    rf"(?P<m>{_MONTH})\s*(?:,\s*)?năm\s+(?P<y>{_YEAR})[^\n.]{{0,24}}$"
)
_PART_OF_DAY = re.compile(
    r"(?:sáng|chiều|tối|trưa|nay|ngày|vào|hôm|qua|hôm sau|ngày sau|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)[,\s(]*(?:ngày\s*)?$"
)
_AFTER_DAY = re.compile(r"ngày(?:(?<=[\s(,“\"]ngày)|(?<=^ngày))\s*$")


def build_date(day: str, month: str, year: str) -> str:
    """`YYYY-MM-DD`, or `--MM-DD` without a year; empty if there is no such day."""
    d, m = int(day), int(month)
    limit = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
    if d > limit:
        return ""
    return f"{year or '-'}-{m:02d}-{d:02d}"


def _find_at(pattern: re.Pattern[str], raw: str, figures: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives for a pattern that can only begin where a run of figures does."""
    done = 0
    for at in figures:
        if at >= done:
            found = pattern.match(raw, at)
            if found is not None:
                done = found.end()
                yield found


def read_dates(raw: str, figures: Iterable[int] | None = None) -> list[Figure]:
    """Every day or month that a text names; it may be told where the runs of figures begin."""
    found = []
    for match in _find_at(DATE, raw, figures or (run.start() for run in _FIGURES.finditer(raw))):
        if match.start() and (raw[match.start() - 1].isalnum() or raw[match.start() - 1] in "/.-–_"):
            continue
        d, sep, m, y, d2, m2, y2, y4 = match.groups()
        year = y or y2 or y4 or ""
        value = build_date(d or d2, m or m2, year)
        if not value:
            continue
        start = match.start()
        before = raw[max(0, start - 24) : start].lower()
        marked = bool(_PART_OF_DAY.search(before))
        if not year and sep and not marked and (sep == "." or sep in "-–"):
            continue
        if _AFTER_DAY.search(before):
            start = start - len(before) + before.rindex("ngày")
        found.append(Figure("date", value, start, match.end(), marked))
    for match in MONTH.finditer(raw):
        start = match.start() - 1  # at the letter in either case
        if not any(f.start <= start < f.end for f in found):
            found.append(Figure("date", f"{match['y']}-{int(match['m']):02d}", start, match.end(), False))
    return sorted(found, key=lambda f: f.start)


def _tidy(number: str) -> str:
    return re.sub(r"\s+", "", number.replace("–", "-").replace("—", "-"))


_PARTY_ISSUERS = ("TW", "TU", "HU", "TƯ", "QU", "ĐU")


def _normal_number(match: re.Match[str]) -> tuple[str, str]:
    """The number in its regular form, and its issuer."""
    if match["normative"]:
        code = _tidy(match["normative"])
        return f"{match['no']}/{match['year']}/{code}", code.rsplit("-", 1)[-1]
    if match["type"]:
        issuer = _tidy(match["issuer"])
        if "/" in _tidy(match[0])[len(match["no"]) :][:1]:
            return _tidy(match[0]), issuer
        return f"{match['no']}-{match['type']}/{issuer}", issuer
    if match["odd"]:
        return f"{match['no']}-{match['odd']}/{match['oddissuer']}", match["oddissuer"]
    state = _tidy(match["state"])
    parts = re.split(r"[-]", state)
    if len(parts) == 2 and parts[1] in _PARTY_ISSUERS:
        return f"{match['no']}-{parts[0]}/{parts[1]}", parts[1]
    return f"{match['no']}/{state}", parts[-1]


_TYPE_BEFORE = re.compile(rf"(?<!\w)(?=({_TYPES})(?!\w)[^\d.;:]{{0,30}}$)")
_DATE_AFTER = re.compile(
    rf"[,\s(]*(?:ký\s+|ban hành\s+)?(?:ngày\s+)?(?P<d>{_DAY})(?:\s?[/.\-]\s?|\s+tháng\s+)(?P<m>{_MONTH})(?:\s?[/.\-]\s?|\s+năm\s+)(?P<y>{_YEAR})",
    re.IGNORECASE,
)


def _date_after(raw: str, end: int) -> str:
    match = _DATE_AFTER.match(raw, end, end + 48)
    if match is None or is_set_off(raw, match.start("d"), match.end()):
        return ""
    return build_date(match["d"], match["m"], match["y"])


_COMMA_BEFORE = re.compile(r",\s+ngày\s+$")
_CLAUSE_AFTER = re.compile(rf",\s+(?!(?i:{_TYPES}))(?:[A-ZĐÀ-Ỹ]|tại )")


def is_set_off(raw: str, start: int, end: int) -> bool:
    """Whether commas set a day off from a number before it: `Theo Kế hoạch số 5-KH/TU, ngày 3/3/2020, A và B ký`."""
    before = raw[max(0, start - 12) : start]
    return _CLAUSE_AFTER.match(raw, end) is not None and _COMMA_BEFORE.search(before) is not None


def read_documents(text: Text) -> list[Figure]:
    """Every document number of a text, coded or bare."""
    raw, low, found = text.raw, text.low, []
    for match in _find_at(DOCUMENT, raw, text.figures):
        value, issuer = _normal_number(match)
        start, end = match.span()
        types = _TYPE_BEFORE.findall(low[max(0, start - 60) : start])
        kind = types[-1].capitalize() if types else ""
        found.append(Figure("document", value, start, end, True, kind, _date_after(raw, end), issuer))
    starts = [figure.start for figure in found]
    taken = 0
    for match in _find_at(BARE, raw, text.figures):
        at, end = match.span()
        coded = bisect_right(starts, at)
        if at < taken or (coded and at < found[coded - 1].end):
            continue
        typed = _type_of(raw, low, at)
        if typed is None or not _bare_fits(raw, typed, match.group(), raw[end : end + 14]):
            continue
        kind, date = typed["type"].capitalize(), _date_after(raw, end)
        found.append(Figure("document", match.group(), at, end, False, kind, date))
        more = MORE.match(raw, end)
        taken = more.end() if more else end
        for other in re.finditer(r"\d+", more.group() if more else ""):
            start = end + other.start()
            found.append(Figure("document", other.group(), start, start + len(other.group()), False, kind, date))
    return sorted(found, key=lambda f: f.start)


_YEARS = re.compile(r"(?:19|20)\d\d\Z")
_NOT_NUMBERS = re.compile(
    r"năm|tháng|ngày|khóa|lần|thứ|điều|giai|đoạn|kỳ|hơn|trên|gần|khoảng|có|được|cho|với|và|các|số lượng|triển khai|thực hiện"
)
_COUNTED = re.compile(
    r"\s*(?:năm|tháng|ngày|giờ|tỷ|triệu|người|tuần|nội|nhiệm|giải|dự|tuổi|điểm|chương|đoàn|cơ quan|bên|-)"
)


def _type_of(raw: str, low: str, at: int) -> re.Match[str] | None:
    """The type word before a bare number at an offset, in small letters."""
    if raw.endswith(_NUMBER_WORDS, 0, at):
        return TYPED.search(low, max(0, at - 44), at)
    before = low[max(0, at - 14) : at].rstrip()
    return TYPED.search(low, max(0, at - 14), at) if before[-1:] in _TYPE_ENDS else None


def _bare_fits(raw: str, typed: re.Match[str], number: str, after: str) -> bool:
    """Whether a number after a type word is a document's: `Quy chế 238`, `Kế hoạch số 19`, `Quyết định 217, 218`."""
    middle, named = typed["middle"].strip(), "số" in raw[slice(*typed.span("sign"))]
    word = raw[slice(*typed.span("type"))]
    if (len(word) <= 2 and not word.isupper()) or _NOT_NUMBERS.search(middle) or _COUNTED.match(after):
        return False
    if named:
        return True
    return not middle and len(number) >= 2 and not _YEARS.match(number) and word[0].isupper()


def read_terms(text: Text) -> list[Figure]:
    """Every span of years of a text with its lead word."""
    raw, found = text.raw, []
    for match in _find_at(TERM, raw, text.figures):
        lead = TERM_LEAD.search(text.low, max(0, match.start() - 28), match.start())
        if lead is not None and match["a"] <= match["b"]:
            marked = not lead["lead"].startswith("nhiệm")
            found.append(Figure("term", f"{match['a']}/{match['b']}", lead.start(), match.end(), marked))
    found += [Figure("term", f"{m['ya']}/{m['yb']}", m.start(), m.end(), True) for m in TERM_DAYS.finditer(raw)]
    at = text.low.find("từ tháng") if "đến" in text.low else -1
    if at >= 0:
        found += [
            Figure("term", f"{m['a']}/{m['b']}", m.start(), m.end(), True) for m in TERM_MONTHS.finditer(text.low, at)
        ]
    return sorted(found, key=lambda f: f.start)


def read_stamp(text: Text) -> Figure | None:
    """The publication stamp: a full date with a clock time, or alone on its line, near an end of the text."""
    raw = text.raw
    head, low = raw[:700], text.low[:700]
    for match in _LONG_STAMP.finditer(head) if "tháng" in low else ():
        value = build_date(match["d"], match["m"], match["y"])
        if value:
            return Figure("stamp", value, match.start(), match.end())
    dated = any(_FULL_DATE.match(head, at) for at in text.figures[: bisect_right(text.figures, 700)])
    for match in STAMP.finditer(head) if dated else ():
        line_start = raw.rfind("\n", 0, match.start()) + 1
        line_end = raw.find("\n", match.start() + len(match.group().rstrip()))
        line = raw[line_start : line_end if line_end >= 0 else len(raw)]
        alone = len(line.strip()) <= len(match.group().strip()) + 30
        if match["h1"] or match["h2"] or alone:
            value = build_date(match["d"], match["m"], match["y"])
            if value:
                return Figure("stamp", value, match.start(), match.end())
    return None
