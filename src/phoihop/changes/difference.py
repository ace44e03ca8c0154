"""`diff`: what a batch of records would change in a store, or what is different in another store or release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from phoihop.changes.facts import FactChange, compare_facts
from phoihop.changes.foundation import Foundation
from phoihop.changes.scope import build_scope
from phoihop.changes.statements import Statements
from phoihop.graph.records import record_triples
from phoihop.model import Issue, Severity
from phoihop.records.reading import Located, find_records, read_records
from phoihop.store import EmbeddedStore, open_store
from phoihop.store.versions import is_store
from phoihop.validate import check_references
from phoihop.validate.batches import scratch_store

BATCH = 500


@dataclass(frozen=True)
class Diff:
    """What makes one graph of another.

    Args:
        facts: the changes as people speak of them.
        removed, added: the changes as quads, sorted: the patch.
        skipped: why records of a batch are not in the comparison.
    """

    facts: tuple[FactChange, ...]
    removed: tuple[ox.Quad, ...]
    added: tuple[ox.Quad, ...]
    skipped: tuple[Issue, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is different, or could not be compared."""
        return bool(self.removed or self.added or self.skipped)


def diff(paths: Sequence[Path], store: Path, *, language: str = "en", data: Path | None = None) -> Diff:
    """What a batch of records would change in a store, or what is different in another store.

    Drafts are compared as if they were accepted: a coder wants to know before.

    Args:
        paths: files and folders of records; or one store or file of N-Quads.
        store: what to compare with: a store, or a file of N-Quads (for two releases).
        language: of labels, `vi` or `en`.
        data: the data folder that the store was built from, where it has a gazetteer of its own.

    Raises:
        UsageError, StoreError: a path or a store cannot be read.
    """
    if len(paths) == 1 and _is_graph(paths[0]):
        with _open(store) as before, _open(paths[0]) as after:
            gone = (quad for quad in before if quad not in after)
            return _build_diff(before, after, gone, (quad for quad in after if quad not in before), language)
    find_records(list(paths))
    foundation = Foundation(data)
    with scratch_store(store, foundation.schema) as scratch, _open(store) as before:
        batch = _add_batch(paths, scratch, foundation)
        scope = build_scope((before, scratch), batch.records, batch.settled)
        removed, added = scope.quads(before), scope.quads(scratch)
        return _build_diff(before, scratch, removed - added, added - removed, language, tuple(batch.skipped))


def _is_graph(path: Path) -> bool:
    return is_store(path) or path.name.endswith((".nq", ".nq.gz"))


@contextmanager
def _open(path: Path) -> Iterator[ox.Store]:
    with open_store(path) as store:
        assert isinstance(store, EmbeddedStore)
        yield store.graph


@dataclass
class _Batch:
    """What became of a batch: the ids of the records stated, what followed for places and bodies, what was left out."""

    records: set[str] = field(default_factory=set)
    settled: set[ox.Quad] = field(default_factory=set)
    skipped: list[Issue] = field(default_factory=list)


def _add_batch(paths: Sequence[Path], graph: ox.Store, foundation: Foundation) -> _Batch:
    """Add records to a scratch copy without asking whether they conform."""
    statements = Statements(graph, foundation.schema)
    bodies = foundation.bodies(statements)
    batch = _Batch()
    for path in find_records(list(paths)):
        some: list[Located] = []
        for item in read_records(path, foundation.schema.find_place):
            issues = check_references(item, foundation.schema.gazetteer) if isinstance(item, Located) else item
            bad = [issue for issue in issues if issue.severity is Severity.VIOLATION]
            batch.skipped += bad
            if isinstance(item, Located) and not bad and item.record.status != "retracted":
                some.append(item)
                batch.records.add(item.record.id)
            if len(some) == BATCH:
                _put(some, statements, foundation)
                some = []
        _put(some, statements, foundation)
    statements.finish()
    batch.settled = foundation.settle(statements, bodies)
    return batch


def _put(batch: Sequence[Located], statements: Statements, foundation: Foundation) -> None:
    schema = foundation.schema
    triples = [record_triples(item.record, schema.gazetteer.place, schema.ontology.supertypes) for item in batch]
    for record in triples:
        if statements.record_quads(record.record):
            statements.take(record.record)
    statements.state(statements.prepare(triples))
    statements.keep(triples)


def _build_diff(
    before: ox.Store,
    after: ox.Store,
    removed: Iterable[ox.Quad],
    added: Iterable[ox.Quad],
    language: str,
    skipped: tuple[Issue, ...] = (),
) -> Diff:
    went, came = tuple(sorted(removed, key=str)), tuple(sorted(added, key=str))
    return Diff(compare_facts(before, after, went, came, language), went, came, skipped)
