"""The embedded store: Oxigraph, in memory or read-only from a version on disk."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from phoihop.errors import StoreError, UsageError
from phoihop.store.base import Results

_POSITION = re.compile(r"error at (\d+):(\d+)")


class EmbeddedStore:
    """A graph held by this process."""

    def __init__(self, graph: ox.Store, location: str) -> None:
        self._graph: ox.Store | None = graph
        self.location = location

    @classmethod
    def from_disk(cls, folder: Path) -> Self:
        """Open one version of a store; it stays as it is while newer versions are made.

        Raises:
            StoreError: the folder is not an Oxigraph database or cannot be read.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), str(folder))
        except (OSError, RuntimeError) as error:  # a database that is damaged comes as the latter
            raise StoreError(f"the store cannot be opened: {_first_line(error)}", path=folder) from None

    @classmethod
    def from_quads(cls, path: Path) -> Self:
        """Load sorted N-Quads (`.nq` or `.nq.gz`) into memory.

        Raises:
            StoreError: the file cannot be read or is no N-Quads.
        """
        try:
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            graph = ox.Store()
            graph.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=True)
        except (OSError, SyntaxError, EOFError) as error:
            raise StoreError(f"the graph cannot be loaded: {_first_line(error)}", path=path) from None
        return cls(graph, str(path))

    @property
    def graph(self) -> ox.Store:
        """The Oxigraph store itself."""
        if self._graph is None:
            raise StoreError("the store is closed", path=self.location)
        return self._graph

    def query(self, sparql: str) -> Results:
        """See `Store.query`."""
        try:
            return self.graph.query(sparql)
        except SyntaxError as error:
            raise syntax_error(str(error)) from None
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"the query failed: {_first_line(error)}", path=self.location) from None

    def close(self) -> None:
        """See `Store.close`."""
        self._graph = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def syntax_error(message: str) -> UsageError:
    """A parser's complaint about a query, as one line with its place."""
    match = _POSITION.search(message)
    line, column = (int(match[1]), int(match[2])) if match else (None, None)
    if "Prefix not found" in message:
        what, fix = "a prefix is not declared", "declare it with PREFIX; `phoihop ref prefixes` lists ours"
    else:
        what, fix = message.strip().splitlines()[0][:160].removeprefix(match[0] if match else "").strip(" :"), ""
    return UsageError(f"not valid SPARQL: {what}", path="query", line=line, column=column, fix=fix)


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
