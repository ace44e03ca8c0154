"""Expectations of a data set: `dataset.yaml` beside the records says how much of what there should be.

    expect:
      counts:
        records: [5, 10000]        at least, at most; either may be null
      fields:
        programmes.term: [0.5, 1]  the share of programmes that have a term

Too little fails, for something was lost on the way; too much warns. A field that occurs and is not listed warns too:
every field is accounted for, so that a new kind of fact cannot slip in unnoticed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from phoihop.errors import UsageError
from phoihop.model import Issue
from phoihop.records.reading import Located
from phoihop.validate.messages import DATASET

FILE = "dataset.yaml"
TABLES = ("agencies", "documents", "programmes", "events", "officials", "nothing_signed")
COUNTED = ("records", *TABLES)

_Band = tuple[float | None, float | None]


@dataclass
class Expectations:
    """What a data set should hold, and a tally of what it does.

    Args:
        path: the file they were read from.
        counts: name of `COUNTED` → least and most.
        fields: `table.field` → least and greatest share of the table's things that have it.
        lines: where in the file each of them stands.
    """

    path: Path
    counts: dict[str, _Band]
    fields: dict[str, _Band]
    lines: dict[str, int]
    _number: Counter[str] = field(default_factory=Counter)
    _having: Counter[str] = field(default_factory=Counter)

    def count(self, records: Iterable[Located]) -> None:
        """Add records to the tally."""
        for located in records:
            self._number["records"] += 1
            self._count_fields("source", located.record.source)
            for table in TABLES:
                things: Any = getattr(located.record, table)
                things = things.values() if isinstance(things, dict) else things
                self._number[table] += len(things)
                for thing in things:
                    self._count_fields(table, thing)

    def _count_fields(self, table: str, thing: BaseModel) -> None:
        for name in thing.model_fields_set:
            if getattr(thing, name) not in (None, ()):
                self._having[f"{table}.{name}"] += 1

    def issues(self) -> Iterator[Issue]:
        """Where the tally is outside the bands, or no band is given."""
        for name, band in self.counts.items():
            yield from self._outside("few", "many", name, self._number[name], band)
        for name, band in self.fields.items():
            table = name.partition(".")[0]
            number = self._number["records" if table == "source" else table]
            if number:
                yield from self._outside("rare", "frequent", name, round(self._having[name] / number, 3), band)
        for name in sorted(self._having.keys() - self.fields.keys()):
            yield DATASET.issue("field-not-listed", {"name": name}, path=str(self.path), line=1, field=name)

    def _outside(self, low: str, high: str, name: str, found: float, band: _Band) -> Iterator[Issue]:
        for code, bound, wrong in (
            (low, band[0], band[0] is not None and found < band[0]),
            (high, band[1], band[1] is not None and found > band[1]),
        ):
            if wrong:
                values = {"name": name, "found": f"{found:g}", "bound": f"{bound:g}"}
                yield DATASET.issue(code, values, path=str(self.path), line=self.lines[name], field=name)


def read_expectations(folder: Path) -> Expectations | None:
    """The expectations of the data folder, or None where it states none.

    Raises:
        UsageError: the file is wrong; with its line.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise UsageError(f"not valid YAML: {error.problem}", path=path, line=line) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", path=path) from None
    expected = content.get("expect", {}) if isinstance(content, dict) else {}
    lines = dict(_lines(root))
    counts, fields = (
        {name: _band(name, band, path, lines) for name, band in (expected.get(part) or {}).items()}
        for part in ("counts", "fields")
    )
    for name in counts:
        if name not in COUNTED:
            raise UsageError(
                f"{name!r} is not counted", path=path, line=lines[name], fix=f"one of {', '.join(COUNTED)}"
            )
    return Expectations(path, counts, fields, lines)


def _band(name: str, band: Any, path: Path, lines: dict[str, int]) -> _Band:
    if not (isinstance(band, list) and len(band) == 2 and all(b is None or isinstance(b, int | float) for b in band)):
        raise UsageError(f"{name!r} needs a band", path=path, line=lines[name], fix="write [least, most]")
    return band[0], band[1]


def _lines(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """The line of every key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.value, key.start_mark.line + 1
            yield from _lines(value)
