"""`draw`, `export` and `explain`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from phoihop.cli.output import (
    as_of_option,
    format_option,
    known_by_option,
    lang_option,
    store_option,
    write_bytes,
)
from phoihop.errors import UsageError


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["agency-programme", "agency-agency"]),
    default="agency-programme",
    show_default=True,
    help="Bodies and programmes, or bodies joined by programmes.",
)
@click.option("--source", metavar="ID", help="Only what this source says, as s4.")
@as_of_option
@known_by_option
@store_option
@lang_option
def draw(
    out: Path, kind: str, source: str | None, as_of: str | None, known_by: str | None, store: str | None, lang: str
) -> None:
    """Draw the graph as one HTML file, OUT, that needs no network."""
    from phoihop.library import open

    with open(store) as graph:
        drawing = graph.at(as_of, known_by).draw(kind=kind, language=lang, source=source)
    out.parent.mkdir(parents=True, exist_ok=True)
    drawing.save(out)
    click.echo(f"{out}: {out.stat().st_size // 1024} KB, open it in a browser")


@click.command()
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@format_option("nquads", "trig", "turtle", "jsonld", "csv", "graphml", "gexf")
@click.option("--source", metavar="ID", help="Only what this source says, as s4.")
@as_of_option
@known_by_option
@store_option
def export(
    out: Path, form: str | None, source: str | None, as_of: str | None, known_by: str | None, store: str | None
) -> None:
    """Write the graph to OUT (`-` for standard output), as its ending or --format says; .gz compresses."""
    from phoihop.export import compress, suffix_format
    from phoihop.export import export as export_graph
    from phoihop.library import open

    form = form or suffix_format(out)
    with open(store) as graph:
        data = export_graph(graph.at(as_of, known_by).store, form, source)
    write_bytes(None if str(out) == "-" else out, compress(data) if out.suffix == ".gz" else data)


@click.command()
@click.argument("iri")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of the sources' texts, as s4.txt: shows the words at each span, if unchanged.",
)
@format_option("text", "json")
@store_option
@lang_option
def explain(iri: str, texts: Path | None, form: str | None, store: str | None, lang: str) -> None:
    """Say why IRI is in the graph: sources, spans, notes, claims, rules."""
    from phoihop.library import open

    with open(store) as graph:
        found = graph.explain(iri, text_of=_reader(texts))
    if form == "json":
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
    else:
        from phoihop.cli.explanations import print_explanation

        print_explanation(found, lang)


def _reader(texts: Path | None) -> Callable[[str], str | None]:
    if texts is None:
        return lambda source: None
    if not texts.is_dir():
        raise UsageError("there is no such folder of texts", path=texts)

    def read(source: str) -> str | None:
        path = texts / f"{source}.txt"
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None

    return read
