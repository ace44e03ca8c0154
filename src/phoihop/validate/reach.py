"""How far shapes read, derived from the shapes themselves: what to take out of a store to validate some of its nodes.

The paths of all shapes make one automaton. Walked forward from a node it gives the triples that the node's shapes
read; walked backward from a changed triple it gives the nodes whose verdict the change can alter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, cast

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.validate.change import Change, Node, Term
from phoihop.validate.shapes import Shapes
from phoihop.validate.surroundings import Surroundings
from phoihop.validate.targets import Target, find_targets

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


@dataclass
class Reach:
    """The automaton.

    Args:
        steps: state → the steps from it.
        starts: target → the state in which the nodes it means are read.
        bounded: whether the shapes read along paths only.
    """

    steps: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[Target, int] = field(default_factory=dict)
    bounded: bool = True

    def focuses(self, graph: ox.Store) -> dict[Node, set[Target]]:
        """All nodes of a graph that some shape targets, each with the targets that mean it."""
        around = Surroundings(graph)
        found: dict[Node, set[Target]] = defaultdict(set)
        for target in self.starts:
            kind, term = target
            nodes: Iterable[Any] = (term,)
            if kind == "Class":
                classes = around.closure(term, _SUBCLASS, outgoing=False)
                nodes = (t.subject for one in classes for t in around.incoming(one, _TYPE))
            elif kind == "SubjectsOf":
                nodes = (quad.subject for quad in graph.quads_for_pattern(None, term, None, _DEFAULT))  # type: ignore[arg-type]
            elif kind == "ObjectsOf":
                nodes = (quad.object for quad in graph.quads_for_pattern(None, term, None, _DEFAULT))  # type: ignore[arg-type]
            for node in nodes:
                found[node].add(target)
        return found

    def focuses_among(self, around: Surroundings, nodes: Iterable[Node]) -> dict[Node, set[Target]]:
        """Those of some nodes that a shape targets, with the targets that mean them."""
        links = [target for target in self.starts if target[0] in ("SubjectsOf", "ObjectsOf")]
        found: dict[Node, set[Target]] = {}
        for node in nodes:
            types = (cast("Node", triple.object) for triple in around.outgoing(node, _TYPE))
            classes = (one for kind in types for one in around.closure(kind, _SUBCLASS, outgoing=True))
            targets = {("Class", one) for one in classes} & self.starts.keys()
            if ("Node", node) in self.starts:
                targets.add(("Node", node))
            for kind, predicate in links:
                predicate = cast("ox.NamedNode", predicate)
                if around.outgoing(node, predicate) if kind == "SubjectsOf" else around.incoming(node, predicate):
                    targets.add((kind, predicate))
            if targets:
                found[node] = targets
        return found

    def read(self, around: Surroundings, focuses: Mapping[Node, Collection[Target]]) -> set[ox.Triple]:
        """The triples that shapes read when they judge these nodes, but for what makes the nodes targets."""
        return self._follow(around, {node: {self.starts[one] for one in targets} for node, targets in focuses.items()})

    def read_beyond(self, around: Surroundings, change: Change) -> set[ox.Triple]:
        """At least what shapes read of older nodes when they judge new ones.

        Whoever comes from a new node to an older one comes by a new triple. It is taken to be read wherever some shape
        reads its property.
        """
        ends: dict[Node, set[int]] = defaultdict(set)
        for (predicate, backward), states in self._onward.items():
            triples = change.triples if predicate is None else change.by_predicate.get(predicate.value, ())
            reached = {triple.subject for triple in triples} if backward else {triple.object for triple in triples}
            for end in reached - change.fresh:
                if isinstance(end, Node):
                    ends[end] |= states
        return self._follow(around, ends)

    def _follow(self, around: Surroundings, ends: Mapping[Node, set[int]]) -> set[ox.Triple]:
        """The triples that are read from nodes in some states on."""
        triples: set[ox.Triple] = set()
        seen = {node: set(states) for node, states in ends.items()}
        frontier: Mapping[Node, set[int]] = ends
        while frontier:
            ahead: dict[Node, set[int]] = defaultdict(set)
            for node, states in frontier.items():
                for triple, end, after in self._walk(around, node, states):
                    triples.add(triple)
                    if isinstance(end, Node) and after in self.steps and after not in seen.get(end, ()):
                        seen.setdefault(end, set()).add(after)
                        ahead[end].add(after)
            frontier = ahead
        return triples

    def _walk(self, around: Surroundings, node: Node, states: set[int]) -> Iterator[tuple[ox.Triple, Term, int]]:
        """The steps that can be taken from a node: the triple, where it leads, the state there."""
        forward: dict[ox.NamedNode | None, list[int]] = defaultdict(list)
        for state in states:
            for predicate, backward, after in self.steps.get(state, ()):
                if backward:
                    for triple in around.incoming(node, predicate):
                        yield triple, triple.subject, after
                else:
                    forward[predicate].append(after)
        anything = forward.pop(None, [])
        if not forward and not anything:
            return
        # One of what the node says is quicker than a look-up for each of a dozen properties.
        only = next(iter(forward)) if len(forward) == 1 and not anything else None
        for triple in around.outgoing(node, only):
            for after in (*forward.get(triple.predicate, ()), *anything):
                yield triple, triple.object, after

    def bordering(self, change: Change) -> list[ox.Triple]:
        """Those of the new triples from which walking back can reach a node that was there before.

        Whoever reads a triple of a new node reads, before that, one that joins a new node to an older one, so the
        triples among new nodes need not be walked back from.
        """
        fresh = change.fresh
        backward = {predicate for steps in self.steps.values() for predicate, back, _ in steps if back}
        named = [
            triple
            for predicate in backward
            for triple in (change.triples if predicate is None else change.by_predicate.get(predicate.value, ()))
            if triple.subject in fresh and isinstance(triple.object, Node) and triple.object not in fresh
        ]
        return [*change.about_older, *named]

    def affected(self, around: Surroundings, changed: Collection[ox.Triple]) -> set[Node]:
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
            if ("ObjectsOf", triple.predicate) in self.starts:
                found.add(triple.object)  # type: ignore[arg-type]
        queue = list(seen)
        begin = set(self.starts.values())
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
    def _arriving(self) -> dict[int, list[Step]]:
        """State → the steps that lead to it, turned round."""
        arriving: dict[int, list[Step]] = defaultdict(list)
        for state, steps in self.steps.items():
            for predicate, backward, after in steps:
                arriving[after].append((predicate, backward, state))
        return arriving

    @cached_property
    def _onward(self) -> dict[tuple[ox.NamedNode | None, bool], set[int]]:
        """Predicate and direction → the states that they lead to and from which more is read."""
        onward: dict[tuple[ox.NamedNode | None, bool], set[int]] = defaultdict(set)
        for steps in self.steps.values():
            for predicate, backward, after in steps:
                if self.steps.get(after):
                    onward[predicate, backward].add(after)
        return dict(onward)

    @cached_property
    def _reading(self) -> dict[ox.NamedNode | None, list[tuple[int, bool]]]:
        """Predicate → the states in which its triples are read, and from which end."""
        reading: dict[ox.NamedNode | None, list[tuple[int, bool]]] = defaultdict(list)
        for state, steps in self.steps.items():
            for predicate, backward, _ in steps:
                reading[predicate].append((state, backward))
        return reading


@lru_cache(maxsize=8)
def _cached(triples: tuple[ox.Triple, ...]) -> Reach:
    return _Builder(triples).build()


def build_reach(shapes: Shapes) -> Reach:
    """The automaton of a set of shapes."""
    return _cached(shapes.triples)


class _Builder:
    def __init__(self, triples: Collection[ox.Triple]) -> None:
        self.said: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self.said[triple.subject][triple.predicate.value].append(triple.object)  # type: ignore[index, arg-type]
        self.targets = find_targets(triples)
        self.reach = Reach()
        self.free: dict[int, set[int]] = defaultdict(set)
        self.last = 0
        self.attached: set[tuple[Node, int]] = set()

    def build(self) -> Reach:
        starts = self.reach.starts
        for shape in list(self.said):
            for target in self.targets.get(shape, ()):
                # All shapes of one class start together, so that what several of them read is read once.
                start = starts.setdefault(target, 0) or self._new()
                starts[target] = start
                self._attach(shape, start)
            if any(_SH + name in self.said[shape] for name in _OPAQUE):
                self.reach.bounded = False
        self._close()
        return self.reach

    def _values(self, shape: Node, name: str) -> list[Node]:
        return self.said[shape].get(_SH + name, [])

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
