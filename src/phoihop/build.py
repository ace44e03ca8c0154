"""Data → a checked store, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from phoihop.errors import FindingsError
from phoihop.gazetteer import load_gazetteer
from phoihop.graph.lifetimes import lifetime_quads, read_bodies
from phoihop.graph.merging import IDENTITY, Canonical, canonical_triples, merge, read_canonical
from phoihop.graph.places import named_places, place_triples
from phoihop.graph.records import RecordTriples, record_triples
from phoihop.graph.reforms import read_reforms
from phoihop.graph.rules import DERIVATIONS
from phoihop.identity.clusters import Clusters
from phoihop.identity.judgements import read_judgements
from phoihop.identity.tombstones import build_redirects, read_tombstones
from phoihop.model import Issue, Severity
from phoihop.records import Record
from phoihop.records.reading import Located, find_records, read_records
from phoihop.settings import data_dir
from phoihop.store.audit import write_change
from phoihop.store.loading import Loader
from phoihop.store.versions import DATABASE, new_version
from phoihop.validate import Schema, check_duplicate, check_graph, check_references, read_schema

Progress = Callable[[str, int], None]
"""Told the name of the stage and how many things of it are done."""


@dataclass(frozen=True)
class Built:
    """What a build made, or would have made."""

    store: Path
    counts: dict[str, int]
    issues: tuple[Issue, ...] = field(default=())


def build(
    data: Path,
    store: Path,
    *,
    ontology: Path | None = None,
    check: bool = True,
    workers: int | None = 1,
    progress: Progress = lambda stage, done: None,
) -> Built:
    """Make a new version of a store from a data folder; the previous version stays in force unless all went well.

    Args:
        data: a folder with `records/` and, where it has one of its own, `gazetteer/`.
        store: the folder of the store, made if absent.
        ontology: the ontology to build with; the shipped one if None.
        check: whether to validate. Without, the caller answers for the data.
        workers: processes for validating a large graph without the fast engine; all cores if None.
        progress: told how far the build is.

    Raises:
        FindingsError: records cannot be read or break the rules; `issues` on the error lists them.
        UsageError, StoreError: see `store.versions`.
    """
    own = data / "gazetteer"
    schema = read_schema(load_gazetteer(own if own.is_dir() else None), ontology)
    canonical = _read_identity(data)
    with new_version(store) as working:
        loader = Loader(working / DATABASE)
        tally = _Tally()
        loader.add(schema.ontology.triples)
        loader.add(tuple(canonical_triples(canonical)), (None, IDENTITY))
        for triples in _accepted(data, schema, tally, check, progress):
            add_record(loader, triples, canonical)
        _refuse(tally.issues)
        loader.add(tuple(place_triples(schema.gazetteer, tally.places, schema.ontology.supertypes)))
        loader.flush()
        for rule in schema.rules:
            progress(f"rule {rule.name}", 0)
            derive(loader, rule.derive(_asker(loader.graph)))
        derive(loader, _lifetimes(data, schema, loader.graph))
        if check:
            progress("validation", 0)
            tally.issues += check_graph(loader.graph, records=tally.located, workers=workers)
            _refuse(tally.issues)
        loader.close(optimize=True)
        counts = tally.counts() | {"quads": len(loader.graph)}
        _write_manifest(working, counts)
        write_change(working, action="build", records=tally.records)
        loader = None  # type: ignore[assignment]  # lets go of the database before it is renamed
    return Built(store, counts, tuple(tally.issues))


def add_record(loader: Loader, triples: RecordTriples, canonical: Canonical) -> None:
    """Add what one record says: each part to its own graph, and the assertion, merged, to the default graph."""
    for graph, part in triples.graphs():
        loader.add(part, (graph,))
    loader.add(merge(triples.assertion, canonical))


def derive(loader: Loader, quads: Iterable[tuple[str, str, str, str]]) -> None:
    """Add derived quads, each derived triple to the default graph too."""
    note = f"<{DERIVATIONS}>"
    for quad in quads:
        loader.add_quads([quad])
        if quad[3] != note:
            loader.add([quad[:3]])
    loader.flush()


def _read_identity(data: Path) -> Canonical:
    redirects = build_redirects(read_tombstones(data / "tombstones.csv"))
    return read_canonical(Clusters(read_judgements(data / "identity.jsonl").standing, redirects), redirects)


@dataclass
class _Tally:
    records: int = 0
    drafts: int = 0
    retracted: int = 0
    programmes: int = 0
    officials: int = 0
    events: int = 0
    places: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    located: dict[str, Located] = field(default_factory=dict)

    def count(self, record: Record) -> None:
        self.records += 1
        self.programmes += len(record.programmes)
        self.officials += len(record.officials)
        self.events += len(record.events)
        self.places |= named_places(record)

    def counts(self) -> dict[str, int]:
        names = ("records", "drafts", "retracted", "programmes", "events", "officials")
        return {name: getattr(self, name) for name in names}


def _accepted(data: Path, schema: Schema, tally: _Tally, check: bool, progress: Progress) -> Iterator[RecordTriples]:
    """The triples of the accepted records; what is wrong with the others is noted and they are left out."""
    seen: dict[str, str] = {}
    for path in find_records([data / "records"]):
        for item in read_records(path):
            if not isinstance(item, Located):
                tally.issues += item
                continue
            record = item.record
            if record.status == "draft":
                tally.drafts += 1
                continue
            if record.status == "retracted":
                tally.retracted += 1
                continue
            issues = check_duplicate(item, seen)
            if check:
                issues += check_references(item, schema.gazetteer)
                tally.located[record.id] = item
            tally.issues += issues
            tally.count(record)
            progress("records", tally.records)
            if not any(issue.severity is Severity.VIOLATION for issue in issues):
                yield record_triples(record, schema.gazetteer.place, schema.ontology.supertypes)


def _lifetimes(data: Path, schema: Schema, graph: ox.Store) -> Iterator[tuple[str, str, str, str]]:
    # Reforms speak of the places of one gazetteer: data with places of their own have reforms of their own, or none.
    path = (data if (data / "gazetteer").is_dir() else data_dir()) / "reforms.yaml"
    if not path.is_file():
        return iter(())
    reforms = read_reforms(path, schema.gazetteer.place)
    return lifetime_quads(reforms, read_bodies(_asker(graph)), schema.gazetteer, schema.ontology.supertypes)


def _refuse(issues: list[Issue]) -> None:
    bad = [issue for issue in issues if issue.severity is Severity.VIOLATION]
    if bad:
        raise FindingsError(
            f"the data do not conform: {len(bad)} violations; the store is unchanged", issues=tuple(issues)
        )


def _asker(graph: ox.Store) -> Callable[[str], ox.QuerySolutions]:
    def ask(query: str) -> ox.QuerySolutions:
        answer = graph.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        return answer

    return ask


def _write_manifest(working: Path, counts: dict[str, int]) -> None:
    manifest: dict[str, Any] = {"phoihop": version("phoihop"), "counts": counts}
    (working / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
