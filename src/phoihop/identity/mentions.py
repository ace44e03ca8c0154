"""What is known of a person, a body or a document when the question is whether two of them are one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from phoihop.model import PartialDate

Kind = Literal["official", "agency", "document"]


@dataclass(frozen=True)
class Mention:
    """One IRI with the facts that speak for or against its being another one.

    Args:
        iri: what is compared.
        kind: what sort of thing it is; only things of one kind are compared.
        name: the name of a person or body, the title of a document.
        source: the id of the record it comes from, where it comes from one: a record that names two people
            means two, so mentions of one record are never proposed.
        posts: post concepts of a person.
        bodies: the bodies of these posts.
        places: where these bodies are, or where the body is: place ids, each with the units it lies in.
        dates: when it was attested, at the precision known.
        beside: the IRIs or names that occur together with it.
        agency_kind: the kind of a body.
        host: the kind of body that a Party caucus sits in.
        number: the number of a document.
        issuer: the body that issued it, as an IRI.
        issued: its date, at the precision known; empty if unknown.
    """

    iri: str
    kind: Kind
    name: str
    source: str = ""
    posts: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    dates: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    agency_kind: str = ""
    host: str = ""
    number: str = ""
    issuer: str = ""
    issued: str = ""

    @cached_property
    def period(self) -> tuple[int, int] | None:
        """The first and the last day it was attested, as day numbers; None where there is no date."""
        if not self.dates:
            return None
        dates = [PartialDate(text) for text in self.dates]
        return min(d.earliest for d in dates).toordinal(), max(d.latest for d in dates).toordinal()

    @cached_property
    def units(self) -> dict[str, frozenset[str]]:
        """The places below the country, by era: `vn63` and `vn34` say nothing against each other."""
        eras: dict[str, set[str]] = {}
        for place in self.places:
            era, _, code = place.partition("/")
            if code:
                eras.setdefault(era, set()).add(place)
        return {era: frozenset(units) for era, units in eras.items()}


def gap_in_days(a: Mention, b: Mention) -> int | None:
    """How many days lie between two mentions; 0 where their times meet, None where one is undated."""
    if a.period is None or b.period is None:
        return None
    return max(0, a.period[0] - b.period[1], b.period[0] - a.period[1])


def apart(a: Mention, b: Mention) -> tuple[str, str] | None:
    """A place of each where the two have none in common; None where they meet or cannot be compared."""
    shared_eras = a.units.keys() & b.units.keys()
    if not shared_eras or any(a.units[era] & b.units[era] for era in shared_eras):
        return None
    era = min(shared_eras)
    return min(a.units[era]), min(b.units[era])


def together(a: Mention, b: Mention) -> frozenset[str]:
    """The places below the country that two mentions share."""
    return frozenset(place for place in a.places & b.places if "/" in place)
