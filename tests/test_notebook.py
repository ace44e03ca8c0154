"""The tutorial runs, and what it shows is what a reader gets."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest

from phoihop.build import Built
from tests.conftest import ROOT
from tests.test_docs import REFRESH, builder

__all__ = ["builder"]

TUTORIAL = ROOT / "docs" / "tutorial.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tutorial")


@pytest.fixture(scope="module")
def run(builder: ModuleType, built: Built, folder: Path) -> nbformat.NotebookNode:
    return builder.run_notebook(TUTORIAL, built.store, folder)


def _texts(cell: Any) -> list[str]:
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]


def test_the_tutorial_shows_what_it_gives(run: nbformat.NotebookNode) -> None:
    written = nbformat.read(TUTORIAL, as_version=4)
    for shown, given in zip(written.cells, run.cells, strict=True):
        if "drawing" not in shown.metadata.get("tags", ()):
            assert _texts(shown) == _texts(given), REFRESH


def test_tables_and_drawings_show_themselves(run: nbformat.NotebookNode) -> None:
    pages = [o.data["text/html"] for c in run.cells for o in c.get("outputs", []) if "text/html" in o.get("data", {})]
    assert any(page.startswith("<table>") for page in pages)
    assert any(page.startswith("<iframe") for page in pages)


def test_the_tutorial_is_committed_without_drawings_and_numbers() -> None:
    assert TUTORIAL.stat().st_size < 100_000
    for cell in nbformat.read(TUTORIAL, as_version=4).cells:
        assert cell.get("execution_count") is None


@pytest.mark.usefixtures("run")
def test_the_export_of_the_tutorial_can_be_opened(folder: Path) -> None:
    import networkx

    assert len(networkx.read_gexf(folder / "network.gexf")) > 20
