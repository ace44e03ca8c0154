"""The graph as it stood on a day, or as it was known by a day. docs/time.md says what counts, class by class.

Both are three-valued. What certainly was not there is left out; what certainly was, or may have been, stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.graph.merging import stored_canonical
from phoihop.graph.rules import read_rules
from phoihop.identity.iris import graph_iri
from phoihop.model import PartialDate, Truth
from phoihop.settings import ontology_dir
from phoihop.store import EmbeddedStore, Store

_DEFAULT = ox.DefaultGraph()
_DERIVED = graph_iri("derived")
_PARTS = ("assertion", "provenance", "publication")
_STATED = v.concept("standing", "stated")
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


@dataclass(frozen=True)
class Bounds:
    """The days between which something was there; None where nothing is known."""

    not_before: date | None = None
    not_after: date | None = None

    def holds(self, day: PartialDate) -> Truth:
        """Whether it was there: FALSE outside the bounds, UNKNOWN within them. Bounds alone never prove presence."""
        if self.not_before and day.latest < self.not_before:
            return Truth.FALSE
        if self.not_after and self.not_after < day.earliest:
            return Truth.FALSE
        return Truth.UNKNOWN


@dataclass(frozen=True)
class Known:
    """Since when a source is known, and by what: its publication, or else the acceptance of its record."""

    since: PartialDate | None
    by: str


def read_known(graph: ox.Store) -> dict[str, Known]:
    """For each source id, since when what it says is known."""
    found: dict[str, Known] = {}
    for head in _subjects(graph, v.RDF.type, v.NP.Nanopublication):
        record = head.removeprefix(graph_iri(""))
        published = _values(graph, f"{v.ID}source/{record}", v.DCT.issued)
        accepted = _values(graph, head, v.PH.acceptedOn, graph_iri(record, "publication"))
        if published:
            found[record] = Known(PartialDate(published[0].partition("T")[0]), "published")
        elif accepted:
            found[record] = Known(PartialDate(accepted[0]), "accepted")
        else:
            found[record] = Known(None, "unknown")
    return found


def view_as_of(store: Store, as_of: PartialDate | None = None, known_by: PartialDate | None = None) -> EmbeddedStore:
    """A graph in memory of what there was on a day, as far as it was known by a day.

    Args:
        store: an embedded store; it is not changed.
        as_of: the day asked about, or a month or year, of which any day will do. None: at any time.
        known_by: only sources published by then; of those that print no date, records accepted by then. Ends,
            foundings and changes after that day are left out, since nobody could know them.

    Raises:
        UsageError: the store is remote: its named graphs cannot be read whole.
    """
    if not isinstance(store, EmbeddedStore):
        raise UsageError("only a store on this machine can be seen as of a day", path=store.location)
    graph = store.graph
    canonical = stored_canonical(graph)
    sources = {record: _known(known, known_by) for record, known in read_known(graph).items()}
    assertions = {r: list(_named(graph, graph_iri(r, "assertion"))) for r in sorted(sources)}
    merged = {r: [_canonical(quad, canonical) for quad in quads] for r, quads in assertions.items()}
    loose = {triple for triples in merged.values() for triple in triples} | _derived(graph)
    base = [t for q in graph.quads_for_pattern(None, None, None, _DEFAULT) if (t := q.triple) not in loose]
    kept = dict.fromkeys(t for record, known in sources.items() if known for t in merged[record])
    moment = _Moment(as_of, known_by)
    moment.read(base)
    moment.read(kept)
    dropped = moment.dropped()
    view = ox.Store()
    view.bulk_extend(
        ox.Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in (*base, *kept) if moment.keeps(t, dropped)
    )
    for record, known in sources.items():
        for part in _PARTS if known else ():
            name = graph_iri(record, part)
            quads = assertions[record] if part == "assertion" else _named(graph, name)
            view.bulk_extend(q for q in quads if moment.keeps(_canonical(q, canonical), dropped))
    for name in _shared_graphs(graph, sources):
        view.bulk_extend(q for q in _named(graph, name) if moment.keeps(q.triple, dropped) and not _is_derived(q))
    _derive(view)
    return EmbeddedStore(view, store.location)


def _known(known: Known, by: PartialDate | None) -> bool:
    return by is None or known.since is None or by.before(known.since) is not Truth.TRUE


def _canonical(quad: ox.Quad, canonical: Mapping[str, str]) -> ox.Triple:
    subject, value = (_replaced(term, canonical) for term in (quad.subject, quad.object))
    return ox.Triple(subject, quad.predicate, value)  # type: ignore[arg-type]


def _replaced(term: object, canonical: Mapping[str, str]) -> object:
    current = canonical.get(str(term)) if canonical else None
    return ox.NamedNode(current[1:-1]) if current else term


def _derived(graph: ox.Store) -> set[ox.Triple]:
    """What rules gave; it is derived anew from what is left."""
    return {
        quad.triple
        for name in graph.named_graphs()
        if isinstance(name, ox.NamedNode) and name.value.startswith(f"{_DERIVED}/")
        for quad in graph.quads_for_pattern(None, None, None, name)
    }


def _is_derived(quad: ox.Quad) -> bool:
    """Whether a note tells of a graph of derived triples, which is made and noted anew."""
    return isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(f"{_DERIVED}/")


def _shared_graphs(graph: ox.Store, sources: Iterable[str]) -> Iterator[str]:
    """The named graphs that belong to no source and to no rule of the ontology."""
    own = {graph_iri(source, part) for source in sources for part in _PARTS}
    for name in graph.named_graphs():
        if isinstance(name, ox.NamedNode) and name.value not in own and not name.value.startswith(f"{_DERIVED}/"):
            yield name.value


def _derive(view: ox.Store) -> None:
    for rule in read_rules(ontology_dir() / "rules"):
        lines = []
        for s, p, o, g in rule.derive(view.query):  # type: ignore[arg-type]
            lines.append(f"{s} {p} {o} {g} .\n")
            if g.startswith(f"<{_DERIVED}/"):
                lines.append(f"{s} {p} {o} .\n")
        view.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)


@dataclass
class _Moment:
    """Decides what was there."""

    as_of: PartialDate | None
    known_by: PartialDate | None
    terms: Terms = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, triples: Iterable[ox.Triple]) -> None:
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
        return self.as_of is not None and lifetime.holds(self.as_of) is Truth.FALSE

    def _lifetime(self, node: str) -> Bounds:
        """Bounds of one thing, from its own triples and from the stated datings of it."""
        terms = self.terms[node]
        if node in self.kinds[v.PH.Programme]:
            signed = [day for event in self._signings[node] for day in self._dated[event, "held"]]
            begun = signed or self._dated[node, "term-start"]
            return Bounds(_first(begun), _last(self._dated[node, "term-end"]))
        if node in self.kinds[v.PH.Event]:
            return Bounds(_first(self._dated[node, "held"]))
        if node in self.kinds[v.PH.Tenure]:
            return Bounds(_first(self._dated[node, "start"]), _last(self._dated[node, "end"]))
        if node in self.kinds[v.PH.Document]:
            printed = [PartialDate(text.partition("T")[0]) for text in terms[v.DCT.issued]]
            return Bounds(_first(self._dated[node, "issued"] or printed))
        not_before = max((PartialDate(t).earliest for t in terms[v.PH.notBefore]), default=None)
        if node in self.kinds[v.PH.BodyChange] or node in self._going_on:
            return Bounds(not_before)
        return Bounds(
            not_before,
            min((PartialDate(t).latest for t in terms[v.PH.notAfter] if self._foreseen(t)), default=None),
        )

    @cached_property
    def _going_on(self) -> set[str]:
        """Places of the old map that went on unchanged: only their IRI ended with it."""
        unchanged = v.concept("change-kind", "unchanged")
        changes = [self.terms[node] for node in self.kinds[v.PH.PlaceChange]]
        return {p for c in changes if c[v.PH.changeKind] == [unchanged] for p in c[v.PH.originalPlace]}

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
    def _signings(self) -> dict[str, list[str]]:
        """Programme → the events at which it was signed or issued; a review tells nothing of when it was agreed."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in sorted(self.kinds[v.PH.Signing] | self.kinds[v.PH.Issuing]):
            for programme in self.terms[event][v.PH.concerns]:
                found[programme].append(event)
        return found


def _first(days: Iterable[PartialDate]) -> date | None:
    return min((day.earliest for day in days), default=None)


def _last(days: Iterable[PartialDate]) -> date | None:
    return max((day.latest for day in days), default=None)


def _subjects(graph: ox.Store, prop: str, value: str) -> Iterator[str]:
    for quad in graph.quads_for_pattern(None, ox.NamedNode(prop), ox.NamedNode(value), None):
        yield quad.subject.value  # type: ignore[union-attr]


def _values(graph: ox.Store, subject: str, prop: str, name: str | None = None) -> list[str]:
    where = ox.NamedNode(name) if name else _DEFAULT
    quads = graph.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(prop), None, where)
    return sorted(quad.object.value for quad in quads)  # type: ignore[union-attr]


def _named(graph: ox.Store, name: str) -> Iterator[ox.Quad]:
    return graph.quads_for_pattern(None, None, None, ox.NamedNode(name))
