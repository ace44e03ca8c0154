"""The lower bounds in pyproject.toml are versions that work, tried in an environment of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BOUND = re.compile(r"(?P<name>[\w-]+)>=(?P<version>[\d.]+)(?:,<[\d.]+)?")
# The notebook extra is what the user's notebook already has; these are what Phoihop itself imports.
WANTED = PROJECT["dependencies"] + [
    line for extra in ("html", "sheets", "fast") for line in PROJECT["optional-dependencies"][extra]
]

SMOKE = """
import sys
from pathlib import Path
import phoihop
from phoihop.build import build
from phoihop.export import FORMATS, export
from phoihop.extract.pages import read_page
from phoihop.validate.batches import validate_records

root, folder = map(Path, sys.argv[1:])
built = build(root / "data", folder / "store")
with phoihop.open(built.store) as graph:
    assert len(graph.query("district-court")) >= 2
    assert graph.explain("claim/s4/signature/programme/tand").evidence
    assert "Kon R" in graph.search("kon ray").to_csv()
    assert len(graph.to_rdflib()) > 1000
    assert "</html>" in graph.draw().html
    assert all(export(graph.store, form) for form in FORMATS)
report = validate_records([root / "data" / "records" / "s4.yaml"], store=built.store)
assert not [issue for issue in report.issues if issue.severity.value == "violation"]
page = folder / "page.html"
page.write_text("<html><body><article><p>" + "Ban Tuyên giáo Huyện ủy ký kết. " * 30 + "</p></article></body></html>")
assert "Huyện ủy" in read_page(page).text
"""


@pytest.mark.parametrize("line", WANTED)
def test_a_dependency_has_a_lower_bound(line: str) -> None:
    assert BOUND.fullmatch(line)


def _run(*command: str | Path, **environment: str) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )
    if "No matching distribution" in done.stderr or "Temporary failure in name resolution" in done.stderr:
        pytest.skip(f"the package index cannot be reached: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.long
def test_the_lowest_versions_build_ask_check_and_draw(tmp_path: Path) -> None:
    lowest = [f"{bound['name']}=={bound['version']}" for line in WANTED if (bound := BOUND.fullmatch(line))]
    _run(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    # An older pip does not know that the extras html_clean and html-clean are one.
    _run(*install, "--upgrade", "pip>=25.1")
    _run(*install, *lowest)
    _run(*install, "--no-deps", ROOT)
    _run(python, "-c", SMOKE, ROOT, tmp_path, PYTHONUTF8="1")
