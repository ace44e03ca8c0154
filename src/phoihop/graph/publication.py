"""The outer parts of the nanopublication-shaped set of graphs that one source makes."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.graph.terms import CONCEPTS, DCT, NP, PH, PROV, RDF, RDFS, Triple, iri, partial_date, text
from phoihop.identity.iris import graph_iri, local_iri
from phoihop.records.schema import Record


def provenance_triples(record: Record) -> Iterator[Triple]:
    """Where the assertion comes from."""
    assertion = iri(graph_iri(record.id, "assertion"))
    yield assertion, PROV.wasDerivedFrom, iri(local_iri("source", record.id))
    if record.accepted:
        yield assertion, DCT.creator, text(record.accepted.by)


def publication_triples(record: Record) -> Iterator[Triple]:
    """Who let the record in, when, and under which licence."""
    head = iri(graph_iri(record.id))
    yield head, RDF.type, NP.Nanopublication
    for prop, part in (
        (NP.hasAssertion, "assertion"),
        (NP.hasProvenance, "provenance"),
        (NP.hasPublicationInfo, "publication"),
    ):
        yield head, prop, iri(graph_iri(record.id, part))
    yield head, PH.recordStatus, CONCEPTS["status", record.status]
    yield head, DCT.license, iri("https://creativecommons.org/licenses/by/4.0/")
    if record.accepted:
        yield head, PH.acceptedBy, text(record.accepted.by)
        yield head, PH.acceptedOn, partial_date(record.accepted.on)
    if record.note:
        yield head, RDFS.comment, text(record.note, "en")
