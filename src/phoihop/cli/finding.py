"""`place`, `same` and `search`."""

from __future__ import annotations

import json

import click

from phoihop.cli.output import chosen, format_option, print_table, store_option
from phoihop.errors import FindingsError, UsageError
from phoihop.tables import Table


@click.command()
@click.argument("name")
@click.option("--as-of", "as_of", metavar="DATE", help="The date at which the place has to exist.")
@click.option("--within", metavar="PLACE", help="A unit that contains the place, by id or name.")
@format_option("json", "csv", "table")
def place(name: str, as_of: str | None, within: str | None, form: str | None) -> None:
    """Find the places that NAME may mean, best first."""
    from phoihop.gazetteer import load_gazetteer
    from phoihop.identity.iris import place_iri
    from phoihop.model import PartialDate

    try:
        when = PartialDate(as_of) if as_of else None
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from None
    gazetteer = load_gazetteer()
    rows = []
    for candidate in gazetteer.find(name, as_of=when, within=within):
        unit = candidate.place
        rows.append(
            {
                "iri": place_iri(unit.id),
                "name": unit.full_name,
                "level": unit.level,
                "code": unit.code,
                "within": place_iri(unit.within) if unit.within else None,
                "validFrom": unit.valid_from or None,
                "validTo": unit.valid_to or None,
                "score": round(candidate.score, 3),
                "reason": candidate.reason,
            }
        )
    if not rows:
        raise FindingsError(f"no place is called {name!r}", fix="check the spelling, --as-of and --within")
    if chosen(form, "json") == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    columns = tuple(rows[0])
    cells = tuple(tuple(None if row[c] is None else str(row[c]) for c in columns) for row in rows)
    print_table(Table(columns, cells), chosen(form))


@click.command()
@click.argument("a")
@click.argument("b")
@format_option("json", "text", default="text")
def same(a: str, b: str, form: str) -> None:
    """Say whether the personal names A and B can be one person's."""
    from phoihop.identity.names import compare_names

    for name in (a, b):
        if not name.strip():
            raise UsageError("a name is empty")
    found = compare_names(a, b)
    if form == "json":
        click.echo(json.dumps({"verdict": found.verdict, "reason": found.reason}, ensure_ascii=False))
    else:
        click.echo(f"{found.verdict}: {found.reason}")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@format_option("csv", "json", "table")
@store_option
def search(words: tuple[str, ...], limit: int, form: str | None, store: str | None) -> None:
    """Find places, bodies and officials: "dien bien" finds Điện Biên, "vksnd" the procuracies."""
    from phoihop.library import open

    with open(store) as graph:
        found = graph.search(" ".join(words), limit)
    if not found.rows:
        raise FindingsError(f"nothing is called {' '.join(words)!r}")
    print_table(found, chosen(form))
