import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from phoihop.errors import UsageError
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.model import PartialDate


def counted(gazetteer: Gazetteer, era: str, level: str, *, last_day: bool = False) -> int:
    return sum(1 for p in gazetteer.places(era, level) if not last_day or p.valid_to == "2025-06-30")


@pytest.mark.parametrize(
    ("level", "first", "last"), [("province", 63, 63), ("district", 705, 696), ("commune", 10_599, 10_035)]
)
def test_the_old_map_has_the_units_of_both_its_states(gazetteer: Gazetteer, level: str, first: int, last: int) -> None:
    assert sum(1 for p in gazetteer.places("vn63", level) if p.known_from == "2023") == first
    assert counted(gazetteer, "vn63", level, last_day=True) == last


def test_the_new_map_has_the_official_totals(gazetteer: Gazetteer) -> None:
    assert counted(gazetteer, "vn34", "province") == 34
    kinds = Counter(p.kind for p in gazetteer.places("vn34", "commune"))
    assert kinds == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert {p.valid_from for p in gazetteer.places("vn34")} == {"2025-07-01"}
    assert counted(gazetteer, "vn34", "district") == 0


def test_every_unit_stands_within_one_of_its_era_up_to_the_country(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places():
        chain = gazetteer.chain(place.id)
        assert chain[-1].id == "vn"
        assert {unit.id[:4] for unit in chain[:-1]} == {place.id[:4]}


@pytest.mark.parametrize(
    ("place", "name", "chain"),
    [
        ("vn63/11", "tỉnh Điện Biên", ["vn63/11", "vn"]),
        ("vn63/20", "tỉnh Lạng Sơn", ["vn63/20", "vn"]),
        ("vn63/44", "tỉnh Quảng Bình", ["vn63/44", "vn"]),
        ("vn63/614", "huyện Kon Rẫy", ["vn63/614", "vn63/62", "vn"]),
        ("vn63/173", "huyện Phú Bình", ["vn63/173", "vn63/19", "vn"]),
        ("vn34/44", "tỉnh Quảng Trị", ["vn34/44", "vn"]),
        ("vn", "Việt Nam", ["vn"]),
    ],
)
def test_a_place_knows_its_name_and_what_it_is_within(
    gazetteer: Gazetteer, place: str, name: str, chain: list[str]
) -> None:
    assert gazetteer.place(place).full_name == name
    assert [unit.id for unit in gazetteer.chain(place)] == chain


def test_provinces_carry_their_identifiers_unverified(gazetteer: Gazetteer) -> None:
    provinces = gazetteer.places("vn63", "province")
    assert len({p.iso for p in provinces}) == len({p.wikidata for p in provinces}) == 63
    assert not any(p.wikidata_verified for p in provinces)
    assert (gazetteer.place("vn63/11").iso, gazetteer.place("vn63/11").wikidata) == ("VN-71", "Q36955")


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("44", "Quảng Bình", "Quảng Trị"),
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ],
)
def test_one_code_is_two_provinces_in_the_two_eras(gazetteer: Gazetteer, code: str, before: str, after: str) -> None:
    assert gazetteer.place(f"vn63/{code}").name == before
    assert gazetteer.place(f"vn34/{code}").name == after


def test_a_code_used_twice_in_one_era_is_two_units(gazetteer: Gazetteer) -> None:
    hue, thuan_hoa = gazetteer.place("vn63/474"), gazetteer.place("vn63/474-2025")
    assert (hue.full_name, hue.gone_by, hue.valid_to) == ("thành phố Huế", "2025-06-30", "")
    assert (thuan_hoa.full_name, thuan_hoa.known_from, thuan_hoa.code) == ("quận Thuận Hóa", "2025", "474")
    assert {link.resulting for link in gazetteer.successors("vn63/474")} == {"vn63/474-2025", "vn63/475"}


