"""Spreadsheets: Vietnamese or English values, places by name; mistakes are said with sheet, row and column."""

from __future__ import annotations

import builtins
import csv
from pathlib import Path
from typing import Any

import pytest

from phoihop.changes import add_records
from phoihop.errors import UsageError
from phoihop.model import Issue
from phoihop.records.reading import Located, find_records, read_records
from phoihop.records.sheets import COLUMNS
from phoihop.records.templates import NAME, headings, write_templates
from phoihop.validate import read_schema, validate_records

SCHEMA = read_schema()
SOURCE = {"source": "bao-a", "label": "Một nguồn đặt ra", "accepted_by": "tester", "accepted_on": "2024-01-02"}
PACT = {
    "source": "bao-a", "key": "ct", "kind": "Chương trình phối hợp", "title": "Chương trình phối hợp công tác",
    "place": "huyện Phú Bình, Thái Nguyên", "lead": "Ban Tuyên giáo Huyện ủy Phú Bình",
    "signatories": "Ban Tuyên giáo Huyện ủy Phú Bình; Tòa án nhân dân huyện Phú Bình; VKSND huyện Phú Bình",
    "term_start": "2022", "term_end": "2026", "signed_on": "2022-06-23", "signed_in": "huyện Phú Bình, Thái Nguyên",
    "topics": "Thực thi pháp luật; law-enforcement",
}  # fmt: skip
OFFICIAL = {
    "source": "bao-a", "name": "Nguyễn Văn An", "post": "Chánh án", "body": "Tòa án nhân dân huyện Phú Bình",
    "place": "huyện Phú Bình, Thái Nguyên", "role": "attended",
}  # fmt: skip
Rows = list[dict[str, str]]


