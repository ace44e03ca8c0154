"""An endpoint that fails: one clear line, exit code 3, whatever way it fails in."""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from phoihop.errors import PhoihopError, StoreError, UsageError
from phoihop.store import open_store
from phoihop.store.remote import RemoteStore

Serve = Callable[[int, str, bytes], str]
JSON = "application/sparql-results+json"


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that gives every request the same answer; tells its URL."""
    servers: list[tuple[HTTPServer, threading.Thread]] = []
    # Answers of the database that earlier tests left must not be collected by the server's thread: they mind.
    gc.collect()

    def start(status: int, kind: str, body: bytes, promised: int | None = None) -> str:
        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(promised or len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield start
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


def refusal(url: str, query: str = "SELECT ?s WHERE { ?s ?p ?o }", timeout: int = 5) -> PhoihopError:
    with pytest.raises(PhoihopError) as caught:
        RemoteStore(url, timeout).query(query)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 400
    return caught.value


PAGE = b"<!DOCTYPE html><html><body><h1>Welcome</h1></body></html>"
CUT = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://a.example/"}},{"s":{"ty'
ANSWERS = [
    (500, "text/plain", b"out of memory\nat a.b.C\nat d.e.F", "out of memory"),
    (500, "text/html", PAGE, "500"),
    (500, "text/plain", b"", "500"),
    (503, "text/plain", b"try later", "Service Unavailable"),
    (404, "text/html", PAGE, "check it is correct"),
    (401, "text/plain", b"", "credentials"),
    (403, "text/plain", b"no", "Forbidden"),
    (200, "text/html; charset=utf-8", PAGE, "a web page answers there"),
    (200, JSON, b"", "broken or cut off"),
    (200, JSON, CUT, "broken or cut off"),
    (200, JSON, CUT[:30], "broken or cut off"),
    (200, JSON, b'{"hello": "world"}', "broken or cut off"),
    (200, JSON, b"\xff\xfe\x00", "broken or cut off"),
    (200, "application/xml", b"<sparql/>", "broken or cut off"),
]


@pytest.mark.parametrize(("status", "kind", "body", "says"), ANSWERS)
def test_an_answer_that_is_none_is_the_stores_failure(
    serve: Serve, status: int, kind: str, body: bytes, says: str
) -> None:
    error = refusal(serve(status, kind, body))
    assert isinstance(error, StoreError)
    assert says in str(error)


def test_triples_that_are_cut_off_are_not_taken_for_the_answer(serve: Serve) -> None:
    url = serve(200, "application/n-triples", b"<http://a.example/> <http://b.example/> <http://c.exa")
    assert "cut off" in str(refusal(url, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


def test_a_connection_that_ends_early_is_the_stores_failure(serve: Serve) -> None:
    url = serve(200, JSON, b'{"head":', 5000)  # type: ignore[call-arg]
    assert isinstance(refusal(url), StoreError)


def test_a_complaint_about_the_query_is_wrong_usage_with_the_servers_words(serve: Serve) -> None:
    error = refusal(serve(400, "text/plain", "error at 2:7: không hiểu\nmore".encode()))
    assert isinstance(error, UsageError)
    assert (error.line, error.column, "không hiểu" in str(error)) == (2, 7, True)


def test_an_endpoint_that_never_answers_is_given_up() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert "no answer in 1 s" in str(refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout=1))


def test_an_endpoint_that_is_not_there_cannot_be_reached() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be reached: Connection refused" in str(refusal(f"http://127.0.0.1:{port}/")).replace(
        "[Errno 111] ", ""
    )


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://127.0.0.1:port/", "http://a b/", "https://exa\x00mple/"]
)
def test_an_address_that_is_none_is_an_error_in_one_line(url: str) -> None:
    with pytest.raises(PhoihopError) as caught:
        open_store(url).query("ASK {}")
    assert "\n" not in str(caught.value)
