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
_REPLACED = re.compile(r"(?:thay thế|thay cho|bãi bỏ)[^.;]{0,60}$")
_SUBJECT = re.compile(r"(?:quy chế|chương trình|kế hoạch|quy định|nghị quyết|thỏa thuận)(?!\w)")
#: Words that say on what an instrument rests; behind them a list of acts may stand.
_CUE = re.compile(
    r"(?:căn cứ|trên cơ sở|bám theo|bám sát|cụ thể h[óo][áa]|trên tinh thần|gắn với|(?<!kèm )theo|nhằm thực hiện)\s"
)
_CARRY = re.compile(r"(?:thực hiện|triển khai)\s")
_AGREED = re.compile(r"thống nhất (?:thực hiện|triển khai)\s")
_OPENS_ON = re.compile(r"\W*(?:căn cứ|theo|thực hiện)\s")
_FOUNDED = re.compile(r"\W*căn cứ\s[^.;]{0,30}(?:quy chế|chương trình|kế hoạch)")
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
    chosen: dict[str, Figure] = {}
    roles: dict[str, list[str]] = {}
    for figure in figures:
        key = _owner(figure, figures)
        roles.setdefault(key, []).append(_role(figure, tokens))
        best = chosen.get(key)
        if best is None or (figure.marked, bool(figure.date)) > (best.marked, bool(best.date)):
            chosen[key] = figure
    facts = []
    for key, figure in chosen.items():
        role = next((r for r in _ROLES if r in roles[key]), "other")
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


_ROLES = ("pact-itself", "amended", "passes-down", "basis", "other")


_STATE_ACT = re.compile(r"\d+/\d{4}/")


def _owner(figure: Figure, figures: list[Figure]) -> str:
    """A bare number is an alias of the coded one with the same figure."""
    if not figure.marked:
        for other in figures:
            same = other.marked and other.value.startswith(figure.value)
            if same and not other.value[len(figure.value)].isdigit() and not _STATE_ACT.match(other.value):
                return other.value
    return figure.value


def _role(figure: Figure, tokens: Text) -> str:
    """What a document is to the pact, from the words around its number."""
    raw, low, start = tokens.raw, tokens.low, figure.start
    before, after = low[max(0, start - 110) : start], low[figure.end : figure.end + 160]
    known = _BASIC.match(figure.value) is not None
    replaced = _REPLACED.search(before) is not None
    if replaced or _AMENDED.search(before):
        return "other" if replaced else "amended"
    opening = max(0, start - 500)
    opening = max(opening, raw.rfind("\n", opening, start) + 1, raw.rfind(". ", opening, start) + 1)
    sentence = low[opening:start]
    if _FOUNDED.match(sentence) or _rests(_CUE, sentence):
        return "passes-down" if _forwards(figure, raw[opening:start]) else "basis"
    if _is_pact(figure, before, after, raw) and not (known and not figure.marked):
        return "pact-itself"
    if figure.marked and (figure.issuer in _LOCAL or figure.type == "Công văn"):
        return "passes-down"
    if known or _carries_out(before, after, raw[max(0, start - 110) : start]) or _opens(figure, tokens, sentence):
        return "basis"
    return "basis" if _AGREED.search(sentence) or _carries(sentence) else "other"


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


def _rests(cue: re.Pattern[str], sentence: str) -> bool:
    """Whether the sentence up to a number says that an instrument rests on what the number names."""
    for found in cue.finditer(sentence):
        subjects = list(_SUBJECT.finditer(sentence, 0, found.start()))
        if subjects and found.start() - subjects[-1].end() <= 70:
            return not _TURN.search(sentence, subjects[-1].end())
    return False


def _carries(sentence: str) -> bool:
    """Whether the sentence is about an instrument and says that it carries out what the number names."""
    return _SUBJECT.match(sentence.lstrip()) is not None and _rests(_CARRY, sentence)


def _forwards(figure: Figure, sentence: str) -> bool:
    """Whether a local act only hands down: a letter, or an act named behind the central one it follows."""
    if not figure.marked:
        return False
    letter = figure.type == "Công văn"
    return letter or (figure.issuer in _LOCAL and _CENTRAL_ACT.search(sentence) is not None)


def _is_pact(figure: Figure, before: str, after: str, raw: str) -> bool:
    """Whether the number is the pact's own, or of the act that promulgates it."""
    own = bool(_PACT_BEFORE.search(before)) and not _OTHER_TYPE.search(before)
    if own or (figure.marked and _JOINT.search(figure.value)):
        return True
    return bool(_PACT_AFTER.match(after)) and "các cấp" not in raw[figure.end : figure.end + 160]


def _near_pact(after: str, before: str) -> bool:
    return bool(_INSTRUMENT.search(after) or _INSTRUMENT.search(before))
