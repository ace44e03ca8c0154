# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

NO_PACT = {
    "proposal": "Chiều 3/4, UBND tỉnh Bình Định đề nghị VKSND tỉnh và TAND tỉnh sớm ký kết quy chế phối hợp.",
    "plan": "Quy chế phối hợp giữa VKSND tỉnh và TAND tỉnh Bình Định dự kiến sẽ được ký kết vào quý III.",
    "duty to sign": "Bộ Công an và Bộ Quốc phòng cần ký kết quy chế phối hợp mới trong tháng 7.",
    "draft under discussion": "Ngày 4/4, Ban Nội chính Tỉnh ủy Nghệ An góp ý dự thảo Quy chế phối hợp giữa Ban Nội chính "
    "Tỉnh ủy và VKSND tỉnh.",
    "task to draw up": "UBND tỉnh Hải Dương giao Sở Nội vụ xây dựng quy chế phối hợp giữa Sở Nội vụ và Công an tỉnh.",
    "grassroots democracy": "Ngày 3/3, Ban Dân vận Tỉnh ủy và UBND tỉnh Yên Bái tổng kết thực hiện Quy chế dân chủ ở cơ sở.",
    "co-organised event": "Ngày 3/3, Tỉnh đoàn và Sở Y tế tỉnh Ninh Bình phối hợp tổ chức giải chạy.",
    "postponed": "Lễ ký kết quy chế phối hợp giữa Công an tỉnh và Sở Y tế tỉnh Long An phải hoãn lại vì mưa lũ.",
    "ceremony still to come": "Lễ ký kết quy chế phối hợp giữa Công an tỉnh và Sở Y tế tỉnh Long An dự kiến diễn ra ngày 9/9.",
    "generic sides": "Lớp học nghe giới thiệu Quy chế phối hợp giữa ban tuyên giáo các cấp và cơ quan hành chính cùng cấp.",
    "companies": "Ngày 12/6, Tập đoàn Xăng dầu Việt Nam và Ngân hàng TMCP Phương Đông ký kết thỏa thuận hợp tác.",
    "foreign partner": "Bộ Công an Việt Nam và Bộ Nội vụ Lào ký kết kế hoạch hợp tác giai đoạn 2020-2025.",
    "one party is private": "Bảo hiểm xã hội tỉnh Long An cùng Hiệp hội Bệnh viện tư nhân ký kết quy chế phối hợp.",
    "deal with a company beside two public bodies": "Ngày 4/5, UBND tỉnh Quảng Nam, Sở Công Thương tỉnh và Tập đoàn Ô tô Mẫu ký "
    "kết thỏa thuận hợp tác.",
    "order to revise": "Thủ tướng yêu cầu các bộ kiểm tra, rà soát, sửa đổi quy chế phối hợp giữa Bộ Công an và Bộ Nội vụ.",
    "long names between the wish and the act": "Đoàn giám sát kiến nghị UBND tỉnh Long An chỉ đạo Công an tỉnh, Viện kiểm sát nhân dân tỉnh và "
    "Sở Xây dựng ký kết quy chế phối hợp xử lý vi phạm.",
    "a list of wishes": "Đại biểu đề nghị: một là, Sở Nội vụ rà soát biên chế; hai là, Công an tỉnh Long An và Sở Y tế ký kết quy chế phối hợp.",
    "advice": "Theo ông Thử, Công an tỉnh Long An và Sở Y tế nên ký kết quy chế phối hợp.",
    "refusal": "Công an tỉnh Long An và Sở Y tế không ký quy chế phối hợp riêng mà làm theo hướng dẫn chung.",
    "suggestion": "Bí thư Tỉnh ủy gợi ý Ban Dân vận Tỉnh ủy Long An, Công an tỉnh và Bộ CHQS tỉnh ký chương trình phối hợp mới.",
    "both sides of a private deal": "TAND huyện Đức Huệ hòa giải vụ ly hôn, VKSND huyện tham gia. Hai bên ký thỏa thuận chia tài sản.",
    "hosts of a company": "UBND tỉnh Long An và Sở Công Thương tiếp Đoàn doanh nghiệp Hàn Quốc. Hai bên ký kết thỏa thuận hợp tác.",
    "forgery": "Quy chế phối hợp do Công an tỉnh Long An và Sở Y tế ký kết ngày 3/3/2020 được chuyền tay. Văn bản ấy không có thật.",
    "court report": "Ngày 9/5, TAND tỉnh Long An xét xử vụ án; đại diện VKSND tỉnh đề nghị mức án 5 năm tù.",
    "statute": "Điều 1. Phạm vi\n\nA.\n\nĐiều 2. Tòa án\n\nB.\n\nĐiều 3. Quy chế phối hợp\n\nQuy chế phối hợp giữa Tòa án nhân "
    "dân tối cao và Bộ Quốc phòng do Ủy ban Thường vụ Quốc hội quy định.",
}  # fmt: skip


