# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

TUYEN_GIAO = "Ban Tuyên giáo"

CASES = {
    "flat list before the act": (
        "Ngày 3/3/2022, Ban Tuyên giáo Tỉnh ủy, TAND tỉnh và VKSND tỉnh Sơn La ký kết quy chế phối hợp.",
        ["Ban Tuyên giáo Tỉnh ủy Sơn La", "Tòa án nhân dân tỉnh Sơn La", "Viện kiểm sát nhân dân tỉnh Sơn La"],
    ),
    "between A with B, C and D": (
        "Lễ ký kết Chương trình phối hợp giữa Ban Dân vận Huyện ủy với HĐND, UBND và Công an huyện Mộc Châu.",
        ["Ban Dân vận Huyện ủy Mộc Châu", "Hội đồng nhân dân huyện Mộc Châu", "Ủy ban nhân dân huyện Mộc Châu",
         "Công an huyện Mộc Châu"],
    ),
    "dashes, place at the end": (
        "Chiều 4/4/2019, Công an - Viện kiểm sát - Tòa án - Chi cục THADS huyện Lộc Bình ký kết quy chế phối hợp.",
        ["Công an huyện Lộc Bình", "Viện kiểm sát nhân dân huyện Lộc Bình", "Tòa án nhân dân huyện Lộc Bình",
         "Chi cục Thi hành án dân sự huyện Lộc Bình"],
    ),
    "place at the start": (
        "Ngày 4/4/2019, Tòa án nhân dân tỉnh Gia Lai và VKSND tỉnh đã ký Quy chế phối hợp.",
        ["Tòa án nhân dân tỉnh Gia Lai", "Viện kiểm sát nhân dân tỉnh Gia Lai"],
    ),
    "convenor and partners": (
        "Ngày 7/10/2025, Văn phòng Tỉnh ủy Phú Thọ tổ chức hội nghị ký kết Quy chế phối hợp với Văn phòng UBND tỉnh.",
        ["Văn phòng Tỉnh ủy Phú Thọ", "Văn phòng Ủy ban nhân dân tỉnh Phú Thọ"],
    ),
    "caucus over a list of agencies": (
        "Ngày 6/6/2023, Ban Dân vận Tỉnh ủy Hà Tĩnh ký kết chương trình phối hợp với Ban cán sự đảng các cơ quan TAND, "
        "VKSND và Cục Thi hành án dân sự tỉnh.",
        ["Ban Dân vận Tỉnh ủy Hà Tĩnh", "Ban cán sự đảng Tòa án nhân dân tỉnh Hà Tĩnh",
         "Ban cán sự đảng Viện kiểm sát nhân dân tỉnh Hà Tĩnh", "Cục Thi hành án dân sự tỉnh Hà Tĩnh"],
    ),
    "caucus before two hosts that share a level": (
        "Ngày 5/7/2022, Ban Nội chính Tỉnh ủy Hà Nam ký kết quy chế phối hợp với Ban Cán sự Đảng TAND và VKSND tỉnh.",
        ["Ban Nội chính Tỉnh ủy Hà Nam", "Ban cán sự đảng Tòa án nhân dân tỉnh Hà Nam",
         "Ban cán sự đảng Viện kiểm sát nhân dân tỉnh Hà Nam"],
    ),
    "đảng đoàn of Front and unions": (
        "Ngày 4/4/2018, Đảng đoàn Hội Nông dân Việt Nam và Ban cán sự đảng Bộ Nội vụ ký kết chương trình phối hợp.",
        ["Đảng đoàn Hội Nông dân Việt Nam", "Ban cán sự đảng Bộ Nội vụ"],
    ),
    "head over provinces": (
        "Ngày 2/2/2019, Công an các tỉnh Bắc Giang, Bắc Ninh và Lạng Sơn ký kết Quy chế phối hợp.",
        ["Công an tỉnh Bắc Giang", "Công an tỉnh Bắc Ninh", "Công an tỉnh Lạng Sơn"],
    ),
    "head over districts, their provinces in brackets": (
        "Ngày 2/2/2019, Công an các huyện Thuận Bắc (Ninh Thuận), Khánh Sơn và thành phố Cam Ranh (Khánh Hòa) ký kết Kế hoạch phối hợp.",
        ["Công an huyện Thuận Bắc", "Công an huyện Khánh Sơn", "Công an thành phố Cam Ranh"],
    ),
    "caucus with its abbreviation": (
        "Ngày 2/2/2019, Ban Nội chính Tỉnh ủy Phú Yên cùng Ban cán sự đảng (BCSĐ) TAND tỉnh, BCSĐ VKSND tỉnh kí kết Quy chế phối hợp.",
        ["Ban Nội chính Tỉnh ủy Phú Yên", "Ban cán sự đảng Tòa án nhân dân tỉnh Phú Yên",
         "Ban cán sự đảng Viện kiểm sát nhân dân tỉnh Phú Yên"],
    ),
    "bodies of communes since 2025": (
        "Ngày 2/9/2025, Phòng Kinh tế, Hạ tầng và Đô thị, Trung tâm Phục vụ hành chính công và Công an phường Hải Châu ký kết Quy chế phối hợp.",
        ["Phòng Kinh tế, Hạ tầng và Đô thị phường Hải Châu", "Trung tâm Phục vụ hành chính công phường Hải Châu",
         "Công an phường Hải Châu"],
    ),
    "commission of a commune's committee": (
        "Ngày 2/9/2025, Ban Xây dựng Đảng phường Hải Châu và Công an phường ký kết Quy chế phối hợp.",
        ["Ban Xây dựng Đảng Đảng ủy phường Hải Châu", "Công an phường Hải Châu"],
    ),
    "defence area and communes": (
        "Ngày 2/9/2025, Ban Chỉ huy Phòng thủ khu vực 1 - Yên Minh phối hợp với Đảng ủy xã Mậu Duệ ký kết Quy chế phối hợp.",
        ["Ban Chỉ huy Phòng thủ khu vực 1 - Yên Minh", "Đảng ủy xã Mậu Duệ"],
    ),
    "tax office and registry of a province": (
        "Ngày 2/9/2025, Thuế tỉnh Lào Cai và Văn phòng Đăng ký đất đai tỉnh Lào Cai ký kết Quy chế phối hợp.",
        ["Thuế tỉnh Lào Cai", "Văn phòng Đăng ký đất đai tỉnh Lào Cai"],
    ),
    "partner between act and instrument": (
        "Ngày 2/2/2019, Ban Dân tộc tỉnh Hà Giang ký với Sở Giáo dục và Đào tạo quy chế phối hợp về trường nội trú.",
        ["Ban Dân tộc tỉnh Hà Giang", "Sở Giáo dục và Đào tạo tỉnh Hà Giang"],
    ),
    "counted heads, names behind gồm": (
        "Ngày 2/2/2019, 3 Công an tỉnh, thành phố gồm: Hải Dương, Hải Phòng, Hưng Yên đã ký Quy chế phối hợp.",
        ["Công an tỉnh Hải Dương", "Công an thành phố Hải Phòng", "Công an tỉnh Hưng Yên"],
    ),
    "committees of counted provinces": (
        "Ngày 2/2/2019, Ban Thường vụ Tỉnh ủy 2 tỉnh Nghệ An, Hà Tĩnh tổ chức sơ kết chương trình phối hợp.",
        ["Ban Thường vụ Tỉnh ủy Nghệ An", "Ban Thường vụ Tỉnh ủy Hà Tĩnh"],
    ),
    "committees of communes": (
        "Ngày 2/2/2019, Đồn Biên phòng Mẫu Sơn và Đảng ủy các xã Mẫu Sơn, Công Sơn (huyện Cao Lộc) ký kết Quy chế phối hợp.",
        ["Đồn Biên phòng Mẫu Sơn", "Đảng ủy xã Mẫu Sơn", "Đảng ủy xã Công Sơn"],
    ),
    "commissions of counted committees": (
        "Ngày 2/2/2019, Ban Dân vận 3 Tỉnh, Thành ủy gồm Phú Yên, Đà Nẵng và Khánh Hòa ký kết Chương trình phối hợp.",
        ["Ban Dân vận Tỉnh ủy Phú Yên", "Ban Dân vận Thành ủy Đà Nẵng", "Ban Dân vận Tỉnh ủy Khánh Hòa"],
    ),
    "committee of an army region": (
        "Ngày 2/2/2019, Đảng ủy Quân khu 5 và Đảng ủy Công an Trung ương ký kết Quy chế phối hợp.",
        ["Đảng ủy Quân khu 5", "Đảng ủy Công an Trung ương"],
    ),
    "who only gave the word is no party": (
        "Ngày 2/2/2019, theo chủ trương của Ban Thường vụ Tỉnh ủy Phú Yên, TAND tỉnh và VKSND tỉnh cùng ký Quy chế phối hợp.",
        ["Tòa án nhân dân tỉnh Phú Yên", "Viện kiểm sát nhân dân tỉnh Phú Yên"],
    ),
    "regional offices": (
        "Ngày 2/2/2026, TAND khu vực 2 và Phòng THADS khu vực 2 tỉnh Phú Thọ ký kết Quy chế phối hợp số 9/QCPH-TA-THA.",
        ["Tòa án nhân dân khu vực 2 - Phú Thọ", "Phòng Thi hành án dân sự khu vực 2 - Phú Thọ"],
    ),
    "tax office of two districts": (
        "Ngày 2/2/2019, Công an huyện Quan Hóa và Chi cục Thuế khu vực Bá Thước - Quan Hóa ký kết Quy chế phối hợp.",
        ["Công an huyện Quan Hóa", "Chi cục Thuế khu vực Bá Thước - Quan Hóa"],
    ),
    "place from the paper's sign": (
        "(CMO) Ngày 2/2/2019, Công an tỉnh và Sở Y tế ký kết Quy chế phối hợp.",
        ["Công an tỉnh Cà Mau", "Sở Y tế tỉnh Cà Mau"],
    ),
    "districts of several kinds": (
        "Ngày 2/2/2019, UBND các huyện Hướng Hóa, Cam Lộ và thị xã Quảng Trị ký kết quy chế phối hợp.",
        ["Ủy ban nhân dân huyện Hướng Hóa", "Ủy ban nhân dân huyện Cam Lộ", "Ủy ban nhân dân thị xã Quảng Trị"],
    ),
    "abbreviation in brackets inside the name": (
        "Ngày 3/4/2016, Hội Liên hiệp Phụ nữ (LHPN) tỉnh và Bộ Chỉ huy quân sự (CHQS) tỉnh Lào Cai ký kết quy chế phối hợp.",
        ["Hội Liên hiệp Phụ nữ tỉnh Lào Cai", "Bộ Chỉ huy Quân sự tỉnh Lào Cai"],
    ),
    "regional courts since 2025": (
        "Ngày 14/01/2026, TAND khu vực 3 - Thái Nguyên và VKSND khu vực 3 ký kết quy chế phối hợp.",
        ["Tòa án nhân dân khu vực 3 - Thái Nguyên", "Viện kiểm sát nhân dân khu vực 3 - Thái Nguyên"],
    ),
    "merged commission since 2025": (
        "Ngày 8/8/2025, Ban Tuyên giáo và Dân vận Thành ủy Đà Nẵng và Bộ CHQS thành phố ký kết kế hoạch phối hợp.",
        ["Ban Tuyên giáo và Dân vận Thành ủy Đà Nẵng", "Bộ Chỉ huy Quân sự thành phố Đà Nẵng"],
    ),
    "centre": (
        "Ngày 18/7/2016, Ban Tuyên giáo Trung ương, Đảng uỷ Công an T.Ư, VKSND tối cao và Bộ Công an ký kết quy chế phối hợp.",
        ["Ban Tuyên giáo Trung ương", "Đảng ủy Công an Trung ương", "Viện kiểm sát nhân dân tối cao", "Bộ Công an"],
    ),
    "national association with its Centre": (
        "Ngày 6/7/2018, Thông tấn xã Việt Nam và Trung ương Hội Nông dân Việt Nam tổ chức lễ ký kết chương trình phối hợp.",
        ["Thông tấn xã Việt Nam", "Hội Nông dân Việt Nam"],
    ),
    "offices the lexicon does not know": (
        "Ngày 8/8/2018, Sở Y tế và Trung tâm Kiểm soát bệnh tật tỉnh Hà Nam ký kết Quy chế phối hợp.",
        ["Sở Y tế tỉnh Hà Nam", "Trung tâm Kiểm soát bệnh tật tỉnh Hà Nam"],
    ),
    "the hall of a committee signs nothing": (
        "Ngày 8/8/2018, tại Hội trường Tỉnh ủy, Ban Tổ chức Tỉnh ủy và Sở Nội vụ tỉnh Hà Nam ký kết Quy chế phối hợp.",
        ["Ban Tổ chức Tỉnh ủy Hà Nam", "Sở Nội vụ tỉnh Hà Nam"],
    ),
    "spelling errors of courts": (
        "Ngày 8/8/2018, Tòa an nhân dân huyện và Viện Kiểm sát Nhân dân huyện Lắk ký kết Quy chế phối hợp.",
        ["Tòa án nhân dân huyện Lắk", "Viện kiểm sát nhân dân huyện Lắk"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_party_is_named_in_full(case, values):
    text, parties = CASES[case]
    assert values(text, "signatory") == parties


def test_several_texts_of_one_ceremony_stay_several_pacts():
    from phoihop.extract import extract

    facts = extract(
        "Ngày 12/5/2021, Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Phú Thọ tổ chức hội nghị ký kết: Quy chế phối hợp giữa "
        "Thường trực HĐND tỉnh và Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh; Quy chế phối hợp giữa UBND tỉnh và Ban Thường "
        "trực Ủy ban MTTQ Việt Nam tỉnh."
    ).of("signatory")
    assert {fact.note["pact"] for fact in facts} == {"1", "2"}
    assert len(facts) == 4


def test_a_caption_against_the_body_is_kept_as_the_weaker_claim():
    from phoihop.extract import extract

    text = (
        "leftcenterrightdel\nĐại diện Ban Tuyên giáo Tỉnh ủy, TAND tỉnh, VKSND tỉnh Sơn La ký kết Chương trình phối hợp.\n\n"
        "Kết thúc hội nghị, đại diện Ban Tuyên giáo Tỉnh ủy cùng Ban cán sự đảng TAND tỉnh, Ban cán sự đảng VKSND tỉnh đã "
        "ký kết chương trình phối hợp giai đoạn 2022-2025."
    )
    facts = extract(text).of("signatory")
    stated = [f.value for f in facts if f.note.get("standing") != "weaker"]
    weaker = [f for f in facts if f.note.get("standing") == "weaker"]
    assert stated == [
        "Ban Tuyên giáo Tỉnh ủy Sơn La",
        "Ban cán sự đảng Tòa án nhân dân tỉnh Sơn La",
        "Ban cán sự đảng Viện kiểm sát nhân dân tỉnh Sơn La",
    ]
    assert [f.value for f in weaker] == ["Tòa án nhân dân tỉnh Sơn La", "Viện kiểm sát nhân dân tỉnh Sơn La"]
    assert all(f.confidence < 0.5 for f in weaker)


@pytest.mark.parametrize(
    ("text", "kind", "side", "level"),
    [
        ("Ban Tuyên giáo Tỉnh ủy", "propaganda-commission", "party", "province"),
        ("Ban cán sự đảng UBND tỉnh", "party-caucus", "party", "province"),
        ("Cục Thi hành án dân sự tỉnh", "civil-judgment-enforcement", "state", "province"),
        ("Đoàn ĐBQH tỉnh", "national-assembly-delegation", "state", "province"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "fatherland-front", "front-mass", "province"),
        ("Tỉnh đoàn", "mass-organisation", "front-mass", "province"),
        ("Sở TT&TT", "department", "state", "province"),
        ("Đài PT-TH tỉnh", "press", "state", "province"),
        ("Công an huyện Mai Châu", "police", "state", "district"),
    ],
)
def test_kind_side_and_level_are_noted(text, kind, side, level):
    from phoihop.extract import extract

    facts = extract(f"Ngày 1/2/2021, {text} và VKSND tỉnh Hòa Bình ký kết quy chế phối hợp.").of("signatory")
    assert (facts[0].note["kind"], facts[0].note["side"], facts[0].note["level"]) == (kind, side, level)


def test_the_lead_is_the_sole_convenor_and_not_one_of_two(values):
    sole = (
        "Ngày 1/2/2021, Ban Dân vận Tỉnh ủy Lai Châu phối hợp với Công an tỉnh tổ chức Lễ ký kết Chương trình phối hợp."
    )
    joint = "Ngày 1/2/2021, Ban Dân vận Tỉnh ủy Lai Châu và Công an tỉnh tổ chức Lễ ký kết Chương trình phối hợp."
    assert values(sole, "lead") == ["Ban Dân vận Tỉnh ủy Lai Châu"]
    assert values(joint, "lead") == []
