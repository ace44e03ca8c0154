"""What comparing two mentions comes to."""

from __future__ import annotations

from typing import NamedTuple

from phoihop.identity.names import Verdict


class Weighing(NamedTuple):
    """A score from 0 to 1, what it suggests, and the reasons."""

    score: float
    verdict: Verdict
    reasons: tuple[str, ...]
