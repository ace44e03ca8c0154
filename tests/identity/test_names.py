"""Names are compared as the labelled pairs beside this file say."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.errors import UsageError
from phoihop.identity.names import compare_names, parse_name

with (Path(__file__).parent / "name-pairs.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = [(row["a"], row["b"], row["expected"], row["why"]) for row in csv.DictReader(file)]

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Mùa", "Lò", "Ông", "Dương", "H'Yim", "Y"]
MIDDLES = ["", "Văn", "Thị", "Đức", "Thanh", "A", "Quốc", "V.", "Th."]
GIVEN = ["Bảo", "Báo", "Bào", "Bao", "Hòa", "Hoà", "Hoa", "Thuỷ", "Thúy", "Lý", "Lí", "Đạt", "Dat", "Kđoh", "B."]
names = st.builds(
    lambda *parts: " ".join(filter(None, parts)),
    st.sampled_from(SURNAMES),
    st.sampled_from(MIDDLES),
    st.sampled_from(MIDDLES),
    st.sampled_from(GIVEN),
)


def test_the_labelled_set_is_large_and_covers_every_verdict() -> None:
    assert len({(a, b) for a, b, _, _ in PAIRS}) == len(PAIRS) >= 400
    assert {expected for _, _, expected, _ in PAIRS} == {"same", "different", "possible"}


@pytest.mark.parametrize(("a", "b", "expected", "why"), PAIRS)
def test_a_labelled_pair_gets_its_verdict_in_either_order(a: str, b: str, expected: str, why: str) -> None:
    there, back = compare_names(a, b), compare_names(b, a)
    assert (there.verdict, back.verdict) == (expected, expected), f"{why}: {there.reason}"
    assert there.score == back.score
    assert there.reason


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("Nguyễn Văn Bảo", "Nguyễn Văn Báo", "differ in tone (hỏi, sắc)"),
        ("Nguyễn Văn Đức", "Nguyễn Văn Dức", "differ in letters"),
        ("Nguyen Van Bao", "Nguyễn Văn Bảo", "“Bao” may be “Bảo” with its marks missing"),
        ("Ng. Văn Bảo", "Nguyễn Văn Bảo", "“Ng.” may abbreviate “Nguyễn”"),
        ("ông Nhân", "Lê Thiện Nhân", "“Nhân” may be the given name alone"),
        ("Nguyễn Loan", "Nguyễn Thị Loan", "may leave out a middle name"),
        ("Y Thoan", "Y Thoan Niê Kđăm", "the name without the clan"),
        ("Lý Thị Ngân", "Lí Thị Ngân", "spelling variants (i and y)"),
        ("Nguyễn Vănbảo", "Nguyễn Văn Bảo", "differ only in where the blanks are"),
        ("Nguyen Van Bao", "Nguyen Van Bao", "with its marks missing"),
    ],
)
def test_the_reason_says_what_decided(a: str, b: str, words: str) -> None:
    assert words in compare_names(a, b).reason


def test_less_certain_readings_score_lower() -> None:
    scores = [
        compare_names(name, "Nguyễn Văn Bảo").score
        for name in ("Nguyễn Văn Bảo", "Nguyễn Văn Bao", "Nguyen Van Bao", "ông Bảo", "ông Báo")
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1
    assert scores[-1] == 0


@pytest.mark.parametrize("text", ["", "   ", "12", "đồng chí", "Đại tá", "(trái)", "…"])
def test_a_text_that_names_nobody_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="names nobody"):
        compare_names(text, "Nguyễn Văn Bảo")


def test_a_read_name_is_shown_without_its_titles() -> None:
    assert str(parse_name("Đồng chí Đại tá, PGS.TS. Nguyễn Văn Bảo (trái), Bí thư")) == "Nguyễn Văn Bảo"


@given(names, names)
def test_the_order_of_two_names_does_not_matter(a: str, b: str) -> None:
    there, back = compare_names(a, b), compare_names(b, a)
    assert (there.verdict, there.score) == (back.verdict, back.score)


@given(names)
def test_a_name_is_the_same_in_any_unicode_form_and_case_and_with_a_title(name: str) -> None:
    for variant in (
        unicodedata.normalize("NFD", name),
        name.upper(),
        f"đồng chí {name}",
        f"Đại tá {name}",
        name.replace(" ", "  "),
    ):
        assert compare_names(name, variant).verdict == "same", variant


@given(names, names)
def test_a_name_without_marks_is_never_told_apart_from_the_name_it_came_from(a: str, b: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", a) if not unicodedata.combining(c))
    bare = bare.replace("Đ", "D").replace("đ", "d")
    assert compare_names(bare, a).verdict in ("possible", "same")
    if compare_names(a, b).verdict == "same":
        assert compare_names(bare, b).verdict in ("possible", "same")


@given(st.text(max_size=40))
def test_any_text_is_compared_or_refused_but_never_crashes(text: str) -> None:
    try:
        comparison = compare_names(text, text)
    except UsageError:
        return
    assert comparison.verdict == "same"