@pytest.mark.parametrize("case", NO_PACT)
def test_what_is_no_pact_gives_officials_and_posts_only(case):
    from phoihop.extract import extract

    assert {fact.field for fact in extract(NO_PACT[case]).facts} <= {"official", "post"}


def test_a_pact_against_forgeries_is_none(values):
    text = (
        "Ngày 3/3/2020, Công an tỉnh Long An và Sở Y tế ký kết quy chế phối hợp. Văn bản này giúp xử lý giấy tờ là giả."
    )
    assert values(text, "event_kind") == ["signing"]


def test_the_name_of_a_city_is_no_sign_of_a_plan(values):
    text = "Ngày 8/4/2015, tại TP Cần Thơ, Đảng ủy Quân khu 9 và Đảng ủy Công an Trung ương ký kết Quy chế phối hợp."
    assert values(text, "event_kind") == ["signing"]


KINDS = {
    "signing": "TAND tỉnh Kon Tum và VKSND tỉnh tiến hành ký kết Quy chế phối hợp.",
    "signing by kí kết": "TAND tỉnh Kon Tum và VKSND tỉnh kí kết Quy chế phối hợp liên ngành.",
    "signing in the passive": "Quy chế phối hợp giữa TAND tỉnh Kon Tum và VKSND tỉnh đã được ký kết ngày 3/3/2019.",
    "signing with the object left out": "TAND tỉnh Kon Tum và VKSND tỉnh ký kết phối hợp công tác năm 2020.",
    "review": "TAND tỉnh Kon Tum và VKSND tỉnh tổ chức hội nghị sơ kết 3 năm thực hiện Quy chế phối hợp.",
    "review by kiểm điểm": "TAND tỉnh Kon Tum và VKSND tỉnh kiểm điểm việc thực hiện Quy chế phối hợp.",
    "review by rút kinh nghiệm": "TAND tỉnh Kon Tum và VKSND tỉnh họp rút kinh nghiệm việc thực hiện Quy chế phối hợp.",
    "issuing": "TAND tỉnh Kon Tum và VKSND tỉnh thống nhất ban hành Quy chế phối hợp.",
    "issuing by lập": "Ngày 3/3/2019, TAND tỉnh Kon Tum và VKSND tỉnh đã lập quy chế phối hợp.",
    "issuing told behind the number": "Quy chế phối hợp có hiệu lực. Quy chế số 12/QCPH-TA-VKS do TAND tỉnh Kon Tum và VKSND tỉnh "
    "thống nhất xây dựng, cùng ban hành.",
    "mention by those who carry it out": "Báo cáo cho biết TAND tỉnh Kon Tum và VKSND tỉnh đang thực hiện có hiệu quả Quy chế phối hợp.",
    "mention": "Thực hiện Quy chế phối hợp giữa TAND tỉnh Kon Tum và VKSND tỉnh, nhiều vụ án đã được xét xử.",
}


