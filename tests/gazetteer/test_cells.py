import csv
from pathlib import Path

import pytest

from phoihop.gazetteer import Gazetteer
from phoihop.model import PartialDate

HERE = Path(__file__).parent


def read_expected() -> list[dict[str, str]]:
    with (HERE / "pacts-places.csv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


@pytest.mark.parametrize("row", read_expected(), ids=lambda row: row["id"])
def test_place_cells_name_the_units_set_down_by_hand(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    found = gazetteer.find_all(row["place"], as_of=PartialDate(row["date"]) if row["date"] else None)
    expected = [ids.split("|") for ids in row["expected"].split()]
    assert [candidates[0].place.id for candidates in found] == [ids[0] for ids in expected]
    for candidates, ids in zip(found, expected, strict=True):
        tied = [c.place.id for c in candidates if c.score == candidates[0].score]
        # Without a date nothing decides between the eras; between units of one era the cell has to.
        era = [i for i in tied if i.startswith(ids[0][:4])]
        assert era == ids
        assert row["date"] == "" or tied == era


def test_the_expectations_are_of_all_rows_at_hand() -> None:
    table = HERE.parents[2] / "shared" / "data" / "pacts.tsv"
    if not table.is_file():
        pytest.skip("the shared folder beside the checkout is not there")
    with table.open(encoding="utf-8") as rows:
        at_hand = {(row["id"], row["place"]) for row in csv.DictReader(rows, delimiter="\t")}
    assert at_hand == {(row["id"], row["place"]) for row in read_expected()}


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("Nghệ An, Hà Tĩnh", ["vn63/40", "vn63/42"]),
        ("Cần Thơ và An Giang", ["vn63/92", "vn63/89"]),
        ("huyện Châu Thành, tỉnh Tiền Giang", ["vn63/821"]),
        ("huyện Châu Thành (Tiền Giang)", ["vn63/821"]),
        ("Tiền Giang: Châu Thành, TX Cai Lậy", ["vn63/821", "vn63/817"]),
        ("Tiền Giang; Châu Thành", ["vn63/82", "vn63/821"]),
        ("CHÂU THÀNH, TIEN GIANG", ["vn63/821"]),
        ("xã Ia Dêr, huyện Ia Grai, tỉnh Gia Lai", ["vn63/23785"]),
        ("xã Ia Dêr, huyện Ia Grai", ["vn63/23785"]),
        ("Duy Xuyên, Điện Bàn, Hội An, Quảng Nam", ["vn63/508", "vn63/507", "vn63/503"]),
        ("Hà Nam, Quảng Ninh", ["vn63/35", "vn63/22"]),
        ("Hòa Bình, Bạc Liêu", ["vn63/961"]),
        ("Lạng Sơn, Lạng Sơn", ["vn63/178"]),
        ("", []),
        (";, ()", []),
    ],
)
def test_the_province_in_a_cell_says_where_the_others_are(gazetteer: Gazetteer, cell: str, places: list[str]) -> None:
    found = gazetteer.find_all(cell, as_of=PartialDate("2022"))
    assert [candidates[0].place.id for candidates in found] == places


def test_the_province_of_the_text_decides_a_cell_that_names_none(gazetteer: Gazetteer) -> None:
    found = gazetteer.find_all("huyện Châu Thành (tỉnh không nêu)", near="vn63/82")
    assert found[0][0].place.id == "vn63/821"
    assert found[0][0].score > found[0][1].score
