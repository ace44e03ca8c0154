"""`phoihop ref`: whatever has a name can be looked up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from phoihop import vocabulary as v
from phoihop.cli import main, program
from phoihop.cli.terms import read_terms
from phoihop.queries import load_catalogue
from tests.conftest import ROOT

TERMS = read_terms()
RECORDS = sorted((ROOT / "data" / "records").glob("*.yaml"))


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["ref", *arguments], catch_exceptions=False)


@pytest.mark.parametrize("name", sorted(TERMS))
def test_every_term_has_labels_and_a_definition_in_both_languages(name: str) -> None:
    term = TERMS[name]
    assert set(term.labels) == {"vi", "en"}
    assert set(term.definitions) == {"vi", "en"}
    assert term.sources


def test_terms_and_concepts_are_those_of_the_vocabulary() -> None:
    concepts = {v.concept(scheme, name) for scheme, names in v.SCHEMES.items() for name in names}
    assert {t.iri for t in TERMS.values() if t.sort == "concept"} == concepts
    assert {t.iri for t in TERMS.values() if t.sort in ("class", "property")} == set(v.PH)
    assert {t.name for t in TERMS.values() if t.sort == "scheme"} == set(v.SCHEMES)


@pytest.mark.parametrize(
    ("arguments", "held"),
    [
        ((), "ph:Signature"),
        (("classes",), "Việc ký"),
        (("properties",), "ph:coordinatesWith"),
        (("schemes",), "how-known"),
        (("prefixes", "--format", "csv"), v.ONTOLOGY),
        (("record",), "DutyClaim"),
        (("queries",), "district-court"),
        (("queries", "--lang", "vi"), "Huyện nào"),
        (("ph:Signature",), "ph:Claim"),
        (("Signature",), "ph:Claim"),
        ((v.PH.Signature,), "ph:Claim"),
        (("ph:Signature", "--lang", "vi"), "Điều khẳng định"),
        (("kind",), "Tòa án nhân dân"),
        (("kind/people-court",), "TAND"),
        (("people-court",), "TAND"),
        (("id:kind/people-court",), "TAND"),
        (("district-court",), "--level"),
    ],
)
def test_a_name_shows_what_it_means(arguments: tuple[str, ...], held: str) -> None:
    answer = ask(*arguments)
    assert answer.exit_code == 0
    assert held in answer.output


@pytest.mark.parametrize("name", ["classes", "kind", "ph:Signature", "district-court", "prefixes"])
def test_json_and_csv_can_be_read_back(name: str) -> None:
    assert json.loads(ask(name, "--format", "json").output)
    assert ask(name, "--format", "csv").output.count("\n") > 1


def test_every_query_can_be_looked_up() -> None:
    for name in load_catalogue().names():
        assert ask(name).exit_code == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ph:Signatur", "'ph:Signature'?"),
        ("distric-court", "'district-court'?"),
        ("clases", "'classes'?"),
        ("no such thing", "`phoihop ref`"),
        ("other", "kind/other"),
    ],
)
def test_a_name_that_is_none_is_refused_with_the_near_miss(
    name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["ref", name])
    assert end.value.code == 2
    assert told in capsys.readouterr().err


def test_the_json_schema_in_data_is_that_of_the_record() -> None:
    # Written by: phoihop ref record --format json > data/record.schema.json
    written = (ROOT / "data" / "record.schema.json").read_text(encoding="utf-8")
    assert written == ask("record", "--format", "json").output


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.stem)
def test_an_editor_that_knows_the_json_schema_accepts_the_records(path: Path) -> None:
    schema = json.loads((ROOT / "data" / "record.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(record)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "accpeted"), ("colour", "red"), ("agencies", {"Not A Key": {}}), ("id", 4)],
)
def test_an_editor_that_knows_the_json_schema_marks_a_mistake(field: str, value: object) -> None:
    schema = json.loads((ROOT / "data" / "record.schema.json").read_text(encoding="utf-8"))
    record = {"format": 1, "id": "x", "status": "draft", "source": {"label": "x"}}
    assert Draft202012Validator(schema).is_valid(record)
    assert not Draft202012Validator(schema).is_valid(record | {field: value})
