"""`add`: the good records of a batch into a store, the others into quarantine, all in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from phoihop.changes.foundation import Foundation, write_manifest
from phoihop.changes.intake import ahead, read_batches
from phoihop.changes.judging import Candidate, Judge
from phoihop.changes.quarantine import FOLDER, hold_back, put_aside
from phoihop.changes.statements import Prepared, Statements, build_digest
from phoihop.errors import StoreError
from phoihop.garbage import uncollected
from phoihop.model import Issue
from phoihop.records.reading import Located, find_records
from phoihop.store.audit import write_change
from phoihop.store.versions import DATABASE, current_version, is_store, new_version, read_manifest
from phoihop.validate import Texts

Fate = Literal["added", "replaced", "unchanged", "held back"]
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one record.

    Args:
        record: its id; empty if it could not be read.
        path, line: where it stands.
        fate: what became of it.
        issues: why it was held back.
        quarantine: the folder with its copy, if it was held back.
    """

    record: str
    path: str
    line: int | None
    fate: Fate
    issues: tuple[Issue, ...] = ()
    quarantine: Path | None = None


@dataclass(frozen=True)
class AddReport:
    """What an addition did.

    Args:
        store: the store.
        version: its version after the addition; empty if there is none.
        outcomes: what became of each record.
        counts: what the new version holds; empty if nothing was new.
        remarks: on how the records were judged, as that the fast engine was not trusted.
        settled: where the quarantine has now what was held back before of records that are in the store by now.
    """

    store: Path
    version: str
    outcomes: tuple[Outcome, ...]
    counts: dict[str, int] = field(default_factory=dict)
    remarks: tuple[Issue, ...] = ()
    settled: tuple[Path, ...] = ()

    def number(self, fate: Fate) -> int:
        """How many records met a fate."""
        return self.fates[fate]

    @property
    def fates(self) -> Counter[str]:
        """The fates, counted."""
        return Counter(outcome.fate for outcome in self.outcomes)


def add_records(
    paths: Sequence[Path],
    store: Path,
    *,
    by: str = "",
    on: str = "",
    quarantine: Path | None = None,
    texts: Path | None = None,
    data: Path | None = None,
    wait: float = 0,
    progress: Progress = lambda stage, done: None,
) -> AddReport:
    """Let the accepted records that break nothing into a store, and hold the others back.

    One call makes one new version of the store, or none if nothing is new. A record whose id the store knows takes
    the place of the earlier one. Records are judged batch by batch together with what is in the store by then.

    Args:
        paths: files and folders of records.
        store: the folder of the store, made if absent.
        by: who adds, for the audit log.
        on: the day, for the audit log; the log has the time besides.
        quarantine: where copies of what is held back go; inside the store if None.
        texts: a folder of the sources' texts, `<record id>.txt`; spans are checked against them.
        data: the data folder that the store was built from, where it has a gazetteer of its own.
        wait: seconds to wait for another writer.
        progress: told how far it is.

    Raises:
        UsageError: a path cannot be read, or the folder holds something else than a store.
        StoreError: the store fails, another writer is at work, or the disk is full. The store is as it was.
    """
    files = find_records(list(paths))
    foundation = Foundation(data)
    addition = _Addition(foundation, quarantine or store / FOLDER, Texts(texts), progress)
    try:
        with new_version(store, wait=wait) as working:
            counts = addition.run(files, store, working)
            if not addition.digests:
                raise _NothingNewError
            change = {"action": "add", "by": by, "on": on, "records": addition.digests}
            write_change(working, **change, held=addition.held())
    except _NothingNewError:
        counts = {}
    version = current_version(store).name if (store / "current").exists() else ""
    # Last, when the records are safely in: whoever is killed before finds a stale folder, and nothing lost.
    settled = addition.settle_quarantine()
    return AddReport(store, version, tuple(addition.outcomes), counts, addition.remarks(), settled)


class _NothingNewError(Exception):
    """Leaves the version that was begun without making it current."""


def open_working(store: Path, working: Path) -> ox.Store:
    """A copy of the version in force to work on, made of hard links; an empty database if there is none.

    Raises:
        StoreError: the version in force cannot be read.
    """
    folder = working / DATABASE
    try:
        if is_store(store) and (store / "current").exists():
            ox.Store.read_only(str(current_version(store) / DATABASE)).backup(str(folder))
        return ox.Store(str(folder))
    except OSError as error:
        raise StoreError(f"the store cannot be opened: {str(error).splitlines()[0]}", path=store) from None


