"""What the draft record holds beside the facts table: title, kind of act, venue, roles of officials, topics, source lines."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re

from phoihop.extract.facts import Fact, Mark
from phoihop.extract.namings import Naming
from phoihop.extract.numbers import Figure
from phoihop.extract.pacts import Pact
from phoihop.extract.reports import Report
from phoihop.extract.tokens import BREAK, Text, fold_word

#: Topic concepts and the words that name them inside a programme's title or subject.
TOPICS = (
    ("law-enforcement", r"thực thi pháp luật|thi hành pháp luật"),
    ("development-planning", r"phát triển kinh tế\s*-?\s*xã hội"),
    ("public-concerns", r"vấn đề nổi cộm|nhân dân quan tâm|bức xúc"),
    ("public-opinion", r"dư luận xã hội|tình hình tư tưởng"),
    ("press-and-information", r"báo chí|thông tin,? tuyên truyền|công tác tuyên truyền|phối hợp tuyên truyền"),
    ("ethnic-affairs", r"công tác dân tộc"),
    ("religion", r"tôn giáo"),
    ("personnel-work", r"công tác cán bộ"),
    ("anti-corruption", r"tham nhũng"),
    ("environment", r"bảo vệ môi trường|môi trường"),
    ("national-security", r"an ninh quốc gia|quốc phòng"),
    ("public-order", r"an ninh,? trật tự|trật tự,? an toàn xã hội|an ninh trật tự|vùng giáp ranh"),
    ("countering-hostile-views", r"quan điểm sai trái|thù địch"),
    ("mass-mobilisation", r"dân vận"),
    ("legal-education", r"phổ biến,? giáo dục pháp luật|tuyên truyền,? phổ biến pháp luật"),
    ("judicial-reform", r"cải cách tư pháp"),
    ("prosecution-and-trial", r"truy tố|xét xử|án hình sự|án hành chính|tố tụng"),
    ("judgment-enforcement", r"thi hành án"),
    ("drugs", r"ma túy"),
    ("land", r"đất đai|giải phóng mặt bằng"),
    ("complaints", r"khiếu nại|tố cáo|tiếp công dân"),
    ("supervision", r"giám sát|phản biện xã hội"),
    ("grassroots-democracy", r"dân chủ ở cơ sở|quy chế dân chủ"),
)
#: With the keys that its words may begin with: where none of them stands, nothing is looked for.
_TOPIC = [
    (concept, frozenset(fold_word(names.split()[0].rstrip(",?")) for names in words.split("|")), re.compile(words))
    for concept, words in TOPICS
]
_VENUE = re.compile(
    r"(?<!\w)tại\s+((?:[Hh]ội trường|[Tt]rụ sở|[Nn]hà|[Tt]rung tâm|[Pp]hòng họp|[Vv]ăn phòng|[Kk]hách sạn|TP\.?|[Tt]hành phố|"
    r"[Tt]hị xã|[Hh]uyện|[Tt]ỉnh|(?-i:[A-ZĐÀ-Ỹ])\w+\s+(?-i:[A-ZĐÀ-Ỹ])\w+)[^,;.:()\n]{0,50}?)"
    r"(?=\s*[,;.:()\n]|\s+(?:đã|diễn|tổ chức|do|vào|với)\b)"
)
#: Words in small letters right behind an official, and those before one.
_ROLES = (
    ("chaired", re.compile(r"[^.;]{0,40}?(?:đồng )?chủ trì|[^.;]{0,160}(?:đồng )?chủ trì (?:hội nghị|buổi|lễ)")),
    ("signed", re.compile(r"[^.;]{0,30}?(?:đã |cùng |đại diện )?ký(?: kết)?\b")),
    (
        "spoke",
        re.compile(r"\s*(?:đã )?(?:phát biểu|nhấn mạnh|khẳng định|cho biết|yêu cầu|đề nghị|nêu rõ|kết luận)"),
    ),
)
_ROLES_BEFORE = (
    ("opened", re.compile(r"khai mạc[^.;]{0,60}$")),
    ("closed", re.compile(r"bế mạc[^.;]{0,60}$")),
    ("directed", re.compile(r"(?:dự|phát biểu)(?:,| và)? chỉ đạo[^.;]{0,60}$|phát biểu chỉ đạo[^.;]{0,60}$")),
    ("spoke", re.compile(r"(?:phát biểu|kết luận)[^.;]{0,60}$")),
)
_ATTENDED = re.compile(r"(?:tham dự|cùng dự|đến dự|tới dự|dự (?:buổi|lễ|hội nghị|và|có)|có mặt|tham gia)")
_AGENCY_SIGN = re.compile(r"(?m)^\W{0,3}\(?(?P<sign>[A-ZĐ]{3,6}|[A-Z]\w+(?: [A-Z]\w+){0,3} Portal)\)?\s*[-–]\s")
_TITLE_ENDS = frozenset([".", ";", ":", "“", "”", '"', "(", BREAK])


def detail_facts(
    tokens: Text, pacts: list[Pact], namings: list[Naming], stamp: Figure | None, marks: list[Mark]
) -> list[Fact]:
    """Every further fact of an article on a pact."""
    facts = []
    for number, pact in enumerate(pacts, 1):
        facts += _title_facts(tokens, pact, number)
        facts += _venue_facts(tokens, pact, number)
        facts += _topic_facts(tokens, pact, number)
    facts += _role_facts(tokens, namings)
    facts += source_facts(tokens, stamp, marks)
    return facts


def _cut(
    tokens: Text, name: str, start: int, end: int, value: str, note: dict[str, str], rule: str, sure: float, why: str
) -> Fact:
    a, b = tokens.offsets(start, end)
    return Fact(name, tokens.given[a:b], a, b, value, note, rule, sure, why)


def _end_of(tokens: Text, report: Report) -> int:
    """End of the sentence that names the instrument."""
    at = report.instrument.first if report.instrument is not None else report.trigger[0]
    return tokens.sentences[tokens.sentence_of[at]][1]


def _title_span(tokens: Text, pact: Pact) -> tuple[int, int] | None:
    """The instrument with its subject, without parties and term, from the report that says most."""
    spans = []
    for report in pact.reports:
        if report.instrument is None:
            continue
        at, end = report.instrument.last, _end_of(tokens, report)
        while at < end and at - report.instrument.first < 40:
            key = tokens.keys[at]
            if (
                key in _TITLE_ENDS
                or key in ("giữa", "với", "đã", "được", "do")
                or tokens.keys[at : at + 2] == ["giai", "đoạn"]
            ):
                break
            at += 1
        while at > report.instrument.last and tokens.keys[at - 1] in (",", "và", "-", "–", "của", "trong", "về"):
            at -= 1
        spans.append((report.instrument.first, at))
    return max(spans, key=lambda span: (min(span[1] - span[0], 25), -span[0])) if spans else None


def _title_facts(tokens: Text, pact: Pact, number: int) -> list[Fact]:
    span = _title_span(tokens, pact)
    if span is None:
        return []
    first, last = span
    start, end = tokens.starts[first], tokens.ends[last - 1]
    words = tokens.slice(first, last)
    instrument = next(r.instrument for r in pact.reports if r.instrument is not None)
    note = {"pact": str(number)}
    return [
        _cut(tokens, "title", start, end, words[0].upper() + words[1:], note, "title-of-instrument", 0.7, "instrument and its subject"),
        _cut(
            tokens, "act", tokens.starts[instrument.first], tokens.ends[instrument.last - 1], instrument.value, note,
            "kind-of-instrument", 0.9, "the instrument's own word",
        ),
    ]  # fmt: skip


def _venue_facts(tokens: Text, pact: Pact, number: int) -> list[Fact]:
    for report in pact.reports:
        if report.kind == "mention":
            continue
        first, last = tokens.sentences[report.sentence]
        match = _VENUE.search(tokens.raw, tokens.starts[first], tokens.ends[last - 1])
        if match is not None:
            value = " ".join(match.group(1).split())
            return [
                _cut(
                    tokens,
                    "venue",
                    *match.span(1),
                    value,
                    {"pact": str(number)},
                    "venue-at",
                    0.8,
                    "`tại` in the report's sentence",
                )
            ]
    return []


def _topic_facts(tokens: Text, pact: Pact, number: int) -> list[Fact]:
    """Topics named behind the instrument, up to the end of its sentence."""
    facts: dict[str, Fact] = {}
    for report in pact.reports[:3]:
        if report.instrument is None:
            continue
        start = tokens.starts[report.instrument.first]
        end = min(tokens.ends[_end_of(tokens, report) - 1], start + 600)
        words = tokens.raw[start:end].lower()
        if len(words) != end - start:  # a letter whose small form is longer: not of this language
            continue
        said = frozenset(tokens.keys[report.instrument.first : tokens.sentences[report.sentence][1]])
        for concept, begins, names in _TOPIC:
            if concept in facts or begins.isdisjoint(said):
                continue
            match = names.search(words)
            if match is not None and not _inside_party(tokens, pact, start + match.start()):
                span, note = (start + match.start(), start + match.end()), {"pact": str(number)}
                facts[concept] = _cut(
                    tokens, "topic", *span, concept, note, "topic-word", 0.7, "named behind the instrument"
                )
    return list(facts.values())


def _inside_party(tokens: Text, pact: Pact, at: int) -> bool:
    """Whether the words belong to the name of a party (Ban Dân vận, Cục Thi hành án)."""
    return any(
        tokens.starts[body.first] <= at < tokens.ends[body.last - 1] or re.search(r"(?i)(?:ban|cục|sở|ban tuyên giáo và)\s*$", tokens.raw[max(0, at - 20) : at])
        for body in pact.parties
    )  # fmt: skip


def _role_facts(tokens: Text, namings: list[Naming]) -> list[Fact]:
    """What each official did at the event, at the mention that says so."""
    facts: dict[tuple[str, str], Fact] = {}
    for naming in namings:
        start, end = tokens.starts[naming.first], tokens.ends[naming.last - 1]
        first, last = tokens.sentences[tokens.sentence_of[naming.first]]
        before = tokens.low[tokens.starts[first] : start]
        tail = tokens.raw[max(end, *(tokens.ends[post.last - 1] for post in naming.posts)) : tokens.ends[last - 1]]
        role = _role_of(before, tail)
        if role:
            value, rule = f"{naming.name} | {role}", f"role-{role}"
            fact = _cut(tokens, "role", start, end, value, {}, rule, 0.7, "cue in the sentence")
            facts.setdefault((naming.name, role), fact)
    return list(facts.values())


def _role_of(before: str, tail: str) -> str:
    """What the words before an official (in small letters) and behind the posts say that the official did."""
    lead, behind = before[-120:], tail.lower()  # the cues reach no farther back
    for role, cue in _ROLES_BEFORE:
        if cue.search(lead):
            return role
    for role, cue in _ROLES:
        if cue.match(behind):
            return role
    attended = _ATTENDED.search(before) or _ATTENDED.match(tail.strip().removeprefix("đã ").lower())
    return "attended" if attended else ""


def source_facts(tokens: Text, stamp: Figure | None, marks: list[Mark]) -> list[Fact]:
    """Publication stamp, agency sign and byline, as far as the text itself carries them."""
    facts = []
    if stamp is not None:
        facts.append(
            _cut(
                tokens,
                "published",
                stamp.start,
                stamp.end,
                stamp.value,
                {},
                "published-stamp",
                0.9,
                "stamp of the page",
            )
        )
    sign = _AGENCY_SIGN.search(tokens.raw[:1500])
    if sign is not None:
        facts.append(
            _cut(
                tokens, "publisher", *sign.span("sign"), sign["sign"], {}, "publisher-sign", 0.6, "sign before the lead"
            )
        )
    for mark in marks:
        if mark.kind == "byline":
            value = tokens.given[mark.start : mark.end]
            facts.append(
                Fact("byline", value, mark.start, mark.end, value, {}, "byline-at-end", 0.6, "name alone at the end")
            )
    return facts
