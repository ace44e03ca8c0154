"""Records from a spreadsheet: one row a source, a pact, an official. docs/spreadsheet.md explains the columns.

An XLSX workbook has the three sheets; as CSV they are three files in one folder, read through `programmes.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from phoihop.errors import UsageError
from phoihop.model import Issue, Place, Severity
from phoihop.spelling import fold

FindPlace = Callable[[str, str], Sequence[Place]]
"""Gives the places that a name may mean at a date (or ""): one if it is clear, more if nothing decides."""

COLUMNS: dict[str, dict[str, str]] = {
    "sources": {
        "source": "nguồn", "label": "tên gọi", "publisher": "nơi đăng", "published": "ngày đăng",
        "url": "địa chỉ", "accepted_by": "người duyệt", "accepted_on": "ngày duyệt", "note": "ghi chú",
    },
    "programmes": {
        "source": "nguồn", "key": "mã", "kind": "loại", "title": "tên văn bản", "number": "số", "place": "địa bàn",
        "signatories": "các bên ký", "lead": "chủ trì", "term_start": "từ", "term_end": "đến",
        "signed_on": "ngày ký", "signed_in": "nơi ký", "topics": "nội dung", "note": "ghi chú",
    },
    "officials": {
        "source": "nguồn", "name": "họ và tên", "post": "chức vụ", "body": "cơ quan", "place": "địa bàn",
        "programme": "mã chương trình", "role": "vai trò", "note": "ghi chú",
    },
}  # fmt: skip
"""Sheet → column → its Vietnamese heading; either heads the column."""
REQUIRED = {
    "sources": ("source", "label"),
    "programmes": ("source", "kind", "title", "place", "signatories"),
    "officials": ("source", "name", "post", "body", "place"),
}
SUFFIXES = (".xlsx", ".csv")
FIRST = "programmes"
"""The sheet that must be there; the file that stands for all where each sheet is a file."""


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and where it is; `column` counts from 1."""

    text: str
    sheet: str
    row: int
    column: int


@dataclass
class Row:
    """One row that is not empty, by the names of its columns."""

    sheet: str
    number: int
    cells: dict[str, Cell] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """What a cell says; empty if the sheet has no such column."""
        return self.cells[column].text if column in self.cells else ""

    def cell(self, column: str) -> Cell:
        """A cell, or the first of the row if the sheet has no such column."""
        return self.cells.get(column) or Cell("", self.sheet, self.number, 1)


def read_sheets(path: Path) -> tuple[dict[str, list[Row]], list[Issue]]:
    """The rows of the three sheets, and what is wrong with their headings.

    Raises:
        UsageError: the file cannot be read, or is XLSX and openpyxl is not installed.
    """
    tables = _read_workbook(path) if path.suffix == ".xlsx" else _read_csv(path)
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    issues: list[Issue] = []
    if FIRST not in tables:
        issues.append(issue_at(path, Cell("", FIRST, 1, 1), "no-sheet", FIRST))
    for name, lines in tables.items():
        columns, wrong = _read_heading(path, name, lines[0] if lines else [])
        issues += wrong
        for number, line in enumerate(lines[1:], 2):
            if any(line):
                cells = {c: Cell(line[i], name, number, i + 1) for c, i in columns.items() if i < len(line)}
                rows[name].append(Row(name, number, cells))
    return rows, issues


def _read_heading(path: Path, sheet: str, line: list[str]) -> tuple[dict[str, int], list[Issue]]:
    """The columns of a sheet by name, and the headings that are unknown, double or missing."""
    known = {fold(text): name for name, heading in COLUMNS[sheet].items() for text in (name, heading)}
    columns: dict[str, int] = {}
    issues: list[Issue] = []
    for number, text in enumerate(line):
        name = known.get(fold(text.removesuffix("*")))
        cell = Cell(text, sheet, 1, number + 1)
        if name is None and text:
            issues.append(issue_at(path, cell, "column", text, ", ".join(COLUMNS[sheet].values())))
        elif name in columns:
            issues.append(issue_at(path, cell, "column-twice", text))
        elif name is not None:
            columns[name] = number
    missing = [name for name in REQUIRED[sheet] if name not in columns]
    issues += [issue_at(path, Cell("", sheet, 1, 1), "no-column", f"{n} ({COLUMNS[sheet][n]})") for n in missing]
    return columns, issues


