"""`extract`, `review` and `evaluate` as a user calls them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from phoihop.cli import main
from phoihop.extract.folders import extract_folder, plan_outputs
from phoihop.extract.outputs import Request
from phoihop.records.reading import Located, read_record

ARTICLE = (
    "Năm cơ quan của huyện Phú Bình cùng một chương trình\n\n"
    "Chiều 23/6/2022, Ban Tuyên giáo Huyện ủy Phú Bình ký kết Chương trình phối hợp giai đoạn 2022 - 2026 với Hội đồng "
    "nhân dân, Ủy ban nhân dân, Tòa án nhân dân và Viện kiểm sát nhân dân huyện Phú Bình, để thực hiện Quyết định số "
    "238-QĐ/TW ngày 30/9/2020.\n\n"
    "Đồng chí Nguyễn Thị Loan, Phó Bí thư Huyện ủy Phú Bình, dự buổi lễ.\n"
)
PLAIN = "Chiều qua trời mưa to ở nhiều nơi, người dân được khuyên không ra đường khi không cần thiết.\n"


@dataclass
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str | Path, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(int(exit_.value.code or 0), out.decode(), err.decode())

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "s4.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def test_facts_are_a_table_whose_spans_are_the_words(run: Run, page: Path) -> None:
    ran = run("extract", page, "--format", "facts")
    header, *rows = [line.split("\t") for line in ran.out.splitlines()]
    assert (ran.code, header) == (0, ["field", "surface", "start", "end", "value", "note"])
    assert {row[0] for row in rows} >= {"event_kind", "signatory", "event_date", "official", "post", "term"}
    for _, surface, start, end, _, _ in rows:
        assert ARTICLE[int(start) : int(end)] == surface


@pytest.mark.parametrize("text", [ARTICLE, "\r\n a\u00a0b\t\r\n" + ARTICLE, ARTICLE.replace("ễ", "e\u0302\u0303")])
def test_text_is_the_file_untouched_but_for_a_byte_order_mark(run: Run, page: Path, text: str) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        page.write_bytes(mark + text.encode())
        assert run("extract", page, "--format", "text").out.encode() == text.encode()


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    ran = run("extract", "-", "--format", "facts", stdin=ARTICLE)
    assert "Tòa án nhân dân huyện Phú Bình" in ran.out


def test_yaml_is_a_draft_record(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text(run("extract", page).out)
    located = read_record(tmp_path / "draft.yaml")
    assert isinstance(located, Located)
    assert (located.record.id, located.record.status) == ("s4", "draft")


def test_json_holds_facts_and_record(run: Run, page: Path) -> None:
    value = json.loads(run("extract", page, "--format", "json").out)
    assert value["record"]["status"] == "draft"
    fact = value["facts"][0]
    assert ARTICLE[fact["start"] : fact["end"]] == fact["surface"]
    assert {"rule", "confidence", "reason"} <= set(fact)


def test_what_is_said_of_the_page_counts_more_than_the_page(run: Run, page: Path) -> None:
    ran = run("extract", page, "--publisher", "Báo Mẫu", "--published", "2022-06-24", "--url", "https://mau.example/1")
    for said in ("publisher: Báo Mẫu", 'published: "2022-06-24"', "url:", "https://mau.example/1"):
        assert said in ran.out


def test_the_same_page_gives_the_same_bytes(run: Run, page: Path) -> None:
    for form in ("yaml", "facts", "json", "html"):
        assert run("extract", page, "--format", form).out == run("extract", page, "--format", form).out


def test_an_explanation_names_rule_words_and_confidence(run: Run, page: Path) -> None:
    ran = run("extract", page, "--explain", "term")
    assert "rule        term-of-pact:" in ran.out
    assert "“giai đoạn 2022 - 2026”" in ran.out
    at = ARTICLE.index("giai đoạn") + 3
    assert run("extract", page, "--explain", str(at)).out == ran.out
    assert "official-beside-post" in run("extract", page, "--explain").out


BAD = [
    (b"", "empty"),
    (b"%PDF-1.7 ...", "PDF"),
    (bytes(range(256)) * 4, "binary"),
    (b"<html><body></body></html>", "no text"),
    (b"\x80\x81\xfe" * 20, "page"),
]


@pytest.mark.parametrize(("data", "said"), BAD)
def test_a_bad_page_gives_one_line_and_exit_code_2(run: Run, tmp_path: Path, data: bytes, said: str) -> None:
    bad = tmp_path / "bad.html"
    bad.write_bytes(data)
    ran = run("extract", bad)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("phoihop: ")
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_a_page_in_another_language_is_a_draft_without_facts_and_a_warning(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "en.txt"
    page.write_text("The committee met yesterday and the court was told about it, but nobody signed anything. " * 5)
    ran = run("extract", page)
    assert ran.code == 0
    assert "warning: the text does not look Vietnamese" in ran.err
    assert "programmes:" not in ran.out


MISUSED = [
    (["--published", "31/02/2022"], "is not a date"),
    (["--keep-text"], "--out DIR"),
    (["--explain", "signatry"], "signatory"),
    (["--explain", "999999"], "characters, none at 999999"),
    (["--format", "word"], "word"),
]


@pytest.mark.parametrize(("options", "said"), MISUSED)
def test_wrong_usage_says_what_to_do(run: Run, page: Path, options: list[str], said: str) -> None:
    ran = run("extract", page, *options)
    assert ran.code == 2
    assert said in ran.err


def test_a_file_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    ran = run("extract", tmp_path / "none.html")
    assert (ran.code, "none.html" in ran.err) == (2, True)


def pages(folder: Path, number: int) -> list[Path]:
    folder.mkdir()
    found = [folder / f"p{n:03}.txt" for n in range(number)]
    for n, path in enumerate(found):
        path.write_text(ARTICLE if n % 3 else PLAIN)
    return found


def test_a_folder_is_written_file_by_file_and_bad_pages_are_told_at_the_end(run: Run, tmp_path: Path) -> None:
    given = pages(tmp_path / "in", 4)
    given[1].write_bytes(b"%PDF")
    ran = run("extract", tmp_path / "in", "--out", tmp_path / "out", "--keep-text")
    assert ran.code == 2
    assert "p001.txt: the file is a PDF" in ran.err
    assert ran.err.splitlines()[-1].startswith("phoihop: 1 of 4 pages could not be read")
    names = {f"p{n:03}.{ending}" for n in (0, 2, 3) for ending in ("yaml", "txt")}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    assert (tmp_path / "out" / "p002.txt").read_text() == ARTICLE


def test_a_second_run_keeps_what_is_there_and_again_writes_it_anew(run: Run, tmp_path: Path) -> None:
    given = pages(tmp_path / "in", 3)
    arguments = ("extract", tmp_path / "in", "--out", tmp_path / "out")
    assert "3 written" in run(*arguments).out
    edited = tmp_path / "out" / "p001.yaml"
    edited.write_text(edited.read_text() + "# corrected by hand\n")
    given[1].touch()  # newer than its draft, but the text is the same
    assert "0 written, 3 kept" in run(*arguments).out
    assert "corrected by hand" in edited.read_text()
    assert "3 written" in run(*arguments, "--again").out
    assert "corrected by hand" not in edited.read_text()


def test_a_run_that_is_left_early_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    planned = plan_outputs(pages(tmp_path / "in", 6), tmp_path / "out", Request())
    run = extract_folder(planned, Request())
    first = [next(run), next(run)]
    run.close()  # type: ignore[attr-defined]
    assert [outcome.status for outcome in first] == ["written", "written"]
    assert len(list((tmp_path / "out").iterdir())) == 2
    rest = list(extract_folder(planned, Request()))
    assert [outcome.status for outcome in rest] == ["kept"] * 2 + ["written"] * 4
    assert [outcome.page for outcome in rest] == list(planned)


def test_several_processes_give_the_files_that_one_gives(tmp_path: Path) -> None:
    given = pages(tmp_path / "in", 45)
    written = []
    for workers in (1, 2):
        planned = plan_outputs(given, tmp_path / f"out{workers}", Request())
        outcomes = list(extract_folder(planned, Request(), workers=workers))
        assert [outcome.page for outcome in outcomes] == given
        written.append({path.name: path.read_bytes() for path in (tmp_path / f"out{workers}").iterdir()})
    assert written[0] == written[1]


def test_an_output_never_overwrites_an_input_or_another_output(run: Run, tmp_path: Path) -> None:
    given = pages(tmp_path / "in", 2)
    ran = run("extract", *given, "--format", "text", "--out", tmp_path / "in")
    assert (ran.code, "is one of the inputs" in ran.err) == (2, True)
    (tmp_path / "in" / "p000.html").write_text(f"<html><body><p>{ARTICLE}</p></body></html>")
    ran = run("extract", tmp_path / "in", "--out", tmp_path / "out")
    assert (ran.code, "rename one of them" in ran.err) == (2, True)


def test_evaluation_compares_with_annotations(run: Run, page: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    facts = run("extract", page, "--format", "facts").out
    (gold / "s4.tsv").write_text(facts)
    value = json.loads(run("evaluate", page, gold, "--format", "json").out)
    assert all(field["f1"] == 1.0 for field in value["fields"].values())
    (gold / "s4.tsv").write_text(facts.replace("2022/2026", "2022/2027"))
    assert "s4  term  missed  2022/2027" in run("evaluate", page, gold, "--misses").out
    assert "s4  term" not in run("evaluate", page, gold).out


def test_evaluation_without_annotations_is_an_error(run: Run, page: Path, tmp_path: Path) -> None:
    assert run("evaluate", page, tmp_path / "none").code == 2


def test_a_review_from_the_command_line_ends_in_an_accepted_record(run: Run, page: Path, tmp_path: Path) -> None:
    draft, out = tmp_path / "s4.yaml", tmp_path / "records" / "s4.yaml"
    draft.write_text(run("extract", page).out)
    arguments = ("review", draft, "--text", page, "--by", "Người Thử", "--on", "2024-02-29", "--out", out)
    ran = run(*arguments, stdin="a\nx\na\nq\n")
    assert (ran.code, "there is no key 'x'" in ran.out, out.exists()) == (0, True, False)
    assert "still open" in ran.out
    ran = run(*arguments, stdin="a\n" * 60)
    assert (ran.code, "accepted" in ran.out) == (0, True)
    located = read_record(out)
    assert isinstance(located, Located)
    accepted = located.record.accepted
    assert accepted is not None
    assert (located.record.status, accepted.by, accepted.on) == ("accepted", "Người Thử", "2024-02-29")
    assert run(*arguments).code == 2  # the record is there already


def test_what_could_steer_a_terminal_is_not_shown(run: Run, tmp_path: Path) -> None:
    page, draft = tmp_path / "s4.txt", tmp_path / "s4.yaml"
    page.write_bytes(ARTICLE.replace("Chiều", "Chiều\x1b[2J").encode())
    draft.write_text(run("extract", page).out)
    shown = run("review", draft, "--text", page, "--by", "N", "--out", tmp_path / "o", stdin="s\n" * 60).out
    assert "\ufffd[2J" in shown
    assert "\x1b" not in shown
