"""Validation of records: read, referenced, and judged together with the graph they are to join."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import StoreError, UsageError
from phoihop.garbage import uncollected
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.graph.lifetimes import bodies_among, bound_triples
from phoihop.graph.merging import merge, stored_canonical
from phoihop.graph.ontology import Ontology, read_ontology
from phoihop.graph.places import place_triples
from phoihop.graph.records import record_triples
from phoihop.graph.reforms import Reforms, read_reforms
from phoihop.graph.rules import DERIVATIONS, Rule, read_rules, select_read
from phoihop.identity.iris import CLAIMS, local_iri
from phoihop.model import Issue, PartialDate, Place, Severity
from phoihop.records.reading import Located, find_records, read_records
from phoihop.settings import data_dir, ontology_dir
from phoihop.store.versions import DATABASE, current_version
from phoihop.validate.change import Change
from phoihop.validate.dataset import Expectations, read_expectations
from phoihop.validate.graphs import check_graph, issue_order
from phoihop.validate.inspection import Engine
from phoihop.validate.references import check_duplicate, check_references
from phoihop.validate.report import Report
from phoihop.validate.texts import Texts

_NOTES = f"<{DERIVATIONS}>"
_EVIDENCE = f"{v.ID}evidence/"
_SUPPORTS = ox.NamedNode(v.PH.supports)
_CHECK = "phoihop-check-"
_WHERE = re.compile(r"\bWHERE\s*\{")
BATCH = 500
"""Records judged together: enough to spread the engine's fixed cost, little enough to bound memory."""


@dataclass(frozen=True)
class Schema:
    """What turns records into triples: the ontology, its rules, the gazetteer, and what reforms did to its bodies."""

    ontology: Ontology
    rules: tuple[Rule, ...]
    gazetteer: Gazetteer
    reforms: Reforms | None = None

    def find_place(self, name: str, date: str) -> list[Place]:
        """The places that a cell of a spreadsheet may mean: those that fit it best; an id means itself.

        Args:
            name: as `huyện Phú Bình, Thái Nguyên`, or an id, as `vn63/173`.
            date: a date at which the place has to exist, or nothing.
        """
        if re.fullmatch(r"vn(\d\d/[\d-]+)?", name):
            try:
                return [self.gazetteer.place(name)]
            except UsageError:
                return []
        try:
            when = PartialDate(date.partition("T")[0]) if date else None
        except ValueError:
            when = None
        cells = [cell for cell in self.gazetteer.find_all(name, as_of=when) if cell]
        if len(cells) != 1:
            return [cell[0].place for cell in cells]
        best = [candidate.place for candidate in cells[0] if candidate.score == cells[0][0].score]
        return list({place.id: place for place in best}.values())


def read_schema(gazetteer: Gazetteer | None = None, ontology: Path | None = None) -> Schema:
    """The shipped schema, or parts of it replaced.

    The shipped reforms speak of the shipped places: with another gazetteer there are none.
    """
    folder = ontology or ontology_dir()
    places = gazetteer or load_gazetteer()
    reforms = None if gazetteer else read_reforms(data_dir() / "reforms.yaml", places.place)
    return Schema(read_ontology(folder), read_rules(folder / "rules"), places, reforms)


