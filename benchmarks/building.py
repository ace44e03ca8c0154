"""Building from JSON Lines against pyoxigraph's bulk loader alone, fed the same quads as sorted-by-record N-Quads.

Both run in a process of their own, one after the other, A B A B; the least time of each counts. Printed: quads a
second, the ratio, and peak memory. The YAML rate and the validation rate are measured apart.

    python -m benchmarks.building [QUADS ...]        default: 1000000 10000000
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.synthetic import write_records

QUADS_A_RECORD = 1430
"""Measured on 1,000 records; only sets how many records make a target."""

_CHILD = """
import json, resource, sys, time
from pathlib import Path
{setup}
started = time.perf_counter()
{work}
took = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({{"seconds": took, "peak_mb": peak, "quads": {quads}}}))
"""
_BUILD = _CHILD.format(
    setup="from phoihop.build import build",
    work="built = build(Path(sys.argv[1]), Path(sys.argv[2]), check=False)",
    quads="built.counts['quads']",
)
_LOAD = _CHILD.format(
    setup="import pyoxigraph as ox",
    work="store = ox.Store(sys.argv[2]); store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS); store.flush()",
    quads="len(store)",
)
_CHECK = _CHILD.format(
    setup="from phoihop.validate import validate_records",
    work="report = validate_records([Path(sys.argv[1])])",
    quads="report.counts['records']",
)


def _run(script: str, *arguments: Path) -> dict[str, float]:
    out = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], check=True, capture_output=True).stdout
    found: dict[str, float] = json.loads(out)
    return found


def _dump(store: Path, path: Path) -> None:
    import pyoxigraph as ox

    from phoihop.store.versions import DATABASE, current_version

    ox.Store.read_only(str(current_version(store) / DATABASE)).dump(str(path), format=ox.RdfFormat.N_QUADS)


def compare(quads: int, rounds: int) -> None:
    """Print one line for a target size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_records(quads // QUADS_A_RECORD, folder / "data" / "records" / "synthetic.jsonl")
        builds, loads = [], []
        for number in range(rounds):
            shutil.rmtree(folder / "store", ignore_errors=True)
            shutil.rmtree(folder / "plain", ignore_errors=True)
            builds.append(_run(_BUILD, folder / "data", folder / "store"))
            if not number:
                _dump(folder / "store", folder / "all.nq")
            loads.append(_run(_LOAD, folder / "all.nq", folder / "plain"))
        build = min(builds, key=lambda r: r["seconds"])
        load = min(loads, key=lambda r: r["seconds"])
        assert build["quads"] == load["quads"]
        print(
            f"{int(build['quads']):>10,} quads  build {build['seconds']:7.1f} s "
            f"({build['quads'] / build['seconds']:>9,.0f} quads/s, peak {build['peak_mb']:>5.0f} MB)  "
            f"bulk loader alone {load['seconds']:7.1f} s (peak {load['peak_mb']:>5.0f} MB)  "
            f"ratio {build['seconds'] / load['seconds']:.2f}",
            flush=True,
        )


def rates(count: int = 300) -> None:
    """Print the YAML reading rate and the validation rate."""
    import time

    from phoihop.records.reading import Located, read_record, read_records
    from phoihop.records.writing import render_record

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_records(count, folder / "synthetic.jsonl")
        for item in read_records(folder / "synthetic.jsonl"):
            assert isinstance(item, Located)
            (folder / f"{item.record.id}.yaml").write_text(render_record(item.record), encoding="utf-8")
        started = time.perf_counter()
        for path in sorted(folder.glob("*.yaml")):
            assert isinstance(read_record(path), Located)
        print(f"YAML: {count / (time.perf_counter() - started):,.0f} records a second read")
        found = _run(_CHECK, folder / "synthetic.jsonl")
        print(f"validation: {found['quads'] / found['seconds']:,.0f} records a second, peak {found['peak_mb']:.0f} MB")


if __name__ == "__main__":
    for target in [int(a) for a in sys.argv[1:]] or [1_000_000, 10_000_000]:
        compare(target, 3 if target < 5_000_000 else 1)
    rates()
