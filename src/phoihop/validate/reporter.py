"""Turns what engines and rules find into issues that name record, line, span and sentence."""

from __future__ import annotations

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.model import Issue, Severity
from phoihop.validate.checks import Check, Found
from phoihop.validate.engines import Result
from phoihop.validate.origins import Origin, Origins
from phoihop.validate.shapes import SHAPES, Shapes
from phoihop.validate.texts import Texts

_DEFAULT = ox.DefaultGraph()
_SUPPORTS = ox.NamedNode(v.PH.supports)
_LABEL = ox.NamedNode(v.RDFS.label)
_SEVERITIES = {v.SH.Violation: Severity.VIOLATION, v.SH.Warning: Severity.WARNING, v.SH.Info: Severity.INFO}


class Reporter:
    """Turns what engines and rules find into issues."""

    def __init__(self, graph: ox.Store, origins: Origins, texts: Texts, shapes: Shapes) -> None:
        self.graph = graph
        self.origins = origins
        self.texts = texts
        self.shapes = shapes

    def result(self, found: Result) -> Issue:
        """The issue for a result of a SHACL engine."""
        said = self.shapes.texts.get(found.shape)
        messages = said.messages if said else {}
        fixes = said.fixes if said else {}
        plain = (
            messages.get("")
            or f"{found.component.rpartition('#')[2].removesuffix('ConstraintComponent')}: {found.path or found.focus}"
        )
        value = self._shown(found.value, found.focus)
        return self._issue(
            _SEVERITIES.get(found.severity, Severity.VIOLATION),
            f"shape/{found.shape.removeprefix(SHAPES)}",
            found.focus,
            found.path,
            message_en=messages.get("en", plain) + value,
            message_vi=messages.get("vi", plain) + value,
            fix_en=fixes.get("en", fixes.get("", "")),
            fix_vi=fixes.get("vi", fixes.get("", "")),
        )

    def row(self, check: Check, found: Found) -> Issue:
        """The issue for a row of a rule's answer."""
        return self._issue(check.severity, f"check/{check.name}", found.focus, "", **check.texts(found))

    def _issue(self, severity: Severity, rule: str, focus: str, prop: str, **said: str) -> Issue:
        origin = self.origins.origin(focus, prop) or Origin("")
        line, column = origin.where
        evidence, sentence = self._evidence(focus, origin.record)
        return Issue(
            severity, rule, record=origin.record, path=origin.path, line=line, column=column,
            field=".".join(map(str, origin.loc)) or prop, focus=focus, evidence=evidence, sentence=sentence, **said,
        )  # fmt: skip

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
        node = ox.NamedNode(value[1:-1])
        labels = sorted(q.object.value for q in self.graph.quads_for_pattern(node, _LABEL, None, _DEFAULT))  # type: ignore[union-attr]
        return f": {labels[0] if labels else node.value.removeprefix(v.ID)}"
