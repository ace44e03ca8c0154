import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.errors import UsageError
from phoihop.gazetteer import Candidate, Gazetteer
from phoihop.model import PartialDate


def best(candidates: list[Candidate]) -> list[str]:
    return [c.place.id for c in candidates if c.score == candidates[0].score]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Điện Biên", "vn63/11"),
        ("tỉnh Điện Biên", "vn63/11"),
        ("TỈNH ĐIỆN BIÊN", "vn63/11"),
        ("dien bien", "vn63/11"),
        ("tinh dien bien", "vn63/11"),
        ("DIEN  BIEN", "vn63/11"),
        ("huyện Điện Biên", "vn63/100"),
        ("Lạng Sơn", "vn63/20"),
        ("TP Lạng Sơn", "vn63/178"),
        ("Quảng Bình", "vn63/44"),
        ("huyện Kon Rẫy", "vn63/614"),
        ("Kon Rẫy", "vn63/614"),
        ("huyen kon ray", "vn63/614"),
        ("huyện Phú Bình", "vn63/173"),
        ("H. Phụng Hiệp", "vn63/934"),
        ("H.Phụng Hiệp", "vn63/934"),
        ("TX Cai Lậy", "vn63/817"),
        ("thị xã Cai Lậy", "vn63/817"),
        ("huyện Cai Lậy", "vn63/820"),
        ("Quận 7", "vn63/778"),
        ("Q.7", "vn63/778"),
        ("Q7", "vn63/778"),
        ("quan 7", "vn63/778"),
        ("TP.HCM", "vn63/79"),
        ("TPHCM", "vn63/79"),
        ("TP. Hồ Chí Minh", "vn63/79"),
        ("Tp Hồ Chí Minh", "vn63/79"),
        ("TP Huế", "vn63/474"),
        ("Thừa Thiên - Huế", "vn63/46"),
        ("Thừa Thiên Huế", "vn63/46"),
        ("Hoà Bình", "vn63/17"),
        ("Đăk Lăk", "vn63/66"),
        ("Đắc Lắc", "vn63/66"),
        ("Daklak", "vn63/66"),
        ("huyện Đắk Hà", "vn63/615"),
        ("huyện Đăk Hà", "vn63/615"),
        ("huyện Đăk Đoa", "vn63/626"),
        ("Đak Đoa", "vn63/626"),
        ("Ia H'Drai", "vn63/618"),
        ("Ia H’Drai", "vn63/618"),
        ("Ia HDrai", "vn63/618"),
        ("Kontum", "vn63/62"),
        ("Bà Rịa-Vũng Tàu", "vn63/77"),
        ("Bà Rịa – Vũng Tàu", "vn63/77"),
        ("Phan Rang-Tháp Chàm", "vn63/582"),
        ("Quan Sơn", "vn63/387"),
        ("quan son", "vn63/387"),
        ("Phường Đúc", "vn63/19780"),
        ("TP. Pleiku", "vn63/622"),
        ("đặc khu Hoàng Sa", "vn34/20333"),
        ("huyện đảo Lý Sơn", "vn63/536"),
        ("Thủ đô Hà Nội", "vn63/01"),
        ("x. Ia Dêr", "vn63/23785"),
        ("BR-VT", "vn63/77"),
        ("Tp.Huế", "vn63/474"),
        ("Việt Nam", "vn"),
    ],
)
def test_names_are_found_however_they_are_written(gazetteer: Gazetteer, written: str, place: str) -> None:
    for form in (written, unicodedata.normalize("NFD", written), f" {written}\u00a0", written.replace(" ", "  ")):
        assert gazetteer.find(form)[0].place.id == place


