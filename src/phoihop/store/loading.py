"""Fills a new Oxigraph database in batches, so that memory stays bounded whatever the input's size."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from phoihop.errors import StoreError

BATCH = 500_000
"""Quads held as text between two bulk loads: some 120 MB, twice for a moment, and the loader's own working set."""


class Loader:
    """Takes rendered triples and writes them to a database on disk.

    Args:
        folder: where the database is to be; None for one in memory.
    """

    def __init__(self, folder: Path | None = None, batch: int = BATCH) -> None:
        self.graph = ox.Store(str(folder)) if folder else ox.Store()
        self._batch = batch
        self._lines: list[str] = []

    def add(self, triples: Iterable[tuple[str, str, str]], graphs: tuple[str | None, ...] = (None,)) -> None:
        """Add triples to each of the graphs; None is the default graph. A graph's name is an IRI, unbracketed."""
        for graph in graphs:
            tail = f" <{graph}> .\n" if graph else " .\n"
            self._lines += [f"{s} {p} {o}{tail}" for s, p, o in triples]
        if len(self._lines) >= self._batch:
            self.flush()

    def add_quads(self, quads: Iterable[tuple[str, str, str, str]]) -> None:
        """Add rendered quads, the graph's name bracketed like every IRI."""
        self._lines += [f"{s} {p} {o} {g} .\n" for s, p, o, g in quads]
        if len(self._lines) >= self._batch:
            self.flush()

    def flush(self) -> None:
        """Write out what is held.

        Raises:
            StoreError: a term is not valid RDF; nothing of the batch is written.
        """
        if not self._lines:
            return
        data = "".join(self._lines).encode()
        self._lines = []
        try:
            self.graph.bulk_load(data, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"a term is not valid RDF: {error}") from None

    def close(self, *, optimize: bool = False) -> None:
        """Write everything to disk, so that a power cut cannot take it back."""
        self.flush()
        if optimize:
            self.graph.optimize()
        self.graph.flush()