@pytest.mark.parametrize("case", KINDS)
def test_the_kind_of_event_follows_the_act(case, values):
    assert values(KINDS[case], "event_kind") == [case.split(" ")[0]]


def test_review_and_signing_in_one_meeting_are_both_told_with_both_terms(values):
    text = (
        "Ngày 3/3/2018, Ban Dân vận Tỉnh ủy và Bộ CHQS tỉnh Quảng Nam tổ chức hội nghị tổng kết 5 năm thực hiện Chương trình "
        "phối hợp giai đoạn 2013-2018. Dịp này, hai đơn vị ký kết chương trình phối hợp giai đoạn 2018 - 2023."
    )
    assert sorted(values(text, "event_kind")) == ["review", "signing"]
    assert values(text, "term") == ["2013/2018", "2018/2023"]


def test_parties_told_in_another_sentence_are_found_there(values):
    text = "Lễ ký kết Chương trình phối hợp công tác diễn ra sáng 5/7/2022.\n\nBan Dân vận Tỉnh ủy, Công an tỉnh Kiên Giang đã ký kết."
    assert values(text, "signatory") == ["Ban Dân vận Tỉnh ủy Kiên Giang", "Công an tỉnh Kiên Giang"]


def test_parties_known_only_by_their_heads_are_given_with_low_confidence():
    from phoihop.extract import extract

    facts = extract(
        "Lễ ký kết Chương trình phối hợp công tác diễn ra sáng 5/7/2022. Đồng chí Hồ Văn Mẫu, Trưởng Ban Tuyên giáo Tỉnh ủy Khánh "
        "Hòa và đồng chí Trần Văn Thí, Viện trưởng VKSND tỉnh đã ký kết."
    ).of("signatory")
    assert [fact.rule for fact in facts] == ["parties-of-signers"] * 2
    assert all(fact.confidence <= 0.5 for fact in facts)


def test_texts_listed_behind_one_signing_share_its_act_and_date(values):
    text = (
        "Ngày 6/6/2016, các ngành của tỉnh Kon Tum đã ký kết hai văn bản phối hợp. Văn bản thứ nhất là Quy chế phối hợp giữa "
        "VKSND tỉnh và Cục THADS tỉnh. Văn bản thứ hai là chương trình phối hợp giữa TAND tỉnh và Sở Tư pháp tỉnh."
    )
    assert values(text, "event_kind") == ["signing", "signing"]
    assert set(values(text, "event_date")) == {"2016-06-06"}


def test_the_body_of_the_article_outweighs_its_headline(values):
    text = (
        "TAND và VKSND tỉnh Kon Tum ký quy chế phối hợp\n\nNgày 6/6/2016, TAND tỉnh Kon Tum, VKSND tỉnh và Thanh tra tỉnh "
        "ký kết Quy chế phối hợp."
    )
    assert len(values(text, "signatory")) == 3


def test_one_body_may_sign_two_texts_in_one_article(values):
    text = (
        "Ngày 6/6/2016, TAND tỉnh Kon Tum, VKSND tỉnh và Thanh tra tỉnh tổ chức hội nghị ký kết Quy chế phối hợp. "
        "Cùng ngày, TAND tỉnh ký Quy chế phối hợp với Hội Luật gia tỉnh."
    )
    assert values(text, "signatory").count("Tòa án nhân dân tỉnh Kon Tum") == 2


def test_registering_is_not_signing(values):
    assert (
        values("Các đơn vị thuộc Công an tỉnh và TAND tỉnh Kon Tum đăng ký chương trình phối hợp.", "event_kind") == []
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (NO_PACT["proposal"], "planned or asked for"),
        ("Ngày 1/2, TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp.", "year"),
        ("Ngày 1/2/2020, TAND tỉnh và VKSND tỉnh ký kết Quy chế phối hợp.", "place of a party"),
    ],
)
def test_what_a_coder_should_look_at_is_said(text, warning):
    from phoihop.extract import extract

    assert any(warning in said for said in extract(text).warnings)
