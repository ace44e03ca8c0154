"""Every kind of store there is, each with the same small graph: embedded, and behind the servers of two makers."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from phoihop.errors import StoreError
from phoihop.store import EmbeddedStore, Store
from phoihop.store.loading import Loader
from phoihop.store.remote import RemoteStore

MERGED = "https://w3id.org/phoihop/id/graph/merged"
"""Where Virtuoso, whose default graph is the union of all, keeps the merged graph; its address names it as default."""

THING = "https://example.org/thing"
XSD = "http://www.w3.org/2001/XMLSchema#"
KINDS = ("memory", "disk", "oxigraph", "virtuoso")

LITERALS = {
    "vietnamese": ox.Literal("Tòa án nhân dân huyện Phú Bình", language="vi"),
    "english": ox.Literal("District court", language="en"),
    "plain": ox.Literal("012-KH/TU"),
    "quotes": ox.Literal("\"one\" 'two' \\three\\"),
    "lines": ox.Literal("one\ntwo\r\tthree"),
    "right-to-left": ox.Literal("\u202eabc\u202c שלום"),
    "astral": ox.Literal("𠀋 🙂"),
    "markup": ox.Literal("<b>&amp;</b> ]]>"),
    "year": ox.Literal("2021", datatype=ox.NamedNode(XSD + "gYear")),
    "month": ox.Literal("2021-09", datatype=ox.NamedNode(XSD + "gYearMonth")),
    "day": ox.Literal("2021-09-08", datatype=ox.NamedNode(XSD + "date")),
    "number": ox.Literal("18878", datatype=ox.NamedNode(XSD + "integer")),
    "truth": ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")),
}


def graph_lines() -> list[str]:
    """The small graph, merged and by source: one triple is stated by two sources, the others by one."""
    kind = f"<{THING}> <{THING}/kind> <https://example.org/cơ-quan> "
    lines = [kind + ".", f"{kind}<{THING}/source/one> .", f"{kind}<{THING}/source/two> ."]
    for name, literal in LITERALS.items():
        triple = f"<{THING}> <{THING}/{name}> {literal} "
        lines += [triple + ".", f"{triple}<{THING}/source/one> ."]
    return lines


@dataclass
class Opened:
    """A store with the small graph, and how to open it another time."""

    kind: str
    store: Store
    reopen: Callable[[], Store]


@pytest.fixture(scope="session")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quads") / "small.nq"
    path.write_text("\n".join(graph_lines()) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def database(quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("database") / "db"
    loader = Loader(folder)
    loader.graph.bulk_load(path=quads)
    loader.close()
    return folder


@pytest.fixture(scope="session")
def oxigraph_url(database: Path) -> Iterator[str]:
    """The server of the oxigraph package, a process of its own."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the program of the oxigraph package is not installed")
    port = free_port()
    arguments = [program, "serve-read-only", "--location", str(database), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}/query"
    with running(arguments, url, database.parent):
        yield url


_VIRTUOSO_SETTINGS = """
[Database]
DatabaseFile = all.db
TransactionFile = all.trx
ErrorLogFile = all.log
LockFile = all.lck
xa_persistent_file = all.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 2
[SPARQL]
ResultSetMaxRows = 1000000
"""


@pytest.fixture(scope="session")
def load_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], str]]:
    """A server of Debian's virtuoso-opensource-7: gives a function that loads a file and tells the file's URL."""
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or client is None:
        pytest.skip("Virtuoso is not installed (Debian: apt-get install virtuoso-opensource-7)")
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    if "7.2.5" not in told.stdout + told.stderr:
        pytest.skip("this is not Virtuoso 7.2.5, whose wrong answers are known here")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    settings = _VIRTUOSO_SETTINGS.format(sql=sql, http=http, folder=folder)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    url = f"http://127.0.0.1:{http}/sparql"

    def load(path: Path, graph: str) -> str:
        copy = shutil.copy(path, folder / f"{len(list(folder.iterdir()))}.nq")
        load = f"DB.DBA.TTLP(file_to_string_output('{copy}'), '', '{graph}', 512); checkpoint;"  # 512: N-Quads
        subprocess.run(
            [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True, timeout=120
        )
        return f"{url}?default-graph-uri={quote(graph, safe='')}"

    with running([program, "+foreground", "+configfile", "virtuoso.ini"], url, folder):
        yield load


@pytest.fixture(scope="session")
def virtuoso_url(load_virtuoso: Callable[[Path, str], str], quads: Path) -> str:
    return load_virtuoso(quads, MERGED)


@pytest.fixture(params=KINDS)
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    kind: str = request.param
    if kind == "memory":
        path: Path = request.getfixturevalue("quads")
        reopen: Callable[[], Store] = lambda: EmbeddedStore.from_quads(path)  # noqa: E731
    elif kind == "disk":
        folder: Path = request.getfixturevalue("database")
        reopen = lambda: EmbeddedStore.from_disk(folder)  # noqa: E731
    else:
        url: str = request.getfixturevalue(f"{kind}_url")
        reopen = lambda: RemoteStore(url, timeout=20)  # noqa: E731
    with reopen() as store:
        yield Opened(kind, store, reopen)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(arguments: list[str], url: str, folder: Path) -> Iterator[None]:
    """A server that is there in the block, and gone after it."""
    server = subprocess.Popen(arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            if server.poll() is not None:
                pytest.skip(f"{arguments[0]} cannot start here")
            try:
                RemoteStore(url, timeout=5).query("ASK {}")
                break
            except StoreError:
                time.sleep(0.1)  # a process gives no other sign that it listens
        else:
            pytest.skip(f"{arguments[0]} does not answer within half a minute")
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
