"""What goes wrong from outside, in the middle of the work: Ctrl-C, and a disk that is full."""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import MINI

CALL = "from phoihop.cli import main; main()"
# Where the work is interrupted: a function of the library that a signal meets on the way in.
MOMENTS = {
    "validate, reading": ("validate", "phoihop.validate.batches", "check_references"),
    "validate, stating": ("validate", "phoihop.validate.batches", "record_triples"),
    "validate, judging": ("validate", "phoihop.validate.graphs", "check_shapes"),
    "add, reading": ("add", "phoihop.changes.intake", "check_references"),
    "add, judging": ("add", "phoihop.changes.screening", "check_shapes"),
    "add, counting": ("add", "phoihop.changes.addition", "write_manifest"),
    "add, logging": ("add", "phoihop.changes.addition", "write_change"),
}
INTERRUPTED = """\
import os, signal
import {module} as module
wanted = module.{name}
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
def interrupted(*arguments, **options):
    os.kill(os.getpid(), signal.SIGINT)
    return wanted(*arguments, **options)
module.{name} = interrupted
"""


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a folder by its digest, but for the lock that all writers open."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Records that the store of the tiny project does not know."""
    (tmp_path / "batch").mkdir()
    for path in (MINI / "records").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("id: one", "id: two", 1)
        (tmp_path / "batch" / "two.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "batch"


@pytest.mark.parametrize("moment", MOMENTS)
def test_control_c_in_the_middle_changes_nothing_and_leaves_nothing_behind(
    tmp_path: Path, store: Path, batch: Path, moment: str
) -> None:
    command, module, name = MOMENTS[moment]
    (tmp_path / "place").mkdir()
    own = Path(shutil.copytree(store, tmp_path / "place" / "store"))
    before = fingerprint(tmp_path / "place")
    script = INTERRUPTED.format(module=module, name=name) + CALL
    arguments = [sys.executable, "-c", script, command, str(batch), "--store", str(own)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.lstrip("\n") == "phoihop: interrupted; nothing is half done\n"
    assert fingerprint(tmp_path / "place") == before
    again = subprocess.run(
        [sys.executable, "-c", CALL, "add", str(batch), "--store", str(own), "--data", str(MINI)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.returncode == 0, again.stdout + again.stderr


@pytest.mark.parametrize("room", [0, 20_000, 60_000])
def test_add_where_files_may_not_grow_leaves_the_store_as_it_was(
    tmp_path: Path, store: Path, batch: Path, room: int
) -> None:
    own = Path(shutil.copytree(store, tmp_path / "store"))
    before = fingerprint(own)
    done = subprocess.run(
        [sys.executable, "-c", CALL, "add", str(batch), "--store", str(own), "--data", str(MINI)],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr.startswith("phoihop: ")
    assert done.stderr.count("\n") == 1
    assert fingerprint(own) == before
