"""What a user gets from the package index: the built wheel, tried from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from phoihop.settings import data_dir
from phoihop.store import SHIPPED
from tests.conftest import ROOT

PROGRAM = "from phoihop.cli import main; main()"
GRAPH = ROOT / "data" / SHIPPED
ships_a_graph = pytest.mark.skipif(not GRAPH.is_file(), reason=f"data/{SHIPPED} is not there yet")


def _run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PHOIHOP"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=clean | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = _run(ROOT, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", "--target", str(folder))
    done = _run(folder, "-m", "pip", "install", *options, str(wheel))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("room", ["ontology", "queries", "data"])
def test_the_wheel_holds_every_file_of_a_room(wheel: Path, room: str) -> None:
    held = {name.removeprefix("phoihop/shipped/") for name in zipfile.ZipFile(wheel).namelist()}
    tracked = subprocess.run(["git", "ls-files", room], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    expected = {name for name in tracked.stdout.splitlines() if (ROOT / name).is_file()}
    assert expected
    assert expected <= held


@pytest.mark.parametrize(
    "name",
    [
        "phoihop/py.typed",
        "phoihop/shipped/data/gazetteer/README.md",
        "phoihop/shipped/data/record.schema.json",
        "phoihop/visualise/page.html",
        "dist-info/licenses/LICENSE",
        "dist-info/licenses/LICENSE-DATA",
        "dist-info/entry_points.txt",
    ],
)
def test_the_wheel_holds_licences_and_what_is_not_python(wheel: Path, name: str) -> None:
    assert any(held.endswith(name) for held in zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_nothing_of_tests_or_stores(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"phoihop", next(top for top in tops if top.endswith(".dist-info"))}


def test_the_installed_program_is_the_wheels_own(installed: Path, empty: Path) -> None:
    script = "import phoihop, phoihop.settings as s; print(phoihop.__file__); print(s.root())"
    module, root = _run(empty, "-c", script, PYTHONPATH=str(installed)).stdout.split()
    assert Path(module).is_relative_to(installed)
    assert Path(root) == installed / "phoihop" / "shipped"


def test_the_installed_program_says_its_version(installed: Path, empty: Path) -> None:
    told = _run(empty, "-c", PROGRAM, "--version", PYTHONPATH=str(installed))
    assert "0.1.0" in told.stdout


def test_the_installed_program_finds_ontology_and_catalogue(installed: Path, empty: Path) -> None:
    for arguments, held in (
        (("ref", "ph:Signature"), "ph:Claim"),
        (("query", "--list", "--format", "csv"), "district-court"),
        (("place", "Kon Rẫy", "--format", "csv"), "vn63/614"),
    ):
        told = _run(empty, "-c", PROGRAM, *arguments, PYTHONPATH=str(installed))
        assert held in told.stdout, told.stderr


def test_the_installed_program_builds_a_store_from_its_own_data(installed: Path, empty: Path) -> None:
    made = _run(empty, "-c", PROGRAM, "build", "--no-check", "--store", "store", PYTHONPATH=str(installed))
    assert made.returncode == 0, made.stderr
    question = ("query", "district-court", "--store", "store", "--format", "csv")
    assert "Kon Rẫy" in _run(empty, "-c", PROGRAM, *question, PYTHONPATH=str(installed)).stdout


@ships_a_graph
def test_a_question_is_answered_from_the_shipped_graph(installed: Path, empty: Path) -> None:
    told = _run(empty, "-c", PROGRAM, "query", "district-court", "--format", "csv", PYTHONPATH=str(installed))
    assert told.returncode == 0, told.stderr
    assert "Kon Rẫy" in told.stdout
    assert list(empty.iterdir()) == []


@ships_a_graph
def test_the_library_opens_the_shipped_graph_in_one_line(installed: Path, empty: Path) -> None:
    script = "import phoihop; print(len(phoihop.open().query('district-court')))"
    told = _run(empty, "-c", script, PYTHONPATH=str(installed))
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) >= 2


def test_a_checkout_uses_its_own_data() -> None:
    assert data_dir() == ROOT / "data"
