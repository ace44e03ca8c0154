"""Values for parameters: what is accepted, what it becomes, and that nothing else of a query can be changed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.errors import UsageError
from phoihop.queries import Query, load_catalogue, read_query

ID = "https://w3id.org/phoihop/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"

HEADER = """\
#+ summary: What was bound?
#+ title_vi: Giá trị nào được gán?
#+ description: "A VALUES ?value { in the header } is no block."
#+ description_vi: Khối trong phần đầu không được tính.
#+ parameters:
#+   value: {type: %s, en: a value, vi: một giá trị%s}
#+ columns:
#+   value: {type: string, en: the value, vi: giá trị}
SELECT ?value
WHERE {
  VALUES ?value { UNDEF } # not VALUES ?value { this }
  BIND ("nor VALUES ?value { that }" AS ?text)
}
"""

# type, what a user writes, what the query holds then
ACCEPTED = [
    ("string", "Hòa Bình", '"Hòa Bình"'),
    ("string", '"} ; DROP ALL', '"\\"} ; DROP ALL"'),
    ("string", "back\\slash", '"back\\\\slash"'),
    ("search", "Điện Biên", '"dien bien"'),
    ("document-number", " 238-QĐ/TW ", '"238-QĐ/TW"'),
    ("document-number", "238-QD\u0323/TW", '"238-Q\u1e0c/TW"'),
    ("integer", "-07", f'"-7"^^<{XSD}integer>'),
    ("date", "2024-02-29", f'"2024-02-29"^^<{XSD}date>'),
    ("iri", "urn:x:y", "<urn:x:y>"),
    ("place", "vn63/614", f"<{ID}place/vn63/614>"),
    ("place", f"{ID}place/vn63/474-2025", f"<{ID}place/vn63/474-2025>"),
    ("agency", "agency/vn63/11/people-court", f"<{ID}agency/vn63/11/people-court>"),
    ("concept:kind", "people-court", f"<{ID}kind/people-court>"),
    ("concept:kind", f"{ID}kind/people-court", f"<{ID}kind/people-court>"),
]
REFUSED = [
    ("string", "two\nlines", "printable"),
    ("string", "x" * 501, "at most 500"),
    ("integer", "1e3", "whole number"),
    ("integer", "٣x", "whole number"),
    ("date", "2021-02-31", "a day that exists"),
    ("date", "2021", "a day that exists"),
    ("date", "20210721", "a day that exists"),
    ("iri", "no-scheme", "absolute IRI"),
    ("iri", "http://x/> } DROP ALL", "absolute IRI"),
    ("place", 'vn63/11> } ; DROP ALL #"', "what follows there, as vn63/11"),
    ("place", f"{ID}agency/vn63/11/people-court", "id/place/"),
    ("place", "../agency", "what follows there"),
    ("concept:kind", "people-cort", "'people-court'?"),
    ("concept:kind", f"{ID}level/province", "one of"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("queries")


def question(folder: Path, kind: str, more: str = "") -> Query:
    path = folder / "question.rq"
    path.write_text(HEADER % (f'"{kind}"', more), encoding="utf-8")
    return read_query(path)


@pytest.mark.parametrize(("kind", "written", "term"), ACCEPTED)
def test_a_value_becomes_a_term_of_its_type(kind: str, written: str, term: str, folder: Path) -> None:
    query = question(folder, kind)
    body = query.text[query.text.index("SELECT") :]
    assert query.bind({"value": written}) == body.replace("{ UNDEF }", f"{{ {term} }}")


@pytest.mark.parametrize(("kind", "written", "accepted"), REFUSED)
def test_a_wrong_value_is_refused_with_what_is_accepted(kind: str, written: str, accepted: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="parameter 'value' of query 'question' cannot be") as error:
        question(folder, kind).bind({"value": written})
    assert accepted in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.exit_code == 2


def test_what_is_not_given_keeps_its_default(folder: Path) -> None:
    query = question(folder, "string")
    assert query.bind() == query.bind({}) == query.text[query.text.index("SELECT") :]


def test_an_empty_value_leaves_a_parameter_open() -> None:
    query = load_catalogue()["district-court"]
    assert "VALUES ?level { level:district }" in query.bind()
    assert "VALUES ?level { UNDEF }" in query.bind({"level": ""})


@pytest.mark.parametrize("values", [{}, {"value": ""}, {"value": "  "}])
def test_a_required_value_that_is_missing_is_told(values: dict[str, str], folder: Path) -> None:
    with pytest.raises(UsageError, match="needs the parameter 'value'"):
        question(folder, "date", ", required: true").bind(values)


def test_an_unknown_parameter_gets_the_near_miss() -> None:
    with pytest.raises(UsageError, match=r"no parameter 'distric'; 'district'\?"):
        load_catalogue()["district-court"].bind({"distric": "vn63/614"})


def test_choices_of_a_header_are_the_only_ones(folder: Path) -> None:
    query = question(folder, "concept:kind", ", choices: [people-court, people-procuracy]")
    assert query.bind({"value": "people-procuracy"})
    with pytest.raises(UsageError, match="one of people-court, people-procuracy"):
        query.bind({"value": "people-council"})


def test_every_block_of_a_parameter_is_bound() -> None:
    bound = load_catalogue()["basis-document"].bind({"number": "217-QĐ/TW"})
    assert bound.count('VALUES ?number { "217-QĐ/TW" }') == 2
    assert "238" not in bound


@given(st.text(max_size=60))
def test_no_text_can_leave_its_block(written: str) -> None:
    """Whatever is accepted comes back from the engine as one literal with just these words."""
    query = load_catalogue()["passing-down"]
    try:
        bound = query.bind({"number": written})
    except UsageError:
        return
    if not written.strip():
        return
    block = bound[bound.index("VALUES ?number") : bound.index("?document ph:passesDown")]
    (row,) = ox.Store().query(f"SELECT ?number WHERE {{ {block} }}")
    assert isinstance(row["number"], ox.Literal)
    assert row["number"].value.strip()
    assert bound.replace(block, "") == query.bind().replace('VALUES ?number { "238-Q\\u0110/TW" }\n  ', "")
