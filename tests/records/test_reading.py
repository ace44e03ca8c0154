"""Reading records: strict, with file, line, and what to do."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml

from phoihop.errors import UsageError
from phoihop.model import Issue
from phoihop.records import Record
from phoihop.records.reading import Located, find_records, parse_record, read_record, read_records

GOOD = """\
format: 1
id: one
status: accepted
accepted: {by: tester, on: 2024-01-02}
source: {label: An invented source, characters: 100}
agencies:
  tand: {kind: people-court, place: vn63/173, name: Tòa án nhân dân huyện Phú Bình}
programmes:
  ct:
    kind: coordination-programme
    title: Chương trình phối hợp
    signatories:
      - {agency: tand, at: 11-20}
"""


def _issues(text: str | bytes) -> list[Issue]:
    found = parse_record(text.encode() if isinstance(text, str) else text, "r.yaml")
    assert isinstance(found, list), "the record was taken to be right"
    return found


def test_a_right_record_is_read_with_the_lines_of_its_parts() -> None:
    found = parse_record(GOOD.encode(), "r.yaml")
    assert isinstance(found, Located)
    assert found.record.programmes["ct"].signatories[0].at == ("11-20",)
    assert found.line_of(("programmes", "ct", "signatories", 0, "agency")) == (13, 10)
    assert found.line_of(("programmes", "ct", "term", "start")) == (9, 3)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule", "says"),
    [
        ("status: accepted", "status: acepted", 3, "unknown-value", "accepted"),
        ("  tand: {kind: people-court", "  tand: {kind: peoples-court", 7, "unknown-value", "people-court"),
        ("    title: Ch", "    tittle: Ch", 11, "unknown-field", "title"),
        ("format: 1", "format: 2", 1, "unknown-value", "1"),
        ("accepted: {by: tester, on: 2024-01-02}", "accepted: {by: tester, on: 2024-02-31}", 4, "value", "no day 31"),
        ("on: 2024-01-02", "on: 31/02/2024", 4, "value", "YYYY-MM-DD"),
        ("on: 2024-01-02", "on: 2024-13", 4, "value", "no month 13"),
        ("on: 2024-01-02", "on: 0000", 4, "value", "no year 0"),
        ("on: 2024-01-02", "on: 22", 4, "value", "YYYY"),
        ("at: 11-20", "at: 20-11", 13, "value", "start-end"),
        ("at: 11-20", "at: eleven", 13, "value", "start-end"),
        ("label: An invented source", "label: 7", 5, "wrong-type", "string"),
        ("characters: 100", "characters: many", 5, "wrong-type", "integer"),
        ("place: vn63/173", "place: Phú Bình", 7, "wrong-type", "pattern"),
        ("kind: people-court, place", "kind: party-caucus, place", 7, "value", "host"),
        ("kind: people-court, place", "kind: department, place", 7, "value", "slug"),
        ("accepted: {by: tester, on: 2024-01-02}\n", "", 1, "value", "accepted"),
        ("    title: Chương trình phối hợp\n", "", 9, "missing-field", "title"),
        ("  ct:\n", "\tct:\n", 9, "tab", "tab"),
        ("id: one\n", "id: one\nid: two\n", 3, "duplicate-key", "id"),
        ("  tand: {kind", "  tand: *x\n  other: {kind", 7, "yaml", "alias"),
        ("  ct:\n", "  ct: [\n", 11, "yaml", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_line_and_a_way_out(old: str, new: str, line: int, rule: str, says: str) -> None:
    assert old in GOOD
    issues = _issues(GOOD.replace(old, new, 1))
    issue = next(i for i in issues if i.rule == f"reading/{rule}")
    assert issue.line == line
    assert says in f"{issue.message_en} {issue.fix_en}"
    assert issue.message_vi
    assert "\n" not in issue.message_en


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (GOOD.encode("utf-16"), "not-utf8"),
        ("id: Đ\n".encode("cp1258"), "not-utf8"),
        (b"id: caf\xe9\n", "not-utf8"),
        (b"just words", "yaml"),
        (b"- a\n- list\n", "yaml"),
        (b"!!python/object:os.system {}\n", "yaml"),
        (b"a: " * 500, "yaml"),
        (b"[" * 3000, "yaml"),
        (b"id: \x00\n", "yaml"),
    ],
)
def test_what_is_no_record_is_said_to_be_none(raw: bytes, rule: str) -> None:
    assert next(issue.rule for issue in _issues(raw)) == f"reading/{rule}"


def test_aliases_cannot_blow_a_record_up() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)
    )
    assert _issues(bomb)[0].rule == "reading/yaml"


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    found = read_record(path)
    assert isinstance(found, list)
    assert found[0].rule == "reading/too-large"


def test_json_lines_carry_the_number_of_the_line(tmp_path: Path) -> None:
    good = yaml.load(GOOD, yaml.BaseLoader) | {"format": 1}
    good["source"]["characters"] = 100
    path = tmp_path / "many.jsonl"
    path.write_text(
        "\n".join([json.dumps(good), "", json.dumps(good | {"status": "acepted"}), "{oops"]), encoding="utf-8"
    )
    first, second, third = read_records(path)
    assert isinstance(first, Located)
    assert isinstance(second, list)
    assert isinstance(third, list)
    assert (second[0].line, second[0].record, second[0].fix_en) == (3, "one", "did you mean accepted, retracted?")
    assert third[0].line == 4


def test_names_in_another_unicode_form_are_kept_as_published() -> None:
    found = parse_record(unicodedata.normalize("NFD", GOOD).encode(), "r.yaml")
    assert isinstance(found, Located)
    assert found.record.agencies["tand"].name == unicodedata.normalize("NFD", "Tòa án nhân dân huyện Phú Bình")


def test_a_path_that_is_not_there_is_an_error_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        find_records([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="no record in this folder"):
        find_records([tmp_path])


def test_the_json_schema_accepts_the_projects_records(root: Path) -> None:
    schema = Record.model_json_schema()
    for path in sorted((root / "data" / "records").glob("*.yaml")):
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        located = read_record(path)
        assert isinstance(located, Located)
        plain = json.loads(located.record.model_dump_json(exclude_none=True))
        jsonschema.validate(plain, schema)
        assert record["id"] == located.record.id


@pytest.mark.parametrize("change", [{"staus": "x"}, {"id": 7}, {"source": {}}])
def test_the_json_schema_refuses_what_reading_refuses(change: dict[str, object], root: Path) -> None:
    located = read_record(root / "data" / "records" / "s4.yaml")
    assert isinstance(located, Located)
    plain = json.loads(located.record.model_dump_json(exclude_none=True)) | change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, Record.model_json_schema())
