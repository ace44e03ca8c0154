"""What a batch of records can change in a graph: this is compared, and not the rest, which may be large."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.graph.merging import stored_canonical
from phoihop.graph.rules import DERIVATIONS
from phoihop.identity.iris import graph_iri

_DEFAULT = ox.DefaultGraph()
_NOTES = ox.NamedNode(DERIVATIONS)
_RESTS_ON = ox.NamedNode(v.PROV.wasDerivedFrom)
_PARTS = ("assertion", "provenance", "publication")


@dataclass(frozen=True)
class Scope:
    """Named graphs, and the things that they speak of, as the default graph calls them."""

    graphs: frozenset[ox.NamedNode]
    things: frozenset[ox.NamedNode]

    def quads(self, graph: ox.Store) -> set[ox.Quad]:
        """What a graph holds of it: what is in these named graphs and noted on them, and the things' merged triples."""
        found = {quad for name in self.graphs for quad in graph.quads_for_pattern(None, None, None, name)}
        found |= {quad for name in self.graphs for quad in graph.quads_for_pattern(name, None, None, _NOTES)}
        return found | {quad for node in self.things for quad in graph.quads_for_pattern(node, None, None, _DEFAULT)}


def build_scope(graphs: Iterable[ox.Store], records: Collection[str], settled: Iterable[ox.Quad]) -> Scope:
    """What differs between graphs that differ by some records: their own graphs, and what rests on their claims.

    No triple of the default graph comes or goes but with one of the named graphs that state it.

    Args:
        graphs: the graph before and after.
        records: the ids of the records.
        settled: what changed besides, as `Foundation.settle` tells.
    """
    names = {graph_iri(record, part) for record in records for part in _PARTS}
    changed = list(settled)
    names |= {_iri(quad.graph_name) for quad in changed if quad.graph_name not in (_DEFAULT, _NOTES)}
    things = {_iri(quad.subject) for quad in changed}
    for graph in graphs:
        claims = _subjects(graph, names)
        names |= {
            _iri(note.subject)
            for claim in claims
            for note in graph.quads_for_pattern(None, _RESTS_ON, ox.NamedNode(claim), _NOTES)
        }
        canonical = stored_canonical(graph)
        things |= {canonical.get(f"<{thing}>", f"<{thing}>")[1:-1] for thing in _subjects(graph, names)}
    return Scope(frozenset(map(ox.NamedNode, names)), frozenset(map(ox.NamedNode, things)))


def _subjects(graph: ox.Store, names: Iterable[str]) -> set[str]:
    return {
        _iri(quad.subject) for name in names for quad in graph.quads_for_pattern(None, None, None, ox.NamedNode(name))
    }


def _iri(term: object) -> str:
    assert isinstance(term, ox.NamedNode), "records and rules make no blank nodes"
    return term.value
