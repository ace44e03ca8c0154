"""Shapes that no engine can carry out: they name shapes that are not there, or values that cannot be meant."""

from __future__ import annotations

import difflib
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import Issue
from phoihop.validate.messages import SHAPES_LINT
from phoihop.validate.shapes import Shapes

_SH, _RDF, _XSD = v.PREFIXES["sh"], v.PREFIXES["rdf"], v.PREFIXES["xsd"]
_REFERENCES = ("property", "node", "not", "qualifiedValueShape")
_SHAPE_LISTS = ("and", "or", "xone")
_LISTS = (*_SHAPE_LISTS, "in", "languageIn", "ignoredProperties")
_NUMBERS = ("minCount", "maxCount", "minLength", "maxLength", "qualifiedMinCount", "qualifiedMaxCount")
_SWITCHES = ("closed", "deactivated", "uniqueLang", "qualifiedValueShapesDisjoint")
_NODE_KINDS = ("BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
_NOT_JUDGED = ("js", "rule", "expression", "target", "entailment")
_ASKS_NOTHING = {
    *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target", "message", "name", "description"),
    *("severity", "order", "group", "deactivated", "path"),
}


def check_soundness(shapes: Shapes) -> list[Issue]:
    """What in shapes stops an engine, makes it guess, or is not carried out; violations where it must not be run."""
    return list(dict.fromkeys(_Soundness(shapes).issues()))


class _Soundness:
    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.said: dict[object, list[ox.Triple]] = defaultdict(list)
        for triple in shapes.triples:
            self.said[triple.subject].append(triple)

    def issues(self) -> Iterator[Issue]:
        for triple in self.shapes.triples:
            if not triple.predicate.value.startswith(_SH):
                continue
            name, value = triple.predicate.value.removeprefix(_SH), triple.object
            if name in _REFERENCES:
                yield from self._check_reference(value)
                if name == "property" and value in self.said and not isinstance(value, ox.Literal | ox.Triple):
                    yield from self._check_path(value)
            elif name in _LISTS:
                yield from self._check_list(name, value)
            elif name in _NOT_JUDGED:
                yield self._issue("not-judged", name, value)
            else:
                expected = _wrong(name, value)
                if expected:
                    yield self._issue("bad-value", name, value, *expected)
        yield from self._check_circles()
        for shape in self._targeted():
            if all(t.predicate.value.removeprefix(_SH) in _ASKS_NOTHING for t in self._asked(shape)):
                yield self._about("asks-nothing", shape.value)

    def _check_reference(self, value: object) -> Iterator[Issue]:
        if isinstance(value, ox.NamedNode) and value not in self.said:
            known = [node.value for node in self.said if isinstance(node, ox.NamedNode)]
            near = ", ".join(difflib.get_close_matches(value.value, known, n=3, cutoff=0.8))
            yield self._about("unknown-shape", value.value, near=near)

    def _check_path(self, shape: ox.NamedNode | ox.BlankNode) -> Iterator[Issue]:
        paths = [t.object for t in self.said[shape] if t.predicate.value == _SH + "path"]
        if not paths:
            yield self._about("no-path", self.shapes.name(shape.value))
        elif len(paths) > 1 or not (isinstance(paths[0], ox.NamedNode) or self.said.get(paths[0])):
            yield self._issue("bad-value", "path", paths[0], "one property or path", "một thuộc tính hoặc đường dẫn")

    def _check_circles(self) -> Iterator[Issue]:
        leads: dict[str, set[str]] = defaultdict(set)
        for triple in self.shapes.triples:
            name = triple.predicate.value.removeprefix(_SH)
            if name in _REFERENCES or name in _SHAPE_LISTS:
                members = self._members(triple.object) if name in _SHAPE_LISTS else [triple.object]
                leads[str(triple.subject)] |= {str(member) for member in members}
        try:
            TopologicalSorter(leads).prepare()
        except CycleError as error:
            yield self._about("circle", self.shapes.name(error.args[1][0].strip("<>")))

    def _members(self, value: object) -> list[object]:
        """The members of a list, as far as it is one."""
        found: list[object] = []
        seen: set[object] = set()
        while value in self.said and value not in seen:
            seen.add(value)
            links = {t.predicate.value.removeprefix(_RDF): t.object for t in self.said[value]}
            found += [links["first"]] if "first" in links else []
            value = links.get("rest")
        return found

    def _check_list(self, name: str, value: object) -> Iterator[Issue]:
        members = self._members(value)
        if not members and value != ox.NamedNode(_RDF + "nil"):
            yield self._issue("bad-value", name, value, "a list, as ( … )", "một danh sách, như ( … )")
        for member in members if name in _SHAPE_LISTS else ():
            yield from self._check_reference(member)

    def _targeted(self) -> Iterator[ox.NamedNode]:
        for node, triples in self.said.items():
            if isinstance(node, ox.NamedNode) and any(
                t.predicate.value.removeprefix(_SH).startswith("target") for t in triples
            ):
                yield node

    def _asked(self, shape: ox.NamedNode) -> list[ox.Triple]:
        return [triple for triple in self.said[shape] if triple.predicate.value.startswith(_SH)]

    def _about(self, code: str, shape: str, **values: str) -> Issue:
        path, line = self.shapes.line_of(shape)
        return SHAPES_LINT.issue(code, {"value": shape, **values}, path=path, line=line, focus=shape)

    def _issue(self, code: str, name: str, value: object, expected_en: str = "", expected_vi: str = "") -> Issue:
        shown = value.value if isinstance(value, ox.NamedNode | ox.Literal) else "[]"
        local = re.escape(re.split(r"[#/:]", shown)[-1])
        path, line = self.shapes.line_with(rf":{name}\b.*{re.escape(shown)}", rf":{name}\b.*{local}", rf":{name}\b")
        values = {"name": f"sh:{name}", "value": shown, "expected_en": expected_en, "expected_vi": expected_vi}
        return SHAPES_LINT.issue(code, values, path=path, line=line)


def _wrong(name: str, value: object) -> tuple[str, str] | None:
    """What a parameter's value should be, in English and Vietnamese, where it is something else."""
    if name not in _PARAMETERS:
        return None
    fits, *expected = _PARAMETERS[name]
    return None if fits(value) else (expected[0], expected[1])


def _text(value: object) -> str:
    return value.value if isinstance(value, ox.Literal) else ""


def _is_number(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value == v.XSD.integer and value.value.isdecimal()


def _is_switch(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value == v.XSD.boolean


def _local(value: object) -> str:
    return value.value.removeprefix(_SH) if isinstance(value, ox.NamedNode) else ""


def _is_pattern(value: object) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):  # of what a later Python may read in another way
            re.compile(_text(value))
    except re.error:
        return False
    return True


def _is_datatype(value: object) -> bool:
    """Whether a datatype that lies in the namespace of XML Schema is there; of others nothing is known."""
    from rdflib import XSD, URIRef  # noqa: PLC0415

    iri = value.value if isinstance(value, ox.NamedNode) else ""
    return not iri.startswith(_XSD) or URIRef(iri) in XSD


_KINDS_SHOWN = ", ".join(f"sh:{kind}" for kind in _NODE_KINDS)
_PARAMETERS: dict[str, tuple[Callable[[object], bool], str, str]] = {
    **dict.fromkeys(_NUMBERS, (_is_number, "a whole number", "một số nguyên")),
    **dict.fromkeys(_SWITCHES, (_is_switch, "true or false", "true hoặc false")),
    "nodeKind": (lambda value: _local(value) in _NODE_KINDS, f"one of {_KINDS_SHOWN}", f"một trong {_KINDS_SHOWN}"),
    "flags": (
        lambda value: re.fullmatch("[smixq]*", _text(value)) is not None,
        "letters out of s, m, i, x, q", "các chữ trong s, m, i, x, q",
    ),
    "datatype": (_is_datatype, "a datatype of XML Schema", "một kiểu dữ liệu của XML Schema"),
    "pattern": (_is_pattern, "a regular expression", "một biểu thức chính quy"),
}  # fmt: skip
"""Parameter → whether a value fits, and what it should be in English and Vietnamese."""
