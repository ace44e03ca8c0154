"""Catalogue queries on a synthetic graph of about 1,000,000 triples, through the library and straight to pyoxigraph.

Every query is asked with its parameters set, *district-court* also over the whole graph, on disk and in memory; the
median of the warm repeats counts. The ratio is library / pyoxigraph for the same bound text, rows read out.

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

REPEATS = 7
# A value that occurs in the synthetic graph for each type of parameter.
VALUES = {
    "place": "vn63/173",
    "concept:level": "district",
    "concept:kind": "people-court",
    "concept:standing": "stated",
    "concept:event-role": "attended",
    "concept:topic": "land",
    "concept:duty-kind": "inform",
    "concept:side": "state",
    "date": "2023-06-01",
    "integer": "1",
}
BY_NAME = {
    "programme": "https://w3id.org/phoihop/id/programme/syn-0000007/programme",
    "event": "https://w3id.org/phoihop/id/event/syn-0000007/signing",
    "official": "https://w3id.org/phoihop/id/official/syn-0000007/person-1",
    "source": "https://w3id.org/phoihop/id/source/syn-0000007",
    "number": "238-QĐ/TW",
}


def _values(query: Query) -> dict[str, str]:
    found = {}
    for parameter in query.parameters:
        value = BY_NAME.get(parameter.name) or VALUES.get(parameter.type)
        if value:
            found[parameter.name] = value
    return found


def _time(call: Callable[[], int]) -> tuple[float, int]:
    rows = call()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return median(times) * 1000, rows


def _straight(store: ox.Store, text: str, columns: list[str]) -> Callable[[], int]:
    def call() -> int:
        answer = store.query(text)
        return len([tuple(None if row[c] is None else row[c].value for c in columns) for row in answer])  # type: ignore[union-attr, index]

    return call


def measure(name: str, store: ox.Store) -> None:
    """Print one line a query."""
    graph = Graph(EmbeddedStore(store, name))
    for query in load_catalogue():
        cases = [(query.name, _values(query))]
        if query.name == "district-court":
            cases.append(("district-court, whole graph", {}))
        for label, values in cases:
            columns = [column.name for column in query.columns]
            through, rows = _time(lambda q=query, v=values: len(graph.query(q.name, **v)))
            straight, _ = _time(_straight(store, query.bind(values), columns))
            print(f"{name:6} {label:32} {through:9.2f} ms  {rows:6} rows  library/pyoxigraph {through / straight:5.2f} "
                  f"(+{through - straight:.2f} ms)", flush=True)  # fmt: skip


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
