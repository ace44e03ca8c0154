"""How many records a minute `add` takes in, judged batch by batch, into a store that grows meanwhile.

python -m benchmarks.changes [RECORDS]
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.synthetic import write_records
from phoihop.changes import add_records

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


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "batch.jsonl"
        write_records(count, batch)
        _write_conforming(batch)
        wall, cpu = time.perf_counter(), time.process_time()
        report = add_records([batch], Path(folder) / "store", by="benchmark", on="2026-01-01")
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{report.fates}: {report.counts['quads']} quads")
    print(f"{count / wall * 60:.0f} records a minute ({wall:.1f} s, {cpu:.1f} s of CPU), peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
