"""`query` and `sparql`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phoihop.cli.output import (
    as_of_option,
    chosen,
    format_option,
    known_by_option,
    lang_option,
    print_table,
    store_option,
    write_bytes,
)
from phoihop.errors import UsageError
from phoihop.tables import Table

if TYPE_CHECKING:
    from phoihop.queries import Query


class _Parameters(click.Command):
    """Collects `--name value` pairs that the command itself does not know: they are the question's parameters."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {opt for p in self.params for opt in p.opts} | {"-h", "--help"}
        rest: list[str] = []
        given: dict[str, str] = {}
        i = 0
        while i < len(args):
            name, joined, value = args[i].partition("=")
            if name.startswith("--") and len(name) > 2 and name not in known:
                if not joined:
                    if i + 1 >= len(args) or args[i + 1].startswith("--"):
                        raise UsageError(f"the parameter {name} has no value", fix=f"write {name} VALUE")
                    i += 1
                    value = args[i]
                given[name[2:].replace("-", "_")] = value
            else:
                rest.append(args[i])
            i += 1
        ctx.obj = given
        return super().parse_args(ctx, rest)


@click.command(cls=_Parameters, options_metavar="[OPTIONS] [--PARAMETER VALUE]...")
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the questions, their parameters and columns.")
@click.option("--show", is_flag=True, help="Print the SPARQL that would be asked, with the parameters bound.")
@format_option("csv", "json", "table")
@as_of_option
@known_by_option
@store_option
@lang_option
@click.pass_context
def query(
    ctx: click.Context,
    name: str | None,
    listing: bool,
    show: bool,
    form: str | None,
    as_of: str | None,
    known_by: str | None,
    store: str | None,
    lang: str,
) -> None:
    """Ask the question NAME of the catalogue, as: phoihop query district-court --level province."""
    from phoihop.queries import concept_labels, load_catalogue

    if listing or name is None:
        if ctx.obj:
            raise UsageError(f"--{next(iter(ctx.obj))} is no option of --list")
        _list(form, lang)
        return
    question = load_catalogue()[name]
    given = {p: _place_id(value) if p in _places(question) else value for p, value in ctx.obj.items()}
    if show:
        click.echo(question.bind(given), nl=False)
        return
    from phoihop.library import open

    question.bind(given)  # a wrong parameter is said before a store is opened
    with open(store) as graph:
        answer = graph.query(name, as_of=as_of, known_by=known_by, **given)
    title = question.title_vi if lang == "vi" else question.title_en
    labels = concept_labels(lang) if chosen(form) == "table" else {}
    rows = tuple(tuple(labels.get(value, value) if value else value for value in row) for row in answer.rows)
    print_table(Table(answer.columns, rows, title), chosen(form))


def _places(question: Query) -> set[str]:
    return {parameter.name for parameter in question.parameters if parameter.type == "place"}


def _place_id(value: str) -> str:
    """The id of a place given by its name, if one place alone is meant; an id or IRI stays what it is."""
    if "/" in value or value in ("", "vn"):
        return value
    from phoihop.gazetteer import load_gazetteer

    found = load_gazetteer().find(value)
    best = [c.place for c in found if c.score == found[0].score]
    if not best:
        raise UsageError(f"no place is called {value!r}", fix="look for it with `phoihop place`")
    if len(best) > 1:
        named = ", ".join(f"{place.id} ({place.full_name})" for place in best[:6])
        raise UsageError(f"{len(best)} places are called {value!r}", fix=f"name one by its id: {named}")
    return best[0].id


def _list(form: str | None, lang: str) -> None:
    from phoihop.queries import load_catalogue

    questions = list(load_catalogue())
    if chosen(form) == "json":
        click.echo(json.dumps([_describe(q) for q in questions], ensure_ascii=False, indent=1))
        return
    vi = lang == "vi"
    rows = tuple(
        (q.name, q.title_vi if vi else q.title_en, " ".join(f"--{p.name}" for p in q.parameters)) for q in questions
    )
    columns = ("tên", "câu hỏi", "tham số") if vi else ("name", "question", "parameters")
    print_table(Table(columns, rows), chosen(form))


def _describe(question: Query) -> dict[str, Any]:
    """A question as `--list --format json` gives it."""
    return {
        "name": question.name,
        "title_vi": question.title_vi,
        "title_en": question.title_en,
        "description_vi": question.description_vi,
        "description_en": question.description_en,
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "default": p.default,
                "required": p.required,
                "choices": list(p.choices),
                "meaning_vi": p.meaning_vi,
                "meaning_en": p.meaning_en,
            }
            for p in question.parameters
        ],
        "columns": [
            {"name": c.name, "type": c.type, "meaning_vi": c.meaning_vi, "meaning_en": c.meaning_en}
            for c in question.columns
        ],
    }


_RESULT_FORMATS = ("csv", "json", "xml", "tsv", "turtle", "ntriples", "table")


@click.command()
@click.argument("file")
@format_option(*_RESULT_FORMATS)
@store_option
def sparql(file: str, form: str | None, store: str | None) -> None:
    """Ask the SPARQL query in FILE, or on standard input for `-`."""
    from phoihop.library import open

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}", path=file
        ) from None
    with open(store) as graph:
        try:
            answer = graph.sparql(text)
        except UsageError as error:
            error.path = "standard input" if file == "-" else file
            raise
        _print_answer(answer, form)


def _print_answer(answer: Any, form: str | None) -> None:
    from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat

    from phoihop.tables import table_of

    if isinstance(answer, QueryTriples):
        if form not in (None, "turtle", "ntriples", "table"):
            raise UsageError(f"{form} cannot hold the triples of a CONSTRUCT query", fix="use turtle or ntriples")
        rdf = RdfFormat.N_TRIPLES if form == "ntriples" else RdfFormat.TURTLE
        write_bytes(None, answer.serialize(format=rdf) or b"")
        return
    formats = {
        "csv": QueryResultsFormat.CSV,
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "tsv": QueryResultsFormat.TSV,
    }
    kind = chosen(form)
    boolean = not hasattr(answer, "variables")
    if kind in formats and not (boolean and kind in ("csv", "tsv")):
        write_bytes(None, answer.serialize(format=formats[kind]))
    elif boolean:
        click.echo("true" if answer else "false")
    elif kind == "table":
        print_table(table_of([v.value for v in answer.variables], answer), "table")
    else:
        raise UsageError(f"{kind} holds triples; this query gives rows", fix="use csv, json, xml or tsv")
