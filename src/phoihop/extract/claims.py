"""Facts → claims of a record: the words they rest on, how they are known, and a note on rule and confidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from phoihop import vocabulary as v
from phoihop.extract.facts import Fact
from phoihop.model import PartialDate

#: The longest text that a field of a record holds.
LONGEST = 2000
# Parts of a body's name; that one was inferred does not make the claim about the body an inference.
_OF_NAME = frozenset({"place", "level", "committee"})
# These notes have fields of their own in the record, or say what the remark says already.
_HELD = frozenset(
    {"pact", "kind", "side", "level", "host", "place", "standing", "role", "basis", "date", "type", "howKnown"}
    | {"province", "year"}
)


def build_evidence(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Spans as a record writes them: `start-end#digest`, the first 16 hexadecimal digits of the words' SHA-256."""
    return tuple(
        f"{start}-{end}#{hashlib.sha256(text[start:end].encode(errors='surrogatepass')).hexdigest()[:16]}"
        for start, end in dict.fromkeys(spans)
        if start < end
    )


def build_claim(text: str, fact: Fact, /, *others: Fact, remark: str = "", **fields: Any) -> dict[str, Any]:
    """The fields of a claim that rests on one fact, and on the words of others."""
    spans = [(f.start, f.end) for f in (fact, *others)]
    claim = {**fields, "at": build_evidence(text, spans), "note": render_remark(fact, remark)}
    how = read_how_known(fact)
    return {**claim, "how_known": how} if how != "stated" else claim


def render_remark(fact: Fact, remark: str = "") -> str:
    """Rule, confidence, reason, and what else the rule remarked."""
    said = f"rule {fact.rule}, confidence {fact.confidence:.2f}: {fact.reason}"
    more = [f"{key}: {value}" for key, value in fact.note.items() if value and key not in _HELD]
    return shorten("; ".join([said, *more, *filter(None, [remark])]))


def read_how_known(fact: Fact) -> str:
    """How a fact is known, in the words of the vocabulary; what was inferred from anywhere is known by context."""
    how = fact.note.get("howKnown", "").removeprefix("from ").replace(" ", "-")
    if how in v.HOW_KNOWN:
        return how
    inferred = set(filter(None, fact.note.get("inferred", "").split(", ")))
    return "context" if how or inferred - (_OF_NAME if fact.field != "place" else set()) else "stated"


def is_date(value: str) -> bool:
    """Whether a record can hold the date."""
    try:
        PartialDate(value)
    except ValueError:
        return False
    return True


def shorten(text: str) -> str:
    """The text as far as a field of a record holds it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"


def pacts_of(fact: Fact) -> tuple[int, ...]:
    """The numbers of the pacts a fact belongs to; the first where it names none."""
    return tuple(int(n) for n in fact.note.get("pact", "1").replace(" ", "").split(",") if n.isdigit()) or (1,)
