"""An explanation as text for people."""

from __future__ import annotations

import click

from phoihop.explain import Explanation
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


def print_explanation(found: Explanation, lang: str) -> None:
    """Print an explanation, part by part; empty parts are left out."""
    said, evidence, claims, derived, unknown, stands = _WORDS[lang]
    click.secho(short(found.iri), bold=True)
    click.echo(f"\n{said}:")
    for prop, value in found.statements:
        click.echo(f"  {short(prop)}  {short(value)}")
    if found.evidence:
        click.echo(f"\n{evidence}:")
    for reason in found.evidence:
        span = f" {reason.start}–{reason.end}" if reason.start is not None else ""
        about = f" [{short(reason.about)}]" if reason.about else ""
        click.echo(f"  {short(reason.source)}{span}{about}: {reason.source_label}; {reason.address or unknown}")
        if reason.words:
            click.echo(f"    “{' '.join(reason.words.split())}”")
        if reason.note:
            click.echo(f"    {reason.note}")
    if found.claims:
        click.echo(f"\n{claims}:")
    for kind, claim, standing in found.claims:
        click.echo(f"  {short(kind)} {short(claim)} ({short(standing).removeprefix('standing/')})")
    if found.derivations:
        click.echo(f"\n{derived}:")
    for rule in found.derivations:
        triple = " ".join(short(part) for part in rule.triple)
        click.echo(f"  {short(rule.rule)}: {triple}\n    {stands} {', '.join(short(c) for c in rule.claims)}")
