"""Where a pact holds, who led, and for which years it runs."""

from __future__ import annotations

import re
from dataclasses import replace

from phoihop.extract.bodies import Body
from phoihop.extract.facts import Fact, make_fact
from phoihop.extract.mentions import Mentions
from phoihop.extract.numbers import DOCUMENT, Figure, read_terms
from phoihop.extract.pacts import Pact
from phoihop.extract.parties import is_venue
from phoihop.extract.reports import Report
from phoihop.extract.resolution import Seat, Setting, settle_body
from phoihop.extract.tokens import Text


def _sentence_span(tokens: Text, number: int) -> tuple[int, int]:
    first, last = tokens.sentences[number]
    return tokens.starts[first], tokens.ends[last - 1]


def _text_fact(
    tokens: Text, name: str, figure: Figure, value: str, note: dict[str, str], rule: str, confidence: float, reason: str
) -> Fact:
    start, end = tokens.offsets(figure.start, figure.end)
    return Fact(name, tokens.given[start:end], start, end, value, note, rule, confidence, reason)


def place_facts(tokens: Text, setting: Setting, pacts: list[Pact], date: str) -> list[Fact]:
    """Territory and level of each pact: that of its lowest party; with the gazetteer's id if the date is known."""
    rank = {"commune": 0, "district": 1, "regional": 2, "province": 3, "central": 4}
    rows: dict[str, Fact] = {}
    for number, pact in enumerate(pacts, 1):
        placed = [b for b in pact.parties if b.level in rank and (b.place or b.level != "regional")]
        if not placed:
            placed = _regional(pact.parties, setting)
        if not placed:
            continue
        lowest = min((body.level for body in placed), key=lambda level: rank[level])
        lowly = [body for body in placed if body.level == lowest]
        many = lowest == "commune" and date < TWO_TIERS and len({body.place for body in lowly}) >= _MANY
        seat = _district_of(setting, lowly[0]) if many else None
        if seat is not None:  # three communes and more: the territory is their district
            lowly = [replace(lowly[0], place=seat.name, level=seat.level, province=seat.province)]
        for body in lowly:
            fact = _place_fact(tokens, setting, body, str(number), date)
            if fact is not None:
                rows.setdefault(fact.value, fact)
    return list(rows.values())


_MANY = 3
#: Since then no district stands between commune and province.
TWO_TIERS = "2025-07-01"


def _district_of(setting: Setting, body: Body) -> Seat | None:
    """The district of a commune: the one its sentence names, else the nearest."""
    sentence = setting.text.sentence_of[body.first]
    own = [s for s in setting.seats if s.level == "district" and setting.text.sentence_of[s.at] == sentence]
    return own[0] if own else setting.home("huyện", body.first)


def _regional(parties: list[Body], setting: Setting) -> list[Body]:
    """The first regional body in the province the article is at home in."""
    seat = setting.province()
    found = [body for body in parties if body.level == "regional"] if seat is not None else []
    return [replace(b, place=seat.name, province=seat.name, inferred=("place",)) for b in found[:1] if seat is not None]


def _place_fact(tokens: Text, setting: Setting, body: Body, number: str, date: str) -> Fact | None:
    """The territory of one party; nothing if its place is not known."""
    index = setting.sites.index
    name = "Trung ương" if body.level == "central" else body.place
    if not name:
        return None
    level, outer = index.level_on(name, "province" if body.level == "regional" else body.level, date)
    province, inferred = outer or body.province, ""
    if level == "district" and not province:
        province, inferred = _province_of(setting), "province"
    if "place" in body.inferred:
        inferred = "place"
    note = {"pact": number, "place": index.id_of(name, level, province, date), "inferred": inferred}
    if level == "district":
        note["province"] = province
    sure = 0.7 if inferred else 0.9
    span = _place_tokens(setting, body)
    return make_fact(tokens, "place", span, f"{name} | {level}", note, "place-of-parties", sure, "place of the parties")


def _place_tokens(setting: Setting, body: Body) -> tuple[int, int]:
    """Where the text names the place: in the body's own words, else at its first naming."""
    named = [seat for seat in [*setting.seats, *(setting.bare or [])] if seat.name == body.place and seat.first >= 0]
    own = [seat for seat in named if body.first <= seat.first < body.last]
    for seat in (*own, *named):
        return seat.first, seat.last
    for at in range(body.first, body.last - 1):
        if setting.text.keys[at : at + 2] in (["trung", "ương"], ["tối", "cao"], ["việt", "nam"]):
            return at, at + 2
    return body.first, body.last


