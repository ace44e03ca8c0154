"""A report in the form that a person, a program or a continuous-integration service reads."""

from __future__ import annotations

from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.validate.formats.junit import render_junit
from phoihop.validate.formats.objects import render_json
from phoihop.validate.formats.page import render_page
from phoihop.validate.formats.sarif import render_sarif
from phoihop.validate.formats.text import render_text
from phoihop.validate.formats.turtle import render_turtle
from phoihop.validate.report import Report

FORMATS = ("text", "json", "turtle", "sarif", "junit", "html")


def render(
    report: Report,
    form: str,
    *,
    language: str = "en",
    everything: bool = False,
    fail_on: Severity = Severity.VIOLATION,
) -> str:
    """The report as text of one of the `FORMATS`.

    Args:
        report: what was found.
        form: the format.
        language: `en` or `vi`, where a format shows one language.
        everything: all findings of a group, not the first five (text and html).
        fail_on: what counts as failed (junit).

    Raises:
        UsageError: there is no such format.
    """
    if form == "json":
        return render_json(report)
    if form == "turtle":
        return render_turtle(report)
    if form == "sarif":
        return render_sarif(report, language)
    if form == "junit":
        return render_junit(report, language, fail_on)
    if form == "html":
        return render_page(report, language, everything=everything)
    if form == "text":
        return render_text(report, language, everything=everything)
    raise UsageError(f"there is no format {form!r}", fix=f"one of {', '.join(FORMATS)}")
