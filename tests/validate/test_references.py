"""What a record refers to has to be there, and every finding says on which line."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from phoihop.model import Severity
from phoihop.validate import Schema, check_references, validate_records

Path_ = tuple[str | int, ...]


def put(value: dict[str, Any], path: Path_, new: Any) -> dict[str, Any]:
    changed: Any = deepcopy(value)
    part = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = new
    return changed


MISTAKES = [
    # what is broken, where, with what, the rule that finds it, words of its English fix or message
    (("programmes", "ct", "signatories", 1, "agency"), "tandd", "reference/unknown-agencies", "tand"),
    (("programmes", "ct", "cites", 0, "document"), "qd-238", "reference/unknown-documents", "qd"),
    (("events", "le", "concerns"), ["cct"], "reference/unknown-programmes", "ct"),
    (("officials", "an", "roles", 0, "event"), "lee", "reference/unknown-events", "le"),
    (("officials", "an", "posts", 0, "body"), "vksnd", "reference/unknown-agencies", "tand"),
    (("officials", "an", "posts", 0, "events"), ["khai-mac"], "reference/unknown-events", "le"),
    (("documents", "qd", "issuer"), "btt", "reference/unknown-agencies", "bbt"),
    (("events", "le", "convened_by", 0, "agency"), "hu", "reference/unknown-agencies", ""),
    (("agencies", "tand", "place"), "vn63/9999", "reference/unknown-place", "vn63/173"),
    (("events", "le", "place", "place"), "vn63/998", "reference/unknown-place", ""),
    (("programmes", "ct", "signatories", 0, "conflicts_with"), ["b"], "reference/unknown-claim", ""),
    (("agencies", "tand", "name"), "Tòa án nhân dân huyện Đại Từ", "reference/place-not-in-name", "Phú Bình"),
    (("events", "le", "at"), "90-5000#0123456789abcdef", "reference/span-past-end", "from 0"),
    (("events", "le", "dates", 0, "value"), "2025-07-08", "reference/district-after-2025", "commune"),
]


@pytest.mark.parametrize(("path", "new", "rule", "hint"), MISTAKES, ids=[m[2] + "-" + m[0][0] for m in MISTAKES])
def test_a_mistake_is_found_on_its_line(
    coder: Any, schema: Schema, tmp_path: Path, path: Path_, new: Any, rule: str, hint: str
) -> None:
    value = put(coder.record(), path, new)
    coder.save(tmp_path, value)
    issues = check_references(coder.located(value, str(tmp_path / "mau.yaml")), schema.gazetteer)
    assert [issue.rule for issue in issues] == [rule]
    issue = issues[0]
    assert issue.record == "mau"
    assert hint in issue.fix_en + issue.message_en
    assert issue.message_vi != issue.message_en
    assert issue.line is not None
    assert issue.field.startswith(f"{path[0]}.{path[1]}")
    wanted = issue.field.rpartition(".")[2] if not issue.field[-1].isdecimal() else ""
    assert wanted in (tmp_path / "mau.yaml").read_text(encoding="utf-8").splitlines()[issue.line - 1]


def test_a_record_that_is_right_has_no_finding(coder: Any, schema: Schema) -> None:
    assert check_references(coder.located(coder.record()), schema.gazetteer) == []


def test_two_claims_with_one_key_are_found(coder: Any, schema: Schema) -> None:
    value = coder.record()
    for signature in value["programmes"]["ct"]["signatories"]:
        signature["key"] = "a"
    issues = check_references(coder.located(value), schema.gazetteer)
    assert [issue.rule for issue in issues] == ["reference/claim-key-twice"]


def test_the_text_at_hand_must_be_the_one_that_was_coded(coder: Any, schema: Schema) -> None:
    other = coder.text.replace("08/9", "09/9") + " Hết."
    issues = check_references(coder.located(coder.record()), schema.gazetteer, other)
    rules = {issue.rule for issue in issues}
    assert rules == {"reference/text-changed", "reference/text-length", "reference/span-changed"}
    assert all(issue.severity is Severity.VIOLATION for issue in issues)
    assert next(i for i in issues if i.rule == "reference/span-changed").evidence == "mau:0-22"


def test_one_id_in_two_files_names_the_first(coder: Any, schema: Schema, tmp_path: Path) -> None:
    coder.save(tmp_path, coder.record())
    (tmp_path / "other.yaml").write_text(coder.written(coder.record()), encoding="utf-8")
    report = validate_records([tmp_path], schema=schema)
    found = [issue for issue in report.issues if issue.rule == "reference/duplicate-record"]
    assert [Path(issue.path).name for issue in found] == ["other.yaml"]
    assert f"{tmp_path / 'mau.yaml'}:2" in found[0].message_en
