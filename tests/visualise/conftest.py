"""A small network, real and hostile pages, and a headless browser to show them."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from phoihop.analysis import project
from phoihop.build import Built
from phoihop.store import EmbeddedStore, open_store
from phoihop.visualise import draw

# Those of the first line are what a container needs; the others keep the browser's own services quiet.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1366,768",
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--virtual-time-budget=3000",
]  # fmt: skip
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def store() -> EmbeddedStore:
    """The small invented graph."""
    graph = ox.Store()
    graph.load((Path(__file__).parents[1] / "data" / "coordination.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return EmbeddedStore(graph, "coordination.ttl")


@pytest.fixture
def network(store: EmbeddedStore) -> nx.MultiGraph[str]:
    return project(store, kind="agency-programme")


@pytest.fixture(scope="session")
def real_pages(built: Built) -> dict[tuple[str, str], str]:
    """The pages of the project's own data, by kind and language."""
    with open_store(built.store) as real:
        return {
            (kind, language): draw(real, kind=kind, language=language).html
            for kind, language in (("agency-programme", "vi"), ("agency-agency", "en"))
        }


def data_of(page: str, name: str) -> Any:
    """One of the page's two blocks of data."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="session")
def read_data() -> Callable[[str, str], Any]:
    return data_of


@dataclass(frozen=True)
class Shown:
    """What a browser made of a page."""

    dom: str
    console: str
    requests: frozenset[str]

    @property
    def rows(self) -> list[str]:
        """The ids of the table's rows that are to be seen."""
        rows = re.findall(r"<tr([^>]*)data-id=\"([^\"]*)\"([^>]*)>", self.dom)
        return [html.unescape(name) for before, name, after in rows if "hidden" not in before + after]

    @property
    def panel(self) -> str:
        found = re.search(r"<aside id=\"panel\".*?</aside>", self.dom, re.DOTALL)
        assert found
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


@pytest.fixture
def browse(tmp_path: Path) -> Callable[..., Shown]:
    """Shows a page in headless Chromium, with no name resolution."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium")

    def show(page: str, fragment: str = "") -> Shown:
        file, log = tmp_path / "page.html", tmp_path / "net.json"
        file.write_bytes(page.encode())
        command = [
            chromium, *FLAGS, OFFLINE, f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}",
            "--enable-logging=stderr", "--v=0", "--dump-dom", file.as_uri() + fragment,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
        if done.returncode or not done.stdout:
            pytest.skip(f"Chromium does not start here: {done.stderr.decode(errors='replace')[-300:]}")
        console = "\n".join(line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line)
        # What the browser asks for itself (its updates, its clock) has no origin; what a page asks for has one.
        started = re.findall(r'"initiator":"([^"\n]*)".*"url":"((?:http|ws|ftp)[^"\n]*)"', log.read_text("utf-8"))
        asked = {url for initiator, url in started if initiator != "not an origin"}
        return Shown(done.stdout.decode(), console, frozenset(asked))

    return show
