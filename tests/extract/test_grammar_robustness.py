"""The grammar on text as it comes: Unicode forms, wraps, debris, and input made to hurt."""

# ruff: noqa: E501 - a sample sentence stays on one line
from __future__ import annotations

import subprocess
import sys
import unicodedata
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.extract import extract, list_rules, render_facts

ARTICLE = (
    "Sáng 8/9/2021, tại Hội trường Tỉnh ủy, Ban Tuyên giáo Tỉnh ủy, Tòa án nhân dân tỉnh Lạng Sơn ký kết Chương trình phối "
    "hợp giai đoạn 2021 - 2025 theo Quyết định số 238-QĐ/TW. Đồng chí Hoàng Văn Mẫu, Phó Bí thư Tỉnh ủy dự và chỉ đạo."
)


def found(text: str) -> list[tuple[str, str]]:
    return [(fact.field, fact.value) for fact in extract(text).facts if fact.field not in ("title", "venue")]


@pytest.mark.parametrize(
    "variant",
    [
        unicodedata.normalize("NFD", ARTICLE),
        ARTICLE.replace(" ", "\u00a0"),
        ARTICLE.replace(" ", "  "),
        ARTICLE.replace("Tòa", "Toà").replace("ủy", "uỷ"),
        ARTICLE.replace("Ban Tuyên giáo", "Ban tuyên giáo").replace("Tỉnh ủy", "tỉnh Ủy"),
        "\n".join(ARTICLE.split("  ")).replace("Ban Tuyên giáo", "Ban Tuyên\ngiáo"),
    ],
    ids=["decomposed", "no-break blanks", "double blanks", "other tone placement", "other case", "line break inside"],
)
def test_how_it_is_written_does_not_matter(variant):
    assert found(variant) == found(ARTICLE)


def test_hard_wrapped_lines_are_one_text():
    words, lines, line = ARTICLE.split(), [], ""
    for word in words:
        if len(line) + len(word) > 44:
            lines, line = [*lines, line.strip()], ""
        line += word + " "
    assert found("\n".join([*lines, line.strip()])) == found(ARTICLE)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(noise):
    text = noise + ARTICLE + noise
    for fact in extract(text).facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.surface
        assert ";" not in "".join(fact.note.values())


PARTS = st.sampled_from(
    ["Ban Tuyên giáo", "Tỉnh ủy", "TAND", "VKSND tỉnh", "ký kết", "quy chế phối hợp", "giữa", "với", ",", ";", "(", ")", "“", "”",
     "Ban cán sự đảng", "các cơ quan", "Nguyễn Văn A", "Phó Bí thư", "Trưởng ban", "huyện", "Nghệ An", "12/3", "238-QĐ/TW", ":",
     "các đồng chí", ".", "\n\n", "sẽ", "giai đoạn 2020-2025", "khu vực 3", "Công an", "T.Ư", "Đảng ủy", "Báo", "Bộ", "-"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_order_of_the_genre_s_words_is_read_the_same_way_twice(parts):
    text = " ".join(parts)
    assert render_facts(extract(text)) == render_facts(extract(text))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Hello, this page is in English and has no pact.", "今日は", "123 456", "\x00"]
)
def test_what_is_no_article_gives_nothing(text):
    assert extract(text).facts == ()
    assert render_facts(extract(text)) == "field\tsurface\tstart\tend\tvalue\tnote\n"


def test_every_fact_names_a_rule_of_the_register():
    rules = {rule.id: rule.field for rule in list_rules()}
    for fact in extract(ARTICLE + "\n\nLê Mẫu").facts:
        assert rules[fact.rule] == fact.field


def test_the_table_has_one_row_a_fact_and_no_stray_tabs():
    rows = render_facts(extract(ARTICLE.replace("Tỉnh ủy", "Tỉnh\tủy"))).splitlines()
    assert all(row.count("\t") == 5 for row in rows)
    assert any(row.startswith("event_kind\tký kết\t") for row in rows)


UNIT = {
    "bodies": "Ban Ban Ban ", "committees": "Tỉnh ủy ", "list": "TAND, ", "one sentence": "TAND tỉnh Nghệ An ký kết quy chế phối hợp, ",
    "nested": "quy chế phối hợp giữa (A với (", "no blanks": "ký", "posts": "ông Nguyễn Văn A, Phó Bí thư Tỉnh ủy Nghệ An; ",
    "caucus": "Ban cán sự đảng các cơ quan ", "dates": "1/1/", "numbers": "238-QĐ/", "brackets": "(", "lines": "A B C\n",
    "marks": "a\u0301", "names": "Nguyễn ", "places": "Nghệ An, ", "quotes": "“",
}  # fmt: skip


def calls(text: str) -> int:
    """How many calls, of Python and of built-in functions, reading a text takes."""
    counted = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal counted
        counted += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(text)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("case", UNIT)
def test_twice_the_hostile_input_is_twice_the_work(case):
    half = UNIT[case] * (20_000 // len(UNIT[case]))
    extract(half)  # the tables are built by the first text
    assert calls(half * 2) < 2.4 * calls(half)


@pytest.mark.parametrize("case", UNIT)
@pytest.mark.parametrize("size", [100_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_hostile_input_of_any_size_ends(case, size):
    # A quadratic step inside one call would take minutes; the limit is only there so that the test itself ends.
    program = (
        "import sys; from phoihop.extract import extract; unit = sys.argv[1]; "
        "extract(unit * (int(sys.argv[2]) // len(unit))); print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, UNIT[case], str(size)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.strip() == "done", done.stderr[-500:]


def test_debris_is_marked_and_gives_no_officials():
    text = (
        "A- A A+ | Tăng tương phản\n\n10:17, Thứ Ba, 30-5-2023\n\nleftcenterrightdel\nToàn cảnh hội nghị.\n\n"
        + ARTICLE
        + "\n\n"
        "Lò Thử\n\nTin liên quan\n\nChủ tịch HCM và đại tướng Võ Nguyên Giáp\n\nLượt truy cập"
    )
    extraction = extract(text)
    kinds = {mark.kind for mark in extraction.marks}
    assert {"menu", "stamp", "placeholder", "caption", "byline", "footer"} <= kinds
    assert [fact.value for fact in extraction.of("official")] == ["Hoàng Văn Mẫu"]
    assert [fact.value for fact in extraction.of("byline")] == ["Lò Thử"]
    assert [fact.value for fact in extraction.of("published")] == ["2023-05-30"]


@pytest.mark.parametrize(
    "post", ["Tỉnh ủy viên", "Huyện ủy viên", "Thành ủy viên", "Đảng ủy viên", "Trưởng ban", "Bí thư", "Chánh án"]
)
def test_a_text_may_end_in_a_post(post):
    assert [fact.value for fact in extract(f"Dự họp có ông Lê Thử, {post}").of("official")] in ([], ["Lê Thử"])
