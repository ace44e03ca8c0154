"""For programs: one JSON object a finding."""

from __future__ import annotations

import json
from typing import Any

from phoihop.model import Issue
from phoihop.validate.report import Report
from phoihop.validate.shapes import SHAPES


def render_json(report: Report) -> str:
    """All findings as a JSON list."""
    return json.dumps([issue_object(issue) for issue in report.issues], ensure_ascii=False, indent=1) + "\n"


def issue_object(issue: Issue) -> dict[str, Any]:
    """One finding as JSON holds it; `shape` is the shape's IRI, or the name of the rule that is no shape."""
    return {
        "severity": issue.severity.value,
        "record": issue.record,
        "line": issue.line,
        "column": issue.column,
        "path": issue.path,
        "field": issue.field,
        "message_vi": issue.message_vi,
        "message_en": issue.message_en,
        "fix_vi": issue.fix_vi,
        "fix_en": issue.fix_en,
        "shape": rule_iri(issue) if issue.rule.startswith("shape/") else issue.rule,
        "focus": issue.focus,
        "evidence": issue.evidence,
        "sentence": issue.sentence,
    }


def rule_iri(issue: Issue) -> str:
    """An IRI for the rule that found it: a shape's own, else one below the shapes."""
    family, _, name = issue.rule.partition("/")
    if family == "shape":
        return name if ":" in name else SHAPES + name
    return f"{SHAPES}{family}#{name}"
