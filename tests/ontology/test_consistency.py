"""Ontology and data together are consistent under OWL 2 RL with ORG, PROV-O, Web Annotation, SKOS and FOAF."""

import owlrl
from rdflib import OWL, RDF, Graph, Literal, URIRef

from phoihop import vocabulary as v

# Where owlrl puts what it finds; the address is a constant of its own and not fetched.
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
PLACES = v.ID + "place"

# Each on individuals of its own, so that one closure shows them all.
CONTRADICTIONS = {
    "a body of Party and State at once": "id:court a ph:PartyBody, ph:StateAgency .",
    "a place that is a body": "id:there a ph:Place, ph:Agency .",
    "a concept that signed": "id:signature ph:signatoryAgency id:notion . id:notion a skos:Concept .",
    "a person who is an organisation": "id:official a ph:Official, foaf:Organization .",
    "a caucus of an official": "id:caucus ph:caucusOf id:host . id:host a ph:Official .",
    "a body that coordinates with itself": "id:alone ph:coordinatesWith id:alone .",
    "two places within each other": "id:outer ph:within id:inner . id:inner ph:within id:outer .",
    "a claim of two kinds": "id:claim a ph:Signature, ph:Duty .",
    "a tenure that is a body": "id:tenure a ph:Tenure, ph:Agency .",
    "a programme that happened": "id:programme a ph:Programme, ph:Event .",
}


def close(graph: Graph) -> list[str]:
    """The contradictions in a graph, which is closed under OWL 2 RL on the way."""
    for triple in list(graph):
        if isinstance(triple[2], Literal) and triple[2].language:  # labels and definitions take no part
            graph.remove(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    found = [str(message) for message in graph.objects(None, ERROR)]
    return found + [f"{member} is in owl:Nothing" for member in graph.subjects(RDF.type, OWL.Nothing)]


def test_the_shipped_data_are_consistent(merged: Graph, published: Graph) -> None:
    # Of the places only those that records name: four thousand more would say the same again.
    named = {o for s, _, o in merged if not s.startswith(PLACES) and o.startswith(PLACES + "/")}
    kept = Graph()
    for triple in merged:
        if not triple[0].startswith(PLACES) or triple[0] in named:
            kept.add(triple)
    assert close(kept + published) == []


def test_planted_contradictions_are_found(ontology: Graph, published: Graph) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in v.PREFIXES.items())
    planted = Graph().parse(data=prefixes + "\n".join(CONTRADICTIONS.values()), format="turtle")
    found = "\n".join(close(ontology + published + planted))
    missed = []
    for name, triples in CONTRADICTIONS.items():
        names = {word.removeprefix("id:") for word in triples.split() if word.startswith("id:")}
        if not any(v.ID + name in found for name in names):
            missed.append(name)
    assert missed == []
