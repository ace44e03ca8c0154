"""Names of concepts: in the language asked for, for every concept that the catalogue's answers show."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.queries import concept_labels

ROOT = Path(__file__).parents[2]

NAMED = [
    ("vi", f"{v.ID}level/province", "Cấp tỉnh"),
    ("en", f"{v.ID}level/province", "Province"),
    ("vi", v.concept("kind", "people-court"), "Tòa án nhân dân"),
    ("en", v.concept("kind", "people-court"), "People's Court"),
]


@pytest.mark.parametrize(("language", "iri", "label"), NAMED)
def test_a_concept_is_named_in_the_language_asked_for(language: str, iri: str, label: str) -> None:
    assert concept_labels(language)[iri] == label


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_concept_in_the_answers_has_a_name(language: str) -> None:
    schemes = tuple(f"{v.ID}{scheme}/" for scheme in v.SCHEMES)
    shown = {
        value
        for path in (ROOT / "tests" / "expected").glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for value in row
        if value.startswith(schemes)
    }
    assert shown
    assert shown <= set(concept_labels(language))


def test_classes_are_named_too() -> None:
    assert concept_labels("en")[v.PH.Signature]


def test_a_language_without_names_is_told() -> None:
    with pytest.raises(UsageError, match="no term of the ontology has a name in 'fr'"):
        concept_labels("fr")


def test_a_vocabulary_that_is_no_turtle_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies" / "level.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(UsageError, match=r"level\.ttl: not valid Turtle"):
        concept_labels("vi", tmp_path)
