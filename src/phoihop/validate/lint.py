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
_NIL = v.PREFIXES["rdf"] + "nil"
_DEFAULT = ox.DefaultGraph()


def check_shape_terms(shapes: Shapes, graph: ox.Store) -> list[Issue]:
    """What in shapes names nothing: no term of SHACL, no class or property of data or ontology.

    Args:
        shapes: the shapes, with their files.
        graph: the data, and the ontology they use, if it is at hand.
    """
    lint = _Lint(shapes, graph)
    return list(lint.issues())


def check_shape_targets(shapes: Shapes, graph: ox.Store) -> list[Issue]:
    """The finding that no node of the data falls under any of the shapes, which are otherwise sound."""
    if build_reach(shapes).focuses(graph):
        return []
    return [SHAPES_LINT.issue("nothing-checked", {}, path=str(shapes.files[0]), line=1)]


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
        """All findings."""
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
        told = {value for name, value in seen if name in _PROPERTIES}
        for value, optional in sorted(self._in_paths().items()):
            if value not in self.predicates | told:
                yield self._unknown("choice" if optional else "property", value, self.predicates)

    def _in_paths(self) -> dict[str, bool]:
        """The properties inside paths of more than one step, and whether each is but one of several to choose from."""
        said: dict[object, list[ox.Triple]] = {}
        for triple in self.shapes.triples:
            said.setdefault(triple.subject, []).append(triple)
        waiting: list[tuple[object, bool]] = [
            (t.object, False)
            for t in self.shapes.triples
            if t.predicate.value == _SH + "path" and isinstance(t.object, ox.BlankNode)
        ]
        found: dict[str, bool] = {}
        done = set()
        while waiting:
            node, optional = waiting.pop()
            if node in done:
                continue
            done.add(node)
            for triple in said.get(node, ()):
                choice = optional or triple.predicate.value == _SH + "alternativePath"
                if isinstance(triple.object, ox.BlankNode):
                    waiting.append((triple.object, choice))
                elif isinstance(triple.object, ox.NamedNode) and triple.object.value != _NIL:
                    found[triple.object.value] = choice and found.get(triple.object.value, True)
        return found

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
