"""Validation against graphs of growing size: one new record, then everything, against pySHACL as anybody would call it.

One new record (the shipped s4) joins the graph in a running process. Everything is all shapes and all rules across
records: by the fast engine, and by pySHACL in chunks on all cores. The peer is `pyshacl.validate` on an rdflib graph
parsed from the same triples, shapes only. Each full run has a process of its own; its peak memory is that of the
process and of all its workers together. That the ways find the same is checked at every size.

    python -m benchmarks.validation [--sizes 10000,100000,1000000] [--plain 100000]

`--plain` is the largest size at which the peer runs: it needs minutes for a million triples. Linux only.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyoxigraph as ox

    from phoihop.records.reading import Located
    from phoihop.validate import Schema

RECORD = Path(__file__).parents[1] / "data" / "records" / "s4.yaml"
FIXED, PER_RECORD = 62_000, 708
"""Triples of the ontology and the map, and of a synthetic record: measured; they only set how many make a target."""
RUNS = 20
PLAIN = "shapes only, plain pySHACL"
WAYS: dict[str, Literal["pyshacl", "fast"]] = {
    "everything, pySHACL in chunks": "pyshacl",
    "everything, the fast engine": "fast",
}
Finding = tuple[str, str, str]
"""Focus, shape, constraint component."""


@dataclass(frozen=True)
class Prepared:
    """A graph: its folder, its triples, the records in it, and what else."""

    folder: Path
    triples: int
    records: int
    rest: str


@dataclass(frozen=True)
class Full:
    """One full run.

    Args:
        seconds: of the verdict alone.
        cpu: the same of CPU time, that of its workers included.
        before: seconds of reading, where the data had to be read first.
        own: peak memory of the process, in MB.
        workers: that of its workers together.
        findings: what breaks the shapes.
        remarks: what the run said of itself.
    """

    seconds: float
    cpu: float
    before: float
    own: float
    workers: float
    findings: frozenset[Finding]
    remarks: tuple[str, ...] = ()


def in_own_process(work: Callable[..., Any], *arguments: object) -> Any:
    """What a function gives, run in a fresh process that ends with it."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def peak(process: int | str) -> float:
    """A process's peak memory in MB, since its program began: `ru_maxrss` would count what its parent had by then."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def cpu_time() -> float:
    """Seconds of CPU that this process and its ended workers had so far."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


@contextmanager
def watched_workers() -> Iterator[dict[str, float]]:
    """Peaks of the processes that this one starts meanwhile, by id."""
    peaks: dict[str, float] = {}
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            for task in Path("/proc/self/task").glob("*/children"):
                try:
                    peaks.update({child: peak(child) for child in task.read_text(encoding="ascii").split()})
                except (OSError, StopIteration):
                    continue  # ended meanwhile

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        over.set()
        thread.join()


def prepare(folder: Path, target: int) -> Prepared:
    """A graph of about so many triples, on disk."""
    import pyoxigraph as ox

    from benchmarks.synthetic import write_records
    from phoihop.build import build
    from phoihop.store.versions import DATABASE, current_version

    batch, graph = folder / "data" / "records" / "synthetic.jsonl", folder / "graph"
    if target > FIXED:
        records, rest = (target - FIXED) // PER_RECORD, "the ontology, the whole map"
        write_records(records, batch)
        build(folder / "data", folder / "store", check=False)
        ox.Store.read_only(str(current_version(folder / "store") / DATABASE)).backup(str(graph))
    else:
        records, rest = target * 6 // 10 // PER_RECORD, "the ontology, of the map only what these name"
        write_records(records, batch)
        _write_small(batch, graph)
    triples = sum(1 for _ in ox.Store.read_only(str(graph)).quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return Prepared(folder, triples, records, rest)


def _write_small(batch: Path, folder: Path) -> None:
    import pyoxigraph as ox

    from phoihop.graph.places import named_places, place_triples
    from phoihop.identity.iris import place_iri
    from phoihop.records.reading import Located, read_record, read_records
    from phoihop.validate import read_schema, state_records

    schema = read_schema()
    records = [one for one in (read_record(RECORD), *read_records(batch)) if isinstance(one, Located)]
    named = {name for one in records for name in named_places(one.record)}
    wanted = {f"<{place_iri(place.id)}>" for name in named for place in schema.gazetteer.chain(name)}
    places = (t for t in place_triples(schema.gazetteer, (), schema.ontology.supertypes) if t[0] in wanted)
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in (*schema.ontology.triples, *places))
    graph = ox.Store(str(folder))
    graph.bulk_load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    state_records(graph, records[1:], schema)
    graph.optimize()
    graph.flush()


