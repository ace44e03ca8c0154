"""When things were there, as far as is known: bounds that rule out, and days that prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from phoihop.model import PartialDate, Truth


@dataclass(frozen=True)
class Bounds:
    """When something was there, as far as is known; None where nothing is.

    Args:
        not_before, not_after: outside these days it certainly was not there.
        since, until: between these days, both included, it certainly was.
    """

    not_before: date | None = None
    not_after: date | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: PartialDate) -> Truth:
        """Whether it was there on a day; of a month or year, whether on all, none or some of its days."""
        if self.not_before and day.latest < self.not_before:
            return Truth.FALSE
        if self.not_after and self.not_after < day.earliest:
            return Truth.FALSE
        if self.since and self.until and self.since <= day.earliest and day.latest <= self.until:
            return Truth.TRUE
        return Truth.UNKNOWN


def build_bounds(begun: list[PartialDate], ended: list[PartialDate], attested: Sequence[PartialDate] = ()) -> Bounds:
    """Bounds from the dates given for beginning and end, and from those at which it is known to have been there."""
    since = [day.latest for day in (*begun, *attested)]
    until = [day.earliest for day in ended] or [day.earliest for day in attested]
    return Bounds(
        min((day.earliest for day in begun), default=None),
        max((day.latest for day in ended), default=None),
        min(since, default=None),
        max(until, default=None),
    )


def build_lasting(begun: list[PartialDate]) -> Bounds:
    """Of what happened, and has happened ever after."""
    return replace(build_bounds(begun, []), until=date.max)


def day_before(day: str) -> PartialDate:
    """The day before a whole day."""
    return PartialDate((date.fromisoformat(day) - timedelta(days=1)).isoformat())
