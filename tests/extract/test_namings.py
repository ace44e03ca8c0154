# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

FIRST = "Dự họp có ông Lê Hoàng Thử, Phó Giám đốc Sở Tư pháp tỉnh Kon Tum và bà Siu H'Mẫu, Chánh án TAND tỉnh. "
THU, MAU = "Phó Giám đốc Sở Tư pháp tỉnh Kon Tum", "Chánh án Tòa án nhân dân tỉnh Kon Tum"
BAR = "Phó Chủ tịch Hội Luật gia tỉnh Kon Tum"

LATER = {
    "hiện còn là": "Ông Thử, hiện còn là Phó Chủ tịch Hội Luật gia tỉnh, nói ngắn.",
    "đồng thời là": "Đồng chí Thử đồng thời là Phó Chủ tịch Hội Luật gia tỉnh.",
    "còn giữ vai trò": "Ông Thử còn giữ vai trò Phó Chủ tịch Hội Luật gia tỉnh.",
    "cũng đang giữ chức": "Ông Thử cũng đang giữ chức Phó Chủ tịch Hội Luật gia tỉnh.",
    "two syllables": "Ông Hoàng Thử, vốn là Phó Chủ tịch Hội Luật gia tỉnh, đề nghị giao ban.",
}


@pytest.mark.parametrize("case", LATER)
def test_a_post_told_at_a_later_mention_by_given_name_goes_to_the_full_name(case, posts):
    assert posts(FIRST + LATER[case]) == {"Lê Hoàng Thử": {THU, BAR}, "Siu H'Mẫu": {MAU}}


PRONOUNS = {
    "a sentence that opens with the post": (
        "Phó Chủ tịch UBND tỉnh Kon Tum Lê Hoàng Thử kết luận. Là Trưởng Ban Chỉ đạo cải cách hành chính của tỉnh, ông giao việc."
    ),
    "a clause of its own": (
        "Phó Chủ tịch UBND tỉnh Kon Tum Lê Hoàng Thử, người phụ trách khối và cũng là Trưởng Ban Chỉ đạo cải cách hành chính tỉnh, giao việc."
    ),
}


@pytest.mark.parametrize("case", PRONOUNS)
def test_a_post_told_without_the_name_goes_to_who_was_just_named(case, posts):
    expected = {"Phó Chủ tịch Ủy ban nhân dân tỉnh Kon Tum", "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh Kon Tum"}
    assert posts(PRONOUNS[case]) == {"Lê Hoàng Thử": expected}


NOBODY_S = {
    "nobody of that given name": "Ông Khác, hiện còn là Phó Chủ tịch Hội Luật gia tỉnh, nói ngắn.",
    "a post that is over": "Ông Thử từng là Phó Chủ tịch Hội Luật gia tỉnh.",
    "another sentence": "Ông Thử nói ngắn. Phó Chủ tịch Hội Luật gia tỉnh đồng tình.",
}


@pytest.mark.parametrize("case", NOBODY_S)
def test_a_post_that_is_not_the_person_s_is_not_given_to_him(case, posts):
    assert posts(FIRST + NOBODY_S[case]) == {"Lê Hoàng Thử": {THU}, "Siu H'Mẫu": {MAU}}


