"""The log of a review: one decision a line, only ever appended; who, when, what, and what stood there before."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path as File
from typing import Any

from phoihop.errors import UsageError
from phoihop.review.items import Item

VERDICTS = ("accepted", "corrected", "rejected", "noted")


@dataclass(frozen=True)
class Decision:
    """What somebody decided about one item.

    Args:
        path: the item's place in the draft, in words.
        verdict: one of `VERDICTS`; a note leaves the question itself open.
        before: the item's fields in the draft.
        after: what is to stand instead, field by field (corrections).
        remark: a note for the record, or why it was rejected.
        by, on: who, and on which day (ISO).
        spans, rule: where the draft found it and by which rule, so that the log can teach the grammar.
        source: SHA-256 of the source's text.
    """

    path: str
    verdict: str
    before: dict[str, Any]
    by: str
    on: str
    after: dict[str, Any] = field(default_factory=dict)
    remark: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    source: str = ""


def log_path(draft: File) -> File:
    """The log beside a draft."""
    return draft.with_suffix(".review.jsonl")


def append_decision(log: File, decision: Decision) -> None:
    """Add one line to a log.

    Raises:
        UsageError: the log cannot be written.
    """
    line = json.dumps(asdict(decision), ensure_ascii=False) + "\n"
    try:
        with log.open("ab") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(f"the log of the review cannot be written: {error.strerror}", path=log) from None


def read_decisions(log: File) -> list[Decision]:
    """The decisions of a log, oldest first; none where there is no log. A last line cut short is left out.

    Raises:
        UsageError: the log cannot be read, or a line is no decision.
    """
    try:
        lines = log.read_bytes().decode("utf-8").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the log of the review cannot be read: {error}", path=log) from None
    decisions = []
    for number, line in enumerate(lines[:-1], 1):
        try:
            value = json.loads(line)
            value["spans"] = tuple((start, end) for start, end in value["spans"])
            decision = Decision(**value)
        except (ValueError, TypeError, KeyError):
            raise UsageError("this line is no decision", path=log, line=number, fix="restore or delete it") from None
        decisions.append(decision)
    return decisions


def fit_decisions(
    decisions: Iterable[Decision], items: Sequence[Item]
) -> tuple[dict[str, Decision], dict[str, str], int]:
    """The last verdict and the last note on each item, and how many decisions fit nothing in the draft any more.

    A decision fits where its item stands at the same place with the same fields: a draft that was extracted anew
    keeps the decisions on what did not change.
    """
    known = {item.name: plain(item.value) for item in items}
    verdicts: dict[str, Decision] = {}
    notes: dict[str, str] = {}
    lost = 0
    for decision in decisions:
        if known.get(decision.path) != plain(decision.before):
            lost += 1
        elif decision.verdict == "noted":
            notes[decision.path] = decision.remark
        else:
            verdicts[decision.path] = decision
    return verdicts, notes, lost


def plain(value: Any) -> Any:
    """A value as JSON gives it back: lists for tuples."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value
