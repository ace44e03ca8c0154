"""Summarise an independent list of the same map, for the tests to hold ours against.

    python -m pip install --target FOLDER vietnam-provinces==2026.9.0     (Python 3.12 or newer)
    PYTHONPATH=FOLDER python scripts/compare_gazetteer.py tests/gazetteer/second-source.csv

vietnam-provinces is under the GPL: nothing of it is shipped. The summary keeps counts and digests, by which
agreement can be told and from which no list can be made.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from phoihop.gazetteer.names import parse_name

COLUMNS = "era,level,within,count,digest"
_DIGITS = {"province": 2, "district": 3, "commune": 5}


def digest(units: Iterable[tuple[str, str]]) -> str:
    """One word for a set of (code, name with type), the same for every spelling that look-up takes for one."""
    lines = sorted(f"{code} {parse_name(name)[0].kind} {parse_name(name)[0].toned}" for code, name in units)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def summarise(era: str, level: str, units: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """One line for the units of each province, from (code, name with type, code of the province)."""
    grouped = defaultdict(list)
    for code, name, province in units:
        grouped[province].append((code, name))
    for province, found in sorted(grouped.items()):
        yield f"{era},{level},{province},{len(found)},{digest(found)}"


def read_package() -> Iterator[str]:
    """The summary of vietnam-provinces: the map of January 2025 and the map since July 2025."""
    # Not shipped and not needed for the rest of this module.
    import vietnam_provinces as new  # noqa: PLC0415
    from vietnam_provinces import legacy  # noqa: PLC0415

    for era, levels in (
        ("vn63", {"province": legacy.Province, "district": legacy.District, "commune": legacy.Ward}),
        ("vn34", {"province": new.Province, "commune": new.Ward}),
    ):
        for level, kind in levels.items():
            rows = []
            for unit in kind.iter_all():
                code = str(int(unit.code)).zfill(_DIGITS[level])
                rows.append((code, unit.name, code if level == "province" else f"{int(unit.province_code):02}"))
            yield from summarise(era, level, rows)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join([COLUMNS, *read_package(), ""]), encoding="utf-8")
