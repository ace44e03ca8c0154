"""For continuous integration: JUnit XML, one case a finding."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from phoihop.model import Issue, Severity
from phoihop.validate.formats.wording import place, said
from phoihop.validate.report import Report

# What XML 1.0 cannot hold, however it is written.
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report, language: str = "en", fail_on: Severity = Severity.VIOLATION) -> str:
    """Findings as bad as `fail_on` fail; the others pass and say in their output what was found."""
    failed = [Report((issue,)).fails(fail_on) for issue in report.issues]
    cases = max(len(report.issues), 1)
    counts = {"tests": str(cases), "failures": str(sum(failed)), "errors": "0", "skipped": "0"}
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": "phoihop validate", **counts})
    for issue, bad in zip(report.issues, failed, strict=True):
        _case(suite, issue, language, bad=bad)
    if not report.issues:
        ET.SubElement(suite, "testcase", {"classname": "phoihop", "name": "conforms"})
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _case(suite: ET.Element, issue: Issue, language: str, *, bad: bool) -> None:
    words = said(issue, language)
    name = " ".join(part for part in (issue.rule, issue.record, issue.field or issue.focus) if part)
    attributes = {"classname": _legal(issue.path or "graph"), "name": _legal(name)}
    if issue.line:
        attributes |= {"file": _legal(issue.path), "line": str(issue.line)}
    case = ET.SubElement(suite, "testcase", attributes)
    body = "\n".join(part for part in (place(issue), words.message, words.fix, issue.sentence) if part)
    if bad:
        failure = ET.SubElement(case, "failure", {"type": issue.rule, "message": _legal(words.message)})
        failure.text = _legal(body)
    else:
        ET.SubElement(case, "system-out").text = _legal(f"{words.severity}: {body}")


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
