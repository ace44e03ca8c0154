"""Validation of graphs in RDF files, with our shapes or the user's own."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.model import Issue, Severity
from phoihop.settings import ontology_dir
from phoihop.validate.batches import Schema, read_schema, scratch_store
from phoihop.validate.change import Change
from phoihop.validate.graphs import check_graph, issue_order
from phoihop.validate.lint import check_shape_targets, check_shape_terms
from phoihop.validate.messages import RDF, SHAPES_LINT
from phoihop.validate.reach import build_reach
from phoihop.validate.report import Report
from phoihop.validate.shapes import Shapes, read_shapes
from phoihop.validate.soundness import check_soundness
from phoihop.validate.surroundings import Surroundings

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""Endings of the files that are read. RDF/XML is none of them: XML entities can blow up whoever expands them."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|rdf:RDF)", re.IGNORECASE)
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_DEFAULT = ox.DefaultGraph()
_STRING = ox.NamedNode(v.XSD.string)


def validate_rdf(
    paths: Sequence[Path], shapes: Path | None = None, *, schema: Schema | None = None, workers: int | None = 1
) -> Report:
    """Everything that is wrong with some RDF files, taken together as one graph.

    Args:
        paths: files and folders; the triples of named graphs count like all others.
        shapes: a file or folder of SHACL shapes. None takes the shipped ones, with the shipped ontology, places and
            cross-record rules.
        schema: the ontology and places to judge by if no shapes are given; the shipped ones if None.
        workers: processes for judging a large graph by shapes of one's own without the fast engine; all cores if None.

    Raises:
        UsageError: a path or the shapes cannot be read, or are in a format that is not accepted.
    """
    own = read_shapes(shapes) if shapes else None
    issues: list[Issue] = []
    files = _find(paths)
    sound = [path for path in files if _check_file(path, issues)]
    counts = {"files": len(files), "triples": 0}
    if sound and own is None:
        triples = dict.fromkeys(quad.triple for path in sound for quad in _read(path))
        counts["triples"] = len(triples)
        issues += _check_with_ours(triples, schema or read_schema(), sound[0])
    elif sound and own:
        graph = ox.Store()
        for path in sound:
            graph.bulk_extend(_read(path))
        counts["triples"] = len(graph)
        issues += _check_with_theirs(graph, own, workers)
    return Report(tuple(sorted(dict.fromkeys(issues), key=issue_order)), counts)


def _check_with_theirs(graph: ox.Store, shapes: Shapes, workers: int | None) -> Iterator[Issue]:
    unsound = check_soundness(shapes)
    yield from unsound
    yield from check_shape_terms(shapes, graph)
    if not any(issue.severity is Severity.VIOLATION for issue in unsound):
        yield from check_shape_targets(shapes, graph)
        yield from check_graph(graph, shapes=shapes, checks=(), workers=workers)


def is_rdf(path: Path) -> bool:
    """Whether a file is one of those that `validate_rdf` reads, or refuses for being RDF/XML."""
    return path.suffix in (*FORMATS, ".rdf", ".owl", ".xml")


def _check_with_ours(triples: Iterable[ox.Triple], schema: Schema, path: Path) -> list[Issue]:
    with scratch_store(None, schema) as graph:
        quads = [ox.Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in triples]
        new = tuple(quad.triple for quad in quads if quad not in graph)
        graph.bulk_extend(quads)
        subjects = frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
        issues = check_graph(graph, change=Change(subjects, new))
        shapes = read_shapes(ontology_dir() / "shapes")
        if not build_reach(shapes).focuses_among(Surroundings(graph), map(ox.NamedNode, subjects)):
            issues.append(SHAPES_LINT.issue("nothing-checked", {}, path=str(path)))
        return issues


def _find(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix in FORMATS and file.is_file())
            if not inside:
                raise UsageError("no RDF in this folder", path=path, fix=f"files end in {', '.join(FORMATS)}")
            found += inside
        elif not path.exists():
            raise UsageError("no such file or folder", path=path)
        elif path.suffix not in FORMATS:
            raise UsageError(f"{path.suffix or 'this'} is not accepted", path=path, fix=f"use {', '.join(FORMATS)}")
        else:
            found.append(path)
    return found


@dataclass(frozen=True)
class _Source:
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8", "replace")

    def issue(self, code: str, values: dict[str, str], written: str) -> Issue:
        """A finding at the place where something is written in the file."""
        position = self.text.find(written)
        line = self.text.count("\n", 0, position) + 1 if position >= 0 else None
        column = position - self.text.rfind("\n", 0, position) if position >= 0 else None
        return RDF.issue(code, values, path=str(self.path), line=line, column=column)


def _read(path: Path) -> Iterator[ox.Quad]:
    """The triples of a file, whichever graphs they are in, one at a time: a file may be large."""
    for quad in ox.parse(path=str(path), format=FORMATS[path.suffix]):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _check_file(path: Path, issues: list[Issue]) -> bool:
    """Whether a file can be read and holds something; what is wrong with it goes to `issues`."""
    try:
        with path.open("rb") as file:
            if _XML.match(file.read(1024)):
                fix = f"use {', '.join(FORMATS)}"
                raise UsageError("this is XML, and RDF/XML is not accepted", path=path, fix=fix)
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path) from None
    form = FORMATS[path.suffix]
    source = _Source(path)
    if form == ox.RdfFormat.JSON_LD:
        found = list(_check_jsonld(source))
        issues += found
        if found:
            return False
    try:
        empty = next(_read(path), None) is None
        issues += _check_literals(source, _read(path))
    except SyntaxError as error:
        what = str(error.msg).partition(": ")[2] or str(error.msg)
        values = {"form": form.name, "value": what}
        issues.append(RDF.issue("syntax", values, path=str(path), line=error.lineno, column=error.offset))
        return False
    except MemoryError:  # the parser's name for a word or text that its buffer, of 16 MiB, cannot hold
        issues.append(RDF.issue("too-long", {"form": form.name}, path=str(path), line=_longest_line(path)))
        return False
    if empty:
        issues.append(RDF.issue("empty", {}, path=str(path), line=1))
    return not empty


def _longest_line(path: Path) -> int:
    with path.open("rb") as file:
        return max((len(line), -number) for number, line in enumerate(file, 1))[1] * -1


def _check_jsonld(source: _Source) -> Iterator[Issue]:
    """What the parser would fetch, or drop without a word."""
    try:
        document = json.loads(source.text)
    except (ValueError, RecursionError):
        return  # the parser says what and where
    for key, value in _members(document):
        if key in ("@context", "@import") and isinstance(value, str):
            yield source.issue("remote-context", {"value": value}, json.dumps(value, ensure_ascii=False))
        elif key in ("@id", "@type") and isinstance(value, str) and _NOT_IN_IRI.search(value):
            yield source.issue("bad-iri", {"value": value}, json.dumps(value, ensure_ascii=False))


def _members(document: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, or with each value of its list, at any depth."""
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            for key, value in item.items():
                for one in value if isinstance(value, list) else (value,):
                    yield key, one
                waiting.append(value)


def _check_literals(source: _Source, quads: Iterable[ox.Quad]) -> list[Issue]:
    import rdflib  # noqa: PLC0415

    seen: set[ox.Literal] = set()
    found = []
    with _quiet("rdflib.term"):
        for quad in quads:
            literal = quad.object
            if not isinstance(literal, ox.Literal) or literal.language or literal.datatype == _STRING:
                continue
            if literal in seen:
                continue
            seen.add(literal)
            kind = literal.datatype.value
            if rdflib.Literal(literal.value, datatype=rdflib.URIRef(kind), normalize=False).ill_typed:
                name = kind.replace(v.PREFIXES["xsd"], "xsd:")
                found.append(source.issue("ill-typed", {"value": literal.value, "kind": name}, f'"{literal.value}"'))
    return found


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-typed literal: it is reported as an issue."""
    logger = logging.getLogger(name)
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
