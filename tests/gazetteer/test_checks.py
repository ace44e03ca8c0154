from pathlib import Path

import pytest

from phoihop import settings
from phoihop.errors import UsageError
from phoihop.gazetteer import check_gazetteer, load_gazetteer

HEADER = "id,name,kind,within,valid_from,valid_to,known_from,gone_by,variants,key"
LINKS = "original,resulting,kind,part,source"
TABLES = {
    "provinces-vn63": [HEADER, "vn63/11,Điện Biên,tỉnh,vn,,2025-06-30,2023,,,dienbien"],
    "districts-vn63": [HEADER, "vn63/100,Điện Biên,huyện,vn63/11,,2025-06-30,2023,,,dienbien"],
    "communes-vn63": [HEADER],
    "provinces-vn34": [HEADER, "vn34/11,Điện Biên,tỉnh,vn,2025-07-01,,2025-07-01,,,dienbien"],
    "communes-vn34": [HEADER],
    "later-forms": [HEADER],
    "province-links": [LINKS, "vn63/11,vn34/11,unchanged,whole,here"],
    "district-links": [LINKS],
    "commune-links": [LINKS],
    "identifiers": ["id,iso,wikidata,wikidata_verified", "vn63/11,VN-71,Q36955,false"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table, lines in TABLES.items():
        (tmp_path / f"{table}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return tmp_path


def append(folder: Path, table: str, *lines: str) -> None:
    with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as out:
        out.writelines(f"{line}\n" for line in lines)


def test_the_shipped_gazetteer_has_no_fault() -> None:
    assert check_gazetteer(settings.data_dir() / "gazetteer") == []


def test_a_sound_small_gazetteer_has_no_fault(folder: Path) -> None:
    assert check_gazetteer(folder) == []
    assert load_gazetteer(folder, check=True).find("huyện Điện Biên")[0].place.id == "vn63/100"


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("districts-vn63", "vn63/101,Tủa Chùa,huyện,vn63/11", "districts-vn63.csv:3: the line has 4 cells"),
        ("districts-vn63", "vn63/1x1,A,huyện,vn63/11,,,2023,,,a", "districts-vn63.csv:3: 'vn63/1x1' is no id"),
        ("districts-vn63", "vn63/100,A,huyện,vn63/11,,,2023,,,a", "districts-vn63.csv:3: 'vn63/100' stands twice"),
        ("districts-vn63", "vn63/101,A,xã,vn63/11,,,2023,,,a", "districts-vn63.csv:3: a district of type 'xã'"),
        ("districts-vn63", "vn63/101,Hoà An,huyện,vn63/11,,,2023,,,hoaan", "write 'Hòa An'"),
        ("districts-vn63", "vn63/101,Hòa An,huyện,vn63/11,,,2023,,,hoa an", "write 'hoaan'"),
        ("districts-vn63", "vn63/101,,huyện,vn63/11,,,2023,,,", "'' is not in the written form"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/99,,,2023,,,a", "within 'vn63/99', which is no place"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/100,,,2023,,,a", "name a unit of a higher level"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/11,,2023-02-30,2023,,,a", "valid_to: '2023-02-30' is not a date"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/11,2021-13,,2023,,,a", "valid_from: '2021-13' is not a date"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/11,,,0000,,,a", "known_from: '0000' is not a date"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/11,,,30/2,,,a", "known_from: '30/2' is not a date"),
        ("districts-vn63", "vn63/101,A,huyện,vn63/11,2024,2023,2023,,,a", "ends on 2023, before it starts on 2024"),
        ("later-forms", "vn63/12,A,tỉnh,vn,,,2025,,,a", "later-forms.csv:2: 'vn63/12' has no earlier form"),
        ("districts-vn63", "vn63/100-2025,A,huyện,vn63/11,2025-01-01,,2025,,,a", "which share a code, overlap"),
        ("district-links", "vn63/100,vn34/99999,abolished,whole,x", "district-links.csv:2: 'vn34/99999' is no place"),
        ("district-links", "vn63/100,vn34/11,eaten,whole,x", "a link of kind 'eaten'"),
        ("district-links", "vn63/11,vn34/11,merged,whole,x", "the link vn63/11 to vn34/11 stands twice"),
        ("district-links", "vn34/11,vn63/11,merged,whole,x", "successors in a circle: vn"),
        ("district-links", "vn63/100,vn63/100,merged,whole,x", "successors in a circle: vn63/100 to vn63/100"),
        ("identifiers", "vn63/11,VN-71,36955,false", "identifiers.csv:3: "),
    ],
)
def test_a_fault_is_told_with_file_and_line(folder: Path, table: str, line: str, message: str) -> None:
    append(folder, table, line)
    problems = check_gazetteer(folder)
    assert any(message in str(problem) for problem in problems), [str(problem) for problem in problems]
    assert all(problem.path and problem.line and problem.fix for problem in problems)
    with pytest.raises(UsageError, match=r"\.csv:\d+: "):
        load_gazetteer(folder, check=True)


def test_a_blank_line_is_told_where_it_is(folder: Path) -> None:
    append(folder, "districts-vn63", "", "vn63/101,A,huyện,vn63/99,,,2023,,,a")
    assert [problem.line for problem in check_gazetteer(folder)] == [3, 4]


def test_a_broken_line_is_refused_when_it_is_needed(folder: Path) -> None:
    append(folder, "districts-vn63", "vn63/101,Tủa Chùa")
    gazetteer = load_gazetteer(folder)
    assert gazetteer.place("vn63/100").name == "Điện Biên"
    with pytest.raises(UsageError, match="'vn63/101,Tủa Chùa' is no line of a table of places"):
        gazetteer.place("vn63/101")
    append(folder, "district-links", "vn63/100,vn34/11")
    with pytest.raises(UsageError, match=r"district-links\.csv: a line has too many or too few cells"):
        gazetteer.successors("vn63/100")
    append(folder, "identifiers", "vn63/11")
    with pytest.raises(UsageError, match=r"identifiers\.csv: a line has too many or too few cells"):
        load_gazetteer(folder)


def test_two_units_of_one_code_may_follow_each_other(folder: Path) -> None:
    append(
        folder,
        "districts-vn63",
        "vn63/101,A,huyện,vn63/11,,2024-12-31,2023,,,a",
        "vn63/101-2025,B,huyện,vn63/11,2025-01-01,,2025,,,b",
    )
    assert check_gazetteer(folder) == []


def test_a_table_with_another_header_is_refused(folder: Path) -> None:
    (folder / "provinces-vn34.csv").write_text("id;name\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"provinces-vn34.csv:1: the header is 'id;name'"):
        load_gazetteer(folder)


def test_a_table_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "provinces-vn34.csv").write_bytes(HEADER.encode() + b"\nvn34/11,\xd0i\xean Bi\xean\n")
    with pytest.raises(UsageError, match="is not UTF-8"):
        load_gazetteer(folder)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "district-links.csv").unlink()
    with pytest.raises(UsageError, match=r"district-links\.csv: this table of the gazetteer is missing"):
        load_gazetteer(folder, check=True)
    with pytest.raises(UsageError, match=r"district-links\.csv"):
        load_gazetteer(folder).successors("vn63/100")