BESIDE = {
    "a rank behind the comma": (
        "Trưởng Công an huyện Sa Thầy, Thượng tá A Blong vừa ký.", {"A Blong": {"Trưởng Công an huyện Sa Thầy"}},
    ),
    "no comma behind a form of address": (
        "Dự có đ/c Hoàng Thị Thử  Trưởng ban Dân vận Huyện ủy Sa Thầy.", {"Hoàng Thị Thử": {"Trưởng Ban Dân vận Huyện ủy Sa Thầy"}},
    ),
    "the newspaper's name does not swallow the person's": (
        "Tổng Biên tập Báo Kon Tum Đinh Công Thử phát biểu.", {"Đinh Công Thử": {"Tổng Biên tập Báo Kon Tum"}},
    ),
    "a family name that begins a place's": (
        "Sở Tư pháp tỉnh Kon Tum họp. Giám đốc Sở Tư pháp Hà Trung Khải Thử phát biểu.", {"Hà Trung Khải Thử": {"Giám đốc Sở Tư pháp tỉnh Kon Tum"}},
    ),
    "a body written short": (
        "Đồng chí Lê Thử, Ủy viên Ban Thường vụ Tỉnh ủy Kon Tum, Trưởng BTGDVTU.",
        {"Lê Thử": {"Ủy viên Ban Thường vụ Tỉnh ủy Kon Tum", "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy Kon Tum"}},
    ),
    "the head alone, after the body for which somebody acts": (
        "Thay mặt Sở Tài nguyên và Môi trường tỉnh Kon Tum, ông Lê Thử, Phó Giám đốc Sở, đặt bút ký.",
        {"Lê Thử": {"Phó Giám đốc Sở Tài nguyên và Môi trường tỉnh Kon Tum"}},
    ),
    "the post alone, after the body whose people are named": (
        "Phía Đồn Biên phòng Mô Rai có Thiếu tá Lê Thử, Chính trị viên phó.", {"Lê Thử": {"Chính trị viên phó Đồn Biên phòng Mô Rai"}},
    ),
    "a union's own committee": (
        "Bà Lê Thử, Ủy viên Ban Thường vụ, Trưởng ban Chính sách - Pháp luật LĐLĐ tỉnh Kon Tum.",
        {"Lê Thử": {"Ủy viên Ban Thường vụ Liên đoàn Lao động tỉnh Kon Tum",
                    "Trưởng Ban Chính sách - Pháp luật Liên đoàn Lao động tỉnh Kon Tum"}},
    ),
    "an office with a comma, and whose it is": (
        "Bà Lê Thử, Trưởng phòng Tuyên truyền, Báo chí - Xuất bản Ban Tuyên giáo Tỉnh ủy Kon Tum.",
        {"Lê Thử": {"Trưởng phòng Tuyên truyền, Báo chí - Xuất bản Ban Tuyên giáo Tỉnh ủy Kon Tum"}},
    ),
    "a member of the inspection commission": (
        "Ông Lê Thử, Ủy viên Ủy ban Kiểm tra Tỉnh ủy Kon Tum.", {"Lê Thử": {"Ủy viên Ủy ban Kiểm tra Tỉnh ủy Kon Tum"}},
    ),
    "a member of the committee of the other province": (
        "TAND tỉnh Quảng Nam họp với đồng chí Lê Thử, Tỉnh ủy viên, Bí thư Huyện ủy A Lưới.",
        {"Lê Thử": {"Tỉnh ủy viên Thừa Thiên Huế", "Bí thư Huyện ủy A Lưới"}},
    ),
    "a member of a commune's committee": (
        "UBND xã Mô Rai có đồng chí Lê Thử, Đảng ủy viên, Trưởng Công an xã.",
        {"Lê Thử": {"Đảng ủy viên xã Mô Rai", "Trưởng Công an xã Mô Rai"}},
    ),
    "a woman's name of the Khmer": (
        "Chủ tịch UBMTTQ tỉnh Trà Vinh Thị Phương Thử chứng kiến.",
        {"Thị Phương Thử": {"Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Trà Vinh"}},
    ),
    "a list that ends where the other side begins": (
        "Về phía Bộ Tư pháp có các Thứ trưởng: Lê Thử, Võ Mẫu; về phía Bộ Nội vụ có Thứ trưởng Bộ Nội vụ Đỗ Thí.",
        {"Lê Thử": {"Thứ trưởng Bộ Tư pháp"}, "Võ Mẫu": {"Thứ trưởng Bộ Tư pháp"}, "Đỗ Thí": {"Thứ trưởng Bộ Nội vụ"}},
    ),
    "the head of the only branch named": (
        "Chi cục THADS huyện Mường Ảng họp. Ông Lê Thử, Chi cục trưởng nói vui.",
        {"Lê Thử": {"Chi cục trưởng Chi cục Thi hành án dân sự huyện Mường Ảng"}},
    ),
    "a Party cell is no committee": (
        "Huyện ủy Sa Thầy họp. Anh Lê Thử, Bí thư Chi bộ Hạt Kiểm lâm, phát biểu.", {"Lê Thử": {"Bí thư Chi bộ Hạt Kiểm lâm"}},
    ),
    "the tax office of after 2025": (
        "Ông Lê Thử, Trưởng Thuế tỉnh Lào Cai.", {"Lê Thử": {"Trưởng Thuế tỉnh Lào Cai"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE)
def test_further_ways_to_put_a_post_beside_a_name(case, posts):
    text, expected = BESIDE[case]
    assert {
        name: {post.replace("Trưởng Phòng", "Trưởng phòng") for post in held} for name, held in posts(text).items()
    } == expected


def test_posts_behind_the_bodies_of_others_are_not_taken_for_theirs(posts):
    text = "Đồng chí Lê Thử, Trưởng Ban Tuyên giáo Huyện ủy Sa Thầy ký cho Ban Tuyên giáo; Phó Chủ tịch Võ Thị Mẫu ký cho Mặt trận huyện."
    assert not any("Phó Chủ tịch Ban" in post for held in posts(text).values() for post in held)
