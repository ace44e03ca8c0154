"""Decides of every thing in a graph whether it was there on a day; docs/time.md says what counts, class by class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import PartialDate, Truth
from phoihop.moments.bounds import Bounds, build_bounds, build_lasting, day_before

_STATED = v.concept("standing", "stated")
_UNCHANGED = v.concept("change-kind", "unchanged")
# A claim or change that has lost all values of one of these says nothing any more.
_NEEDED = frozenset(
    {
        v.PH.ofProgramme, v.PH.signatoryAgency, v.PH.citesDocument, v.PH.placedIn, v.PH.dates, v.PH.inEvent,
        v.PH.participant, v.PH.underProgramme, v.PH.dutyOf, v.PH.attestedIn, v.ORG.member, v.ORG.organization,
        v.PH.supports, v.PH.originalPlace, v.PH.resultingPlace, v.ORG.originalOrganization,
        v.ORG.resultingOrganization,
    }
)  # fmt: skip

Terms = dict[str, dict[str, list[str]]]
"""Subject → property → values, as texts."""


@dataclass
class Presence:
    """Decides what was there."""

    as_of: PartialDate | None
    known_by: PartialDate | None
    certain: bool
    terms: Terms = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, triples: Iterable[ox.Triple]) -> None:
        """Take in triples; all of them, before anything is decided."""
        for triple in triples:
            subject, prop, value = triple.subject, triple.predicate.value, triple.object
            text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
            if prop == v.RDF.type:
                self.kinds[text].add(subject.value)  # type: ignore[union-attr]
            self.terms[subject.value][prop].append(text)  # type: ignore[union-attr]

    def dropped(self) -> set[str]:
        """All that was certainly not there, and what says nothing without it."""
        gone = {node for node in self._candidates() if self._is_out(node)}
        referring = self.kinds[v.PH.Claim] | self.kinds[v.PH.BodyChange] | self.kinds[v.PH.PlaceChange]
        for layer in (referring, referring, self.kinds[v.PH.Evidence]):
            gone |= {node for node in layer if self._is_empty(node, gone)}
        held = {o for claim in self.kinds[v.PH.Claim] - gone for o in self._people(claim)}
        gone |= {person for person in self.kinds[v.PH.Official] if person not in held}
        return gone | {o for e in self.kinds[v.PH.Evidence] & gone for o in self.terms[e][v.OA.hasSelector]}

    def keeps(self, triple: ox.Triple, dropped: set[str]) -> bool:
        """Whether a triple stays: neither end is gone, and it is no end that was still to come."""
        value = triple.object
        if isinstance(value, ox.NamedNode) and value.value in dropped:
            return False
        ends = triple.predicate.value in (v.PH.validTo, v.PH.notAfter)
        if ends and isinstance(value, ox.Literal) and not self._foreseen(value.value):
            return False
        return triple.subject.value not in dropped  # type: ignore[union-attr]

    def _candidates(self) -> Iterator[str]:
        for kind in ("Place", "Agency", "BodyChange", "Programme", "Event", "Tenure", "Document"):
            yield from sorted(self.kinds[getattr(v.PH, kind)])

    def _is_out(self, node: str) -> bool:
        lifetime = self._lifetime(node)
        if self.known_by and Bounds(lifetime.not_before).holds(self.known_by) is Truth.FALSE:
            return True
        if self.as_of is None:
            return False
        held = lifetime.holds(self.as_of)
        return held is Truth.FALSE or (self.certain and held is Truth.UNKNOWN)

    def _lifetime(self, node: str) -> Bounds:
        """Bounds of one thing, from its own triples and from the stated datings of it."""
        if node in self.kinds[v.PH.Programme]:
            signed = [day for event in self._signings[node] for day in self._dated[event, "held"]]
            return build_bounds(signed or self._dated[node, "term-start"], self._dated[node, "term-end"])
        if node in self.kinds[v.PH.Event]:
            return build_lasting(self._dated[node, "held"])
        if node in self.kinds[v.PH.Document]:
            printed = [PartialDate(text.partition("T")[0]) for text in self.terms[node][v.DCT.issued]]
            return build_lasting(self._dated[node, "issued"] or printed)
        if node in self.kinds[v.PH.Tenure]:
            attested = [day for event in self.terms[node][v.PH.attestedIn] for day in self._dated[event, "held"]]
            return build_bounds(self._dated[node, "start"], self._dated[node, "end"], attested)
        if node in self.kinds[v.PH.BodyChange]:
            return self._change_bounds(node)
        return self._own_bounds(node)

    def _own_bounds(self, node: str) -> Bounds:
        """Those of a place or body: its own, and the days on which something shows it."""
        terms = self.terms[node]
        attested = [*self._attested[node], *map(PartialDate, terms[v.PH.knownFrom])]
        begun = list(map(PartialDate, terms[v.PH.validFrom]))
        ended = [PartialDate(text) for text in terms[v.PH.validTo] if self._foreseen(text)]
        going_on = node in self._going_on
        own = build_bounds(begun, [] if going_on else ended, attested)
        is_place = node in self.kinds[v.PH.Place]
        # The map is kept complete: a place without an end is one of today.
        until = date.max if going_on or (is_place and not terms[v.PH.notAfter]) else own.until
        last = [PartialDate(t).latest for t in terms[v.PH.notAfter] if self._foreseen(t)]
        return Bounds(
            max((PartialDate(t).earliest for t in terms[v.PH.notBefore]), default=None),
            None if going_on else min(last, default=None),
            date.min if terms[v.PH.code] == ["VN"] else own.since,
            until,
        )

    def _change_bounds(self, node: str) -> Bounds:
        terms = self.terms[node]
        certain = max((PartialDate(t).latest for t in terms[v.PH.notAfter]), default=None)
        first = max((PartialDate(t).earliest for t in terms[v.PH.notBefore]), default=None)
        return Bounds(first, None, certain, date.max)

    @cached_property
    def _going_on(self) -> set[str]:
        """Places of the old map that went on unchanged: only their IRI ended with it."""
        changes = [self.terms[node] for node in self.kinds[v.PH.PlaceChange]]
        return {p for c in changes if c[v.PH.changeKind] == [_UNCHANGED] for p in c[v.PH.originalPlace]}

    def _foreseen(self, end: str) -> bool:
        """Whether an end was known: those of reforms are known from the day on which they came."""
        return not self.known_by or PartialDate(end).earliest <= self.known_by.latest

    def _is_empty(self, node: str, gone: set[str]) -> bool:
        """Whether all values of something that it needs are gone."""
        return any(values and gone.issuperset(values) for prop, values in self.terms[node].items() if prop in _NEEDED)

    def _people(self, claim: str) -> Iterator[str]:
        yield from self.terms[claim].get(v.ORG.member, ())
        yield from self.terms[claim].get(v.PH.participant, ())

    @cached_property
    def _dated(self) -> dict[tuple[str, str], list[PartialDate]]:
        """(thing, kind of dating) → the dates stated; weaker readings decide nothing."""
        found: dict[tuple[str, str], list[PartialDate]] = defaultdict(list)
        for dating in sorted(self.kinds[v.PH.Dating]):
            terms = self.terms[dating]
            if _STATED in terms[v.PH.standing]:
                kind = terms[v.PH.datingKind][0].removeprefix(f"{v.ID}dating-kind/")
                for thing in terms[v.PH.dates]:
                    found[thing, kind] += map(PartialDate, terms[v.PH.value])
        return found

    @cached_property
    def _attested(self) -> dict[str, list[PartialDate]]:
        """Bodies and places → the days on which a signing, a tenure or an end shows that they were there."""
        found: dict[str, list[PartialDate]] = defaultdict(list)
        for claim in self.kinds[v.PH.Signature] | self.kinds[v.PH.Tenure]:
            terms = self.terms[claim]
            if _STATED in terms[v.PH.standing]:
                events = {e for p in terms[v.PH.ofProgramme] for e in self._signings[p]} | set(terms[v.PH.attestedIn])
                for body in (*terms[v.PH.signatoryAgency], *terms[v.ORG.organization]):
                    found[body] += [day for event in sorted(events) for day in self._dated[event, "held"]]
        for change in self.kinds[v.PH.BodyChange]:
            for body in self.terms[change][v.ORG.originalOrganization]:
                # It was there on the day before the change, and if it went on unchanged, on the day itself.
                days = [day for day in self.terms[change][v.PH.value] if len(day) == 10]
                unchanged = self.terms[change][v.PH.changeKind] == [_UNCHANGED]
                found[body] += [PartialDate(day) if unchanged else day_before(day) for day in days]
        for body in list(found):
            for place in self.terms[body][v.PH.territory]:
                found[place] += found[body]
        for place in list(found):
            for around in self.terms[place][v.PH.within] if place in self.kinds[v.PH.Place] else ():
                found[around] += found[place]
        return found

    @cached_property
    def _signings(self) -> dict[str, list[str]]:
        """Programme → the events at which it was signed or issued; a review tells nothing of when it was agreed."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in sorted(self.kinds[v.PH.Signing] | self.kinds[v.PH.Issuing]):
            for programme in self.terms[event][v.PH.concerns]:
                found[programme].append(event)
        return found
