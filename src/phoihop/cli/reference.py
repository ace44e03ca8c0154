"""`ref`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from phoihop.cli.output import chosen, format_option, lang_option, print_table
from phoihop.errors import UsageError
from phoihop.tables import Table

if TYPE_CHECKING:
    from phoihop.cli.terms import Term
    from phoihop.queries import Query

_LISTS = ("classes", "properties", "schemes", "record", "prefixes", "queries")
_SORTS = {"classes": "class", "properties": "property", "schemes": "scheme"}
_WORDS = {
    "en": {
        "name": "name", "meaning": "meaning", "above": "is a kind of", "sources": "source", "others": "also called",
        "parameters": "parameters", "columns": "columns", "part": "part of a record", "field": "field",
        "holds": "holds", "required": "required", "prefix": "prefix", "iri": "IRI", "list": "list",
        "more": "`phoihop ref NAME` shows any of these: a list, a term as ph:Signature, a scheme as kind, a query",
    },
    "vi": {
        "name": "tên", "meaning": "nghĩa", "above": "thuộc loại", "sources": "nguồn", "others": "còn gọi là",
        "parameters": "tham số", "columns": "cột", "part": "phần của bản ghi", "field": "trường",
        "holds": "giá trị", "required": "bắt buộc", "prefix": "tiền tố", "iri": "IRI", "list": "danh sách",
        "more": "`phoihop ref TÊN` xem từng mục: danh sách, một từ như ph:Signature, bộ từ như kind, một câu hỏi",
    },
}  # fmt: skip


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@format_option("csv", "json", "table")
@lang_option
def ref(name: str | None, form: str | None, lang: str) -> None:
    """Browse what there are names for: the ontology, the record's fields, the catalogue.

    NAME is a list (classes, properties, schemes, record, prefixes, queries), a term (ph:Signature), a scheme (kind),
    a concept (kind/people-court) or a query (district-court). As JSON, `record` is the JSON Schema of a record.
    """
    from phoihop.cli.terms import read_terms
    from phoihop.queries import load_catalogue

    if name == "record" and form == "json":
        from phoihop.records.schema import record_schema

        click.echo(json.dumps(record_schema(), ensure_ascii=False, indent=1))
        return
    terms = read_terms()
    if name is None:
        _print_overview(terms, chosen(form, "table"), lang)
    elif name in _LISTS:
        print_table(_list(name, terms, lang), chosen(form, "table"))
    elif found := _find(name, terms):
        _print_term(found, terms, chosen(form, "table"), lang)
    elif name in load_catalogue().names():
        _print_query(load_catalogue()[name], chosen(form, "table"), lang)
    else:
        raise _unknown(name, terms, load_catalogue().names())


def _find(name: str, terms: dict[str, Term]) -> Term | None:
    """A term by name or IRI, with or without prefix or scheme, if only one can be meant.

    Raises:
        UsageError: a name without its scheme fits concepts of several.
    """
    for exact in (name, f"ph:{name}", name.removeprefix("id:")):
        if exact in terms:
            return terms[exact]
    fitting = [t for t in terms.values() if name == t.iri or t.name.endswith(f"/{name}")]
    if len(fitting) > 1:
        several = ", ".join(term.name for term in fitting)
        raise UsageError(f"{name!r} may be any of {several}", fix="name one of them")
    return fitting[0] if fitting else None


def _unknown(name: str, terms: dict[str, Term], queries: tuple[str, ...]) -> UsageError:
    from phoihop.queries.header import suggestion

    known = (*_LISTS, *terms, *(t.removeprefix("ph:") for t in terms if t.startswith("ph:")), *queries)
    near = suggestion(name, known) or suggestion(f"ph:{name}", known)
    return UsageError(f"nothing here is called {name!r}{near}", fix="`phoihop ref` lists the lists")


def _list(name: str, terms: dict[str, Term], lang: str) -> Table:
    from phoihop.queries import load_catalogue
    from phoihop.vocabulary import PREFIXES

    words = _WORDS[lang]
    if name == "record":
        return _fields(lang)
    if name == "prefixes":
        return Table((words["prefix"], words["iri"]), tuple(PREFIXES.items()))
    if name == "queries":
        rows = tuple((q.name, q.title_vi if lang == "vi" else q.title_en) for q in load_catalogue())
        return Table((words["name"], words["meaning"]), rows)
    return _labels([term for term in terms.values() if term.sort == _SORTS[name]])


def _labels(terms: list[Term]) -> Table:
    return Table(("name", "vi", "en"), tuple((t.name, t.labels.get("vi"), t.labels.get("en")) for t in terms))


def _print_overview(terms: dict[str, Term], form: str, lang: str) -> None:
    rows = []
    for name in _LISTS:
        things = tuple(row[0] or "" for row in _list(name, terms, lang).rows)
        rows.append((name, ", ".join(dict.fromkeys(things))))
    words = _WORDS[lang]
    print_table(Table((words["list"], words["name"]), tuple(rows)), form)
    if form == "table":
        click.echo(words["more"])


def _print_term(term: Term, terms: dict[str, Term], form: str, lang: str) -> None:
    from phoihop.cli.terms import concepts_of

    if form == "json":
        from dataclasses import asdict

        inside = {"concepts": [asdict(c) for c in concepts_of(terms, term.name)]} if term.sort == "scheme" else {}
        click.echo(json.dumps(asdict(term) | inside, ensure_ascii=False, indent=1))
        return
    if term.sort == "scheme" and form == "csv":
        print_table(_labels(concepts_of(terms, term.name)), form)
        return
    rows = [("IRI", term.iri)]
    rows += [(language, term.labels[language]) for language in ("vi", "en") if language in term.labels]
    words = _WORDS[lang]
    if lang in term.definitions:
        rows.append((words["meaning"], term.definitions[lang]))
    for key, values in (("above", term.above), ("others", term.others), ("sources", term.sources)):
        rows += [(words[key], value) for value in values]
    rows += list(term.links)
    _print_card(f"{term.name} ({term.sort})", rows, form)
    if term.sort == "scheme":
        click.echo()
        print_table(_labels(concepts_of(terms, term.name)), form)


def _print_query(query: Query, form: str, lang: str) -> None:
    vi = lang == "vi"
    rows = [("?", query.title_vi if vi else query.title_en)]
    rows.append(("", query.description_vi if vi else query.description_en))
    for parameter in query.parameters:
        rows.append((f"--{parameter.name}", parameter.meaning_vi if vi else parameter.meaning_en))
    for column in query.columns:
        rows.append((column.name, column.meaning_vi if vi else column.meaning_en))
    _print_card(query.name, rows, form)


def _print_card(title: str, rows: list[tuple[str, str]], form: str) -> None:
    """What is known of one thing, a line each; a label is not repeated."""
    if form != "table":
        print_table(Table(("what", "value"), tuple(rows)), form)
        return
    from textwrap import fill

    click.secho(title, bold=True)
    before = ""
    for label, value in rows:
        shown = "" if label == before else label
        click.echo(fill(value, 116, initial_indent=f"  {shown:<16} ", subsequent_indent=" " * 19))
        before = label


def _fields(lang: str) -> Table:
    from phoihop.records.schema import record_schema

    schema = record_schema()
    words = _WORDS[lang]
    parts = {"Record": schema} | schema["$defs"]
    rows = []
    for part, body in parts.items():
        for field, holds in body.get("properties", {}).items():
            must = "*" if field in body.get("required", ()) else ""
            rows.append((part, field, must, _holds(holds), holds.get("description", "")))
    return Table((words["part"], words["field"], words["required"], words["holds"], words["meaning"]), tuple(rows))


def _holds(schema: dict[str, Any]) -> str:
    """What a field may hold, in a few words."""
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_holds(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if "items" in schema:
        return f"list of {_holds(schema['items'])}"
    if "patternProperties" in schema:
        return f"by key: {_holds(next(iter(schema['patternProperties'].values())))}"
    if "enum" in schema:
        names = [str(name) for name in schema["enum"]]
        return " | ".join(names) if len(names) <= 4 else f"{names[0]} | {names[1]} | … ({len(names)})"
    kind = schema.get("$ref", "").rpartition("/")[2] or schema.get("const") or schema.get("type", "")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
