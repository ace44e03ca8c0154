"""For code-scanning services: SARIF 2.1.0."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from phoihop.model import Issue, Severity
from phoihop.validate.formats.wording import said
from phoihop.validate.report import Report

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(report: Report, language: str = "en") -> str:
    """All findings as one SARIF run."""
    rules = {rule: number for number, (rule, _) in enumerate(report.groups())}
    driver = {
        "name": "phoihop",
        "semanticVersion": version("phoihop"),
        "rules": [
            {"id": rule, "defaultConfiguration": {"level": _LEVELS[issues[0].severity]}}
            for rule, issues in report.groups()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "vi" if language == "vi" else "en",
        "results": [_result(issue, rules[issue.rule], language) for issue in report.issues],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _result(issue: Issue, rule: int, language: str) -> dict[str, Any]:
    words = said(issue, language)
    location: dict[str, Any] = {}
    if issue.path:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(PurePath(issue.path).as_posix())}}
        if issue.line:
            region = {"startLine": issue.line} | ({"startColumn": issue.column} if issue.column else {})
            location["physicalLocation"]["region"] = region
    if issue.focus or issue.field:
        location["logicalLocations"] = [{"fullyQualifiedName": issue.focus or issue.field}]
    extra = {name: getattr(issue, name) for name in ("record", "field", "focus", "evidence", "sentence")}
    return {
        "ruleId": issue.rule,
        "ruleIndex": rule,
        "level": _LEVELS[issue.severity],
        "message": {"text": f"{words.message} {words.fix}".strip()},
        "locations": [location] if location else [],
        "properties": {name: value for name, value in extra.items() if value},
    }
