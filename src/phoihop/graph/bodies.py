"""The bodies that a record names, as triples; a Party caucus brings the body it sits in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from phoihop import vocabulary as v
from phoihop.graph.terms import CONCEPTS, PH, RDF, RDFS, Triple, iri, text
from phoihop.identity.iris import agency_iri, place_iri
from phoihop.model import Place
from phoihop.records.schema import AgencyRef
from phoihop.spelling import fold

# The abbreviations that officials use every day (language brief, section 1), folded.
_ABBREVIATIONS = {
    "ban tuyen giao va dan van": "btgdv",
    "ban tuyen giao": "btg",
    "ban dan van": "bdv",
    "ban can su dang": "bcsd",
    "hoi dong nhan dan": "hdnd",
    "uy ban nhan dan": "ubnd",
    "toa an nhan dan": "tand",
    "vien kiem sat nhan dan": "vksnd",
    "thi hanh an dan su": "thads",
    "uy ban kiem tra": "ubkt",
    "mat tran to quoc viet nam": "mttq",
    "dai bieu quoc hoi": "dbqh",
    "lien doan lao dong": "ldld",
}
_ABBREVIABLE = re.compile("|".join(_ABBREVIATIONS))
_CAUCUS = re.compile(r"(?i)^(ban cán sự đảng|đảng đoàn)\s+")


def body_iri(ref: AgencyRef) -> str:
    """The IRI of the body that a record describes."""
    return agency_iri(ref.kind, ref.place, ref.host, ref.slug)


def body_triples(ref: AgencyRef, place: Place, supertypes: dict[str, tuple[str, ...]]) -> Iterator[Triple]:
    """What is said of a body, and of a caucus's host although the source may name the caucus alone."""
    node = iri(body_iri(ref))
    side, cls = v.KINDS[ref.kind]
    level = ref.level or place.level
    yield from _body(node, ref.kind, ref.name, level, place.id, ref.side or side, supertypes[v.ONTOLOGY + cls])
    if ref.host:
        host = iri(agency_iri(ref.host, ref.place, name_slug=ref.slug))
        yield node, PH.caucusOf, host
        side, cls = v.KINDS[ref.host]
        name = _CAUCUS.sub("", ref.name)
        yield from _body(host, ref.host, name, level, place.id, side, supertypes[v.ONTOLOGY + cls])


def _body(
    node: str, kind: str, name: str, level: str, place: str, side: str, types: tuple[str, ...]
) -> Iterator[Triple]:
    for type_iri in types:
        yield node, RDF.type, iri(type_iri)
    yield node, RDFS.label, text(name, "vi")
    for key in search_keys(name):
        yield node, PH.searchKey, text(key)
    yield node, PH.agencyKind, CONCEPTS["kind", kind]
    yield node, PH.level, CONCEPTS["level", level]
    yield node, PH.territory, iri(place_iri(place))
    if side:
        yield node, PH.side, CONCEPTS["side", side]


@lru_cache(maxsize=4096)
def search_keys(name: str) -> tuple[str, ...]:
    """The forms under which search finds a body: its name without diacritics, and with the usual abbreviations."""
    full = fold(name)
    short = _ABBREVIABLE.sub(lambda match: _ABBREVIATIONS[match[0]], full)
    return (full,) if short == full else (full, short)