def state_records(graph: ox.Store, records: Iterable[Located], schema: Schema, *, spans: bool = True) -> Change:
    """Put what records say, and what follows from it by the rules, into the default graph of a scratch store.

    Identities are those the graph was built with. A rule's results for one thing rest on claims about that thing, and
    these stand in one record unless things of several records were judged to be one: the rules are then asked of the
    graph about the things the records speak of, else, far quicker, of the records alone. Bodies that the graph did not
    know get the dates that the reforms give them.

    Args:
        graph: the store.
        records: records whose references are right.
        schema: see `read_schema`.
        spans: whether the spans that new evidence stands on go into the graph. They are half of a record, no rule asks
            for them, and shapes judge what is new by the change, which has them.
    """
    canonical = stored_canonical(graph)
    stated: list[tuple[str, str, str]] = []
    own: tuple[str, ...] = CLAIMS
    for located in records:
        triples = record_triples(located.record, schema.gazetteer.place, schema.ontology.supertypes)
        stated += merge(triples.assertion, canonical)
        if _is_described(graph, ox.NamedNode(local_iri("source", located.record.id))):
            own = ()  # the graph has this record already
    subjects = {s[1:-1] for s, _, _ in stated}
    new = _add(graph, stated, own, spans=spans) if canonical else []
    ask = (lambda rule: _about(graph, rule.per, subjects)) if canonical else _of_alone(schema.rules, stated)
    derived = [(s, p, o) for rule in schema.rules for s, p, o, g in rule.derive(ask(rule)) if g != _NOTES]
    new += _add(graph, derived if canonical else [*stated, *derived], () if canonical else own, spans=spans)
    if schema.reforms:
        bodies = bodies_among(quad.triple for quad in new)
        bounds = list(bound_triples(schema.reforms, bodies, schema.gazetteer))
        new += _add(graph, bounds, spans=spans)
        subjects |= {s[1:-1] for s, _, _ in bounds}
    return Change(frozenset(subjects), tuple(quad.triple for quad in new))


def _add(
    graph: ox.Store, triples: Iterable[tuple[str, str, str]], own: tuple[str, ...] = (), *, spans: bool
) -> list[ox.Quad]:
    """Add rendered triples; gives those that were not there, the spans of new evidence among them in any case.

    What begins with one of `own` is known to be new.
    """
    text = "".join([f"{s} {p} {o} .\n" for s, p, o in triples])
    quads = dict.fromkeys(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES))
    subjects = {quad.subject for quad in quads}
    known = {node for node in subjects if not node.value.startswith(own) and _is_described(graph, node)}
    new = [quad for quad in quads if quad.subject not in known or quad not in graph]
    graph.extend(new if spans else [quad for quad in new if quad.subject in known or not _is_span(quad)])
    return new


def _is_described(graph: ox.Store, node: object) -> bool:
    return any(True for _ in graph.quads_for_pattern(node, None, None))  # type: ignore[arg-type]


def _is_span(quad: ox.Quad | ox.Triple) -> bool:
    """Whether a statement says where in a text evidence stands. What the evidence supports is not that."""
    return quad.predicate != _SUPPORTS and quad.subject.value.startswith(_EVIDENCE)  # type: ignore[union-attr]


def _of_alone(
    rules: Iterable[Rule], triples: Iterable[tuple[str, str, str]]
) -> Callable[[Rule], Callable[[str], ox.QuerySolutions]]:
    """Asks rules of some triples and nothing else."""
    scratch = ox.Store()
    text = "".join([f"{s} {p} {o} .\n" for s, p, o in select_read(rules, triples)])
    scratch.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    return lambda rule: scratch.query  # type: ignore[return-value]  # rules ask for rows


def _about(graph: ox.Store, variable: str, things: Iterable[str]) -> Callable[[str], ox.QuerySolutions]:
    """Asks a query about some things only."""
    values = f"WHERE {{ VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in sorted(things))} }}"

    def ask(query: str) -> ox.QuerySolutions:
        answer = graph.query(_WHERE.sub(lambda _: values, query, count=1))
        assert isinstance(answer, ox.QuerySolutions)
        return answer

    return ask


def validate_incremental(
    graph: ox.Store,
    records: Sequence[Located],
    schema: Schema,
    *,
    texts: Texts | None = None,
    engine: Engine = "auto",
) -> list[Issue]:
    """What adding some records would break, at a cost that does not depend on the size of the graph.

    Args:
        graph: a store that may be written to: it is left as it was.
        records: records whose references are right.
        schema: see `read_schema`.
        texts: the sources' texts, where they are at hand.
        engine: see `check_graph`.
    """
    with uncollected():
        change = state_records(graph, records, schema, spans=False)
        known = {r.record.id: r for r in records}
        try:
            return check_graph(graph, records=known, change=change, texts=texts, engine=engine)
        finally:
            stated = [t for t in change.triples if t.subject not in change.fresh or not _is_span(t)]
            # One transaction: taking triples out one by one costs more than all the rest.
            graph.update("DELETE DATA {" + "".join([f"{t.subject} {t.predicate} {t.object} .\n" for t in stated]) + "}")


