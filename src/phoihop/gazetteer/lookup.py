"""From a written name to ranked places: what matches, how well, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntFlag
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from phoihop.gazetteer.names import LEVEL_OF_KIND, Reading, toned_key
from phoihop.model import PartialDate, Place


class Candidate(NamedTuple):
    """A place that a written name may mean.

    Args:
        place: the place, in the form (type, parent) that fits what was written and when.
        score: 1 where everything that was written and is known fits, less for each doubt; equal scores
            mean that nothing decides between them.
        reason: the confirmations and the doubts, in words.
    """

    place: Place
    score: float
    reason: str


class Context(NamedTuple):
    """What is known besides the name.

    Args:
        level: the only level wanted, or None.
        within: the only units whose parts are wanted, or None.
        near: provinces (of both eras) the text comes from, or None.
        as_of: the date at which the place has to exist, or None.
    """

    level: str | None
    within: frozenset[str] | None
    near: frozenset[str] | None
    as_of: PartialDate | None


class Fit(IntFlag):
    """How a place fits a name in its context; the values are bits, so that a fit is one number."""

    VARIANT = 1
    BLIND = 2
    KIND = 4
    OTHER_KIND = 8
    OTHER_LEVEL = 16
    NEAR = 32
    FAR = 64
    FAR_PROVINCE = 128
    TOO_EARLY = 256
    TOO_LATE = 512
    LATER_FORM = 1024
    NOT_PROVINCE = 2048
    EXISTED = 4096
    NOT_EXCLUDED = 8192


# What each leaves of the score. Only the order they produce matters; a test holds it on real place cells.
_WEIGHED = {
    Fit.VARIANT: (0.97, "a spelling of it"),
    Fit.BLIND: (0.9, "written without marks"),
    Fit.KIND: (1.0, "type as written"),
    Fit.OTHER_KIND: (0.7, "is of another type"),
    Fit.OTHER_LEVEL: (0.5, "is a province of another type"),
    Fit.NEAR: (1.0, "in the province of the text"),
    Fit.FAR: (0.5, "outside the province of the text"),
    Fit.FAR_PROVINCE: (0.75, "not the province of the text"),
    Fit.TOO_EARLY: (0.6, "came after another unit, not attested then"),
    Fit.TOO_LATE: (0.5, "gone or changed in the course of that year"),
    Fit.LATER_FORM: (0.95, "so only in its last form"),
    Fit.NOT_PROVINCE: (0.8, "a province has this name too"),
    Fit.EXISTED: (1.0, "existed then"),
    Fit.NOT_EXCLUDED: (1.0, "not excluded then"),
}
# Plain numbers for the inner loop: operators of IntFlag cost more than all the rest of a look-up.
_VARIANT, _BLIND, _KIND, _OTHER_KIND, _OTHER_LEVEL = 1, 2, 4, 8, 16
_NEAR, _FAR, _FAR_PROVINCE, _TOO_EARLY, _TOO_LATE = 32, 64, 128, 256, 512
_LATER_FORM, _NOT_PROVINCE, _EXISTED, _NOT_EXCLUDED = 1024, 2048, 4096, 8192
_UNFIT = -1


class Form:
    """One line of a table of places made ready for look-up: a unit with its type and parents at one time."""

    __slots__ = (
        "_candidates",
        "above",
        "dated",
        "ends",
        "is_province",
        "later",
        "place",
        "province",
        "starts",
        "superseded",
        "supersedes",
        "toned",
        "variants",
    )

    def __init__(self, place: Place, above: tuple[Place, ...], *, superseded: str, later: bool) -> None:
        self.place = place
        self.above = frozenset(unit.id for unit in above)
        self.province = next((unit.id for unit in (place, *above) if unit.level == "province"), "")
        self.is_province = place.level == "province"
        self.toned = toned_key(place.name)
        self.variants = frozenset(toned_key(variant) for variant in place.variants)
        self.starts = PartialDate(place.valid_from).earliest if place.valid_from else date.min
        self.ends = PartialDate(place.valid_to or place.gone_by or "9999").latest
        follows = later or "-" in place.id
        self.supersedes = PartialDate(place.known_from).earliest if follows else date.min
        # Nobody says on which day it ended, only that the map of that year is without it.
        gone = superseded or place.gone_by[:4]
        self.superseded = PartialDate(gone).earliest if gone else date.max
        self.later = later
        self.dated = _EXISTED if place.valid_from else _NOT_EXCLUDED
        self._candidates: dict[int, Candidate] = {}

    def candidate(self, fit: int) -> Candidate:
        """The place with the score and the reason of a fit; made once for each of the few fits that occur."""
        known = self._candidates.get(fit)
        if known is None:
            known = self._candidates[fit] = Candidate(self.place, *_weigh(fit))
        return known


def build_spelled(reading: Reading, forms: list[Form]) -> list[tuple[int, Form]]:
    """The forms whose spelling the reading fits, each with how: typed marks count, a name without any fits all."""
    spelled = []
    for form in forms:
        if form.toned == reading.toned:
            spelled.append((0, form))
        elif reading.toned in form.variants:
            spelled.append((_VARIANT, form))
        elif reading.blind:
            spelled.append((_BLIND, form))
    return spelled


def build_candidates(readings: Sequence[tuple[Reading, list[tuple[int, Form]]]], context: Context) -> list[Candidate]:
    """All places that some reading of the name fits, best first; equals in the order of their forms."""
    fits: list[tuple[int, Form]] = []
    several = len(readings) > 1
    typed = provinces = False
    for reading, spelled in readings:
        kind = reading.kind
        typed = typed or kind != ""
        for spelling, form in spelled:
            fit = _fit(form, kind, context)
            if fit != _UNFIT:
                fits.append((fit | spelling, form))
                several = several or form.later
                provinces = provinces or form.is_province
    if len(fits) < 2:
        return [form.candidate(fit) for fit, form in fits]
    if provinces and not typed:
        fits = [(fit if form.is_province else fit | _NOT_PROVINCE, form) for fit, form in fits]
    found = [form.candidate(fit) for fit, form in fits]
    found.sort(key=_SCORE, reverse=True)
    if several:
        # A unit that fits in two forms or two readings counts once, as what it fits best.
        best = {candidate.place.id: candidate for candidate in reversed(found)}
        found = [candidate for candidate in found if best[candidate.place.id] is candidate]
    return found


_SCORE = itemgetter(1)


@cache
def _weigh(fit: int) -> tuple[float, str]:
    """Score and reason of a fit."""
    score, reasons = 1.0, [] if fit & (_VARIANT | _BLIND) else ["spelled so"]
    for bit, (factor, reason) in _WEIGHED.items():
        if fit & bit:
            score *= factor
            reasons.append(reason)
    return round(score, 4), "; ".join(reasons)


def _fit(form: Form, kind: str, context: Context) -> int:
    """How one form of a place fits the type that was written and the context, or that it is excluded."""
    level, within, near, as_of = context
    place = form.place
    if (level is not None and place.level != level) or (within is not None and within.isdisjoint(form.above)):
        return _UNFIT
    fit = 0
    if kind:
        if place.kind == kind:
            fit = _KIND
        # Types of one level get mixed up, and change; types of different levels tell units apart.
        elif place.level in LEVEL_OF_KIND.get(kind, ()):
            fit = _OTHER_LEVEL if form.is_province else _OTHER_KIND
        else:
            return _UNFIT
    if near is not None:
        fit |= _NEAR if form.province in near else _FAR_PROVINCE if form.is_province else _FAR
    if as_of is None:
        return fit | _LATER_FORM if form.later else fit
    earliest = as_of.earliest
    if form.ends < earliest or as_of.latest < form.starts:
        return _UNFIT
    if earliest < form.supersedes:
        return fit | _TOO_EARLY
    return fit | (_TOO_LATE if earliest >= form.superseded else form.dated)
