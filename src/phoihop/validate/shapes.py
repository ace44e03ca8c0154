"""Shapes: SHACL files read once, with what each shape says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

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
_SYNTAX = re.compile(r"error at (\d+):(\d+)")


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
        lines: IRI of a shape → file and line of its first mention as a subject.
    """

    triples: tuple[ox.Triple, ...]
    texts: dict[str, ShapeText]
    owners: dict[str, str]
    lines: dict[str, tuple[str, int]] = field(compare=False)

    def name(self, shape: str) -> str:
        """The IRI of a shape, or of the nearest shape around it that has one."""
        seen = set()
        while shape.startswith("_:") and shape in self.owners and shape not in seen:
            seen.add(shape)
            shape = self.owners[shape]
        return shape

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
    lines: dict[str, tuple[str, int]] = {}
    for number, (file, _) in enumerate(files):
        try:
            parsed = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            match = _SYNTAX.search(str(error))
            what = str(error).strip().splitlines()[0]
            line = int(match[1]) if match else None
            raise UsageError(f"not valid Turtle: {what}", path=file, line=line) from None
        found = _lines_of(file)
        for quad in parsed:
            subject, value = (_apart(term, number) for term in (quad.subject, quad.object))
            triples[ox.Triple(subject, quad.predicate, value)] = None  # type: ignore[arg-type]
            key = str(quad.subject).strip("<>")
            for spelled in (key, key.rpartition("#")[2], key.rpartition("/")[2]):
                if spelled in found:
                    lines.setdefault(key, (str(file), found[spelled]))
                    break
    return Shapes(tuple(triples), _texts(triples), _owners(triples), lines)


def _apart(term: object, number: int) -> object:
    return ox.BlankNode(f"f{number}x{term.value}") if isinstance(term, ox.BlankNode) else term


def _lines_of(file: Path) -> dict[str, int]:
    """Line of each name that begins a line or follows `<`, a prefix or a blank: good enough to find a shape."""
    found: dict[str, int] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for match in re.finditer(r"<([^<>\s]+)>|(?<![\w@])[\w-]*:([\w.\\/#-]+)", line.partition(" # ")[0]):
            name = (match[1] or match[2]).replace("\\", "")
            for key in (name, name.rpartition("#")[2]):
                if key and (key not in found or line.startswith((match[0],))):
                    found[key] = min(found.get(key, number), number) if not line.startswith(match[0]) else number
    return found


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
