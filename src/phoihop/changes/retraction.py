"""`retract`: one source out of a store again, and with it what no other source states."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from phoihop.changes.addition import open_working
from phoihop.changes.foundation import Foundation, write_manifest
from phoihop.changes.statements import Statements, build_digest
from phoihop.errors import UsageError
from phoihop.identity.iris import local_iri
from phoihop.store.audit import write_change
from phoihop.store.versions import current_version, new_version, read_manifest


@dataclass(frozen=True)
class Retraction:
    """What a retraction did: how many statements of the source went, and how many of the merged graph with them."""

    source: str
    version: str
    statements: int
    merged: int
    counts: dict[str, int]


def retract_source(
    source: str, store: Path, *, by: str, on: str = "", why: str, data: Path | None = None, wait: float = 0
) -> Retraction:
    """Take out what one source states, except what other sources, the gazetteer or the ontology state too.

    Building anew from the records, or adding the record again, brings it back: to keep it out, set the record's own
    status to retracted.

    Args:
        source: the id of the source, as `s4`, or its IRI.
        store: the folder of the store.
        by: who retracts, for the audit log.
        on: the day, for the audit log.
        why: the reason, for the audit log.
        data: the data folder that the store was built from, where it has a gazetteer of its own.
        wait: seconds to wait for another writer.

    Raises:
        UsageError: there is no such store, or no such source in it.
        StoreError: the store fails or another writer is at work. It is as it was.
    """
    record = source.removeprefix(local_iri("source", ""))
    previous = read_manifest(current_version(store))["counts"]
    foundation = Foundation(data)
    with new_version(store, wait=wait) as working:
        graph = open_working(store, working)
        statements = Statements(graph, foundation.schema)
        named = statements.record_quads(record)
        if not named:
            raise UsageError(
                f"there is no source {record!r} in the store", path=store, fix="`phoihop query sources` lists them"
            )
        bodies = foundation.bodies(statements)
        gone = statements.take(record)
        foundation.settle(statements, bodies)
        graph.flush()
        counts = write_manifest(graph, working, previous)
        digests = {record: {"before": build_digest("".join(f"{quad} .\n" for quad in named)), "after": ""}}
        write_change(working, action="retract", by=by, on=on, why=why, records=digests)
    merged = sum(isinstance(quad.graph_name, ox.DefaultGraph) for quad in gone)
    return Retraction(record, current_version(store).name, len(named), merged, counts)
