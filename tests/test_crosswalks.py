"""The crosswalks are SSSOM, say what nobody checked, and are what the gazetteer gives."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from phoihop.crosswalks import build_crosswalks, write_crosswalks
from phoihop.gazetteer import Gazetteer, load_gazetteer

FOLDER = Path(__file__).parents[1] / "data" / "crosswalks"
NAMES = ("places-wikidata", "places-iso3166-2", "places-codes")
CURIE = re.compile(r"[\w.-]+:\S+\Z")
JUSTIFICATIONS = {"semapv:UnspecifiedMatching", "semapv:ManualMappingCuration"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def read(name: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Header and rows of a mapping set, read as the standard says: lines with # are YAML, the rest a table."""
    lines = (FOLDER / f"{name}.sssom.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    header = "".join(line[1:] for line in lines if line.startswith("#"))
    table = "".join(line for line in lines if not line.startswith("#"))
    return yaml.safe_load(header), list(csv.DictReader(io.StringIO(table), delimiter="\t"))


def test_the_files_are_what_the_gazetteer_gives(gazetteer: Gazetteer, tmp_path: Path) -> None:
    write_crosswalks(gazetteer, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in FOLDER.iterdir())
    for name in names:
        assert (tmp_path / name).read_text(encoding="utf-8") == (FOLDER / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", NAMES)
def test_a_mapping_set_has_what_the_standard_requires(name: str) -> None:
    header, rows = read(name)
    assert {"mapping_set_id", "license", "curie_map", "mapping_set_version"} <= set(header)
    assert header["mapping_set_id"].endswith(f"/{name}")
    assert rows
    prefixes = set(header["curie_map"]) | {"skos", "semapv"}
    for row in rows:
        assert row["mapping_justification"] in JUSTIFICATIONS
        assert row["predicate_id"] in {"skos:exactMatch", "skos:closeMatch"}
        for curie in (row["subject_id"], row["predicate_id"], *([row["object_id"]] if row["object_id"] else [])):
            assert CURIE.match(curie), curie
            assert curie.partition(":")[0] in prefixes, curie
        # An object is an entity, or else a literal that is its own label.
        assert bool(row["object_id"]) != (row["object_type"] == "rdfs literal" and bool(row["object_label"]))


@pytest.mark.parametrize("name", NAMES)
def test_every_subject_is_a_place_under_its_name(name: str, gazetteer: Gazetteer) -> None:
    for row in read(name)[1]:
        place = gazetteer.place(row["subject_id"].removeprefix("phplace:"))
        assert place.full_name == row["subject_label"]


def test_all_63_provinces_have_an_item_and_an_iso_code_and_no_two_share_one() -> None:
    for name in ("places-wikidata", "places-iso3166-2"):
        rows = read(name)[1]
        assert len(rows) == len({row["subject_id"] for row in rows}) == len({row["object_id"] for row in rows}) == 63


def test_what_nobody_checked_says_so(gazetteer: Gazetteer) -> None:
    for row in read("places-wikidata")[1]:
        checked = gazetteer.place(row["subject_id"].removeprefix("phplace:")).wikidata_verified
        assert checked == (not row["comment"].startswith("Unverified"))
        assert checked == (row["mapping_justification"] == "semapv:ManualMappingCuration")


def test_codes_that_were_given_again_have_a_row_for_each_place() -> None:
    rows = read("places-codes")[1]
    counted = Counter(row["object_label"] for row in rows)
    assert counted["44"] == 2  # Quảng Bình before, Quảng Trị since
    assert counted["474"] == 2  # Huế city, then Thuận Hóa district
    assert {row["subject_label"] for row in rows if row["object_label"] == "44"} == {
        "tỉnh Quảng Bình",
        "tỉnh Quảng Trị",
    }


def test_the_same_gazetteer_gives_the_same_text(gazetteer: Gazetteer) -> None:
    assert build_crosswalks(gazetteer) == build_crosswalks(load_gazetteer())
