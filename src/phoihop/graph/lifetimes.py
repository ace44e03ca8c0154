"""How long bodies lasted and what became of them: `data/reforms.yaml` carried out on the bodies of a graph.

What a rule gives about one change stands in a named graph of its own, `id/graph/reforms/…`, and says which rule gave
it. A body's IRI holds a unit of one map (before or since 2025-07-01), so no body outlasts its territory, unless that
went on unchanged: this gives a bound, `ph:notAfter`, even where no rule speaks. docs/time.md tells what may be
concluded from all this.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.gazetteer import Gazetteer
from phoihop.graph.bodies import body_iri, body_triples
from phoihop.graph.reforms import FOLLOWS_PLACE, Decision, Reform, Reforms
from phoihop.graph.rules import DERIVATIONS
from phoihop.graph.terms import CONCEPTS, DCT, ORG, PH, PROV, RDF, RDFS, Triple, iri, partial_date, text, typed
from phoihop.identity.iris import agency_iri, document_iri, graph_iri, place_iri
from phoihop.model import PartialDate, Place
from phoihop.records.schema import AgencyRef
from phoihop.views import read_view

Quad = tuple[str, str, str, str]
Supertypes = dict[str, tuple[str, ...]]
REFORMS = graph_iri("reforms")
"""What the names of all graphs made here begin with."""
_TERRITORY = "lifetime-of-territory"
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Body:
    """A body of the graph, by what decides its lifetime; kind, level and place in their short forms."""

    iri: str
    kind: str
    level: str
    place: str


@dataclass
class _Change:
    """What one rule makes of one or more bodies of one place."""

    reform: Reform
    kind: str
    path: str
    result: str
    described: AgencyRef | None = None
    place: Place | None = None
    decided_by: str = ""
    originals: list[str] = field(default_factory=list)

    @property
    def iri(self) -> str:
        return f"{v.ID}change/{self.path}/{self.reform.id}"

    @property
    def ends(self) -> PartialDate | None:
        """When the originals were no more; None where nobody knows, and where they went on unchanged."""
        return None if self.kind == "unchanged" else self.reform.begins


def read_bodies(ask: Callable[[str], ox.QuerySolutions]) -> tuple[Body, ...]:
    """All bodies of a graph, in the order of their IRIs."""
    return tuple(
        Body(
            str(row["body"].value),
            *(str(row[name].value).removeprefix(f"{v.ID}{name}/") for name in ("kind", "level", "place")),
        )
        for row in ask(read_view("bodies"))
    )


def bodies_among(triples: Iterable[ox.Triple]) -> tuple[Body, ...]:
    """The bodies that some triples describe, in the order of their IRIs."""
    names = {v.PH.agencyKind: "kind", v.PH.level: "level", v.PH.territory: "place"}
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: {name: set() for name in names.values()})
    for triple in triples:
        name = names.get(triple.predicate.value)
        if name and isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            said[triple.subject.value][name].add(triple.object.value.removeprefix(f"{v.ID}{name}/"))
    return tuple(sorted(Body(body, *values) for body, sets in said.items() for values in product(*sets.values())))


def bound_triples(reforms: Reforms, bodies: Iterable[Body], gazetteer: Gazetteer) -> Iterator[Triple]:
    """When some bodies can have been there: what `lifetime_quads` gives about their dates, and no more.

    The rules speak of one body at a time, so that this can be asked about the bodies that new records bring without
    looking at all others. Of a body that came of one of these the beginning is given too.

    Raises:
        UsageError: a body belongs to no place of the gazetteer.
    """
    bodies = sorted(bodies)
    ended: dict[str, str] = {}
    for body in bodies:
        change = _change(reforms, body, gazetteer, ())
        if change is None:
            continue
        if change.ends:
            ended[body.iri] = _before(change.ends)
        yield from _end(body.iri, change)
        yield from _beginning_of_result(change)
    for beginning in reforms.beginnings:
        for body in bodies:
            if body.kind in beginning.kinds and body.level in beginning.levels:
                yield from _beginning(body.iri, beginning)
    yield from (quad[:3] for quad in _territories(bodies, ended, gazetteer) if quad[3] != iri(DERIVATIONS))


def lifetime_quads(
    reforms: Reforms, bodies: Iterable[Body], gazetteer: Gazetteer, supertypes: Supertypes
) -> Iterator[Quad]:
    """What the rules give: bounds of lifetimes, changes with what decided them, and the bodies that came of them.

    Args:
        reforms: the rules.
        bodies: the bodies that sources name. Those that a rule leads to besides are described here.
        gazetteer: the places that they belong to.
        supertypes: as in `record_triples`.

    Raises:
        UsageError: a body belongs to no place of the gazetteer.
    """
    named = {body.iri: body for body in bodies}
    changes: dict[str, _Change] = {}
    ended: dict[str, str] = {}
    for body in sorted(named.values()):
        change = _change(reforms, body, gazetteer, named)
        if change is not None:
            changes.setdefault(change.iri, change).originals.append(body.iri)
            if change.ends:
                ended[body.iri] = _before(change.ends)
    documents = {change.decided_by for change in changes.values()} | set(reforms.places.values())
    for change in changes.values():
        triples = dict.fromkeys(_change_triples(change, reforms, named, supertypes))
        yield from _derived(triples, ("change", change.path, change.reform.id), change.reform.id, change.iri)
        if change.described and change.place and change.result not in named:
            named[change.result] = Body(change.result, change.described.kind, change.place.level, change.place.id)
    for beginning in reforms.beginnings:
        begun = [b for b in sorted(named.values()) if b.kind in beginning.kinds and b.level in beginning.levels]
        triples = dict.fromkeys(triple for body in begun for triple in _beginning(body.iri, beginning))
        if begun:
            documents.add(beginning.decided_by)
            yield from _derived(triples, ("beginning", beginning.id), beginning.id, *(body.iri for body in begun))
    for key in sorted(documents - {""}):
        decision = reforms.decisions[key]
        issuer = gazetteer.place(decision.issuer.place)
        described = dict.fromkeys(_document_triples(decision, issuer, supertypes))
        yield from ((*triple, iri(graph_iri("reforms", "documents"))) for triple in described)
        by = body_iri(decision.issuer)
        named.setdefault(by, Body(by, decision.issuer.kind, issuer.level, issuer.id))
    yield from _territories(named.values(), ended, gazetteer)
    yield from _place_changes(reforms, gazetteer)


def _change(reforms: Reforms, body: Body, gazetteer: Gazetteer, named: Container[str]) -> _Change | None:
    reform = reforms.rule_for(body.kind, body.level, body.place)
    if reform is None:
        return None
    if reform.change == FOLLOWS_PLACE:
        links = gazetteer.successors(body.place)
        if not links:
            return None
        if links[0].kind == "unchanged":
            # It goes on as it was and nothing was decided about it: no end, and no document.
            bare = replace(reform, note="", note_vi="")
            renamed = agency_iri(body.kind, links[0].resulting)
            return _Change(bare, "unchanged", _path(body.iri), renamed if renamed in named else "")
        return _resulting(reforms, reform, links[0].kind, body.kind, gazetteer.place(links[0].resulting))
    if reform.into:
        return _resulting(reforms, reform, reform.change, reform.into, gazetteer.place(body.place))
    return _Change(reform, reform.change, _path(body.iri), "", decided_by=reform.decided_by)


def _resulting(reforms: Reforms, reform: Reform, change: str, kind: str, place: Place) -> _Change | None:
    if (kind, place.level) not in reforms.names:
        return None  # a record gave the body a level that its place does not have: nothing follows from that
    name = reforms.names[kind, place.level].format(
        unit=place.full_name, name=place.name, committee="Tỉnh ủy" if place.kind == "tỉnh" else "Thành ủy"
    )
    described = AgencyRef.model_validate({"kind": kind, "place": place.id, "name": name})
    result = body_iri(described)
    return _Change(reform, change, _path(result), result, described, place, reform.decided_by)


def _change_triples(
    change: _Change, reforms: Reforms, named: Container[str], supertypes: Supertypes
) -> Iterator[Triple]:
    node, reform = iri(change.iri), change.reform
    for type_iri in supertypes[v.PH.BodyChange]:
        yield node, RDF.type, iri(type_iri)
    yield node, PH.changeKind, CONCEPTS["change-kind", change.kind]
    yield node, PH.changeStatus, CONCEPTS["change-status", reform.status]
    if change.decided_by:
        yield node, PH.decidedBy, iri(_document_iri(reforms.decisions[change.decided_by]))
    for note, language in ((reform.note, "en"), (reform.note_vi, "vi")):
        if note:
            yield node, RDFS.comment, text(note, language)
    for source in reform.source:
        yield node, DCT.source, text(source)
    if reform.begins:
        yield node, PH.value, partial_date(reform.begins.text)
        yield node, PH.notBefore, _day(reform.begins.earliest)
        yield node, PH.notAfter, _day(reform.begins.latest)
    elif reform.not_before:
        yield node, PH.notBefore, _day(reform.not_before.earliest)
    for original in change.originals:
        yield node, ORG.originalOrganization, iri(original)
        yield iri(original), ORG.changedBy, node
        yield from _end(original, change)
    if change.result:
        yield node, ORG.resultingOrganization, iri(change.result)
        yield iri(change.result), ORG.resultedFrom, node
    if change.described and change.place and change.result not in named:
        yield from body_triples(change.described, change.place, supertypes)
    yield from _beginning_of_result(change)


def _end(original: str, change: _Change) -> Iterator[Triple]:
    if change.ends and change.ends.precision == "day":
        yield iri(original), PH.validTo, typed(_before(change.ends), v.XSD.date)


def _beginning_of_result(change: _Change) -> Iterator[Triple]:
    if change.place is None:
        return
    result, reform = iri(change.result), change.reform
    if reform.begins:
        yield result, PH.validFrom, partial_date(reform.begins.text)
    begun = reform.begins or reform.not_before
    if begun and not change.place.valid_from:
        yield result, PH.notBefore, _day(begun.earliest)


def _beginning(body: str, beginning: Reform) -> Iterator[Triple]:
    assert beginning.begins
    yield iri(body), PH.validFrom, partial_date(beginning.begins.text)
    yield iri(body), PH.notBefore, _day(beginning.begins.earliest)


def _territories(bodies: Iterable[Body], ended: dict[str, str], gazetteer: Gazetteer) -> Iterator[Quad]:
    """The bounds of each body: its own end where a rule gives one, and in any case those of its territory."""
    bounds: dict[str, list[Triple]] = defaultdict(list)
    for body in sorted(bodies):
        place = gazetteer.place(body.place)
        links = gazetteer.successors(place.id)
        gone = "" if links and links[0].kind == "unchanged" else place.valid_to or place.gone_by
        last = min(filter(None, (ended.get(body.iri), gone and PartialDate(gone).latest.isoformat())), default="")
        if last:
            bounds[body.place].append((iri(body.iri), PH.notAfter, typed(last, v.XSD.date)))
        if place.valid_from:
            bounds[body.place].append((iri(body.iri), PH.notBefore, _day(PartialDate(place.valid_from).earliest)))
    for place_id, triples in sorted(bounds.items()):
        yield from _derived(triples, (_TERRITORY, place_id), _TERRITORY, place_iri(place_id))


def _place_changes(reforms: Reforms, gazetteer: Gazetteer) -> Iterator[Quad]:
    """What decided the changes from the old map to the new one."""
    for level, key in reforms.places.items():
        document = iri(_document_iri(reforms.decisions[key]))
        changed = [
            f"{v.ID}place-change/{place.id}"
            for place in gazetteer.places(era="vn63", level=level)
            if any(k.kind != "unchanged" and k.resulting.startswith("vn34/") for k in gazetteer.successors(place.id))
        ]
        triples = [(iri(node), PH.decidedBy, document) for node in changed]
        yield from _derived(triples, ("places", level), f"changes-of-places-{level}", document[1:-1])


def _document_iri(decision: Decision) -> str:
    return document_iri(body_iri(decision.issuer), decision.number, decision.title, decision.issued or None)


def _document_triples(decision: Decision, issuer: Place, supertypes: Supertypes) -> Iterator[Triple]:
    node = iri(_document_iri(decision))
    for type_iri in supertypes[v.ONTOLOGY + v.DOCUMENT_CLASSES.get(decision.kind, "Document")]:
        yield node, RDF.type, iri(type_iri)
    yield node, RDFS.label, text(decision.number, "vi")
    yield node, PH.documentNumber, text(decision.number)
    yield node, PH.documentKind, CONCEPTS["document-kind", decision.kind]
    yield node, PH.issuer, iri(body_iri(decision.issuer))
    if decision.title:
        yield node, DCT.title, text(decision.title, "vi")
    if decision.issued:
        yield node, DCT.issued, partial_date(decision.issued)
    yield from body_triples(decision.issuer, issuer, supertypes)


def _derived(triples: Iterable[Triple], path: tuple[str, ...], rule: str, *sources: str) -> Iterator[Quad]:
    graph = iri(graph_iri("reforms", *path))
    for triple in triples:
        yield (*triple, graph)
    yield graph, RDF.type, PH.DerivedGraph, iri(DERIVATIONS)
    yield graph, PH.byRule, iri(f"{v.ID}rule/{rule}"), iri(DERIVATIONS)
    for source in sources:
        yield graph, PROV.wasDerivedFrom, iri(source), iri(DERIVATIONS)


def _path(body: str) -> str:
    return body.removeprefix(f"{v.ID}agency/")


def _day(day: datetime.date) -> str:
    return typed(day.isoformat(), v.XSD.date)


def _before(begins: PartialDate) -> str:
    """The last day on which the old state can have lasted, if the new one begins then."""
    return (begins.latest - _DAY).isoformat()
