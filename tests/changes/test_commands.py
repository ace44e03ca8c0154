"""`add`, `retract` and `diff` on the command line: exit codes and what they print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.build import build
from phoihop.cli import main
from tests.changes.conftest import MINI, dump, record

Write = Callable[..., Path]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(exit_.value.code or 0), out, err


def test_a_batch_is_compared_added_and_taken_out_again(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    before = dump(store)
    there = ("--store", store, "--data", MINI)
    batch = write("batch", two=record("two"), draft=record("draft", status="draft"))
    code, out, _ = run(capsys, "diff", batch / "records" / "two.yaml", *there, "--lang", "vi")
    assert (code, "mới (" in out) == (0, True)
    assert dump(store) == before
    code, out, _ = run(capsys, "validate", batch / "records" / "two.yaml", "--store", store)
    assert (code, re.search(r"these records would change: \d+ new", out) is not None) == (0, True)
    code, out, _ = run(capsys, "add", batch / "records", *there, "--format", "json", "--by", "tester")
    told = json.loads(out)
    assert (code, told["fates"], told["version"]) == (1, {"added": 1, "held back": 1}, "000002")
    code, out, _ = run(capsys, "add", batch / "records" / "two.yaml", *there)
    assert (code, "nothing new" in out) == (0, True)
    code, out, _ = run(capsys, "retract", "two", *there, "--by", "tester", "--why", "a test")
    assert (code, "two retracted" in out) == (0, True)
    assert dump(store) == before


def test_a_script_asks_diff_for_its_exit_code(tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    there = ("--store", store, "--data", MINI)
    same, other = tmp_path / "first" / "records", write("batch", two=record("two")) / "records"
    unreadable = write("unreadable", three="id: three\n") / "records"
    asked = {path: run(capsys, "diff", path, *there, "--exit-code")[0] for path in (same, other, unreadable, store)}
    assert asked == {same: 0, other: 1, unreadable: 1, store: 0}
    assert run(capsys, "diff", other, *there)[0] == 0
    assert run(capsys, "diff", "absent.yaml", *there, "--exit-code")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "absent.yaml"), "no such file"),
        (("add", "one.yaml", "--on", "31/12/2024"), "--on"),
        (("retract", "two", "--by", "t", "--why", "w"), "no source 'two'"),
        (("retract", "one", "--why", "w"), "--by"),
        (("diff", "absent.yaml"), "no such file"),
    ],
)
def test_a_wrong_call_is_one_line_and_changes_nothing(
    tmp_path: Path,
    write: Write,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    folder = write("first", one=record("one"))
    store = build(folder, tmp_path / "store").store
    monkeypatch.chdir(folder / "records")
    code, out, err = run(capsys, *arguments, "--store", store)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert (store / "current").read_text() == "000001\n"


def test_control_c_in_the_middle_leaves_nothing_half_done(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    batch = write("batch", two=record("two"))
    before = dump(store)
    with monkeypatch.context() as patched:
        patched.setattr(
            "phoihop.changes.statements.Statements.keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        code, _, err = run(capsys, "add", batch / "records", "--store", store, "--data", MINI)
    assert code == 130
    assert err.strip() == "phoihop: interrupted; nothing is half done"
    assert dump(store) == before
    assert [path.name for path in (store / "versions").iterdir()] == ["000001"]
    assert run(capsys, "add", batch / "records", "--store", store, "--data", MINI)[0] == 0