def validate_records(
    paths: Sequence[Path],
    *,
    store: Path | None = None,
    texts: Path | None = None,
    schema: Schema | None = None,
) -> Report:
    """Everything that is wrong with some records, by themselves and together with a store.

    Drafts are judged like accepted records; retracted ones are only read.

    Args:
        paths: files and folders of records, or a data folder with its `records/`.
        store: the store they are to join; none judges them among themselves.
        texts: a folder of the sources' texts, `<record id>.txt`.
        schema: the shipped one if None.

    Raises:
        UsageError: a path, the store or the texts cannot be read.
        StoreError: the store fails.
    """
    schema = schema or read_schema()
    at_hand = Texts(texts)
    issues: list[Issue] = []
    counts = {"files": 0, "records": 0}
    paths = [path / "records" if (path / "records").is_dir() else path for path in paths]
    expected = _expectations(paths)
    with scratch_store(store, schema) as graph:
        for batch in _batches(paths, schema, at_hand, issues, counts):
            if expected:
                expected.count(batch)
            known = {located.record.id: located for located in batch}
            change = state_records(graph, batch, schema)
            issues += check_graph(graph, records=known, change=change, texts=at_hand)
    if expected:
        issues += expected.issues()
    return Report(tuple(sorted(dict.fromkeys(issues), key=issue_order)), counts)


def _expectations(paths: Sequence[Path]) -> Expectations | None:
    """Those of a whole data set: they say nothing about a part of it."""
    if len(paths) == 1 and paths[0].is_dir():
        return read_expectations(paths[0]) or read_expectations(paths[0].parent)
    return None


def _batches(
    paths: Sequence[Path], schema: Schema, texts: Texts, issues: list[Issue], counts: dict[str, int]
) -> Iterator[list[Located]]:
    """Records fit to be made into triples; what is wrong with the others goes to `issues`."""
    seen: dict[str, str] = {}
    batch: list[Located] = []
    for path in find_records(list(paths)):
        counts["files"] += 1
        for item in read_records(path, schema.find_place):
            counts["records"] += 1
            if not isinstance(item, Located):
                issues += item
                continue
            found = check_duplicate(item, seen)
            found += check_references(item, schema.gazetteer, texts.text(item.record.id))
            issues += found
            unsound = any(issue.severity is Severity.VIOLATION for issue in found)
            if not unsound and item.record.status != "retracted":
                batch.append(item)
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


@contextmanager
def scratch_store(store: Path | None, schema: Schema) -> Iterator[ox.Store]:
    """A graph to try records on: a checkpoint of a store, or the ontology and the places alone.

    Raises:
        UsageError, StoreError: see `store.versions.current_version`.
    """
    if store is None:
        graph = ox.Store()
        triples = (*schema.ontology.triples, *place_triples(schema.gazetteer, (), schema.ontology.supertypes))
        graph.bulk_load("".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode(), format=ox.RdfFormat.N_TRIPLES)
        yield graph
        return
    room = _room(store)
    if room:
        _clear(room)
    folder = Path(tempfile.mkdtemp(prefix=f"{_CHECK}{os.getpid()}-", dir=room))
    try:
        yield _checkpoint(store, folder / DATABASE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _checkpoint(store: Path, folder: Path) -> ox.Store:
    """A copy made of hard links: two milliseconds whatever the size, and the store itself is never written to."""
    try:
        ox.Store.read_only(str(current_version(store) / DATABASE)).backup(str(folder))
        return ox.Store(str(folder))
    except OSError as error:
        raise StoreError(f"the store cannot be opened: {error}", path=store) from None


def _clear(room: Path) -> None:
    """Remove the checkpoints of processes that were killed."""
    for folder in room.glob(f"{_CHECK}*-*"):
        process = folder.name.removeprefix(_CHECK).partition("-")[0]
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (ValueError, OSError):
            continue


def _room(store: Path) -> Path | None:
    """Where the checkpoint goes: beside the store, on its own disk, if that can be written to."""
    current_version(store)
    try:
        with tempfile.TemporaryDirectory(dir=store.resolve().parent):
            return store.resolve().parent
    except OSError:
        return None
