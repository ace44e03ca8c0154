"""A store behind a URL: any SPARQL 1.1 endpoint, asked through SPARQLWrapper."""

from __future__ import annotations

from http.client import HTTPException
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError

import pyoxigraph as ox

from phoihop.errors import StoreError
from phoihop.store.base import Results
from phoihop.store.embedded import syntax_error

TIMEOUT = 60
"""Seconds until a silent endpoint is given up: a catalogue query over a million triples takes well under one."""


class RemoteStore:
    """A SPARQL endpoint. Answers become the same terms as an embedded store's."""

    def __init__(self, url: str, timeout: int = TIMEOUT) -> None:
        self.location = url
        self._timeout = timeout

    def query(self, sparql: str) -> Results:
        """See `Store.query`."""
        from SPARQLWrapper import POST, SPARQLWrapper  # noqa: PLC0415  (0.3 s to import, only for remote stores)
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException  # noqa: PLC0415

        client = SPARQLWrapper(self.location)
        client.setMethod(POST)
        client.setTimeout(self._timeout)
        client.setQuery(sparql)
        graph = client.queryType in ("CONSTRUCT", "DESCRIBE")
        accept = "application/n-triples" if graph else "application/sparql-results+json"
        client.setOnlyConneg(True)
        client.addCustomHttpHeader("Accept", accept)
        try:
            body = client.query().response.read()
        except QueryBadFormed as error:
            raise syntax_error(_reason(error)) from None
        except (SPARQLWrapperException, HTTPError) as error:
            raise StoreError(f"the endpoint refused: {_reason(error)}", path=self.location) from None
        except TimeoutError:
            raise StoreError(f"no answer in {self._timeout} s", path=self.location) from None
        except (URLError, HTTPException, OSError) as error:
            raise StoreError(f"the endpoint cannot be reached: {_reason(error)}", path=self.location) from None
        try:
            if graph:
                memory = ox.Store()
                memory.load(body, format=ox.RdfFormat.N_TRIPLES)
                return memory.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
            return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError):
            # A server that is stopped halfway may send 200 and a truncated answer.
            raise StoreError("the endpoint's answer is broken or cut off", path=self.location) from None

    def close(self) -> None:
        """Nothing is held between queries."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _reason(error: BaseException) -> str:
    reason = getattr(error, "reason", None) or error
    lines = [line for line in str(reason).replace("\\n", "\n").splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__).strip()[:300]
