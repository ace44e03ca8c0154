"""Records on their way into a store: those that are right by themselves, made into triples, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from phoihop.changes.judging import Candidate
from phoihop.changes.statements import Prepared, Statements, own_text, parse_quads
from phoihop.graph.records import record_triples
from phoihop.model import Issue, Severity
from phoihop.records.reading import Located, read_records
from phoihop.validate import Texts, check_duplicate, check_references

BATCH = 150_000
"""Triples judged and written together: enough to spread the engine's fixed cost and the database's files, little enough
to bound memory. They are those of some 400 newspaper articles."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Refused:
    """A record that stays out whatever is in the store: what it is, if it could be read, its file, and why."""

    located: Located | None
    path: Path
    issues: Sequence[Issue]


@dataclass
class Batch:
    """Records to be judged together, ready to be stated, and those met on the way of which the fate is clear."""

    candidates: list[Candidate]
    prepared: Prepared
    unchanged: list[Located]
    refused: list[Refused]


def read_batches(files: Iterable[Path], statements: Statements, texts: Texts) -> Iterator[Batch]:
    """The records of some files, some at a time.

    Args:
        files: files of records.
        statements: the graph that they are to join. Nothing is read from it but what records of their ids stated.
        texts: the sources' texts, where they are at hand.
    """

    def made() -> Batch:
        return Batch(candidates, statements.prepare([one.triples for one in candidates]), unchanged, refused)

    schema, seen, size = statements.schema, dict[str, str](), 0
    candidates, unchanged, refused = list[Candidate](), list[Located](), list[Refused]()
    for path in files:
        for item in read_records(path, schema.find_place):
            if not isinstance(item, Located):
                refused.append(Refused(None, path, item))
                continue
            issues = [*check_duplicate(item, seen), *_not_accepted(item)]
            issues += check_references(item, schema.gazetteer, texts.text(item.record.id))
            if any(issue.severity is Severity.VIOLATION for issue in issues):
                refused.append(Refused(item, path, issues))
                continue
            triples = record_triples(item.record, schema.gazetteer.place, schema.ontology.supertypes)
            known = statements.record_quads(item.record.id)
            if known and known == frozenset(parse_quads(own_text(triples))):
                unchanged.append(item)
                continue
            candidates.append(Candidate(item, triples, bool(known)))
            size += len(triples.assertion)
            if size >= BATCH:
                yield made()
                candidates, unchanged, refused, size = [], [], [], 0
    yield made()


def ahead(items: Iterator[_T]) -> Iterator[_T]:
    """The items, each made while the caller is busy with the one before: he waits for the database half of the time."""
    with ThreadPoolExecutor(1) as aside:
        following = aside.submit(next, items, None)
        while (item := following.result()) is not None:
            following = aside.submit(next, items, None)
            yield item


def _not_accepted(item: Located) -> list[Issue]:
    """Why a record that nobody accepted, or that was taken back, stays out."""
    status = item.record.status
    if status == "accepted":
        return []
    path, line, column = item.place_of(("status",))
    draft = status == "draft"
    return [
        Issue(
            Severity.VIOLATION,
            f"add/{status}",
            message_en="the record is a draft that nobody has accepted" if draft else "the record has been retracted",
            message_vi="bản ghi là bản nháp, chưa ai chấp nhận" if draft else "bản ghi đã bị rút",
            fix_en="check and accept it with `phoihop review`"
            if draft
            else f"take it out of the store with `phoihop retract {item.record.id}`",
            fix_vi="duyệt và chấp nhận bằng `phoihop review`"
            if draft
            else f"rút nó khỏi kho bằng `phoihop retract {item.record.id}`",
            record=item.record.id,
            path=path,
            line=line,
            column=column,
            field="status",
        )
    ]
