"""The spreadsheet to fill in: a workbook with lists to pick from, and the same sheets as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.records.sheets import COLUMNS, REQUIRED
from phoihop.settings import ontology_dir

NAME = "phoihop.xlsx"
PICKS = {
    ("programmes", "kind"): "programme-kind",
    ("officials", "post"): "post",
    ("officials", "role"): "event-role",
}
"""Columns whose cells hold one value of a vocabulary."""
_LISTED = (*PICKS.values(), "kind", "topic")
_LAST_ROW = 2000


def write_templates(folder: Path) -> None:
    """Write the workbook and the CSV files; headings in Vietnamese, a star marks what must be filled in.

    Raises:
        UsageError: openpyxl is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in COLUMNS:
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(headings(sheet))
    _write_workbook(folder / NAME)


def headings(sheet: str) -> list[str]:
    """The first row of a sheet."""
    return [heading + ("*" if name in REQUIRED[sheet] else "") for name, heading in COLUMNS[sheet].items()]


def value_labels(scheme: str) -> list[str]:
    """The Vietnamese labels of a vocabulary, in its own order."""
    path = ontology_dir() / "vocabularies" / f"{scheme}.ttl"
    labels = {
        quad.subject.value: quad.object.value
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == v.SKOS.prefLabel and quad.object.language == "vi"
    }
    return [labels[f"{v.ID}{scheme}/{name}"] for name in v.SCHEMES[scheme]]


def _write_workbook(path: Path) -> None:
    try:
        import openpyxl  # noqa: PLC0415  (an extra)
        from openpyxl.styles import Font  # noqa: PLC0415
        from openpyxl.utils import get_column_letter  # noqa: PLC0415
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415
    except ImportError:
        raise UsageError("XLSX needs openpyxl", fix="pip install 'phoihop[sheets]'") from None
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    lists = {scheme: value_labels(scheme) for scheme in _LISTED}
    for sheet, columns in COLUMNS.items():
        page = workbook.create_sheet(sheet)
        page.append(headings(sheet))
        page.freeze_panes = "A2"
        for number, name in enumerate(columns, 1):
            letter = get_column_letter(number)
            page[f"{letter}1"].font = Font(bold=True)
            page.column_dimensions[letter].width = 24
            for row in range(2, 200):
                page[f"{letter}{row}"].number_format = "@"  # text: or the program makes dates of 2021-09
            if (sheet, name) in PICKS:
                place = list(lists).index(PICKS[sheet, name]) + 1
                last = len(lists[PICKS[sheet, name]]) + 1
                among = f"values!${get_column_letter(place)}$2:${get_column_letter(place)}${last}"
                rule = DataValidation(type="list", formula1=among, allow_blank=True)
                rule.add(f"{letter}2:{letter}{_LAST_ROW}")
                page.add_data_validation(rule)
    values = workbook.create_sheet("values")
    values.append(list(lists))
    for number, labels in enumerate(lists.values(), 1):
        for row, label in enumerate(labels, 2):
            values.cell(row, number, label)
    workbook.save(path)
