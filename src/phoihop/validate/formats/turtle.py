"""For RDF tools: a SHACL validation report in Turtle."""

from __future__ import annotations

from phoihop import vocabulary as v
from phoihop.model import Issue, Severity
from phoihop.validate.formats.objects import rule_iri
from phoihop.validate.report import Report
from phoihop.validate.reporter import ShapeIssue

_SEVERITIES = {Severity.VIOLATION: "sh:Violation", Severity.WARNING: "sh:Warning", Severity.INFO: "sh:Info"}
_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\", **{code: f"\\u{code:04X}" for code in (*range(32), 127)}}
_NOT_IN_IRI = {code: f"%{code:02X}" for code in (*range(33), *map(ord, '<>"{}|^`\\'))}


def render_turtle(report: Report) -> str:
    """A `sh:ValidationReport`. It conforms only if there is nothing at all to report, as SHACL has it."""
    lines = [
        f"@prefix sh: <{v.PREFIXES['sh']}> .",
        "",
        "[] a sh:ValidationReport ;",
        f"  sh:conforms {'false' if report.issues else 'true'}",
    ]
    for issue in report.issues:
        lines[-1] += " ;"
        lines += ["  sh:result [", *(f"    {line} ;" for line in _result(issue)), "  ]"]
    lines[-1] += " ."
    return "\n".join(lines) + "\n"


def _result(issue: Issue) -> list[str]:
    rule = _iri(rule_iri(issue))
    lines = [
        "a sh:ValidationResult",
        f"sh:focusNode {_focus(issue)}",
        f"sh:resultSeverity {_SEVERITIES[issue.severity]}",
    ]
    lines += [f"sh:sourceShape {rule}"]
    if isinstance(issue, ShapeIssue):
        lines.append(f"sh:sourceConstraintComponent {_iri(issue.component)}")
        lines += [f"sh:resultPath {_iri(issue.property)}"] if issue.property else []
        lines += [f"sh:value {issue.value}"] if issue.value and not issue.value.startswith("_:") else []
    else:
        check = issue.rule.startswith("check/")
        lines.append(f"sh:sourceConstraintComponent {'sh:SPARQLConstraintComponent' if check else rule}")
    lines.append(f"sh:resultMessage {_text(issue.message_vi)}@vi, {_text(issue.message_en)}@en")
    return lines


def _focus(issue: Issue) -> str:
    """The thing in the graph, or else where in which file the finding is: a focus node may be a literal."""
    if issue.focus:
        return _text(issue.focus) if issue.focus.startswith(("_:", '"')) else _iri(issue.focus)
    where = ":".join(str(part) for part in (issue.path, issue.line, issue.column) if part)
    return _text(where or issue.record or "graph")


def _iri(iri: str) -> str:
    return f"<{iri.translate(_NOT_IN_IRI)}>"


def _text(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
