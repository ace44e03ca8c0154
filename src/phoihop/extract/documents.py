"""Documents that an article on a pact cites, and the role of each."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re

from phoihop.extract.facts import Fact
from phoihop.extract.numbers import Figure, read_documents
from phoihop.extract.pacts import Pact
from phoihop.extract.tokens import Text

# All but the case-sensitive three below are looked for in small letters.
_CARRIES_OUT = re.compile(
    r"(?:thực hiện|triển khai|căn cứ|theo|cụ thể hóa|cụ thể hoá|quán triệt|thi hành|phối hợp công tác|thể chế)[^.;]{0,60}$"
)
_PACT_BEFORE = re.compile(
    r"(?:chương trình|quy chế|kế hoạch|quy định|nghị quyết)\s+(?:phối hợp|liên tịch|liên ngành|hợp tác|công tác phối hợp)[^.;,“”]{0,40}$"
)
_PACT_AFTER = re.compile(
    r"^[^.;]{0,80}?ban hành (?:kèm theo )?(?:quy chế|chương trình|kế hoạch|quy định) (?:phối hợp|liên)"
)
_INSTRUMENT = re.compile(
    r"(?:chương trình|quy chế|kế hoạch|quy định|nghị quyết|thỏa thuận)\s+(?:công tác )?(?:phối hợp|liên tịch|liên ngành|hợp tác|ký kết)"
)
_OTHER_TYPE = re.compile(r"(?:quyết định|chỉ thị|kết luận|thông báo|hướng dẫn|công văn|luật|nghị định)[^\d]{0,12}$")
_AMENDED = re.compile(r"(?:sửa đổi|bổ sung)[^.;]{0,60}$")
_REPLACED = re.compile(r"(?:thay thế|thay cho|bãi bỏ|chấm dứt|hủy bỏ|hết hiệu lực)(?P<rest>[^.;]{0,60})$")
_REPLACED_AMONG = re.compile(r"(?:thay thế|thay cho|bãi bỏ)[^.;]*trong đó có[^.;]{0,40}$")
_ENDED = ("bãi bỏ", "thay ", "hủy bỏ", "chấm dứt", "hết hiệu lực", "không còn phù hợp")
_REPLACED_AFTER = re.compile(
    r"[^.;]{0,60}?(?:(?:được|bị|đã|vì thế) (?:bãi bỏ|thay thế|thay bằng|hủy bỏ|chấm dứt)|hết hiệu lực|không còn phù hợp)"
)
#: A sentence that opens so tells of what was in force before the pact.
_EARLIER = re.compile(
    r"\W*(?:theo đó, )?(?:từ trước|trước đây|trước kia|trước đó|trước nay|lâu nay|giai đoạn trước|nhiệm kỳ trước|trước khi (?:hợp nhất|sáp nhập|sắp xếp|chia tách))"
)
_TAKEN = re.compile(r"lấy\s[^.;]*$")
_AS_BASIS = re.compile(r"[^.;]*?làm (?:căn cứ|cơ sở|nền tảng|gốc)")
_TO_CARRY = re.compile(r"(?:,|nhằm|để|về việc|về) (?:thực hiện|triển khai|cụ thể h[óo][áa]|thi hành)\s[^.;]{0,90}$")
_SUMMED_UP = re.compile(r"(?:tổng kết|sơ kết|kiểm điểm)[^.;]{0,40}thực hiện[^.;]*$")
_SUBJECT = re.compile(r"(?:quy chế|chương trình|kế hoạch|quy định|nghị quyết|thỏa thuận)(?!\w)")
#: Words that say on what an instrument rests; behind them a list of acts may stand.
_CUE = re.compile(
    r"(?:căn cứ|trên cơ sở|bám theo|bám sát|cụ thể h[óo][áa]|trên tinh thần|gắn với|(?<!kèm )theo|nhằm thực hiện)\s"
)
_CARRY = re.compile(r"(?:thực hiện|triển khai)\s")
_AGREED = re.compile(r"thống nhất (?:thực hiện|triển khai)\s")
_OPENS_ON = re.compile(r"\W*(?:căn cứ|theo|thực hiện)\s")
_FOUNDED = re.compile(
    r"\W*(?:căn cứ|(?:được )?ban hành trên cơ sở)\s[^.;]{0,30}(?:quy chế|chương trình|kế hoạch|thông tư|quy định|chỉ thị|kết luận|nghị quyết)"
)
_ACT = re.compile(r"(?<!\w)(?:ký|kí|ban hành|thống nhất|xây dựng)\s")
_LEADS_IN = 300  # so many letters on, a sentence that opens on what is carried out leads in the instrument
_BUILT_ON = re.compile(r"dựa (?:trên|vào)\s[^.;]{0,80}$")
_ISSUES = re.compile(r"[^.;]{0,30}ban hành")
_TURN = re.compile(r"trong đó|nội dung|thay thế|thay cho|sửa đổi")
_CENTRAL_ACT = re.compile(r"/\s?(?:TW|T\.Ư|TƯ)(?!\w)|(?:Quyết định|Quy chế|QĐ) (?:217|218|221|238|290)(?!\d)")
_SENTENCE = re.compile(r"\n|(?<!T)\.\s")
_LOCAL = ("HU", "TU", "QU", "ĐU", "TXU", "ThU")
_BASIC = re.compile(r"(?:217|218|238|221|290)(?!\d)")
_JOINT = re.compile(r"(?i)QCPH|QCLN|QC-PH|QC/|KHLT|NQLT|TTLT|CTrPH|CTPH|KHPH|QC$|/LN|LN-|QC-|QC/")


def document_facts(tokens: Text, pacts: list[Pact]) -> list[Fact]:
    """Each distinct number once, at its fullest mention, with role, type and date."""
    figures = read_documents(tokens)
    told = _told_at(tokens, pacts)
    reviewed = [tokens.sentences[r.sentence] for pact in pacts for r in pact.reports if r.kind == "review"]
    spans = [(tokens.starts[first], tokens.ends[end - 1]) for first, end in reviewed]
    chosen: dict[str, Figure] = {}
    roles: dict[str, list[str]] = {}
    for figure in figures:
        key = _owner(figure, figures)
        role = _role(figure, tokens, told)
        summed_up = role == "pact-itself" and any(first < figure.start < end for first, end in spans)
        roles.setdefault(key, []).append("reviewed" if summed_up else role)
        best = chosen.get(key)
        if best is None or (figure.marked, bool(figure.date)) > (best.marked, bool(best.date)):
            chosen[key] = figure
    facts = []
    for key, figure in chosen.items():
        role = next((_ROLES[r] for r in _ROLES if r in roles[key]), "other")
        note = {"role": role, "date": figure.date, "type": figure.type}
        if not figure.marked:
            note["bare"] = "yes"
        start, end = tokens.offsets(figure.start, figure.end)
        confidence = 0.95 if figure.marked else 0.7
        facts.append(
            Fact("document", tokens.given[start:end], start, end, figure.value, {k: v for k, v in note.items() if v},
                 "document-coded" if figure.marked else "document-bare", confidence, "number with a code" if figure.marked else "number without a code")
        )  # fmt: skip
    return facts


def _told_at(tokens: Text, pacts: list[Pact]) -> list[tuple[int, int]]:
    """Where the instruments of the pacts are named, each with the end of its sentence."""
    named = {report.instrument.first for pact in pacts for report in pact.reports if report.instrument is not None}
    ends = [(at, tokens.sentences[tokens.sentence_of[at]][1]) for at in sorted(named)]
    return [(tokens.starts[at], tokens.ends[end - 1]) for at, end in ends]


#: What is told of a document, the strongest first, and the role it amounts to: a pact whose end is told is still the
#: article's own where its review is reported.
_ROLES = {"reviewed": "pact-itself", "ended": "other", "pact-itself": "pact-itself", "amended": "amended",
          "passes-down": "passes-down", "basis": "basis"}  # fmt: skip


_STATE_ACT = re.compile(r"\d+/\d{4}/")


def _owner(figure: Figure, figures: list[Figure]) -> str:
    """A bare number is an alias of the coded one with the same figure."""
    if not figure.marked:
        for other in figures:
            same = other.marked and other.value.startswith(figure.value)
            if same and not other.value[len(figure.value)].isdigit() and not _STATE_ACT.match(other.value):
                return other.value
    return figure.value


def _role(figure: Figure, tokens: Text, told: list[tuple[int, int]]) -> str:
    """What a document is to the pact, from the words around its number; `told` says where instruments are named."""
    raw, low, start = tokens.raw, tokens.low, figure.start
    before, after = low[max(0, start - 110) : start], low[figure.end : figure.end + 160]
    opening = max(0, start - 500)
    opening = max(opening, raw.rfind("\n", opening, start) + 1, raw.rfind(". ", opening, start) + 1)
    sentence = low[opening:start]
    if "trong đó có" in sentence and _REPLACED_AMONG.search(sentence):
        return "ended"
    if "lấy " in sentence and _TAKEN.search(sentence) and _AS_BASIS.match(low, figure.end, figure.end + 300):
        return _past_role(before, after) or "basis"
    if _founds(sentence) or _rests(_CUE, sentence):
        return _past_role(before, after) or ("passes-down" if _forwards(figure, raw[opening:start]) else "basis")
    here = any(at < start < end for at, end in told)
    known = _BASIC.match(figure.value) is not None
    if _is_pact(figure, before, after, raw) and not (known and not figure.marked):
        own = here or _EARLIER.match(sentence) is None
        return _past_role(before, after) or ("pact-itself" if own else "other")
    return _past_role(before, after) or _cited_role(figure, tokens, sentence, told)


def _past_role(before: str, after: str) -> str:
    """The role of what is amended or no longer in force (`ended`, whatever else is said of it), else nothing."""
    past = _REPLACED.search(before)
    if past is not None and not _CUE.search(past["rest"]):
        return "ended"
    if any(cue in after for cue in _ENDED) and _REPLACED_AFTER.match(after):
        return "ended"
    return "amended" if _AMENDED.search(before) else ""


def _cited_role(figure: Figure, tokens: Text, sentence: str, told: list[tuple[int, int]]) -> str:
    """The role of a document that is not the pact's own; `told` says where instruments are named."""
    raw, low, start = tokens.raw, tokens.low, figure.start
    here = any(at < start < end for at, end in told)
    before, after = low[max(0, start - 110) : start], low[figure.end : figure.end + 160]
    if figure.marked and (figure.issuer in _LOCAL or figure.type == "Công văn"):
        return "passes-down"
    known = _BASIC.match(figure.value) is not None
    if known and not here and _SUMMED_UP.search(sentence) and not _INSTRUMENT.search(sentence):
        return "other"
    carried = known or (here and figure.marked and _TO_CARRY.search(sentence))
    if carried or _carries_out(before, after, raw[max(0, start - 110) : start]) or _opens(figure, tokens, sentence):
        return "basis"
    built = "dựa " in before and _BUILT_ON.search(before)
    founded = built or (_OPENS_ON.match(sentence) and any(0 < at - figure.end < _LEADS_IN for at, _ in told))
    return "basis" if founded or _AGREED.search(sentence) or _carries(sentence) else "other"


