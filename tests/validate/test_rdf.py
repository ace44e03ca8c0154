"""RDF files: what cannot be read is one line with its place; shapes that check nothing never pass for conformance."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from phoihop.build import Built
from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.validate import Schema
from phoihop.validate.rdf import validate_rdf

XSD = "http://www.w3.org/2001/XMLSchema#"
BAD = {
    # file: content, rule, line
    "iri-with-a-blank.ttl": ("@prefix x: <urn:x:> .\nx:a x:b <urn:a b> .\n", "rdf/syntax", 2),
    "iri-with-a-blank.nt": ("<urn:a> <urn:b> <urn:c d> .\n", "rdf/syntax", 1),
    "iri-with-a-blank.jsonld": ('{\n"@id": "urn:a b",\n"urn:n": "x"}', "rdf/bad-iri", 2),
    "bad-literal.ttl": ('<urn:a> <urn:b> "x\n" .\n', "rdf/syntax", 1),
    "bad-language.nq": ('<urn:a> <urn:b> "x"@ <urn:g> .\n', "rdf/syntax", 1),
    "ill-typed-date.ttl": (f'<urn:a> <urn:b>\n "2021-02-31"^^<{XSD}date> .\n', "rdf/ill-typed", 2),
    "ill-typed-number.trig": (f'<urn:g> {{ <urn:a> <urn:b> "two"^^<{XSD}integer> }}\n', "rdf/ill-typed", 1),
    "remote-context.jsonld": ('{"@context":\n"https://example.org/context", "@id": "urn:a"}', "rdf/remote-context", 2),
    "remote-import.jsonld": ('{"@context": {"@import": "https://example.org/c"}}', "rdf/remote-context", 1),
    "remote-in-a-list.jsonld": ('{"@context": [{"n": "urn:n"}, "/c"], "n": 1}', "rdf/remote-context", 1),
    "cut-off.jsonld": ('{"@id": "urn:a",', "rdf/syntax", 1),
    "nested.jsonld": ("[" * 100_000, "rdf/syntax", 1),
    "empty.ttl": ("", "rdf/empty", 1),
    "cut-off.nt": ("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b>", "rdf/syntax", 2),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, name: str, schema: Schema, caplog: pytest.LogCaptureFixture
) -> None:
    content, rule, line = BAD[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    with caplog.at_level(logging.DEBUG):
        report = validate_rdf([tmp_path / name], schema=schema)
    found = [issue for issue in report.issues if issue.rule.startswith("rdf/")]
    assert [(issue.rule, issue.line) for issue in found] == [(rule, line)]
    assert found[0].path == str(tmp_path / name)
    assert "\n" not in found[0].message_en
    assert not [record for record in caplog.records if record.exc_info]


def test_bytes_that_are_not_utf8_are_said_with_their_line(tmp_path: Path, schema: Schema) -> None:
    (tmp_path / "latin.ttl").write_bytes('<urn:a> <urn:b> "ok" .\n<urn:a> <urn:b> "é" .\n'.encode("latin-1"))
    (issue,) = validate_rdf([tmp_path / "latin.ttl"], schema=schema).issues
    assert (issue.rule, issue.line) == ("rdf/syntax", 2)


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<r>&b;</r>\n'


@pytest.mark.parametrize("name", ["bomb.rdf", "bomb.xml", "bomb.owl", "bomb.ttl", "bomb.jsonld"])
def test_xml_is_refused_unread(tmp_path: Path, name: str, schema: Schema) -> None:
    (tmp_path / name).write_text(BOMB, encoding="utf-8")
    with pytest.raises(UsageError, match="not accepted"):
        validate_rdf([tmp_path / name], schema=schema)


def test_a_folder_without_rdf_is_refused(tmp_path: Path, schema: Schema) -> None:
    with pytest.raises(UsageError, match="no RDF"):
        validate_rdf([tmp_path], schema=schema)


PERSON = "@prefix x: <urn:x:> .\nx:a a x:Person ; x:name 'An' .\nx:b a x:Person .\n"
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix x: <urn:x:> .
x:Shape a sh:NodeShape ;
  sh:targetClass x:Person ;
  sh:property [
    sh:path x:name ;
    sh:minCount 1 ;
    sh:message "no name"@en, "không có tên"@vi
  ] .
"""


