# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

from phoihop.extract import extract

PACT = "Ngày 1/2/2021, Ban Dân vận Tỉnh ủy và Công an tỉnh Lai Châu ký kết Chương trình phối hợp"

NUMBERS = {
    "238-QĐ/TW": "238-QĐ/TW", "238- QĐ/TW": "238-QĐ/TW", "593 - QĐ/TU": "593-QĐ/TU", "495-QĐ/TU": "495-QĐ/TU",
    "35-CT/TU": "35-CT/TU", "02 - ĐA/TU": "02-ĐA/TU", "87-KH/BCĐ": "87-KH/BCĐ", "424-CV/HU": "424-CV/HU",
    "371/QC-PH": "371/QC-PH", "01/QCPH-VKS-TA": "01/QCPH-VKS-TA", "01/QCPH/UBND-UBMTTQ": "01/QCPH/UBND-UBMTTQ",
    "06/QC-TT.HĐND-UBND": "06/QC-TT.HĐND-UBND", "1571/QCLN-CA-VKS-TA": "1571/QCLN-CA-VKS-TA",
    "01/LN-VKS-CA-TA-THA": "01/LN-VKS-CA-TA-THA", "01/MTTQ-VKS/QC": "01/MTTQ-VKS/QC",
    "02-CTr/BDVTU-BCHQST-CAT-BCHBPT": "02-CTr/BDVTU-BCHQST-CAT-BCHBPT", "15-CTr/BDV-CA-QSTP": "15-CTr/BDV-CA-QSTP",
    "02/KHLT/UBND-UBMTTQ": "02/KHLT/UBND-UBMTTQ", "05/2018/TTLT-BCA-VKSNDTC-TANDTC": "05/2018/TTLT-BCA-VKSNDTC-TANDTC",
    "37/2012/QH13": "37/2012/QH13", "81/2025/UBTVQH15": "81/2025/UBTVQH15",
    "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN": "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
    "217/QĐ-TW": "217-QĐ/TW", "22/CT-TW": "22-CT/TW", "217 QĐ/TW": "217-QĐ/TW", "31 – HD/BTCTW": "31-HD/BTCTW",
    "593 - QĐ-TU": "593-QĐ/TU", "12/CT-TTg": "12/CT-TTg", "51/KH-UBND": "51/KH-UBND", "115/2020/NĐ-CP": "115/2020/NĐ-CP",
}  # fmt: skip


@pytest.mark.parametrize("printed", NUMBERS)
def test_document_numbers_in_every_form(printed, values):
    assert values(f"{PACT} theo Quyết định số {printed} ngày 3/4/2020.", "document") == [NUMBERS[printed]]


BARE = {
    "thực hiện Quy chế 2772": ["2772"],
    "thực hiện Quyết định 217, 218": ["217", "218"],
    "theo Kế hoạch số 19 của Ban Chỉ đạo": ["19"],
    "theo Nghị quyết liên tịch số 15": ["15"],
    "với 25 nội dung, năm 2021, 3 năm thực hiện, quyết định 12 nội dung": [],
    "thực hiện Quyết định 238-QĐ/TW (gọi tắt là Quy chế 238)": ["238-QĐ/TW"],
}


@pytest.mark.parametrize("words", BARE)
def test_bare_numbers_stay_bare_and_aliases_join(words, values):
    assert values(f"{PACT} {words}.", "document") == BARE[words]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("thực hiện Quyết định số 238-QĐ/TW của Ban Bí thư", "basis"),
        ("số 02-CTr/BDVTU-CAT", "pact-itself"),
        (". Buổi lễ phổ biến Công văn số 424-CV/HU của Huyện ủy", "passes-down"),
        (", sửa đổi, bổ sung Quy chế phối hợp số 01/QCPH-CA-BDV", "amended"),
        (". Hội nghị nghe báo cáo về Chỉ thị số 15-CT/TW", "other"),
        (". Quy chế căn cứ Luật Đặc xá số 30/2018/QH14", "basis"),
        (". Quy chế được xây dựng trên cơ sở Kế hoạch số 35-KH/TU của Tỉnh ủy", "basis"),
        (". Chương trình bám sát Thông tư liên tịch số 05/2018/TTLT-BCA-TANDTC", "basis"),
        (". Văn bản này thay thế Quy chế phối hợp số 01/QCPH-CA-BDV", "other"),
        (". Các bên ký Chương trình gồm 6 nội dung, trong đó có việc thực hiện Chỉ thị số 49-CT/TW", "other"),
    ],
)
def test_the_role_of_a_document_in_the_pact(words, role):
    assert [fact.note["role"] for fact in extract(f"{PACT} {words}.").of("document")] == [role]


