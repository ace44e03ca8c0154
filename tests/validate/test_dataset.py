"""A data set holds what its own dataset.yaml expects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.records.schema import Record
from phoihop.validate import Schema, validate_records
from phoihop.validate.dataset import COUNTED, TABLES, read_expectations

UNLISTED = "dataset/field-not-listed"
GOOD = "expect:\n  counts:\n    records: [1, 1]\n  fields:\n    programmes.term: [1, 1]\n"
CASES = {
    # what is written → the rule, its severity, the line
    "too few": ("records: [1, 1]", "records: [2, null]", "dataset/few", Severity.VIOLATION, 3),
    "too many": ("records: [1, 1]", "officials: [0, 0]", "dataset/many", Severity.WARNING, 3),
    "too rare": ("programmes.term", "programmes.number", "dataset/rare", Severity.VIOLATION, 5),
}


def judged(coder: Any, schema: Schema, folder: Path, expectations: str) -> list[Any]:
    (folder / "records").mkdir()
    coder.save(folder / "records", coder.record())
    (folder / "dataset.yaml").write_text(expectations, encoding="utf-8")
    report = validate_records([folder], schema=schema)
    return [issue for issue in report.issues if issue.rule.startswith("dataset/")]


@pytest.mark.parametrize("case", CASES)
def test_counts_and_shares_stay_in_their_bands(coder: Any, schema: Schema, tmp_path: Path, case: str) -> None:
    right, wrong, rule, severity, line = CASES[case]
    found = [i for i in judged(coder, schema, tmp_path, GOOD.replace(right, wrong)) if i.rule != UNLISTED]
    assert [(issue.rule, issue.severity, issue.line) for issue in found] == [(rule, severity, line)]
    assert found[0].path == str(tmp_path / "dataset.yaml")


def test_a_field_that_is_not_listed_is_told(coder: Any, schema: Schema, tmp_path: Path) -> None:
    found = judged(coder, schema, tmp_path, GOOD)
    assert {issue.rule for issue in found} == {UNLISTED}
    fields = {issue.field for issue in found}
    assert "programmes.title" in fields
    assert "programmes.term" not in fields


WRONG = {
    "not YAML": ("expect: [", 1),
    "an unknown count": (GOOD.replace("records:", "recods:"), 3),
    "no band": (GOOD.replace("[1, 1]\n  fields", "1\n  fields"), 3),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_expectations_are_refused_with_their_line(tmp_path: Path, case: str) -> None:
    content, line = WRONG[case]
    (tmp_path / "dataset.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_expectations(tmp_path)
    assert refused.value.line in (line, line + 1)


def test_no_file_means_no_expectations(tmp_path: Path) -> None:
    assert read_expectations(tmp_path) is None


def test_the_shipped_expectations_account_for_every_field_and_hold(root: Path, schema: Schema) -> None:
    expected = read_expectations(root / "data")
    assert expected is not None
    assert set(expected.counts) == set(COUNTED)
    report = validate_records([root / "data"], schema=schema)
    assert [issue for issue in report.issues if issue.rule.startswith("dataset/")] == []


def test_every_table_of_a_record_is_counted() -> None:
    tables = {name for name, info in Record.model_fields.items() if info.default in ({}, ())}
    assert tables == set(TABLES)
