"""The log of judgements on identity: who decided when and why that two IRIs are one thing, or are not.

The log is a file of JSON objects, one a line, to which lines are only ever added. A judgement is
`{"a": …, "b": …, "verdict": "same" | "different" | "unsure", "by": …, "on": "YYYY-MM-DD", "why": …}`. Changing
one's mind is a further line with `"undo": n` in place of the verdict, n being the line taken back; it repeats
`a` and `b`, so that two logs joined by hand cannot make it point at another pair unnoticed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from phoihop.errors import UsageError
from phoihop.model import PartialDate
from phoihop.vocabulary import ID

JudgementVerdict = Literal["same", "different", "unsure"]

_VERDICTS: tuple[str, ...] = get_args(JudgementVerdict)
_SHARED = ("a", "b", "by", "on", "why")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's decision on two IRIs.

    Args:
        a, b: the IRIs, in no particular order.
        verdict: `same`, `different`, or `unsure` where the evidence was looked at and is not enough.
        by: who decided, as they want to be named.
        on: the day of the decision, YYYY-MM-DD.
        why: the evidence, in one's own words.
        line: where it stands in the log; 0 until it is written.
    """

    a: str
    b: str
    verdict: JudgementVerdict
    by: str
    on: str
    why: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Undo:
    """The taking back of one judgement; the judgement stays in the log.

    Args:
        undo: the line of the judgement.
        a, b: the IRIs of that judgement.
        by, on, why: as for a judgement.
        line: where it stands in the log; 0 until it is written.
    """

    undo: int
    a: str
    b: str
    by: str
    on: str
    why: str
    line: int = field(default=0, compare=False)


Entry = Judgement | Undo


@dataclass(frozen=True, slots=True)
class JudgementLog:
    """A log as read: every line, in order."""

    entries: tuple[Entry, ...] = ()

    @property
    def undone(self) -> set[int]:
        """The lines that were taken back."""
        return {entry.undo for entry in self.entries if isinstance(entry, Undo)}

    @property
    def standing(self) -> tuple[Judgement, ...]:
        """The judgements that nobody took back."""
        undone = self.undone
        return tuple(e for e in self.entries if isinstance(e, Judgement) and e.line not in undone)

    def judged(self, a: str, b: str) -> tuple[Judgement, ...]:
        """The standing judgements on two IRIs, whichever was written first."""
        return tuple(judgement for judgement in self.standing if {judgement.a, judgement.b} == {a, b})


def read_judgements(path: Path, known: Container[str] | None = None) -> JudgementLog:
    """Reads a log strictly. A log that does not exist yet has no judgements in it.

    Args:
        path: the log, `data/identity.jsonl`.
        known: the IRIs that exist, former ones included; without it they are not checked.

    Raises:
        UsageError: a line is no JSON object, has a field too many or too few, a verdict or a date that is none,
            an IRI that is not known, or takes back what is not there. Says which file and line.
    """
    entries: list[Entry] = []
    undone: set[int] = set()
    for line, text in _read_lines(path):
        try:
            entry = parse_entry(text, line)
            _check_entry(entry, entries, undone, known)
        except ValueError as error:
            fix = "the log is never rewritten by the tool: put this line right by hand, from its history"
            raise UsageError(str(error), path=path, line=line, fix=fix) from error
        entries.append(entry)
        if isinstance(entry, Undo):
            undone.add(entry.undo)
    return JudgementLog(tuple(entries))


def append_entry(path: Path, entry: Entry, known: Container[str] | None = None) -> Entry:
    """Adds a judgement or an undo at the end of the log and gives it back with its line.

    What is in the log already is read and checked first and never written again; the new line is on the disk
    when this returns.

    Raises:
        UsageError: the log, or what is to be added to it, is not right; nothing was written.
    """
    log = read_judgements(path, known)
    line = len(log.entries) + 1
    text = render_entry(entry)
    try:
        written = parse_entry(text, line)
        _check_entry(written, log.entries, log.undone, known)
    except ValueError as error:
        raise UsageError(str(error), fix="nothing was added to the log") from error
    data = path.read_bytes() if path.exists() else b""
    glue = "" if data.endswith(b"\n") or not data else "\n"
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{glue}{text}\n")
        file.flush()
        os.fsync(file.fileno())
    return written


