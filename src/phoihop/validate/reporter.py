"""Turns what engines and rules find into issues that name record, line, span and sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import Issue, Severity
from phoihop.validate.checks import Check, Found
from phoihop.validate.engines import Result
from phoihop.validate.messages import CHECKS
from phoihop.validate.origins import Origin, Origins
from phoihop.validate.reposts import Repost
from phoihop.validate.shapes import SHAPES, Shapes
from phoihop.validate.texts import Texts

_DEFAULT = ox.DefaultGraph()
_SUPPORTS = ox.NamedNode(v.PH.supports)
_LABEL = ox.NamedNode(v.RDFS.label)
_PREFERRED = ox.NamedNode(v.SKOS.prefLabel)
_SEVERITIES = {v.SH.Violation: Severity.VIOLATION, v.SH.Warning: Severity.WARNING, v.SH.Info: Severity.INFO}


@dataclass(frozen=True)
class ShapeIssue(Issue):
    """A finding of a SHACL engine, with what a validation report says beyond it.

    Args:
        component: the constraint component's IRI.
        property: the property's IRI, where the path is one property.
        value: the offending value in N-Triples form, if there is one.
    """

    component: str = ""
    property: str = ""
    value: str = ""


class Reporter:
    """Turns what engines and rules find into issues."""

    def __init__(self, graph: ox.Store, origins: Origins, texts: Texts, shapes: Shapes) -> None:
        self.graph = graph
        self.origins = origins
        self.texts = texts
        self.shapes = shapes
        self._labels: dict[tuple[str, str], str] = {}

    def result(self, found: Result) -> ShapeIssue:
        """The issue for a result of a SHACL engine."""
        said = self.shapes.text(found.shape)
        messages, fixes = said.messages, said.fixes
        component = found.component.rpartition("#")[2].removesuffix("ConstraintComponent")
        plain = messages.get("") or f"{component} {found.path}".strip()
        shown = self._shown(found.value, found.focus)
        return ShapeIssue(
            _SEVERITIES.get(found.severity, Severity.VIOLATION),
            f"shape/{self.shapes.name(found.shape).removeprefix(SHAPES)}",
            message_en=messages.get("en", plain) + shown,
            message_vi=messages.get("vi", plain) + shown,
            fix_en=fixes.get("en", fixes.get("", "")),
            fix_vi=fixes.get("vi", fixes.get("", "")),
            component=found.component,
            property=found.path,
            value=found.value,
            **self._where(found.focus, found.path),
        )

    def repost(self, found: Repost) -> Issue:
        """The issue for two sources whose texts are nearly one."""
        names = [iri.rpartition("/")[2] for iri in (found.focus, found.other)]
        values = {"id": names[0], "other_id": names[1], "share": f"{found.shared:.0%}".removesuffix("%")}
        return CHECKS.issue("repost-finding", values, **self._where_either(found.focus, found.other))

    def row(self, check: Check, found: Found) -> Issue:
        """The issue for a row of a rule's answer."""
        # Whose violation it is decides what `add` holds back: its record is that of the focus and no other.
        other = "" if check.severity is Severity.VIOLATION else found.other
        said: dict[str, Any] = {**check.texts(found, self._label), **self._where_either(found.focus, other)}
        return Issue(check.severity, f"check/{check.name}", **said)

    def _where_either(self, focus: str, other: str) -> dict[str, Any]:
        """Where the focus stands, or the second thing if only that is in a file at hand: the one to look at."""
        where = self._where(focus, "")
        if other and not where["path"]:
            second = self._where(other, "")
            return {**second, "focus": focus} if second["path"] else where
        return where

    def _where(self, focus: str, prop: str) -> dict[str, Any]:
        origin = self.origins.origin(focus, prop) or Origin("")
        path, line, column = origin.where
        evidence, sentence = self._evidence(focus, origin.record)
        return {
            "record": origin.record,
            "path": path,
            "line": line,
            "column": column,
            "field": ".".join(map(str, origin.loc)) or prop,
            "focus": focus,
            "evidence": evidence,
            "sentence": sentence,
        }

    def _evidence(self, focus: str, record: str) -> tuple[str, str]:
        """The first span that supports a thing, and its sentence where the text is at hand."""
        if not focus.startswith(v.ID):
            return "", ""
        spans = []
        prefix = f"{v.ID}evidence/{record}/"
        for quad in self.graph.quads_for_pattern(None, _SUPPORTS, ox.NamedNode(focus), _DEFAULT):
            iri = quad.subject.value  # type: ignore[union-attr]
            start, dash, end = iri.rpartition("/")[2].partition("-")
            if iri.startswith(prefix) and dash and start.isdecimal() and end.isdecimal():
                spans.append((int(start), int(end)))
        if not spans:
            return "", ""
        start_at, end_at = min(spans)
        return f"{record}:{start_at}-{end_at}", self.texts.sentence(record, start_at, end_at)

    def _shown(self, value: str, focus: str) -> str:
        """The offending value as people read it, to stand behind the message."""
        if not value or value == f"<{focus}>" or value.startswith("_:"):
            return ""
        if value.startswith('"'):
            return f": {value[1 : value.rindex(chr(34))]!r}"
        return f": {self._label(value[1:-1], 'vi')}"

    def _label(self, value: str, language: str) -> str:
        """The name of a thing, in the language if it has one there; values that are no things stay as they are."""
        if not value.startswith(v.ID):
            return value
        if (value, language) not in self._labels:
            found: dict[str, str] = {}
            for predicate in (_LABEL, _PREFERRED):
                for quad in self.graph.quads_for_pattern(ox.NamedNode(value), predicate, None, _DEFAULT):
                    if isinstance(quad.object, ox.Literal):
                        known = found.setdefault(quad.object.language or "", quad.object.value)
                        found[quad.object.language or ""] = min(known, quad.object.value)
            shown = found.get(language) or found.get("vi") or next(iter(found.values()), value.removeprefix(v.ID))
            self._labels[value, language] = shown
        return self._labels[value, language]
