"""A small network, the real pages, and a headless browser to show them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from phoihop.analysis import project
from phoihop.build import Built
from phoihop.store import EmbeddedStore, open_store
from phoihop.visualise import draw


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


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One browser for all tests; see `browser.py` beside this file."""
    # Test folders are no packages, so that their files need no names of their own across the rooms.
    spec = spec_from_file_location("phoihop_test_browser", Path(__file__).with_name("browser.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        started = module.Browser(chromium, tmp_path_factory.mktemp("browser"))
    except (OSError, TimeoutError) as error:
        pytest.skip(f"Chromium does not start here: {error}")
    yield started
    started.close()
