"""From a written name to ranked places: what matches, how well, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from phoihop.gazetteer.names import LEVEL_OF_KIND, Reading, toned_key
from phoihop.model import PartialDate, Place


class Candidate(NamedTuple):
    """A place that a written name may mean.

    Args:
        place: the place, in the form (type, parent) that fits what was written and when.
        score: 1 where everything that was written and is known fits, less for each doubt; equal scores
            mean that nothing decides between them.
        reason: the doubts and the confirmations, in words.
    """

    place: Place
    score: float
    reason: str


@dataclass(frozen=True)
class Context:
    """What is known besides the name.

    Args:
        level: the only level wanted, or None.
        within: the only units whose parts are wanted, or None.
        as_of: the date at which the place has to exist, or None.
        near: provinces (of both eras) the text comes from, or None.
    """

    level: str | None = None
    within: Collection[str] | None = None
    as_of: PartialDate | None = None
    near: Collection[str] | None = None


class Form:
    """One line of a table of places made ready for look-up: a unit with its type and parents at one time."""

    __slots__ = (
        "above",
        "ends",
        "existed",
        "later",
        "place",
        "starts",
        "superseded",
        "supersedes",
        "toned",
        "variants",
    )

    def __init__(self, place: Place, above: tuple[str, ...], *, supersedes: bool, superseded: str, later: bool) -> None:
        self.place = place
        self.above = above
        self.toned = toned_key(place.name)
        self.variants = frozenset(toned_key(variant) for variant in place.variants)
        self.starts = PartialDate(place.valid_from).earliest if place.valid_from else date.min
        self.ends = PartialDate(place.valid_to or place.gone_by or "9999").latest
        self.supersedes = PartialDate(place.known_from).earliest if supersedes else date.min
        # Nobody says on which day it ended, only that the map of that year is without it.
        gone = superseded or place.gone_by[:4]
        self.superseded = PartialDate(gone).earliest if gone else date.max
        self.later = later
        # Without a known start or end nothing excludes the date, which is less than to be there.
        self.existed = "; existed then" if place.valid_from else "; not excluded then"


# What each doubt leaves of the score. Only the order they produce matters; a test holds it on real place cells.
_VARIANT, _BLIND = 0.97, 0.9
_OTHER_KIND, _OTHER_LEVEL = 0.7, 0.5
_NOT_PROVINCE, _FAR_PROVINCE, _FAR = 0.8, 0.75, 0.5
_TOO_EARLY, _TOO_LATE, _LATER_FORM = 0.6, 0.5, 0.95


def build_candidates(
    readings: tuple[Reading, ...], forms: Callable[[str], list[Form]], context: Context
) -> list[Candidate]:
    """All places that some reading of the name fits, best first; of equals the earlier era and lower id first."""
    best: dict[str, Candidate] = {}
    bare = True
    for reading in readings:
        bare = bare and not reading.kind
        for form in forms(reading.key):
            candidate = _weigh(form, reading, context)
            if candidate is not None:
                known = best.get(form.place.id)
                if known is None or known.score < candidate.score:
                    best[form.place.id] = candidate
    found = list(best.values())
    if bare and len(found) > 1 and any(c.place.level == "province" for c in found):
        found = [_behind_province(c) for c in found]
    found.sort(key=_order)
    return found


def _order(candidate: Candidate) -> tuple[float, bool, str]:
    place_id = candidate.place.id
    return (-candidate.score, place_id.startswith("vn34"), place_id)


def _behind_province(candidate: Candidate) -> Candidate:
    if candidate.place.level == "province":
        return candidate
    reason = f"{candidate.reason}; a province has this name too"
    return Candidate(candidate.place, round(candidate.score * _NOT_PROVINCE, 4), reason)


def _weigh(form: Form, reading: Reading, context: Context) -> Candidate | None:
    """The candidate for one form of a place, or None where it is excluded."""
    place = form.place
    if context.level is not None and place.level != context.level:
        return None
    if context.within is not None and not any(unit in context.within for unit in form.above):
        return None
    score, reason = _weigh_spelling(form, reading)
    if reading.kind and score and place.kind != reading.kind:
        factor = _kind_doubt(place, reading.kind)
        score *= factor
        reason += f"; is a {place.kind}, not a {reading.kind}"
    if not score:
        return None
    if context.near is not None:
        if place.id in context.near or any(unit in context.near for unit in form.above):
            reason += "; in the province of the text"
        else:
            score *= _FAR_PROVINCE if place.level == "province" else _FAR
            reason += "; outside the province of the text"
    factor, doubt = _weigh_time(form, context.as_of)
    return Candidate(place, round(score * factor, 4), reason + doubt) if factor else None


def _weigh_spelling(form: Form, reading: Reading) -> tuple[float, str]:
    if form.toned == reading.toned:
        return 1.0, "spelled so"
    if reading.toned in form.variants:
        return _VARIANT, "a spelling of it"
    if reading.blind:
        return _BLIND, "written without marks"
    return 0.0, ""


def _kind_doubt(place: Place, kind: str) -> float:
    """Types of one level get mixed up, and change; types of different levels tell different units apart."""
    if place.level not in LEVEL_OF_KIND.get(kind, ()):
        return 0.0
    return _OTHER_LEVEL if place.level == "province" else _OTHER_KIND


def _weigh_time(form: Form, as_of: PartialDate | None) -> tuple[float, str]:
    """What the date leaves of the score: nothing where the place certainly did not exist then."""
    if as_of is None:
        return (_LATER_FORM, f"; so since {form.place.known_from}") if form.later else (1.0, "")
    earliest = as_of.earliest
    if as_of.latest < form.starts or form.ends < earliest:
        return 0.0, ""
    if earliest < form.supersedes:
        return _TOO_EARLY, f"; so only by {form.place.known_from}"
    if earliest >= form.superseded:
        return _TOO_LATE, f"; no longer so by {form.superseded.year}"
    return 1.0, form.existed
