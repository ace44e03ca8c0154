"""Each format holds the findings, whole and harmless, in the way its readers expect."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pyoxigraph as ox
import pytest

from phoihop.errors import UsageError
from phoihop.model import Issue, Severity
from phoihop.validate import Schema, validate_records
from phoihop.validate.formats import FORMATS, render
from phoihop.validate.report import Report

KEYS = {
    "severity", "record", "line", "column", "path", "field", "message_vi", "message_en", "fix_vi", "fix_en", "shape",
    "focus", "evidence", "sentence",
}  # fmt: skip
NASTY = '</script><img src=x onerror=alert(1)> "\\ \u202e\x1b[31m ]]> &amp; é'
SH = "http://www.w3.org/ns/shacl#"


def issue(number: int = 1, severity: Severity = Severity.VIOLATION, **changes: Any) -> Issue:
    given = {
        "message_en": "it is wrong", "message_vi": "sai", "fix_en": "mend it", "fix_vi": "sửa", "record": "mau",
        "path": "a folder/mau.yaml", "line": number, "column": 3, "field": "programmes.ct",
    }  # fmt: skip
    return Issue(severity, **({"rule": "reference/unknown-place"} | given | changes))


@pytest.fixture(scope="module")
def found(coder: Any, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Findings of every family, one of them with hostile values."""
    folder = tmp_path_factory.mktemp("records")
    bad = coder.record("bad")
    bad["agencies"]["tand"]["place"] = "vn63/9999"
    bad["programmes"]["ct"]["cites"][0]["document"] = "nothing"
    late = coder.record("late")
    late["programmes"]["ct"]["term"] = {"start": "2026", "end": "2021", "at": coder.span(0, 22)}
    late["programmes"]["ct"]["title"] = NASTY
    del late["programmes"]["ct"]["signatories"][1]
    (folder / "empty.yaml").write_text("", encoding="utf-8")
    return validate_records([coder.save(folder, bad, late)], schema=schema)


def test_the_findings_come_from_every_family(found: Report) -> None:
    assert {rule.partition("/")[0] for rule, _ in found.groups()} >= {"reading", "reference", "shape", "check"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_report_without_findings_can_be_written(form: str, language: str) -> None:
    assert render(Report(()), form, language=language).endswith("\n")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="no format"):
        render(Report(()), "pdf")


def test_text_groups_counts_and_shows_five(found: Report) -> None:
    many = Report((*map(issue, range(1, 13)), issue(99, Severity.INFO, rule="check/other")), {"files": 1})
    text = render(many, "text")
    assert "VIOLATION reference/unknown-place (12)" in text
    assert text.count("it is wrong") == 6
    assert "… and 7 more (--all)" in text
    assert text.endswith("1 file: 12 violations, 0 warnings, 1 information\n")
    assert render(many, "text", everything=True).count("it is wrong") == 13
    assert "… và 7 trường hợp nữa" in render(many, "text", language="vi")


def test_text_lets_no_control_character_through(found: Report) -> None:
    text = render(found, "text", everything=True)
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "\\u202e" in text


def test_json_has_exactly_its_keys(found: Report) -> None:
    listed = json.loads(render(found, "json"))
    assert len(listed) == len(found.issues)
    assert all(set(item) == KEYS for item in listed)
    assert {item["severity"] for item in listed} <= {"violation", "warning", "info"}
    shapes = [item["shape"] for item in listed if "#" in item["shape"]]
    assert all(shape.startswith("https://w3id.org/phoihop/shapes/") for shape in shapes)


def test_sarif_conforms_to_its_schema(found: Report) -> None:
    fixture = Path(__file__).parent / "fixtures" / "sarif-2.1.0-rtm.4.json"
    made = json.loads(render(found, "sarif"))
    jsonschema.validate(made, json.loads(fixture.read_text(encoding="utf-8")))
    (run,) = made["runs"]
    assert len(run["results"]) == len(found.issues)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_places_are_percent_encoded() -> None:
    (result,) = json.loads(render(Report((issue(),)), "sarif"))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "a%20folder/mau.yaml"},
        "region": {"startLine": 1, "startColumn": 3},
    }


@pytest.mark.parametrize(("fail_on", "failures"), [(Severity.VIOLATION, 1), (Severity.WARNING, 2)])
def test_junit_fails_what_the_run_fails(fail_on: Severity, failures: int) -> None:
    report = Report((issue(), issue(2, Severity.WARNING), issue(3, Severity.INFO)))
    suites = ET.fromstring(render(report, "junit", fail_on=fail_on))
    assert (suites.get("tests"), suites.get("failures")) == ("3", str(failures))
    assert len(suites.findall(".//failure")) == failures
    assert len(suites.findall(".//testcase")) == 3


def test_junit_is_well_formed_whatever_the_values(found: Report) -> None:
    suites = ET.fromstring(render(found, "junit"))
    assert len(suites.findall(".//testcase")) == len(found.issues)


def test_turtle_is_a_validation_report(found: Report) -> None:
    graph = ox.Store()
    graph.load(render(found, "turtle").encode(), format=ox.RdfFormat.TURTLE)

    def objects(subject: Any, name: str) -> list[Any]:
        return [q.object for q in graph.quads_for_pattern(subject, ox.NamedNode(SH + name), None)]

    ((node,),) = (objects(None, "conforms"),)
    assert node.value == "false"
    results = objects(None, "result")
    assert len(results) == len(found.issues)
    for result in results:
        for name in ("focusNode", "resultSeverity", "sourceConstraintComponent"):
            assert len(objects(result, name)) == 1, name
        assert {message.language for message in objects(result, "resultMessage")} == {"vi", "en"}
        assert objects(result, "resultSeverity")[0].value.removeprefix(SH) in ("Violation", "Warning", "Info")
    assert "sh:conforms true" in render(Report(()), "turtle")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href") or name.startswith("on")]


def test_the_page_holds_no_script_and_loads_nothing(found: Report) -> None:
    page = _Page()
    text = render(found, "html", everything=True)
    page.feed(text)
    assert page.links == []
    assert page.tags & {"script", "img", "link", "iframe"} == set()
    assert text.count("<li>") == len(found.issues)


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("phoihop"), "validate", *arguments], capture_output=True, text=True, check=False
    )


def test_the_command_s_exit_code_follows_fail_on(coder: Any, tmp_path: Path) -> None:
    value = coder.record()
    del value["programmes"]["ct"]["signatories"][1]
    coder.save(tmp_path, value)
    lax, strict = command(tmp_path), command(tmp_path, "--fail-on", "warning", "--format", "json")
    assert (lax.returncode, strict.returncode) == (0, 1)
    assert json.loads(strict.stdout)[0]["severity"] == "warning"
    assert lax.stderr == strict.stderr == ""


def test_the_command_refuses_records_and_rdf_together(coder: Any, tmp_path: Path) -> None:
    coder.save(tmp_path, coder.record())
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    refused = command(tmp_path / "mau.yaml", tmp_path / "a.ttl")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
