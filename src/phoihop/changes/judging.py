"""Which records of a batch may join a graph: those that break nothing there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.changes.screening import Screening
from phoihop.changes.statements import Stated, Statements
from phoihop.graph.records import RecordTriples
from phoihop.model import Issue
from phoihop.records.reading import Located
from phoihop.validate import Change, Texts

_SHARED = (f"{v.ID}agency/", f"{v.ID}document/")
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class Candidate:
    """A record that is right by itself, and its triples; `replaces` if the graph has another of its id."""

    located: Located
    triples: RecordTriples
    replaces: bool

    @property
    def id(self) -> str:
        """The record's id."""
        return self.located.record.id

    def names(self, focus: str) -> bool:
        """Whether the record says anything about a thing."""
        node = f"<{focus}>"
        return any(node in (s, o) for s, _, o in self.triples.assertion)


class Judge:
    """Tells whose violations they are that a batch brings.

    Args:
        statements: the graph.
        texts: the sources' texts, where they are at hand.
    """

    def __init__(self, statements: Statements, texts: Texts) -> None:
        self.statements = statements
        self.screening = Screening(statements.graph, texts)

    def judge(
        self, batch: Sequence[Candidate], stated: Stated, gone: Sequence[ox.Quad], *, again: bool = False
    ) -> dict[str, list[Issue]]:
        """The violations of each record that has any; what was in the graph before is nobody's.

        Args:
            batch: records that the graph states by now.
            stated: what they brought.
            gone: quads that went, or came back, since the graph was last judged.
            again: whether the batch was judged before, together with others: then it is what went that matters.
        """
        went = tuple(quad.triple for quad in gone if quad.graph_name == _DEFAULT)
        if again:
            change = Change(frozenset(str(t.subject)[1:-1] for t in went), (), went)
        else:
            change = Change(stated.subjects, stated.triples, went, stated.text)
        located = {candidate.id: candidate.located for candidate in batch}
        found: dict[str, list[Issue]] = {}
        doubtful: dict[tuple[str, str], Issue] = {}
        for issue in self.screening.find(located, change):
            if issue.record in located and not issue.focus.startswith(_SHARED):
                found.setdefault(issue.record, []).append(issue)
            else:
                doubtful.setdefault((issue.rule, issue.focus), issue)
        if doubtful:
            self._ask_by_trial(batch, stated, doubtful.values(), found)
        return found

    def _ask_by_trial(
        self, batch: Sequence[Candidate], stated: Stated, issues: Iterable[Issue], found: dict[str, list[Issue]]
    ) -> None:
        """Blame the first record with which a violation of a thing that several records name is there."""
        self.statements.withdraw(stated.quads)
        for issue in issues:
            naming = [candidate for candidate in batch if candidate.names(issue.focus)]
            culprit = self._first_breaking(naming, issue) or self._first_breaking(batch, issue)
            if culprit is not None:
                found.setdefault(culprit.id, []).append(issue)
        self.statements.graph.extend(stated.quads)

    def _first_breaking(self, batch: Sequence[Candidate], issue: Issue) -> Candidate | None:
        if not self._breaks(batch, issue) or self._breaks([], issue):
            return None
        low, high = 0, len(batch)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._breaks(batch[:middle], issue) else (middle, high)
        return batch[low]

    def _breaks(self, batch: Sequence[Candidate], issue: Issue) -> bool:
        stated = self.statements.state(self.statements.prepare([candidate.triples for candidate in batch]))
        try:
            found = self.screening.find({}, Change(frozenset({issue.focus}), ()))
            return any((one.rule, one.focus) == (issue.rule, issue.focus) for one in found)
        finally:
            self.statements.withdraw(stated.quads)
