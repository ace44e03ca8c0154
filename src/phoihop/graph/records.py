"""One record → its triples: what it asserts, where that comes from, and who let it in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.fingerprints import fingerprint_parts
from phoihop.graph.bodies import body_iri, body_triples
from phoihop.graph.publication import provenance_triples, publication_triples
from phoihop.graph.terms import (
    CONCEPTS,
    DCT,
    FOAF,
    OA,
    ORG,
    PH,
    RDF,
    RDFS,
    SKOS,
    Triple,
    integer,
    iri,
    partial_date,
    text,
    typed,
)
from phoihop.identity.iris import document_iri, graph_iri, local_iri, place_iri
from phoihop.model import PartialDate, Place
from phoihop.records.schema import (
    AgencyClaim,
    AgencyRef,
    DateClaim,
    DocumentRef,
    DutyClaim,
    EventRef,
    Evidenced,
    OfficialRef,
    PostClaim,
    ProgrammeRef,
    Record,
)
from phoihop.spelling import fold

_EPOCH = date(1970, 1, 1).toordinal()
_SPAN = re.compile(r"(\d+)-(\d+)(?:#(\w+))?")


@dataclass(frozen=True)
class RecordTriples:
    """The three parts of the nanopublication-shaped set that one source makes; each triple once, in a fixed order."""

    record: str
    assertion: tuple[Triple, ...]
    provenance: tuple[Triple, ...]
    publication: tuple[Triple, ...]

    def graphs(self) -> tuple[tuple[str, tuple[Triple, ...]], ...]:
        """The named graphs and what stands in each."""
        return (
            (graph_iri(self.record, "assertion"), self.assertion),
            (graph_iri(self.record, "provenance"), self.provenance),
            (graph_iri(self.record, "publication"), self.publication),
        )


def record_triples(
    record: Record, place_of: Callable[[str], Place], supertypes: dict[str, tuple[str, ...]]
) -> RecordTriples:
    """All that a record says.

    Args:
        record: a record whose references were checked.
        place_of: gives the place of an id; the gazetteer's own.
        supertypes: class IRI → the IRIs of the class and of all classes above it, from the ontology.

    Raises:
        UsageError: a key names nothing in the record.
    """
    writer = _Writer(record, place_of, supertypes)
    writer.write()
    return RecordTriples(
        record.id,
        tuple(dict.fromkeys(writer.out)),
        tuple(provenance_triples(record)),
        tuple(publication_triples(record)),
    )


class _Writer:
    def __init__(
        self, record: Record, place_of: Callable[[str], Place], supertypes: dict[str, tuple[str, ...]]
    ) -> None:
        self.record = record
        self.place_of = place_of
        self.supertypes = supertypes
        self.out: list[Triple] = []
        self.source = iri(local_iri("source", record.id))
        self.agencies = {key: iri(body_iri(ref)) for key, ref in record.agencies.items()}
        self.documents = {key: iri(self._document_iri(ref)) for key, ref in record.documents.items()}
        self.programmes = {key: iri(local_iri("programme", record.id, key)) for key in record.programmes}
        self.events = {key: iri(local_iri("event", record.id, key)) for key in record.events}
        self.keyed: dict[str, str] = {}
        self.conflicts: list[tuple[str, str]] = []

    def write(self) -> None:
        record = self.record
        self._write_source()
        for key, agency in record.agencies.items():
            self._write_agency(self.agencies[key], agency)
        for key, document in record.documents.items():
            self._write_document(key, document)
        for key, programme in record.programmes.items():
            self._write_programme(key, programme)
        for key, event in record.events.items():
            self._write_event(key, event)
        for key, official in record.officials.items():
            self._write_official(key, official)
        for number, silence in enumerate(record.nothing_signed, 1):
            node = self._claim("NoSigningEvidence", silence, "nothing-signed", str(number))
            self.add(node, PH.placedIn, iri(place_iri(silence.place)))
            for kind in silence.kinds:
                self.add(node, PH.agencyKind, CONCEPTS["kind", kind])
            if silence.as_of:
                self.add(node, PH.value, partial_date(silence.as_of))
        for node, key in self.conflicts:
            self.add(node, PH.conflictsWith, self._named(self.keyed, key, "claim with the key"))

    def add(self, subject: str, predicate: str, value: str) -> None:
        self.out.append((subject, predicate, value))

    def _types(self, node: str, name: str) -> None:
        for type_iri in self.supertypes[v.ONTOLOGY + name]:
            self.out.append((node, RDF.type, iri(type_iri)))

    def _named(self, table: dict[str, str], key: str, what: str) -> str:
        try:
            return table[key]
        except KeyError:
            raise UsageError(f"record {self.record.id!r} has no {what} {key!r}") from None

    def _agency(self, key: str) -> str:
        return self._named(self.agencies, key, "agency")

    def _claim(self, name: str, said: Evidenced, *path: str) -> str:
        """A claim node with its standing and evidence."""
        node = iri(local_iri("claim", self.record.id, *path))
        self._types(node, name)
        self.add(node, PH.standing, CONCEPTS["standing", said.standing])
        if said.how_known != "stated":
            self.add(node, PH.howKnown, CONCEPTS["how-known", said.how_known])
        if said.key is not None:
            self.keyed[said.key] = node
        self.conflicts += [(node, key) for key in said.conflicts_with]
        self._evidence(node, said, *path)
        return node

    def _evidence(self, about: str, said: Evidenced, *path: str, prop: str | None = None) -> None:
        """The words that support a claim, or a property of a thing; without a span, the source as a whole."""
        for span in said.at or ("",):
            match = _SPAN.match(span)
            where = f"{match[1]}-{match[2]}" if match else "whole"
            node = iri(local_iri("evidence", self.record.id, *path, where))
            self._types(node, "Evidence")
            self.add(node, PH.supports, about)
            self.add(node, OA.hasSource, self.source)
            if prop is not None:
                self.add(node, PH.forProperty, prop)
            if said.note:
                self.add(node, PH.note, text(said.note, "en"))
            if match:
                selector = node[:-1] + "/position>"
                self.add(node, OA.hasSelector, selector)
                self.add(selector, RDF.type, OA.TextPositionSelector)
                self.add(selector, OA.start, typed(match[1], v.XSD.nonNegativeInteger))
                self.add(selector, OA.end, typed(match[2], v.XSD.nonNegativeInteger))
                if match[3]:
                    self.add(node, PH.spanDigest, text(match[3]))

    def _write_source(self) -> None:
        source, node = self.record.source, self.source
        self._types(node, "Source")
        self.add(node, RDFS.label, text(source.label, "en"))
        self.add(node, DCT.identifier, text(self.record.id))
        self.add(node, DCT.language, text(source.language))
        if source.publisher:
            self.add(node, DCT.publisher, text(source.publisher, "vi"))
            if source.publisher_known != "stated":
                self.add(node, PH.howKnown, CONCEPTS["how-known", source.publisher_known])
        if source.published:
            stamp = source.published
            self.add(node, DCT.issued, typed(stamp, v.XSD.dateTime) if "T" in stamp else partial_date(stamp))
        if source.url:
            self.add(node, DCT.source, iri(source.url))
        if source.sha256:
            self.add(node, PH.textDigest, text(source.sha256))
        if source.characters:
            self.add(node, PH.textLength, integer(source.characters))
        for part in fingerprint_parts(source.fingerprint or ""):
            self.add(node, PH.fingerprintPart, text(part))
        if source.note:
            self.add(node, PH.note, text(source.note, "en"))

    def _write_agency(self, node: str, ref: AgencyRef) -> None:
        self.out += body_triples(ref, self.place_of(ref.place), self.supertypes)
        if ref.within:
            self.add(node, ORG.subOrganizationOf, self._agency(ref.within))

    def _document_iri(self, ref: DocumentRef) -> str:
        issuer = self.record.agencies.get(ref.issuer) if ref.issuer else None
        return document_iri(
            body_iri(issuer) if issuer else None, ref.number, ref.title, ref.issued.value if ref.issued else None
        )

    def _write_document(self, key: str, ref: DocumentRef) -> None:
        node = self.documents[key]
        self._types(node, v.DOCUMENT_CLASSES.get(ref.kind, "Document"))
        self.add(node, RDFS.label, text(ref.number or ref.title or key, "vi"))
        self.add(node, PH.documentKind, CONCEPTS["document-kind", ref.kind])
        if ref.number:
            self.add(node, PH.documentNumber, text(ref.number))
        if ref.title:
            self.add(node, DCT.title, text(ref.title, "vi"))
        if ref.issuer:
            self.add(node, PH.issuer, self._agency(ref.issuer))
        for alias in ref.aliases:
            self.add(node, SKOS.altLabel, text(alias, "vi"))
        if ref.passes_down:
            self.add(node, PH.passesDown, self._named(self.documents, ref.passes_down, "document"))
        if ref.issued:
            self._date(node, "issued", ref.issued, "dating", key, "issued")
        self._evidence(node, ref, "document", key, prop=PH.documentNumber if ref.number else DCT.title)

    def _date(self, of: str, kind: str, said: DateClaim, *path: str) -> None:
        node = self._claim("Dating", said, *path)
        self._date_value(node, of, kind, said.value)

    def _date_value(self, node: str, of: str, kind: str, value: str) -> None:
        when = PartialDate(value)
        self.add(node, PH.dates, of)
        self.add(node, PH.datingKind, CONCEPTS["dating-kind", kind])
        self.add(node, PH.value, partial_date(value))
        self.add(node, PH.earliest, typed(when.earliest.isoformat(), v.XSD.date))
        self.add(node, PH.latest, typed(when.latest.isoformat(), v.XSD.date))
        if when.precision == "day":
            self.add(node, PH.dayNumber, integer(when.earliest.toordinal() - _EPOCH))

    def _write_programme(self, key: str, ref: ProgrammeRef) -> None:
        node = self.programmes[key]
        self._types(node, "Programme")
        self.add(node, RDFS.label, text(self._programme_label(ref), "vi"))
        self.add(node, DCT.title, text(ref.title, "vi"))
        self.add(node, PH.programmeKind, CONCEPTS["programme-kind", ref.kind])
        self._evidence(node, ref, "programme", key, prop=DCT.title)
        if ref.number:
            self.add(node, PH.documentNumber, text(ref.number))
        for placed in ref.territory:
            claim = self._claim("Placement", placed, "placement", key, placed.place)
            self.add(claim, PH.ofProgramme, node)
            self.add(claim, PH.placedIn, iri(place_iri(placed.place)))
        if ref.term:
            for kind, value in (("term-start", ref.term.start), ("term-end", ref.term.end)):
                if value:
                    claim = self._claim("Dating", ref.term, "dating", key, kind)
                    self._date_value(claim, node, kind, value)
        self._write_parties(key, ref)
        for cited in ref.cites:
            claim = self._claim("Citation", cited, "citation", key, cited.document, cited.role)
            self.add(claim, PH.ofProgramme, node)
            self.add(claim, PH.citesDocument, self._named(self.documents, cited.document, "document"))
            self.add(claim, PH.citationRole, CONCEPTS["citation-role", cited.role])
        for topic in ref.topics:
            claim = self._claim("TopicMention", topic, "topic", key, topic.topic)
            self.add(claim, PH.ofProgramme, node)
            self.add(claim, PH.coversTopic, CONCEPTS["topic", topic.topic])
        for number, aim in enumerate(ref.aims, 1):
            self.add(node, PH.aim, text(aim.text, "en"))
            if aim.at:
                self._evidence(node, aim, "programme", key, "aim", str(number), prop=PH.aim)
        if ref.contents:
            self.add(node, PH.numberOfContents, integer(ref.contents.number))
            if ref.contents.at:
                self._evidence(node, ref.contents, "programme", key, "contents", prop=PH.numberOfContents)
        self._write_links(node, PH.draftedBy, ref.drafted_by, "programme", key, "drafted-by")
        self._write_links(
            node, PH.draftingDirectedBy, ref.drafting_directed_by, "programme", key, "drafting-directed-by"
        )
        for number, duty in enumerate(ref.duties, 1):
            self._write_duty(node, duty, key, str(number))

    def _programme_label(self, ref: ProgrammeRef) -> str:
        """The title and where it applies: titles alone are alike from one end of the country to the other."""
        places = [self.place_of(p.place).full_name for p in ref.territory if p.standing == "stated"]
        return f"{ref.title} ({', '.join(places)})" if places else ref.title

    def _write_parties(self, key: str, ref: ProgrammeRef) -> None:
        for signed in ref.signatories:
            claim = self._claim("Signature", signed, "signature", key, signed.agency)
            self.add(claim, PH.ofProgramme, self.programmes[key])
            self.add(claim, PH.signatoryAgency, self._agency(signed.agency))
            self.add(claim, PH.signatureRole, CONCEPTS["signature-role", signed.role])

    def _write_links(self, node: str, prop: str, links: Iterable[AgencyClaim], *path: str) -> None:
        for link in links:
            self.add(node, prop, self._agency(link.agency))
            if link.at:
                self._evidence(node, link, *path, link.agency, prop=prop)

    def _write_duty(self, programme: str, duty: DutyClaim, *path: str) -> None:
        node = self._claim("Duty", duty, "duty", *path)
        self.add(node, PH.underProgramme, programme)
        self.add(node, RDFS.comment, text(duty.action, "en"))
        self.add(node, PH.modality, CONCEPTS["modality", duty.modality])
        for kind in duty.kinds:
            self.add(node, PH.dutyKind, CONCEPTS["duty-kind", kind])
        for often in duty.frequency:
            self.add(node, PH.frequency, CONCEPTS["frequency", often])
        for prop, keys in ((PH.dutyOf, duty.of), (PH.owedTo, duty.owed_to), (PH.jointlyWith, duty.jointly_with)):
            for key in keys:
                self.add(node, prop, self._agency(key))
        if duty.addressee:
            self.add(node, PH.addressee, text(duty.addressee, "en"))
        if duty.owed_to_collective:
            self.add(node, PH.owedToCollective, text(duty.owed_to_collective, "en"))
        if duty.year:
            self.add(node, PH.forYear, partial_date(duty.year))

    def _write_event(self, key: str, ref: EventRef) -> None:
        node = self.events[key]
        self._types(node, v.EVENT_KINDS[ref.kind])
        self._evidence(node, ref, "event", key, prop=RDF.type)
        for programme in ref.concerns:
            self.add(node, PH.concerns, self._named(self.programmes, programme, "programme"))
        for number, said in enumerate(ref.dates, 1):
            self._date(node, "held", said, "dating", key, "held", *([str(number)] if number > 1 else []))
        if ref.part_of_day:
            self.add(node, PH.partOfDay, CONCEPTS["part-of-day", ref.part_of_day])
        if ref.place:
            claim = self._claim("Placement", ref.place, "placement", key)
            self.add(claim, PH.inEvent, node)
            self.add(claim, PH.placedIn, iri(place_iri(ref.place.place)))
        if ref.venue:
            self.add(node, PH.venue, text(ref.venue.text, "vi"))
            if ref.venue.at:
                self._evidence(node, ref.venue, "event", key, "venue", prop=PH.venue)
        self._write_links(node, PH.convenedBy, ref.convened_by, "event", key, "convened-by")
        self._write_links(node, PH.coOrganisedBy, ref.co_organised_by, "event", key, "co-organised-by")
        for shown in ref.presented:
            self.add(node, PH.presented, self._named(self.documents, shown.document, "document"))
            if shown.at:
                self._evidence(node, shown, "event", key, "presented", shown.document, prop=PH.presented)
        for number, group in enumerate(ref.unnamed, 1):
            claim = self._claim("Participation", group, "participation", key, "unnamed", str(number))
            self.add(claim, PH.inEvent, node)
            self.add(claim, PH.unnamedParticipant, text(group.who, "en"))
            self.add(claim, PH.eventRole, CONCEPTS["event-role", group.role])
            for agency in group.on_behalf_of:
                self.add(claim, PH.onBehalfOf, self._agency(agency))

    def _write_official(self, key: str, ref: OfficialRef) -> None:
        node = iri(local_iri("official", self.record.id, key))
        self._types(node, "Official")
        self.add(node, FOAF.name, text(ref.name, "vi"))
        self.add(node, RDFS.label, text(ref.name, "vi"))
        self.add(node, PH.searchKey, text(fold(ref.name)))
        if ref.published_name:
            self.add(node, PH.publishedForm, text(ref.published_name, "vi"))
        self._evidence(node, ref, "official", key, prop=FOAF.name)
        for post in ref.posts:
            self._write_tenure(node, key, post)
        for taken in ref.roles:
            claim = self._claim("Participation", taken, "participation", key, taken.event, taken.role)
            self.add(claim, PH.inEvent, self._named(self.events, taken.event, "event"))
            self.add(claim, PH.participant, node)
            self.add(claim, PH.eventRole, CONCEPTS["event-role", taken.role])
            for agency in taken.on_behalf_of:
                self.add(claim, PH.onBehalfOf, self._agency(agency))

    def _write_tenure(self, official: str, key: str, post: PostClaim) -> None:
        path = ("tenure", key, post.body, post.post)
        claim = self._claim("Tenure", post, *path)
        self.add(claim, ORG.member, official)
        self.add(claim, ORG.organization, self._agency(post.body))
        self.add(claim, ORG.role, CONCEPTS["post", post.post])
        if post.title:
            self.add(claim, PH.publishedForm, text(post.title, "vi"))
        events = post.events or tuple(self.record.events)[:1]
        for event in events:
            self.add(claim, PH.attestedIn, self._named(self.events, event, "event"))
        for kind, said in (("start", post.start), ("end", post.end)):
            if said:
                self._date(claim, kind, said, "dating", *path[1:], kind)
