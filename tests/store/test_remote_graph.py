"""What the library and the commands do with a graph behind a URL: the same as with one on disk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from phoihop.build import Built
from phoihop.errors import FindingsError, UsageError
from phoihop.export import export
from phoihop.library import Graph
from phoihop.library import open as open_graph
from phoihop.store.versions import DATABASE, current_version

from .conftest import free_port, running

COURT = "agency/vn63/173/people-court"


@pytest.fixture(scope="module")
def local(built: Built) -> Iterator[Graph]:
    with open_graph(built.store) as graph:
        yield graph


@pytest.fixture(scope="module")
def remote(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the program of the oxigraph package is not installed")
    port = free_port()
    database = current_version(built.store) / DATABASE
    arguments = [program, "serve-read-only", "--location", str(database), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}/query"
    with running(arguments, url, tmp_path_factory.mktemp("server")), open_graph(url) as graph:
        yield graph


def test_a_question_has_the_same_rows(local: Graph, remote: Graph) -> None:
    here, there = local.query("district-court"), remote.query("district-court")
    assert (here.columns, here.rows) == (there.columns, there.rows)
    assert len(here) == 2


def test_search_finds_the_same(local: Graph, remote: Graph) -> None:
    assert local.search("dien bien") == remote.search("dien bien")


@pytest.mark.parametrize("name", ["programme/s0/programme", COURT, "claim/s0/signature/programme/tand", "ph:signatory"])
def test_an_explanation_is_the_same(local: Graph, remote: Graph, name: str) -> None:
    here, there = local.explain(name), remote.explain(name)
    assert set(here.statements) == set(there.statements)
    assert here.evidence == there.evidence
    assert set(here.claims) == set(there.claims)
    assert set(here.derivations) == set(there.derivations)


def test_what_is_not_known_is_not_known_there_either(remote: Graph) -> None:
    with pytest.raises(FindingsError, match="nothing is known of"):
        remote.explain("programme/nowhere")


def test_networks_and_drawings_are_the_same(local: Graph, remote: Graph) -> None:
    assert sorted(local.network().edges) == sorted(remote.network().edges)
    assert local.draw(source="s4").html == remote.draw(source="s4").html


@pytest.mark.parametrize("form", ["csv", "graphml", "gexf"])
def test_tables_and_networks_are_exported_alike(local: Graph, remote: Graph, form: str) -> None:
    assert sorted(export(local.store, form).splitlines()) == sorted(export(remote.store, form).splitlines())


def test_the_graph_of_an_endpoint_is_not_exported_whole(remote: Graph) -> None:
    with pytest.raises(UsageError, match="cannot be exported whole"):
        export(remote.store, "nquads")