def judged(folder: Path, shapes: str, data: str = PERSON) -> list[Any]:
    (folder / "data.ttl").write_text(data, encoding="utf-8")
    (folder / "shapes.ttl").write_text(shapes, encoding="utf-8")
    return list(validate_rdf([folder / "data.ttl"], folder / "shapes.ttl").issues)


def test_any_shapes_of_the_user_can_be_used(tmp_path: Path) -> None:
    (issue,) = judged(tmp_path, SHAPES)
    assert (issue.focus, issue.message_en, issue.message_vi) == ("urn:x:b", "no name", "không có tên")
    assert issue.rule == "shape/urn:x:Shape"


WRONG = {
    "mistyped target class": ("targetClass x:Person", "targetClass x:Persn", "shapes/unknown-class", 4),
    "mistyped property": ("path x:name", "path x:nam", "shapes/unknown-property", 6),
    "mistyped term of SHACL": ("minCount", "minCout", "shapes/unknown-term", 7),
    "mistyped kind of target": ("targetClass", "targetCls", "shapes/unknown-term", 4),
}


@pytest.mark.parametrize("case", WRONG)
def test_shapes_that_check_nothing_are_said_with_their_line(tmp_path: Path, case: str) -> None:
    right, wrong, rule, line = WRONG[case]
    issues = judged(tmp_path, SHAPES.replace(right, wrong))
    (found,) = [issue for issue in issues if issue.rule == rule]
    assert found.severity is Severity.VIOLATION
    assert (found.path, found.line) == (str(tmp_path / "shapes.ttl"), line)
    assert found.fix_en


def test_shapes_that_no_node_falls_under_never_conform(tmp_path: Path) -> None:
    issues = judged(tmp_path, SHAPES, "<urn:a> <urn:b> <urn:c> .")
    assert "shapes/nothing-checked" in {issue.rule for issue in issues}


def test_shapes_that_are_not_turtle_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not valid Turtle") as refused:
        judged(tmp_path, SHAPES.replace("x:Shape a", "x:Shape is"))
    assert (refused.value.path, refused.value.line) == (str(tmp_path / "shapes.ttl"), 3)


def test_a_part_of_the_graph_lacks_what_was_left_out(built: Built, schema: Schema, tmp_path: Path) -> None:
    from phoihop.store import open_store

    with open_store(built.store) as store:
        triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER CONTAINS(STR(?s), '/s4/') }")
        lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    (tmp_path / "s4.nt").write_text(lines, encoding="utf-8")
    report = validate_rdf([tmp_path / "s4.nt"], schema=schema)
    rules = {issue.rule for issue in report.issues}
    assert "shapes/nothing-checked" not in rules
    assert "shape/signature#agency" in rules, "the bodies themselves were left out of the file"


def test_json_ld_with_its_context_inside_is_read(tmp_path: Path, schema: Schema) -> None:
    document = {"@context": {"name": "http://xmlns.com/foaf/0.1/name"}, "@id": "urn:a", "name": "An"}
    (tmp_path / "a.jsonld").write_text(json.dumps(document), encoding="utf-8")
    report = validate_rdf([tmp_path / "a.jsonld"], schema=schema)
    assert report.counts == {"files": 1, "triples": 1}
    assert {issue.rule for issue in report.issues} == {"shapes/nothing-checked"}


def test_a_file_of_fifty_megabytes_is_judged_by_any_shapes(tmp_path: Path) -> None:
    remark = "x:{n} x:remark '" + "a" * 1_000_000 + "' .\n"
    with (tmp_path / "large.ttl").open("w", encoding="utf-8") as file:
        file.write(PERSON)
        file.writelines(remark.replace("{n}", f"r{n}") for n in range(50))
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    report = validate_rdf([tmp_path / "large.ttl"], tmp_path / "shapes.ttl")
    assert [issue.focus for issue in report.issues] == ["urn:x:b"]
    assert report.counts == {"files": 1, "triples": 53}


@pytest.mark.parametrize("beginning", ["", "x:a x:name '"])
def test_fifty_megabytes_of_something_else_are_said_with_their_line(tmp_path: Path, beginning: str) -> None:
    with (tmp_path / "large.ttl").open("w", encoding="utf-8") as file:
        file.write(PERSON + beginning + "a" * 50_000_000)
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (issue,) = validate_rdf([tmp_path / "large.ttl"], tmp_path / "shapes.ttl").issues
    assert (issue.severity, issue.path) == (Severity.VIOLATION, str(tmp_path / "large.ttl"))
    assert issue.line == 4
    assert issue.message_vi != issue.message_en