@pytest.mark.parametrize(
    "written",
    ["Báo Lâm", "Bao Lâm", "Kon Ray huyện", "Phù Bình", "", " ", "tỉnh", "thành phố", "7 tỉnh", "national", "–", "🙂"],
)
def test_what_names_no_place_finds_none(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.find(written) == []


def test_typed_marks_count_and_missing_marks_match_any(gazetteer: Gazetteer) -> None:
    assert {c.place.name for c in gazetteer.find("Bảo Lâm", level="district")} == {"Bảo Lâm"}
    assert {c.place.name for c in gazetteer.find("bao lam", level="district")} == {"Bảo Lâm"}
    assert {c.place.name for c in gazetteer.find("Sông Hinh", level="district")} == {"Sông Hinh"}
    assert gazetteer.find("Bảo Lâm")[0].score > gazetteer.find("bao lam")[0].score


def test_ten_districts_called_chau_thanh_stay_apart_and_equal(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("huyện Châu Thành")
    assert len(found) == 10
    assert {c.score for c in found} == {1.0}
    assert {gazetteer.province_of(c.place.id).name for c in found} >= {"Tiền Giang", "Tây Ninh", "Sóc Trăng"}


@pytest.mark.parametrize(
    "context", [{"within": "vn63/82"}, {"within": "Tiền Giang"}, {"within": "tỉnh Tiền Giang"}, {"near": "vn63/82"}]
)
def test_the_province_decides_between_namesakes(gazetteer: Gazetteer, context: dict[str, str]) -> None:
    assert best(gazetteer.find("huyện Châu Thành", **context)) == ["vn63/821"]


def test_within_excludes_and_near_only_prefers(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.find("huyện Châu Thành", within="vn63/82")) == 1
    near = gazetteer.find("huyện Châu Thành", near="vn63/82")
    assert len(near) == 10
    assert near[0].score > near[1].score
    assert gazetteer.find("huyện Châu Thành", within="vn63/01") == []


def test_the_province_of_the_text_counts_in_both_eras(gazetteer: Gazetteer) -> None:
    since = PartialDate("2025-08-01")
    assert best(gazetteer.find("xã Phú Bình", near="vn63/19", as_of=since)) == best(
        gazetteer.find("xã Phú Bình", near="vn34/19", as_of=since)
    )


def test_phu_binh_is_a_district_or_a_commune_until_something_decides(gazetteer: Gazetteer) -> None:
    tied = best(gazetteer.find("Phú Bình", within="Thái Nguyên"))
    assert {gazetteer.place(i).level for i in tied} == {"district", "commune"}
    assert best(gazetteer.find("Phú Bình", within="Thái Nguyên", as_of=PartialDate("2022-06-23"))) == ["vn63/173"]
    after = best(gazetteer.find("Phú Bình", within="Thái Nguyên", as_of=PartialDate("2025-07-01")))
    assert [gazetteer.place(i).full_name for i in after] == ["xã Phú Bình"]
    assert best(gazetteer.find("Phú Bình", level="district")) == ["vn63/173"]
    assert best(gazetteer.find("Phú Bình", kind="huyện")) == ["vn63/173"]


@pytest.mark.parametrize(
    ("written", "date", "place"),
    [
        ("Quảng Trị", "2025-06-30", "vn63/45"),
        ("Quảng Trị", "2025-07-01", "vn34/44"),
        ("TP Huế", "2024-01-22", "vn63/474"),
        ("thành phố Huế", "2025-03", "vn63/46"),
        ("thành phố Huế", "2025-08", "vn34/46"),
        ("Huế", "2021", "vn63/46"),
        ("thị xã Đông Triều", "2021", "vn63/205"),
        ("thành phố Đông Triều", "2025-06", "vn63/205"),
        ("Đà Nẵng", "2025-08", "vn34/48"),
        ("quận Thuận Hóa", "2025-05", "vn63/474-2025"),
    ],
)
def test_the_date_decides_between_eras(gazetteer: Gazetteer, written: str, date: str, place: str) -> None:
    found = gazetteer.find(written, as_of=PartialDate(date))
    assert best(found) == [place]


def test_no_district_is_found_after_the_tier_ended(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("huyện Kon Rẫy", as_of=PartialDate("2025-07-01")) == []
    assert gazetteer.find("huyện Kon Rẫy", as_of=PartialDate("2025-06-30"))


def test_a_year_that_holds_the_reform_excludes_neither_era(gazetteer: Gazetteer) -> None:
    assert best(gazetteer.find("tỉnh Điện Biên", as_of=PartialDate("2025"))) == ["vn63/11", "vn34/11"]


def test_another_type_of_the_same_level_is_found_with_a_doubt(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("thị xã Phổ Yên")  # a city in both states we have, a town before
    assert found[0].place.id == "vn63/172"
    assert found[0].score < 1
    assert "another type" in found[0].reason


def test_equal_units_stand_in_the_order_of_eras_levels_and_ids(gazetteer: Gazetteer) -> None:
    tied = best(gazetteer.find("Quan Sơn"))
    assert tied == ["vn63/387", "vn63/06517", "vn34/06517", "vn34/15016"]


def test_every_candidate_says_why(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("TX Cai Lậy", near="vn63/82", as_of=PartialDate("2022"))
    assert found[0].reason == "spelled so; type as written; in the province of the text; not excluded then"
    assert found[1].reason == "spelled so; is of another type; in the province of the text; not excluded then"


def test_an_unknown_context_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(UsageError, match="no place is called 'Atlantis'"):
        gazetteer.find("Châu Thành", within="Atlantis")
    with pytest.raises(UsageError, match="no place has the id 'vn63/03'"):
        gazetteer.find("Châu Thành", near="vn63/03")
    with pytest.raises(UsageError, match="there is no level 'xã'"):
        gazetteer.find("Châu Thành", level="xã")
    with pytest.raises(UsageError, match="there is no type of place 'town'"):
        gazetteer.find("Châu Thành", kind="town")


def test_every_unit_is_found_by_its_full_name_in_its_place(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places():
        if place.level != "province":
            found = gazetteer.find(place.full_name, within=place.within)
            assert place.id in [c.place.id for c in found if c.score == 1.0], place


def test_every_variant_is_found(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places():
        for variant in place.variants:
            assert place.id in {c.place.id for c in gazetteer.find(variant)}


@given(text=st.text(max_size=40))
@settings(max_examples=200)
def test_no_text_breaks_the_look_up(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.find(text)
    assert all(0 < c.score <= 1 for c in found)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    gazetteer.find_all(text)