def judge_one(prepared: Prepared) -> tuple[int, dict[str, tuple[float, float]]]:
    """The triples that one new record adds, and least and median milliseconds by way, in a process that is warm."""
    import pyoxigraph as ox

    from phoihop.records.reading import Located, read_record
    from phoihop.validate import read_schema, state_records, validate_incremental

    # On a copy: the full runs that follow are to find the graph as it was made.
    ox.Store.read_only(str(prepared.folder / "graph")).backup(str(prepared.folder / "trial"))
    graph, schema, located = ox.Store(str(prepared.folder / "trial")), read_schema(), read_record(RECORD)
    assert isinstance(located, Located)
    if validate_incremental(graph, [located], schema) != validate_incremental(graph, [located], schema, engine="fast"):
        raise SystemExit("one new record: the engines differ")
    times = {
        "by pySHACL": _timed(graph, located, schema, "auto"),
        "the fast engine first": _timed(graph, located, schema, "fast"),
    }
    return len(state_records(graph, [located], schema).triples), times


def _timed(graph: ox.Store, located: Located, schema: Schema, engine: Literal["auto", "fast"]) -> tuple[float, float]:
    from phoihop.validate import validate_incremental

    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        validate_incremental(graph, [located], schema, engine=engine)
        times.append((time.perf_counter() - started) * 1000)
    return min(times), median(times)


def judge_all(prepared: Prepared, engine: Literal["pyshacl", "fast"]) -> Full:
    """All shapes and all rules."""
    import pyoxigraph as ox

    from phoihop.validate import check_graph
    from phoihop.validate.reporter import ShapeIssue

    graph = ox.Store.read_only(str(prepared.folder / "graph"))
    with watched_workers() as peaks:
        started, busy = time.perf_counter(), cpu_time()
        issues = check_graph(graph, engine=engine, workers=None)
        took, busy = time.perf_counter() - started, cpu_time() - busy
    found = {(one.focus, one.rule.removeprefix("shape/"), one.component) for one in issues if type(one) is ShapeIssue}
    remarks = tuple(one.message_en for one in issues if one.rule.startswith("engine/"))
    return Full(took, busy, 0, peak("self"), sum(peaks.values()), frozenset(found), remarks)


def judge_rules(prepared: Prepared) -> tuple[float, int, int]:
    """Seconds for the rules alone, their number, and that of their findings."""
    import pyoxigraph as ox

    from phoihop.validate.checks import read_checks
    from phoihop.validate.reposts import find_reposts
    from phoihop.validate.texts import Texts

    graph, checks = ox.Store.read_only(str(prepared.folder / "graph")), read_checks()
    started = time.perf_counter()
    found = sum(len(check.run(graph)) for check in checks) + len(find_reposts(graph, None, Texts()))
    return time.perf_counter() - started, len(checks), found


