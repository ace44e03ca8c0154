"""pySHACL is the reference: the fast engine counts only where it finds the same, and rdflib is left as it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from phoihop.validate import Schema, check_graph, inspection, state_records
from phoihop.validate.engines import Result, has_fast_engine, run_fast, run_pyshacl
from phoihop.validate.shapes import Shapes, read_shapes

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
fast = pytest.mark.skipif(not has_fast_engine(), reason="the extra `fast` is not installed")


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return read_shapes(ROOT / "ontology" / "shapes")


@pytest.fixture(scope="module")
def vocabularies() -> list[ox.Triple]:
    files = [*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "vocabularies").glob("*.ttl")]
    return [quad.triple for file in files for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]


def agree(triples: list[ox.Triple], shapes: Shapes) -> list[Result]:
    simple, qualified = shapes.split()
    quick = run_fast(triples, simple)
    reference = run_pyshacl(triples, simple)
    assert quick == reference
    whole = run_pyshacl(triples, shapes)
    assert sorted({*quick, *run_pyshacl(triples, qualified)}) == whole
    return whole


@fast
def test_the_engines_agree_on_every_example(shapes: Shapes, vocabularies: list[ox.Triple]) -> None:
    triples = list(vocabularies)
    for number, example in enumerate(EXAMPLES):
        # All in one run, each example's things apart from those of the others.
        text = example.read_text(encoding="utf-8").replace("/id/example/", f"/id/example/{number}/")
        triples += [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
    found = agree(triples, shapes)
    assert len({result.shape for result in found}) > 60


def lose(triples: list[ox.Triple], chance: random.Random) -> None:
    triples.pop(chance.randrange(len(triples)))


def double(triples: list[ox.Triple], chance: random.Random) -> None:
    one, other = chance.choice(triples), chance.choice(triples)
    triples.append(ox.Triple(one.subject, one.predicate, other.object))


def twist(triples: list[ox.Triple], chance: random.Random) -> None:
    place = chance.randrange(len(triples))
    one = triples[place]
    value = chance.choice([ox.Literal("x"), ox.Literal("7"), ox.NamedNode("urn:x:y"), ox.Literal("é", language="vi")])
    triples[place] = ox.Triple(one.subject, one.predicate, value)


@fast
@pytest.mark.parametrize("seed", range(6))
def test_the_engines_agree_on_random_mutations(
    coder: Any, schema: Schema, shapes: Shapes, vocabularies: list[ox.Triple], seed: int
) -> None:
    graph = ox.Store()
    change = state_records(graph, [coder.located(coder.record())], schema)
    chance = random.Random(seed)
    triples = list(change.triples)
    mistakes: list[Callable[[list[ox.Triple], random.Random], None]] = [lose, double, twist]
    for _ in range(25):
        chance.choice(mistakes)(triples, chance)
    assert agree([*triples, *vocabularies], shapes)


@pytest.fixture
def faulty(coder: Any, schema: Schema) -> ox.Store:
    graph = ox.Store()
    value = coder.record()
    del value["programmes"]["ct"]["signatories"][1]
    state_records(graph, [coder.located(value)], schema)
    return graph


@fast
def test_the_fast_engine_gives_the_same_findings(faulty: ox.Store) -> None:
    assert check_graph(faulty, engine="fast") == check_graph(faulty, engine="pyshacl")


def test_a_disagreement_falls_back_and_is_said(faulty: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "run_fast", lambda *asked: [])
    found = check_graph(faulty, engine="fast")
    remarks = [issue for issue in found if issue.rule == "engine/disagreement"]
    assert len(remarks) == 1
    assert [issue for issue in found if issue not in remarks] == check_graph(faulty, engine="pyshacl")


def test_rdflib_keeps_its_switch(faulty: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for before in (True, False):
        monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", before)
        check_graph(faulty, engine="pyshacl")
        assert rdflib.NORMALIZE_LITERALS is before


def test_shapes_that_read_by_sparql_are_judged_by_the_reference(faulty: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix ph: <https://w3id.org/phoihop/ontology#> .\n"
        "<urn:x:s> a sh:NodeShape ; sh:targetClass ph:Programme ;\n"
        '  sh:sparql [ sh:message "seen" ; sh:select "SELECT $this WHERE { $this ?p ?o }" ] .\n',
        encoding="utf-8",
    )
    found = check_graph(faulty, shapes=read_shapes(tmp_path / "s.ttl"), checks=(), engine="fast")
    assert {issue.rule for issue in found} == {"shape/urn:x:s", "engine/disagreement"}
