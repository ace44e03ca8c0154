"""The only file that spells IRIs. It mirrors `ontology/`; a test holds the two equal, term by term.

Namespaces are closed: a mistyped term raises AttributeError instead of becoming an IRI that matches nothing.
They are plain strings and not rdflib terms because a query must start in well under a second and rdflib alone
takes a third of that to import.
"""

from __future__ import annotations

from typing import Final

ONTOLOGY: Final = "https://w3id.org/phoihop/ontology#"
ONTOLOGY_IRI: Final = "https://w3id.org/phoihop/ontology"
ID: Final = "https://w3id.org/phoihop/id/"


class Namespace:
    """A closed set of names below one base; attribute access gives the full IRI."""

    def __init__(self, base: str, names: str) -> None:
        self._base = base
        self._iris = {name: base + name for name in names.split()}

    def __getattr__(self, name: str) -> str:
        try:
            return self._iris[name]
        except KeyError:
            raise AttributeError(f"{self._base} has no term {name!r}") from None

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._iris.values())


PH: Final = Namespace(
    ONTOLOGY,
    # classes
    "Agency PartyBody PartyCaucus StateAgency MassOrganisation Place PlaceChange Official Tenure Document Decision "
    "LegalAct Programme Claim Signature Citation Dating Event Signing Review Issuing Participation Duty TopicMention "
    "Placement Source Evidence DerivedGraph NoSigningEvidence BodyChange "
    # concept properties and classes of concepts
    "side agencyClass documentClass fitsKind "
    # agencies and places
    "agencyKind level territory caucusOf coordinatesWith within code placeKind validFrom validTo knownFrom "
    "notBefore notAfter originalPlace resultingPlace changeKind changeStatus decidedBy searchKey wikidata isoCode "
    "unverified "
    # programmes and their claims
    "programmeKind documentNumber topic signatory lead implements termStart termEnd ofProgramme signatoryAgency "
    "signatureRole citesDocument citationRole coversTopic placedIn numberOfContents aim draftedBy draftingDirectedBy "
    # documents
    "issuer documentKind passesDown "
    # datings
    "dates datingKind value earliest latest dayNumber "
    # events
    "concerns heldIn venue convenedBy coOrganisedBy date partOfDay presented "
    # officials
    "attestedIn attestedOn inEvent participant unnamedParticipant eventRole onBehalfOf publishedForm "
    # duties
    "underProgramme dutyOf addressee owedTo owedToCollective jointlyWith dutyKind frequency modality forYear "
    # evidence and claims
    "textDigest textLength fingerprintPart supports forProperty spanDigest note standing conflictsWith howKnown "
    "recordStatus acceptedBy acceptedOn byRule",
)

RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#", "label comment subClassOf subPropertyOf isDefinedBy")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#", "Ontology Class sameAs")
XSD: Final = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    "string integer nonNegativeInteger boolean date dateTime gYear gYearMonth anyURI",
)
SKOS: Final = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel definition inScheme exactMatch notation",
)
DCT: Final = Namespace(
    "http://purl.org/dc/terms/",
    "title issued publisher source license created creator isReplacedBy isVersionOf identifier Location hasVersion "
    "language bibliographicCitation",
)
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/", "Agent Person Document name")
ORG: Final = Namespace(
    "http://www.w3.org/ns/org#",
    "Organization FormalOrganization Membership ChangeEvent member organization role subOrganizationOf "
    "originalOrganization resultingOrganization changedBy resultedFrom",
)
PROV: Final = Namespace(
    "http://www.w3.org/ns/prov#",
    "Entity Activity Agent wasDerivedFrom wasAttributedTo wasGeneratedBy hadPrimarySource generatedAtTime value",
)
OA: Final = Namespace(
    "http://www.w3.org/ns/oa#", "SpecificResource TextPositionSelector hasSource hasSelector start end"
)
SCHEMA: Final = Namespace("https://schema.org/", "Event")
NP: Final = Namespace(
    "http://www.nanopub.org/nschema#", "Nanopublication hasAssertion hasProvenance hasPublicationInfo"
)
SH: Final = Namespace("http://www.w3.org/ns/shacl#", "Violation Warning Info")

PREFIXES: Final[dict[str, str]] = {
    "ph": ONTOLOGY,
    "id": ID,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "np": "http://www.nanopub.org/nschema#",
    "sh": "http://www.w3.org/ns/shacl#",
}

LEVELS: Final = ("central", "province", "region", "district", "commune")
SIDES: Final = ("party", "state", "front")

