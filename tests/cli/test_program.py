"""The program as a whole: help, pipes, interruptions, stores that refuse."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from phoihop.cli import program
from phoihop.store.versions import current_version

from .conftest import MINI, Run

COMMANDS = program.list_commands(click.Context(program))
CALL = "from phoihop.cli import main; main()"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: phoihop {command} ")
    assert len(ran.out.splitlines()) > 5


def test_help_lists_every_command_and_comes_without_arguments_too(run: Run) -> None:
    shown = run("--help")
    assert (shown.code, shown.err) == (0, "")
    assert all(f"  {command} " in shown.out for command in COMMANDS)
    assert run() == shown


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == "phoihop, version 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["biuld"], "Did you mean 'build'?"),
        (["frobnicate"], "there is no command 'frobnicate'"),
        (["--frobnicate"], "--frobnicate"),
        (["export"], "Missing argument 'OUT'"),
        (["draw", "x.html", "--kind", "pie"], "'pie' is not one of"),
        (["query", "--lang", "fr"], "'fr' is not one of"),
        (["search"], "Missing argument"),
    ],
)
def test_a_wrong_call_is_refused(run: Run, arguments: list[str], says: str) -> None:
    run(*arguments).refused(2, says)


@pytest.mark.parametrize(
    "command", ["query --list --format json", "export - --format nquads --store {store}", "ref record --format json"]
)
def test_a_reader_who_goes_away_hears_no_complaint(store: Path, command: str) -> None:
    arguments = [sys.executable, "-c", CALL, *command.format(store=store).split()]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() in (0, 1)


def test_an_interrupted_build_changes_nothing(tmp_path: Path, data: Path, run: Run) -> None:
    store = tmp_path / "store"
    assert run("build", "--data", data, "--store", store, "--no-check").code == 0
    before = current_version(store)
    # The child is interrupted in the middle of its work: everything is written, nothing is in force.
    script = (
        "import os, signal, phoihop.build as b\n"
        "b._write_manifest = lambda *a: os.kill(os.getpid(), signal.SIGINT)\n"
        f"{CALL}"
    )
    arguments = [sys.executable, "-c", script, "build", "--data", str(data), "--store", str(store), "--no-check"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.lstrip("\n") == "phoihop: interrupted; nothing is half done\n"  # below the terminal's ^C
    assert current_version(store) == before
    assert [path.name for path in (store / "versions").iterdir()] == [before.name]


def test_a_store_that_another_process_writes_to_is_refused_and_can_be_read(run: Run, store: Path) -> None:
    with (store / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run("build", "--data", MINI, "--store", store).refused(3, "another process is writing")
        assert run("query", "district-court", "--store", store).code == 0


def test_a_folder_that_holds_something_else_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    run("build", "--data", MINI, "--store", tmp_path).refused(2, "this folder holds something else")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_data_folder_that_is_none_makes_no_store(run: Run, tmp_path: Path) -> None:
    run("build", "--data", tmp_path / "nowhere", "--store", tmp_path / "store").refused(2, "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_data_that_do_not_conform_make_no_store(run: Run, tmp_path: Path, data: Path) -> None:
    (data / "records" / "two.yaml").write_text("")
    assert run("build", "--data", data, "--store", tmp_path / "store").code == 1
    assert not (tmp_path / "store").exists()


def test_the_last_line_of_a_build_names_the_store_and_its_counts(run: Run, tmp_path: Path) -> None:
    ran = run("build", "--data", MINI, "--store", tmp_path / "store")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith(f"{tmp_path / 'store'}: 1 records, ")


READ_ONLY = """
mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 77
"$2" -c "$3" query district-court --store "$1" || exit 78
exec "$2" -c "$3" build --data "$4" --store "$1" --no-check
"""


def test_a_store_on_a_read_only_disk_can_be_asked_and_refuses_a_build(store: Path, tmp_path: Path) -> None:
    if not shutil.which("unshare"):
        pytest.skip("no `unshare` here to mount with")
    folder = shutil.copytree(store, tmp_path / "store")
    # A mount namespace of its own, which goes away with the process: permissions alone do not hold root back.
    command = ["unshare", "--mount", "sh", "-c", READ_ONLY, "sh", str(folder), sys.executable, CALL, str(MINI)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody mount")
    assert "Tòa án nhân dân huyện Phú Bình" in done.stdout
    assert done.returncode == 3
    assert done.stderr.endswith(
        f"phoihop: {folder}: the store cannot be written to (check the permissions of the folder)\n"
    )


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("current", "holds no complete version"),
        ("versions", "is missing"),
        ("phoihop-store", "not a Phoihop store"),
    ],
)
def test_a_store_with_a_part_missing_is_one_clear_line(
    run: Run, store: Path, tmp_path: Path, broken: str, says: str
) -> None:
    folder = shutil.copytree(store, tmp_path / "store")
    part = folder / broken
    shutil.rmtree(part) if part.is_dir() else part.unlink()
    ran = run("query", "district-court", "--store", folder)
    ran.refused(2 if broken == "phoihop-store" else 3, says)


def test_a_damaged_database_is_the_stores_failure(run: Run, store: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(store, tmp_path / "store")
    for path in (current_version(folder) / "db").iterdir():
        os.truncate(path, 3)
    run("query", "district-court", "--store", folder).refused(3, "cannot be opened")
