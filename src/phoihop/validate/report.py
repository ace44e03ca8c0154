"""What a validation run found, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from phoihop.model import Issue, Severity

_ORDER = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True)
class Report:
    """The issues of one run and what was looked at.

    Args:
        issues: in the order of files and lines.
        counts: how many records, files, triples … were looked at, by name.
    """

    issues: tuple[Issue, ...]
    counts: dict[str, int] = field(default_factory=dict)

    def number(self, severity: Severity) -> int:
        """How many issues are of a severity."""
        return sum(issue.severity is severity for issue in self.issues)

    def fails(self, fail_on: Severity = Severity.VIOLATION) -> bool:
        """Whether an issue is at least as bad as `fail_on`."""
        return any(_ORDER.index(issue.severity) <= _ORDER.index(fail_on) for issue in self.issues)

    def groups(self) -> list[tuple[str, list[Issue]]]:
        """The issues by rule: the worst first, then the most frequent."""
        groups: dict[str, list[Issue]] = {}
        for issue in self.issues:
            groups.setdefault(issue.rule, []).append(issue)
        worst = {rule: min(_ORDER.index(issue.severity) for issue in issues) for rule, issues in groups.items()}
        return sorted(groups.items(), key=lambda group: (worst[group[0]], -len(group[1]), group[0]))

    def by_record(self) -> dict[str, list[Issue]]:
        """The issues by the record they are about."""
        found: dict[str, list[Issue]] = {}
        for issue in self.issues:
            found.setdefault(issue.record, []).append(issue)
        return found


def count_rules(issues: Iterable[Issue]) -> dict[str, int]:
    """How many issues each rule gave."""
    return dict(sorted(Counter(issue.rule for issue in issues).items()))