# agency kind -> (side, class); the side of press and other bodies is not fixed by their kind.
KINDS: Final[dict[str, tuple[str, str]]] = {
    "party-committee": ("party", "PartyBody"),
    "standing-committee": ("party", "PartyBody"),
    "party-secretariat": ("party", "PartyBody"),
    "propaganda-commission": ("party", "PartyBody"),
    "mass-mobilisation-commission": ("party", "PartyBody"),
    "propaganda-and-mass-mobilisation-commission": ("party", "PartyBody"),
    "organisation-commission": ("party", "PartyBody"),
    "internal-affairs-commission": ("party", "PartyBody"),
    "inspection-commission": ("party", "PartyBody"),
    "party-office": ("party", "PartyBody"),
    "party-caucus": ("party", "PartyCaucus"),
    "government": ("state", "StateAgency"),
    "ministry": ("state", "StateAgency"),
    "national-assembly": ("state", "StateAgency"),
    "people-council": ("state", "StateAgency"),
    "people-committee": ("state", "StateAgency"),
    "people-court": ("state", "StateAgency"),
    "people-procuracy": ("state", "StateAgency"),
    "civil-judgment-enforcement": ("state", "StateAgency"),
    "police": ("state", "StateAgency"),
    "military-command": ("state", "StateAgency"),
    "inspectorate": ("state", "StateAgency"),
    "national-assembly-delegation": ("state", "StateAgency"),
    "department": ("state", "StateAgency"),
    "fatherland-front": ("front", "MassOrganisation"),
    "mass-organisation": ("front", "MassOrganisation"),
    "press": ("", "Agency"),
    "other": ("", "Agency"),
}
# Kinds of which one place has several bodies: their identity needs the body's own name as well.
NAMED_KINDS: Final = frozenset(
    {"department", "mass-organisation", "press", "other", "ministry", "government", "national-assembly", "party-office"}
)

