"""Names for the concepts and classes that an answer holds as IRIs, for people who read it on a terminal."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from phoihop.errors import UsageError
from phoihop.settings import ontology_dir
from phoihop.vocabulary import RDFS, SKOS

_NAMES = (SKOS.prefLabel, RDFS.label)


def concept_labels(language: str, folder: Path | None = None) -> dict[str, str]:
    """IRI → label of every concept, scheme and ontology term that has one in the language.

    Args:
        language: `vi` or `en`.
        folder: an ontology with its `vocabularies/`, or else the one that ships with Phoihop.

    Raises:
        UsageError: a file is not Turtle, or nothing is named in that language.
    """
    folder = folder or ontology_dir()
    labels: dict[str, str] = {}
    for file in sorted(folder.glob("*.ttl")) + sorted((folder / "vocabularies").glob("*.ttl")):
        try:
            for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                name = triple.object
                if triple.predicate.value in _NAMES and isinstance(name, ox.Literal) and name.language == language:
                    assert isinstance(triple.subject, ox.NamedNode), "no term of the ontology is a blank node"
                    labels[triple.subject.value] = name.value
        except SyntaxError as error:
            raise UsageError(f"not valid Turtle: {error}", path=file) from None
    if not labels:
        raise UsageError(f"no term of the ontology has a name in {language!r}", path=folder, fix="use vi or en")
    return labels
