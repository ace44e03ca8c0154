"""Given-up IRIs lead to the one in use now, and a file that leads astray is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from phoihop import settings
from phoihop.errors import UsageError
from phoihop.identity.judgements import read_judgements
from phoihop.identity.tombstones import build_redirects, read_tombstones

HEADER = "old,new,on,why\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tombstones.csv"


def test_no_file_and_an_empty_one_have_no_tombstones(file: Path) -> None:
    assert read_tombstones(file) == ()
    file.write_text(HEADER, encoding="utf-8")
    assert read_tombstones(file) == ()


def test_redirects_follow_over_several_changes_and_end_where_nothing_stands(file: Path) -> None:
    rows = "a,b,2026-01-01,rule 1\nb,c,2026-02-01,rule 2\ngone,,2026-02-02,made in error\n"
    file.write_text(HEADER + rows, encoding="utf-8")
    tombstones = read_tombstones(file, known={"c"})
    assert [tombstone.line for tombstone in tombstones] == [2, 3, 4]
    assert build_redirects(tombstones) == {"a": "c", "b": "c"}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("old,new\n", "first line is not old,new,on,why", 1),
        ("", "first line is not", 1),
        (HEADER + "a,b,2026-01-01\n", "has 3 fields", 2),
        (HEADER + ",b,2026-01-01,why\n", "'old' is empty", 2),
        (HEADER + "a,b,2026-01-01, \n", "'why' is empty", 2),
        (HEADER + "a,b,2026-02-30,why\n", "no day 30", 2),
        (HEADER + "a,b,2026,why\n", "whole day", 2),
        (HEADER + "a,b,2026-01-01,why\na,c,2026-01-01,why\n", "given up in line 2 already", 3),
        (HEADER + "a,a,2026-01-01,why\n", "circle", 2),
        (HEADER + "a,b,2026-01-01,why\nb,a,2026-01-01,why\n", "circle", 2),
        (HEADER + "a,nowhere,2026-01-01,why\n", "leads to 'nowhere'", 2),
        (HEADER + "c,b,2026-01-01,why\n", "given up but in use", 2),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(file: Path, text: str, message: str, line: int) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as caught:
        read_tombstones(file, known={"b", "c"})
    assert caught.value.line == line


def test_the_shipped_log_and_tombstones_are_valid() -> None:
    read_judgements(settings.data_dir() / "identity.jsonl")
    read_tombstones(settings.data_dir() / "tombstones.csv")
