"""Whether two mentions of documents are one: number, issuer and date together, never the number alone.

Numbering restarts at 01 in every term of a committee (Hướng dẫn 36-HD/VPTW of 2018-04-03), so a number comes
back about every five years, and in every province at once.
"""

from __future__ import annotations

import re

from phoihop.identity.blocks import Keys, Pair
from phoihop.identity.evidence import Weighing
from phoihop.identity.mentions import Mention
from phoihop.model import PartialDate, Truth
from phoihop.spelling import fold

_PART = re.compile(r"\d+|[^\W\d_]+")


def number_parts(number: str) -> tuple[str, ...]:
    """A document number without its punctuation: `238-QĐ/TW`, `238/QĐ-TW` and `238 - qđ/TW` are one.

    Leading zeros and lost marks do not count: `02-ĐA/TU` is `2-DA/TU`.
    """
    parts = _PART.findall(fold(number))
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def document_keys(mention: Mention) -> Keys | None:
    """The keys of a document: its number, or its title if it has none."""
    parts = number_parts(mention.number)
    if parts:
        short = f"number:{parts[0]}"
        return Keys(" ".join(parts), offers=(short,), seeks=(short,) if len(parts) == 1 else ())
    title = fold(mention.name)
    return Keys(f"title:{title}") if title else None


def weigh_documents(pair: Pair) -> Weighing | None:
    """What number, issuer and date say about two documents."""
    a, b = pair.a, pair.b
    what, score = _compare_numbers(a, b)
    if a.issuer and b.issuer and a.issuer != b.issuer:
        return Weighing(0.05, "different", (what, "issued by different bodies"))
    dates = _compare_dates(a.issued, b.issued)
    if dates is Truth.FALSE:
        return Weighing(0.05, "different", (what, f"dated {a.issued} and {b.issued}: numbering restarts each term"))
    same_issuer = bool(a.issuer) and a.issuer == b.issuer
    issuer = "the same issuer" if same_issuer else "an issuer is not given"
    if dates is Truth.TRUE:
        when = f"dated {a.issued}"
        certain = same_issuer and score == 1.0 and bool(a.number)
        return Weighing(score if certain else score * 0.85, "same" if certain else "possible", (what, issuer, when))
    when = "a date is not given" if not (a.issued and b.issued) else f"dates that may agree: {a.issued}, {b.issued}"
    return Weighing(score * (0.6 if same_issuer else 0.45), "possible", (what, issuer, when))


def _compare_numbers(a: Mention, b: Mention) -> tuple[str, float]:
    if not a.number:
        return "the same title, without a number", 0.8
    if number_parts(a.number) == number_parts(b.number):
        return f"the same number {a.number}", 1.0
    return f"{a.number} may be short for {b.number}", 0.7


def _compare_dates(a: str, b: str) -> Truth:
    return PartialDate(a).same(PartialDate(b)) if a and b else Truth.UNKNOWN
