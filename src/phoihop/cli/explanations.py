"""An explanation as text for people."""

from __future__ import annotations

from itertools import groupby

import click

from phoihop.explain import Explanation, Reason
from phoihop.vocabulary import ID, PREFIXES

_WORDS = {
    "en": ("What is said", "Evidence", "Claims that speak of it", "Derived by rule", "address not known", "stands on"),
    "vi": (
        "Nội dung",
        "Chứng cứ",
        "Các khẳng định có liên quan",
        "Suy ra theo quy tắc",
        "không rõ địa chỉ",
        "dựa trên",
    ),
}


def short(iri: str) -> str:
    """An IRI as people write it: `id:…`, `ph:…`, or in full."""
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _print_source(source: str, reasons: list[Reason], unknown: str) -> None:
    """A source once, and below it each of its spans."""
    click.echo(f"  {source}: {reasons[0].source_label}\n    {reasons[0].address or unknown}")
    for reason in reasons:
        span = f"{reason.start}–{reason.end}" if reason.start is not None else ""
        about = f"[{short(reason.about)}]" if reason.about else ""
        words = f"“{' '.join(reason.words.split())}”" if reason.words else ""
        told = " ".join(part for part in (span, about, words, reason.note) if part)
        if told:
            click.echo(f"    {told}")


def print_explanation(found: Explanation, lang: str) -> None:
    """Print an explanation, part by part; empty parts are left out."""
    said, evidence, claims, derived, unknown, stands = _WORDS[lang]
    click.secho(short(found.iri), bold=True)
    click.echo(f"\n{said}:")
    for prop, value in found.statements:
        click.echo(f"  {short(prop)}  {short(value)}")
    if found.evidence:
        click.echo(f"\n{evidence}:")
    for source, reasons in groupby(found.evidence, key=lambda reason: reason.source):
        _print_source(short(source), list(reasons), unknown)
    if found.claims:
        click.echo(f"\n{claims}:")
    for kind, claim, standing in found.claims:
        click.echo(f"  {short(kind)} {short(claim)} ({short(standing).removeprefix('standing/')})")
    if found.derivations:
        click.echo(f"\n{derived}:")
    for rule in found.derivations:
        triple = " ".join(short(part) for part in rule.triple)
        click.echo(f"  {short(rule.rule)}: {triple}\n    {stands} {', '.join(short(c) for c in rule.claims)}")
