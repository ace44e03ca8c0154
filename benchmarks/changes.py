"""How many records a minute `add` takes in, judged batch by batch, into a store that grows meanwhile.

Records of two sizes: brief ones, as newspaper articles give them, and full ones, see `benchmarks.synthetic`. The peer
is the database: the same quads, ready made and sorted by batch, into an empty store with nothing else done to them.
Each run has a process of its own. Linux only.

    python -m benchmarks.changes [RECORDS]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from benchmarks.synthetic import write_records
from benchmarks.validation import in_own_process, peak
from phoihop.changes import add_records
from phoihop.changes.intake import BATCH
from phoihop.changes.statements import own_text
from phoihop.graph.records import record_triples
from phoihop.records.reading import Located, read_records
from phoihop.validate import read_schema

RECORDS = 6000


def _write_conforming(batch: Path) -> None:
    """Give officials of a Party caucus a post that a caucus has, so that all records get in."""
    lines = []
    for line in batch.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for official in record["officials"].values():
            for post in official["posts"]:
                if record["agencies"][post["body"]]["kind"] == "party-caucus":
                    post["post"] = "secretary"
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    batch.write_text("".join(lines), encoding="utf-8")


def _add(batch: Path, store: Path) -> str:
    wall, cpu = time.perf_counter(), time.process_time()
    report = add_records([batch], store, by="benchmark", on="2026-01-01")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    number = report.number("added")
    return (
        f"{number / wall * 60:6,.0f} records a minute ({wall:.1f} s, {cpu:.1f} s of CPU), peak {peak('self'):,.0f} MB; "
        f"{number:,} added, {report.counts['quads']:,} quads"
    )


def _load(batch: Path, folder: Path) -> str:
    """The triples that the records themselves give: what the rules derive is left out, in favour of the database."""
    schema, graph, number, took = read_schema(), ox.Store(str(folder)), 0, 0.0
    lines: list[str] = []

    def load() -> float:
        text = "".join(lines).encode()
        lines.clear()
        started = time.perf_counter()
        graph.bulk_load(text, format=ox.RdfFormat.N_QUADS)
        return time.perf_counter() - started

    for located in read_records(batch):
        assert isinstance(located, Located)
        triples = record_triples(located.record, schema.gazetteer.place, schema.ontology.supertypes)
        lines.append(own_text(triples))
        lines += [f"{s} {p} {o} .\n" for s, p, o in triples.assertion]
        number += 1
        if len(lines) >= BATCH:
            took += load()
    took += load()
    return f"{number / took * 60:6,.0f} records a minute"


def main() -> None:
    """Print the figures, size by size."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, brief in (("brief", True), ("full", False)):
        with tempfile.TemporaryDirectory() as folder:
            batch = Path(folder) / "batch.jsonl"
            write_records(count, batch, brief=brief)
            _write_conforming(batch)
            print(f"{name} records: {in_own_process(_add, batch, Path(folder) / 'store')}", flush=True)
            print(f"  the database alone: {in_own_process(_load, batch, Path(folder) / 'graph')}", flush=True)


if __name__ == "__main__":
    main()
