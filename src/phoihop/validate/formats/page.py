"""For a coder: one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from importlib.metadata import version

from phoihop.model import Issue, Severity
from phoihop.validate.formats.wording import EXAMPLES, more, place, printable, said, summary
from phoihop.validate.report import Report

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h2{font-size:1.05rem;margin:2rem 0 .5rem}
h2 span{border:1px solid;border-radius:.25rem;padding:0 .4rem;margin-right:.5rem}
.violation{color:#9b1c1c}.warning{color:#8a5300}.info{color:#1c4f9b}
li{margin:.75rem 0}code{color:#444;overflow-wrap:anywhere}
.fix::before{content:"→ "}blockquote{margin:.25rem 0 0 1rem;padding-left:.75rem;border-left:3px solid #bbb;color:#333}
footer{margin-top:3rem;color:#555;font-size:.9rem}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}code,footer,blockquote{color:#bbb}
.violation{color:#ff9b9b}.warning{color:#ffc46b}.info{color:#9cc3ff}}
"""
# The page holds no script and may load nothing, whatever stands in the data.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_page(report: Report, language: str = "en", *, everything: bool = False) -> str:
    """The findings as a page with everything in it and no script."""
    title = "Kết quả kiểm tra dữ liệu" if language == "vi" else "What validation found"
    groups = "".join(_group(rule, issues, language, everything=everything) for rule, issues in report.groups())
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n<p>{escape(summary(report, language))}</p>\n{groups}"
        f"<footer>Phoihop {escape(version('phoihop'))}</footer>\n</body>\n</html>\n"
    )


def _group(rule: str, issues: list[Issue], language: str, *, everything: bool) -> str:
    worst = min((issue.severity for issue in issues), key=list(Severity).index)
    shown = issues if everything else issues[:EXAMPLES]
    left = len(issues) - len(shown)
    rest = f"<p>{escape(more(left, language))}</p>\n" if left else ""
    items = "".join(_finding(issue, language) for issue in shown)
    name = escape(said(issues[0], language).severity)
    return (
        f'<section>\n<h2 class="{worst.value}"><span>{name}</span>{escape(rule)} ({len(issues)})</h2>\n'
        f"<ol>\n{items}</ol>\n{rest}</section>\n"
    )


def _finding(issue: Issue, language: str) -> str:
    words = said(issue, language)
    inside = escape(printable(" ".join(part for part in (issue.record, issue.field) if part)))
    parts = [f"<code>{escape(place(issue))}</code> {inside}<br>{escape(words.message)}"]
    if words.fix:
        parts.append(f'<div class="fix">{escape(words.fix)}</div>')
    if issue.sentence:
        parts.append(
            f"<blockquote>{escape(printable(issue.sentence))} <code>{escape(issue.evidence)}</code></blockquote>"
        )
    return f"<li>{''.join(parts)}</li>\n"
