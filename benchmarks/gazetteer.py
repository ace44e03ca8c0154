"""How long the gazetteer takes to open, and how many names it looks up in a second; CPU time of one core.

python -m benchmarks.gazetteer
"""

from __future__ import annotations

import random
import subprocess
import sys
import time

OPENING = """
import time
from phoihop.model import PartialDate  # every command imports it anyway
start = time.process_time()
from phoihop.gazetteer import load_gazetteer
imported = time.process_time()
load_gazetteer()
print(imported - start, time.process_time() - imported)
"""
NAMES = 100_000
REPEATS = 5


def time_opening() -> tuple[float, float]:
    """Milliseconds to import the package and to open the shipped gazetteer, medians over fresh processes."""
    runs = []
    for _ in range(REPEATS):
        printed = subprocess.run([sys.executable, "-c", OPENING], capture_output=True, text=True, check=True).stdout
        runs.append([1000 * float(part) for part in printed.split()])
    imports, loads = (sorted(column)[REPEATS // 2] for column in zip(*runs, strict=True))
    return imports, loads


def time_look_up(*, repeated: bool) -> float:
    """Names a second, each with a date and the province of its text: all different, or as a text repeats them."""
    from phoihop.gazetteer import load_gazetteer
    from phoihop.model import PartialDate

    gazetteer, as_of, seeded = load_gazetteer(), PartialDate("2022-06-23"), random.Random(7)
    places = [p for p in gazetteer.places("vn63") if p.level != "province"]
    drawn = [seeded.choice(places) for _ in range(NAMES)]
    provinces = {p.id: gazetteer.province_of(p.id).id for p in places}
    names = [p.full_name if repeated else mix_case(p.full_name, seeded) for p in drawn]
    questions = [(name, provinces[p.id]) for name, p in zip(names, drawn, strict=True)]
    for name in {p.full_name for p in places}:  # the index is made ready by first use: a few dozen milliseconds
        gazetteer.find(name)
    start = time.process_time()
    for name, province in questions:
        gazetteer.find(name, as_of=as_of, near=province)
    return NAMES / (time.process_time() - start)


def mix_case(name: str, seeded: random.Random) -> str:
    """The name as another string, so that no memory of parsed names helps."""
    return "".join(letter.upper() if seeded.random() < 0.5 else letter for letter in name)


def main() -> None:
    """Print the figures, one a line."""
    imports, loads = time_opening()
    print(f"import of the package: {imports:.1f} ms")
    print(f"opening, all tables: {loads:.1f} ms")
    print(f"look-ups with date and province, names all different: {time_look_up(repeated=False):,.0f} a second")
    print(f"look-ups with date and province, names as they recur: {time_look_up(repeated=True):,.0f} a second")


if __name__ == "__main__":
    main()