def test_a_unit_that_changed_its_type_is_one_unit_in_two_forms(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("vn63/205").full_name == "thị xã Đông Triều"
    assert gazetteer.place("vn63/205", PartialDate("2021")).full_name == "thị xã Đông Triều"
    assert gazetteer.place("vn63/205", PartialDate("2025-06-30")).full_name == "thành phố Đông Triều"
    assert gazetteer.place("vn63/46").full_name == "tỉnh Thừa Thiên Huế"
    assert gazetteer.place("vn63/46", PartialDate("2025-03")).full_name == "thành phố Huế"


def test_lifetimes_are_no_more_exact_than_the_sources(gazetteer: Gazetteer) -> None:
    old = gazetteer.places("vn63")
    assert {p.valid_from for p in old} == {""}
    assert {(p.valid_to, p.gone_by) for p in old} == {("2025-06-30", ""), ("", "2025-06-30")}
    gone = {p.name for p in gazetteer.places("vn63", "district") if p.gone_by}
    assert gone == {
        "Yên Dũng", "Mỹ Lộc", "Ninh Bình", "Đông Sơn", "Cửa Lò", "Lộc Hà", "Nam Đông", "Nông Sơn", "Đạ Huoai",
        "Cát Tiên", "Long Điền", "Huế", "Đạ Tẻh", "Đất Đỏ",
    }  # fmt: skip


def test_children_are_the_units_directly_within(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.children("vn")) == 63 + 34
    assert {p.level for p in gazetteer.children("vn63/19")} == {"district"}
    assert {p.name for p in gazetteer.children("vn63/614")} >= {"Đăk Rve", "Đăk Kôi"}
    assert {p.level for p in gazetteer.children("vn34/19")} == {"commune"}
    assert gazetteer.children("vn34/00004") == ()


def test_province_of_a_commune_is_its_province(gazetteer: Gazetteer) -> None:
    commune = next(p for p in gazetteer.children("vn63/173"))
    assert gazetteer.province_of(commune.id).id == "vn63/19"
    assert gazetteer.province_of("vn63/19").id == "vn63/19"
    with pytest.raises(UsageError, match="'vn' is in no province"):
        gazetteer.province_of("vn")


@pytest.mark.parametrize("wrong", ["vn63/99", "11", "", "vn63/", "vn34/173", "Điện Biên", "vn63/173-1999"])
def test_an_unknown_id_is_refused(gazetteer: Gazetteer, wrong: str) -> None:
    for ask in (gazetteer.place, gazetteer.successors, gazetteer.predecessors, gazetteer.children, gazetteer.chain):
        with pytest.raises(UsageError, match="no place has the id"):
            ask(wrong)


def test_an_unknown_id_is_told_its_neighbours(gazetteer: Gazetteer) -> None:
    with pytest.raises(UsageError, match="vn63/173"):
        gazetteer.place("vn63/1733")


def test_every_unit_of_the_last_day_has_a_successor_since(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places("vn63"):
        if place.valid_to:
            since = [link for link in gazetteer.successors(place.id) if link.resulting.startswith("vn34/")]
            assert since, place
            assert len(since) > 1 or since[0].part == "whole"
    for place in gazetteer.places("vn63", "province"):
        assert len(gazetteer.successors(place.id)) == 1


def test_every_district_gone_before_is_linked_to_one_that_followed(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places("vn63", "district"):
        if place.gone_by:
            links = gazetteer.successors(place.id)
            assert links
            assert all(gazetteer.place(link.resulting).valid_to == "2025-06-30" for link in links)
            assert {link.source for link in links} == {"inferred: communes it held"}


def test_every_unit_of_the_new_map_has_predecessors(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.predecessors(p.id) for p in gazetteer.places("vn34"))


def test_eleven_provinces_went_on_unchanged_and_the_others_merged(gazetteer: Gazetteer) -> None:
    links = [gazetteer.successors(p.id)[0] for p in gazetteer.places("vn63", "province")]
    unchanged = {gazetteer.place(link.original).name for link in links if link.kind == "unchanged"}
    assert unchanged == {
        "Cao Bằng", "Điện Biên", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Thanh Hóa", "Sơn La",
        "Hà Nội", "Thừa Thiên Huế",
    }  # fmt: skip
    assert {link.kind for link in links} == {"unchanged", "merged"}


@pytest.mark.parametrize(
    ("district", "communes", "province"),
    [
        ("vn63/614", {"Đăk Rve", "Đăk Kôi", "Kon Braih"}, "Quảng Ngãi"),
        ("vn63/173", {"Phú Bình", "Tân Khánh", "Tân Thành", "Điềm Thụy", "Kha Sơn"}, "Thái Nguyên"),
        ("vn63/498", {"Hoàng Sa"}, "Đà Nẵng"),
    ],
)
def test_districts_became_these_communes(
    gazetteer: Gazetteer, district: str, communes: set[str], province: str
) -> None:
    links = gazetteer.successors(district)
    assert {gazetteer.place(link.resulting).name for link in links} == communes
    assert {gazetteer.province_of(link.resulting).name for link in links} == {province}
    assert {link.kind for link in links} == {"abolished"}


def test_from_old_to_new_and_back_covers_what_it_started_from(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places("vn63"):
        for link in gazetteer.successors(place.id):
            assert link in gazetteer.predecessors(link.resulting)
    for district in gazetteer.places("vn63", "district"):
        communes = {c.id for c in gazetteer.children(district.id) if c.valid_to}
        if district.valid_to:
            became = {link.resulting for link in gazetteer.successors(district.id) if link.resulting[:4] == "vn34"}
            back = {link.original for new in became for link in gazetteer.predecessors(new)}
            last = {c for c in communes if gazetteer.place(c, PartialDate("2025-06-30")).within == district.id}
            assert last | {district.id} <= back


def test_a_province_and_its_parts_go_the_same_way(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places("vn63"):
        province = gazetteer.successors(gazetteer.province_of(place.id).id)[0].resulting
        for link in gazetteer.successors(place.id):
            if link.resulting.startswith("vn34/"):
                assert gazetteer.province_of(link.resulting).id == province


def test_divided_means_several_and_merged_means_not_alone(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places("vn63", "commune"):
        links = gazetteer.successors(place.id)
        for link in links:
            others = [p for p in gazetteer.predecessors(link.resulting) if p.kind != "abolished"]
            assert (link.kind == "divided") == (len(links) > 1) == (link.part == "part")
            if link.kind == "merged":
                assert len(others) > 1
            if link.kind == "unchanged":
                last = gazetteer.place(link.original, PartialDate("2025-06-30"))
                assert last.full_name == gazetteer.place(link.resulting).full_name
                assert len(others) == 1


def test_importing_reads_and_prints_nothing(tmp_path: Path) -> None:
    code = "import phoihop.gazetteer, pathlib; print(list(pathlib.Path('.').iterdir()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"provinces-vn63\.csv"):
        load_gazetteer(tmp_path)