def _province_of(setting: Setting) -> str:
    seat = setting.province()
    return seat.name if seat is not None else ""


_SINGLE_YEAR = re.compile(r"[^.;,()“”]{0,60}?\bnăm\s+(?P<y>(?:19|20)\d\d)(?!\d|\s*[-–])")
_OF_INSTRUMENT = re.compile(r"(?i)(?:phối hợp|liên tịch|hợp tác|ký kết)[^.;]{0,120}$")


def _terms_in(tokens: Text, report: Report, terms: list[Figure]) -> list[Figure]:
    """The terms in a report's sentence, those behind its instrument first; `nhiệm kỳ` only as part of its title."""
    number = report.sentence if report.instrument is None else tokens.sentence_of[report.instrument.first]
    start, end = _sentence_span(tokens, number)
    inside = [t for t in terms if start <= t.start < end]
    if report.instrument is None:
        return [t for t in inside if t.marked]
    at = tokens.ends[report.instrument.last - 1]
    behind = [t for t in inside if t.start >= at and (t.marked or _in_title(tokens.raw[at : t.start]))]
    return behind or [t for t in inside if t.marked]


#: Words between an instrument and the `nhiệm kỳ` of its title; the term of an assembly is another thing.
_TITLE_GAP = re.compile(r"(?i)(?:(?!hđnd|hội đồng|đại biểu|đại hội|quốc hội|khóa|nghị quyết|giữa)[^.;]){0,90}")
#: A later sentence about the instrument itself: `Quy chế này được ký … cho nhiệm kỳ 2021 - 2026`.
_OWN_TERM = re.compile(
    r"(?i)(?:quy chế|chương trình|kế hoạch)(?: này)? được [^.;]{0,80}(?:cho|trong) $|"
    r"(?:thời gian|thời hạn) thực hiện[^.;\d]{0,20}$"
)


def _in_title(between: str) -> bool:
    """Whether the words between an instrument and a `nhiệm kỳ` leave the term to the instrument."""
    return _TITLE_GAP.fullmatch(DOCUMENT.sub("", between)) is not None


def _year_of_title(tokens: Text, pact: Pact) -> list[Figure]:
    """`ký kết kế hoạch phối hợp … năm 2023`: a signed plan for one year."""
    report = next((r for r in pact.reports if r.kind == "signing" and r.direct and r.instrument is not None), None)
    if report is None or report.instrument is None:
        return []
    match = _SINGLE_YEAR.match(tokens.raw, tokens.ends[report.instrument.last - 1])
    if match is None:
        return []
    start = tokens.raw.rindex("năm", 0, match.start("y"))
    return [Figure("term", f"{match['y']}/{match['y']}", start, match.end("y"), True)]


def term_facts(tokens: Text, pacts: list[Pact]) -> list[Fact]:
    """The years a pact runs: `giai đoạn` near its instrument."""
    facts: dict[str, Fact] = {}
    terms = read_terms(tokens)
    for number, pact in enumerate(pacts, 1):
        acts = {report.kind: report for report in reversed(pact.reports) if report.kind != "mention"}
        near = [t for report in acts.values() for t in _terms_in(tokens, report, terms)[:1]]
        if not near:
            near = [t for report in pact.reports for t in _terms_in(tokens, report, terms)][:1]
        if not near:
            near = [
                t for t in terms if t.marked and _OF_INSTRUMENT.search(tokens.raw[max(0, t.start - 160) : t.start])
            ][:1]
        if not near:
            near = [t for t in terms if _OWN_TERM.search(tokens.raw, max(0, t.start - 130), t.start)][:1]
        if not near:
            near = _year_of_title(tokens, pact)
        for term in near:
            facts.setdefault(
                term.value,
                _text_fact(
                    tokens,
                    "term",
                    term,
                    term.value,
                    {"pact": str(number)},
                    "term-of-pact",
                    0.9,
                    "span of years beside the instrument",
                ),
            )
    return list(facts.values())


