"""Shapes: SHACL files read once, with what each shape says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError

if TYPE_CHECKING:
    import rdflib
    from rdflib.namespace import NamespaceManager
    from rdflib.store import Store

SHAPES = v.ONTOLOGY_IRI.removesuffix("ontology") + "shapes/"
"""The namespace of our own shapes: a file and a name in it, as `…/shapes/programme#term`."""
_NAMELESS = SHAPES + "nameless#"
_SH = v.PREFIXES["sh"]
_PATHS = {_SH + f"{name}Path" for name in ("inverse", "alternative", "zeroOrMore", "oneOrMore", "zeroOrOne")}
_FOR_PEOPLE = {_SH + "message", _SH + "description", _SH + "name", v.RDFS.label, v.RDFS.comment, v.RDFS.isDefinedBy}


@dataclass(frozen=True)
class ShapeText:
    """What a shape says: message and fix by language."""

    messages: dict[str, str]
    fixes: dict[str, str]


@dataclass(frozen=True)
class Shapes:
    """A set of shapes files.

    Args:
        triples: their triples, blank nodes told apart by file.
        texts: what each shape says, by the shape's IRI or blank node.
        owners: what stands inside something else → that.
        files: where they were read from.
    """

    triples: tuple[ox.Triple, ...]
    texts: dict[str, ShapeText]
    owners: dict[str, str]
    files: tuple[Path, ...]

    def name(self, shape: str) -> str:
        """The IRI of a shape, or of the nearest shape around it that has one of its own."""
        while shape.startswith((_NAMELESS, "_:")) and shape in self.owners:
            shape = self.owners[shape]
        return shape

    def text(self, shape: str) -> ShapeText:
        """What a shape says, or else the nearest shape around it that says something."""
        while shape not in self.texts and shape.startswith((_NAMELESS, "_:")) and shape in self.owners:
            shape = self.owners[shape]
        return self.texts.get(shape) or ShapeText({}, {})

    def split(self) -> tuple[Shapes, Shapes]:
        """The shapes without those that qualify values, and these alone.

        shacl-rust 0.2.12 holds that no literal conforms to a qualified value shape, so it must not judge them.
        """
        qualified = {t.subject for t in self.triples if t.predicate.value == _SH + "qualifiedValueShape"}
        inside = [t for t in self.triples if t.predicate.value == _SH + "property"]
        simple = {t for t in inside if t.object in qualified}
        others = {t for t in inside if t.object not in qualified}
        return (
            replace(self, triples=tuple(t for t in self.triples if t not in simple and t.subject not in qualified)),
            replace(self, triples=tuple(t for t in self.triples if t not in others) if qualified else ()),
        )

    def line_of(self, iri: str) -> tuple[str, int | None]:
        """File and line where an IRI stands, best where it is described; the first file where it cannot be found."""
        local = re.escape(re.split(r"[#/:]", iri)[-1])
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

    def line_with(self, *patterns: str) -> tuple[str, int | None]:
        """File and line that match the first of some regular expressions that any line matches."""
        lines = [
            (str(file), number, line)
            for file in self.files
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        ]
        for pattern in patterns:
            for file, number, line in lines:
                if re.search(pattern, line):
                    return file, number
        return str(self.files[0]), None

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
    named = tuple(_name_shapes(triples))
    return Shapes(named, _texts(named), _owners(named), tuple(file for file, _ in files))


def _apart(term: Any, number: int) -> Any:
    """Blank nodes of different files told apart."""
    return ox.BlankNode(f"f{number}x{term.value}") if isinstance(term, ox.BlankNode) else term


def _name_shapes(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples with an IRI for every nameless shape: engines relabel blank nodes, each in its own way."""
    triples = list(triples)
    names: dict[object, ox.NamedNode] = {}
    for triple in triples:
        name = triple.predicate.value
        if isinstance(triple.subject, ox.BlankNode) and name.startswith(_SH) and name not in _PATHS:
            names.setdefault(triple.subject, ox.NamedNode(f"{_NAMELESS}{len(names) + 1}"))
    for triple in triples:
        subject, value = names.get(triple.subject, triple.subject), names.get(triple.object, triple.object)
        yield ox.Triple(subject, triple.predicate, value)


def _texts(triples: Iterable[ox.Triple]) -> dict[str, ShapeText]:
    said: dict[str, ShapeText] = {}
    for triple in triples:
        name, value = triple.predicate.value.removeprefix(_SH), triple.object
        if name in ("message", "description") and isinstance(value, ox.Literal):
            text = said.setdefault(_key(triple.subject), ShapeText({}, {}))
            (text.messages if name == "message" else text.fixes)[value.language or ""] = value.value
    return said


def _owners(triples: Iterable[ox.Triple]) -> dict[str, str]:
    return {
        _key(t.object): _key(t.subject)
        for t in triples
        if isinstance(t.object, ox.BlankNode) or _key(t.object).startswith(_NAMELESS)
    }


def _key(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


@lru_cache(maxsize=1)
def _one_graph() -> type[Store]:
    """A store for one graph only: rdflib's other store in memory keeps a set of graphs for every triple."""
    from rdflib.plugins.stores.memory import SimpleMemory  # noqa: PLC0415

    class OneGraph(SimpleMemory):
        # pySHACL asks for a store that knows graphs, and then uses one of them.
        context_aware = True
        graph_aware = True
        triples_added = 0

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
            self.triples_added += 1
            super().add(triple, context, quoted)

        def __len__(self, context: Any = None) -> int:
            # rdflib's own counts all triples each time, and pySHACL asks often whether there are any.
            return self.triples_added

    return OneGraph


@lru_cache(maxsize=1)
def _full_names() -> type[NamespaceManager]:
    """No short names: pySHACL words a text for whatever fails, in sh:or as well, and nobody gets to read it here."""
    from rdflib.namespace import NamespaceManager  # noqa: PLC0415

    class FullNames(NamespaceManager):
        def bind(self, *_: Any, **__: Any) -> None:
            pass

        def normalizeUri(self, rdfTerm: str) -> str:  # noqa: N802, N803  (rdflib's names)
            return f"<{rdfTerm}>"

    return FullNames


def build_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
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

    graph = rdflib.Graph(store=_one_graph()(), bind_namespaces="none")
    graph.namespace_manager = _full_names()(graph, "none")
    add = graph.store.add
    for triple in triples:
        add((term(triple.subject), term(triple.predicate), term(triple.object)), graph)
    return graph
