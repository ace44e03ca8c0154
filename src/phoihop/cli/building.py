"""`build`."""

from __future__ import annotations

from pathlib import Path

import click

from phoihop.cli.output import lang_option


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="The data folder. [default: the shipped data]")
@click.option("--store", type=click.Path(path_type=Path), default=Path("build/store"), show_default=True)
@click.option("--no-check", is_flag=True, help="Leave validation out: for volumes that were checked before.")
@lang_option
def build(data: Path | None, store: Path, no_check: bool, lang: str) -> None:
    """Turn a data folder into a checked store; the last line names it and its counts."""
    from phoihop.build import build as build_store
    from phoihop.cli.progress import progress_bar
    from phoihop.errors import FindingsError
    from phoihop.model import Severity
    from phoihop.settings import data_dir
    from phoihop.validate import Report
    from phoihop.validate.formats import render

    try:
        with progress_bar() as progress:
            built = build_store(data or data_dir(), store, check=not no_check, workers=None, progress=progress)
    except FindingsError as error:
        if error.issues:
            click.echo(render(Report(error.issues), "text", language=lang), nl=False, err=True)
        raise
    report = Report(built.issues)
    if built.issues:
        warnings, remarks = report.number(Severity.WARNING), report.number(Severity.INFO)
        click.echo(f"conforms, with {warnings} warnings and {remarks} remarks (see `phoihop validate`)")
    counts = ", ".join(f"{number} {name}" for name, number in built.counts.items())
    click.echo(f"{built.store}: {counts}")
