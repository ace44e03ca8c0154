from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from phoihop.build import Built
from phoihop.store import open_store

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def parse(*files: Path) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


@pytest.fixture(scope="session")
def terms() -> Graph:
    """The classes and properties alone."""
    return parse(ONTOLOGY / "phoihop.ttl")


@pytest.fixture(scope="session")
def concepts() -> Graph:
    return parse(*sorted((ONTOLOGY / "vocabularies").glob("*.ttl")))


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """All that a build reads from `ontology/`."""
    return parse(*sorted(ONTOLOGY.glob("*.ttl")), *sorted((ONTOLOGY / "vocabularies").glob("*.ttl")))


@pytest.fixture(scope="session")
def published() -> Graph:
    """ORG, PROV-O, Web Annotation, SKOS and FOAF, whole."""
    return parse(*sorted((Path(__file__).parent / "fixtures" / "vocabularies").glob("*.ttl")))


@pytest.fixture(scope="session")
def merged(built: Built) -> Graph:
    """The default graph of the shipped data: ontology, gazetteer, what the records say and what is derived."""
    with open_store(built.store) as store:
        triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