class _Addition:
    def __init__(self, foundation: Foundation, quarantine: Path, texts: Texts, progress: Progress) -> None:
        self.foundation = foundation
        self.schema = foundation.schema
        self.quarantine = quarantine
        self.texts = texts
        self.progress = progress
        self.outcomes: list[Outcome] = []
        self.digests: dict[str, dict[str, str]] = {}

    def held(self) -> list[str]:
        """What was held back, by id or by file."""
        return [outcome.record or outcome.path for outcome in self.outcomes if outcome.fate == "held back"]

    def remarks(self) -> tuple[Issue, ...]:
        """What there is to say about how the records were judged."""
        return tuple(self.judge.screening.remarks)

    def settle_quarantine(self) -> tuple[Path, ...]:
        """Put aside what was held back earlier of records that are in the store by now."""
        inside = {
            outcome.record: outcome.path.partition("#")[0] for outcome in self.outcomes if outcome.fate != "held back"
        }
        held = {outcome.quarantine for outcome in self.outcomes}
        return tuple(put_aside(self.quarantine, inside, held))

    def run(self, files: Iterable[Path], store: Path, working: Path) -> dict[str, int]:
        """Work through the files on a copy of the store; gives the counts of the new version."""
        graph = open_working(store, working)
        fresh = not len(graph)
        if fresh:
            self.foundation.lay(graph)
        self.statements = Statements(graph, self.schema)
        self.judge = Judge(self.statements, self.texts)
        bodies = self.foundation.bodies(self.statements)
        try:
            with uncollected():
                for batch in ahead(read_batches(files, self.statements, self.texts)):
                    for refused in batch.refused:
                        self._hold(refused.located, refused.path, refused.issues)
                    for located in batch.unchanged:
                        self._settle(located, "unchanged")
                    if batch.candidates:
                        self._take_in(batch.candidates, batch.prepared)
                    self.progress("records", len(self.outcomes))
        finally:
            self.statements.finish()
        if not self.digests:
            return {}
        self.progress("places and reforms", 0)
        self.foundation.settle(self.statements, bodies)
        graph.flush()
        previous = {} if fresh else read_manifest(current_version(store))["counts"]
        return write_manifest(graph, working, previous)

    def _take_in(self, batch: Sequence[Candidate], prepared: Prepared) -> None:
        """State what the batch says, and take back what may not stay, until all that is stated breaks nothing."""
        statements = self.statements
        before = {c.id: build_digest("".join(map(_line, statements.record_quads(c.id)))) for c in batch if c.replaces}
        removed = {c.id: statements.take(c.id) for c in batch if c.replaces}
        stated = statements.state(prepared)
        gone = [quad for quads in removed.values() for quad in quads]
        issues = self.judge.judge(batch, stated, gone)
        while issues:
            statements.withdraw(stated.quads)
            changed = list(stated.quads)
            for candidate in batch:
                if candidate.id in issues:
                    back = removed.pop(candidate.id, [])
                    statements.restore(back)
                    changed += back
                    self._hold(candidate.located, Path(candidate.located.path), issues[candidate.id])
            batch = [candidate for candidate in batch if candidate.id not in issues]
            stated = statements.state(statements.prepare([candidate.triples for candidate in batch]))
            kept = set(stated.quads)
            issues = self.judge.judge(batch, stated, [quad for quad in changed if quad not in kept], again=True)
        if not batch:
            return
        after = statements.keep([candidate.triples for candidate in batch])
        for candidate in batch:
            self.digests[candidate.id] = {"before": before.get(candidate.id, ""), "after": after[candidate.id]}
            fate: Fate = "replaced" if candidate.replaces else "added"
            self._settle(candidate.located, fate)

    def _settle(self, item: Located, fate: Fate) -> None:
        place, line, _ = item.place_of(())
        self.outcomes.append(Outcome(item.record.id, place, line, fate))

    def _hold(self, item: Located | None, path: Path, issues: Sequence[Issue]) -> None:
        folder = hold_back(self.quarantine, item, path, issues)
        record = item.record.id if item is not None else issues[0].record if issues else ""
        place, line, _ = item.place_of(()) if item is not None else _place(path, issues)
        self.outcomes.append(Outcome(record, place, line, "held back", tuple(issues), quarantine=folder))


def _place(path: Path, issues: Sequence[Issue]) -> tuple[str, int | None, int | None]:
    """Where a record stands that could not be read: where the first thing is that is wrong with it."""
    return (issues[0].path or str(path), issues[0].line, issues[0].column) if issues else (str(path), None, None)


def _line(quad: ox.Quad) -> str:
    return f"{quad} .\n"
