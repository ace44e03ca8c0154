"""For people, on a terminal: grouped by rule, counted, with a few examples each."""

from __future__ import annotations

from phoihop.model import Issue
from phoihop.validate.formats.wording import EXAMPLES, more, place, printable, said, summary
from phoihop.validate.report import Report


def render_text(report: Report, language: str = "en", *, everything: bool = False) -> str:
    """The findings, the worst first; every one says where it is and what to do."""
    lines = []
    for rule, issues in report.groups():
        lines.append(f"{said(issues[0], language).severity.upper()} {rule} ({len(issues)})")
        for issue in issues if everything else issues[:EXAMPLES]:
            lines += _finding(issue, language)
        if not everything and len(issues) > EXAMPLES:
            lines.append(f"  {more(len(issues) - EXAMPLES, language)}")
        lines.append("")
    lines.append(summary(report, language))
    return "\n".join(lines) + "\n"


def _finding(issue: Issue, language: str) -> list[str]:
    words = said(issue, language)
    inside = " ".join(part for part in (issue.record, issue.field) if part)
    lines = [f"  {place(issue)}{f' [{printable(inside)}]' if inside else ''}", f"    {words.message}"]
    if words.fix:
        lines.append(f"    → {words.fix}")
    if issue.sentence:
        lines.append(f"    “{printable(issue.sentence)}” ({issue.evidence})")
    return lines
