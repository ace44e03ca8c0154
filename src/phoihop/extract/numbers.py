"""Dates, document numbers, terms and publication stamps: what is written in figures."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re
from dataclasses import dataclass


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
    rf"|\s?[-–]?\s?(?P<type>[A-ZĐƯ][{_LETTERS}]{{0,7}}(?:-[A-ZĐƯ][{_LETTERS}]{{0,7}})?)\s?/\s?(?P<issuer>{_CODE}(?:\s?[-–.]\s?{_CODE}){{0,6}}(?:/{_CODE}){{0,2}})"
    rf"|\s?/\s?(?P<state>[A-ZĐƯ][{_LETTERS}]{{0,7}}(?:\s?[-–./&]\s?{_CODE}){{1,7}})"
    rf"|\s?-\s?(?P<odd>QĐ|CT|KH|CV|NQ|HD|KL|TB|ĐA|CTr)\s?-\s?(?P<oddissuer>TU|TW|HU|UBND)"
    rf")(?![\w])"
)
_TYPES = (
    "quyết định|quy định|quy chế|chỉ thị|nghị quyết|kết luận|hướng dẫn|công văn|kế hoạch|chương trình|thông báo|"
    "thông tri|đề án|báo cáo|tờ trình|thông tư|nghị định|luật|pháp lệnh|qđ|ct|nq|kh|hd|cv"
)
BARE = re.compile(r"\d(?<![\w/.,\-–:]\d)\d{0,4}(?![\w/%]|\s?%|[.,:]\d|\s?[-–]\s?\d)")
TYPED = re.compile(
    rf"(?<!\w)(?P<type>{_TYPES})(?!\w)(?P<middle>[^\d.;:,“”\"()]{{0,28}}?)(?P<sign> số:? | )$", re.IGNORECASE
)
_NUMBER_WORDS = ("số ", "số: ")
MORE = re.compile(r"(?:\s?,\s?\d{2,4}(?![\d/\-–]|\.\d))*(?:\s(?:và|,)\s\d{2,4}(?![\d/\-–]|\.\d))?")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"(?:(?P<d>{_DAY})\s?(?P<sep>[/.\-–])\s?(?P<m>{_MONTH})(?:\s?(?P=sep)\s?(?P<y>{_YEAR}))?(?![\w/\-–]|[.]\d|\s?[-–]\s?\d|\s?%)"
    rf"|(?P<d2>{_DAY})\s+tháng\s+(?P<m2>{_MONTH})(?:\s*(?:,\s*)?năm\s+(?P<y2>{_YEAR})|\s?/\s?(?P<y4>{_YEAR}))?(?!\w))"
)
_FIGURES = re.compile(r"\d+")
MONTH = re.compile(rf"[Tt]háng\s+(?P<m>{_MONTH})\s?(?:[/\-.]\s?|\s+năm\s+)(?P<y>{_YEAR})(?!\w)")
TERM = re.compile(rf"(?P<a>(?:19|20)\d\d)(?<!\d\d{{4}})\s*(?:[-–—]|đến(?:\s+năm)?)\s*(?P<b>{_YEAR})(?!\w)")
TERM_LEAD = re.compile(r"(?i)(?<!\w)(?P<lead>giai\s+đoạn|nhiệm\s+k[ỳì]|từ\s+năm)\s*(?:từ\s+)?(?:năm\s+)?$")
TERM_DAYS = re.compile(
    rf"\(\s*(?P<a>{_DAY}/{_MONTH}/(?P<ya>{_YEAR}))\s*[-–]\s*(?P<b>{_DAY}/{_MONTH}/(?P<yb>{_YEAR}))\s*\)"
)
STAMP = re.compile(
    rf"(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*(?:ngày\s+)?)?"
    rf"(?:(?P<h1>\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?)\s*[,|\-–]?\s*(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*)?(?:ngày\s+)?)?"
    rf"(?<!\d)(?P<d>{_DAY})(?P<sep>[/\-.])(?P<m>{_MONTH})(?P=sep)(?P<y>{_YEAR})(?!\d)"
    rf"\s*(?:[,|\-–]?\s*(?P<h2>\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?))?\s*(?:[\[(]?GMT\s?\+7[\])]?)?",
    re.IGNORECASE,
)
#: A day written out with its weekday, alone on a line: `Huế, Thứ Hai, ngày 15 tháng 9 năm 2025`.
_LONG_STAMP = re.compile(
    rf"(?im)^[^\n.]{{0,24}}?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*(?:ngày\s+)?(?P<d>{_DAY})\s+tháng\s+"
    rf"(?P<m>{_MONTH})\s*(?:,\s*)?năm\s+(?P<y>{_YEAR})[^\n.]{{0,24}}$"
)
_PART_OF_DAY = re.compile(r"(?:sáng|chiều|tối|trưa|nay|ngày|vào|hôm|qua)[,\s(]*(?:ngày\s*)?$", re.IGNORECASE)
_AFTER_DAY = re.compile(r"(?i)(?:^|[\s(,“\"])ngày\s*$")


def build_date(day: str, month: str, year: str) -> str:
    """`YYYY-MM-DD`, or `--MM-DD` without a year; empty if there is no such day."""
    d, m = int(day), int(month)
    limit = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
    if d > limit:
        return ""
    return f"{year or '-'}-{m:02d}-{d:02d}"


def read_dates(raw: str) -> list[Figure]:
    """Every day or month that the text names."""
    found = []
    done = 0
    for figures in _FIGURES.finditer(raw):
        match = DATE.match(raw, figures.start()) if figures.start() >= done else None
        if match is None:
            continue
        done = match.end()
        if match.start() and (raw[match.start() - 1].isalnum() or raw[match.start() - 1] in "/.-–_"):
            continue
        day, month = match["d"] or match["d2"], match["m"] or match["m2"]
        year = match["y"] or match["y2"] or match["y4"] or ""
        value = build_date(day, month, year)
        if not value:
            continue
        start = match.start()
        before = raw[max(0, start - 24) : start]
        marked = bool(_PART_OF_DAY.search(before))
        sep = match["sep"]
        if not year and sep and not marked and (sep == "." or sep in "-–"):
            continue
        day_word = _AFTER_DAY.search(before)
        if day_word:
            start = start - len(before) + before.lower().rindex("ngày")
        found.append(Figure("date", value, start, match.end(), marked))
    for match in MONTH.finditer(raw):
        if not any(f.start <= match.start() < f.end for f in found):
            found.append(Figure("date", f"{match['y']}-{int(match['m']):02d}", match.start(), match.end(), False))
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


_TYPE_BEFORE = re.compile(rf".*(?<!\w)({_TYPES})(?!\w)[^\d.;:]{{0,30}}$", re.IGNORECASE | re.DOTALL)
_DATE_AFTER = re.compile(
    rf"^[,\s(]*(?:ký\s+|ban hành\s+)?(?:ngày\s+)?(?P<d>{_DAY})(?:\s?[/.\-]\s?|\s+tháng\s+)(?P<m>{_MONTH})(?:\s?[/.\-]\s?|\s+năm\s+)(?P<y>{_YEAR})",
    re.IGNORECASE,
)


def _date_after(raw: str, end: int) -> str:
    match = _DATE_AFTER.match(raw[end : end + 48])
    return build_date(match["d"], match["m"], match["y"]) if match else ""


def read_documents(raw: str) -> list[Figure]:
    """Every document number, coded or bare."""
    found = []
    for match in DOCUMENT.finditer(raw):
        value, issuer = _normal_number(match)
        before = _TYPE_BEFORE.match(raw[max(0, match.start() - 60) : match.start()])
        found.append(
            Figure(
                "document", value, match.start(), match.end(), True,
                before.group(1).capitalize() if before else "", _date_after(raw, match.end()), issuer,
            )
        )  # fmt: skip
    coded = [(f.start, f.end) for f in found]
    taken = 0
    for match in BARE.finditer(raw):
        at, end = match.span()
        if at < taken or any(start <= at < stop for start, stop in coded):
            continue
        typed = TYPED.search(raw, max(0, at - (44 if raw.endswith(_NUMBER_WORDS, 0, at) else 14)), at)
        if typed is None or not _bare_fits(typed, match.group(), raw[end : end + 14]):
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
    r"(?i)năm|tháng|ngày|khóa|lần|thứ|điều|giai|đoạn|kỳ|hơn|trên|gần|khoảng|có|được|cho|với|và|các|số lượng|triển khai|thực hiện"
)
_COUNTED = re.compile(
    r"\s*(?:năm|tháng|ngày|giờ|tỷ|triệu|người|tuần|nội|nhiệm|giải|dự|tuổi|điểm|chương|đoàn|cơ quan|bên|-)"
)


def _bare_fits(typed: re.Match[str], number: str, after: str) -> bool:
    """Whether a number after a type word is a document's: `Quy chế 238`, `Kế hoạch số 19`, `Quyết định 217, 218`."""
    middle, named = typed["middle"].strip(), "số" in typed["sign"]
    word = typed["type"]
    if (len(word) <= 2 and not word.isupper()) or _NOT_NUMBERS.search(middle) or _COUNTED.match(after):
        return False
    if named:
        return True
    return not middle and len(number) >= 2 and not _YEARS.match(number) and word[0].isupper()


