"""The three engines that every question of the catalogue must get the same answer from."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from phoihop.build import Built
from phoihop.errors import StoreError
from phoihop.store import EmbeddedStore
from phoihop.store.remote import RemoteStore
from phoihop.store.versions import DATABASE, current_version

Rows = list[tuple[str, ...]]
Engine = Callable[[str], tuple[list[str], Rows]]
"""Takes a query; gives the names of its columns and its rows, an unbound value as an empty text."""

PLACE = "https://w3id.org/phoihop/id/place/"
CHANGE = "https://w3id.org/phoihop/id/place-change/"
PROVINCE = "https://w3id.org/phoihop/id/level/province"
WITHIN = "https://w3id.org/phoihop/ontology#within"


def _rows(answer: ox.QuerySolutions) -> tuple[list[str], Rows]:
    columns = [variable.value for variable in answer.variables]
    return columns, [tuple("" if term is None else term.value for term in row) for row in answer]


@pytest.fixture(scope="session")
def database(built: Built) -> Path:
    return current_version(built.store) / DATABASE


@pytest.fixture(scope="session")
def memory(database: Path) -> Engine:
    graph = ox.Store()
    graph.bulk_extend(ox.Store.read_only(str(database)))
    store = EmbeddedStore(graph, "memory")
    return lambda sparql: _rows(store.query(sparql))


def _without_unnamed_places(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Leave out the places that are no province, that no record names and that took no such place's place."""
    within = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == WITHIN}
    named = {quad.subject.value for quad in quads if quad.object.value == PROVINCE}
    changes: dict[str, set[str]] = {}
    for quad in quads:
        if quad.subject.value.startswith(CHANGE):
            changes.setdefault(quad.subject.value, set()).add(quad.object.value)
        elif not quad.subject.value.startswith(PLACE):
            place = quad.object.value
            while place.startswith(PLACE) and place not in named:
                named.add(place)
                place = within.get(place, "")
    for change, places in changes.items():
        if change.replace(CHANGE, PLACE) in named:
            named |= places
    return [
        quad
        for quad in quads
        if not quad.subject.value.startswith((PLACE, CHANGE)) or quad.subject.value.replace(CHANGE, PLACE) in named
    ]


@pytest.fixture(scope="session")
def pure_python(database: Path) -> Engine:
    """rdflib over the merged graph, without the thousands of places that no record names."""
    quads = list(ox.Store.read_only(str(database)).quads_for_pattern(None, None, None, ox.DefaultGraph()))
    kept = _without_unnamed_places(quads)
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data="\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in kept), format="nt")

    def ask(sparql: str) -> tuple[list[str], Rows]:
        answer = graph.query(sparql)
        assert answer.vars is not None
        rows = [tuple("" if term is None else str(term) for term in row) for row in answer]
        return [str(variable) for variable in answer.vars], rows

    return ask


@pytest.fixture(scope="session")
def protocol(database: Path) -> Iterator[Engine]:
    """A server process of its own, asked through the SPARQL protocol."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the program of the oxigraph package is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [program, "serve-read-only", "--location", str(database), "--bind", address], stderr=subprocess.DEVNULL
    )
    try:
        store = RemoteStore(f"http://{address}/query", timeout=20)
        _wait_for(store, server)
        yield lambda sparql: _rows(store.query(sparql))
    finally:
        server.terminate()
        server.wait()


def _wait_for(store: RemoteStore, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            store.query("ASK {}")
        except StoreError as error:
            if server.poll() is not None:
                pytest.skip(f"the server cannot start here: {error}")
            time.sleep(0.05)  # a process gives no other sign that it listens
        else:
            return
    pytest.skip("the server does not answer within five seconds")
