"""IRIs that were given up, and what stands in their place: `data/tombstones.csv`, columns old, new, on, why."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from phoihop.errors import UsageError
from phoihop.model import PartialDate

_COLUMNS = ["old", "new", "on", "why"]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One IRI that is no longer used.

    Args:
        old: the IRI given up.
        new: the IRI to use; empty where nothing stands in its place.
        on: the day of the change, YYYY-MM-DD.
        why: which rule changed, or what was wrong.
        line: its line in the file.
    """

    old: str
    new: str
    on: str
    why: str
    line: int


def read_tombstones(path: Path, known: Container[str] | None = None) -> tuple[Tombstone, ...]:
    """Reads the tombstones; a file that does not exist has none.

    Args:
        path: `data/tombstones.csv`.
        known: the IRIs in use; with it, an old IRI that is in use and a new one that is not are refused.

    Raises:
        UsageError: wrong columns, an empty field, a bad date, an IRI given up twice, a redirect in a circle, or
            one that ends nowhere. Says which line.
    """
    if not path.exists():
        return ()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = [(row, reader.line_num) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"the tombstones cannot be read: {error}", path=path) from error
    if not rows or rows[0][0] != _COLUMNS:
        raise UsageError(f"the first line is not {','.join(_COLUMNS)}", path=path, line=1, fix="write that header")
    tombstones: dict[str, Tombstone] = {}
    for row, line in rows[1:]:
        try:
            tombstone = _parse_row(row, line)
            if tombstone.old in tombstones:
                raise ValueError(f"{tombstone.old!r} was given up in line {tombstones[tombstone.old].line} already")
        except ValueError as error:
            raise UsageError(str(error), path=path, line=line) from error
        tombstones[tombstone.old] = tombstone
    _check_ends(tombstones, known, path)
    return tuple(tombstones.values())


def build_redirects(tombstones: Iterable[Tombstone]) -> dict[str, str]:
    """Former IRI → the IRI in use now, over as many changes as there were; without those that have no successor."""
    steps = {tombstone.old: tombstone.new for tombstone in tombstones}
    redirects = {}
    for old, new in steps.items():
        end = new
        while end in steps:
            end = steps[end]
        if end:
            redirects[old] = end
    return redirects


def _parse_row(row: list[str], line: int) -> Tombstone:
    if len(row) != len(_COLUMNS):
        raise ValueError(f"the line has {len(row)} fields, not {len(_COLUMNS)}")
    old, new, on, why = row
    tombstone = Tombstone(old, new, on, why, line)
    for name in ("old", "on", "why"):
        if not getattr(tombstone, name).strip():
            raise ValueError(f"field {name!r} is empty")
    if PartialDate(tombstone.on).precision != "day":
        raise ValueError(f"field 'on' is {tombstone.on!r}: write the whole day, YYYY-MM-DD")
    return tombstone


def _check_ends(tombstones: dict[str, Tombstone], known: Container[str] | None, path: Path) -> None:
    for old, tombstone in tombstones.items():
        seen, end = {old}, tombstone.new
        while end in tombstones and end not in seen:
            seen.add(end)
            end = tombstones[end].new
        if end in seen:
            raise UsageError(f"the redirect of {old!r} runs in a circle", path=path, line=tombstone.line)
        if known is None:
            continue
        if old in known:
            raise UsageError(f"{old!r} is given up but in use", path=path, line=tombstone.line)
        if end and end not in known:
            raise UsageError(f"{old!r} leads to {end!r}, which no record has", path=path, line=tombstone.line)
