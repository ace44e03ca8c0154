"""The gazetteer as triples: places with their lifetimes, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from phoihop import vocabulary as v
from phoihop.gazetteer import Gazetteer
from phoihop.graph.terms import CONCEPTS, PH, RDF, RDFS, SKOS, Triple, iri, partial_date, text, typed
from phoihop.identity.iris import place_iri
from phoihop.model import PartialDate, Place
from phoihop.records.schema import Record
from phoihop.spelling import fold


def place_triples(
    gazetteer: Gazetteer, named: Iterable[str], supertypes: dict[str, tuple[str, ...]]
) -> Iterator[Triple]:
    """The country, all provinces and districts, the communes of today, and the former communes that records name.

    The ten thousand communes of before 2025-07-01 stay in the gazetteer: in the graph they would outweigh all else.

    Args:
        gazetteer: the dated places.
        named: ids of places that records name.
        supertypes: as in `record_triples`.
    """
    shown = {
        place.id: place
        for era, level in ((None, "province"), ("vn63", "district"), ("vn34", "commune"))
        for place in gazetteer.places(era=era, level=level)
    }
    shown["vn"] = gazetteer.place("vn")
    for name in sorted(set(named) - shown.keys()):
        shown |= {place.id: place for place in gazetteer.chain(name)}
    for place in sorted(shown.values(), key=lambda p: p.id):
        yield from _place(place, supertypes)
    for place in sorted(shown.values(), key=lambda p: p.id):
        yield from _change(gazetteer, place, shown, supertypes)


def named_places(record: Record) -> set[str]:
    """The ids of all places that a record names: of bodies, territories, events, and where nothing was signed."""
    return {
        *(agency.place for agency in record.agencies.values()),
        *(claim.place for programme in record.programmes.values() for claim in programme.territory),
        *(event.place.place for event in record.events.values() if event.place),
        *(silence.place for silence in record.nothing_signed),
    }


def _place(place: Place, supertypes: dict[str, tuple[str, ...]]) -> Iterator[Triple]:
    node = iri(place_iri(place.id))
    for type_iri in supertypes[v.PH.Place]:
        yield node, RDF.type, iri(type_iri)
    yield node, RDFS.label, text(place.name, "vi")
    yield node, PH.placeKind, text(place.kind, "vi")
    yield node, PH.level, CONCEPTS["level", place.level]
    yield node, PH.code, text(place.code)
    for key in sorted({fold(name) for name in (place.name, place.full_name, *place.variants)}):
        yield node, PH.searchKey, text(key)
    for variant in place.variants:
        yield node, SKOS.altLabel, text(variant, "vi")
    if place.within:
        yield node, PH.within, iri(place_iri(place.within))
    for prop, bound, value in (
        (PH.validFrom, PH.notBefore, place.valid_from),
        (PH.validTo, PH.notAfter, place.valid_to),
    ):
        if value:
            when = PartialDate(value)
            yield node, prop, partial_date(value)
            yield node, bound, typed((when.earliest if prop == PH.validFrom else when.latest).isoformat(), v.XSD.date)
    if place.gone_by and not place.valid_to:
        # Its last day is unknown; only that it is no later than this.
        yield node, PH.notAfter, typed(PartialDate(place.gone_by).latest.isoformat(), v.XSD.date)
    if place.known_from:
        yield node, PH.knownFrom, partial_date(place.known_from)
    if place.iso:
        yield node, PH.isoCode, text(place.iso)
    if place.wikidata:
        entity = iri(f"http://www.wikidata.org/entity/{place.wikidata}")
        yield node, PH.wikidata, entity
        if not place.wikidata_verified:
            yield node, PH.unverified, PH.wikidata


def _change(
    gazetteer: Gazetteer, place: Place, shown: dict[str, Place], supertypes: dict[str, tuple[str, ...]]
) -> Iterator[Triple]:
    """What became of one unit: a change is named after the unit that it ended."""
    links = [link for link in gazetteer.successors(place.id) if link.resulting in shown]
    if not links:
        return
    node = iri(f"{v.ID}place-change/{place.id}")
    for type_iri in supertypes[v.PH.PlaceChange]:
        yield node, RDF.type, iri(type_iri)
    yield node, PH.originalPlace, iri(place_iri(place.id))
    for link in links:
        yield node, PH.resultingPlace, iri(place_iri(link.resulting))
    for kind in sorted({link.kind for link in links}):
        yield node, PH.changeKind, CONCEPTS["change-kind", kind]