_COMMISSIONS = (
    "propaganda-commission mass-mobilisation-commission propaganda-and-mass-mobilisation-commission "
    "organisation-commission internal-affairs-commission"
)
_COMMITTEES = "party-committee standing-committee party-secretariat"
_CHAIRED = "people-council people-committee fatherland-front mass-organisation national-assembly"
_DIRECTED = "civil-judgment-enforcement police department press other government"
# post -> kinds of body it fits; "other" fits every body (domain brief, section 2.5).
POSTS: Final[dict[str, str]] = {
    "secretary": f"{_COMMITTEES} party-caucus mass-organisation",
    "deputy-secretary": f"{_COMMITTEES} party-caucus mass-organisation",
    "standing-deputy-secretary": f"{_COMMITTEES} party-caucus mass-organisation",
    "general-secretary": "party-committee",
    "permanent-member": _COMMITTEES,
    "standing-committee-member": _COMMITTEES,
    "committee-member": f"party-committee inspection-commission {_CHAIRED}",
    "head": f"{_COMMISSIONS} people-council national-assembly party-committee department other mass-organisation",
    "deputy-head": f"{_COMMISSIONS} people-council national-assembly party-committee department other "
    "mass-organisation",
    "standing-deputy-head": f"{_COMMISSIONS} people-council national-assembly party-committee department other "
    "mass-organisation",
    "chair": f"{_CHAIRED} government other",
    "deputy-chair": f"{_CHAIRED} government other",
    "standing-deputy-chair": f"{_CHAIRED} government other",
    "inspection-chair": "inspection-commission national-assembly",
    "inspection-deputy-chair": "inspection-commission national-assembly",
    "chief-of-office": "party-office people-committee people-council national-assembly government ministry department "
    "party-committee national-assembly-delegation other",
    "deputy-chief-of-office": "party-office people-committee people-council national-assembly government ministry "
    "department party-committee national-assembly-delegation other",
    "chief-justice": "people-court",
    "deputy-chief-justice": "people-court",
    "chief-procurator": "people-procuracy",
    "deputy-chief-procurator": "people-procuracy",
    "director": _DIRECTED,
    "deputy-director": _DIRECTED,
    "chief-inspector": "inspectorate",
    "deputy-chief-inspector": "inspectorate",
    "head-of-delegation": "national-assembly-delegation",
    "deputy-head-of-delegation": "national-assembly-delegation",
    "prime-minister": "government",
    "deputy-prime-minister": "government",
    "minister": "ministry",
    "deputy-minister": "ministry",
    "commander": "military-command",
    "deputy-commander": "military-command",
    "political-commissar": "military-command police",
    "editor-in-chief": "press",
    "deputy-editor-in-chief": "press",
    "other": "",
}
DOCUMENT_KINDS: Final = (
    "decision", "party-regulation", "coordination-regulation", "directive", "resolution", "conclusion", "guidance",
    "dispatch", "scheme", "notice", "programme", "plan", "report", "submission", "circular", "joint-circular", "law",
    "ordinance", "decree", "joint-resolution", "joint-plan", "other",
)  # fmt: skip
# Documents of these kinds have a class of their own; all others are plain documents.
DOCUMENT_CLASSES: Final[dict[str, str]] = {
    "decision": "Decision",
    "circular": "LegalAct",
    "joint-circular": "LegalAct",
    "law": "LegalAct",
    "ordinance": "LegalAct",
    "decree": "LegalAct",
}
# The other vocabularies, scheme by scheme.
PROGRAMME_KINDS: Final = (
    "coordination-programme", "coordination-regulation", "coordination-plan", "joint-resolution", "joint-plan",
    "memorandum", "agreement", "other",
)  # fmt: skip
EVENT_KINDS: Final = {"signing": "Signing", "review": "Review", "issuing": "Issuing", "other": "Event"}
EVENT_ROLES: Final = ("attended", "chaired", "directed", "spoke", "opened", "closed", "signed")
TOPICS: Final = (
    "law-enforcement", "development-planning", "public-concerns", "public-opinion", "press-and-information",
    "party-policy", "culture-and-heritage", "ethnic-affairs", "religion", "personnel-work", "anti-corruption",
    "environment", "national-security", "public-order", "freedom-of-speech", "foreign-elements", "major-trials",
    "role-models", "commendation", "countering-hostile-views", "mass-mobilisation", "legal-education",
    "judicial-reform", "prosecution-and-trial", "judgment-enforcement", "drugs", "land", "complaints",
    "supervision", "grassroots-democracy", "other",
)  # fmt: skip
FREQUENCIES: Final = (
    "weekly", "monthly", "quarterly", "half-yearly", "annual", "when-needed", "before-drafting", "periodic",
    "continuous",
)  # fmt: skip
DUTY_KINDS: Final = (
    "inform", "propose", "report", "direct", "assign", "monitor", "advise", "lead", "publicise", "coordinate",
    "steer-opinion", "implement", "reward", "other",
)  # fmt: skip
MODALITIES: Final = ("agreed", "requested")
STANDINGS: Final = ("stated", "weaker", "rejected")
HOW_KNOWN: Final = (
    "stated", "publication-stamp", "publisher", "byline", "gazetteer", "photo-credit", "address", "context",
    "general-knowledge",
)  # fmt: skip
DATING_KINDS: Final = ("held", "term-start", "term-end", "start", "end", "issued")
CITATION_ROLES: Final = ("basis", "passes-down", "amended", "pact-itself", "other")
SIGNATURE_ROLES: Final = ("lead", "partner")
PARTS_OF_DAY: Final = ("morning", "afternoon", "evening")
CHANGE_KINDS: Final = ("unchanged", "merged", "divided", "renamed", "split", "abolished", "upgraded", "replaced")
CHANGE_STATUSES: Final = ("verified", "planned", "unverified")
STATUSES: Final = ("draft", "accepted", "retracted")

# scheme (the path below `id/`) -> its concepts
SCHEMES: Final[dict[str, tuple[str, ...]]] = {
    "level": LEVELS,
    "side": SIDES,
    "kind": tuple(KINDS),
    "post": tuple(POSTS),
    "document-kind": DOCUMENT_KINDS,
    "programme-kind": PROGRAMME_KINDS,
    "event-role": EVENT_ROLES,
    "topic": TOPICS,
    "frequency": FREQUENCIES,
    "duty-kind": DUTY_KINDS,
    "modality": MODALITIES,
    "standing": STANDINGS,
    "how-known": HOW_KNOWN,
    "dating-kind": DATING_KINDS,
    "citation-role": CITATION_ROLES,
    "signature-role": SIGNATURE_ROLES,
    "part-of-day": PARTS_OF_DAY,
    "change-kind": CHANGE_KINDS,
    "change-status": CHANGE_STATUSES,
    "status": STATUSES,
}


def concept(scheme: str, name: str) -> str:
    """The IRI of a concept, as `concept("kind", "people-court")`.

    Raises:
        KeyError: the scheme has no such concept.
    """
    if name not in SCHEMES[scheme]:
        raise KeyError(f"{scheme} has no concept {name!r}")
    return f"{ID}{scheme}/{name}"