def test_a_local_act_behind_a_central_one_passes_it_down():
    text = f"{PACT}. Chương trình bám theo Chỉ thị số 27-CT/TW và Kế hoạch số 55-KH/TU của Tỉnh ủy."
    assert [fact.note["role"] for fact in extract(text).of("document")] == ["basis", "passes-down"]


@pytest.mark.parametrize(
    ("words", "dated", "days"),
    [
        ("Triển khai Kế hoạch số 20-KH/TU, ngày 5/9/2019, ", "", ["2019-09-05"]),
        ("Theo Quyết định số 238-QĐ/TW, ngày 5/9/2019, của Ban Bí thư, ", "2019-09-05", []),
        ("Theo Quyết định số 238-QĐ/TW ngày 5/9/2019, ", "2019-09-05", []),
        ("Theo Quyết định số 238-QĐ/TW, ngày 5/9/2019, Hướng dẫn số 3-HD/TW, ", "2019-09-05", []),
    ],
)
def test_commas_on_both_sides_set_the_day_off_from_the_document(words, dated, days):
    facts = extract(f"{words}Ban Dân vận Tỉnh ủy Lai Châu và Công an tỉnh ký kết chương trình phối hợp.")
    assert facts.of("document")[0].note.get("date", "") == dated
    assert [fact.value for fact in facts.of("event_date")] == days
    assert len(facts.of("signatory")) == 2


def test_a_document_carries_its_own_date_and_not_the_event():
    facts = extract(f"{PACT} theo Quyết định số 238-QĐ/TW, ngày 30/9/2020 của Ban Bí thư.")
    assert facts.of("document")[0].note["date"] == "2020-09-30"
    assert [fact.value for fact in facts.of("event_date")] == ["2021-02-01"]


DATES = {
    "Ngày 16/3/2022": "2022-03-16", "Chiều 09.8.2022": "2022-08-09", "Sáng 19.5": "--05-19", "Ngày 29.9": "--09-29",
    "Ngày 9-9": "--09-09", "Sáng nay 26 – 12": "--12-26", "Ngày 26 - 12": "--12-26", "Sáng 26/11": "--11-26",
    "Ngày 30-5-2023": "2023-05-30", "Ngày 27 tháng 3 năm 2013": "2013-03-27", "Sáng ngày 9/7/2015": "2015-07-09",
    "Sáng nay (23/6)": "--06-23", "Chiều nay, 21/5": "--05-21", "Ngày 8/9/2021": "2021-09-08",
}  # fmt: skip


@pytest.mark.parametrize("printed", DATES)
def test_event_dates_in_every_form(printed, values):
    text = f"{printed}, Ban Dân vận Tỉnh ủy và Công an tỉnh Lai Châu ký kết Chương trình phối hợp."
    assert values(text, "event_date") == [DATES[printed]]


@pytest.mark.parametrize(
    "stamp",
    ["11:07, 05/07/2022", "Thứ Năm, 10/10/2013, 15:29 [GMT+7]", "(05/11/2018 14:28)", "23-06-2022 17:04"],
)
def test_a_missing_year_comes_from_the_stamp_and_is_marked(stamp):
    text = f"Tin tức\n\n{stamp}\n\nSáng nay (3/7), TAND tỉnh Lai Châu và Công an tỉnh ký kết Quy chế phối hợp."
    fact = extract(text).of("event_date")[0]
    year = stamp[-4:] if stamp[-4:].isdigit() else next(p for p in ("2022", "2013", "2018") if p in stamp)
    expected = year if (int(stamp.split("/")[1] if "/" in stamp else 6), 0) >= (7, 0) else str(int(year) - 1)
    assert fact.value == f"{expected}-07-03"
    assert fact.note["howKnown"] == "publication-stamp"
    assert fact.confidence < 0.95