def judge_plainly(prepared: Prepared) -> Full:
    """The peer: shapes only."""
    import pyshacl
    import rdflib

    from phoihop.settings import ontology_dir
    from phoihop.validate.shapes import SHAPES

    shapes = rdflib.Graph()
    for file in sorted((ontology_dir() / "shapes").glob("*.ttl")):
        shapes.parse(file)
    started = time.perf_counter()
    data = rdflib.Graph().parse(prepared.folder / "all.nt", format="nt")
    read, busy = time.perf_counter(), cpu_time()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    took, busy = time.perf_counter() - read, cpu_time() - busy
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.SH

    def name(shape: rdflib.term.Node | None) -> str:
        while isinstance(shape, rdflib.BNode):
            shape = next(shapes.subjects(None, shape), None)
        return str(shape).removeprefix(SHAPES)

    found = {
        (str(report.value(one, sh.focusNode)), name(report.value(one, sh.sourceShape)),
         str(report.value(one, sh.sourceConstraintComponent)))
        for one in report.objects(None, sh.result)
    }  # fmt: skip
    return Full(took, busy, read - started, peak("self"), 0, frozenset(found))


def dump(prepared: Prepared) -> None:
    """The default graph as N-Triples, for the peer."""
    import pyoxigraph as ox

    graph = ox.Store.read_only(str(prepared.folder / "graph"))
    graph.dump(str(prepared.folder / "all.nt"), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


def compare_all(prepared: Prepared, *, plain: bool) -> dict[str, Full]:
    """Print the full runs of one size, by way."""
    seconds, rules, rows = in_own_process(judge_rules, prepared)
    print(f"  {f'the {rules} rules alone':32}{seconds:9.2f} s; {rows:,} findings", flush=True)
    runs: dict[str, Full] = {}
    if plain:
        in_own_process(dump, prepared)
        runs[PLAIN] = in_own_process(judge_plainly, prepared)
        _show(PLAIN, runs[PLAIN], f"; parsing before {runs[PLAIN].before:.2f} s")
    for way, engine in WAYS.items():
        run = runs[way] = in_own_process(judge_all, prepared, engine)
        _show(way, run, f"; {_against(runs[PLAIN], run)}" if plain else "")
    findings = {run.findings for run in runs.values()}
    if len(findings) > 1:
        raise SystemExit("the ways differ in what they find")
    print(f"  all {len(runs)} find the same: {len(findings.pop()):,} of focus, shape and component", flush=True)
    return runs


def _show(way: str, run: Full, more: str) -> None:
    memory = f"peak {run.own:,.0f} MB" + (f", its workers {run.workers:,.0f} MB" if run.workers else "")
    print(
        "; ".join((f"  {way:32}{run.seconds:9.2f} s, {run.cpu:.2f} s of CPU; {memory}{more}", *run.remarks)), flush=True
    )


def _against(plain: Full, run: Full) -> str:
    whole = plain.before + plain.seconds
    return f"plain takes {plain.seconds / run.seconds:.1f} × as long, {whole / run.seconds:.1f} × with its parsing"


def main() -> None:
    """Print the figures, size by size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000,1000000", help="triples, separated by commas")
    parser.add_argument("--plain", type=int, default=100_000, help="the largest size at which plain pySHACL runs")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    least: dict[str, list[float]] = {}
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            prepared = in_own_process(prepare, Path(folder), size)
            print(f"{prepared.triples:,} triples in the default graph: {prepared.records:,} records, {prepared.rest}")
            added, ones = in_own_process(judge_one, prepared)
            runs = compare_all(prepared, plain=size <= options.plain)
        print(f"  one new record, {added:,} triples; as a part of what a full run takes:", flush=True)
        for way, (best, middle) in ones.items():
            least.setdefault(way, []).append(best)
            shares = "; ".join(f"1/{run.seconds * 1000 / middle:,.0f} ({name})" for name, run in runs.items())
            print(f"    {way:30}{middle:9.1f} ms, least {best:.1f}; {shares}", flush=True)
    for way, times in least.items():
        print(f"one new record, {way}: slowest size / quickest {max(times) / min(times):.2f}")


if __name__ == "__main__":
    main()
