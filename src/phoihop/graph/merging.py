"""Things judged to be one are shown as one in the merged graph; each source's own graph keeps the IRIs it had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import FindingsError
from phoihop.graph.terms import DCT, Triple, iri
from phoihop.identity.clusters import Clusters
from phoihop.identity.iris import graph_iri

IDENTITY = graph_iri("identity")
"""The named graph that says which IRI stands for which."""

Canonical = dict[str, str]
"""Rendered IRI → the rendered IRI that stands for it in the merged graph, where that is another."""


def read_canonical(clusters: Clusters, redirects: dict[str, str]) -> Canonical:
    """What the log of judgements and the tombstones come to.

    Raises:
        FindingsError: judgements contradict each other; the chain is named.
    """
    contradictions = clusters.contradictions()
    if contradictions:
        raise FindingsError(
            f"judgements contradict each other: {contradictions[0]}", fix="undo one of them in data/identity.jsonl"
        )
    aliases = {alias for members in clusters.members().values() for alias in members} | set(redirects)
    return {iri(a): iri(clusters.canonical(a)) for a in sorted(aliases) if clusters.canonical(a) != a}


def stored_canonical(graph: ox.Store) -> Canonical:
    """The same, as a built graph holds it."""
    quads = graph.quads_for_pattern(None, ox.NamedNode(v.DCT.isReplacedBy), None, ox.NamedNode(IDENTITY))
    return {str(quad.subject): str(quad.object) for quad in quads}


def canonical_triples(canonical: Canonical) -> Iterator[Triple]:
    """What the graph says of replaced IRIs, so that an old one still leads on."""
    for alias, current in canonical.items():
        yield alias, DCT.isReplacedBy, current


def merge(triples: Iterable[Triple], canonical: Canonical) -> Iterable[Triple]:
    """The triples with every IRI replaced by the one that stands for it."""
    if not canonical:
        return triples
    return ((canonical.get(s, s), p, canonical.get(o, o)) for s, p, o in triples)
