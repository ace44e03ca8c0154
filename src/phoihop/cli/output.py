"""Options that several commands share, and how answers are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phoihop.tables import Table

if TYPE_CHECKING:
    from rich.console import Console

_GAP = 3
"""Characters that a table draws around a column."""

store_option = click.option(
    "--store", metavar="PATH|URL", help="A store folder, an N-Quads file or a SPARQL endpoint. [default: build/store, "
    "else the shipped graph]",
)  # fmt: skip
lang_option = click.option(
    "--lang", type=click.Choice(["en", "vi"]), default="en", envvar="PHOIHOP_LANG", show_default=True,
    help="Language of what is printed.",
)  # fmt: skip


as_of_option = click.option(
    "--as-of", metavar="DATE", help="Only what was there on this day, month or year (docs/time.md).",
)  # fmt: skip
known_by_option = click.option("--known-by", metavar="DATE", help="Only what was known by this day.")


def format_option(*choices: str, default: str | None = None) -> Callable[[Any], Any]:
    """`--format` with the choices; without a default, `table` on a terminal and the first choice when piped."""
    return click.option("--format", "form", type=click.Choice(choices), default=default, help="Output format.")


def chosen(form: str | None, piped: str = "csv") -> str:
    """The format asked for, else what suits where the output goes."""
    return form or ("table" if sys.stdout.isatty() else piped)


def print_table(table: Table, form: str) -> None:
    """Print a table as csv, json or for people."""
    if form == "csv":
        click.echo(table.to_csv(), nl=False)
    elif form == "json":
        click.echo(table.to_json(), nl=False)
    else:
        _print_rich(table.for_people())


def _print_rich(table: Table) -> None:
    from rich.console import Console

    # Piped, there is no terminal to fit: take the room that the widest row needs.
    console = Console() if sys.stdout.isatty() else Console(width=160)
    widths = _column_widths(table, console.width)
    if widths:
        _print_columns(table, widths, console)
    else:
        _print_blocks(table, console)
    console.print(f"{len(table)} rows" if len(table) != 1 else "1 row", highlight=False)


def _column_widths(table: Table, room: int) -> list[int]:
    """How wide each column is so that no word is broken; nothing if the table does not fit in that way."""
    from rich.cells import cell_len

    columns = [[name.replace("_", " "), *(row[i] or "" for row in table.rows)] for i, name in enumerate(table.columns)]
    natural = [max(map(cell_len, cells)) for cells in columns]
    widths = [max(cell_len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
    free = room - sum(widths) - _GAP * len(columns)
    if free < 0:
        return []
    for _ in range(min(free, sum(natural) - sum(widths))):
        wanting = max(range(len(widths)), key=lambda i: natural[i] / max(widths[i], 1))
        widths[wanting] += 1
    return widths


def _print_columns(table: Table, widths: list[int], console: Console) -> None:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD, title=table.title or None, title_justify="left", pad_edge=False)
    for column, width in zip(table.columns, widths, strict=True):
        shown.add_column(column.replace("_", " "), width=width)
    for row in table.rows:
        shown.add_row(*(Text(value or "") for value in row))
    console.print(shown)


def _print_blocks(table: Table, console: Console) -> None:
    """Row below row, a line a column: for tables too wide for the terminal."""
    from rich.table import Table as RichTable
    from rich.text import Text

    if table.title:
        console.print(Text(f"{table.title}\n", style="italic"))
    for row in table.rows:
        block = RichTable.grid(padding=(0, 2))
        block.add_column(no_wrap=True, style="bold")
        block.add_column(overflow="fold")
        for name, value in zip(table.columns, row, strict=True):
            if value:
                block.add_row(name.replace("_", " "), Text(value))
        console.print(block, "")


def write_bytes(out: Path | None, data: bytes) -> None:
    """Write to a file, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
