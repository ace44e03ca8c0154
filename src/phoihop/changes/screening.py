"""The violations that a batch brings, found at a cost that grows with the batch and not with the store."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import Issue, Severity
from phoihop.records.reading import Located
from phoihop.settings import ontology_dir
from phoihop.validate import Texts
from phoihop.validate.checks import Touched, read_checks
from phoihop.validate.engines import Result, has_fast_engine, run_fast, run_pyshacl
from phoihop.validate.origins import Origins
from phoihop.validate.reach import Node, Reach, build_reach
from phoihop.validate.reporter import Reporter
from phoihop.validate.shapes import Shapes, read_shapes

LARGE = 1000
"""Nodes from which the fast engine is worth its check against the reference."""
SAMPLED = 40
"""Nodes on which the two are held against each other in every batch, those with violations apart: they all are."""
_DEFAULT = ox.DefaultGraph()
_EVIDENCE = f"{v.ID}evidence/"


class Screening:
    """Finds what breaks the shapes or the rules of severity violation.

    Args:
        graph: the graph, with a batch in its default graph.
        texts: the sources' texts, where they are at hand.
    """

    def __init__(self, graph: ox.Store, texts: Texts) -> None:
        self.graph = graph
        self.texts = texts
        self.shapes = read_shapes(ontology_dir() / "shapes")
        self.reach = build_reach(self.shapes)
        self.checks = [check for check in read_checks() if check.severity is Severity.VIOLATION]
        # The predicates that shapes follow from their end: through these alone a new node reaches an older one.
        steps = [step for all_steps in self.reach.steps.values() for step in all_steps]
        self._backward = {predicate for predicate, backward, _ in steps if backward}

    def find(
        self,
        located: Mapping[str, Located],
        subjects: frozenset[str],
        fresh: frozenset[ox.NamedNode],
        changed: Sequence[ox.Triple],
    ) -> list[Issue]:
        """The violations of what is new and of all that the change can affect.

        Args:
            located: the records of the batch with their lines.
            subjects: the things they speak of.
            fresh: those of these that the graph did not know before.
            changed: the triples that came or went.
        """
        # Whoever reads a changed triple reads, before any other, one that hangs on an older node: the rest need not
        # be walked back from.
        edges = [t for t in changed if t.subject not in fresh or (self._reads_back(t) and t.object not in fresh)]
        nodes: set[Node] = self.reach.affected(self.graph, edges) | {ox.NamedNode(iri) for iri in subjects}
        reporter = Reporter(self.graph, Origins(located), self.texts, self.shapes)
        issues: list[Issue] = [
            reporter.result(found)
            for found in self._shape_results(nodes, fresh, changed)
            if found.severity == v.SH.Violation
        ]
        touched = Touched(self.graph, (iri for iri in subjects if not iri.startswith(_EVIDENCE)))
        for check in self.checks:
            issues += [reporter.row(check, found) for found in check.run(self.graph, touched)]
        return list(dict.fromkeys(issues))

    def _reads_back(self, triple: ox.Triple) -> bool:
        return isinstance(triple.object, ox.NamedNode) and bool({triple.predicate, None} & self._backward)

    def _shape_results(
        self, nodes: set[Node], fresh: frozenset[ox.NamedNode], changed: Sequence[ox.Triple]
    ) -> list[Result]:
        focuses = self.reach.focuses_among(self.graph, nodes)
        if len(focuses) < LARGE or not has_fast_engine():
            return self._reference(self.shapes, self.reach, focuses)
        simple, qualified = self.shapes.split()
        triples = self._surroundings(focuses, fresh, changed)
        by_name = {str(node)[1:-1]: node for node in focuses}
        found = {result for result in run_fast(triples, simple) if result.focus in by_name}
        if qualified.triples:
            reach = build_reach(qualified)
            found |= set(self._reference(qualified, reach, reach.focuses_among(self.graph, focuses)))
        violating = {result.focus for result in found if result.severity == v.SH.Violation}
        # Seeded: the same batch gets the same verdict in the same way, every time.
        sample = violating | set(random.Random(len(by_name)).sample(sorted(by_name), SAMPLED))  # noqa: S311
        expected = self._reference(self.shapes, self.reach, {by_name[name]: focuses[by_name[name]] for name in sample})
        if set(expected) == {result for result in found if result.focus in sample}:
            return sorted(found)
        return self._reference(self.shapes, self.reach, focuses)

    def _surroundings(
        self, focuses: dict[Node, set[int]], fresh: frozenset[ox.NamedNode], changed: Sequence[ox.Triple]
    ) -> set[ox.Triple]:
        """At least what shapes read when they judge nodes of which most are new: taken from the change, not looked up.

        Beyond a new node's own triples that is what leads on from the older nodes it names.
        """
        triples = {triple for triple in changed if triple.subject in fresh}
        seen = {triple.object for triple in triples if isinstance(triple.object, ox.NamedNode)} - fresh
        queue = list(seen)
        while queue:
            for quad in self.graph.quads_for_pattern(queue.pop(), None, None, _DEFAULT):
                triples.add(quad.triple)
                if isinstance(quad.object, ox.NamedNode) and quad.object not in seen and quad.object not in fresh:
                    seen.add(quad.object)
                    queue.append(quad.object)
        older = {node: states for node, states in focuses.items() if node not in fresh}
        return triples | self.reach.read(self.graph, older)

    def _reference(self, shapes: Shapes, reach: Reach, focuses: dict[Node, set[int]]) -> list[Result]:
        """What pySHACL says of some nodes."""
        if not focuses:
            return []
        names = {str(node)[1:-1] for node in focuses}
        return [found for found in run_pyshacl(reach.read(self.graph, focuses), shapes) if found.focus in names]