def lead_facts(tokens: Text, mentions: Mentions, setting: Setting, pacts: list[Pact]) -> list[Fact]:
    """The body that chairs, convenes or leads: with `chủ trì`, or alone before `tổ chức … với`."""
    facts = []
    for number, pact in enumerate(pacts, 1):
        names = {body.name for body in pact.parties}
        reports = {report.sentence for report in pact.reports}
        opening = min(reports) - 1
        if opening >= 0 and _CEREMONY.search(tokens.raw, *_sentence_span(tokens, opening)):
            reports.add(opening)
        if "chủ trì" in tokens.low:
            back = range(max(0, opening - 2), opening + 1)
            reports |= {n for n in back if _CHAIRED.search(tokens.low, *_sentence_span(tokens, n))}
        for at, body in enumerate(mentions.bodies):
            behind = "".join(tokens.keys[body.last : body.last + 1])
            if behind in ("(", ","):
                edge = _behind(tokens, body)
                behind = "".join(tokens.keys[edge : edge + 1])
            if behind not in _LEAD_FIRST:
                continue
            sentence = tokens.sentence_of[body.first]
            basis = _lead_basis(tokens, mentions.bodies[max(0, at - 2) : at], body, reports=sentence in reports)
            if not basis:
                continue
            settled = settle_body(body, setting)
            if settled.name not in names:
                continue
            start, end = tokens.span(body.first, body.last)
            note = {"pact": str(number), "kind": settled.kind, "side": settled.head.side, "basis": basis}
            facts.append(
                Fact(
                    "lead",
                    tokens.given[start:end],
                    start,
                    end,
                    settled.name,
                    note,
                    f"lead-{basis}",
                    0.8,
                    "chairs or convenes",
                )
            )
            break
    return facts


#: The sentence before the report may tell who held the meeting.
_CEREMONY = re.compile(
    r"(?i)tổ chức (?:hội nghị|lễ|buổi lễ|hội nghị liên tịch) (?:ký|sơ kết|tổng kết|kiểm điểm|đánh giá)"
)
_CHAIRED = re.compile(r"chủ trì (?:tổ chức )?(?:một )?(?:hội nghị|cuộc họp|buổi|phiên họp)")
#: What may stand right behind a body that leads; all other bodies are passed over.
_LEAD_FIRST = frozenset({"chủ", "đã", "sẽ", "trong", "giữ", "là", "với", "tổ", "phối"})
_CHAIRS = re.compile(r"(?:đã |sẽ )?chủ trì")
_LEADS = re.compile(r"(?:trong việc|giữ vai trò|là cơ quan|với vai trò)[^.;]{0,30}chủ trì")
_LEADS_ON = re.compile(r"chủ trì (?:thực hiện|triển khai|theo dõi)")
_ORGANISES = re.compile(r"(?:đã )?tổ chức")
_WITH_OTHERS = re.compile(r"(?:đã )?phối hợp (?:với|cùng)")


def _behind(tokens: Text, body: Body) -> int:
    """The token behind a body and the abbreviation of it in brackets, or the province of a district behind a comma."""
    if tokens.keys[body.last : body.last + 2] == [",", "tỉnh"]:
        end = body.last + 2
        while end < len(tokens.words) and end - body.last < 7 and tokens.words[end].istitle():
            end += 1
        return end if end < len(tokens.words) else body.last
    if tokens.keys[body.last] != "(" or body.last + 3 >= len(tokens.keys):
        return body.last
    return next((k + 1 for k in range(body.last + 2, body.last + 4) if tokens.keys[k] == ")"), body.last)


def _lead_basis(tokens: Text, before: list[Body], body: Body, *, reports: bool) -> str:
    """Why a body leads, if it does; `reports` says whether its sentence reports the pact."""
    behind = _behind(tokens, body)
    window = " ".join(tokens.keys[behind : behind + 8])
    if _joined_before(tokens, before, body):
        return ""
    if reports and _CHAIRS.match(window):
        return "chairs-event"
    made = _LEADS_ON.match(window) and tokens.keys[body.first - 1 : body.first] == ["do"]
    if made or _LEADS.match(window):
        return "leads-implementation"
    if reports and _WITH_OTHERS.match(window):  # phối hợp cùng B tổ chức, not: phối hợp cùng B ký kết
        _, end = _sentence_span(tokens, tokens.sentence_of[body.first])
        return "organises-event" if "tổ chức" in tokens.low[tokens.ends[body.last - 1] : end] else ""
    return "organises-event" if reports and _ORGANISES.match(window) else ""


def _joined_before(tokens: Text, before: list[Body], body: Body) -> bool:
    """Whether the body is one of several joint organisers."""
    joint = tokens.keys[body.first - 1] if body.first else ""
    if joint not in ("và", "với", ",", "-", "cùng", "–"):
        return False
    edge = body.first - 1
    if tokens.keys[edge - 1] == ")":  # Ủy ban … (UBTVQH) và …
        edge = max((k for k in range(max(0, edge - 10), edge) if tokens.keys[k] == "("), default=edge)
    return any(other.last == edge and not is_venue(tokens, other) for other in before)
