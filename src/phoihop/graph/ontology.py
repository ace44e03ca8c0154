"""The ontology and its vocabularies as triples, and the class hierarchy that building needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.graph.terms import Triple


@dataclass(frozen=True)
class Ontology:
    """What `ontology/` says: its triples, and for each class itself and all classes above it."""

    triples: tuple[Triple, ...]
    supertypes: dict[str, tuple[str, ...]]


def read_ontology(folder: Path) -> Ontology:
    """Read `*.ttl` and `vocabularies/*.ttl`.

    Raises:
        UsageError: a file is missing or not Turtle, or uses a blank node, which no stable IRI could name.
    """
    files = sorted(folder.glob("*.ttl")) + sorted((folder / "vocabularies").glob("*.ttl"))
    if not files:
        raise UsageError("no ontology here", path=folder)
    triples: list[Triple] = []
    parents: dict[str, set[str]] = {}
    for file in files:
        for triple in _parse(file):
            triples.append((str(triple.subject), str(triple.predicate), str(triple.object)))
            if triple.predicate.value == v.RDFS.subClassOf and isinstance(triple.object, ox.NamedNode):
                assert isinstance(triple.subject, ox.NamedNode)
                parents.setdefault(triple.subject.value, set()).add(triple.object.value)
    classes = {cls for cls in (*parents, *v.PH) if cls.startswith(v.ONTOLOGY)}
    return Ontology(tuple(dict.fromkeys(triples)), {cls: _above(cls, parents) for cls in sorted(classes)})


def _parse(file: Path) -> list[ox.Quad]:
    try:
        quads = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise UsageError(f"not valid Turtle: {error}", path=file) from None
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise UsageError(f"a blank node stands in the ontology: {quad.subject} {quad.predicate}", path=file)
    return quads


def _above(cls: str, parents: dict[str, set[str]]) -> tuple[str, ...]:
    found: list[str] = []
    queue = [cls]
    while queue:
        name = queue.pop(0)
        if name not in found:
            found.append(name)
            queue += sorted(parents.get(name, ()))
    return tuple(found)