def _read_csv(path: Path) -> dict[str, list[list[str]]]:
    tables = {}
    for name in COLUMNS:
        file = path if name == path.stem else path.with_name(f"{name}.csv")
        if not file.exists():
            continue
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                tables[name] = [[_text(cell) for cell in line] for line in csv.reader(lines, strict=True)]
        except UnicodeDecodeError:
            raise UsageError("not UTF-8", path=file, fix="save it as “CSV UTF-8”") from None
        except (OSError, csv.Error) as error:
            raise UsageError(f"cannot be read: {error}", path=file) from None
    return tables


def _read_workbook(path: Path) -> dict[str, list[list[str]]]:
    try:
        import openpyxl  # noqa: PLC0415  (an extra)
    except ImportError:
        raise UsageError(
            "XLSX needs openpyxl", path=path, fix="pip install 'phoihop[sheets]', or save as CSV"
        ) from None
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001  (a broken archive raises whatever its parts raise)
        raise UsageError(f"not a readable XLSX workbook: {str(error).splitlines()[0]}", path=path) from None
    named = {fold(name): name for name in workbook.sheetnames}
    try:
        return {
            name: [[_text(value) for value in line] for line in workbook[named[name]].iter_rows(values_only=True)]
            for name in COLUMNS
            if name in named
        }
    finally:
        workbook.close()


def _text(value: Any) -> str:
    """A cell's value as text; a date at its own precision, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


_MESSAGES = {
    # code: message en, message vi, fix en, fix vi; {v} is the value, {f} the hint
    "no-sheet": ("the sheet {v!r} is missing", "thiếu trang {v!r}", "start from the template", "dùng tệp mẫu"),
    "column": (
        "there is no column {v!r} in this sheet", "trang này không có cột {v!r}", "the columns are {f}",
        "các cột là {f}",
    ),
    "column-twice": ("the column {v!r} stands twice", "cột {v!r} bị lặp", "take one of them out", "bỏ một cột"),
    "no-column": ("the column {v!r} is missing", "thiếu cột {v!r}", "start from the template", "dùng tệp mẫu"),
    "empty": ("the cell {v!r} is empty", "ô {v!r} để trống", "fill it in", "điền vào ô này"),
    "pick": ("{v!r} is not one of the values", "{v!r} không thuộc các giá trị", "did you mean {f}?", "có phải {f}?"),
    "body": (
        "{v!r} does not begin with a kind of body", "{v!r} không bắt đầu bằng tên loại cơ quan",
        "begin with the kind, as Tòa án nhân dân; did you mean {f}?",
        "bắt đầu bằng loại cơ quan, như Tòa án nhân dân; có phải {f}?",
    ),
    "no-place": (
        "no place is called {v!r}", "không có địa danh {v!r}", "write it as huyện Phú Bình, Thái Nguyên",
        "ghi như huyện Phú Bình, Thái Nguyên",
    ),
    "places": ("{v!r} may be several places", "{v!r} có thể là nhiều nơi", "write which: {f}", "ghi rõ: {f}"),
    "source": (
        "the sheet sources has no source {v!r}", "trang sources không có nguồn {v!r}", "add a row for it there",
        "thêm một dòng cho nguồn này",
    ),
    "source-twice": ("the source {v!r} stands twice", "nguồn {v!r} bị lặp", "keep one row", "giữ một dòng"),
    "lead": (
        "{v!r} leads but is no signatory", "{v!r} chủ trì nhưng không phải bên ký", "add it to the signatories",
        "ghi thêm vào các bên ký",
    ),
    "programme": (
        "the source has no programme {v!r}", "nguồn không có chương trình {v!r}", "its keys are {f}", "các mã là {f}",
    ),
    "value": ("{f}", "giá trị không hợp lệ: {f}", "correct the value {v!r}", "sửa giá trị {v!r}"),
}  # fmt: skip


def issue_at(path: Path, cell: Cell, code: str, value: str, hint: str = "", record: str = "") -> Issue:
    """The finding about a cell: `path` names file and sheet, `line` the row, `column` the column."""
    message_en, message_vi, fix_en, fix_vi = (text.format(v=value, f=hint) for text in _MESSAGES[code])
    if not hint and "{f}" in _MESSAGES[code][2]:
        fix_en = fix_vi = ""
    return Issue(
        Severity.VIOLATION, f"sheet/{code}", message_en, message_vi, fix_en, fix_vi, record=record,
        path=f"{path}#{cell.sheet}", line=cell.row, column=cell.column,
    )  # fmt: skip


def iter_list(cell: Cell) -> Iterator[Cell]:
    """The items of a cell that lists several, between semicolons."""
    for part in cell.text.split(";"):
        if part.strip():
            yield Cell(part.strip(), cell.sheet, cell.row, cell.column)
