"""Each rule across records finds the defect it is for, and lets pass what is right."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from phoihop import vocabulary as v
from phoihop.build import Built
from phoihop.model import Severity
from phoihop.store import open_store
from phoihop.validate.checks import Check, read_checks

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(Path(__file__).parent.glob("*/*.ttl"))
NAMES = sorted({example.parent.name for example in EXAMPLES})
CHECKS = {check.name: check for check in read_checks(ROOT / "queries" / "check")}


def load(*files: Path) -> ox.Store:
    graph = ox.Store()
    for file in files:
        graph.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return graph


def expected(example: Path) -> set[str]:
    lines = example.read_text(encoding="utf-8").splitlines()
    return {f"{v.ID}example/{line.rpartition('ex:')[2]}" for line in lines if line.startswith("# expects: ")}


def check_of(example: Path) -> Check:
    return CHECKS[example.parent.name]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_an_example_gets_the_findings_it_names(example: Path) -> None:
    graph = load(example, *sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl")))
    found = check_of(example).run(graph)
    assert {row.focus for row in found} == expected(example)
    assert bool(expected(example)) == example.stem.startswith("invalid-")


@pytest.mark.parametrize("example", [file for file in EXAMPLES if expected(file)], ids=lambda file: file.parent.name)
def test_a_rule_asked_about_what_is_new_finds_the_same(example: Path) -> None:
    graph = load(example, *sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl")))
    check = check_of(example)
    own = {quad.subject.value for quad in load(example) if isinstance(quad.subject, ox.NamedNode)}
    assert check.run(graph, own) == check.run(graph)
    assert check.run(graph, {f"{v.ID}example/elsewhere"}) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_an_example_that_passes_and_one_that_fails(name: str) -> None:
    stems = [file.stem for file in EXAMPLES if file.parent.name == name]
    assert any(stem.startswith("valid-") for stem in stems)
    assert any(stem.startswith("invalid-") for stem in stems)


def test_files_are_named_after_how_bad_a_finding_is() -> None:
    for name, check in CHECKS.items():
        assert name.endswith("-violation") == (check.severity is Severity.VIOLATION), name


@pytest.mark.parametrize("name", NAMES)
def test_messages_leave_no_placeholder_open(name: str) -> None:
    example = next(file for file in EXAMPLES if file.parent.name == name and expected(file))
    graph = load(example, *sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl")))
    check = CHECKS[name]
    for row in check.run(graph):
        for text in check.texts(row).values():
            assert "{" not in text


def test_the_shipped_data_break_no_rule(built: Built) -> None:
    with open_store(built.store) as store:
        triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        graph = ox.Store()
        graph.bulk_extend(ox.Quad(*triple) for triple in triples)
    assert {name: rows for name, check in CHECKS.items() if (rows := check.run(graph)) and name in NAMES} == {}
