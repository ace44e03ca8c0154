"""What an extraction gives: facts tied to spans, marks of debris, and the tab-separated rows of `--format facts`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from phoihop.extract.tokens import Text

#: Fields of the facts table, in its order; other facts belong to the draft record only.
TABLE_FIELDS = ("event_kind", "signatory", "lead", "event_date", "place", "document", "term", "official", "post")


class Fact(NamedTuple):
    """One value found at one span.

    Args:
        field: what it is, as `signatory`.
        surface: the words at the span.
        start, end: code points in the given text, end exclusive.
        value: normalised, in full words.
        note: machine-usable remarks in a stable order.
        rule: id of the rule that found it (see `rules`).
        confidence: 0 … 1; below 0.5 the fact wants a second look.
        reason: why this confidence, in a few words.
    """

    field: str
    surface: str
    start: int
    end: int
    value: str
    note: Mapping[str, str]
    rule: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of debris: nothing in it is taken for a fact of the event.

    Args:
        kind: `menu`, `caption`, `footer`, `byline`, `stamp`, `placeholder`, `credit`.
        start, end: code points in the given text, end exclusive.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text.

    Args:
        text: the text that the offsets refer to.
        facts: in the order of the facts table, then by span.
        marks: debris, in text order.
        warnings: what a coder should know, one line each.
    """

    text: str
    facts: tuple[Fact, ...]
    marks: tuple[Mark, ...]
    warnings: tuple[str, ...] = field(default=())

    def of(self, name: str) -> tuple[Fact, ...]:
        """The facts of one field."""
        return tuple(fact for fact in self.facts if fact.field == name)


def make_fact(
    tokens: Text,
    field: str,
    span: tuple[int, int],
    value: str,
    note: Mapping[str, str],
    rule: str,
    sure: float,
    why: str,
) -> Fact:
    """A fact over the tokens of a span; empty remarks are left out."""
    start, end = tokens.span(*span)
    kept = {key: remark for key, remark in note.items() if remark}
    return Fact(field, tokens.given[start:end], start, end, value, kept, rule, sure, why)


def _cell(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def render_note(note: Mapping[str, str]) -> str:
    """`key=value; key=value` with no `;` inside a value."""
    return "; ".join(f"{key}={_cell(value).replace(';', ',')}" for key, value in note.items() if value)


def render_facts(extraction: Extraction) -> str:
    """The facts as the tab-separated table of `phoihop extract --format facts`."""
    rows = ["field\tsurface\tstart\tend\tvalue\tnote"]
    for fact in extraction.facts:
        if fact.field not in TABLE_FIELDS:
            continue
        note = dict(fact.note)
        note["confidence"] = f"{fact.confidence:.2f}"
        rows.append(
            "\t".join(
                (fact.field, _cell(fact.surface), str(fact.start), str(fact.end), _cell(fact.value), render_note(note))
            )
        )
    return "\n".join(rows) + "\n"
