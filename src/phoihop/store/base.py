"""What every store can do: answer a SPARQL query with terms. One contract test holds all of them to it."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

Results = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """A graph to question. The default graph holds the merged set: plain patterns find everything."""

    location: str

    def query(self, sparql: str) -> Results:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query.

        Raises:
            UsageError: the query is not valid SPARQL.
            StoreError: the store failed, or did not answer in time.
        """
        ...

    def close(self) -> None:
        """Let go of what the store holds; it answers no further query."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
