"""Shapes and cross-record rules over a graph, each finding with the record, line and sentence it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox

from phoihop.model import Issue
from phoihop.records.reading import Located
from phoihop.settings import ontology_dir
from phoihop.validate.change import Change
from phoihop.validate.checks import Check, Found, Touched, read_checks
from phoihop.validate.engines import Result
from phoihop.validate.inspection import LARGE, Engine, Inspection
from phoihop.validate.origins import Origins
from phoihop.validate.reach import build_reach
from phoihop.validate.reporter import Reporter
from phoihop.validate.reposts import find_reposts
from phoihop.validate.shapes import Shapes, read_shapes
from phoihop.validate.surroundings import Surroundings
from phoihop.validate.texts import Texts


def check_graph(
    graph: ox.Store,
    *,
    records: Mapping[str, Located] | None = None,
    change: Change | None = None,
    texts: Texts | None = None,
    engine: Engine = "auto",
    shapes: Shapes | None = None,
    checks: tuple[Check, ...] | None = None,
    workers: int | None = 1,
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
        workers: processes for pySHACL on a large graph; all cores if None.

    Raises:
        UsageError: shapes or rules are wrong.
    """
    shapes = shapes or read_shapes(ontology_dir() / "shapes")
    checks = read_checks() if checks is None else checks
    texts = texts or Texts()
    reporter = Reporter(graph, Origins(records), texts, shapes)
    touched = Touched(graph, change.subjects, change) if change else None

    def ask() -> list[tuple[Check, Found]]:
        return [(check, found) for check in checks for found in check.run(graph, touched)]

    if change is None and len(graph) >= LARGE:
        with ThreadPoolExecutor(1) as aside:
            # The database answers outside Python's lock, while the shapes are judged.
            asked = aside.submit(ask)
            results, notes = check_shapes(graph, shapes, change, engine, workers=workers)
        rows = asked.result()
    else:
        results, notes = check_shapes(graph, shapes, change, engine, workers=workers)
        rows = ask()
    issues = [*notes, *(reporter.result(found) for found in results)]
    issues += [reporter.row(check, found) for check, found in rows]
    if checks:
        reposts = find_reposts(graph, change.subjects if change else None, texts)
        issues += [reporter.repost(found) for found in reposts]
    return sorted(dict.fromkeys(issues), key=issue_order)


def issue_order(issue: Issue) -> tuple[str, int, int, str, str, str]:
    """Issues in the order of their files and lines."""
    return (issue.path, issue.line or 0, issue.column or 0, issue.rule, issue.focus, issue.message_en)


def check_shapes(
    graph: ox.Store, shapes: Shapes, change: Change | None = None, engine: Engine = "auto", *, workers: int | None = 1
) -> tuple[list[Result], list[Issue]]:
    """What breaks the shapes, and remarks on how that was found out; arguments as those of `check_graph`."""
    if change is None or not build_reach(shapes).bounded:
        return Inspection(Surroundings(graph), shapes, workers=workers).judge_all(engine)
    return Inspection(Surroundings(graph, change), shapes).judge_change(change, engine)
