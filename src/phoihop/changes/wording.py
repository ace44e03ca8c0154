"""What an addition did, as text and as JSON."""

from __future__ import annotations

import json
from typing import Any

from phoihop.changes.addition import AddReport, Outcome
from phoihop.model import Severity
from phoihop.validate.formats.objects import issue_object

_EXAMPLES = 5
_FATES = {
    "en": {"added": "added", "replaced": "replaced", "unchanged": "unchanged", "held back": "held back"},
    "vi": {"added": "đã thêm", "replaced": "đã thay", "unchanged": "không đổi", "held back": "bị giữ lại"},
}
_NO_VERSION = {"en": "nothing new: the store is unchanged", "vi": "không có gì mới: kho giữ nguyên"}
_VERSION = {"en": "version {version}", "vi": "phiên bản {version}"}
_MORE = {"en": "  … and {number} more problems, see {folder}", "vi": "  … và {number} lỗi nữa, xem {folder}"}
_COPY = {"en": "  a copy, with all of them, is in {folder}", "vi": "  bản sao và toàn bộ lỗi ở {folder}"}
_SETTLED = {
    "en": "what was held back of it before is settled, now in {folder}",
    "vi": "bản bị giữ lại trước đây nay đã xong, chuyển vào {folder}",
}


def render_report(report: AddReport, form: str = "text", language: str = "en") -> str:
    """What happened to every record; as text those held back are told with their first problems."""
    if form == "json":
        return json.dumps(_report_object(report), ensure_ascii=False, indent=1) + "\n"
    lines: list[str] = []
    fates = _FATES[language]
    for outcome in report.outcomes:
        where = outcome.path if outcome.line is None else f"{outcome.path}:{outcome.line}"
        lines.append(f"{fates[outcome.fate]}: {outcome.record or '?'} ({where})")
        lines += _problems(outcome, language)
    lines += [_SETTLED[language].format(folder=folder) for folder in report.settled]
    lines += [remark.message_vi if language == "vi" else remark.message_en for remark in report.remarks]
    counted = ", ".join(f"{report.number(fate)} {word}" for fate, word in fates.items() if report.number(fate))  # type: ignore[arg-type]
    changed = report.number("added") + report.number("replaced")
    state = _VERSION[language].format(version=report.version) if changed else _NO_VERSION[language]
    lines.append(f"{report.store}: {counted}; {state}")
    return "\n".join(lines) + "\n"


def _problems(outcome: Outcome, language: str) -> list[str]:
    lines = []
    problems = [issue for issue in outcome.issues if issue.severity is Severity.VIOLATION]
    for issue in problems[:_EXAMPLES]:
        message, fix = (issue.message_vi, issue.fix_vi) if language == "vi" else (issue.message_en, issue.fix_en)
        place = f"{issue.line}:{issue.column or 1}: " if issue.line else ""
        lines.append(f"  {place}{message}" + (f" → {fix}" if fix else ""))
    if len(problems) > _EXAMPLES:
        lines.append(_MORE[language].format(number=len(problems) - _EXAMPLES, folder=outcome.quarantine))
    elif problems:
        lines.append(_COPY[language].format(folder=outcome.quarantine))
    return lines


def _report_object(report: AddReport) -> dict[str, Any]:
    return {
        "store": str(report.store),
        "version": report.version,
        "fates": dict(report.fates),
        "counts": report.counts,
        "remarks": [issue_object(issue) for issue in report.remarks],
        "settled": [str(folder) for folder in report.settled],
        "records": [
            {
                "record": outcome.record,
                "path": outcome.path,
                "line": outcome.line,
                "fate": outcome.fate,
                "quarantine": str(outcome.quarantine) if outcome.quarantine else None,
                "issues": [issue_object(issue) for issue in outcome.issues],
            }
            for outcome in report.outcomes
        ],
    }
