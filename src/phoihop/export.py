"""The graph in other formats, each with its version and how to cite it.

Where a format has comments, the first line says so; CSV says it in its last column, GraphML and GEXF in their own
places for it, and JSON-LD, which has none, in a node about the data set. N-Quads and Turtle get no such node, so that
what is read back is the graph, triple for triple.
"""

from __future__ import annotations

import io
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyoxigraph as ox

from phoihop.errors import UsageError
from phoihop.identity.iris import graph_iri
from phoihop.store import EmbeddedStore, Store
from phoihop.tables import Table, table_of
from phoihop.views import read_view
from phoihop.vocabulary import DCT, ID, PREFIXES

FORMATS = ("nquads", "trig", "turtle", "jsonld", "csv", "graphml", "gexf")
SUFFIXES = {
    ".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "jsonld", ".csv": "csv", ".graphml": "graphml",
    ".gexf": "gexf",
}  # fmt: skip
_DATASET = ox.NamedNode(f"{ID}dataset")
_GEXF_META = re.compile(rb"<meta\b.*?</meta>", re.DOTALL)


def citation(store: Store) -> str:
    """How to cite the data of a store, with the version of Phoihop and of the data, in one line.

    The data's version is how many sources they hold and the day the newest was accepted.
    """
    answer: Any = store.query(read_view("data-version"))
    row = next(iter(answer))
    sources, newest = row["sources"].value, row["newest"]
    data = f", data of {newest.value} from {sources} source{'s' * (sources != '1')}" if newest is not None else ""
    program = f"Phoihop {version('phoihop')}{data}"
    return f"{program}: coordination between Party bodies and State agencies in Vietnam. CC BY 4.0."


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
    cite = citation(store)
    if form in ("graphml", "gexf"):
        return _network(store, form, source, cite)
    if form == "csv":
        return _table(store, source, cite)
    quads = _quads(store, source)
    if form == "jsonld":
        return _jsonld(quads, cite)
    head = f"# {cite}\n".encode()
    if form == "turtle":
        return head + _turtle(quads, source)
    lines = _lines(quads)
    if form == "nquads":
        return head + lines
    out = ox.serialize(ox.parse(lines, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    assert out is not None
    return head + out


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
    return out


def _lines(quads: list[ox.Quad]) -> bytes:
    return "".join(sorted(str(quad) + " .\n" for quad in quads)).encode()


def _jsonld(quads: list[ox.Quad], cite: str) -> bytes:
    note = ox.Quad(_DATASET, ox.NamedNode(DCT.bibliographicCitation), ox.Literal(cite, language="en"))
    data = ox.parse(_lines([*quads, note]), format=ox.RdfFormat.N_QUADS)
    out = ox.serialize(data, format=ox.RdfFormat.JSON_LD)
    assert out is not None
    return out


def _table(store: Store, source: str | None, cite: str) -> bytes:
    answer: Any = store.query(read_view("signatures"))
    table = table_of([variable.value for variable in answer.variables], answer)
    rows = table.rows
    if source is not None:
        at = table.columns.index("source")
        rows = tuple(row for row in rows if (row[at] or "").endswith(f"/source/{source}"))
        if not rows:
            raise UsageError(f"no signature comes from a source {source!r}", fix="`phoihop query sources` lists them")
    return Table((*table.columns, "cite"), tuple((*row, cite) for row in rows)).to_csv().encode()


def _network(store: Store, form: str, source: str | None, cite: str) -> bytes:
    import networkx as nx  # noqa: PLC0415  (a third of a second to import)

    from phoihop.analysis import project  # noqa: PLC0415

    network = project(store, kind="agency-programme", source=source)
    out = io.BytesIO()
    if form == "graphml":
        network.graph["citation"] = cite
        nx.write_graphml(network, out)
        return out.getvalue()
    nx.write_gexf(network, out)
    # networkx names itself here as the creator, and today as the date: the same graph would not give the same bytes.
    meta = f"<meta><creator>Phoihop</creator><description>{escape(cite)}</description></meta>".encode()
    return _GEXF_META.sub(lambda _: meta, out.getvalue(), count=1)


def compress(data: bytes) -> bytes:
    """The bytes gzipped, without a time stamp: the same bytes give the same file."""
    import gzip  # noqa: PLC0415

    return gzip.compress(data, compresslevel=9, mtime=0)
