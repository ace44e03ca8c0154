# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import pytest

SIGN = "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp."
STAMP = "Thứ Tư, 12/06/2019 | 09:15\n\n"

BY_WORD = {
    "yesterday": (f"Hôm qua, {SIGN}", "2019-06-11"),
    "yesterday in the evening": (f"Tối qua, tại Kon Tum, {SIGN}", "2019-06-11"),
    "today": (f"Sáng nay, {SIGN}", "2019-06-12"),
    "two days ago": (f"Hôm kia, {SIGN}", "2019-06-10"),
    "a weekday of the week": (f"Thứ Hai vừa qua, {SIGN}", "2019-06-10"),
    "a weekday of the week before": (f"Hôm thứ Ba tuần trước, {SIGN}", "2019-06-04"),
    "the weekday of the publication was a week ago": (f"Thứ Tư vừa qua, {SIGN}", "2019-06-05"),
    "the same day": (f"Sáng 10/6, Huyện ủy Sa Thầy họp. Chiều cùng ngày, {SIGN}", "2019-06-10"),
    "the day after": (f"Ngày 10/6, Huyện ủy Sa Thầy họp. Hôm sau, {SIGN}", "2019-06-11"),
    "three days on": (f"Ngày 7/6, Huyện ủy Sa Thầy họp. Ba ngày sau, {SIGN}", "2019-06-10"),
    "three days on from a word": (f"Thứ Sáu tuần trước, Huyện ủy Sa Thầy họp. Ba hôm sau, {SIGN}", "2019-06-10"),
    "a week on": (f"Ngày 3/6, Huyện ủy Sa Thầy họp. Một tuần sau, {SIGN}", "2019-06-10"),
}


@pytest.mark.parametrize("case", BY_WORD)
def test_a_day_told_by_a_word_is_counted_from_the_stamp_or_the_day_before_it(case, values):
    text, day = BY_WORD[case]
    assert values(STAMP + text, "event_date") == [day]


def test_a_day_told_by_a_word_says_what_it_was_inferred_from():
    from phoihop.extract import extract

    (fact,) = extract(f"{STAMP}Hôm qua, {SIGN}").of("event_date")
    assert (fact.rule, fact.note["inferred"], fact.note["howKnown"]) == ("date-by-word", "day", "publication-stamp")


NO_DAY = {
    "no stamp to count from": f"Hôm qua, {SIGN}",
    "a weekday of every week": STAMP
    + "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp, giao ban vào chiều thứ Sáu hằng tuần.",
    "times gone by": STAMP
    + "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp trước cán bộ sáng qua các thời kỳ.",
}


@pytest.mark.parametrize("case", NO_DAY)
def test_no_day_is_made_up_of_a_word_that_tells_none(case, values):
    assert values(NO_DAY[case], "event_date") == []


def test_the_day_written_beside_a_word_outweighs_it(values):
    assert values(f"{STAMP}Hôm qua (9-6), {SIGN}", "event_date") == ["2019-06-09"]


ELSEWHERE = {
    "the lead": (
        "Sáng 4/6/2019, tại hội trường UBND tỉnh, Ban Nội chính Tỉnh ủy Kon Tum họp giao ban. Nhiều ý kiến được nêu ra.\n\n"
        "Kết thúc buổi họp, TAND tỉnh và VKSND tỉnh ký kết Quy chế phối hợp.",
        ["2019-06-04"],
    ),
    "the sentence before": (
        "Ngày 4/6/2019 là ngày bận rộn ở thành phố Kon Tum. TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp.",
        ["2019-06-04"],
    ),
    "the next sentence": (f"{SIGN} Lễ ký diễn ra sáng 4/6/2019.", ["2019-06-04"]),
    "the ceremony, told later": (
        "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp.\n\nÁn tồn đọng năm 2015 rất nhiều.\n\nĐó là lý do của lễ ký sáng 11/7/2016 tại trụ sở của Viện kiểm sát nhân dân tỉnh.",
        ["2016-07-11"],
    ),
    "since when": (
        "Việc ấy có từ tháng 4/2016, khi TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp.", ["2016-04"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ELSEWHERE)
def test_the_day_of_a_report_without_one_is_that_of_the_occasion(case, values):
    text, days = ELSEWHERE[case]
    assert values(text, "event_date") == days


OTHER_DAYS = {
    "a pact recalled": "Sáng 4/6/2019, TAND tỉnh Kon Tum xét xử vụ án. Trước đó, TAND tỉnh và VKSND tỉnh đã ký kết Quy chế phối hợp.",
    "the day of the decision cited": "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp thực hiện Quyết định số 238-QĐ/TW ngày 30/9/2020.",
    "when it comes into force": "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp, áp dụng từ ngày 1/7/2019.",
}


@pytest.mark.parametrize("case", OTHER_DAYS)
def test_the_day_of_something_else_is_not_the_event_s(case, values):
    assert values(OTHER_DAYS[case], "event_date") == []


def test_in_a_review_the_day_of_the_text_under_review_is_passed_over(values):
    text = (
        "VKSND tỉnh Bến Tre và Thanh tra tỉnh kiểm điểm một năm thực hiện Quy chế phối hợp ký ngày 10/3/2016.\n\n"
        "Tại buổi làm việc ngày 16/3/2017, nhiều ý kiến được nêu ra."
    )
    assert values(text, "event_date") == ["2017-03-16"]


def test_a_pact_told_in_passing_has_the_day_of_its_own_act_only(values):
    text = "Ngày 14/8/2020, TAND huyện Nậm Pồ xét xử theo Quy chế phối hợp ký năm 2018 giữa TAND, VKSND và Công an huyện Nậm Pồ."
    assert values(text, "event_kind") == ["mention"]
    assert values(text, "event_date") == ["2018"]
