"""`add`, `retract` and `diff`."""

from __future__ import annotations

from pathlib import Path

import click

from phoihop.cli.output import lang_option

_FOLDER = click.Path(path_type=Path)
_store = click.option("--store", type=_FOLDER, default=Path("build/store"), show_default=True, help="The store.")
_data = click.option(
    "--data", type=_FOLDER, help="The data folder the store was built from, where it has a gazetteer of its own."
)
_wait = click.option("--wait", type=click.FloatRange(min=0), default=0.0, help="Seconds to wait for another writer.")
_on = click.option("--on", default="", metavar="DATE", help="The day, for the audit log. [default: today]")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=_FOLDER, metavar="PATH...")
@_store
@click.option("--by", default="", metavar="NAME", help="Who adds, for the audit log. [default: the login name]")
@_on
@click.option("--quarantine", type=_FOLDER, help="Where what is held back goes. [default: STORE/quarantine]")
@click.option("--texts", type=_FOLDER, help="A folder with the sources' texts, ID.txt.")
@_data
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_wait
@lang_option
def add(
    paths: tuple[Path, ...],
    store: Path,
    by: str,
    on: str,
    quarantine: Path | None,
    texts: Path | None,
    data: Path | None,
    form: str,
    wait: float,
    lang: str,
) -> None:
    """Add records to a store: the good ones go in, the others into quarantine with what is wrong with them."""
    from phoihop.changes import add_records, render_report
    from phoihop.cli.progress import progress_bar

    with progress_bar() as progress:
        report = add_records(
            paths, store, by=by or _login(), on=_day(on), quarantine=quarantine, texts=texts, data=data, wait=wait,
            progress=progress,
        )  # fmt: skip
    click.echo(render_report(report, form, lang), nl=False)
    if report.number("held back"):
        raise SystemExit(1)


@click.command()
@click.argument("source")
@_store
@click.option("--by", required=True, metavar="NAME", help="Who retracts, for the audit log.")
@click.option("--why", required=True, metavar="REASON", help="Why, for the audit log.")
@_on
@_data
@_wait
def retract(source: str, store: Path, by: str, why: str, on: str, data: Path | None, wait: float) -> None:
    """Take what SOURCE (as s4) states out of a store, except what other sources state too."""
    from phoihop.changes import retract_source

    done = retract_source(source, store, by=by, why=why, on=_day(on), data=data, wait=wait)
    click.echo(
        f"{store}: {done.source} retracted, {done.statements} statements of its own and {done.merged} of the merged "
        f"graph; version {done.version}, {done.counts['records']} records, {done.counts['quads']} quads"
    )
    click.echo(f"to keep it out of the next build, write `status: retracted` into the record {done.source}", err=True)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=_FOLDER, metavar="PATH...|STORE")
@_store
@_data
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "sparql", "nquads")), default="text", show_default=True,
    help="Output format; sparql and nquads are patches.",
)  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences, as `git diff` does.")
@lang_option
def diff(paths: tuple[Path, ...], store: Path, data: Path | None, form: str, exit_code: bool, lang: str) -> None:
    """Say what records would change in a store, or what is different in another store or N-Quads file."""
    from phoihop.changes import diff as compare
    from phoihop.changes import render_diff

    found = compare(paths, store, language=lang, data=data)
    click.echo(render_diff(found, form, lang), nl=False)
    if exit_code and found:
        raise SystemExit(1)


def _day(given: str) -> str:
    """The day given, checked, or today."""
    from datetime import date

    from phoihop.errors import UsageError
    from phoihop.model import PartialDate

    if not given:
        return date.today().isoformat()
    try:
        return PartialDate(given).text
    except ValueError as error:
        raise UsageError(f"--on: {error}") from None


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
