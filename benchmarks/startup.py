"""Whole processes: how long a user waits for help, and for an answer from the shipped graph.

Each is run eleven times in an empty folder; the median counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PROGRAM = Path(sys.executable).with_name("phoihop")
CALLS = (("--help",), ("query", "district-court"), ("place", "Phú Bình"), ("search", "vksnd"), ("ref", "ph:Signature"))

if __name__ == "__main__":
    for call in CALLS:
        times = []
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(11):
                started = time.perf_counter()
                subprocess.run([str(PROGRAM), *call], cwd=folder, check=True, capture_output=True)
                times.append(time.perf_counter() - started)
        print(f"phoihop {' '.join(call):28} {median(times):.3f} s (least {min(times):.3f})")
