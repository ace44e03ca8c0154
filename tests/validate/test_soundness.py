"""Shapes that are themselves wrong are said, with file and line, and never pass for data that conform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.settings import ontology_dir
from phoihop.validate.rdf import validate_rdf
from phoihop.validate.shapes import read_shapes
from phoihop.validate.soundness import check_soundness

PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)
SHAPE = PREFIXES + "x:S a sh:NodeShape ; sh:targetClass x:C ;\n  {} .\n"
DATA = '@prefix x: <urn:x:> . x:i a x:C ; x:p "v" ; x:q x:j . x:j a x:D ; x:r "2020" .\n'
SOUND = {
    "a path": "sh:property [ sh:path ( x:q x:r ) ; sh:minCount 1 ; sh:pattern '^[0-9]+$' ; sh:flags 'i' ]",
    "a choice": "sh:or ( [ sh:path x:p ; sh:minCount 1 ] [ sh:path x:q ; sh:maxCount 1 ] )",
    "a kind": "sh:property [ sh:path x:q ; sh:nodeKind sh:IRI ; sh:node [ sh:class x:D ] ]",
    "a pattern that Python warns of": "sh:property [ sh:path x:p ; sh:pattern '^[[v]' ; sh:message '[[ (' ]",
    "a datatype": "sh:property [ sh:path x:p ; sh:datatype xsd:string ; sh:in ( 'v' ) ] ; sh:closed false",
}
WRONG = {
    "a regular expression": ("sh:property [ sh:path x:p ; sh:pattern '(' ]", "bad-value", "'('"),
    "a number in quotes": ("sh:property [ sh:path x:p ; sh:minCount 'one' ]", "bad-value", "'one'"),
    "a broken number": ("sh:property [ sh:path x:p ; sh:maxCount 1.5 ]", "bad-value", "'1.5'"),
    "a switch": ("sh:closed 'yes'", "bad-value", "'yes'"),
    "a kind of node": ("sh:nodeKind x:IRI", "bad-value", "urn:x:IRI"),
    "a datatype": ("sh:property [ sh:path x:p ; sh:datatype xsd:strng ]", "bad-value", "strng"),
    "flags": ("sh:property [ sh:path x:p ; sh:pattern 'v' ; sh:flags 'zz' ]", "bad-value", "'zz'"),
    "no list": ("sh:property [ sh:path x:p ; sh:in 'a' ]", "bad-value", "'a'"),
    "no list of shapes": ("sh:or x:A", "bad-value", "urn:x:A"),
    "a property shape that is not there": ("sh:property x:Nme", "unknown-shape", "urn:x:Nme"),
    "a node shape that is not there": ("sh:node x:Nme", "unknown-shape", "urn:x:Nme"),
    "a choice that is not there": ("sh:xone ( x:Nme [ sh:class x:D ] )", "unknown-shape", "urn:x:Nme"),
    "no path": ("sh:property [ sh:minCount 1 ]", "no-path", "urn:x:S"),
    "two paths": ("sh:property [ sh:path x:p, x:q ; sh:minCount 1 ]", "bad-value", "sh:path"),
    "an empty path": ("sh:property [ sh:path [] ; sh:minCount 1 ]", "bad-value", "sh:path"),
    "a text for a path": ("sh:property [ sh:path 'p' ; sh:minCount 1 ]", "bad-value", "sh:path"),
    "a circle": ("sh:property [ sh:path x:q ; sh:node x:S ]", "circle", "urn:x:S"),
    "a typing error in a sequence": ("sh:property [ sh:path ( x:q x:rr ) ; sh:maxCount 3 ]", "unknown-property", "rr"),
    "a typing error backwards": (
        "sh:property [ sh:path [ sh:inversePath x:qq ] ; sh:maxCount 3 ]", "unknown-property", "qq",
    ),
}  # fmt: skip
DOUBTFUL = {
    "one of several properties": (
        "sh:property [ sh:path [ sh:alternativePath ( x:p x:pp ) ] ; sh:maxCount 3 ]", "unknown-choice",
    ),
    "scripts": ("sh:js [ sh:jsFunctionName 'f' ]", "not-judged"),
    "rules": ("sh:rule [ a sh:TripleRule ]", "not-judged"),
    "nothing": ("sh:name 'a name'", "asks-nothing"),
}  # fmt: skip
# Each statement on a line of its own, so that the line says something.
LINE = 4


def judged(folder: Path, shape: str) -> list[Any]:
    (folder / "data.ttl").write_text(DATA, encoding="utf-8")
    (folder / "shapes.ttl").write_text(SHAPE.format(shape), encoding="utf-8")
    return list(validate_rdf([folder / "data.ttl"], folder / "shapes.ttl").issues)


@pytest.mark.parametrize("case", SOUND)
def test_shapes_that_are_sound_judge_the_data(tmp_path: Path, case: str) -> None:
    assert judged(tmp_path, SOUND[case]) == []


@pytest.mark.parametrize("case", WRONG)
def test_wrong_shapes_are_said_with_file_and_line(tmp_path: Path, case: str) -> None:
    shape, code, value = WRONG[case]
    found = [issue for issue in judged(tmp_path, shape) if issue.rule == f"shapes/{code}"]
    assert found
    for issue in found:
        assert issue.severity is Severity.VIOLATION
        assert issue.path == str(tmp_path / "shapes.ttl")
        assert issue.line == (LINE - 1 if code in ("no-path", "circle") else LINE)
        assert value in issue.message_en
        assert issue.message_vi != issue.message_en


@pytest.mark.parametrize("case", DOUBTFUL)
def test_shapes_that_ask_less_than_they_seem_to_are_remarked_on(tmp_path: Path, case: str) -> None:
    shape, code = DOUBTFUL[case]
    (issue,) = [issue for issue in judged(tmp_path, shape) if issue.rule.startswith("shapes/")]
    assert (issue.rule, issue.severity) == (f"shapes/{code}", Severity.WARNING)
    assert issue.fix_en


@pytest.mark.parametrize("query", ["SELEC $this WHERE {}", "SELECT $this WHERE { $this foo:bar ?x }"])
def test_a_broken_query_inside_a_shape_is_refused_with_its_line(tmp_path: Path, query: str) -> None:
    with pytest.raises(UsageError, match="the shapes are wrong") as refused:
        judged(tmp_path, f"sh:sparql [ sh:select '{query}' ]")
    assert (refused.value.path, refused.value.line) == (str(tmp_path / "shapes.ttl"), LINE)


def test_the_projects_own_shapes_are_sound() -> None:
    assert check_soundness(read_shapes(ontology_dir() / "shapes")) == []
