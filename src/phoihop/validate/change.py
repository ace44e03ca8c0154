"""What additions bring to a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from phoihop import vocabulary as v

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Change:
    """What new records bring to a graph that already holds them.

    Args:
        subjects: IRIs of all things the records speak of.
        triples: the triples that the graph did not have before, derived ones included.
        gone: triples that it does not have any more.
        text: the new triples as N-Triples, where somebody has them; older ones may be among them.
    """

    subjects: frozenset[str]
    triples: tuple[ox.Triple, ...]
    gone: tuple[ox.Triple, ...] = ()
    text: bytes = b""

    @cached_property
    def by_predicate(self) -> Mapping[str, Sequence[ox.Triple]]:
        """The new triples, by the IRI of their predicate."""
        found: dict[str, list[ox.Triple]] = defaultdict(list)
        for triple in self.triples:
            found[triple.predicate.value].append(triple)
        return dict(found)

    @cached_property
    def fresh(self) -> frozenset[Node]:
        """The things that are new: they got their type, and nothing was said of them before nor named them."""
        typed = {triple.subject for triple in self.by_predicate.get(v.RDF.type, ())}
        return frozenset(typed - {triple.subject for triple in self.gone})  # type: ignore[arg-type]

    @cached_property
    def about_older(self) -> Sequence[ox.Triple]:
        """The new triples that say something of things that are not new."""
        return [triple for triple in self.triples if triple.subject not in self.fresh]