def test_a_year_that_nothing_tells_stays_absent():
    fact = extract(PACT.replace("/2021", "") + " giai đoạn 2021-2025.").of("event_date")[0]
    assert (fact.value, fact.note["year"]) == ("--02-01", "absent")


def test_the_given_publication_date_serves_as_a_stamp():
    fact = extract(PACT.replace("/2021", ""), published="2019-02-03").of("event_date")[0]
    assert fact.value == "2019-02-01"


TERMS = {
    "giai đoạn 2022-2025": "2022/2025", "giai đoạn 2022 -  2025": "2022/2025", "giai đoạn 2017 – 2022": "2017/2022",
    "giai đoạn từ năm 2021 đến năm 2025": "2021/2025", ", nhiệm kỳ 2020 - 2025": "2020/2025",
    ". Quy chế này được hai bên ký cho nhiệm kỳ 2021 - 2026": "2021/2026",
}  # fmt: skip


@pytest.mark.parametrize("printed", TERMS)
def test_terms_in_every_form(printed, values):
    assert values(f"{PACT} {printed}.", "term") == [TERMS[printed]]


PLACES = {
    "TAND huyện Kon Rẫy và VKSND huyện ký kết quy chế phối hợp.": ["Kon Rẫy | district"],
    "UBND Nghệ An và VKSND tỉnh ký kết quy chế phối hợp.": ["Nghệ An | province"],
    "Công an TP.HCM và VKSND thành phố ký kết quy chế phối hợp.": ["Hồ Chí Minh | province"],
    "Công an xã Hòa Tiến và UBND xã ký kết quy chế phối hợp.": ["Hòa Tiến | commune"],
    "Công an các xã Ba Vì, Ba Xa, Ba Tô (huyện Ba Tơ) ký kết quy chế phối hợp.": ["Ba Tơ | district"],
    "TAND tối cao và Bộ Công an ký kết quy chế phối hợp.": ["Trung ương | central"],
    "Bộ Y tế và UBND tỉnh Lai Châu ký kết chương trình phối hợp.": ["Lai Châu | province"],
    "UBND tỉnh Đắk Nông và UBND tỉnh Bình Phước ký kết thỏa thuận hợp tác.": ["Đắk Nông | province", "Bình Phước | province"],
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
def test_the_place_is_the_territory_of_the_lowest_parties(text, values):
    assert values(text, "place") == PLACES[text]


def test_the_term_may_stand_in_a_sentence_of_its_own(values):
    assert values(f"{PACT}. Thời gian thực hiện là giai đoạn 2021-2025.", "term") == ["2021/2025"]
    assert values(f"{PACT}. Thời gian xét xử các vụ án giai đoạn 2021-2025 rút ngắn.", "term") == []


def test_the_term_of_an_assembly_is_not_the_pact_s(values):
    assert values(f"{PACT} nhiệm kỳ 2021 - 2026.", "term") == ["2021/2026"]
    assert values(f"{PACT} về bầu cử đại biểu HĐND các cấp nhiệm kỳ 2021 - 2026.", "term") == []


@pytest.mark.parametrize(("day", "level"), [("1/2/2021", "district"), ("1/2/2026", "province")])
def test_level_and_id_of_a_place_are_those_of_the_day(day, level):
    fact = extract(f"Ngày {day}, Công an thành phố Huế và TAND thành phố ký kết quy chế phối hợp.").of("place")[0]
    assert fact.value == f"Huế | {level}"
    assert fact.note["place"].startswith("vn63/" if level == "district" else "vn34/")


LOCAL = "Ban Dân vận Tỉnh ủy và Công an tỉnh ký kết Chương trình phối hợp."


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (f"{LOCAL}\n\nẢnh: Báo Lạng Sơn", {}),
        (f"{LOCAL}\n\nCổng thông tin Lạng Sơn", {}),
        (f"{LOCAL}\n\nlangson.gov.vn", {}),
        (LOCAL, {"url": "https://vkslangson.gov.vn/tin/1"}),
        (LOCAL, {"publisher": "Báo Lạng Sơn"}),
    ],
)
def test_a_province_that_the_article_leaves_out_is_inferred_and_marked(text, given):
    facts = extract(text, **given)
    assert [fact.value for fact in facts.of("place")] == ["Lạng Sơn | province"]
    assert facts.of("place")[0].note["inferred"] == "place"
    assert all("place" in fact.note["inferred"] for fact in facts.of("signatory"))