def _carries_out(before: str, after: str, written: str) -> bool:
    """Whether the words before a number say that a pact beside it carries it out."""
    return _CARRIES_OUT.search(before) is not None and _near_pact(after, before) and "trong đó" not in written


def _opens(figure: Figure, tokens: Text, sentence: str) -> bool:
    """Whether the sentence opens on what it rests on, says of what, and does not go on to issue it."""
    if _OPENS_ON.match(sentence) is None:
        return False
    rest = _SENTENCE.split(tokens.raw[figure.end : figure.end + 240], maxsplit=1)[0]
    following = tokens.low[figure.end : figure.end + len(rest)]
    return _ISSUES.match(following) is None and _SUBJECT.search(sentence + " " + following) is not None


def _founds(sentence: str) -> bool:
    """Whether the sentence opens on what an instrument is founded on, and no act has been told yet."""
    founded = _FOUNDED.match(sentence)
    return founded is not None and _ACT.search(sentence, founded.end()) is None


def _rests(cue: re.Pattern[str], sentence: str) -> bool:
    """Whether the sentence up to a number says that an instrument rests on what the number names."""
    for found in cue.finditer(sentence):
        subjects = list(_SUBJECT.finditer(sentence, 0, found.start()))
        if subjects and found.start() - subjects[-1].end() <= 70:
            joined = sentence.endswith("và ", 0, found.start())  # thay cho … và bám theo …
            return not _TURN.search(sentence, found.end() if joined else subjects[-1].end())
    return False


def _carries(sentence: str) -> bool:
    """Whether the sentence is about an instrument and says that it carries out what the number names."""
    return _SUBJECT.match(sentence.lstrip()) is not None and _rests(_CARRY, sentence)


def _forwards(figure: Figure, sentence: str) -> bool:
    """Whether a local act only hands down: a letter, or an act named behind the central one it follows."""
    if not figure.marked:
        return False
    letter, policy = figure.type == "Công văn", figure.type == "Nghị quyết"
    return letter or (not policy and figure.issuer in _LOCAL and _CENTRAL_ACT.search(sentence) is not None)


def _is_pact(figure: Figure, before: str, after: str, raw: str) -> bool:
    """Whether the number is the pact's own, or of the act that promulgates it."""
    own = bool(_PACT_BEFORE.search(before)) and not _OTHER_TYPE.search(before)
    if own or (figure.marked and _JOINT.search(figure.value)):
        return True
    return bool(_PACT_AFTER.match(after)) and "các cấp" not in raw[figure.end : figure.end + 160]


def _near_pact(after: str, before: str) -> bool:
    return bool(_INSTRUMENT.search(after) or _INSTRUMENT.search(before))
