"""Stores: one interface, embedded (Oxigraph, memory or disk) and remote (any SPARQL 1.1 endpoint)."""

from __future__ import annotations

from pathlib import Path

from phoihop.errors import UsageError
from phoihop.settings import data_dir
from phoihop.store.base import Results, Store
from phoihop.store.embedded import EmbeddedStore
from phoihop.store.versions import DATABASE, current_version

__all__ = ["EmbeddedStore", "Results", "Store", "open_store"]

DEFAULT = Path("build/store")
SHIPPED = "phoihop.nq.gz"


def open_store(location: str | Path | None = None) -> Store:
    """Open a store for reading.

    Args:
        location: a store folder, a file of N-Quads, or the URL of a SPARQL 1.1 endpoint. None takes `build/store`
            if it is there, else the graph that ships with Phoihop.

    Raises:
        UsageError: there is nothing of the kind at the location.
        StoreError: it is there but cannot be opened.
    """
    if location is None:
        if (DEFAULT / "current").exists():
            return EmbeddedStore.from_disk(current_version(DEFAULT) / DATABASE)
        return EmbeddedStore.from_quads(data_dir() / SHIPPED)
    if str(location).startswith(("http://", "https://")):
        from phoihop.store.remote import RemoteStore  # noqa: PLC0415  (its imports cost time that most calls save)

        return RemoteStore(str(location))
    path = Path(location)
    if path.is_file():
        if not path.name.endswith((".nq", ".nq.gz")):
            raise UsageError("a graph in a file must be N-Quads", path=path, fix="use .nq or .nq.gz")
        return EmbeddedStore.from_quads(path)
    return EmbeddedStore.from_disk(current_version(path) / DATABASE)
