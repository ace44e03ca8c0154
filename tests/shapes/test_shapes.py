"""Each shape finds the defect it is for, passes what is right, and says in both languages what to do."""

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from phoihop import vocabulary as v
from phoihop.build import Built
from phoihop.store import open_store

ROOT = Path(__file__).parents[2]
SHAPES = ROOT / "ontology" / "shapes"
BASE = "https://w3id.org/phoihop/shapes/"
EXAMPLES = sorted(Path(__file__).parent.glob("*/*.ttl"))
CLASSES = sorted(file.stem for file in SHAPES.glob("*.ttl") if file.stem != "dates")
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
# Terms of published vocabularies that shapes may name; our own are looked up in the ontology.
PUBLISHED = {
    URIRef(v.PREFIXES[prefix] + name)
    for prefix, names in {
        "dcterms": "issued publisher source title",
        "foaf": "name",
        "oa": "hasSource hasSelector start end TextPositionSelector",
        "org": "member organization role subOrganizationOf originalOrganization resultingOrganization",
        "rdfs": "label comment",
    }.items()
    for name in names.split()
}


@cache
def shapes_of(name: str) -> Graph:
    graph = Graph().parse(SHAPES / f"{name}.ttl")
    return graph.parse(SHAPES / "dates.ttl") if name != "dates" else graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for file in sorted(SHAPES.glob("*.ttl")):
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def shipped(built: Built) -> Graph:
    with open_store(built.store) as store:
        triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def results(data: Graph, shapes: Graph) -> list[tuple[URIRef, str, URIRef]]:
    """Focus, name of the shape and severity of each result."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return [
        (
            URIRef(str(report.value(result, SH.focusNode))),
            str(report.value(result, SH.sourceShape)).removeprefix(BASE),
            URIRef(str(report.value(result, SH.resultSeverity))),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]


def reporting(graph: Graph) -> set[URIRef]:
    """The shapes that speak for themselves; the others only help them."""
    return {URIRef(shape) for shape in graph.subjects(SH.severity, None)}


def expected(example: Path) -> set[str]:
    lines = example.read_text(encoding="utf-8").splitlines()
    names = {line.removeprefix("# expects: ") for line in lines if line.startswith("# expects: ")}
    return {f"{example.parent.name}#{name}" for name in names}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_an_example_gets_exactly_the_findings_it_names(example: Path) -> None:
    name = example.parent.name
    found = results(Graph().parse(example), shapes_of(name))
    focus = URIRef(f"{v.ID}example/it")
    assert {shape for node, shape, _ in found if node == focus} == expected(example)
    assert bool(expected(example)) == example.stem.startswith("invalid-")


@pytest.mark.parametrize("name", CLASSES)
def test_every_shape_has_an_example_that_passes_and_one_that_fails(name: str) -> None:
    files = [example for example in EXAMPLES if example.parent.name == name]
    assert any(file.stem.startswith("valid-") for file in files)
    shown = {shape for file in files for shape in expected(file)}
    assert {str(shape).removeprefix(BASE) for shape in reporting(shapes_of(name))} == shown


@pytest.mark.parametrize("name", CLASSES)
def test_shapes_stand_in_the_file_of_their_class_under_iris_of_their_own(name: str) -> None:
    graph = Graph().parse(SHAPES / f"{name}.ttl")
    node = URIRef(BASE + name)
    assert len(list(graph.objects(node, SH.targetClass))) == 1
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            assert shape == node or str(shape).startswith(f"{node}#")
    attached = set(graph.objects(node, SH.property))
    assert attached | {s for s in reporting(graph) if (s, SH.targetClass, None) in graph} == reporting(graph)


def test_every_shape_says_what_is_wrong_and_what_to_do_in_both_languages(shapes: Graph) -> None:
    for shape in reporting(shapes):
        assert set(shapes.objects(shape, SH.severity)) <= SEVERITIES
        for prop in (SH.message, SH.description):
            texts = [text for text in shapes.objects(shape, prop) if isinstance(text, Literal)]
            assert sorted(str(text.language) for text in texts) == ["en", "vi"], (shape, prop)
            assert all(str(text)[0].isupper() and str(text)[-1] in ".…" for text in texts), shape


def test_no_two_shapes_say_the_same(shapes: Graph) -> None:
    seen: dict[str, URIRef] = {}
    for shape in sorted(reporting(shapes)):
        for text in shapes.objects(shape, SH.message):
            assert seen.setdefault(str(text), shape) == shape, text


def predicates(graph: Graph, path: URIRef | BNode) -> list[URIRef]:
    """The steps of a path."""
    if isinstance(path, URIRef):
        return [path]
    inverse, either = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    members = [inverse] if inverse else list(Collection(graph, either or path))
    return [step for member in members for step in predicates(graph, member)]  # type: ignore[arg-type]


def test_shapes_name_only_terms_that_are_declared(shapes: Graph) -> None:
    ontology = Graph().parse(ROOT / "ontology" / "phoihop.ttl")
    properties = {
        URIRef(str(subject))
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for subject in ontology.subjects(RDF.type, kind)
    }
    classes = {URIRef(str(subject)) for subject in ontology.subjects(RDF.type, OWL.Class)}
    for shape, path in shapes.subject_objects(SH.path):
        assert isinstance(path, (URIRef, BNode))
        steps = predicates(shapes, path)
        assert set(steps) <= properties | PUBLISHED, shape
        assert len(steps) <= 2, shape
    for prop in (SH.equals, SH.lessThan, SH.lessThanOrEquals):
        assert set(shapes.objects(None, prop)) <= properties | PUBLISHED
    for prop in (SH.targetClass, SH["class"]):
        assert set(shapes.objects(None, prop)) <= classes | PUBLISHED


def test_lists_of_concepts_are_whole_schemes(shapes: Graph) -> None:
    for shape, head in shapes.subject_objects(SH["in"]):
        members = [str(member) for member in Collection(shapes, head)]
        scheme = members[0].removeprefix(v.ID).split("/")[0]
        whole = [v.concept(scheme, name) for name in v.SCHEMES[scheme]]
        if (shape, SH.severity, None) in shapes:
            assert members == whole, shape
        assert set(members) <= set(whole), shape
    for shape in shapes.subjects(SH.hasValue, None):
        value = str(shapes.value(shape, SH.hasValue)).removeprefix(v.ID)
        assert value.split("/")[1] in v.SCHEMES[value.split("/")[0]]


def test_shapes_are_core_shacl_without_anonymous_shapes(shapes: Graph) -> None:
    assert not list(shapes.triples((None, SH.sparql, None)))
    for prop in (SH.property, SH.node, SH["not"]):
        assert all(isinstance(value, URIRef) for value in shapes.objects(None, prop))
    for prop in (SH["or"], SH.xone, SH["and"]):
        for head in shapes.objects(None, prop):
            assert all(isinstance(member, URIRef) for member in Collection(shapes, head))


def test_the_shapes_are_valid_by_the_shapes_of_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_every_shape_meets_the_shipped_data_or_says_why_not(shapes: Graph, shipped: Graph) -> None:
    for shape, target in shapes.subject_objects(SH.targetClass):
        met = (None, RDF.type, target) in shipped
        assert met != ((shape, RDFS.comment, None) in shapes), shape


def test_the_shipped_data_violate_no_shape(shapes: Graph, shipped: Graph) -> None:
    found = results(shipped, shapes)
    assert [(node, shape) for node, shape, severity in found if severity == SH.Violation] == []
