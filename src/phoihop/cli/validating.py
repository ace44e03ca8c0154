"""`validate`."""

from __future__ import annotations

from pathlib import Path

import click

from phoihop.cli.output import lang_option
from phoihop.errors import UsageError

_CHANGES = {
    "en": "in {store} these records would change: {facts} (`phoihop diff` tells which facts)",
    "vi": "trong {store} các bản ghi này sẽ làm thay đổi: {facts} (xem từng thông tin bằng `phoihop diff`)",
}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "turtle", "sarif", "junit", "html")), default="text",
    show_default=True, help="Output format.",
)  # fmt: skip
@click.option("--store", type=click.Path(path_type=Path), help="The store that records are to join.")
@click.option("--shapes", type=click.Path(path_type=Path), help="SHACL shapes to judge RDF by, instead of Phoihop's.")
@click.option("--texts", type=click.Path(path_type=Path), help="A folder with the sources' texts, ID.txt.")
@click.option(
    "--fail-on", type=click.Choice(("warning", "violation")), default="violation", show_default=True,
    help="What makes the exit code 1.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show all findings of a group, not the first five.")
@lang_option
def validate(
    paths: tuple[Path, ...],
    form: str,
    store: Path | None,
    shapes: Path | None,
    texts: Path | None,
    fail_on: str,
    everything: bool,
    lang: str,
) -> None:
    """Check records (YAML, JSON Lines, CSV) or RDF (Turtle, TriG, N-Triples, N-Quads, JSON-LD)."""
    import logging

    from phoihop.model import Severity
    from phoihop.validate.formats import render
    from phoihop.validate.rdf import is_rdf

    # rdflib logs an ill-typed literal with a traceback; the report names it with its place.
    logging.getLogger("rdflib").addHandler(logging.NullHandler())
    rdf = [path for path in paths if is_rdf(path)]
    if rdf and len(rdf) < len(paths):
        raise UsageError("records and RDF cannot be checked in one go", path=rdf[0], fix="check them one after another")
    if rdf or shapes:
        if store or texts:
            raise UsageError("--store and --texts are for records, not for RDF")
        from phoihop.validate.rdf import validate_rdf

        report = validate_rdf(paths, shapes, workers=None)
    else:
        from phoihop.validate.batches import validate_records

        report = validate_records(paths, store=store, texts=texts)
    severity = Severity(fail_on)
    click.echo(render(report, form, language=lang, everything=everything, fail_on=severity), nl=False)
    if store and form == "text":
        from phoihop.changes import diff, summarise_diff

        click.echo(_CHANGES[lang].format(store=store, facts=summarise_diff(diff(paths, store, language=lang), lang)))
    if report.fails(severity):
        raise SystemExit(1)
