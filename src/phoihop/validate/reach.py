"""How far shapes read, derived from the shapes themselves: what to take out of a store to validate some of its nodes.

The paths of all shapes make one automaton. Walked forward from a node it gives the triples that the node's shapes
read; walked backward from a changed triple it gives the nodes whose verdict the change can alter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.validate.shapes import Shapes

_SH = v.PREFIXES["sh"]
_RDF = v.PREFIXES["rdf"]
_TYPE = ox.NamedNode(v.RDF.type)
_SUBCLASS = ox.NamedNode(v.RDFS.subClassOf)
_DEFAULT = ox.DefaultGraph()
_PAIRS = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
_LISTS = ("and", "or", "xone")
_OPAQUE = ("sparql", "js", "rule", "target", "expression")
"""What reads the graph in ways that paths do not tell."""

Step = tuple[ox.NamedNode | None, bool, int]
"""A predicate (None: any), whether it is followed backward, and the state it leads to."""
Node = ox.NamedNode | ox.BlankNode


@dataclass
class Reach:
    """The automaton.

    Args:
        steps: state → the steps from it.
        starts: class → states in which its instances are read; `nodes`, `subjects_of`, `objects_of` likewise for the
            other kinds of target.
        bounded: whether the shapes read along paths only.
    """

    steps: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    nodes: dict[Node, set[int]] = field(default_factory=lambda: defaultdict(set))
    subjects_of: dict[ox.NamedNode, set[int]] = field(default_factory=lambda: defaultdict(set))
    objects_of: dict[ox.NamedNode, set[int]] = field(default_factory=lambda: defaultdict(set))
    bounded: bool = True

    def focuses(self, graph: ox.Store) -> dict[Node, set[int]]:
        """All nodes of a graph that some shape targets, each with the states it starts in."""
        found: dict[Node, set[int]] = defaultdict(set)
        for name, states in self.starts.items():
            for quad in graph.quads_for_pattern(None, _TYPE, ox.NamedNode(name), _DEFAULT):
                found[quad.subject] |= states  # type: ignore[index]
        for table, of_subject in ((self.subjects_of, True), (self.objects_of, False)):
            for predicate, states in table.items():
                for quad in graph.quads_for_pattern(None, predicate, None, _DEFAULT):
                    found[quad.subject if of_subject else quad.object] |= states  # type: ignore[index]
        for node, states in self.nodes.items():
            found[node] |= states
        return found

    def focuses_among(self, graph: ox.Store, nodes: Iterable[Node]) -> dict[Node, set[int]]:
        """Those of some nodes that a shape targets, with the states they start in."""
        found: dict[Node, set[int]] = {}
        for node in nodes:
            states = set(self.nodes.get(node, ()))
            for quad in graph.quads_for_pattern(node, _TYPE, None, _DEFAULT):
                states |= self.starts.get(quad.object.value, set())  # type: ignore[union-attr]
            for predicate, more in self.subjects_of.items():
                if any(True for _ in graph.quads_for_pattern(node, predicate, None, _DEFAULT)):
                    states |= more
            for predicate, more in self.objects_of.items():
                if any(True for _ in graph.quads_for_pattern(None, predicate, node, _DEFAULT)):
                    states |= more
            if states:
                found[node] = states
        return found

    def read(self, graph: ox.Store, focuses: dict[Node, set[int]]) -> set[ox.Triple]:
        """The triples that shapes read when they judge these nodes."""
        triples: set[ox.Triple] = set()
        for node in focuses:
            triples.update(self._targeting(graph, node))
        seen = {(node, state) for node, states in focuses.items() for state in states}
        queue = list(seen)
        while queue:
            node, state = queue.pop()
            for predicate, backward, after in self.steps.get(state, ()):
                subject, value = (None, node) if backward else (node, None)
                for quad in graph.quads_for_pattern(subject, predicate, value, _DEFAULT):
                    triples.add(quad.triple)
                    end = quad.subject if backward else quad.object
                    key = (end, after)
                    if key not in seen and not isinstance(end, ox.Literal) and after in self.steps:
                        seen.add(key)  # type: ignore[arg-type]
                        queue.append(key)  # type: ignore[arg-type]
        return triples

    def _targeting(self, graph: ox.Store, node: Node) -> Iterator[ox.Triple]:
        for quad in graph.quads_for_pattern(node, _TYPE, None, _DEFAULT):
            if quad.object.value in self.starts:  # type: ignore[union-attr]
                yield quad.triple
        for predicate in self.subjects_of:
            yield from (quad.triple for quad in graph.quads_for_pattern(node, predicate, None, _DEFAULT))
        for predicate in self.objects_of:
            yield from (quad.triple for quad in graph.quads_for_pattern(None, predicate, node, _DEFAULT))

    def affected(self, graph: ox.Store, changed: Collection[ox.Triple]) -> set[Node]:
        """The nodes whose verdict changed triples can alter, the ends of the triples included."""
        found: set[Node] = set()
        seen: set[tuple[Node, int]] = set()
        arriving = self._arriving
        for triple in changed:
            found.add(triple.subject)  # type: ignore[arg-type]
            for state, backward in self._reading(triple.predicate):
                node = triple.object if backward else triple.subject
                if not isinstance(node, ox.Literal):
                    seen.add((node, state))  # type: ignore[arg-type]
            if triple.predicate in self.objects_of:
                found.add(triple.object)  # type: ignore[arg-type]
        queue = list(seen)
        begin = self._begin
        while queue:
            node, state = queue.pop()
            if state in begin:
                found.add(node)
            for predicate, backward, before in arriving.get(state, ()):
                subject, value = (node, None) if backward else (None, node)
                for quad in graph.quads_for_pattern(subject, predicate, value, _DEFAULT):
                    key = (quad.object if backward else quad.subject, before)
                    if key not in seen and not isinstance(key[0], ox.Literal):
                        seen.add(key)  # type: ignore[arg-type]
                        queue.append(key)  # type: ignore[arg-type]
        return found

    @property
    def _begin(self) -> set[int]:
        tables: tuple[Mapping[Any, set[int]], ...] = (self.starts, self.nodes, self.subjects_of, self.objects_of)
        return {state for table in tables for states in table.values() for state in states}

    @property
    def _arriving(self) -> dict[int, list[Step]]:
        """State → the steps that lead to it, turned round."""
        arriving: dict[int, list[Step]] = defaultdict(list)
        for state, steps in self.steps.items():
            for predicate, backward, after in steps:
                arriving[after].append((predicate, backward, state))
        return arriving

    def _reading(self, predicate: ox.NamedNode) -> Iterator[tuple[int, bool]]:
        """The states in which triples with a predicate are read, and from which end."""
        for state, steps in self.steps.items():
            for read, backward, _ in steps:
                if read is None or read == predicate:
                    yield state, backward


@lru_cache(maxsize=8)
def _cached(triples: tuple[ox.Triple, ...]) -> Reach:
    return _Builder(triples).build()


def build_reach(shapes: Shapes) -> Reach:
    """The automaton of a set of shapes."""
    return _cached(shapes.triples)


class _Builder:
    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.said: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self.said[triple.subject][triple.predicate.value].append(triple.object)  # type: ignore[index, arg-type]
        self.reach = Reach()
        self.free: dict[int, set[int]] = defaultdict(set)
        self.last = 0
        self.attached: set[tuple[Node, int]] = set()

    def build(self) -> Reach:
        for shape in list(self.said):
            targets = self._targets(shape)
            if targets:
                start = self._new()
                self._attach(shape, start)
                for table, key in targets:
                    table[key].add(start)
            if any(_SH + name in self.said[shape] for name in _OPAQUE):
                self.reach.bounded = False
        self._close()
        return self.reach

    def _values(self, shape: Node, name: str) -> list[Node]:
        return self.said[shape].get(_SH + name, [])

    def _targets(self, shape: Node) -> list[tuple[dict[Any, set[int]], object]]:
        reach = self.reach
        found: list[tuple[dict[Any, set[int]], object]] = [
            (reach.starts, node.value) for node in self._values(shape, "targetClass")
        ]
        if {t.value for t in self.said[shape].get(v.RDF.type, [])} & {v.OWL.Class, v.PREFIXES["rdfs"] + "Class"}:
            found += [(reach.starts, shape.value)] if self._values(shape, "property") else []
        for name, table in (
            ("targetNode", reach.nodes), ("targetSubjectsOf", reach.subjects_of), ("targetObjectsOf", reach.objects_of),
        ):  # fmt: skip
            found += [(table, node) for node in self._values(shape, name)]
        return found

    def _new(self) -> int:
        self.last += 1
        return self.last

    def _attach(self, shape: Node, state: int) -> None:
        """Add what a shape reads of a node that is in a state."""
        if (shape, state) in self.attached:
            return
        self.attached.add((shape, state))
        paths = self._values(shape, "path")
        end = self._path(state, paths[0]) if paths else state
        for name in _PAIRS:
            for predicate in self._values(shape, name):
                self._step(state, predicate, backward=False)
        if self._values(shape, "class"):
            types = self._step(end, _TYPE, backward=False)
            self.reach.steps[types].append((_SUBCLASS, False, types))
        if self._values(shape, "closed"):
            self._step(end, None, backward=False)
        members = [m for name in ("property", "node", "not", "qualifiedValueShape") for m in self._values(shape, name)]
        members += [m for name in _LISTS for head in self._values(shape, name) for m in self._list(head)]
        for member in members:
            self._attach(member, end)

    def _step(self, state: int, predicate: object, *, backward: bool) -> int:
        after = self._new()
        self.reach.steps[state].append((predicate, backward, after))  # type: ignore[arg-type]
        return after

    def _list(self, head: Node | None) -> list[Node]:
        found: list[Node] = []
        while head in self.said and self.said[head].get(_RDF + "first"):
            found += self.said[head][_RDF + "first"]
            head = next(iter(self.said[head][_RDF + "rest"]), None)
        return found

    def _path(self, state: int, path: Node, *, backward: bool = False) -> int:
        """Add a property path from a state; gives the state it ends in."""
        if isinstance(path, ox.NamedNode):
            return self._step(state, path, backward=backward)
        parts = self._list(path)
        if parts:
            for part in reversed(parts) if backward else parts:
                state = self._path(state, part, backward=backward)
            return state
        for inner in self._values(path, "inversePath"):
            return self._path(state, inner, backward=not backward)
        for head in self._values(path, "alternativePath"):
            end = self._new()
            for part in self._list(head):
                self.free[self._path(state, part, backward=backward)].add(end)
            return end
        for name, needed, many in (
            ("zeroOrMorePath", False, True),
            ("oneOrMorePath", True, True),
            ("zeroOrOnePath", False, False),
        ):
            for inner in self._values(path, name):
                end = self._path(state, inner, backward=backward)
                if many:
                    self.free[self._path(end, inner, backward=backward)].add(end)
                if not needed:
                    self.free[state].add(end)
                return end
        return state

    def _close(self) -> None:
        """Turn free moves into steps: what can be read after a free move can be read before it."""
        changed = True
        while changed:
            changed = False
            for state, others in self.free.items():
                steps = self.reach.steps[state]
                more = [step for other in others for step in self.reach.steps[other] if step not in steps]
                steps += more
                changed = changed or bool(more)
