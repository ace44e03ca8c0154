"""The violations that a batch brings, found at a cost that grows with the batch and not with the store."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import Issue, Severity
from phoihop.records.reading import Located
from phoihop.settings import ontology_dir
from phoihop.validate import Change, Texts, check_shapes
from phoihop.validate.checks import Touched, read_checks
from phoihop.validate.origins import Origins
from phoihop.validate.reporter import Reporter
from phoihop.validate.shapes import read_shapes

_EVIDENCE = f"{v.ID}evidence/"


class Screening:
    """Finds what breaks the shapes or the rules of severity violation.

    Args:
        graph: the graph, with a batch in its default graph.
        texts: the sources' texts, where they are at hand.
    """

    def __init__(self, graph: ox.Store, texts: Texts) -> None:
        self.graph = graph
        self.texts = texts
        self.shapes = read_shapes(ontology_dir() / "shapes")
        self.checks = [check for check in read_checks() if check.severity is Severity.VIOLATION]
        self.remarks: dict[Issue, None] = {}
        """On how violations were found out, each once."""

    def find(self, located: Mapping[str, Located], change: Change) -> list[Issue]:
        """The violations of what is new and of all that the change can affect.

        Args:
            located: the records of the batch with their lines.
            change: what came and went.
        """
        things = (iri for iri in change.subjects if not iri.startswith(_EVIDENCE))
        # Where something went, a rule may be broken by what is missing, and not by what is new.
        touched = Touched(self.graph, things, None if change.gone else change)
        with ThreadPoolExecutor(1) as aside:
            # The database answers outside Python's lock, while the shapes are judged.
            asked = aside.submit(
                lambda: [(check, found) for check in self.checks for found in check.run(self.graph, touched)]
            )
            results, remarks = check_shapes(self.graph, self.shapes, change)
        self.remarks.update(dict.fromkeys(remarks))
        reporter = Reporter(self.graph, Origins(located), self.texts, self.shapes)
        issues: list[Issue] = [reporter.result(found) for found in results if found.severity == v.SH.Violation]
        issues += [reporter.row(check, found) for check, found in asked.result()]
        return list(dict.fromkeys(issues))
