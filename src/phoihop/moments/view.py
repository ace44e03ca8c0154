"""The graph as it stood on a day, or as it was known by a day.

Both are three-valued. What certainly was not there is left out; what certainly was, or may have been, stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.graph.merging import stored_canonical
from phoihop.graph.rules import read_rules
from phoihop.identity.iris import graph_iri
from phoihop.model import PartialDate, Truth
from phoihop.moments.presence import Presence
from phoihop.settings import ontology_dir
from phoihop.store import EmbeddedStore, Store
from phoihop.tables import Table, table_of

_DEFAULT = ox.DefaultGraph()
_DERIVED = graph_iri("derived")
_PARTS = ("assertion", "provenance", "publication")


@dataclass(frozen=True)
class Known:
    """Since when a source is known, and by what: its publication, or else the acceptance of its record."""

    since: PartialDate | None
    by: str


def read_known(graph: ox.Store) -> dict[str, Known]:
    """For each source id, since when what it says is known."""
    found: dict[str, Known] = {}
    for head in _subjects(graph, v.RDF.type, v.NP.Nanopublication):
        record = head.removeprefix(graph_iri(""))
        published = _values(graph, f"{v.ID}source/{record}", v.DCT.issued)
        accepted = _values(graph, head, v.PH.acceptedOn, graph_iri(record, "publication"))
        if published:
            found[record] = Known(PartialDate(published[0].partition("T")[0]), "published")
        elif accepted:
            found[record] = Known(PartialDate(accepted[0]), "accepted")
        else:
            found[record] = Known(None, "unknown")
    return found


def view_as_of(
    store: Store, as_of: PartialDate | None = None, known_by: PartialDate | None = None, *, certain: bool = False
) -> EmbeddedStore:
    """A graph in memory of what there was on a day, as far as it was known by a day.

    Args:
        store: an embedded store; it is not changed.
        as_of: the day asked about, or a month or year, of which any day will do. None: at any time.
        known_by: only sources published by then; of those that print no date, records accepted by then. Ends,
            foundings and changes after that day are left out, since nobody could know them.
        certain: leave out as well what only may have been there, or may have been known.

    Raises:
        UsageError: the store is remote: its named graphs cannot be read whole.
    """
    if not isinstance(store, EmbeddedStore):
        raise UsageError("only a store on this machine can be seen as of a day", path=store.location)
    graph = store.graph
    canonical = stored_canonical(graph)
    sources = {record: _is_known(known, known_by, certain) for record, known in read_known(graph).items()}
    assertions = {r: list(_named(graph, graph_iri(r, "assertion"))) for r in sorted(sources)}
    merged = {r: [_canonical(quad, canonical) for quad in quads] for r, quads in assertions.items()}
    loose = {triple for triples in merged.values() for triple in triples} | _derived(graph)
    base = [t for q in graph.quads_for_pattern(None, None, None, _DEFAULT) if (t := q.triple) not in loose]
    kept = dict.fromkeys(t for record, known in sources.items() if known for t in merged[record])
    moment = Presence(as_of, known_by, certain)
    moment.read(base)
    moment.read(kept)
    dropped = moment.dropped()
    view = ox.Store()
    view.bulk_extend(
        ox.Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in (*base, *kept) if moment.keeps(t, dropped)
    )
    for record, known in sources.items():
        for part in _PARTS if known else ():
            name = graph_iri(record, part)
            quads = assertions[record] if part == "assertion" else _named(graph, name)
            view.bulk_extend(q for q in quads if moment.keeps(_canonical(q, canonical), dropped))
    for name in _shared_graphs(graph, sources):
        view.bulk_extend(q for q in _named(graph, name) if moment.keeps(q.triple, dropped) and not _is_derived(q))
    _derive(view)
    return EmbeddedStore(view, store.location)


def ask_as_of(
    store: Store, sparql: str, as_of: PartialDate | None = None, known_by: PartialDate | None = None, title: str = ""
) -> Table:
    """The answer to a SELECT query on a day, with a verdict on each row in a last column, `at_date`.

    A row that the query also gives of what certainly was there is a `yes`; one that it gives only of what may have
    been there is `not-excluded`. Rows of what certainly was not there do not come up.

    Raises:
        UsageError: the store is remote, or the query is no SELECT query.
    """
    lenient, strict = (
        _select(view_as_of(store, as_of, known_by, certain=certain), sparql, title) for certain in (False, True)
    )
    sure = set(strict.rows)
    rows = tuple((*row, "yes" if row in sure else "not-excluded") for row in lenient.rows)
    return Table((*lenient.columns, "at_date"), rows, title)


def _select(view: EmbeddedStore, sparql: str, title: str) -> Table:
    answer = view.query(sparql)
    if not isinstance(answer, ox.QuerySolutions):
        raise UsageError("only a SELECT query can be asked as of a day")
    return table_of([variable.value for variable in answer.variables], answer, title)


def _is_known(known: Known, by: PartialDate | None, certain: bool) -> bool:
    if by is None:
        return True
    if known.since is None:
        return not certain
    return by.before(known.since) in ((Truth.FALSE,) if certain else (Truth.FALSE, Truth.UNKNOWN))


def _canonical(quad: ox.Quad, canonical: Mapping[str, str]) -> ox.Triple:
    subject, value = (_replaced(term, canonical) for term in (quad.subject, quad.object))
    return ox.Triple(subject, quad.predicate, value)  # type: ignore[arg-type]


def _replaced(term: object, canonical: Mapping[str, str]) -> object:
    current = canonical.get(str(term)) if canonical else None
    return ox.NamedNode(current[1:-1]) if current else term


def _derived(graph: ox.Store) -> set[ox.Triple]:
    """What rules gave; it is derived anew from what is left."""
    return {
        quad.triple
        for name in graph.named_graphs()
        if isinstance(name, ox.NamedNode) and name.value.startswith(f"{_DERIVED}/")
        for quad in graph.quads_for_pattern(None, None, None, name)
    }


def _is_derived(quad: ox.Quad) -> bool:
    """Whether a note tells of a graph of derived triples, which is made and noted anew."""
    return isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(f"{_DERIVED}/")


def _shared_graphs(graph: ox.Store, sources: Iterable[str]) -> Iterator[str]:
    """The named graphs that belong to no source and to no rule of the ontology."""
    own = {graph_iri(source, part) for source in sources for part in _PARTS}
    for name in graph.named_graphs():
        if isinstance(name, ox.NamedNode) and name.value not in own and not name.value.startswith(f"{_DERIVED}/"):
            yield name.value


def _derive(view: ox.Store) -> None:
    for rule in read_rules(ontology_dir() / "rules"):
        lines = []
        for s, p, o, g in rule.derive(view.query):  # type: ignore[arg-type]
            lines.append(f"{s} {p} {o} {g} .\n")
            if g.startswith(f"<{_DERIVED}/"):
                lines.append(f"{s} {p} {o} .\n")
        view.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)


def _subjects(graph: ox.Store, prop: str, value: str) -> Iterator[str]:
    for quad in graph.quads_for_pattern(None, ox.NamedNode(prop), ox.NamedNode(value), None):
        yield quad.subject.value  # type: ignore[union-attr]


def _values(graph: ox.Store, subject: str, prop: str, name: str | None = None) -> list[str]:
    where = ox.NamedNode(name) if name else _DEFAULT
    quads = graph.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(prop), None, where)
    return sorted(quad.object.value for quad in quads)  # type: ignore[union-attr]


def _named(graph: ox.Store, name: str) -> Iterator[ox.Quad]:
    return graph.quads_for_pattern(None, None, None, ox.NamedNode(name))
