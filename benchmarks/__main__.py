"""Run every benchmark, one after the other, and keep what each prints beside it: `make bench`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = ("startup", "gazetteer", "identity", "extraction", "asking", "changes", "validation", "building")

if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True, capture_output=True, text=True)
        (FOLDER / f"{name}.txt").write_text(done.stdout, encoding="utf-8")
        print(f"== {name}\n{done.stdout}", flush=True)
