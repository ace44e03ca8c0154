"""The catalogue through a server of another maker: the reviewed answers, and the known wrong ones."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.build import Built
from phoihop.export import export
from phoihop.library import Graph
from phoihop.queries import load_catalogue
from phoihop.store import open_store
from phoihop.store.remote import RemoteStore

EXPECTED = Path(__file__).parents[1] / "expected"
WRONG = {
    "agency-or-caucus": "Virtuoso 7.2.5 gives another reading's rows",
    "basis-document": "Virtuoso 7.2.5 loses four of five rows",
    "in-force": "Virtuoso 7.2.5 loses three rows",
    "lags": "Virtuoso 7.2.5 gives two rows too many",
    "missing-partners": "Virtuoso 7.2.5 fails: it names a column that it has not made (SQ200)",
    "outcomes-of-reform": "Virtuoso 7.2.5 gives no rows",
    "outlived-places": "Virtuoso 7.2.5 gives no rows",
    "signatories": "Virtuoso 7.2.5 gives no rows",
}
"""Questions that it answers wrongly; every other store gives the reviewed answer.

Not strictly so: its planner goes by samples of the data, and with some plans an answer comes out right (seen with
outcomes-of-reform, in one run of seven on the same file).
"""


@pytest.fixture(scope="module")
def graph(built: Built, load_virtuoso: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("export") / "all.nq"
    with open_store(built.store) as store:
        path.write_bytes(export(store, "nquads"))
    return Graph(RemoteStore(load_virtuoso(path, "https://w3id.org/phoihop/id/graph/all"), timeout=60))


@pytest.mark.parametrize("name", load_catalogue(Path(__file__).parents[2] / "queries").names())
def test_a_question_has_the_reviewed_answer(graph: Graph, name: str, request: pytest.FixtureRequest) -> None:
    if name in WRONG:
        request.applymarker(pytest.mark.xfail(reason=WRONG[name], strict=False))
    table = graph.query(name)
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = [tuple(row) for row in csv.reader(file)]
    assert table.columns == columns
    assert sorted(tuple(value or "" for value in row) for row in table.rows) == sorted(rows)