def sheets(folder: Path, sources: Rows, programmes: Rows, officials: Rows, form: str = "csv") -> Path:
    folder.mkdir(exist_ok=True)
    tables = {"sources": sources, "programmes": programmes, "officials": officials}
    lines = {
        sheet: [headings(sheet), *([row.get(column, "") for column in COLUMNS[sheet]] for row in rows)]
        for sheet, rows in tables.items()
    }
    if form == "csv":
        for sheet, table in lines.items():
            with (folder / f"{sheet}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(table)
        return folder / "programmes.csv"
    openpyxl = pytest.importorskip("openpyxl")
    write_templates(folder)
    workbook = openpyxl.load_workbook(folder / NAME)
    for sheet, table in lines.items():
        for number, line in enumerate(table[1:], 2):
            for column, text in enumerate(line, 1):
                workbook[sheet].cell(number, column, text or None)
    workbook.save(folder / NAME)
    return folder / NAME


def read(path: Path) -> list[Located | list[Issue]]:
    return list(read_records(path, SCHEMA.find_place))


def issues(path: Path) -> list[Issue]:
    return [issue for found in read(path) if isinstance(found, list) for issue in found]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_filled_sheet_gives_the_record_that_it_means(tmp_path: Path, form: str) -> None:
    (found,) = read(sheets(tmp_path / "in", [SOURCE], [PACT], [OFFICIAL], form))
    assert isinstance(found, Located)
    record = found.record
    programme = record.programmes["ct"]
    assert (record.id, record.status, programme.kind) == ("bao-a", "accepted", "coordination-programme")
    assert [claim.place for claim in programme.territory] == ["vn63/173"]
    signed = [(record.agencies[claim.agency].kind, claim.role) for claim in programme.signatories]
    assert signed == [("propaganda-commission", "lead"), ("people-court", "partner"), ("people-procuracy", "partner")]
    assert programme.term
    assert (programme.term.start, programme.term.end) == ("2022", "2026")
    assert record.events["signing-ct"].dates[0].value == "2022-06-23"
    (official,) = record.officials.values()
    assert (official.name, official.posts[0].post, official.roles[0].role) == (
        "Nguyễn Văn An", "chief-justice", "attended",
    )  # fmt: skip
    assert found.line_of(("programmes", "ct", "signatories", 0)) == (2, 7)


def test_a_caucus_names_the_body_it_sits_in_and_a_source_nobody_accepted_is_a_draft(tmp_path: Path) -> None:
    pact = PACT | {
        "signatories": "Ban cán sự đảng Tòa án nhân dân tỉnh Điện Biên; BTG",
        "lead": "",
        "place": "tỉnh Điện Biên",
    }
    (found,) = read(sheets(tmp_path / "in", [SOURCE | {"accepted_by": ""}], [pact], []))
    assert isinstance(found, Located)
    caucus, commission = found.record.agencies.values()
    assert (caucus.kind, caucus.host, commission.name) == ("party-caucus", "people-court", "BTG tỉnh Điện Biên")
    assert found.record.status == "draft"


@pytest.mark.parametrize(
    ("sheet", "column", "value", "rule", "says"),
    [
        ("programmes", "kind", "Chương trình phối", "sheet/pick", "Chương trình phối hợp"),
        ("programmes", "place", "huyện Phú Bịnh Nào Đó", "sheet/no-place", "huyện Phú Bình"),
        ("programmes", "place", "Châu Thành", "sheet/places", "vn63/"),
        ("programmes", "signatories", "Tòa án nhân dân; Tòa nhà huyện", "sheet/body", "Tòa án nhân dân"),
        ("programmes", "lead", "Công an huyện Phú Bình", "sheet/lead", "signatories"),
        ("programmes", "title", "", "sheet/empty", "fill"),
        ("programmes", "signed_on", "23/6/2022", "sheet/value", "23/6/2022"),
        ("programmes", "term_end", "2022-13", "sheet/value", "2022-13"),
        ("programmes", "topics", "law-enforcment", "sheet/pick", "law-enforcement"),
        ("programmes", "source", "bao-b", "sheet/source", "row"),
        ("officials", "post", "Phó Chánh ám", "sheet/pick", "Phó Chánh án"),
        ("officials", "programme", "other", "sheet/programme", "ct"),
        ("sources", "url", "not an address", "sheet/value", "not an address"),
        ("sources", "accepted_on", "mai", "sheet/value", "mai"),
        ("sources", "source", "Báo A", "sheet/value", "Báo A"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_sheet_row_and_column(
    tmp_path: Path, sheet: str, column: str, value: str, rule: str, says: str
) -> None:
    rows = {"sources": dict(SOURCE), "programmes": dict(PACT), "officials": dict(OFFICIAL)}
    rows[sheet][column] = value
    if (sheet, column) == ("sources", "source"):
        rows["programmes"]["source"] = rows["officials"]["source"] = value
    path = sheets(tmp_path / "in", *([row] for row in rows.values()))
    found = [issue for issue in issues(path) if issue.rule == rule]
    assert found
    assert (found[0].path, found[0].line) == (f"{path}#{sheet}", 2)
    assert found[0].column == list(COLUMNS[sheet]).index(column) + 1
    assert says in found[0].fix_en
    assert found[0].message_vi != found[0].message_en


def test_headings_may_be_english_and_unknown_ones_are_said(tmp_path: Path) -> None:
    path = sheets(tmp_path / "in", [SOURCE], [PACT], [])
    text = path.read_text(encoding="utf-8-sig")
    heading = ",".join(COLUMNS["programmes"])
    path.write_text(heading + text[text.index("\n") :], encoding="utf-8")
    assert issues(path) == []
    path.write_text(heading.replace("title", "tittle") + text[text.index("\n") :], encoding="utf-8")
    assert {issue.rule for issue in issues(path)} == {"sheet/column", "sheet/no-column"}


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK nothing")
    with pytest.raises(UsageError, match="not a readable XLSX"):
        read(tmp_path / "a.xlsx")
    (tmp_path / "programmes.csv").write_bytes("nguồn".encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(UsageError, match="not UTF-8"):
        read(tmp_path / "programmes.csv")


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheets(tmp_path / "in", [SOURCE], [PACT], [], "xlsx")
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"phoihop\[sheets\]"):
        read(path)


def test_a_folder_of_csv_sheets_is_read_once(tmp_path: Path) -> None:
    path = sheets(tmp_path / "in", [SOURCE], [PACT], [OFFICIAL])
    assert find_records([tmp_path / "in"]) == [path]


def test_the_shipped_templates_are_those_the_code_writes(tmp_path: Path, root: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    write_templates(tmp_path)
    shipped = root / "data" / "templates"
    for sheet in COLUMNS:
        assert (shipped / f"{sheet}.csv").read_bytes() == (tmp_path / f"{sheet}.csv").read_bytes()
    old, new = (openpyxl.load_workbook(folder / NAME) for folder in (shipped, tmp_path))
    assert old.sheetnames == new.sheetnames
    for sheet in new.sheetnames:
        assert list(old[sheet].iter_rows(values_only=True)) == list(new[sheet].iter_rows(values_only=True))


SECOND_NAME = {"source": "bao-b", "name": "Trần Thị Bình", "role": "spoke"}
SECOND = {"source": "bao-b", "label": "Một nguồn khác", "accepted_by": "tester", "accepted_on": "2024-01-02"}
LATER = {
    "term order": ("programmes", {"term_start": "2026", "term_end": "2022"}, "check/term-order-violation", "term_end"),
    "post and body": ("officials", {"post": "Trưởng ban"}, "check/post-kind-violation", "post"),
    "name and place": (
        "programmes", {"signatories": PACT["signatories"].replace("VKSND huyện Phú Bình", "VKSND huyện Mẫu")},
        "reference/place-not-in-name", "signatories",
    ),
    "districts": (
        "programmes", {"signed_on": "2025-08-08", "place": "vn63/173", "signed_in": "vn63/173"},
        "reference/district-after-2025", "signed_in",
    ),
    "address": ("sources", {"url": "https://example.org/a"}, "check/same-source-finding", "source"),
}  # fmt: skip


@pytest.mark.parametrize("case", LATER)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_findings_that_come_later_name_sheet_row_and_column_too(tmp_path: Path, form: str, case: str) -> None:
    sheet, changed, rule, column = LATER[case]
    rows = {"sources": [SECOND], "programmes": [PACT | {"source": "bao-b"}], "officials": [OFFICIAL | SECOND_NAME]}
    for name, model in (("sources", SOURCE), ("programmes", PACT), ("officials", OFFICIAL)):
        rows[name].append(dict(model) | (changed if name == sheet else {}))
    if case == "address":
        rows["sources"][0] = SECOND | changed
    path = sheets(tmp_path / "in", *rows.values(), form)
    found = [issue for issue in validate_records([path], schema=SCHEMA).issues if issue.rule == rule]
    assert [(i.path, i.line, i.column) for i in found] == [
        (f"{path}#{sheet}", 3, list(COLUMNS[sheet]).index(column) + 1)
    ]


def test_every_part_of_a_record_stands_in_a_cell_of_its_own_sheet(tmp_path: Path) -> None:
    path = sheets(tmp_path / "in", [SOURCE], [PACT], [OFFICIAL])
    (found,) = read(path)
    assert isinstance(found, Located)
    for loc, (sheet, column) in {
        (): ("sources", "source"),
        ("status",): ("sources", "accepted_by"),
        ("source", "label"): ("sources", "label"),
        ("programmes", "ct"): ("programmes", "title"),
        ("programmes", "ct", "territory", 0, "place"): ("programmes", "place"),
        ("programmes", "ct", "topics", 1): ("programmes", "topics"),
        ("programmes", "ct", "signatories", 0, "role"): ("programmes", "lead"),
        ("programmes", "ct", "signatories", 1, "role"): ("programmes", "signatories"),
        ("programmes", "ct", "term"): ("programmes", "term_start"),
        ("events", "signing-ct"): ("programmes", "signed_on"),
        ("events", "signing-ct", "place", "place"): ("programmes", "signed_in"),
        ("officials", "nguyen-van-an", "posts", 0): ("officials", "post"),
        ("officials", "nguyen-van-an", "posts", 0, "body"): ("officials", "body"),
        ("officials", "nguyen-van-an", "roles", 0): ("officials", "role"),
    }.items():
        assert found.place_of(loc) == (f"{path}#{sheet}", 2, list(COLUMNS[sheet]).index(column) + 1), loc


def test_add_names_the_sheet_of_what_it_held_back(tmp_path: Path) -> None:
    draft = SOURCE | {"accepted_by": ""}
    path = sheets(tmp_path / "in", [draft], [PACT], [OFFICIAL])
    (outcome,) = add_records([path], tmp_path / "store", texts=None).outcomes
    assert (outcome.fate, outcome.path, outcome.line) == ("held back", f"{path}#sources", 2)
    (issue,) = outcome.issues
    column = list(COLUMNS["sources"]).index("accepted_by") + 1
    assert (issue.rule, issue.path, issue.line, issue.column) == ("add/draft", f"{path}#sources", 2, column)


def test_a_source_of_a_sheet_leaves_the_quarantine_when_it_gets_in(tmp_path: Path) -> None:
    wrong = PACT | {"kind": "no such kind"}
    add_records([sheets(tmp_path / "in", [SOURCE], [wrong], [])], tmp_path / "store")
    folder = tmp_path / "store" / "quarantine"
    assert [path.name for path in folder.iterdir()] == ["bao-a"]
    other = sheets(tmp_path / "other", [SECOND], [PACT | {"source": "bao-b"}], [])
    assert add_records([other], tmp_path / "store").settled == ()
    report = add_records([sheets(tmp_path / "in", [SOURCE], [PACT], [])], tmp_path / "store")
    assert report.settled == (folder / "_settled" / "bao-a",)
