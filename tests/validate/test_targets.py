"""Shapes rewritten for speed find what the shapes as written find, told by pySHACL itself."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import SH, Graph

from phoihop.errors import UsageError
from phoihop.validate import Change, Schema, check_shapes, state_records
from phoihop.validate.engines import has_fast_engine, run_pyshacl
from phoihop.validate.inspection import Engine
from phoihop.validate.shapes import Shapes, build_rdflib, read_shapes
from phoihop.validate.targets import hoist_targets

ROOT = Path(__file__).parents[2]
ENGINES: tuple[Engine, ...] = ("pyshacl", "fast") if has_fast_engine() else ("pyshacl",)
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:x:> .\n"
TRICKY = sorted((Path(__file__).parent / "fixtures" / "targets").glob("*.ttl"))
DATA = """
:a a :C ; :p :b ; :q "x" . :b a :D ; :p :a, :b . :c a :C, :D ; :p :c, :d ; :q :a . :d :q :d . :e a :C .
"""


def turtle(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE)]


def findings(triples: list[ox.Triple], shapes: Iterable[ox.Triple]) -> set[tuple[str, ...]]:
    _, report, _ = pyshacl.validate(build_rdflib(triples), shacl_graph=build_rdflib(shapes))
    assert isinstance(report, Graph)
    terms = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.value, SH.resultSeverity)
    return {tuple(str(report.value(node, term) or "") for term in terms) for node in report.objects(None, SH.result)}


def as_written(triples: list[ox.Triple], shapes: Shapes) -> set[tuple[str, ...]]:
    return findings(triples, shapes.constraints)


def rewritten(triples: list[ox.Triple], shapes: Shapes) -> set[tuple[str, ...]]:
    return findings(triples, hoist_targets(shapes.constraints))


@pytest.mark.parametrize("path", TRICKY, ids=lambda path: path.stem)
def test_every_kind_of_shape_finds_the_same(path: Path) -> None:
    found = rewritten(turtle(DATA), read_shapes(path))
    assert found == as_written(turtle(DATA), read_shapes(path))
    assert bool(found) == (not path.stem.startswith("deactivated"))


def test_a_link_to_no_shape_is_still_an_error(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(PREFIXES + ":S sh:targetClass :C ; sh:property :mistyped .", encoding="utf-8")
    with pytest.raises(UsageError, match="mistyped"):
        run_pyshacl(turtle(DATA), read_shapes(tmp_path / "s.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return read_shapes(ROOT / "ontology" / "shapes")


def test_every_link_of_our_own_shapes_is_hoisted(shapes: Shapes) -> None:
    assert not [t for t in hoist_targets(shapes.constraints) if t.predicate.value == str(SH.property)]


def test_our_own_shapes_find_the_same_in_every_example(shapes: Shapes) -> None:
    triples = []
    for number, example in enumerate(sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))):
        # All in one run, each example's things apart from those of the others.
        text = example.read_text(encoding="utf-8").replace("/id/example/", f"/id/example/{number}/")
        triples += [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]
    found = rewritten(triples, shapes)
    assert len({shape for _, shape, *_ in found}) > 60
    assert found == as_written(triples, shapes)


@pytest.mark.parametrize("seed", range(4))
def test_our_own_shapes_find_the_same_in_spoilt_records(coder: Any, schema: Schema, shapes: Shapes, seed: int) -> None:
    change = state_records(ox.Store(), [coder.located(coder.record())], schema)
    triples, chance = list(change.triples), random.Random(seed)
    for _ in range(60):
        one, other = chance.choice(triples), chance.choice(triples)
        triples.append(ox.Triple(one.subject, one.predicate, other.object))
        triples.pop(chance.randrange(len(triples)))
    found = rewritten(triples, shapes)
    assert len(found) > 20
    assert found == as_written(triples, shapes)


def test_instances_of_a_subclass_are_judged(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(
        PREFIXES + ":S sh:targetClass :C ; sh:property :P . :P sh:path :p ; sh:minCount 1 .", encoding="utf-8"
    )
    graph = ox.Store()
    below = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    for triple in turtle(f":D {below} :C . :E {below} :D . :a a :C . :b a :D . :c a :E . :d a :F ."):
        graph.add(ox.Quad(*triple))
    results, _ = check_shapes(graph, read_shapes(tmp_path / "s.ttl"), engine="pyshacl")
    assert [result.focus for result in results] == ["urn:x:a", "urn:x:b", "urn:x:c"]
    new = Change(frozenset({"urn:x:c"}), tuple(turtle(":c a :E .")))
    results, _ = check_shapes(graph, read_shapes(tmp_path / "s.ttl"), new)
    assert [result.focus for result in results] == ["urn:x:c"]


def test_neighbours_of_the_nodes_asked_about_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(
        PREFIXES
        + ":S sh:targetClass :C ; sh:property :P, :Q . :P sh:path :p ; sh:class :C . :Q sh:path :q ; sh:minCount 1 .",
        encoding="utf-8",
    )
    graph = ox.Store()
    for triple in turtle(':a a :C ; :p :b ; :q "1" . :b a :C .'):
        graph.add(ox.Quad(*triple))
    new = Change(frozenset({"urn:x:a"}), tuple(turtle(':a :q "1" .')))
    for engine in ENGINES:
        assert check_shapes(graph, read_shapes(tmp_path / "s.ttl"), new, engine)[0] == []
