"""Words that several formats share, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.model import Issue, Severity
from phoihop.validate.report import Report

EXAMPLES = 5
"""Findings of one group that are shown unless all are asked for."""

_SEVERITIES = {
    "en": {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "information"},
    "vi": {Severity.VIOLATION: "vi phạm", Severity.WARNING: "cảnh báo", Severity.INFO: "thông tin"},
}
_PLURALS = {"violation": "violations", "warning": "warnings", "information": "information"}
_COUNTED = {
    "files": ("file", "files", "tệp"),
    "records": ("record", "records", "bản ghi"),
    "triples": ("triple", "triples", "bộ ba"),
}


@dataclass(frozen=True)
class Said:
    """An issue in one language."""

    message: str
    fix: str
    severity: str


def said(issue: Issue, language: str) -> Said:
    """Message, fix and severity in a language, fit to be shown on a terminal or a page."""
    vi = language == "vi"
    return Said(
        printable(issue.message_vi if vi else issue.message_en),
        printable(issue.fix_vi if vi else issue.fix_en),
        _SEVERITIES[language][issue.severity],
    )


def place(issue: Issue) -> str:
    """`file:line:column`, as far as known; the thing's IRI where no file is known."""
    where = [str(part) for part in (issue.path, issue.line, issue.column) if part]
    return printable(":".join(where) if issue.path else issue.focus or issue.record)


def printable(text: str) -> str:
    """Text without characters that steer a terminal or turn reading direction: values come from anybody's file."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def summary(report: Report, language: str) -> str:
    """What was looked at and what was found, on one line."""
    vi = language == "vi"
    looked = []
    for name, number in report.counts.items():
        one, many, both = _COUNTED.get(name, (name, name, name))
        looked.append(f"{number} {both if vi else one if number == 1 else many}")
    found = []
    for severity in Severity:
        number, word = report.number(severity), _SEVERITIES[language][severity]
        found.append(f"{number} {word if vi or number == 1 else _PLURALS[word]}")
    return (", ".join(looked) + ": " if looked else "") + ", ".join(found)


def more(number: int, language: str) -> str:
    """The line that stands for findings left out."""
    return f"… và {number} trường hợp nữa (--all)" if language == "vi" else f"… and {number} more (--all)"
