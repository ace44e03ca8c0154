"""The shipped data use the ontology as it is declared; read as a closed world, which OWL alone would not do."""

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from phoihop import vocabulary as v


def values(graph: Graph, kind: URIRef) -> list[tuple[URIRef, URIRef, object]]:
    """The triples of all own properties of a kind."""
    own = [p for p in graph.subjects(RDF.type, kind) if str(p).startswith(v.ONTOLOGY)]
    return [(s, p, o) for p in own for s, o in graph.subject_objects(p)]  # type: ignore[misc]


def test_only_declared_terms_are_used(merged: Graph) -> None:
    used = {t for triple in merged for t in triple if isinstance(t, URIRef) and t.startswith(v.ONTOLOGY)}
    assert used <= {URIRef(term) for term in v.PH}


def test_concepts_are_of_the_vocabularies(merged: Graph) -> None:
    described = {v.concept(scheme, name) for scheme, names in v.SCHEMES.items() for name in names}
    prefixes = tuple(f"{v.ID}{scheme}/" for scheme in v.SCHEMES)
    used = {str(o) for o in merged.objects() if isinstance(o, URIRef) and str(o).startswith(prefixes)}
    assert used <= described


def test_object_properties_lead_to_things_and_datatype_properties_to_literals(merged: Graph) -> None:
    assert [t for t in values(merged, OWL.ObjectProperty) if isinstance(t[2], Literal)] == []
    assert [t for t in values(merged, OWL.DatatypeProperty) if not isinstance(t[2], Literal)] == []


def test_functional_properties_have_one_value(merged: Graph) -> None:
    seen: dict[tuple[URIRef, URIRef], object] = {}
    assert [t for t in values(merged, OWL.FunctionalProperty) if seen.setdefault(t[:2], t[2]) != t[2]] == []


@pytest.mark.parametrize(("of", "end"), [(RDFS.domain, 0), (RDFS.range, 2)], ids=["domain", "range"])
def test_things_are_of_the_class_that_their_properties_ask_for(merged: Graph, of: URIRef, end: int) -> None:
    wrong = [
        (s, p, o)
        for p, cls in merged.subject_objects(of)
        for s, o in merged.subject_objects(p)
        if ((s, p, o)[end], RDF.type, cls) not in merged
    ]
    assert wrong == []


def test_super_types_are_written_out(merged: Graph) -> None:
    missing = [
        (thing, above)
        for cls, above in merged.subject_objects(RDFS.subClassOf)
        for thing in merged.subjects(RDF.type, cls)
        if (thing, RDF.type, above) not in merged
    ]
    assert missing == []
