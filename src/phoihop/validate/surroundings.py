"""The triples around the nodes of a graph; those of nodes that were just added are taken from what was added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import pyoxigraph as ox

from phoihop.validate.change import Change, Node, Term

_DEFAULT = ox.DefaultGraph()
_MANY = 200
"""Triples around one node from which only single predicates are fetched."""


class Surroundings:
    """A store's default graph, seen from its nodes.

    Args:
        graph: the store, what was added included.
        change: what was added: what is said of new nodes, and what names them, is taken from it.
    """

    def __init__(self, graph: ox.Store, change: Change | None = None) -> None:
        self.graph = graph
        self._change = change or Change(frozenset(), ())
        self._closures: dict[tuple[Node, ox.NamedNode, bool], frozenset[Node]] = {}
        self._fetched: dict[tuple[Node, bool], dict[ox.NamedNode | None, list[Node]] | None] = {}

    @cached_property
    def _said(self) -> dict[Node, list[ox.Triple]]:
        said: dict[Node, list[ox.Triple]] = defaultdict(list)
        for triple in self._change.triples:
            said[triple.subject].append(triple)  # type: ignore[index]
        return said

    @cached_property
    def _named(self) -> dict[Node, list[ox.Triple]]:
        named: dict[Node, list[ox.Triple]] = defaultdict(list)
        for triple in self._change.triples:
            if not isinstance(triple.object, ox.Literal):
                named[triple.object].append(triple)  # type: ignore[index]
        return named

    def outgoing(self, node: Node, predicate: ox.NamedNode | None = None) -> Sequence[ox.Triple]:
        """What is said of a node, by one predicate or by any."""
        if node in self._change.fresh:
            said = self._said.get(node, ())
            return said if predicate is None else [triple for triple in said if triple.predicate == predicate]
        return [quad.triple for quad in self.graph.quads_for_pattern(node, predicate, None, _DEFAULT)]

    def incoming(self, node: Term, predicate: ox.NamedNode | None = None) -> Sequence[ox.Triple]:
        """What names a node, by one predicate or by any."""
        if node in self._change.fresh:
            named = self._named.get(node, ())  # type: ignore[arg-type]
            return named if predicate is None else [triple for triple in named if triple.predicate == predicate]
        return [quad.triple for quad in self.graph.quads_for_pattern(None, predicate, node, _DEFAULT)]

    def ends(self, node: Node, predicate: ox.NamedNode | None, *, outgoing: bool) -> Sequence[Node]:
        """The nodes that a predicate joins to this one, seen from it (outgoing) or from them.

        Each node's triples are fetched once: walking back asks for them again and again.
        """
        key = (node, outgoing)
        if key not in self._fetched:
            self._fetched[key] = self._fetch(node, outgoing=outgoing)
        fetched = self._fetched[key]
        if fetched is None:
            scanned = self.outgoing(node, predicate) if outgoing else self.incoming(node, predicate)
            return [end for end in (t.object if outgoing else t.subject for t in scanned) if isinstance(end, Node)]
        return fetched.get(predicate, [])

    def closure(self, node: Node, predicate: ox.NamedNode, *, outgoing: bool) -> frozenset[Node]:
        """A node and all that a predicate leads to from it, step after step; found once for each node."""
        key = (node, predicate, outgoing)
        if key not in self._closures:
            found, queue = {node}, [node]
            while queue:
                more = set(self.ends(queue.pop(), predicate, outgoing=outgoing)) - found
                found |= more
                queue += more
            self._closures[key] = frozenset(found)
        return self._closures[key]

    def _fetch(self, node: Node, *, outgoing: bool) -> dict[ox.NamedNode | None, list[Node]] | None:
        """By predicate; None for a node with so many triples that only single predicates may be asked for."""
        fetched: dict[ox.NamedNode | None, list[Node]] = defaultdict(list)
        subject, value = (node, None) if outgoing else (None, node)
        found: Iterable[ox.Quad | ox.Triple] = self.graph.quads_for_pattern(subject, None, value, _DEFAULT)
        if node in self._change.fresh:
            found = (self._said if outgoing else self._named).get(node, ())
        for number, quad in enumerate(found):
            if number == _MANY:
                return None
            end = quad.object if outgoing else quad.subject
            if isinstance(end, Node):
                fetched[quad.predicate].append(end)
                fetched[None].append(end)
        return fetched
