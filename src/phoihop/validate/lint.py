"""Shapes that are themselves wrong: they would check nothing, and must not pass for data that conform."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import Issue
from phoihop.validate.messages import SHAPES_LINT
from phoihop.validate.reach import build_reach
from phoihop.validate.shapes import Shapes

_SH = v.PREFIXES["sh"]
_PROPERTIES = ("path", "targetSubjectsOf", "targetObjectsOf", "equals", "disjoint", "lessThan", "lessThanOrEquals")
_DEFAULT = ox.DefaultGraph()


def check_shape_terms(shapes: Shapes, graph: ox.Store) -> list[Issue]:
    """What in shapes names nothing: no term of SHACL, no class or property of data or ontology, no node to judge.

    Args:
        shapes: the shapes, with their files.
        graph: the data, and the ontology they use, if it is at hand.
    """
    lint = _Lint(shapes, graph)
    return list(lint.issues())


class _Lint:
    def __init__(self, shapes: Shapes, graph: ox.Store) -> None:
        self.shapes = shapes
        self.graph = graph
        self.types = {
            quad.object.value
            for quad in graph.quads_for_pattern(None, ox.NamedNode(v.RDF.type), None, _DEFAULT)
            if isinstance(quad.object, ox.NamedNode)
        }
        self.predicates = {quad.predicate.value for quad in graph.quads_for_pattern(None, None, None, _DEFAULT)}

    def issues(self) -> Iterator[Issue]:
        """All findings; the worst is that nothing was checked at all."""
        yield from self._check_shacl_terms()
        seen: set[tuple[str, str]] = set()
        for triple in self.shapes.triples:
            name = triple.predicate.value.removeprefix(_SH)
            if not isinstance(triple.object, ox.NamedNode) or not triple.predicate.value.startswith(_SH):
                continue
            value = triple.object.value
            if (name, value) in seen:
                continue
            seen.add((name, value))
            asked = name == "targetClass" or (name == "class" and not self._described(value))
            if asked and value not in self.types:
                yield self._unknown("class", value, self.types)
            elif name in _PROPERTIES and value not in self.predicates:
                yield self._unknown("property", value, self.predicates)
        reach = build_reach(self.shapes)
        if not reach.focuses(self.graph):
            yield SHAPES_LINT.issue("nothing-checked", {}, path=str(self.shapes.files[0]), line=1)

    def _check_shacl_terms(self) -> Iterator[Issue]:
        from rdflib import SH, URIRef  # noqa: PLC0415

        known = {str(term) for term in dir(SH) if str(term).startswith(_SH)}
        for term in dict.fromkeys(term for triple in self.shapes.triples for term in (triple.predicate, triple.object)):
            if isinstance(term, ox.NamedNode) and term.value.startswith(_SH) and URIRef(term.value) not in SH:
                yield self._issue("unknown-term", term.value, known)

    def _unknown(self, kind: str, iri: str, known: Iterable[str]) -> Issue:
        """Unknown to the ontology is a mistake; merely without instances in these data, a warning."""
        return self._issue(f"unused-{kind}" if self._described(iri) else f"unknown-{kind}", iri, known)

    def _described(self, iri: str) -> bool:
        return any(True for _ in self.graph.quads_for_pattern(ox.NamedNode(iri), None, None, _DEFAULT))

    def _issue(self, code: str, iri: str, known: Iterable[str]) -> Issue:
        path, line = self.shapes.line_of(iri)
        near = ", ".join(difflib.get_close_matches(iri, list(known), n=3, cutoff=0.8))
        return SHAPES_LINT.issue(code, {"value": iri, "near": near}, path=path, line=line, focus=iri)
