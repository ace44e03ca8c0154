"""On which day a pact was signed, reviewed or issued: written out, told by a word (hôm qua, cùng ngày), or the lead's."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from phoihop.extract.facts import Fact
from phoihop.extract.numbers import Figure, is_set_off, read_dates
from phoihop.extract.pacts import Pact
from phoihop.extract.reports import Report
from phoihop.extract.tokens import BREAK, Text

_WORK_YEAR = re.compile(
    r"(?i)(?:nhiệm vụ|trọng tâm|phương hướng|giải pháp|công tác|triển khai)[^.;]{0,60}?năm\s+((?:19|20)\d\d)"
)
_YEAR = re.compile(r"(?i)năm\s+((?:19|20)\d\d)")
_TOLD_AFTER = re.compile(
    r"(?i)(?:(?:lễ ký(?: kết)?|hội nghị|buổi lễ|lễ|cuộc \w+|buổi \w+)[^.;,]{0,30}(?:diễn ra|được tổ chức|tổ chức)[^.;]{0,40}|"
    r"(?:trong|tại) (?:buổi|cuộc|hội nghị|lễ)[^.;,]{0,30})$"
)
_YEAR_AT_HEAD = re.compile(r"(?:Năm|(?:Từ|Đầu|Giữa|Cuối) năm) (?P<y>(?:19|20)\d\d)(?=,)")
#: In a report on a review the day behind these is that of the text under review.
_SIGNED_ON = re.compile(r"(?:ký|ký kết|ban hành|có hiệu lực)(?: từ| vào| hồi)?(?: ngày)? ?$")
_YEAR_OF_ACT = re.compile(r"\s(?:kết\s)?(?:vào\s|từ\s|hồi\s)?năm (?P<y>(?:19|20)\d\d)(?!\d)")
_CEREMONY = re.compile(r"(?:lễ|buổi|hội nghị|cuộc) ký(?: kết)?[^.;,:\d]{0,20}$")
_WORDS_BACK = 800  # so many letters back the day that `ba hôm sau` counts from was told
_MOST_DATES = 60  # an article has some dozens at most
_FRAME = re.compile(
    r"tổ chức|diễn ra|ký|chủ trì|lễ |hội nghị|họp|làm việc|gặp|tọa đàm|trụ sở|hội trường|nghe|khai mạc|ra mắt"
)
_DOC_BEFORE = re.compile(r"(?:/[A-ZĐ][\w.-]*|\d)\s*,?\s*(?:ký\s+|ban hành\s+)?\(?\s*(?:ngày)?\s*$")
_NOT_EVENT = re.compile(
    r"(?i)(?:từ|đến|trước|sau|hết|kể từ|tính đến|kỷ niệm|bằng|hạn|thành lập|truyền thống)\s+(?:ngày\s*)?$"
)
#: `được tiếp sức từ tháng 4/2016, khi A và B ký`: the day since when is the day of the act.
_SINCE = re.compile(r",?\s(?:khi|lúc)\s")
_ITSELF = re.compile(r"(?i)(?:phối hợp|liên tịch|liên ngành)(?:\s+số:?)?\s[\w/.–-]+[\s,(]*$")
_ISSUES = re.compile(r"(?i)[^.;]{0,30}ban hành")
_PARTS = "sáng|trưa|chiều|tối|đêm"
_COUNTED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}
_COUNT = rf"(?:{'|'.join(_COUNTED)}|\d{{1,2}})"
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
#: Words for a day that is not written out.
_RELATIVE = re.compile(
    rf"(?<!\w)(?:(?P<today>hôm nay|(?:{_PARTS}) nay)|(?P<yesterday>hôm qua|(?:{_PARTS}) qua)|(?P<third>hôm kia)"
    rf"|(?P<same>cùng ngày|trong ngày(?= hôm ấy| hôm đó))|(?P<next>(?:ngày )?hôm sau)"
    rf"|(?P<after>{_COUNT}) (?P<unit>ngày|hôm|tuần) sau(?! khi)|(?P<before>{_COUNT}) (?:ngày|hôm) trước(?! khi)"
    rf"|(?P<part>(?:{_PARTS}|hôm) )?thứ (?P<weekday>{'|'.join(_WEEKDAYS)})(?: (?P<week>vừa qua|vừa rồi|tuần trước|tuần này))?)(?!\w)"
)
_CUE = re.compile(r" nay| qua|hôm|cùng ngày| sau| trước|thứ ")
#: Behind such a word these make something else of it: mỗi chiều thứ Sáu *hằng tuần*, sáng qua *các* thời kỳ.
_NO_DAY = (" các", " thời", " lại", " hằng", " hàng", " tuần sau", " tuần tới", " mỗi", " tới")
#: A sentence that goes on with the meeting told before it.
_GOES_ON = re.compile(
    r"(?:ngay sau|sau khi|sau gần|sau hơn|sau phần|tiếp đó|tiếp theo|kế đó|sau đó|dịp này|nhân dịp|cùng dịp|cũng tại|cũng trong|tại đây|tại buổi|tại hội nghị|tại lễ|tại cuộc|trong khuôn khổ|"
    r"kết thúc|khép lại|cuối buổi|đến phần|ở phần|phần cuối|trong buổi|trong không khí|trước sự|sự kiện|cuộc gặp|buổi làm việc|buổi lễ|lễ ký|hội nghị|cùng với|đồng thời|việc thứ|nội dung|thay mặt)"
)
_MEETING = re.compile(r"hội nghị|buổi |lễ |dịp này|đại biểu|tại đây|cuộc (?:họp|gặp)|cùng ký|chứng kiến")
_BEFORE_THAT = re.compile(r"trước đó|trước đây|trước kia|năm ngoái|cách đây")
_RECALLED = re.compile(
    r"trước đó|trước đây|trước kia|năm ngoái|từ năm|từ tháng|hồi tháng|hồi năm|cách đây|từ lâu|tháng trước"
)
_OPENING = 80  # so far into its sentence a date tells when what follows happened
_NEAR = 3  # sentences that a meeting goes on without a date
_BODY = 45  # a sentence of the article itself has at least so many letters; a headline has no full stop


@dataclass(frozen=True, slots=True)
class Day:
    """A day as found: the figure or the word for it, its value, and what was inferred."""

    figure: Figure
    value: str
    inferred: str = ""
    how: str = ""


class DayReader:
    """Finds the day of each pact of one text."""

    def __init__(self, tokens: Text, published: str, stamp: Figure | None) -> None:
        self.tokens = tokens
        self.published = published
        dates = read_dates(tokens.raw, tokens.figures)
        if stamp is not None:
            dates = [d for d in dates if not stamp.start <= d.start < stamp.end]
        self.dates = dates
        self.starts = [d.start for d in dates]
        self._opening: list[Day] | None = None
        self._days: dict[int, bool] = {}

    def day_of(self, pact: Pact) -> Day | None:
        """The day of a pact; nothing where the article does not tell it."""
        told = [report for report in pact.reports if report.kind != "mention"]
        if not told:
            return next((day for day in map(self._of_act, pact.reports) if day is not None), None)
        seen: set[int] = set()
        for report in told:
            if report.sentence not in seen:
                issued = any(r.kind == "issuing" and r.sentence == report.sentence for r in pact.reports)
                review = all(r.kind == "review" for r in told if r.sentence == report.sentence)
                found = self._in_sentence(report.sentence, issued=issued, review=review)
                if found is not None:
                    return found
            seen.add(report.sentence)
        for report in told:
            found = self._around(report) or self._from_lead(report)
            if found is not None:
                return found
        others = (self._of_ceremony(report) or self._of_parties(report) for report in told)
        found = next((day for day in others if day is not None), None)
        if found is not None:
            return found
        for report in told:
            start, end = self._span(report.sentence)
            year = _YEAR_AT_HEAD.match(self.tokens.raw, start, end)
            if year is not None:
                figure = Figure("date", year["y"], year.start("y") - len("năm "), year.end(), True)
                return Day(figure, year["y"])
        return None

    def _span(self, number: int) -> tuple[int, int]:
        first, last = self.tokens.sentences[number]
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def _dates_in(self, start: int, end: int) -> list[Figure]:
        return self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _of_ceremony(self, report: Report) -> Day | None:
        """The day of `lễ ký sáng 11/7`, wherever the article speaks of it."""
        if report.kind != "signing" or "ký " not in self.tokens.low:
            return None
        for figure in self.dates[:_MOST_DATES]:
            if _CEREMONY.search(self.tokens.low, max(0, figure.start - 40), figure.start):
                return self._settle(figure)
        return None

    def _of_parties(self, report: Report) -> Day | None:
        """The day in the sentence right before that names the parties: `A và B ngày 3/3 đã có thỏa thuận`."""
        numbers = {self.tokens.sentence_of[body.first] for body in report.parties}
        lent = len(numbers) == 1 and 0 < report.sentence - min(numbers) <= 2
        return self._in_sentence(numbers.pop()) if lent else None

    def _of_act(self, report: Report) -> Day | None:
        """The day right behind the act of a pact told in passing: `đã ký (hồi) tháng 3/2017`."""
        if report.act is None:
            return None
        at = self.tokens.ends[report.act[1] - 1]
        year = _YEAR_OF_ACT.match(self.tokens.low, at)
        if year is not None:
            return Day(Figure("date", year["y"], year.start("y") - len("năm "), year.end(), True), year["y"])
        behind = self._dates_in(at, min(at + 30, self._span(report.sentence)[1]))
        return self._settle(behind[0]) if behind else None

    def _in_sentence(self, number: int, *, issued: bool = False, review: bool = False) -> Day | None:
        """The first day that a sentence tells of what it reports."""
        start, end = self._span(number)
        for figure in self._dates_in(start, end):
            if review and _SIGNED_ON.search(self.tokens.low, start, figure.start):
                continue
            if _dates_event(self.tokens.raw, figure, issued=issued):
                return self._settle(figure)
        return self._relative(start, end)

    def _around(self, report: Report) -> Day | None:
        """The day told in the next sentence, or in those right before with which the report goes on."""
        number = report.sentence
        if number + 1 < len(self.tokens.sentences):
            start, end = self._span(number + 1)
            for figure in self._dates_in(start, end):
                if _TOLD_AFTER.match(self.tokens.raw[start : figure.start]):
                    return self._settle(figure)
        if report.headline or report.caption or _BEFORE_THAT.search(self.tokens.low, *self._span(number)):
            return None
        goes_on = _GOES_ON.match(self.tokens.low, self._span(number)[0]) is not None
        for back in range(number - 1, max(-1, number - 1 - (_NEAR + 2 if goes_on else _NEAR)), -1):
            last = self.tokens.sentences[back][1]
            crossed = self.tokens.keys[last - 1] == BREAK or (
                last < len(self.tokens.keys) and self.tokens.keys[last] == BREAK
            )
            if crossed and not goes_on:
                return None
            found = self._opening_day(back)
            if found is not None:
                return found
        return None

    def _from_lead(self, report: Report) -> Day | None:
        """The day that opens the article, if the report is of the same occasion."""
        start, end = self._span(report.sentence)
        sentence = self.tokens.low[start:end]
        deep = report.sentence > 8
        if _RECALLED.search(sentence) or (deep and not (_MEETING.search(sentence) or _GOES_ON.match(sentence))):
            return None
        if self._opening is None:
            found = [self._opening_day(n, framed=True) for n in range(min(10, len(self.tokens.sentences)))]
            self._opening = [day for day in found if day is not None]
        return self._opening[0] if self._opening else None

    def _opening_day(self, number: int, *, framed: bool = False) -> Day | None:
        """The day in the opening words of a sentence of the article."""
        start, end = self._span(number)
        if end - start < _BODY:
            return None
        limit = min(end, start + _OPENING)
        for figure in self._dates_in(start, limit):
            ok = figure.marked or self.tokens.low.startswith("ngày", figure.start)
            if ok and self._is_day(figure):
                if (
                    framed
                    and not _FRAME.search(self.tokens.low, figure.end, end)
                    and not _FRAME.search(self.tokens.low, start, figure.start)
                ):
                    return None
                return self._settle(figure)
        return self._relative(start, limit)

    def _is_day(self, figure: Figure) -> bool:
        """Whether a date may be that of an event; asked once."""
        known = self._days.get(figure.start)
        if known is None:
            known = self._days[figure.start] = _dates_event(self.tokens.raw, figure, issued=False)
        return known

    def _settle(self, figure: Figure) -> Day:
        """A written day with its year."""
        if not figure.value.startswith("--"):
            return Day(figure, figure.value)
        year, how = self._infer_year(figure)
        return Day(figure, f"{year}{figure.value[1:]}", "year", how) if year else Day(figure, figure.value)

    def _relative(self, start: int, end: int) -> Day | None:
        """The day that a word tells: from the publication, or from the day told before."""
        if _CUE.search(self.tokens.low, start, end) is None:
            return None
        for found in _RELATIVE.finditer(self.tokens.low, start, end):
            if self.tokens.low.startswith(_NO_DAY, found.end()) or (
                found["weekday"] and not (found["part"] or found["week"])
            ):
                continue
            if self._dates_in(found.end(), found.end() + 24):  # hôm qua (9-9): the day itself is written
                continue
            base, shift = self._base(found)
            if base is None:
                continue
            value = (base + timedelta(days=shift)).isoformat()
            figure = Figure("date", value, found.start(), found.end(), True)
            return Day(figure, value, "day", "publication-stamp" if self._from_stamp(found) else "context")
        return None

    def _from_stamp(self, found: re.Match[str]) -> bool:
        return any(found[name] for name in ("today", "yesterday", "third", "weekday"))

    def _base(self, found: re.Match[str]) -> tuple[date | None, int]:
        """The day from which a word counts, and how many days on."""
        told = _read_day(self.published)
        if found["today"] or found["yesterday"] or found["third"]:
            return told, 0 if found["today"] else -1 if found["yesterday"] else -2
        if found["weekday"]:
            if told is None:
                return None, 0
            back = (told.weekday() - _WEEKDAYS[found["weekday"]]) % 7
            if found["week"] == "tuần trước":
                return told - timedelta(days=told.weekday()), _WEEKDAYS[found["weekday"]] - 7
            return told, -back if back or found["week"] == "tuần này" else -7
        before = self._day_before(found.start()) or self._word_before(found.start())
        if found["after"] or found["before"]:
            count = found["after"] or found["before"]
            days = (int(count) if count.isdigit() else _COUNTED[count]) * (7 if found["unit"] == "tuần" else 1)
            return before, days if found["after"] else -days
        return before, 1 if found["next"] else 0

    def _day_before(self, at: int) -> date | None:
        """The last day that was told before an offset, of an event."""
        for figure in reversed(self.dates[: bisect_left(self.starts, at)][-6:]):
            aside = self.tokens.low[max(0, figure.start - 20) : figure.start]
            full = figure.value.startswith("--") or len(figure.value) == len("2021-09-08")
            if full and "trước đó" not in aside and self._is_day(figure):
                return _read_day(self._settle(figure).value)
        return None

    def _word_before(self, at: int) -> date | None:
        """The last day that a word told before an offset: `Thứ Sáu vừa qua, … Ba hôm sau, …`."""
        day = None
        for found in _RELATIVE.finditer(self.tokens.low, max(0, at - _WORDS_BACK), at):
            if self._from_stamp(found) and (found["part"] or found["week"] or not found["weekday"]):
                base, shift = self._base(found)
                day = base + timedelta(days=shift) if base is not None else day
        return day

    def _infer_year(self, figure: Figure) -> tuple[str, str]:
        if self.published:
            year = int(self.published[:4])
            month_day = figure.value[2:]
            if len(self.published) == 10 and month_day > self.published[5:]:
                year -= 1
            return str(year), "publication-stamp"
        number = self.tokens.sentence_of[bisect_right(self.tokens.starts, figure.start) - 1]
        start, end = self._span(number)
        sentence = self.tokens.raw[start:end]
        work = _WORK_YEAR.findall(sentence)
        return (max([*work, *_YEAR.findall(sentence)]), "context") if work else ("", "")


def _read_day(value: str) -> date | None:
    """The day of a full date."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _dates_event(raw: str, figure: Figure, *, issued: bool) -> bool:
    """Whether a date can be the event's; that of a document only if the document itself issues the pact."""
    before = raw[max(0, figure.start - 80) : figure.start].rpartition("\n")[2]
    if _NOT_EVENT.search(before):
        return before.rstrip().endswith("từ") and _SINCE.match(raw, figure.end) is not None
    at = figure.start + len("ngày ") * raw.startswith("ngày ", figure.start)
    if _DOC_BEFORE.search(before) and not is_set_off(raw, at, figure.end):
        return issued and bool(_ITSELF.search(before) or _ISSUES.match(raw[figure.end : figure.end + 50]))
    return True


def date_facts(tokens: Text, pacts: list[Pact], published: str, stamp: Figure | None) -> list[Fact]:
    """The day of each pact's event; a missing year or day only from evidence."""
    reader = DayReader(tokens, published, stamp)
    facts = []
    for number, pact in enumerate(pacts, 1):
        day = reader.day_of(pact)
        if day is None:
            continue
        note = {"pact": str(number)}
        sure, reason = 0.95, "date beside the act"
        if day.inferred:
            note |= {"inferred": day.inferred, "howKnown": day.how}
            sure, reason = 0.8, f"{day.inferred} from {day.how}"
        elif day.value.startswith("--"):
            note["year"] = "absent"
            sure, reason = 0.8, "no year in the article"
        start, end = tokens.offsets(day.figure.start, day.figure.end)
        rule = "date-by-word" if day.inferred == "day" else "date-of-event"
        facts.append(Fact("event_date", tokens.given[start:end], start, end, day.value, note, rule, sure, reason))
    return facts
