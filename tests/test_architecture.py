"""The rooms and their floors: a module imports only from lower floors, and modules stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "phoihop"
FLOORS = {
    0: {"errors", "garbage", "settings"},
    1: {"model", "vocabulary", "spelling"},
    2: {"fingerprints", "records", "gazetteer", "queries", "views", "store", "tables"},
    3: {"extract", "identity"},
    4: {"graph"},
    5: {"validate", "analysis"},
    6: {
        "visualise",
        "build",
        "changes",
        "review",
        "evaluate",
        "explain",
        "export",
        "moments",
        "crosswalks",
        "reconciliation",
    },
    7: {"library"},
    8: {"cli"},
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
FILES = sorted(SRC.rglob("*.py"))
# Third-party packages and the only rooms that may import them (DESIGN: one adapter per library).
CONFINED = {
    "pyvis": {"visualise"},
    "networkx": {"analysis", "visualise", "export", "library"},
    "pyshacl": {"validate"},
    "shacl_rust": {"validate"},
    "SPARQLWrapper": {"store"},
    "pydantic": {"records", "validate"},
    "trafilatura": {"extract"},
    "openpyxl": {"records"},
    "rdflib": {"graph", "validate", "library", "store"},
    "click": {"cli"},
    "rich": {"cli", "review"},
    "pandas": {"tables"},
}


def _room(path: Path) -> str:
    parts = path.relative_to(SRC).parts
    return parts[0].removesuffix(".py")


def _imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    room = _room(path)
    if room in ("__init__", "__main__"):
        return
    for name, line in _imports(path):
        if name.startswith("phoihop."):
            other = name.split(".")[1]
            if other != room:
                assert FLOOR[other] < FLOOR[room], f"line {line}: {room} (floor {FLOOR[room]}) imports {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_third_party_package_stays_in_its_rooms(path: Path) -> None:
    for name, line in _imports(path):
        rooms = CONFINED.get(name.split(".")[0])
        assert rooms is None or _room(path) in rooms, f"line {line}: {name} belongs to {rooms}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 65, f"{node.name} at line {node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_iris_are_spelled_in_one_file(path: Path) -> None:
    if path.name == "vocabulary.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert "w3id.org/phoihop" not in node.value, f"line {node.lineno}: use phoihop.vocabulary"
            assert "www.w3.org" not in node.value, f"line {node.lineno}: use phoihop.vocabulary"


def test_importing_any_module_writes_and_prints_nothing(tmp_path: Path) -> None:
    names = [
        ".".join(("phoihop", *p.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__")
        for p in FILES
        if p.name != "__main__.py"
    ]
    done = subprocess.run(
        [sys.executable, "-c", f"import importlib\nfor n in {names!r}: importlib.import_module(n)"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr, list(tmp_path.iterdir())) == (b"", b"", [])


def test_help_imports_nothing_heavy() -> None:
    heavy = {"rdflib", "pydantic", "networkx", "pyshacl", "pyvis", "rich", "pandas", "pyoxigraph", "yaml"}
    script = (
        "import sys\nfrom phoihop.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout
    assert not heavy & set(out.splitlines()[-1].split())
