"""From a written name to ranked places: what matches, how well, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
    """What is known besides the name; None where nothing is.

    Args:
        level: the only level wanted.
        within: the only units whose parts are wanted.
        near: provinces (of both eras) the text comes from.
        earliest, latest: the bounds of the date at which the place has to exist.
    """

    level: str | None
    within: frozenset[str] | None
    near: frozenset[str] | None
    earliest: date | None
    latest: date


# How a place fits a name in its context is one number, a bit for each confirmation or doubt: small enough to
# be looked up in a table, which makes a look-up of ten namesakes as cheap as the loop over them.
_VARIANT, _BLIND, _KIND, _OTHER_KIND, _OTHER_LEVEL, _NEAR, _FAR, _FAR_PROVINCE = (1 << bit for bit in range(8))
_TOO_EARLY, _TOO_LATE, _LATER_FORM, _NOT_PROVINCE, _EXISTED, _NOT_EXCLUDED = (1 << bit for bit in range(8, 14))

# What each leaves of the score. Only the order they produce matters; a test holds it on real place cells.
_WEIGHED = {
    _VARIANT: (0.97, "a spelling of it"),
    _BLIND: (0.9, "written without marks"),
    _KIND: (1.0, "type as written"),
    _OTHER_KIND: (0.7, "is of another type"),
    _OTHER_LEVEL: (0.5, "is a province of another type"),
    _NEAR: (1.0, "in the province of the text"),
    _FAR: (0.5, "outside the province of the text"),
    _FAR_PROVINCE: (0.75, "not the province of the text"),
    _TOO_EARLY: (0.6, "came after another unit, not attested then"),
    _TOO_LATE: (0.5, "gone or changed in the course of that year"),
    _LATER_FORM: (0.95, "so only in its last form"),
    _NOT_PROVINCE: (0.8, "a province has this name too"),
    _EXISTED: (1.0, "existed then"),
    _NOT_EXCLUDED: (1.0, "not excluded then"),
}


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


Match = tuple[int, Form]
"""A form that fits a reading of the name, and how."""


def build_matches(reading: Reading, forms: list[Form]) -> list[Match]:
    """The forms that fit a reading in spelling and type, whatever the context.

    Typed marks count; a name without any fits all. Types of one level get mixed up, and change; types of
    different levels tell units apart.
    """
    matches = []
    for form in forms:
        if form.toned == reading.toned:
            fit = 0
        elif reading.toned in form.variants:
            fit = _VARIANT
        elif reading.blind:
            fit = _BLIND
        else:
            continue
        if reading.kind == form.place.kind:
            fit |= _KIND
        elif reading.kind:
            if form.place.level not in LEVEL_OF_KIND[reading.kind]:
                continue
            fit |= _OTHER_LEVEL if form.is_province else _OTHER_KIND
        matches.append((fit, form))
    return matches


def build_candidates(matches: Sequence[Match], context: Context, *, typed: bool) -> list[Candidate]:
    """The matches that the context does not exclude, best first; equals in the order they come in.

    Args:
        matches: of one or more readings of one name.
        context: what is known besides the name.
        typed: whether the name came with a type; without one, a province is meant before others.
    """
    fits = []
    provinces = False
    for match, form in matches:
        fit = _fit(form, context)
        if fit is not None:
            fits.append((match | fit, form))
            provinces = provinces or form.is_province
    if len(fits) < 2:
        return [form.candidate(fit) for fit, form in fits]
    if provinces and not typed:
        fits = [(fit if form.is_province else fit | _NOT_PROVINCE, form) for fit, form in fits]
    found = [form.candidate(fit) for fit, form in fits]
    found.sort(key=_SCORE, reverse=True)
    # A unit that fits in two forms or two readings counts once, as what it fits best.
    best = {candidate[0].id: candidate for candidate in reversed(found)}
    return found if len(best) == len(found) else [c for c in found if best[c.place.id] is c]


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


def _fit(form: Form, context: Context) -> int | None:
    """How one form of a place fits the context, or None where it is excluded."""
    level, within, near, earliest, latest = context
    if (level is not None and form.place.level != level) or (within is not None and within.isdisjoint(form.above)):
        return None
    fit = 0
    if near is not None:
        fit = _NEAR if form.province in near else _FAR_PROVINCE if form.is_province else _FAR
    if earliest is None:
        return fit | _LATER_FORM if form.later else fit
    if form.ends < earliest or latest < form.starts:
        return None
    if earliest < form.supersedes:
        return fit | _TOO_EARLY
    return fit | (_TOO_LATE if earliest >= form.superseded else form.dated)
