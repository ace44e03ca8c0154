"""Query files: what a good one gives, and what a bad one is told, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from phoihop.errors import UsageError
from phoihop.queries import check_catalogue, load_catalogue, read_query

GOOD = """\
#+ summary: Which programmes are there?
#+ title_vi: Có những chương trình nào?
#+ description: One row per programme.
#+ description_vi: Mỗi dòng là một chương trình.
#+ tags: [look-up]
#+ parameters:
#+   place: {type: place, en: its territory, vi: địa bàn}
#+   number: {type: document-number, required: true, en: its number, vi: số hiệu}
#+ columns:
#+   programme: {type: iri, en: the programme, vi: chương trình}
#+   source: {type: iri, en: the source, vi: nguồn}
PREFIX ph: <https://w3id.org/phoihop/ontology#>
SELECT ?programme ?source
WHERE {
  VALUES ?place { <https://w3id.org/phoihop/id/place/vn63/11> }
  VALUES ?number { UNDEF }
  ?programme ph:territory ?place ; ph:documentNumber ?number ; ph:source ?source .
}
"""

# what is changed to what, the line that is named, and words of the message
BAD = [
    ("#+ tags: [look-up]", "#+\ttags: [look-up]", 5, "tab"),
    ("#+ tags: [look-up]", "#+ tags: [look-up", 6, "not valid YAML"),
    ("#+ tags: [look-up]", "#+ tag: [look-up]", 5, "unknown key 'tag' in header; 'tags'?"),
    ("#+ tags: [look-up]", "#+ tags: look-up", 5, "tags must be a list"),
    ("#+ tags: [look-up]", "#+ summary: Again", 5, "'summary' stands twice"),
    ("#+ title_vi: Có những chương trình nào?\n", "", 1, "has no 'title_vi'"),
    ("#+ summary: Which programmes are there?", "#+ summary:", 1, "summary must be a text"),
    ("type: place", "type: plaice", 7, "unknown type 'plaice'; 'place'?"),
    ("type: place", "type: concept:colour", 7, "unknown type 'concept:colour'"),
    ("required: true", "required: yes", 8, "required must be true or false"),
    (", vi: số hiệu", "", 8, "'number' has no 'vi'"),
    ("#+   place:", "#+   palce:", 7, "no block `VALUES ?palce"),
    ("#+   source: {type: iri", "#+   source: {type: text", 11, "unknown type 'text'"),
    ("#+   source:", "#+   sources:", 11, "gives no column 'sources'"),
    ("#+   source: {type: iri, en: the source, vi: nguồn}\n", "", 12, "'source' is not explained"),
    ("SELECT ?programme ?source", "SELECT ?source ?programme", 10, "another order"),
    ("?programme ph:territory", "?programme nope:territory", 17, "not valid SPARQL"),
    ("SELECT ?programme ?source", "ASK", 12, "no SELECT"),
    ("id/place/vn63/11>", "id/agency/vn63/11>", 15, "default of 'place'"),
    ("place/vn63/11> }", "place/vn63/11> <https://w3id.org/phoihop/id/place/vn> }", 15, "default of 'place'"),
    (GOOD, "SELECT * WHERE { ?s ?p ?o }", 1, "does not begin with a header"),
    (GOOD, "", 1, "does not begin with a header"),
]


def write(folder: Path, text: str) -> Path:
    path = folder / "question.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_says_what_a_question_takes_and_gives(tmp_path: Path) -> None:
    query = read_query(write(tmp_path, GOOD))
    assert (query.name, query.title_en, query.tags) == ("question", "Which programmes are there?", ("look-up",))
    assert query.title_vi == "Có những chương trình nào?"
    assert [(p.name, p.type, p.default, p.required) for p in query.parameters] == [
        ("place", "place", "vn63/11", False),
        ("number", "document-number", None, True),
    ]
    assert [column.name for column in query.columns] == ["programme", "source"]


@pytest.mark.parametrize(("old", "new", "line", "words"), BAD)
def test_a_bad_file_is_told_with_its_line(old: str, new: str, line: int, words: str, tmp_path: Path) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(UsageError) as error:
        read_query(path)
    assert words in error.value.message
    assert (error.value.path, error.value.line, error.value.exit_code) == (str(path), line, 2)


@pytest.mark.parametrize(("old", "new", "line", "words"), BAD)
def test_a_check_lists_bad_files_in_both_languages(old: str, new: str, line: int, words: str, tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace(old, new))
    (issue,) = check_catalogue(tmp_path)
    assert words in issue.message_en
    assert issue.message_vi
    assert issue.message_vi != issue.message_en
    assert issue.line == line


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    path.write_bytes(GOOD.replace("nào", "nao").encode("utf-8").replace(b"title_vi: C", b"title_vi: \xe9"))
    with pytest.raises(UsageError, match="not UTF-8") as error:
        read_query(path)
    assert error.value.line == 2


def test_different_defaults_of_one_parameter_are_refused(tmp_path: Path) -> None:
    twice = GOOD.replace("  ?programme ph:territory", "  VALUES ?place { UNDEF }\n  ?programme ph:territory")
    with pytest.raises(UsageError, match="different defaults"):
        read_query(write(tmp_path, twice))


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_query(tmp_path / "none.rq")
    with pytest.raises(UsageError, match="no query in this folder"):
        load_catalogue(tmp_path)


def test_an_unknown_name_gets_the_near_miss() -> None:
    with pytest.raises(UsageError, match=r"'district-court'\?"):
        load_catalogue()["distric-court"]


def test_a_question_can_be_asked_for_beside_a_broken_one(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "broken.rq").write_text("nothing", encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    assert catalogue.names() == ("broken", "question")
    assert catalogue["question"].title_en == "Which programmes are there?"


@pytest.mark.parametrize("name", load_catalogue().names())
def test_grlc_can_read_the_header(name: str) -> None:
    """It takes the lines that begin #+, strips that mark, and reads the rest as one YAML mapping."""
    lines = load_catalogue()[name].text.splitlines()
    header = yaml.safe_load("\n".join(line.lstrip("#+") for line in lines if line.startswith("#+")))
    assert isinstance(header["summary"], str)
    assert isinstance(header["description"], str)
    assert isinstance(header["tags"], list)
