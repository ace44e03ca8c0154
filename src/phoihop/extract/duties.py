"""Duties under a pact: who has to do what, towards whom, how often, and whether it was agreed or asked for in a speech."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re

from phoihop.extract.bodies import Body
from phoihop.extract.facts import Fact
from phoihop.extract.mentions import Mentions
from phoihop.extract.resolution import Setting, settle_body
from phoihop.extract.tokens import Text, word_set

_MODAL = re.compile(
    r"^[\s,;]*(?:tỉnh|huyện)?\s*(?:(?P<agreed>có nhiệm vụ|có trách nhiệm|chịu trách nhiệm|sẽ|thống nhất|định kỳ)|(?P<asked>cần phải|cần|phải))\b"
    r"|^[\s,;]*(?P<plain>chủ động|chủ trì|chỉ đạo|cung cấp|báo cáo|đề xuất|phối hợp|tổ chức|phân công|theo dõi)\b"
)
#: The words that it may begin with; nearly all bodies are passed over for theirs.
_MODAL_FIRST = word_set(", ; tỉnh huyện có chịu sẽ thống định cần phải chủ chỉ cung báo đề phối tổ phân theo")
_NO_DUTY = re.compile(r"[^.;,]{0,40}(?:ký kết|được|tổ chức (?:hội nghị|lễ))")
_SPEECH = re.compile(r"(?:đề nghị|yêu cầu|nhấn mạnh|phát biểu|mong muốn|lưu ý|giao nhiệm vụ)")
_KINDS = (
    ("inform", r"cung cấp|trao đổi thông tin|thông tin kịp thời"),
    ("propose", r"đề xuất|kiến nghị|chủ động xây dựng"),
    ("report", r"báo cáo"),
    ("direct", r"chỉ đạo"),
    ("assign", r"phân công|cử cán bộ"),
    ("monitor", r"theo dõi|kiểm tra|giám sát|đôn đốc"),
    ("advise", r"tham mưu"),
    ("lead", r"chủ trì"),
    ("steer-opinion", r"dư luận|nắm (?:chắc )?tình hình tư tưởng"),
    ("publicise", r"tuyên truyền|họp báo|phổ biến"),
    ("implement", r"triển khai|tổ chức thực hiện|thực hiện"),
    ("coordinate", r"phối hợp"),
)
_KIND = [(name, re.compile(words)) for name, words in _KINDS]
_FREQUENCIES = (
    ("weekly", r"h[ằà]ng tuần|mỗi tuần"),
    ("monthly", r"h[ằà]ng tháng|mỗi tháng"),
    ("quarterly", r"h[ằà]ng quý|mỗi quý|định kỳ quý"),
    ("half-yearly", r"6 tháng|sáu tháng"),
    ("annual", r"h[ằà]ng năm|mỗi năm"),
    ("when-needed", r"khi cần(?: thiết)?|đột xuất|khi có yêu cầu"),
    ("before-drafting", r"trước khi xây dựng"),
    ("continuous", r"thường xuyên"),
    ("periodic", r"định kỳ"),
)
_FREQUENCY = [(name, re.compile(words)) for name, words in _FREQUENCIES]
_OWED = re.compile(r"(?:với|cho|báo cáo)\s+$")


def duty_facts(tokens: Text, mentions: Mentions, setting: Setting, names: frozenset[str]) -> list[Fact]:
    """One duty for each party that stands before a modal or a duty verb; the bodies of a list share it."""
    facts = []
    bodies = [body for body in mentions.bodies if not body.generic]
    for at, body in enumerate(bodies):
        if body.last >= len(tokens.keys) or tokens.keys[body.last] not in _MODAL_FIRST:
            continue
        end = tokens.ends[body.last - 1]
        sentence = tokens.sentence_of[body.first]
        stop = tokens.ends[tokens.sentences[sentence][1] - 1]
        clause_end = min((p for p in (tokens.raw.find(";", end, stop),) if p > 0), default=stop)
        modal = _MODAL.match(tokens.raw[end:clause_end])
        if modal is None or _NO_DUTY.match(tokens.raw[end:clause_end]):
            continue
        facts += _duties_of(tokens, setting, names, bodies, at, (modal, clause_end))
    return facts


def _duties_of(
    tokens: Text, setting: Setting, names: frozenset[str], bodies: list[Body], at: int, found: tuple[re.Match[str], int]
) -> list[Fact]:
    modal, clause_end = found
    body = bodies[at]
    end = tokens.ends[body.last - 1]
    clause = tokens.low[end:clause_end]
    spoken = bool(_SPEECH.search(_context(tokens, body)))
    if modal["plain"] and not spoken:
        return []
    kind = next((name for name, cue in _KIND if cue.search(clause[:90])), "")
    run = [body]
    for other in reversed(bodies[:at]):
        if not set(tokens.keys[other.last : run[0].first]) <= {",", "và", ";", "-", "–", "với", "cùng"}:
            break
        run.insert(0, other)
    if tokens.keys[run[0].first - 1 : run[0].first] == ["giữa"]:
        return []
    settled = [settle_body(b, setting, neighbours=run) for b in run]
    if not kind or not any(b.name in names for b in settled):
        return []
    around = tokens.low[max(0, tokens.starts[body.first] - 30) : clause_end]
    note = {
        "pact": "1",
        "modality": "requested" if spoken or modal["asked"] else "agreed",
        "frequency": ", ".join(name for name, cue in _FREQUENCY if cue.search(around)),
        "owedTo": _owed(tokens, setting, bodies, at, clause_end),
    }
    start = tokens.starts[run[0].first]
    a, b = tokens.offsets(start, clause_end)
    kept = {key: value for key, value in note.items() if value}
    return [
        Fact(
            "duty",
            tokens.given[a:b],
            a,
            b,
            f"{one.name} | {kind}",
            kept,
            "duty-of-party",
            0.6,
            "party before a duty verb",
        )
        for one in settled
        if one.name in names
    ]


def _context(tokens: Text, body: Body) -> str:
    """The sentence up to the body and the one before it, where the speaker stands; in small letters."""
    sentence = tokens.sentence_of[body.first]
    start = tokens.starts[tokens.sentences[max(0, sentence - 1)][0]]
    return tokens.low[max(start, tokens.starts[body.first] - 700) : tokens.starts[body.first]]


def _owed(tokens: Text, setting: Setting, bodies: list[Body], at: int, clause_end: int) -> str:
    for other in bodies[at + 1 : at + 6]:
        start = tokens.starts[other.first]
        if start >= clause_end:
            break
        if _OWED.search(tokens.raw[max(0, start - 12) : start]):
            return settle_body(other, setting).name
    return ""
