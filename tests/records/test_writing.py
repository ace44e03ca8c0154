"""A record written as YAML reads back as the same record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.records.reading import Located, parse_record, read_record
from phoihop.records.schema import Record
from phoihop.records.writing import render_record

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "data" / "records").glob("*.yaml"))


def reread(record: Record) -> Record:
    located = parse_record(render_record(record).encode(), "again.yaml")
    assert isinstance(located, Located), located
    return located.record


def record(**fields: object) -> Record:
    return Record.model_validate({"format": 1, "id": "r", "status": "draft", "source": {"label": "x"}, **fields})


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_projects_records_survive_writing(path: Path) -> None:
    located = read_record(path)
    assert isinstance(located, Located)
    assert reread(located.record) == located.record


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_lines_stay_within_the_width_of_files_written_by_hand(path: Path) -> None:
    located = read_record(path)
    assert isinstance(located, Located)
    assert not [line for line in render_record(located.record).splitlines() if len(line) > 120 and "http" not in line]


ODD = [
    "yes", "on", "null", "~", "2021", "2021-06-23", "1e5", "0x1f", "1_000", "3:25", "a: b", "a #b", "- a", "? a", "'a'",
    '"a"', "{a}", "[a]", "a, b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", " a", "a ", "a\nb", "a\tb", "a  b",
    "a\u00a0b", "a\u2028b", "\ufeffa", "Ủy ban", "a:", "a :b", "=", "<<", "---", "...", "a" * 300, "từ " * 100 + "cuối",
    "# " + "từ " * 100 + "cuối", "\u202eabc", "a\u0007b", "\U0001f600",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_any_text_survives(text: str) -> None:
    written = record(note=text, agencies={"a": {"kind": "people-court", "place": "vn63/11", "name": text}})
    assert reread(written) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_arbitrary_text_survives(text: str) -> None:
    written = record(note=text, nothing_signed=({"place": "vn", "note": text},))
    assert reread(written) == written


def test_digests_that_look_like_numbers_stay_text() -> None:
    for sha256 in ("1" * 64, "0" * 64, "1" * 60 + "e123", "e" * 64):
        written = record(source={"label": "x", "sha256": sha256})
        assert reread(written) == written
