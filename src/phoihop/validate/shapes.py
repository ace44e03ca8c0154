"""Shapes: SHACL files read once, with what each shape says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.model import Severity

if TYPE_CHECKING:
    import rdflib

SHAPES = v.ONTOLOGY_IRI.removesuffix("ontology") + "shapes/"
"""The namespace of our own shapes: a file and a name in it, as `…/shapes/programme#term`."""
_SH = v.PREFIXES["sh"]
_FOR_PEOPLE = {_SH + "message", _SH + "description", _SH + "name", v.RDFS.label, v.RDFS.comment, v.RDFS.isDefinedBy}
_SEVERITIES = {
    v.SH.Violation: Severity.VIOLATION,
    v.SH.Warning: Severity.WARNING,
    v.SH.Info: Severity.INFO,
}


@dataclass(frozen=True)
class ShapeText:
    """What a shape says: message and fix by language, and how bad a breach of it is."""

    messages: dict[str, str]
    fixes: dict[str, str]
    severity: Severity


@dataclass(frozen=True)
class Shapes:
    """A set of shapes files.

    Args:
        triples: their triples, blank nodes told apart by file.
        texts: what each shape says, by the shape's IRI or blank node.
        owners: a nested shape → the shape it stands in.
        files: where they were read from.
    """

    triples: tuple[ox.Triple, ...]
    texts: dict[str, ShapeText]
    owners: dict[str, str]
    files: tuple[Path, ...]

    def name(self, shape: str) -> str:
        """The IRI of a shape, or of the nearest shape around it that has one."""
        seen = set()
        while shape.startswith("_:") and shape in self.owners and shape not in seen:
            seen.add(shape)
            shape = self.owners[shape]
        return shape

    def line_of(self, iri: str) -> tuple[str, int | None]:
        """File and line where an IRI stands, best where it is described; the first file where it cannot be found."""
        local = re.escape(re.split(r"[#/]", iri)[-1])
        spelled = re.compile(rf"<{re.escape(iri)}>|(?<![\w<@])[\w-]*:{local}(?![\w-])")
        found = None
        for file in self.files:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                match = None if line.lstrip().startswith(("#", "@prefix", "PREFIX")) else spelled.search(line)
                if match and match.start() == 0:
                    return str(file), number
                if match and found is None:
                    found = str(file), number
        return found or (str(self.files[0]), None)

    @property
    def constraints(self) -> tuple[ox.Triple, ...]:
        """The triples that an engine needs. It looks at all of a shape's triples again and again, so not the texts."""
        return tuple(t for t in self.triples if t.predicate.value not in _FOR_PEOPLE)


def read_shapes(path: Path) -> Shapes:
    """The shapes in a Turtle file, or in all Turtle files of a folder.

    Raises:
        UsageError: there are none, or a file is not Turtle.
    """
    files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
    if not files:
        raise UsageError("no shapes here", path=path, fix="shapes are Turtle files, ending in .ttl")
    try:
        return _read(tuple((file, file.stat().st_mtime_ns) for file in files))
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path) from None


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, int], ...]) -> Shapes:
    triples: dict[ox.Triple, None] = {}
    for number, (file, _) in enumerate(files):
        try:
            for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                subject, value = _apart(quad.subject, number), _apart(quad.object, number)
                triples[ox.Triple(subject, quad.predicate, value)] = None
        except SyntaxError as error:
            raise UsageError(
                f"not valid Turtle: {error.msg.rpartition(': ')[2]}", path=file, line=error.lineno, column=error.offset
            ) from None
    return Shapes(tuple(triples), _texts(triples), _owners(triples), tuple(file for file, _ in files))


def _apart(term: Any, number: int) -> Any:
    """Blank nodes of different files told apart."""
    return ox.BlankNode(f"f{number}x{term.value}") if isinstance(term, ox.BlankNode) else term


def _texts(triples: dict[ox.Triple, None]) -> dict[str, ShapeText]:
    said: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    severity: dict[str, Severity] = {}
    for triple in triples:
        key, name = _key(triple.subject), triple.predicate.value.removeprefix(_SH)
        value = triple.object
        if name in ("message", "description") and isinstance(value, ox.Literal):
            said.setdefault(key, ({}, {}))[name == "description"][value.language or ""] = value.value
        elif name == "severity" and isinstance(value, ox.NamedNode):
            severity[key] = _SEVERITIES.get(value.value, Severity.VIOLATION)
    return {
        key: ShapeText(*said.get(key, ({}, {})), severity.get(key, Severity.VIOLATION))
        for key in (*said, *(key for key in severity if key not in said))
    }


def _owners(triples: dict[ox.Triple, None]) -> dict[str, str]:
    return {str(t.object): _key(t.subject) for t in triples if isinstance(t.object, ox.BlankNode)}


def _key(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def build_rdflib(triples: Iterable[ox.Triple], store: str = "Memory") -> rdflib.Graph:
    """The triples as an rdflib graph, made term by term: far quicker than rdflib's own parser."""
    import rdflib  # noqa: PLC0415

    known: dict[object, rdflib.term.Node] = {}

    def term(value: object) -> rdflib.term.Node:
        found = known.get(value)
        if found is None:
            if isinstance(value, ox.NamedNode):
                found = rdflib.URIRef(value.value)
            elif isinstance(value, ox.BlankNode):
                found = rdflib.BNode(value.value)
            elif value.language:  # type: ignore[attr-defined]
                found = rdflib.Literal(value.value, lang=value.language)  # type: ignore[attr-defined]
            elif value.datatype.value == v.XSD.string:  # type: ignore[attr-defined]
                found = rdflib.Literal(value.value)  # type: ignore[attr-defined]
            else:
                kind = rdflib.URIRef(value.datatype.value)  # type: ignore[attr-defined]
                found = rdflib.Literal(value.value, datatype=kind, normalize=False)  # type: ignore[attr-defined]
            known[value] = found
        return found

    graph = rdflib.Graph(store=store, bind_namespaces="none")
    add = graph.store.add
    for triple in triples:
        add((term(triple.subject), term(triple.predicate), term(triple.object)), graph)
    return graph
