"""A store behind a URL: any SPARQL 1.1 endpoint, asked through SPARQLWrapper."""

from __future__ import annotations

import ast
import re
from http.client import HTTPException
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph as ox

from phoihop.errors import StoreError, UsageError
from phoihop.store.base import Results
from phoihop.store.embedded import syntax_error

TIMEOUT = 60
"""Seconds until a silent endpoint is given up: a catalogue query over a million triples takes well under one."""

_FORM = re.compile(r"(?:\s|#[^\n]*\n|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*(\w*)", re.IGNORECASE)
"""A query's prologue and the word after it, which says what form the query has."""


class RemoteStore:
    """A SPARQL endpoint. Answers become the same terms as an embedded store's.

    Args:
        url: the endpoint's address; its query part is kept, as `?default-graph-uri=…` for a server whose default
            graph is not the merged one.
        timeout: seconds until a silent endpoint is given up.

    Raises:
        UsageError: the address is none.
    """

    def __init__(self, url: str, timeout: int = TIMEOUT) -> None:
        try:
            parts = urlsplit(url)
            good = bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good:
            raise UsageError(f"{url!r} is no address of an endpoint", fix="write it as http://host:port/query")
        self.location = url
        self._timeout = timeout
        self._closed = False

    def query(self, sparql: str) -> Results:
        """See `Store.query`."""
        if self._closed:
            raise StoreError("the store is closed", path=self.location)
        form = _form(sparql)
        graph = form in ("CONSTRUCT", "DESCRIBE")
        body = self._ask(sparql, form, "application/n-triples" if graph else "application/sparql-results+json")
        try:
            if graph:
                memory = ox.Store()
                memory.load(body, format=ox.RdfFormat.N_TRIPLES)
                return memory.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
            return _read_results(body, form)
        except (SyntaxError, ValueError):
            # A server that is stopped halfway may send 200 and a truncated answer.
            raise StoreError("the endpoint's answer is broken or cut off", path=self.location) from None

    def _ask(self, sparql: str, form: str, accept: str) -> bytes:
        from SPARQLWrapper import POST, SPARQLWrapper  # noqa: PLC0415  (0.3 s to import, only for remote stores)
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException  # noqa: PLC0415

        client = SPARQLWrapper(self.location)
        client.setMethod(POST)
        client.setTimeout(self._timeout)
        client.setQuery(sparql)
        client.queryType = form  # its own guess is misled by words in comments, and sends an update as one
        client.setOnlyConneg(True)
        client.addCustomHttpHeader("Accept", accept)
        try:
            with client.query().response as response:
                body: bytes = response.read()
        except QueryBadFormed as error:
            _close(error)
            raise syntax_error(_reason(error)) from None
        except (SPARQLWrapperException, HTTPError) as error:
            _close(error)
            raise StoreError(f"the endpoint refused: {_reason(error)}", path=self.location) from None
        except TimeoutError:
            raise StoreError(f"no answer in {self._timeout} s", path=self.location) from None
        except (URLError, HTTPException, OSError) as error:
            raise StoreError(f"the endpoint cannot be reached: {_reason(error)}", path=self.location) from None
        if response.headers.get_content_type() == "text/html":
            raise StoreError(
                "a web page answers there, no SPARQL endpoint", path=self.location, fix="check the address"
            )
        return body

    def close(self) -> None:
        """See `Store.close`; there is no connection to end."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _form(sparql: str) -> str:
    match = _FORM.match(sparql)
    form = match[1].upper() if match else ""
    if form not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise UsageError(f"not valid SPARQL: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not {form!r}")
    return form


def _read_results(body: bytes, form: str) -> Results:
    # Read to the end first: the parser is lazy, and an answer that is cut off has to fail here.
    rows = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(rows, ox.QueryBoolean):
        return rows
    number = sum(1 for _ in rows)
    if form == "ASK":
        # Virtuoso 7 answers ASK with a table: one row for true, none for false.
        body = b'{"head": {}, "boolean": %s}' % (b"true" if number else b"false")
    return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)


def _close(error: BaseException) -> None:
    """End the connection that an error keeps open."""
    cause = error if isinstance(error, HTTPError) else error.__context__
    if isinstance(cause, HTTPError):
        cause.close()


def _reason(error: BaseException) -> str:
    """The first line that tells something: of what the server sent, if that is no page, else of the error."""
    said, _, body = str(getattr(error, "reason", None) or error).partition("Response:\n")
    if body.startswith(("b'", 'b"')):
        body = ast.literal_eval(body).decode("utf-8", "replace")
    text = body if body.strip() and not body.lstrip().startswith("<") else said
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__
