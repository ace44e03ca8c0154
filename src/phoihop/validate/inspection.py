"""Which of a graph's nodes break the shapes: the reference and the fast engine, one held against the other."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Collection, Iterator, Mapping, Set
from contextlib import suppress
from itertools import chain, islice
from typing import Literal

import pyoxigraph as ox

from phoihop.garbage import uncollected
from phoihop.model import Issue, Severity
from phoihop.validate.change import Change, Node
from phoihop.validate.engines import Result, has_fast_engine, run_fast, run_pyshacl
from phoihop.validate.reach import build_reach
from phoihop.validate.shapes import Shapes
from phoihop.validate.surroundings import Surroundings
from phoihop.validate.sweep import Focuses, sweep

Engine = Literal["auto", "pyshacl", "fast"]
LARGE = 100_000
"""Triples from which a full run takes the fast engine: pySHACL needs seconds for so many (measured)."""
MANY = 2_000
"""New nodes from which the fast engine is worth its check against the reference: those of some 20 records."""
SAMPLED = 200
"""Nodes with findings, and as many without, on which the fast engine is held against pySHACL in every run."""
CHUNK = 5_000
"""Nodes that one run of pySHACL judges: more cost memory, fewer cost the setting up of all shapes again and again."""
_DEFAULT = ox.DefaultGraph()


class Inspection:
    """The shapes' verdict on the nodes of a graph.

    Args:
        around: the graph that is judged.
        shapes: the shapes.
        workers: processes for pySHACL on a large graph; all cores if None.
    """

    def __init__(self, around: Surroundings, shapes: Shapes, *, workers: int | None = 1) -> None:
        self.around = around
        self.graph = around.graph
        self.shapes = shapes
        self.reach = build_reach(shapes)
        self.workers = workers or os.cpu_count() or 1

    def judge_all(self, engine: Engine = "auto") -> tuple[list[Result], list[Issue]]:
        """What breaks the shapes anywhere, and remarks on how that was found out."""
        if engine == "pyshacl" or (engine == "auto" and (len(self.graph) < LARGE or not has_fast_engine())):
            return self._all_by_reference(), []
        if not self.reach.bounded:
            return self._all_by_reference(), [
                _disagreement("the shapes read more than paths", "các shape đọc nhiều hơn đường dẫn thuộc tính")
            ]
        simple, qualified = self.shapes.split()
        results = set(run_fast(self.graph, simple))
        if qualified.triples:
            results |= set(Inspection(self.around, qualified, workers=self.workers)._all_by_reference())
        wrong = self._held_against_reference({_bare(str(n)): n for n in self.reach.focuses(self.graph)}, results)
        return (self._all_by_reference(), [wrong]) if wrong else (sorted(results), [])

    def judge_change(self, change: Change, engine: Engine = "auto") -> tuple[list[Result], list[Issue]]:
        """What breaks the shapes among new nodes, and older ones whose verdict a change can alter.

        Nothing but what the shapes read there is looked at. `fast` lets the fast engine look first, and pySHACL judge
        what it does not find in order; `auto` does without pySHACL, but for a sample, where the new nodes are many.
        """
        affected = self.reach.affected(self.around, [*self.reach.bordering(change), *change.gone])
        nodes = affected | {ox.NamedNode(iri) for iri in change.subjects}
        if engine == "auto" and len(change.fresh) >= MANY and has_fast_engine():
            return self._many(change, nodes)
        focuses = self.reach.focuses_among(self.around, nodes)
        if engine == "fast" and focuses:
            simple, qualified = self.shapes.split()
            if not qualified.triples and not run_fast(self.reach.read(self.around, focuses), simple, focuses):
                return [], []
        return self._by_reference(focuses), []

    def _many(self, change: Change, nodes: Set[Node]) -> tuple[list[Result], list[Issue]]:
        """As `judge_change`, by the fast engine: for new nodes it gets all that is new, of older ones what is read."""
        older = self.reach.focuses_among(self.around, nodes - change.fresh)
        data = chain(self.reach.read(self.around, older), self.reach.read_beyond(self.around, change))
        data = data if change.text else chain(change.triples, data)
        by_name = {_bare(str(node)): node for node in (*change.fresh, *older)}
        simple, qualified = self.shapes.split()
        # Nodes of which a part only is in the data get a verdict too, which does not count.
        results = {found for found in run_fast(data, simple, text=change.text) if found.focus in by_name}
        if qualified.triples:
            inner = Inspection(self.around, qualified)
            results |= set(inner._by_reference(inner.reach.focuses_among(self.around, nodes)))
        wrong = self._held_against_reference(by_name, results)
        if wrong is None:
            return sorted(results), []
        return self._by_reference(self.reach.focuses_among(self.around, nodes)), [wrong]

    def _held_against_reference(self, by_name: Mapping[str, Node], results: Collection[Result]) -> Issue | None:
        """What to say where the reference judges a sample of the nodes otherwise; None where it agrees."""
        found = sorted({result.focus for result in results} & by_name.keys())
        # Seeded: the same data get the same verdict in the same way, every time.
        chance = random.Random(len(by_name))  # noqa: S311
        sample = {
            *chance.sample(found, min(SAMPLED, len(found))),
            *chance.sample(sorted(by_name), min(SAMPLED, len(by_name))),
        }
        nodes = [by_name[name] for name in sorted(sample)]
        # Looked up in the graph and not in the change: another way than that of the results.
        around = Surroundings(self.graph)
        expected = Inspection(around, self.shapes)._by_reference(self.reach.focuses_among(around, nodes))
        if set(expected) == {result for result in results if result.focus in sample}:
            return None
        number = len(sample)
        return _disagreement(
            f"they differ on a sample of {number} nodes",
            f"hai bộ kiểm tra cho kết quả khác nhau ở {number} nút mẫu",
        )

    def _by_reference(self, focuses: Focuses) -> list[Result]:
        if not focuses:
            return []
        results = run_pyshacl(self.reach.read(self.around, focuses), self.shapes, focuses)
        if len(focuses) > MANY:
            # The graphs that they were found in are gone; these name each other in circles.
            gc.collect(0)
        return results

    def _all_by_reference(self) -> list[Result]:
        """What pySHACL finds in the whole graph: some nodes at a time, on all cores, in memory that does not grow."""
        if not self.reach.bounded:
            return run_pyshacl(
                [q.triple for q in self.graph.quads_for_pattern(None, None, None, _DEFAULT)], self.shapes
            )
        with uncollected():
            focuses = self.reach.focuses(self.graph)
            if self.workers > 1 and len(focuses) > CHUNK:
                # Without room for the copy that the processes read, this one does it all.
                with suppress(OSError):
                    return sorted(set(sweep(self.graph, self.shapes, _chunks(focuses), self.workers)))
            results: set[Result] = set()
            for chunk in _chunks(focuses):
                results.update(self._by_reference(chunk))
            return sorted(results)


def _chunks(focuses: Focuses) -> Iterator[Focuses]:
    items = iter(focuses.items())
    return iter(lambda: dict(islice(items, CHUNK)), {})


def _disagreement(why_en: str, why_vi: str) -> Issue:
    return Issue(
        Severity.INFO,
        "engine/disagreement",
        message_en=f"the fast engine was not used: {why_en}; these findings are pySHACL's",
        message_vi=f"không dùng bộ kiểm tra nhanh vì {why_vi}; các phát hiện này là của pySHACL",
    )


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
