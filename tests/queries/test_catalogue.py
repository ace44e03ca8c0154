"""Every question of the catalogue: the reviewed answer on the real data, from every engine."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.queries import Query, check_catalogue, load_catalogue

Engine = Callable[[str], tuple[list[str], list[tuple[str, ...]]]]

EXPECTED = Path(__file__).parents[1] / "expected"
CATALOGUE = load_catalogue(Path(__file__).parents[2] / "queries")
QUESTIONS = list(CATALOGUE)
ENGINES = ("memory", "pure_python", "protocol")


def read_expected(name: str) -> list[tuple[str, ...]]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_a_question_has_the_reviewed_answer_in_every_engine(
    query: Query, engine: str, request: pytest.FixtureRequest
) -> None:
    ask: Engine = request.getfixturevalue(engine)
    columns, rows = ask(query.bind() if engine == "protocol" else query.text)
    expected = read_expected(query.name)
    assert columns == list(expected[0])
    assert rows == expected[1:]


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_each_row_names_its_source_or_says_that_there_is_none(query: Query, memory: Engine) -> None:
    columns, rows = memory(query.bind())
    silent = [row for row in rows if not row[columns.index("source")]]
    assert all("no evidence" in row for row in silent)


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_optional_parameters_can_be_left_open(query: Query, memory: Engine) -> None:
    default = len(memory(query.bind())[1])
    open_values = {parameter.name: "" for parameter in query.parameters if not parameter.required}
    assert len(memory(query.bind(open_values))[1]) >= default


@pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
def test_a_question_is_ascii_below_its_header(query: Query) -> None:
    body = [line for line in query.text.splitlines() if not line.startswith("#+")]
    assert "\n".join(body).isascii()


def test_each_question_has_an_expected_answer_and_each_answer_a_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} == set(CATALOGUE.names())


def test_the_catalogue_has_no_bad_header() -> None:
    assert check_catalogue(Path(__file__).parents[2] / "queries") == []


NARROWED = [
    ("district-court", {"level": "province"}, {"vn63/11", "vn63/20", "vn63/44"}, "district"),
    ("district-court", {"district": "vn63/614"}, {"vn63/614"}, "district"),
    ("district-court", {"level": "province", "standing": "weaker"}, {"vn63/11"}, "district"),
    ("signatories", {"place": "vn63/19"}, {"s4/programme"}, "programme"),
    ("basis-document", {"number": "217-QĐ/TW"}, {"false"}, "implements"),
    ("officials", {"role": "chaired"}, {"s3/le-van-bao"}, "official"),
    ("in-force", {"date": "2020-01-01"}, set(), "programme"),
    ("in-force", {"date": "2026-02-01"}, {"s1/programme", "s2/programme", "s3/programme", "s4/programme"}, "programme"),
    ("lead-organs", {"other_than": ""}, {"s1/programme", "s2/programme", "s3/programme", "s4/programme"}, "programme"),
    ("lead-organs", {"other_than": "", "place": "vn63/62"}, {"s2/programme"}, "programme"),
    ("signing-dates", {"programme": "s0/programme"}, {"s0/programme"}, "programme"),
    ("lags", {"programme": "s2/programme"}, {"s2/programme"}, "programme"),
    ("in-force", {"place": "vn63/19"}, {"s4/programme"}, "programme"),
    ("names", {"words": "Lê Văn Bảo"}, {"s3/le-van-bao"}, "thing"),
    ("names", {"words": "VKSND huyện Kon Rẫy"}, {"vn63/614/people-procuracy"}, "thing"),
    ("names", {"words": "no such name"}, set(), "thing"),
    ("posts-of-a-name", {"namesake_of": "s3/ho-an-phong"}, {"s3/ho-an-phong"}, "official"),
    ("top-down", {"province": "vn63/62"}, {"vn63/614"}, "district"),
    ("signing-counts", {"place": "vn63/44"}, {"s3"}, "source"),
    ("topics", {"topic": "judicial-reform"}, {"s3/programme"}, "programme"),
    ("duties", {"kind": "direct", "agency": "vn63/20/people-court"}, {"s1/programme"}, "programme"),
]


@pytest.mark.parametrize(("name", "values", "left", "column"), NARROWED)
def test_parameters_narrow_the_answer(
    name: str, values: dict[str, str], left: set[str], column: str, memory: Engine
) -> None:
    columns, rows = memory(CATALOGUE[name].bind(values))
    found = {row[columns.index(column)] for row in rows}
    assert {value.removeprefix("https://w3id.org/phoihop/id/").partition("/")[2] or value for value in found} == left