def read_terms(raw: str) -> list[Figure]:
    """Every span of years with its lead word."""
    found = []
    for match in TERM.finditer(raw):
        lead = TERM_LEAD.search(raw, max(0, match.start() - 28), match.start())
        if lead is not None and match["a"] <= match["b"]:
            marked = not lead["lead"].lower().startswith("nhiệm")
            found.append(Figure("term", f"{match['a']}/{match['b']}", lead.start(), match.end(), marked))
    found += [Figure("term", f"{m['ya']}/{m['yb']}", m.start(), m.end(), True) for m in TERM_DAYS.finditer(raw)]
    return sorted(found, key=lambda f: f.start)


def read_stamp(raw: str) -> Figure | None:
    """The publication stamp: a full date with a clock time, or alone on its line, near an end of the text."""
    head = raw[:700]
    for match in _LONG_STAMP.finditer(head):
        value = build_date(match["d"], match["m"], match["y"])
        if value:
            return Figure("stamp", value, match.start(), match.end())
    for match in STAMP.finditer(head):
        line_start = raw.rfind("\n", 0, match.start()) + 1
        line_end = raw.find("\n", match.start() + len(match.group().rstrip()))
        line = raw[line_start : line_end if line_end >= 0 else len(raw)]
        alone = len(line.strip()) <= len(match.group().strip()) + 30
        if match["h1"] or match["h2"] or alone:
            value = build_date(match["d"], match["m"], match["y"])
            if value:
                return Figure("stamp", value, match.start(), match.end())
    return None
