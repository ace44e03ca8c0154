"""`vocabulary.py` and `ontology/` say the same, term by term, both ways."""

from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from phoihop import vocabulary as v


def test_every_name_of_the_vocabulary_is_declared_and_every_declared_term_is_in_it(terms: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {str(s) for kind in kinds for s in terms.subjects(RDF.type, kind)}
    assert declared == set(v.PH)


def test_classes_begin_with_a_capital_and_properties_do_not(terms: Graph) -> None:
    for subject in map(str, terms.subjects(RDF.type, None)):
        name = subject.partition("#")[2]
        assert name[:1].isupper() == ((URIRef(subject), RDF.type, OWL.Class) in terms) or not name, name


def test_schemes_and_concepts_are_the_same(concepts: Graph) -> None:
    schemes = {str(s) for s in concepts.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {v.ID + name for name in v.SCHEMES}
    described = {str(s) for s in concepts.subjects(RDF.type, SKOS.Concept)}
    assert described == {v.concept(scheme, name) for scheme, names in v.SCHEMES.items() for name in names}


def test_each_vocabulary_file_holds_the_scheme_that_it_is_named_after(concepts: Graph) -> None:
    for scheme, names in v.SCHEMES.items():
        found = {str(s) for s in concepts.subjects(SKOS.inScheme, URIRef(v.ID + scheme))}
        assert found == {v.concept(scheme, name) for name in names}


def test_kinds_have_the_side_and_the_class_that_the_code_relies_on(concepts: Graph) -> None:
    for name, (side, cls) in v.KINDS.items():
        kind = URIRef(v.concept("kind", name))
        expected = [URIRef(v.concept("side", side))] if side else []
        assert list(concepts.objects(kind, URIRef(v.PH.side))) == expected, name
        assert list(concepts.objects(kind, URIRef(v.PH.agencyClass))) == [URIRef(v.ONTOLOGY + cls)], name


def test_posts_fit_the_kinds_that_the_code_relies_on(concepts: Graph) -> None:
    for name, kinds in v.POSTS.items():
        fits = set(concepts.objects(URIRef(v.concept("post", name)), URIRef(v.PH.fitsKind)))
        assert fits == {URIRef(v.concept("kind", kind)) for kind in kinds.split()}, name


def test_documents_have_the_class_that_the_code_relies_on(concepts: Graph) -> None:
    found = {
        str(concepts.value(kind, SKOS.notation)): str(cls).partition("#")[2]
        for kind, cls in concepts.subject_objects(URIRef(v.PH.documentClass))
    }
    assert found == v.DOCUMENT_CLASSES


def test_event_kinds_name_classes_of_the_ontology(terms: Graph) -> None:
    for cls in v.EVENT_KINDS.values():
        assert (URIRef(v.ONTOLOGY + cls), RDF.type, OWL.Class) in terms


def test_abbreviations_lead_to_their_concepts(concepts: Graph) -> None:
    for label, name in {"TAND": "people-court", "BTG": "propaganda-commission", "VKSND": "people-procuracy"}.items():
        found = list(concepts.subjects(SKOS.altLabel, Literal(label, lang="vi")))
        assert found == [URIRef(v.concept("kind", name))]