def render_entry(entry: Entry) -> str:
    """The line of the log that says this."""
    verdict = {"verdict": entry.verdict} if isinstance(entry, Judgement) else {"undo": entry.undo}
    values = {"a": entry.a, "b": entry.b, **verdict, "by": entry.by, "on": entry.on, "why": entry.why}
    return json.dumps(values, ensure_ascii=False)


def parse_entry(text: str, line: int) -> Entry:
    """One line of the log.

    Raises:
        ValueError: it is not an entry; the message says what is wrong.
    """
    try:
        values = json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise ValueError(f"the line is not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("the line is not an entry: it is nested too deeply") from error
    if not isinstance(values, dict):
        raise ValueError(f"the line is {json.dumps(values)[:40]}, not an object in braces")
    turn = "undo" if "undo" in values else "verdict"
    wanted = {*_SHARED, turn}
    if unknown := sorted(values.keys() - wanted):
        raise ValueError(f"unknown field {unknown[0]!r}: the fields are {', '.join(sorted(wanted))}")
    if missing := sorted(wanted - values.keys()):
        raise ValueError(f"field {missing[0]!r} is missing")
    for name in _SHARED:
        if not isinstance(values[name], str) or not values[name].strip():
            raise ValueError(f"field {name!r} is {values[name]!r}: write a text that is not empty")
    _check_day(values["on"])
    if turn == "undo":
        if not isinstance(values["undo"], int) or isinstance(values["undo"], bool):
            raise ValueError(f"field 'undo' is {values['undo']!r}: write the number of the line that is taken back")
        return Undo(**values, line=line)
    if values["verdict"] not in _VERDICTS:
        raise ValueError(f"verdict {values['verdict']!r} is none of {', '.join(_VERDICTS)}")
    return Judgement(**values, line=line)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"field {max(names, key=names.count)!r} occurs twice")
    return values


def _check_day(text: str) -> None:
    if PartialDate(text).precision != "day":
        raise ValueError(f"field 'on' is {text!r}: write the whole day, YYYY-MM-DD")


def _check_entry(entry: Entry, before: Sequence[Entry], undone: set[int], known: Container[str] | None) -> None:
    for iri in (entry.a, entry.b):
        if known is not None and iri not in known:
            raise ValueError(f"unknown id {iri!r}: no record and no tombstone has it")
    if isinstance(entry, Undo):
        _check_undo(entry, before, undone)
        return
    if entry.a == entry.b:
        raise ValueError(f"{entry.a!r} is compared with itself")
    kinds = [iri.removeprefix(ID).partition("/")[0] for iri in (entry.a, entry.b) if iri.startswith(ID)]
    if len(kinds) == 2 and kinds[0] != kinds[1]:
        raise ValueError(f"{entry.a!r} and {entry.b!r} are not of one kind ({kinds[0]}, {kinds[1]})")


def _check_undo(entry: Undo, before: Sequence[Entry], undone: set[int]) -> None:
    if not 1 <= entry.undo <= len(before):
        raise ValueError(f"there is no line {entry.undo} before this one to take back")
    target = before[entry.undo - 1]
    if isinstance(target, Undo):
        raise ValueError(f"line {entry.undo} is itself an undo: write the judgement anew instead")
    if {target.a, target.b} != {entry.a, entry.b}:
        raise ValueError(f"line {entry.undo} judges {target.a!r} and {target.b!r}, not {entry.a!r} and {entry.b!r}")
    if entry.undo in undone:
        raise ValueError(f"line {entry.undo} has been taken back already")


def _read_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise UsageError(f"the log cannot be read: {error.strerror}", path=path) from error
    for line, raw in enumerate(data.removesuffix(b"\n").split(b"\n") if data else (), start=1):
        try:
            text = raw.decode("utf-8").removesuffix("\r")
        except UnicodeDecodeError as error:
            message = f"byte {error.start + 1} of the line is not UTF-8"
            raise UsageError(message, path=path, line=line, fix="save the file as UTF-8") from error
        if not text.strip():
            raise UsageError("the line is empty", path=path, line=line, fix="every line of the log is an entry")
        yield line, text
