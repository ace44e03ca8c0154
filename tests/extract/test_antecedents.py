# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

COURT, PROCURACY = "Tòa án nhân dân tỉnh Kon Tum", "Viện kiểm sát nhân dân tỉnh Kon Tum"
POLICE, INSPECTORS = "Công an tỉnh Kon Tum", "Thanh tra tỉnh Kon Tum"

CASES = {
    "not who gave the order": (
        "Theo Quyết định số 9-QĐ/TW của Ban Bí thư, TAND tỉnh Kon Tum và VKSND tỉnh ký kết quy chế phối hợp.", [COURT, PROCURACY],
    ),
    "central Party committees": (
        "Đảng ủy Chính phủ và Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương ký kết quy chế phối hợp.",
        ["Đảng ủy Chính phủ", "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương"],
    ),
    "called one by one": (
        "Ngày 3/3/2020, quy chế phối hợp được ký kết tại Kon Tum. Bên thứ nhất là TAND tỉnh Kon Tum. Bên thứ hai, VKSND tỉnh, có bà Lê Thử "
        "ký thay. Và cuối cùng là Thanh tra tỉnh. Sở Y tế không ký.",
        [COURT, PROCURACY, INSPECTORS],
    ),
    "called to the one that is told": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum ký chương trình phối hợp. Cùng ký với tòa án là VKSND tỉnh. Công an tỉnh cũng là một bên tham gia ký.",
        [COURT, PROCURACY, POLICE],
    ),
    "a roll, not those who hold the ceremony": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum chủ trì, phối hợp với Sở Y tế tổ chức lễ ký kết quy chế phối hợp. Tham gia ký kết gồm: TAND tỉnh; "
        "VKSND tỉnh; Công an tỉnh.",
        [COURT, PROCURACY, POLICE],
    ),
    "not those who come to see it": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh ký kết quy chế phối hợp. Tham gia ký kết có lãnh đạo Tỉnh ủy, UBND tỉnh và Sở Y tế.",
        [COURT, PROCURACY],
    ),
    "no third side that gains by it": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh ký kết quy chế phối hợp. Bên thứ ba hưởng lợi là người bệnh của Sở Y tế.",
        [COURT, PROCURACY],
    ),
    "nor those who sign something else": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh ký kết quy chế phối hợp. Năm tới Công an tỉnh và Thanh tra tỉnh sẽ cùng ký.",
        [COURT, PROCURACY],
    ),
    "not the witnesses": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum họp với VKSND tỉnh. Quy chế phối hợp được hai bên ký trước sự chứng kiến của đại diện Công an tỉnh, "
        "Thanh tra tỉnh.",
        [COURT, PROCURACY],
    ),
    "both sides": (
        "Sáng 3/3/2020, lãnh đạo TAND tỉnh Kon Tum và VKSND tỉnh gặp nhau. Hai ngành đã ký quy chế phối hợp.",
        [COURT, PROCURACY],
    ),
    "who worked with whom": (
        "Sáng 3/3/2020, TAND tỉnh Kon Tum làm việc với VKSND tỉnh về án tồn đọng.\n\nSau hai giờ, hai cơ quan thống nhất ký quy chế phối hợp.",
        [COURT, PROCURACY],
    ),
    "by their number": (
        "Sáng 3/3/2020, TAND tỉnh Kon Tum, VKSND tỉnh và Công an tỉnh họp giao ban. Cục THADS tỉnh và Thanh tra tỉnh báo cáo thêm. "
        "Ba cơ quan tố tụng: ba cơ quan cùng ký kế hoạch phối hợp.",
        [COURT, PROCURACY, POLICE],
    ),
    "signed by all, in the passive": (
        "TAND tỉnh Kon Tum và VKSND tỉnh họp sáng 3/3/2020. Quy chế phối hợp được hai bên ký kết ngay tại chỗ.",
        [COURT, PROCURACY],
    ),
    "named in the headline": (
        "TAND và VKSND tỉnh Kon Tum bắt tay nhau\n\nNăm qua án tồn đọng nhiều.\n\nNgày 3/3/2020, hai ngành ký kết quy chế phối hợp.",
        [COURT, PROCURACY],
    ),
    "those for whom somebody signs": (
        "Cuối buổi họp sáng 3/3/2020 ở Kon Tum, chương trình phối hợp được ký. Thay mặt TAND tỉnh Kon Tum ký là bà Lê Thị Thử. Ký về phía "
        "cơ quan bạn có ông Hồ Mẫu đại diện VKSND tỉnh.",
        [COURT, PROCURACY],
    ),
    "those whose heads sign": (
        "Quy chế phối hợp được ký bởi Chánh án TAND tỉnh Kon Tum Lê Thị Thử và Phó Viện trưởng VKSND tỉnh Hồ Văn Mẫu.",
        [COURT, PROCURACY],
    ),
    "heads before the act": (
        "Chánh án TAND tỉnh Kon Tum Lê Thị Thử và Viện trưởng VKSND tỉnh Hồ Văn Mẫu vừa ký quy chế phối hợp.",
        [COURT, PROCURACY],
    ),
    "their heads in the sentence before": (
        "Chủ trì có bà Lê Thử, Chánh án TAND tỉnh Kon Tum; ông Hồ Mẫu, Viện trưởng VKSND tỉnh. Cuộc họp đánh giá việc thực hiện quy chế phối "
        "hợp giữa hai cơ quan.",
        [COURT, PROCURACY],
    ),
    "the youth union's committee": (
        "Ban Thường vụ Tỉnh đoàn Kon Tum và Công an tỉnh ký kết kế hoạch phối hợp.", ["Ban Thường vụ Tỉnh đoàn Kon Tum", POLICE],
    ),
    "in a clause behind the instrument": (
        "Nhờ Quy chế phối hợp số 4/QCPH-TA-VKS mà TAND tỉnh Kon Tum cùng VKSND tỉnh đang áp dụng, án không còn tồn đọng.",
        [COURT, PROCURACY],
    ),
    "a head alone in that clause": (
        "Ông Hồ Văn Mẫu, Cục trưởng Cục Thuế tỉnh Kon Tum, nhắc tới Quy chế phối hợp mà Cục và Công an tỉnh đang thực hiện.",
        ["Cục Thuế tỉnh Kon Tum", POLICE],
    ),
    "the instrument in the next sentence": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh đã ký kết. Văn bản được ký là quy chế phối hợp về án hành chính.",
        [COURT, PROCURACY],
    ),
    "what was reviewed, in the next sentence": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh tổng kết ba năm làm việc chung. Văn bản hai bên cùng đứng tên là Quy chế phối hợp số 4/QCPH.",
        [COURT, PROCURACY],
    ),
    "the act's own giữa": (
        "Ngày 3/3/2020 đã diễn ra việc ký giữa TAND tỉnh Kon Tum và VKSND tỉnh: bản thỏa thuận phối hợp xét xử lưu động.",
        [COURT, PROCURACY],
    ),
    "each with its speaker": (
        "Ngày 3/3/2020, đại diện TAND tỉnh Kon Tum, đại diện Sở Tư pháp, đại diện Tỉnh đoàn đã ký kết kế hoạch liên tịch.",
        [COURT, "Sở Tư pháp tỉnh Kon Tum", "Tỉnh đoàn Kon Tum"],
    ),
    "the province behind one of them": (
        "Công an huyện Sa Thầy, tỉnh Kon Tum, Huyện đoàn và Trung tâm Y tế ký kết kế hoạch liên tịch.",
        ["Công an huyện Sa Thầy", "Huyện đoàn Sa Thầy", "Trung tâm Y tế huyện Sa Thầy"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_parties_told_elsewhere_than_before_the_act_are_found(case, values):
    text, parties = CASES[case]
    assert values(text, "signatory") == parties


NOT_SIGNED = {
    "two bodies, and three that sign": "TAND tỉnh Kon Tum làm việc với VKSND tỉnh.\n\nBa cơ quan thống nhất ký quy chế phối hợp.",
    "a plan of both": "TAND tỉnh Kon Tum và VKSND tỉnh gặp nhau. Hai ngành sẽ ký quy chế phối hợp vào quý IV.",
    "witnesses": "Chủ tịch UBND tỉnh Kon Tum Lê Thử và Giám đốc Công an tỉnh Hồ Mẫu dự lễ. Các đại biểu hoan nghênh việc ký quy chế phối hợp.",
    "a bond of emulation": "Ngày 5/5/2021, Công an tỉnh Kon Tum, VKSND tỉnh và Sở Xây dựng ký kết giao ước thi đua.",
}


@pytest.mark.parametrize("case", NOT_SIGNED)
def test_no_parties_are_made_up(case, values):
    assert values(NOT_SIGNED[case], "signatory") == []


def test_who_has_not_signed_yet_is_no_party(values):
    text = (
        "Quy chế phối hợp được ký sáng 3/3/2020. Thay mặt TAND tỉnh Kon Tum ký là bà Lê Thị Thử, đại diện VKSND tỉnh là ông Hồ Mẫu ký. "
        "Đại diện Thanh tra tỉnh chưa ký lần này."
    )
    assert values(text, "signatory") == [COURT, PROCURACY]


def test_the_sentence_that_names_its_parties_outweighs_those_who_sign_later(values):
    text = (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum, VKSND tỉnh và Thanh tra tỉnh ký kết quy chế phối hợp.\n\nBà Lê Thị Thử, Chánh án TAND tỉnh và ông "
        "Hồ Mẫu, Viện trưởng VKSND tỉnh ký vào bản quy chế."
    )
    assert values(text, "signatory") == [COURT, PROCURACY, INSPECTORS]


def test_the_anniversary_of_a_body_makes_no_party_of_it(values):
    text = "Sáng 3/3/2026, Ngày truyền thống Bộ đội Biên phòng, Công an xã Mô Rai và Đồn Biên phòng Mô Rai ký kế hoạch phối hợp."
    assert values(text, "signatory") == ["Công an xã Mô Rai", "Đồn Biên phòng Mô Rai"]


def test_several_texts_of_one_day_keep_their_parties_and_kinds(values):
    text = (
        "Sáng 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh ký quy chế phối hợp. Chiều cùng ngày, Công an tỉnh, Tỉnh đoàn và VKSND tỉnh ký kế "
        "hoạch phối hợp tuyên truyền. Quy chế phối hợp giữa Thanh tra tỉnh và Cục Thuế tỉnh được hai bên kiểm điểm ngay hôm đó."
    )
    assert values(text, "event_kind") == ["signing", "signing", "review"]
    assert len(values(text, "signatory")) == 7
