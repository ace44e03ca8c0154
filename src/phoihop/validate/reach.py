"""How far shapes read, derived from the shapes themselves: what to take out of a store to validate some of its nodes.

The paths of all shapes make one automaton. Walked forward from a node it gives the triples that the node's shapes
read; walked backward from a changed triple it gives the nodes whose verdict the change can alter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.validate.shapes import Shapes

_SH = v.PREFIXES["sh"]
_RDF = v.PREFIXES["rdf"]
_TYPE = ox.NamedNode(v.RDF.type)
_SUBCLASS = ox.NamedNode(v.RDFS.subClassOf)
_DEFAULT = ox.DefaultGraph()
_MANY = 200
_PAIRS = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
_LISTS = ("and", "or", "xone")
_OPAQUE = ("sparql", "js", "rule", "target", "expression")
"""What reads the graph in ways that paths do not tell."""

Step = tuple[ox.NamedNode | None, bool, int]
"""A predicate (None: any), whether it is followed backward, and the state it leads to."""
Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


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
        seen = {node: set(states) for node, states in focuses.items()}
        frontier = {node: set(states) for node, states in focuses.items()}
        while frontier:
            ahead: dict[Node, set[int]] = defaultdict(set)
            for node, states in frontier.items():
                for triple, end, after in self._walk(graph, node, states):
                    triples.add(triple)
                    if isinstance(end, Node) and after in self.steps and after not in seen.get(end, ()):
                        seen.setdefault(end, set()).add(after)
                        ahead[end].add(after)
            frontier = ahead
        return triples

    def _walk(self, graph: ox.Store, node: Node, states: set[int]) -> Iterator[tuple[ox.Triple, Term, int]]:
        """The steps that can be taken from a node: the triple, where it leads, the state there."""
        forward: dict[ox.NamedNode | None, list[int]] = defaultdict(list)
        for state in states:
            for predicate, backward, after in self.steps.get(state, ()):
                if backward:
                    for quad in graph.quads_for_pattern(None, predicate, node, _DEFAULT):
                        yield quad.triple, quad.subject, after
                else:
                    forward[predicate].append(after)
        anything = forward.pop(None, [])
        if not forward and not anything:
            return
        # One of what the node says is quicker than a look-up for each of a dozen properties.
        only = next(iter(forward)) if len(forward) == 1 and not anything else None
        for quad in graph.quads_for_pattern(node, only, None, _DEFAULT):
            for after in (*forward.get(quad.predicate, ()), *anything):
                yield quad.triple, quad.object, after

    def _targeting(self, graph: ox.Store, node: Node) -> Iterator[ox.Triple]:
        for quad in graph.quads_for_pattern(node, _TYPE, None, _DEFAULT):
            if quad.object.value in self.starts:  # type: ignore[union-attr]
                yield quad.triple
        for predicate in self.subjects_of:
            yield from (quad.triple for quad in graph.quads_for_pattern(node, predicate, None, _DEFAULT))
        for predicate in self.objects_of:
            yield from (quad.triple for quad in graph.quads_for_pattern(None, predicate, node, _DEFAULT))

    def bordering(self, added: Collection[ox.Triple]) -> list[ox.Triple]:
        """Those of the added triples from which walking back can reach a node that was there before.

        A node whose type is new is new itself. Whoever reads a triple of a new node reads, before that, one that
        joins a new node to an older one, so the triples among new nodes need not be walked back from.
        """
        fresh = {triple.subject for triple in added if triple.predicate == _TYPE}
        backward = {predicate for steps in self.steps.values() for predicate, back, _ in steps if back}
        return [
            triple
            for triple in added
            if triple.subject not in fresh
            or (
                isinstance(triple.object, ox.NamedNode)
                and triple.object not in fresh
                and {triple.predicate, None} & backward
            )
        ]

    def affected(self, graph: ox.Store, changed: Collection[ox.Triple]) -> set[Node]:
        """The nodes whose verdict changed triples can alter, the ends of the triples included."""
        found: set[Node] = set()
        seen: set[tuple[Node, int]] = set()
        arriving, reading = self._arriving, self._reading
        for triple in changed:
            found.add(triple.subject)  # type: ignore[arg-type]
            for state, backward in (*reading.get(triple.predicate, ()), *reading.get(None, ())):
                node = triple.object if backward else triple.subject
                if not isinstance(node, ox.Literal):
                    seen.add((node, state))  # type: ignore[arg-type]
            if triple.predicate in self.objects_of:
                found.add(triple.object)  # type: ignore[arg-type]
        queue = list(seen)
        begin, around = self._begin, _Surroundings(graph)
        while queue:
            node, state = queue.pop()
            if state in begin:
                found.add(node)
            for predicate, backward, before in arriving.get(state, ()):
                for end in around.ends(node, predicate, outgoing=backward):
                    if (end, before) not in seen:
                        seen.add((end, before))
                        queue.append((end, before))
        return found

    @cached_property
    def _begin(self) -> set[int]:
        tables: tuple[Mapping[Any, set[int]], ...] = (self.starts, self.nodes, self.subjects_of, self.objects_of)
        return {state for table in tables for states in table.values() for state in states}

    @cached_property
    def _arriving(self) -> dict[int, list[Step]]:
        """State → the steps that lead to it, turned round."""
        arriving: dict[int, list[Step]] = defaultdict(list)
        for state, steps in self.steps.items():
            for predicate, backward, after in steps:
                arriving[after].append((predicate, backward, state))
        return arriving

    @cached_property
    def _reading(self) -> dict[ox.NamedNode | None, list[tuple[int, bool]]]:
        """Predicate → the states in which its triples are read, and from which end."""
        reading: dict[ox.NamedNode | None, list[tuple[int, bool]]] = defaultdict(list)
        for state, steps in self.steps.items():
            for predicate, backward, _ in steps:
                reading[predicate].append((state, backward))
        return reading


class _Surroundings:
    """What stands around nodes, each node's triples fetched once: walking back asks for them again and again."""

    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph
        self._fetched: dict[tuple[Node, bool], dict[ox.NamedNode | None, list[Node]] | None] = {}

    def ends(self, node: Node, predicate: ox.NamedNode | None, *, outgoing: bool) -> list[Node]:
        """The nodes that a predicate joins to this one, seen from it (outgoing) or from them."""
        key = (node, outgoing)
        if key not in self._fetched:
            self._fetched[key] = self._fetch(node, outgoing=outgoing)
        fetched = self._fetched[key]
        if fetched is None:
            return [end for _, end in self._scan(node, predicate, outgoing=outgoing)]
        return fetched.get(predicate, [])

    def _fetch(self, node: Node, *, outgoing: bool) -> dict[ox.NamedNode | None, list[Node]] | None:
        """By predicate; None for a node with so many triples that only single predicates may be asked for."""
        fetched: dict[ox.NamedNode | None, list[Node]] = defaultdict(list)
        for number, (predicate, end) in enumerate(self._scan(node, None, outgoing=outgoing)):
            if number == _MANY:
                return None
            fetched[predicate].append(end)
            fetched[None].append(end)
        return fetched

    def _scan(
        self, node: Node, predicate: ox.NamedNode | None, *, outgoing: bool
    ) -> Iterator[tuple[ox.NamedNode, Node]]:
        subject, value = (node, None) if outgoing else (None, node)
        for quad in self._graph.quads_for_pattern(subject, predicate, value, _DEFAULT):
            end = quad.object if outgoing else quad.subject
            if isinstance(end, Node):
                yield quad.predicate, end


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
            for table, key in targets:
                # All shapes of one class start together, so that what several of them read is read once.
                start = next(iter(table[key]), None) or self._new()
                table[key].add(start)
                self._attach(shape, start)
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
            if (_SUBCLASS, False, types) not in self.reach.steps[types]:
                self.reach.steps[types].append((_SUBCLASS, False, types))
        if self._values(shape, "closed"):
            self._step(end, None, backward=False)
        members = [m for name in ("property", "node", "not", "qualifiedValueShape") for m in self._values(shape, name)]
        members += [m for name in _LISTS for head in self._values(shape, name) for m in self._list(head)]
        for member in members:
            self._attach(member, end)

    def _step(self, state: int, predicate: object, *, backward: bool) -> int:
        for known, direction, after in self.reach.steps[state]:
            if (known, direction) == (predicate, backward):
                return after
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
