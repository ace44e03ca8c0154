"""What ontology people expect of an ontology, as checks; each is also shown to find a planted defect."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from phoihop import vocabulary as v

ROOT = Path(__file__).parents[2]
ONTOLOGY = URIRef(v.ONTOLOGY_IRI)
LANGUAGES = ("vi", "en")
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# Tone marks stand on the first vowel of an open oa, oe, uy: Hòa, Ủy, Tòa (not after q, where u belongs to the onset).
OLD_TONES = re.compile(r"(?i)(o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![a-zà-ỹ])")

Check = Callable[[Graph], Iterator[str]]


def own_terms(graph: Graph) -> Iterator[URIRef]:
    for kind in (OWL.Class, *PROPERTY_TYPES):
        for subject in graph.subjects(RDF.type, kind):
            if str(subject).startswith(v.ONTOLOGY):
                yield URIRef(subject)


def described(graph: Graph) -> Iterator[tuple[URIRef, URIRef]]:
    """Everything that needs a label, with the property that carries it."""
    for term in own_terms(graph):
        yield term, RDFS.label
    for kind in (SKOS.Concept, SKOS.ConceptScheme):
        for subject in graph.subjects(RDF.type, kind):
            yield URIRef(subject), SKOS.prefLabel


def every_term_has_one_label_per_language(graph: Graph) -> Iterator[str]:
    for subject, label in described(graph):
        languages = Counter(value.language for value in graph.objects(subject, label) if isinstance(value, Literal))
        if languages != Counter(LANGUAGES):
            yield f"{subject}: labels in {sorted(map(str, languages.elements()))}"


def every_term_has_one_definition_per_language(graph: Graph) -> Iterator[str]:
    for subject, _ in described(graph):
        values = graph.objects(subject, SKOS.definition)
        languages = Counter(value.language for value in values if isinstance(value, Literal))
        if languages != Counter(LANGUAGES):
            yield f"{subject}: definitions in {sorted(map(str, languages.elements()))}"


def every_term_has_a_source(graph: Graph) -> Iterator[str]:
    for subject, _ in described(graph):
        if not any(str(value).strip() for value in graph.objects(subject, DCTERMS.source)):
            yield f"{subject}: no source"


def no_two_terms_share_a_label(graph: Graph) -> Iterator[str]:
    seen: dict[tuple[str, ...], URIRef] = {}
    for subject, label in described(graph):
        where = str(graph.value(subject, SKOS.inScheme) or "") or str(label)
        for value in graph.objects(subject, label):
            assert isinstance(value, Literal)
            key = (where, str(value.language), str(value).casefold())
            if seen.setdefault(key, subject) != subject:
                yield f"{subject} and {seen[key]} are both called {value}"


def no_two_terms_share_a_definition(graph: Graph) -> Iterator[str]:
    seen: dict[tuple[str, str], URIRef] = {}
    for subject in own_terms(graph):
        for value in graph.objects(subject, SKOS.definition):
            assert isinstance(value, Literal)
            if seen.setdefault((str(value.language), str(value)), subject) != subject:
                yield f"{subject} and {seen[str(value.language), str(value)]} are both defined as {value}"


def every_class_has_a_superclass(graph: Graph) -> Iterator[str]:
    for subject in graph.subjects(RDF.type, OWL.Class):
        if not any(graph.objects(subject, RDFS.subClassOf)):
            yield f"{subject}: no superclass"


def every_term_is_defined_by_the_ontology(graph: Graph) -> Iterator[str]:
    for subject in own_terms(graph):
        if (subject, RDFS.isDefinedBy, ONTOLOGY) not in graph:
            yield f"{subject}: no rdfs:isDefinedBy"


def every_concept_is_in_one_scheme(graph: Graph) -> Iterator[str]:
    for subject in graph.subjects(RDF.type, SKOS.Concept):
        schemes = list(graph.objects(subject, SKOS.inScheme))
        if len(schemes) != 1 or (schemes[0], RDF.type, SKOS.ConceptScheme) not in graph:
            yield f"{subject}: in schemes {schemes}"
        elif not str(subject).startswith(f"{schemes[0]}/"):
            yield f"{subject}: its IRI is not below {schemes[0]}"
        elif (subject, SKOS.notation, Literal(str(subject).rpartition("/")[2])) not in graph:
            yield f"{subject}: its notation is not its name"


def every_property_is_of_one_type(graph: Graph) -> Iterator[str]:
    for subject in set(own_terms(graph)):
        types = [kind for kind in (OWL.Class, *PROPERTY_TYPES) if (subject, RDF.type, kind) in graph]
        if len(types) != 1:
            yield f"{subject}: is {types}"


def no_text_has_stray_white_space(graph: Graph) -> Iterator[str]:
    for subject, _, value in graph:
        if isinstance(value, Literal) and str(value) != " ".join(str(value).split()):
            yield f"{subject}: {str(value)!r}"


def every_text_is_nfc(graph: Graph) -> Iterator[str]:
    for subject, _, value in graph:
        if isinstance(value, Literal) and not unicodedata.is_normalized("NFC", str(value)):
            yield f"{subject}: {value!r}"


def tone_marks_stand_on_the_first_vowel(graph: Graph) -> Iterator[str]:
    for subject, prop, value in graph:
        # Alternative labels list other spellings on purpose.
        if isinstance(value, Literal) and prop != SKOS.altLabel and OLD_TONES.search(str(value)):
            yield f"{subject}: {value}"


def every_definition_is_a_sentence(graph: Graph) -> Iterator[str]:
    for subject, value in graph.subject_objects(SKOS.definition):
        if not (str(value)[0].isupper() and str(value).endswith(".")):
            yield f"{subject}: {value}"


def no_alternative_label_repeats_the_preferred_one(graph: Graph) -> Iterator[str]:
    for subject, value in graph.subject_objects(SKOS.altLabel):
        if (subject, SKOS.prefLabel, value) in graph:
            yield f"{subject}: {value}"


def no_blank_nodes(graph: Graph) -> Iterator[str]:
    for triple in graph:
        if any(isinstance(term, BNode) for term in triple):
            yield f"a blank node in {triple}"


def nothing_is_imported(graph: Graph) -> Iterator[str]:
    for subject, value in graph.subject_objects(OWL.imports):
        yield f"{subject} imports {value}"


def every_own_term_used_is_declared(graph: Graph) -> Iterator[str]:
    declared = set(own_terms(graph))
    for term in {t for triple in graph for t in triple if isinstance(t, URIRef) and t.startswith(v.ONTOLOGY)}:
        if term not in declared:
            yield f"{term} is used and not declared"


def nothing_is_a_dangling_concept(graph: Graph) -> Iterator[str]:
    for term in {t for triple in graph for t in triple if isinstance(t, URIRef) and t.startswith(v.ID)}:
        if not any(graph.triples((term, RDF.type, None))):
            yield f"{term} is used and not described"


CHECKS: dict[Check, str] = {
    every_term_has_one_label_per_language: 'ph:x a owl:Class ; rdfs:label "một"@vi, "hai"@vi, "one"@en .',
    every_term_has_one_definition_per_language: 'ph:x a owl:Class ; skos:definition "Một."@vi .',
    every_term_has_a_source: "ph:x a owl:Class .",
    no_two_terms_share_a_label: 'ph:x a owl:Class ; rdfs:label "x"@en . ph:y a owl:Class ; rdfs:label "X"@en .',
    no_two_terms_share_a_definition: (
        'ph:x a owl:Class ; skos:definition "X."@en . ph:y a owl:Class ; skos:definition "X."@en .'
    ),
    every_class_has_a_superclass: "ph:x a owl:Class .",
    every_term_is_defined_by_the_ontology: "ph:x a owl:Class .",
    every_concept_is_in_one_scheme: "id:a\\/b a skos:Concept ; skos:inScheme id:a .",
    every_property_is_of_one_type: "ph:x a owl:ObjectProperty, owl:DatatypeProperty .",
    no_text_has_stray_white_space: 'ph:x rdfs:label "một  hai" .',
    every_text_is_nfc: 'ph:x rdfs:label "Hòa" .'.replace("ò", "o\u0300"),
    tone_marks_stand_on_the_first_vowel: 'ph:x rdfs:label "Toà án"@vi .',
    every_definition_is_a_sentence: 'ph:x skos:definition "no stop"@en .',
    no_alternative_label_repeats_the_preferred_one: 'id:x skos:prefLabel "x"@en ; skos:altLabel "x"@en .',
    no_blank_nodes: "ph:x rdfs:subClassOf [] .",
    nothing_is_imported: "<https://w3id.org/phoihop/ontology> owl:imports <http://www.w3.org/ns/org> .",
    every_own_term_used_is_declared: "ph:x rdfs:subClassOf ph:y .",
    nothing_is_a_dangling_concept: "ph:x skos:exactMatch id:a\\/b .",
}
NAMES = [check.__name__ for check in CHECKS]


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
def test_the_ontology_passes(check: Check, ontology: Graph) -> None:
    assert sorted(check(ontology)) == []


@pytest.mark.parametrize(("check", "defect"), CHECKS.items(), ids=NAMES)
def test_a_planted_defect_is_found(check: Check, defect: str) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in v.PREFIXES.items())
    assert list(check(Graph().parse(data=prefixes + defect, format="turtle")))


def test_the_ontology_states_its_version_licence_creator_and_title(terms: Graph) -> None:
    version = str(terms.value(ONTOLOGY, OWL.versionInfo))
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in terms
    assert terms.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(terms.value(ONTOLOGY, DCTERMS.license)).startswith("https://creativecommons.org/licenses/by/4.0")
    assert terms.value(ONTOLOGY, DCTERMS.creator) is not None
    for prop in (DCTERMS.title, DCTERMS.description):
        assert {v.language for v in terms.objects(ONTOLOGY, prop) if isinstance(v, Literal)} == set(LANGUAGES)


def test_matches_are_claimed_between_concepts_only(ontology: Graph) -> None:
    subjects = set(ontology.subjects(SKOS.exactMatch, None))
    assert subjects <= set(ontology.subjects(RDF.type, SKOS.Concept))
    assert not list(ontology.triples((None, OWL.equivalentClass, None)))
    assert not list(ontology.triples((None, OWL.equivalentProperty, None)))
    assert not list(ontology.triples((None, OWL.sameAs, None)))


def test_dates_have_no_datatype_range_and_shared_properties_no_domain(ontology: Graph) -> None:
    datatype_properties = set(ontology.subjects(RDF.type, OWL.DatatypeProperty))
    assert not [p for p in datatype_properties if any(ontology.objects(p, RDFS.range))]
    shared = "level territory side documentNumber standing howKnown note value validFrom validTo placedIn inEvent"
    assert not [name for name in shared.split() if any(ontology.objects(URIRef(v.ONTOLOGY + name), RDFS.domain))]


PREFIX = re.compile(r"(?i)prefix\s+([\w-]+):\s*<https://w3id\.org/phoihop/(ontology#|id/[a-z-]+/)>")


def own_names(text: str) -> set[str]:
    """The IRIs of our own terms and concepts that a query or Turtle file names, in full or with a prefix."""
    found = set(re.findall(r"<(https://w3id\.org/phoihop/(?:ontology#|id/[a-z-]+/)[\w-]+)>", text))
    for prefix, place in PREFIX.findall(text):
        names = re.findall(rf"(?<![\w:-]){prefix}:(\w[\w-]*)", text)
        found |= {f"https://w3id.org/phoihop/{place}{name}" for name in names}
    return found


@pytest.mark.parametrize("folder", ["ontology/rules", "ontology/shapes", "queries", "tests/checks"])
def test_rules_shapes_and_queries_name_declared_terms_only(folder: str, ontology: Graph) -> None:
    declared = {str(term) for term in (*own_terms(ontology), *ontology.subjects(RDF.type, SKOS.Concept))}
    schemes = tuple(f"{v.ID}{scheme}/" for scheme in v.SCHEMES)
    unknown = [
        f"{file.name}: {name}"
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in {".rq", ".ttl"}
        for name in sorted(own_names(file.read_text(encoding="utf-8")) - declared)
        if name.startswith((v.ONTOLOGY, *schemes))
    ]
    assert unknown == []


def test_an_undeclared_name_is_seen_in_full_and_with_a_prefix() -> None:
    text = (
        "PREFIX kind: <https://w3id.org/phoihop/id/kind/> { ?x a kind:guild ; <https://w3id.org/phoihop/ontology#x> 1 }"
    )
    assert own_names(text) == {v.ID + "kind/guild", v.ONTOLOGY + "x"}
