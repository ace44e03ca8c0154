"""Our map against an independent list of it, by counts and digests of codes and names."""

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from phoihop.gazetteer import Gazetteer
from phoihop.model import PartialDate

HERE = Path(__file__).parent
# Where the two lists speak of different days. The other list's old map is of 2025-01-04, ours of some day after:
# Mộc Châu (Sơn La) and Phú Mỹ (Bà Rịa - Vũng Tàu) were raised in between. Its new map is of 2026-09-20, ours of
# 2025-07: three provinces are called cities there.
CHANGED_SINCE = {("vn63", "district", "14"), ("vn63", "district", "77")} | {
    ("vn34", "province", code) for code in ("22", "24", "75")
}


@pytest.fixture(scope="module")
def comparison() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare_gazetteer", HERE.parents[1] / "scripts/compare_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def theirs() -> dict[tuple[str, str, str], tuple[int, str]]:
    with (HERE / "second-source.csv").open(encoding="utf-8") as rows:
        return {
            (row["era"], row["level"], row["within"]): (int(row["count"]), row["digest"])
            for row in csv.DictReader(rows)
        }


def summary(gazetteer: Gazetteer, comparison: ModuleType, era: str, level: str) -> dict:
    last_day = PartialDate("2025-06-30")
    units = [gazetteer.place(p.id, last_day) for p in gazetteer.places(era, level) if p.valid_to or era == "vn34"]
    lines = comparison.summarise(era, level, [(p.code, p.full_name, gazetteer.province_of(p.id).code) for p in units])
    rows = (line.split(",") for line in lines)
    return {(era, level, within): (int(count), digest) for era, level, within, count, digest in rows}


@pytest.mark.parametrize(
    ("era", "level"), [("vn63", "province"), ("vn63", "district"), ("vn34", "province"), ("vn34", "commune")]
)
def test_codes_types_and_names_agree_with_the_second_source(
    gazetteer: Gazetteer, comparison: ModuleType, theirs: dict, era: str, level: str
) -> None:
    ours = summary(gazetteer, comparison, era, level)
    expected = {key: value for key, value in theirs.items() if key[:2] == (era, level)}
    differing = {key for key in ours.keys() | expected if ours.get(key) != expected.get(key)}
    assert differing == {key for key in CHANGED_SINCE if key[:2] == (era, level)}


def test_counts_of_old_communes_differ_only_where_communes_were_merged_in_2025(
    gazetteer: Gazetteer, comparison: ModuleType, theirs: dict
) -> None:
    ours = summary(gazetteer, comparison, "vn63", "commune")
    expected = {key: value for key, value in theirs.items() if key[:2] == ("vn63", "commune")}
    more = {key[2]: expected[key][0] - ours[key][0] for key in expected if ours[key][0] != expected[key][0]}
    assert more == {"14": 4, "24": 3, "38": 2, "42": 1, "46": 1, "49": 1, "68": 4}
    assert sum(count for count, _ in ours.values()) == 10_035


def test_the_summary_is_what_the_second_source_says(comparison: ModuleType) -> None:
    pytest.importorskip(
        "vietnam_provinces.legacy", reason="vietnam-provinces 2026.9.0 is not installed (Python >= 3.12)"
    )
    committed = (HERE / "second-source.csv").read_text("utf-8").splitlines()
    assert [comparison.COLUMNS, *comparison.read_package()] == committed
