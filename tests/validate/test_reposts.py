"""Reposts: the same words under another headline are found, by texts at hand or by the fingerprints of records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.fingerprints import build_fingerprint, fingerprint_parts, shared_wording
from phoihop.model import Issue
from phoihop.validate import Schema, check_graph, state_records, validate_records

SUBJECTS = ("ngành giáo dục", "lực lượng kiểm lâm", "ban quản lý chợ", "đội thủy lợi", "trạm y tế", "hội làm vườn")
DEEDS = ("đã bàn kế hoạch mùa mưa", "trao đổi về đường làng", "thống nhất cách ghi sổ", "nêu ba việc cần làm sớm")
TEXT = "\n".join(f"Theo tin mẫu số {n}, {SUBJECTS[n % 6]} {DEEDS[n % 4]} trong tuần thứ {n * 7}." for n in range(24))
REPOST = "Một đầu đề khác hẳn\n\n" + TEXT.replace("tuần thứ 35", "tuần ba mươi lăm") + "\n(Theo một tờ báo khác)"
OTHER = "\n".join(f"Ở xã mẫu {n}, {SUBJECTS[n % 5]} họp dân lần {n} về giống lúa và giá phân." for n in range(24))


def reposts(issues: Any) -> list[Issue]:
    return [issue for issue in issues if issue.rule == "check/repost-finding"]


def shared(one: str, other: str) -> float:
    return shared_wording(*(fingerprint_parts(build_fingerprint(text)) for text in (one, other)))


def test_a_repost_is_nearly_the_same_and_another_article_is_not() -> None:
    assert shared(TEXT, REPOST) > 0.85
    assert shared(TEXT, OTHER) < 0.2


@given(st.sampled_from([str.upper, str.lower, lambda text: text.replace(" ", "\n"), lambda text: text + " ."]))
def test_case_and_line_breaks_make_no_difference(change: Any) -> None:
    assert build_fingerprint(change(TEXT)) == build_fingerprint(TEXT)


@given(st.text(max_size=400))
def test_any_text_has_a_fingerprint_of_one_length_or_none(text: str) -> None:
    assert len(build_fingerprint(text)) in (0, 96)


def test_a_text_of_a_few_words_has_no_fingerprint() -> None:
    assert build_fingerprint("Hai cơ quan ký chương trình. " * 30) == ""


def records(coder: Any, **texts: str) -> list[dict[str, Any]]:
    made = []
    for name, text in texts.items():
        value = coder.record(name)
        value["source"]["fingerprint"] = build_fingerprint(text)
        made.append(value)
    return made


def test_two_records_of_one_batch_are_found_by_their_fingerprints(tmp_path: Path, coder: Any) -> None:
    coder.save(tmp_path, *records(coder, first=TEXT, other=OTHER, second=REPOST))
    (issue,) = reposts(validate_records([tmp_path]).issues)
    assert issue.severity.value == "warning"
    assert "first" in issue.message_en
    assert "second" in issue.message_en
    assert "% câu chữ" in issue.message_vi
    assert (issue.record, issue.path, issue.line) == (
        "first", str(tmp_path / "first.yaml"), coder.line_of(tmp_path / "first.yaml", "source:"),
    )  # fmt: skip


def test_texts_at_hand_stand_in_for_fingerprints(tmp_path: Path, coder: Any) -> None:
    for name, text in {"first": TEXT, "second": REPOST, "third": OTHER, "nobody": TEXT}.items():
        value = coder.record(name)
        del value["source"]["sha256"], value["source"]["characters"]
        if name != "nobody":
            coder.save(tmp_path, value)
        (tmp_path / f"{name}.txt").write_text(coder.text + "\n" + text, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\xfd")
    (issue,) = reposts(validate_records([tmp_path], texts=tmp_path).issues)
    assert issue.focus.endswith("/source/first")


def test_the_same_text_to_the_letter_is_told_once(tmp_path: Path, coder: Any) -> None:
    first, second = records(coder, first=TEXT, second=TEXT)
    second["source"]["sha256"] = first["source"]["sha256"]
    coder.save(tmp_path, first, second)
    issues = validate_records([tmp_path]).issues
    assert reposts(issues) == []
    assert [i.message_en for i in issues if "same-source" in i.rule] == [
        "The sources first and second have the same SHA-256."
    ]


@pytest.mark.parametrize("names", [("a-new", "m-old"), ("z-new", "m-old")])
def test_a_new_record_is_held_against_the_graph_and_shown_where_it_stands(
    coder: Any, schema: Schema, names: tuple[str, str]
) -> None:
    new, old = records(coder, **dict(zip(names, (REPOST, TEXT), strict=True)))
    graph = ox.Store()
    state_records(graph, [coder.located(old)], schema)
    located = coder.located(new, "new.yaml")
    change = state_records(graph, [located], schema)
    (found,) = reposts(check_graph(graph, records={names[0]: located}, change=change))
    assert (found.record, found.path) == (names[0], "new.yaml")
    (in_full,) = reposts(check_graph(graph))
    assert (found.focus, found.message_en) == (in_full.focus, in_full.message_en)
