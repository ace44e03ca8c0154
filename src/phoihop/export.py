"""The graph in other formats, each with its version and how to cite it."""

from __future__ import annotations

import io
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from phoihop.errors import UsageError
from phoihop.identity.iris import graph_iri
from phoihop.store import EmbeddedStore, Store
from phoihop.tables import table_of
from phoihop.views import read_view
from phoihop.vocabulary import PREFIXES

FORMATS = ("nquads", "trig", "turtle", "jsonld", "csv", "graphml", "gexf")
SUFFIXES = {
    ".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "jsonld", ".csv": "csv", ".graphml": "graphml",
    ".gexf": "gexf",
}  # fmt: skip
_DATASET = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}


def citation() -> str:
    """How to cite the data, in one line."""
    return f"Phoihop {version('phoihop')}: coordination between Party bodies and State agencies in Vietnam. CC BY 4.0."


def export(store: Store, form: str, source: str | None = None) -> bytes:
    """The whole graph, or one source's part of it.

    Args:
        store: where from. The formats with named graphs need an embedded store.
        form: one of `FORMATS`. `nquads` and `turtle` are sorted: the same graph gives the same bytes. `csv` is one
            row a signature and source; `graphml` and `gexf` are the network of bodies and programmes.
        source: the id of a source, as `s4`.

    Raises:
        UsageError: there is no such format or source.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", fix="use one of " + ", ".join(FORMATS))
    if form in ("graphml", "gexf"):
        return _network(store, form, source)
    if form == "csv":
        return _table(store, source)
    quads = _quads(store, source)
    if form == "turtle":
        return _turtle(quads, source)
    lines = sorted(str(quad) + " .\n" for quad in quads)
    if form == "nquads":
        return "".join(lines).encode()
    data = ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    out = ox.serialize(data, format=_DATASET[form], prefixes=PREFIXES if form == "trig" else None)
    assert out is not None
    return _comment(form) + out


def suffix_format(path: Path) -> str:
    """The format that a file's ending means; a further `.gz` is looked through.

    Raises:
        UsageError: the ending means none.
    """
    try:
        return SUFFIXES[(path.with_suffix("") if path.suffix == ".gz" else path).suffix]
    except KeyError:
        raise UsageError(f"the ending {path.suffix!r} names no format", path=path, fix="give --format") from None


def _quads(store: Store, source: str | None) -> list[ox.Quad]:
    if not isinstance(store, EmbeddedStore):
        raise UsageError("a remote endpoint's graph cannot be exported whole", path=store.location)
    if source is None:
        return list(store.graph.quads_for_pattern(None, None, None))
    quads = [
        quad
        for part in ("assertion", "provenance", "publication")
        for quad in store.graph.quads_for_pattern(None, None, None, ox.NamedNode(graph_iri(source, part)))
    ]
    if not quads:
        raise UsageError(f"there is no source {source!r} in the graph", fix="`phoihop query sources` lists them")
    return quads


def _turtle(quads: list[ox.Quad], source: str | None) -> bytes:
    """Turtle has no named graphs: the merged graph, or one source's assertion."""
    graph = ox.NamedNode(graph_iri(source, "assertion")) if source else ox.DefaultGraph()
    lines = sorted(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads if q.graph_name == graph)
    out = ox.serialize(
        ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES),
        format=ox.RdfFormat.TURTLE,
        prefixes=PREFIXES,
    )
    assert out is not None
    return _comment("turtle") + out


def _comment(form: str) -> bytes:
    return f"# {citation()}\n".encode() if form in ("turtle", "trig") else b""


def _table(store: Store, source: str | None) -> bytes:
    answer: Any = store.query(read_view("signatures"))
    table = table_of([variable.value for variable in answer.variables], answer)
    if source is not None:
        at = table.columns.index("source")
        kept = tuple(row for row in table.rows if (row[at] or "").endswith(f"/source/{source}"))
        if not kept:
            raise UsageError(f"there is no source {source!r} in the graph")
        table = type(table)(table.columns, kept)
    return table.to_csv().encode()


def _network(store: Store, form: str, source: str | None) -> bytes:
    import networkx as nx  # noqa: PLC0415  (a third of a second to import)

    from phoihop.analysis import project  # noqa: PLC0415

    network = project(store, kind="agency-programme", source=source)
    network.graph["citation"] = citation()
    out = io.BytesIO()
    (nx.write_graphml if form == "graphml" else nx.write_gexf)(network, out)
    return out.getvalue()


def compress(data: bytes) -> bytes:
    """The bytes gzipped, without a time stamp: the same bytes give the same file."""
    import gzip  # noqa: PLC0415

    return gzip.compress(data, compresslevel=9, mtime=0)
