"""Answers as tables: for a terminal, a file, a data frame, a notebook."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from phoihop.vocabulary import ID, ONTOLOGY, SCHEMES

if TYPE_CHECKING:
    import pandas as pd

_LABEL = "_label"


@dataclass(frozen=True)
class Table:
    """Rows of text under named columns; None is an unbound value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    title: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def to_csv(self) -> str:
        """RFC 4180 with LF line ends; an unbound value is an empty field."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([value or "" for value in row] for row in self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """A list of objects; an unbound value is null."""
        return json.dumps(list(self), ensure_ascii=False, indent=1) + "\n"

    def to_pandas(self) -> pd.DataFrame:
        """A data frame of strings; an unbound value is missing. Needs `phoihop[notebook]`."""
        import pandas as pd  # noqa: PLC0415  (an extra, and slow to import)

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def for_people(self) -> Table:
        """The table with the IRI columns left out whose labels stand beside them, and other IRIs shortened.

        A concept is shown as its words, `people court`: the column says of which kind it is.
        """
        keep = [i for i, name in enumerate(self.columns) if name + _LABEL not in self.columns]
        names = tuple(self.columns[i].removesuffix(_LABEL) for i in keep)
        rows = tuple(tuple(_shorten(row[i]) for i in keep) for row in self.rows)
        return Table(names, rows, self.title)

    def _repr_html_(self) -> str:
        """Rich display in Jupyter."""
        shown = self.for_people()
        head = "".join(f"<th>{html.escape(c)}</th>" for c in shown.columns)
        body = "".join(f"<tr>{''.join(f'<td>{_cell(v)}</td>' for v in row)}</tr>" for row in shown.rows)
        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: str | None) -> str:
    if not value:
        return ""
    if value.startswith(("http://", "https://")):
        return f'<a href="{html.escape(value)}">{html.escape(value)}</a>'
    return html.escape(value)


def _shorten(value: str | None) -> str | None:
    if value is None:
        return None
    short = value.removeprefix(ID).removeprefix(ONTOLOGY)
    scheme, _, concept = short.partition("/")
    return concept.replace("-", " ") if short != value and scheme in SCHEMES and concept else short


def table_of(columns: Sequence[str], solutions: Any, title: str = "") -> Table:
    """A table of a SELECT query's solutions."""
    rows = tuple(tuple(None if row[c] is None else row[c].value for c in columns) for row in solutions)
    return Table(tuple(columns), rows, title)