def test_a_province_that_nothing_tells_stays_out(values):
    assert values(LOCAL, "signatory") == ["Ban Dân vận Tỉnh ủy", "Công an tỉnh"]
    assert values(LOCAL, "place") == []


@pytest.mark.parametrize(
    ("stamp", "province"),
    [
        ("12/09/2025", "Quảng Ngãi"),  # Kon Tum was merged into it by then
        ("12/09/2014", "Kon Tum"),
    ],
)
def test_a_province_merged_away_before_the_article_is_no_home(stamp, province, values):
    text = f"{stamp}\n\nNgày 3/3, TAND tỉnh và VKSND tỉnh ký kết quy chế phối hợp, học cách làm của tỉnh Kon Tum và tỉnh Quảng Ngãi."
    assert values(text, "place") == [f"{province} | province"]


def test_a_place_of_the_past_is_no_home_unless_no_other_is_named(values):
    pact = "TAND tỉnh và VKSND tỉnh ký kết quy chế phối hợp thay bản của tỉnh Hà Giang (cũ)."
    assert values(f"Tuyên Quang: Thêm một bản\n\n{pact}", "place") == ["Tuyên Quang | province"]
    assert values(pact, "place") == ["Hà Giang | province"]


def test_the_province_of_a_district_comes_from_the_gazetteer():
    fact = extract("TAND huyện Kon Rẫy và VKSND huyện ký kết quy chế phối hợp.").of("place")[0]
    assert fact.note["province"] == "Kon Tum"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("TAND và VKSND tỉnh Sơn La vừa ký kết Quy chế phối hợp. Lễ ký diễn ra sáng ngày 20/6/2014.", "2014-06-20"),
        ("Năm 2021, TAND và VKSND tỉnh Sơn La đã ký Quy chế phối hợp.", "2021"),
        ("Sơn La, Thứ Hai, ngày 15 tháng 9 năm 2025\n\nSáng nay, 15/9, TAND và VKSND tỉnh Sơn La ký kết Quy chế phối hợp.",
         "2025-09-15"),
        ("TAND tỉnh Sơn La và VKSND tỉnh sau nhiều vòng trao đổi về các vụ án còn tồn đọng hôm 5/3/2020 đã có một thỏa thuận.\n\nQuy chế phối "
         "hợp được hai bên ký trước sự chứng kiến của đại diện Sở Y tế.", "2020-03-05"),
        ("Thứ năm, 09/04/2015\n\nNgày 8-4, TAND và VKSND tỉnh Sơn La ký kết Quy chế phối hợp.", "2015-04-08"),
    ],
)  # fmt: skip
def test_the_date_is_told_beside_the_report(text, date):
    assert [fact.value for fact in extract(text).of("event_date")] == [date]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Ngày 3/3/2020, Ban Nội chính Tỉnh ủy tổ chức hội nghị ký kết quy chế phối hợp với các ngành. Tại đây đã ký Quy chế phối "
         "hợp giữa Ban Nội chính Tỉnh ủy với Công an tỉnh Sơn La.", "Ban Nội chính Tỉnh ủy Sơn La"),
        ("TAND và VKSND tỉnh Sơn La ký kết Quy chế phối hợp. Quy chế do VKSND tỉnh chủ trì thực hiện.",
         "Viện kiểm sát nhân dân tỉnh Sơn La"),
        ("VKSND huyện Yên Châu, tỉnh Sơn La chủ trì một hội nghị với TAND huyện. Các bên bàn về án tồn. Sau đó VKSND huyện và TAND "
         "huyện ký kết quy chế phối hợp.", "Viện kiểm sát nhân dân huyện Yên Châu"),
    ],
)  # fmt: skip
def test_the_lead_may_be_told_before_or_after_the_report(text, lead):
    assert [fact.value for fact in extract(text).of("lead")] == [lead]
