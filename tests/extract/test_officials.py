# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

CASES = {
    "an inspector of a department": (
        "Ông Lê Văn Mẫu, Chánh Thanh tra Sở Y tế tỉnh Long An và bà Y Thí, Phó Chánh Thanh tra huyện Đức Huệ dự.",
        {"Lê Văn Mẫu": {"Chánh Thanh tra Sở Y tế tỉnh Long An"}, "Y Thí": {"Phó Chánh Thanh tra huyện Đức Huệ"}},
    ),
    "an inspector of the department named before": (
        "Đại diện Sở Y tế tỉnh Long An, ông Lê Văn Mẫu, Chánh Thanh tra sở, cho biết.",
        {"Lê Văn Mẫu": {"Chánh Thanh tra Sở Y tế tỉnh Long An"}},
    ),
    "a deputy in charge": (
        "Bà Lê Thử, Phó Chánh án phụ trách TAND huyện Đức Huệ và ông Võ Mẫu, Phó Chánh án phụ trách án hình sự dự.",
        {"Lê Thử": {"Phó Chánh án phụ trách Tòa án nhân dân huyện Đức Huệ"}, "Võ Mẫu": {"Phó Chánh án Tòa án nhân dân huyện Đức Huệ"}},
    ),
    "short titles": (
        "Ông Võ Mẫu, Hạt phó Hạt Kiểm lâm huyện Đức Huệ; bà Lê Thử, QUV, Chủ tịch Hội Nông dân quận Gò Vấp.",
        {"Võ Mẫu": {"Hạt phó Hạt Kiểm lâm huyện Đức Huệ"},
         "Lê Thử": {"Quận ủy viên Gò Vấp", "Chủ tịch Hội Nông dân quận Gò Vấp"}},
    ),
    "a full-time deputy secretary": (
        "Ông Võ Mẫu, Phó Bí thư chuyên trách Đảng ủy UBND tỉnh Long An dự.",
        {"Võ Mẫu": {"Phó Bí thư chuyên trách Đảng ủy Ủy ban nhân dân tỉnh Long An"}},
    ),
    "the Party committee of a command": (
        "Ông Võ Mẫu, Phó Bí thư Đảng ủy, Chính ủy Bộ CHQS tỉnh Long An; ông Lê Thử, Phó Bí thư Đảng ủy, Phó Giám đốc Công an tỉnh.",
        {"Võ Mẫu": {"Phó Bí thư Đảng ủy Quân sự tỉnh Long An", "Chính ủy Bộ Chỉ huy Quân sự tỉnh Long An"},
         "Lê Thử": {"Phó Bí thư Đảng ủy Công an tỉnh Long An", "Phó Giám đốc Công an tỉnh Long An"}},
    ),
    "the office of the body whose people speak": (
        "Phía Sở Y tế tỉnh Long An, ông Võ Mẫu, Trưởng phòng Bảo vệ, chăm sóc sức khỏe, phát biểu. Ông Lê Thử, Trưởng phòng Tổng hợp, nghe.",
        {"Võ Mẫu": {"Trưởng phòng Bảo vệ, chăm sóc sức khỏe Sở Y tế tỉnh Long An"}, "Lê Thử": {"Trưởng phòng Tổng hợp"}},
    ),
    "an office that a list names": (
        "Công an thành phố Thủ Đức, Phòng Quản lý đô thị và Thanh tra họp. Ông Võ Mẫu, Trưởng phòng Quản lý đô thị, chủ trì.",
        {"Võ Mẫu": {"Trưởng Phòng Quản lý đô thị thành phố Thủ Đức"}},
    ),
    "a region told in full once": (
        "TAND khu vực 3 - Đồng Tháp họp. Bà Lê Thử, Chánh án TAND khu vực 3; ông Võ Mẫu, Chánh án TAND khu vực 4.",
        {"Lê Thử": {"Chánh án Tòa án nhân dân khu vực 3 - Đồng Tháp"}, "Võ Mẫu": {"Chánh án Tòa án nhân dân khu vực 4"}},
    ),
    "a bloc's committee in short": (
        "Đảng ủy Khối các cơ quan tỉnh Long An họp. Bí thư Đảng ủy Khối Võ Văn Mẫu chủ trì.",
        {"Võ Văn Mẫu": {"Bí thư Đảng ủy Khối các cơ quan tỉnh Long An"}},
    ),
    "name, post, post": (
        "Dự có đồng chí Lò Văn Mẫu, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh Sơn La.",
        {"Lò Văn Mẫu": {"Phó Bí thư Thường trực Tỉnh ủy Sơn La", "Chủ tịch Hội đồng nhân dân tỉnh Sơn La"}},
    ),
    "dash instead of comma": (
        "Ông Mùa A Thử – Chủ tịch UBND huyện Mường Nhé và bà Y Thí - Chánh án TAND huyện phát biểu.",
        {"Mùa A Thử": {"Chủ tịch Ủy ban nhân dân huyện Mường Nhé"}, "Y Thí": {"Chánh án Tòa án nhân dân huyện Mường Nhé"}},
    ),
    "post before the name, no comma": (
        "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lào Cai Trịnh Văn Mẫu kết luận hội nghị.",
        {"Trịnh Văn Mẫu": {"Phó Bí thư Tỉnh ủy Lào Cai", "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"}},
    ),
    "a body that closes a list of posts serves all": (
        "Đồng chí Lê Thử, Ủy viên Ban Thường vụ, Trưởng ban Nội chính, Phó Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy Hà Tĩnh chủ trì.",
        {"Lê Thử": {"Ủy viên Ban Thường vụ Tỉnh ủy Hà Tĩnh", "Trưởng Ban Nội chính Tỉnh ủy Hà Tĩnh",
                    "Phó Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy Hà Tĩnh"}},
    ),
    "a post over a list of persons": (
        "Cùng dự có các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy Long An: Võ Mẫu, Trưởng ban Tổ chức; Lê Thí, Giám đốc Công "
        "an tỉnh; ông Đỗ Thử, Giám đốc Sở Tư pháp.",
        {"Võ Mẫu": {"Ủy viên Ban Thường vụ Tỉnh ủy Long An", "Trưởng Ban Tổ chức Tỉnh ủy Long An"},
         "Lê Thí": {"Ủy viên Ban Thường vụ Tỉnh ủy Long An", "Giám đốc Công an tỉnh Long An"},
         "Đỗ Thử": {"Giám đốc Sở Tư pháp tỉnh Long An"}},
    ),
    "names before the post they share": (
        "Về phía Ban Tổ chức Tỉnh ủy Long An có các đồng chí Lê Thử, Võ Mẫu, Phó Trưởng ban.",
        {"Lê Thử": {"Phó Trưởng Ban Tổ chức Tỉnh ủy Long An"}, "Võ Mẫu": {"Phó Trưởng Ban Tổ chức Tỉnh ủy Long An"}},
    ),
    "a post taken from somebody": (
        "HĐND huyện Cần Giuộc đã miễn nhiệm Phó Chủ tịch UBND huyện đối với bà Lê Thử Mẫu.",
        {"Lê Thử Mẫu": {"Phó Chủ tịch Ủy ban nhân dân huyện Cần Giuộc"}},
    ),
    "names that hold the word for a body": (
        "Ông Ngô Trường Thử, Viện trưởng VKSND tỉnh Long An; ông Phạm Hội Mẫu, Phó trưởng công an huyện Cần Giuộc.",
        {"Ngô Trường Thử": {"Viện trưởng Viện kiểm sát nhân dân tỉnh Long An"},
         "Phạm Hội Mẫu": {"Phó Trưởng Công an huyện Cần Giuộc"}},
    ),
    "Party committee of the agency": (
        "Đại tá Ngô Thử, Phó Bí thư Đảng ủy, Phó Giám đốc Công an tỉnh Long An.",
        {"Ngô Thử": {"Phó Bí thư Đảng ủy Công an tỉnh Long An", "Phó Giám đốc Công an tỉnh Long An"}},
    ),
    "a name with an apostrophe": (
        "Bà Bh'riu Thị Mẫu, Chủ tịch Hội Nông dân tỉnh Quảng Nam.",
        {"Bh'riu Thị Mẫu": {"Chủ tịch Hội Nông dân tỉnh Quảng Nam"}},
    ),
    "one post, several names": (
        "Các Phó Chủ tịch UBND tỉnh Tây Ninh: Trần Mẫu, Dương Thử dự hội nghị.",
        {"Trần Mẫu": {"Phó Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"}, "Dương Thử": {"Phó Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"}},
    ),
    "rank and degree stay outside": (
        "Thiếu tướng Lê Mẫu, Giám đốc Công an tỉnh Thái Bình; PGS.TS Trần Thử, Phó Giám đốc Sở Y tế.",
        {"Lê Mẫu": {"Giám đốc Công an tỉnh Thái Bình"}, "Trần Thử": {"Phó Giám đốc Sở Y tế tỉnh Thái Bình"}},
    ),
    "remark in brackets": (
        "Ông Hồ Mẫu (trái), Chánh Thanh tra tỉnh Trà Vinh trao đổi.",
        {"Hồ Mẫu": {"Chánh Thanh tra tỉnh Trà Vinh"}},
    ),
    "caucus takes its host from the next post": (
        "Đồng chí Đỗ Thí, Bí thư Ban Cán sự Đảng, Viện trưởng VKSND tỉnh Quảng Trị ký.",
        {"Đỗ Thí": {"Bí thư Ban cán sự đảng Viện kiểm sát nhân dân tỉnh Quảng Trị",
                    "Viện trưởng Viện kiểm sát nhân dân tỉnh Quảng Trị"}},
    ),
    "short posts": (
        "Ông Phan Mẫu, UVTV, Trưởng ban Nội chính Tỉnh ủy Bắc Giang; bà Vi Thử, TUV, Giám đốc Sở Tư pháp; ông Tô Thí, UVT.Ư Đảng.",
        {"Phan Mẫu": {"Ủy viên Ban Thường vụ Tỉnh ủy Bắc Giang", "Trưởng Ban Nội chính Tỉnh ủy Bắc Giang"},
         "Vi Thử": {"Tỉnh ủy viên Bắc Giang", "Giám đốc Sở Tư pháp tỉnh Bắc Giang"}, "Tô Thí": {"Ủy viên Trung ương Đảng"}},
    ),
    "office inside a ministry": (
        "Bà Lê Thử, Phó Vụ trưởng Vụ Tổ chức cán bộ, Bộ Tư pháp và ông Ngô Thí, Giám đốc Trung tâm Thông tin (Bộ Tư pháp).",
        {"Lê Thử": {"Phó Vụ trưởng Vụ Tổ chức cán bộ, Bộ Tư pháp"}, "Ngô Thí": {"Giám đốc Trung tâm Thông tin, Bộ Tư pháp"}},
    ),
    "commune after its level word, then the name": (
        "Chủ tịch UBND xã Hòa Tiến Nguyễn Văn Mẫu và Bí thư Đảng ủy xã Hòa Khương Lê Thử có mặt.",
        {"Nguyễn Văn Mẫu": {"Chủ tịch Ủy ban nhân dân xã Hòa Tiến"}, "Lê Thử": {"Bí thư Đảng ủy xã Hòa Khương"}},
    ),
    "names of ethnic minorities": (
        "Bà H'Yim Niê, Phó Chủ tịch Hội LHPN tỉnh Đắk Lắk; ông Ksor Mẫu, Chủ tịch UBND huyện Chư Sê; ông Thào A Thử - Bí thư "
        "Huyện ủy Trạm Tấu.",
        {"H'Yim Niê": {"Phó Chủ tịch Hội Liên hiệp Phụ nữ tỉnh Đắk Lắk"}, "Ksor Mẫu": {"Chủ tịch Ủy ban nhân dân huyện Chư Sê"},
         "Thào A Thử": {"Bí thư Huyện ủy Trạm Tấu"}},
    ),
    "family names that look like bodies": (
        "Đồng chí Đoàn Thị Mẫu, Chủ tịch HĐND tỉnh Lạng Sơn và đồng chí Phùng Quang Hội, Trưởng Đoàn ĐBQH tỉnh chủ trì.",
        {"Đoàn Thị Mẫu": {"Chủ tịch Hội đồng nhân dân tỉnh Lạng Sơn"},
         "Phùng Quang Hội": {"Trưởng Đoàn đại biểu Quốc hội tỉnh Lạng Sơn"}},
    ),
    "appointed to a post": (
        "Hội nghị phân công đồng chí Trần Mẫu, Phó Bí thư Thành ủy Cần Thơ giữ chức Phó Trưởng ban Tổ chức Trung ương. Ông Lê "
        "Thử được bầu giữ chức vụ Chủ tịch UBND quận Ninh Kiều.",
        {"Trần Mẫu": {"Phó Bí thư Thành ủy Cần Thơ", "Phó Trưởng Ban Tổ chức Trung ương"},
         "Lê Thử": {"Chủ tịch Ủy ban nhân dân quận Ninh Kiều"}},
    ),
    "head of a ministry's office": (
        "Ông Nguyễn Mẫu, Chánh Văn phòng Bộ Nội vụ và bà Lê Ba, Trưởng phòng Nội vụ huyện Lục Ngạn dự.",
        {"Nguyễn Mẫu": {"Chánh Văn phòng Bộ Nội vụ"}, "Lê Ba": {"Trưởng Phòng Nội vụ huyện Lục Ngạn"}},
    ),
    "former post": ("Đồng chí Bùi Mẫu, nguyên Bí thư Tỉnh ủy Hòa Bình đến dự.", {}),
    "company": ("Ông Trần Mẫu, Chủ tịch HĐQT Công ty Cổ phần An Mẫu phát biểu.", {}),
    "foreign office": ("Thủ tướng Nhật Bản Abe Shinzo tiếp Chủ tịch Quốc hội Lào.", {}),
    "statesmen as themes": ("Học tập Chủ tịch Hồ Chí Minh và Đại tướng Võ Nguyên Giáp.", {}),
    "byline with an office": ("Hội nghị kết thúc lúc 11 giờ.\n\nBùi Mẫu - VKSND tỉnh Điện Biên", {}),
    "place before a post": ("Chiều 3/2, tại Hà Nam, Chủ tịch UBND tỉnh làm việc với Công an tỉnh.", {}),
    "post without a name": ("Trưởng ban Dân vận Tỉnh ủy nhấn mạnh ý nghĩa của chương trình.", {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_officials_and_their_posts(case, posts):
    text, expected = CASES[case]
    assert posts(text) == expected


def test_a_person_is_one_row_at_the_mention_with_most_posts():
    from phoihop.extract import extract

    text = "Chủ tịch UBND tỉnh Lê Mẫu phát biểu. Đồng chí Lê Mẫu, Phó Bí thư Tỉnh ủy Phú Yên, Chủ tịch UBND tỉnh, kết luận."
    officials = extract(text).of("official")
    assert [(f.value, text[f.start : f.end]) for f in officials] == [("Lê Mẫu", "Lê Mẫu")]
    assert officials[0].start == text.rindex("Lê Mẫu")
    assert len(extract(text).of("post")) == 2


def test_the_rank_is_a_remark():
    from phoihop.extract import extract

    facts = extract("Đại tá Ngô Văn Mẫu, Giám đốc Công an tỉnh Cà Mau.").of("official")
    assert facts[0].note == {"rank": "Đại tá"}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Tham dự hội nghị có đồng chí {0}.", "attended"),
        ("Đồng chí {0} chủ trì hội nghị.", "chaired"),
        ("Dự và chỉ đạo hội nghị có đồng chí {0}.", "directed"),
        ("Đồng chí {0} phát biểu tại buổi lễ.", "spoke"),
        ("Phát biểu khai mạc, đồng chí {0} nêu mục đích.", "opened"),
        ("Phát biểu bế mạc, đồng chí {0} cảm ơn.", "closed"),
        ("Đồng chí {0} đã ký kết chương trình.", "signed"),
    ],
)
def test_the_role_at_the_event_follows_the_cue(words, role, values):
    person = "Lê Văn Mẫu, Trưởng Ban Dân vận Tỉnh ủy"
    lead = "Ngày 1/2/2021, Ban Dân vận Tỉnh ủy và Công an tỉnh Lai Châu ký kết Chương trình phối hợp. "
    assert f"Lê Văn Mẫu | {role}" in values(lead + words.format(person), "role")
