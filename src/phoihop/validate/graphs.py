"""Shapes and cross-record rules over a graph, each finding with the record, line and sentence it comes from."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from phoihop.model import Issue, Severity
from phoihop.records.reading import Located
from phoihop.settings import ontology_dir
from phoihop.validate.checks import Check, Touched, read_checks
from phoihop.validate.engines import Result, has_fast_engine, run_fast, run_pyshacl
from phoihop.validate.origins import Origins
from phoihop.validate.reach import Node, Reach, build_reach
from phoihop.validate.reporter import Reporter
from phoihop.validate.reposts import find_reposts
from phoihop.validate.shapes import Shapes, read_shapes
from phoihop.validate.texts import Texts

Engine = Literal["auto", "pyshacl", "fast"]
LARGE = 100_000
"""Triples from which a full run takes the fast engine: pySHACL needs 7 s for so many (measured)."""
MANY = 2_000
"""Nodes that a change must touch for the fast engine to be worth its check against the reference: some 20 records."""
SAMPLED = 200
"""Nodes with findings, and as many without, on which the fast engine is held against pySHACL in every run."""
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class Change:
    """What new records bring to a graph that already holds them.

    Args:
        subjects: IRIs of all things the records speak of.
        triples: the triples that the graph did not have before, derived ones included.
    """

    subjects: frozenset[str]
    triples: tuple[ox.Triple, ...]


def check_graph(
    graph: ox.Store,
    *,
    records: Mapping[str, Located] | None = None,
    change: Change | None = None,
    texts: Texts | None = None,
    engine: Engine = "auto",
    shapes: Shapes | None = None,
    checks: tuple[Check, ...] | None = None,
) -> list[Issue]:
    """What breaks the shapes or the cross-record rules.

    Args:
        graph: a store whose default graph holds the merged set.
        records: record id → record with lines, for what was just read; findings about others name the record only.
        change: judge only what these additions, already in the graph, can affect; everything if None.
        texts: the sources' texts, where they are at hand.
        engine: `pyshacl`, the reference; `fast`, checked against it on a sample or, for a change, where it finds
            something; `auto` takes the fast one for a whole graph that is large, if it is installed.
        shapes: the shipped ones if None.
        checks: the shipped ones if None.

    Raises:
        UsageError: shapes or rules are wrong.
    """
    shapes = shapes or read_shapes(ontology_dir() / "shapes")
    checks = read_checks() if checks is None else checks
    texts = texts or Texts()
    reporter = Reporter(graph, Origins(records), texts, shapes)
    results, notes = check_shapes(graph, shapes, change, engine)
    issues = [*notes, *(reporter.result(found) for found in results)]
    touched = Touched(graph, change.subjects, change.triples) if change else None
    for check in checks:
        issues += [reporter.row(check, found) for found in check.run(graph, touched)]
    if checks:
        reposts = find_reposts(graph, change.subjects if change else None, texts)
        issues += [reporter.repost(found) for found in reposts]
    return sorted(dict.fromkeys(issues), key=issue_order)


def issue_order(issue: Issue) -> tuple[str, int, int, str, str, str]:
    """Issues in the order of their files and lines."""
    return (issue.path, issue.line or 0, issue.column or 0, issue.rule, issue.focus, issue.message_en)


def check_shapes(
    graph: ox.Store, shapes: Shapes, change: Change | None = None, engine: Engine = "auto"
) -> tuple[list[Result], list[Issue]]:
    """What breaks the shapes, and remarks on how that was found out."""
    reach = build_reach(shapes)
    if change is not None and reach.bounded:
        nodes = reach.affected(graph, reach.bordering(change.triples)) | {ox.NamedNode(iri) for iri in change.subjects}
        if engine == "auto" and len(nodes) >= MANY and has_fast_engine():
            return _check_many(graph, shapes, reach, nodes)
        return _check_nodes(graph, shapes, reach, nodes, quick=engine == "fast"), []
    if engine == "pyshacl" or (engine == "auto" and (len(graph) < LARGE or not has_fast_engine())):
        return _check_all(graph, shapes, reach), []
    return _check_fast(graph, shapes, reach)


def _check_nodes(
    graph: ox.Store, shapes: Shapes, reach: Reach, nodes: Iterable[Node], *, quick: bool = False
) -> list[Result]:
    """What pySHACL finds about some nodes, judged on what their shapes read and nothing else.

    Quickly, the fast engine looks first, and pySHACL judges what it does not find in order.
    """
    focuses = reach.focuses_among(graph, nodes)
    if not focuses:
        return []
    names = {_bare(str(node)) for node in focuses}
    read = reach.read(graph, focuses)
    if quick:
        simple, qualified = shapes.split()
        if not qualified.triples and not any(found.focus in names for found in run_fast(read, simple)):
            return []
    return [found for found in run_pyshacl(read, shapes) if found.focus in names]


def _check_all(graph: ox.Store, shapes: Shapes, reach: Reach) -> list[Result]:
    """What pySHACL finds in the whole graph."""
    if not reach.bounded:
        return run_pyshacl(_triples(graph), shapes)
    return run_pyshacl(reach.read(graph, reach.focuses(graph)), shapes)


def _check_fast(graph: ox.Store, shapes: Shapes, reach: Reach) -> tuple[list[Result], list[Issue]]:
    """The fast engine's results where it agrees with the reference on a sample, else the reference's."""
    if not reach.bounded:
        return _check_all(graph, shapes, reach), [_disagreement("the shapes read more than paths")]
    simple, qualified = shapes.split()
    results = set(run_fast(graph, simple))
    if qualified.triples:
        results |= set(_check_all(graph, qualified, build_reach(qualified)))
    focuses = {_bare(str(node)): node for node in reach.focuses(graph)}
    wrong = _disagreement_with_reference(graph, shapes, reach, focuses, results)
    return (_check_all(graph, shapes, reach), [wrong]) if wrong else (sorted(results), [])


def _check_many(
    graph: ox.Store, shapes: Shapes, reach: Reach, nodes: Iterable[Node]
) -> tuple[list[Result], list[Issue]]:
    """As `_check_fast`, for the many nodes that a batch of records brings."""
    focuses = reach.focuses_among(graph, nodes)
    by_name = {_bare(str(node)): node for node in focuses}
    simple, qualified = shapes.split()
    results = {found for found in run_fast(reach.read(graph, focuses), simple) if found.focus in by_name}
    if qualified.triples:
        results |= set(_check_nodes(graph, qualified, build_reach(qualified), nodes))
    wrong = _disagreement_with_reference(graph, shapes, reach, by_name, results)
    return (_check_nodes(graph, shapes, reach, nodes), [wrong]) if wrong else (sorted(results), [])


def _disagreement_with_reference(
    graph: ox.Store, shapes: Shapes, reach: Reach, focuses: Mapping[str, Node], results: set[Result]
) -> Issue | None:
    """What to say where the reference judges a sample of the nodes otherwise; None where it agrees."""
    found = sorted({result.focus for result in results} & focuses.keys())
    # Seeded: the same data get the same verdict in the same way, every time.
    chance = random.Random(len(focuses))  # noqa: S311
    sample = {
        *chance.sample(found, min(SAMPLED, len(found))),
        *chance.sample(sorted(focuses), min(SAMPLED, len(focuses))),
    }
    expected = _check_nodes(graph, shapes, reach, [focuses[name] for name in sorted(sample)])
    if set(expected) == {result for result in results if result.focus in sample}:
        return None
    return _disagreement(f"they differ on a sample of {len(sample)} nodes")


def _triples(graph: ox.Store) -> list[ox.Triple]:
    return [quad.triple for quad in graph.quads_for_pattern(None, None, None, _DEFAULT)]


def _disagreement(why: str) -> Issue:
    return Issue(
        Severity.INFO,
        "engine/disagreement",
        message_en=f"the fast engine was not used: {why}; these findings are pySHACL's",
        message_vi="không dùng bộ kiểm tra nhanh vì kết quả khác pySHACL; các phát hiện này là của pySHACL",
    )


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
