"""Catalogue queries on a synthetic graph of about 1,000,000 triples, through the library and straight to pyoxigraph.

Every question is asked for one programme, place, body, person or source that its own whole answer names, so that the
restriction is real and the answer is not empty; *district-court* also over the whole graph. On disk and in memory.
The ratio is library / pyoxigraph for the same bound text, rows read out, minimum against minimum: other work on the
machine only ever adds time.

    python -m benchmarks.asking [RECORDS]            default: 1300
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from benchmarks.synthetic import write_records
from phoihop.build import build
from phoihop.library import Graph
from phoihop.queries import Query, load_catalogue
from phoihop.store import EmbeddedStore
from phoihop.store.versions import DATABASE, current_version

REPEATS = 5
# Synthetic records contradict nothing, pass nothing down and give nobody a second post.
SILENT = ("both-sides", "date-conflicts", "disagreements", "passing-down")
# The parameters that narrow a question, the most selective first, and the column that holds a value for each.
NARROWING = {
    "programme": "programme",
    "agency": "agency",
    "official": "official",
    "namesake_of": "official",
    "source": "source",
    "district": "district",
    "province": "province",
    "within": "place",
    "about": "about",
    "place": "territory",
    "around": "territory",
}
# What is asked for where the whole answer is empty or has no such column.
FIRST = "https://w3id.org/phoihop/id/programme/syn-0000007/programme"
TERRITORY = "SELECT ?place WHERE {{ <{}> <https://w3id.org/phoihop/ontology#territory> ?place }}"


def narrowed(graph: Graph, query: Query) -> dict[str, str]:
    """One value for one parameter, taken from the first row of the whole answer."""
    takes = {parameter.name for parameter in query.parameters}
    name = next((name for name in NARROWING if name in takes), None)
    if name is None:
        return {}
    row = next(iter(graph.query(query.name)), {})
    value = row.get(NARROWING[name])
    if value is None and NARROWING[name] == "territory":
        value = graph.select(TERRITORY.format(row.get("programme") or FIRST)).rows[0][0]
    return {name: value or FIRST.replace("/programme/", f"/{name}/", 1)}


def timed(call: Callable[[], int]) -> tuple[float, float, int]:
    """Minimum and median in ms, and the rows of the answer."""
    rows = call()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return min(times), median(times), rows


def asked(graph: Graph, name: str, values: dict[str, str]) -> Callable[[], int]:
    """A question of the catalogue through the library."""
    return lambda: len(graph.query(name, **values))


def straight(store: ox.Store, text: str, columns: list[str]) -> Callable[[], int]:
    """The same question put to pyoxigraph itself, its rows read out as text."""

    def call() -> int:
        answer = store.query(text)
        return len([tuple(None if row[c] is None else row[c].value for c in columns) for row in answer])  # type: ignore[union-attr]

    return call


def measure(name: str, store: ox.Store) -> None:
    """Print one line a question."""
    graph = Graph(EmbeddedStore(store, name))
    print(f"{name:44} {'min ms':>8} {'median':>8} {'rows':>6}  library - pyoxigraph")
    for query in load_catalogue():
        values = narrowed(graph, query)
        cases = [(f"{query.name} {' '.join(values)}", values)]
        if query.name == "district-court":
            cases.append((f"{query.name}, whole graph", {}))
        columns = [column.name for column in query.columns]
        for label, given in cases:
            least, middle, rows = timed(asked(graph, query.name, given))
            direct, _, same = timed(straight(store, query.bind(given), columns))
            if rows != same or (not rows and query.name not in SILENT):
                raise SystemExit(f"{label}: {rows} rows, pyoxigraph gives {same}")
            print(f"{label:44} {least:8.2f} {middle:8.2f} {rows:6}  {least / direct:.2f} ({least - direct:+.2f} ms)",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        data, target = Path(folder) / "data", Path(folder) / "store"
        write_records(int(sys.argv[1]) if len(sys.argv) > 1 else 1300, data / "records" / "synthetic.jsonl")
        build(data, target, check=False)
        disk = ox.Store.read_only(str(current_version(target) / DATABASE))
        triples = sum(1 for _ in disk.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        print(f"{triples:,} triples in the default graph, {len(disk):,} quads")
        measure("disk", disk)
        memory = ox.Store()
        memory.bulk_extend(disk)
        measure("memory", memory)
