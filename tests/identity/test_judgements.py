"""The log of judgements is read strictly, only ever added to, and an undo loses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.errors import UsageError
from phoihop.identity.judgements import Entry, Judgement, Undo, append_entry, read_judgements, render_entry

A, B, C = (f"https://w3id.org/phoihop/id/official/s{n}/lan" for n in (1, 2, 3))
GOOD = {"a": A, "b": B, "verdict": "same", "by": "M. L.", "on": "2026-03-01", "why": "same post in the same month"}


def write_log(path: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "identity.jsonl"


def judge(a: str, b: str, verdict: str = "same") -> Judgement:
    return Judgement(a, b, verdict, "M. L.", "2026-03-01", "post and place")  # type: ignore[arg-type]


def test_a_log_that_is_empty_or_not_there_has_no_judgements(log: Path) -> None:
    assert read_judgements(log).entries == ()
    log.touch()
    assert read_judgements(log).standing == ()


def test_a_line_is_read_with_its_number(log: Path) -> None:
    write_log(log, GOOD, GOOD | {"verdict": "unsure", "b": C})
    first, second = read_judgements(log).standing
    assert (first.a, first.verdict, first.line) == (A, "same", 1)
    assert (second.b, second.verdict, second.line) == (C, "unsure", 2)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{"a": "x"', "not JSON"),
        ("[]", "not an object"),
        ("null", "not an object"),
        ("", "empty"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": "x", "a": "y"}', "'a' occurs twice"),
        (GOOD | {"note": "x"}, "unknown field 'note'"),
        ({k: v for k, v in GOOD.items() if k != "by"}, "'by' is missing"),
        ({k: v for k, v in GOOD.items() if k != "verdict"}, "'verdict' is missing"),
        (GOOD | {"verdict": "maybe"}, "verdict 'maybe'"),
        (GOOD | {"verdict": ["same"]}, "verdict"),
        (GOOD | {"by": " "}, "'by' is ' '"),
        (GOOD | {"why": 3}, "'why' is 3"),
        (GOOD | {"on": "2026-02-30"}, "has no day 30"),
        (GOOD | {"on": "2021-13-01"}, "no month 13"),
        (GOOD | {"on": "0000-01-01"}, "no year 0"),
        (GOOD | {"on": "2026-03"}, "whole day"),
        (GOOD | {"on": "30/2/2026"}, "not a date"),
        (GOOD | {"b": A}, "compared with itself"),
        (GOOD | {"b": "https://w3id.org/phoihop/id/agency/vn63/11/police"}, "not of one kind"),
        (GOOD | {"undo": 1}, "unknown field 'verdict'"),
    ],
)
def test_a_broken_line_is_refused_with_file_and_line(log: Path, bad: object, message: str) -> None:
    write_log(log, GOOD, bad)
    before = log.read_bytes()
    with pytest.raises(UsageError, match=message) as caught:
        read_judgements(log)
    assert (caught.value.path, caught.value.line) == (str(log), 2)
    with pytest.raises(UsageError):
        append_entry(log, judge(A, C))
    assert log.read_bytes() == before


def test_a_log_that_is_not_utf_8_is_refused_with_the_line(log: Path) -> None:
    log.write_bytes(json.dumps(GOOD).encode() + b"\n\xff\n")
    with pytest.raises(UsageError, match="byte 1 of the line is not UTF-8") as caught:
        read_judgements(log)
    assert caught.value.line == 2


def test_an_unknown_id_is_refused(log: Path) -> None:
    write_log(log, GOOD)
    assert len(read_judgements(log, known={A, B}).entries) == 1
    with pytest.raises(UsageError, match=r"unknown id .*s2/lan") as caught:
        read_judgements(log, known={A})
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("undo", "message"),
    [
        ({"undo": 2}, "no line 2 before this one"),
        ({"undo": 0}, "no line 0"),
        ({"undo": "1"}, "write the number of the line"),
        ({"undo": True}, "write the number of the line"),
        ({"undo": 1, "b": C}, "line 1 judges"),
    ],
)
def test_an_undo_that_points_nowhere_is_refused(log: Path, undo: dict[str, object], message: str) -> None:
    shared = {key: value for key, value in GOOD.items() if key != "verdict"}
    with pytest.raises(UsageError, match=message):
        read_judgements(write_log(log, GOOD, shared | undo))


def test_a_judgement_is_undone_once_and_an_undo_never(log: Path) -> None:
    append_entry(log, judge(A, B))
    undo = Undo(1, B, A, "M. L.", "2026-03-02", "two namesakes")
    append_entry(log, undo)
    with pytest.raises(UsageError, match="taken back already"):
        append_entry(log, undo)
    with pytest.raises(UsageError, match="itself an undo"):
        append_entry(log, Undo(2, A, B, "M. L.", "2026-03-02", "after all"))
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2


def test_a_new_line_is_refused_before_anything_is_written(log: Path) -> None:
    with pytest.raises(UsageError, match="unknown id"):
        append_entry(log, judge(A, B), known={A})
    assert not log.exists()


def test_a_line_is_added_after_a_last_line_without_an_end(log: Path) -> None:
    log.write_text(json.dumps(GOOD), encoding="utf-8")
    assert append_entry(log, judge(A, C)).line == 2
    assert len(read_judgements(log).entries) == 2


def test_the_judgements_on_a_pair_are_found_in_either_order(log: Path) -> None:
    append_entry(log, judge(A, B, "unsure"))
    log_read = read_judgements(log)
    assert [j.verdict for j in log_read.judged(B, A)] == ["unsure"]
    assert log_read.judged(A, C) == ()


words = st.text(min_size=1).filter(lambda text: text.strip())
days = st.dates().map(str)
verdicts = st.sampled_from(["same", "different", "unsure"])
pairs = st.lists(st.sampled_from([A, B, C]), min_size=2, max_size=2, unique=True)
judgements = st.builds(lambda pair, *rest: Judgement(*pair, *rest), pairs, verdicts, words, days, words)


@given(st.lists(judgements, max_size=5), st.lists(st.integers(0, 4), unique=True, max_size=5))
def test_what_is_added_is_read_back_and_undo_keeps_every_line(added: list[Judgement], undone: list[int]) -> None:
    entries: list[Entry] = [*added]
    entries += [Undo(n + 1, added[n].a, added[n].b, "M. L.", "2026-01-01", "no") for n in undone if n < len(added)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "identity.jsonl"
        previous = b""
        for entry in entries:
            append_entry(path, entry)
            now = path.read_bytes() if path.exists() else b""
            assert now == previous + f"{render_entry(entry)}\n".encode()
            previous = now
        log = read_judgements(path)
    assert list(log.entries) == entries
    assert list(log.standing) == [judgement for n, judgement in enumerate(added) if n not in undone]
