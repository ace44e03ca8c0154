"""Options that several commands share, and how answers are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from phoihop.tables import Table

store_option = click.option(
    "--store", metavar="PATH|URL", help="A store folder, an N-Quads file or a SPARQL endpoint. [default: build/store, "
    "else the shipped graph]",
)  # fmt: skip
lang_option = click.option(
    "--lang", type=click.Choice(["en", "vi"]), default="en", envvar="PHOIHOP_LANG", show_default=True,
    help="Language of what is printed.",
)  # fmt: skip


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
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    # Piped, there is no terminal to fit: take the room that the widest row needs.
    console = Console() if sys.stdout.isatty() else Console(width=160)
    shown = RichTable(box=box.SIMPLE_HEAD, title=table.title or None, title_justify="left", pad_edge=False)
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(value or "") for value in row))
    console.print(shown)
    console.print(f"{len(table)} rows" if len(table) != 1 else "1 row", highlight=False)


def write_bytes(out: Path | None, data: bytes) -> None:
    """Write to a file, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
