"""Differences between two graphs as facts: things and claims with their fields, as people speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.graph.merging import stored_canonical

Kind = Literal["new", "changed", "contradicted", "duplicate", "removed"]
_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(v.RDF.type)
_LABELS = (ox.NamedNode(v.SKOS.prefLabel), ox.NamedNode(v.RDFS.label))
_SUPPORTS = ox.NamedNode(v.PH.supports)
_STANDING = ox.NamedNode(v.PH.standing)
_STATED = ox.NamedNode(f"{v.ID}standing/stated")
_EARLIEST, _LATEST = ox.NamedNode(v.PH.earliest), ox.NamedNode(v.PH.latest)
EVIDENCE = "evidence"
"""The field that gathers the spans behind a thing, which are nodes of their own in the graph."""
_EVIDENCE = f"{v.ID}evidence/"
_GRAPH = f"{v.ID}graph/"
# What identifies a claim of a class: a second one with the same values says the same again, or contradicts.
_IDENTITY = {
    v.PH.Dating: (v.PH.dates, v.PH.datingKind),
    v.PH.Signature: (v.PH.ofProgramme, v.PH.signatoryAgency),
    v.PH.Citation: (v.PH.ofProgramme, v.PH.citesDocument, v.PH.citationRole),
    v.PH.TopicMention: (v.PH.ofProgramme, v.PH.coversTopic),
    v.PH.Tenure: (v.ORG.member, v.ORG.organization, v.ORG.role),
    v.PH.Participation: (v.PH.inEvent, v.PH.participant, v.PH.eventRole),
}
# Written by the tool for its own use: no fact that a source states.
_TECHNICAL = {
    v.RDF.type, v.PH.searchKey, v.PH.earliest, v.PH.latest, v.PH.dayNumber, v.PH.textLength, v.PH.fingerprintPart,
}  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """One field of a thing: its property, the property's label, and the values before and after, as people read."""

    property: str
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class FactChange:
    """One thing or claim that is different.

    Args:
        kind: new, changed, contradicted (a new claim that excludes one that is there), duplicate (a new claim that
            says again what is there, or a thing that another source names too), removed.
        iri: the thing's IRI.
        type: its class, as people read it.
        label: what it is called; its IRI without the base where it has no label.
        sources: the ids of the records that speak of it after the change, or before it if it is removed; first those
            that began or ceased to.
        fields: its fields; of a changed thing only those that changed.
        other: the IRI of the claim that it contradicts or repeats.
    """

    kind: Kind
    iri: str
    type: str
    label: str
    sources: tuple[str, ...]
    fields: tuple[FieldChange, ...] = field(default=())
    other: str = ""


def compare_facts(
    before: ox.Store, after: ox.Store, removed: Iterable[ox.Quad], added: Iterable[ox.Quad], language: str
) -> tuple[FactChange, ...]:
    """The changes between two graphs, in the order of kinds and things.

    Args:
        before: the graph as it was.
        after: the graph as it is to be.
        removed: quads that only the first has.
        added: quads that only the second has.
        language: of labels, `vi` or `en`.
    """
    comparison = _Comparison(before, after, language)
    touched = {node for quads in (removed, added) for quad in quads for node in comparison.subjects_of(quad)}
    changes = [change for node in sorted(touched, key=str) for change in comparison.compare(node)]
    order: tuple[Kind, ...] = ("contradicted", "changed", "new", "removed", "duplicate")
    return tuple(sorted(changes, key=lambda change: (order.index(change.kind), change.iri)))


Fields = dict[str, set[Any]]


class _Comparison:
    def __init__(self, before: ox.Store, after: ox.Store, language: str) -> None:
        self.before, self.after, self.language = before, after, language
        self.canonical = stored_canonical(after)

    def subjects_of(self, quad: ox.Quad) -> Iterator[ox.NamedNode]:
        """The thing that a quad of a record is about; of a piece of evidence, the claim that it supports."""
        if not _record_of(quad) or not isinstance(quad.subject, ox.NamedNode):
            return
        if not quad.subject.value.startswith(_EVIDENCE):
            yield quad.subject
            return
        evidence = ox.NamedNode(quad.subject.value.removesuffix("/position"))
        for graph in (self.before, self.after):
            for found in graph.quads_for_pattern(evidence, _SUPPORTS, None, quad.graph_name):
                yield found.object  # type: ignore[misc]

    def compare(self, node: ox.NamedNode) -> Iterator[FactChange]:
        old, old_sources = self._fields(self.before, node)
        new, new_sources = self._fields(self.after, node)
        kind: Kind = "new" if not old else "removed" if not new else "changed"
        other = ""
        if kind == "new":
            kind, other = self._weigh(node, new)
        fields = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name) and name not in _TECHNICAL]
        if kind == "changed" and not _differ_within(old_sources & new_sources, old.get(EVIDENCE), new.get(EVIDENCE)):
            fields = [name for name in fields if name != EVIDENCE]
        if kind == "changed" and not fields:
            if not set(new_sources) - set(old_sources):
                return
            kind = "duplicate"
        graph = self.before if kind == "removed" else self.after
        sources = old_sources if kind == "removed" else new_sources
        lasting = old_sources & new_sources
        yield FactChange(
            kind,
            node.value,
            self._type(graph, node),
            self._shown(node),
            (*sorted(sources - lasting), *sorted(sources & lasting)),
            tuple(
                FieldChange(name, self._name(name), self._all(old.get(name)), self._all(new.get(name)))
                for name in fields
            ),
            other,
        )

    def _name(self, prop: str) -> str:
        if prop == EVIDENCE:
            return "chứng cứ" if self.language == "vi" else "evidence"
        return self._shown(ox.NamedNode(prop))

    def _fields(self, graph: ox.Store, node: ox.NamedNode) -> tuple[Fields, set[str]]:
        """What records say of a thing, and which records."""
        fields: Fields = {}
        sources: set[str] = set()
        for quad in graph.quads_for_pattern(node, None, None):
            record = _record_of(quad)
            if record:
                sources.add(record)
                fields.setdefault(quad.predicate.value, set()).add(quad.object)
        for quad in graph.quads_for_pattern(None, _SUPPORTS, node):
            if _record_of(quad) and fields:
                span = quad.subject.value.rpartition("/")[2]  # type: ignore[union-attr]
                fields.setdefault(EVIDENCE, set()).add(f"{_record_of(quad)}:{span}")
        return fields, sources

    def _weigh(self, node: ox.NamedNode, said: Fields) -> tuple[Kind, str]:
        """Whether a new claim is really new, or says again or excludes what another claim says."""
        for name, identity in _IDENTITY.items():
            if ox.NamedNode(name) not in said.get(v.RDF.type, ()):
                continue
            for other in self._alike(node, [(p, self._current(next(iter(said[p])))) for p in identity if p in said]):
                if self._excludes(node, other):
                    return "contradicted", other.value
                if self._same(node, other):
                    return "duplicate", other.value
        return "new", ""

    def _alike(self, node: ox.NamedNode, identity: list[tuple[str, Any]]) -> Iterator[ox.NamedNode]:
        """Claims that were there before and are about the same, identities taken as judged."""
        (first, value), *rest = identity
        for quad in self.before.quads_for_pattern(None, ox.NamedNode(first), value, _DEFAULT):
            other = quad.subject
            if other != node and all(
                any(True for _ in self.before.quads_for_pattern(other, ox.NamedNode(p), o, _DEFAULT)) for p, o in rest
            ):
                yield other  # type: ignore[misc]

    def _excludes(self, node: ox.NamedNode, other: ox.NamedNode) -> bool:
        new, old = self._default(self.after, node), self._default(self.before, other)
        if new.get(_STANDING) != old.get(_STANDING):
            return True
        if new.get(_STANDING) != _STATED or _EARLIEST not in new or _EARLIEST not in old:
            return False
        return bool(new[_LATEST].value < old[_EARLIEST].value or old[_LATEST].value < new[_EARLIEST].value)

    def _same(self, node: ox.NamedNode, other: ox.NamedNode) -> bool:
        value = ox.NamedNode(v.PH.value)
        return bool(self._default(self.after, node).get(value) == self._default(self.before, other).get(value))

    def _default(self, graph: ox.Store, node: ox.NamedNode) -> dict[ox.NamedNode, Any]:
        return {quad.predicate: quad.object for quad in graph.quads_for_pattern(node, None, None, _DEFAULT)}

    def _current(self, term: Any) -> Any:
        name = self.canonical.get(str(term))
        return ox.NamedNode(name[1:-1]) if name else term

    def _type(self, graph: ox.Store, node: ox.NamedNode) -> str:
        """The label of the narrowest of the thing's classes: the one with the most super-types among them."""
        types = [quad.object for quad in graph.quads_for_pattern(node, _TYPE, None) if _record_of(quad)]
        ours = {t for t in types if isinstance(t, ox.NamedNode) and t.value.startswith(v.ONTOLOGY)}
        above = ox.NamedNode(v.RDFS.subClassOf)
        wider = {
            quad.object for t in ours for quad in graph.quads_for_pattern(t, above, None, _DEFAULT) if quad.object != t
        }
        narrow = sorted(ours - wider, key=str) or sorted(ours, key=str)
        return self._shown(narrow[0]) if narrow else ""

    def _all(self, terms: set[Any] | None) -> tuple[str, ...]:
        return tuple(sorted(term if isinstance(term, str) else self._shown(term) for term in terms or ()))

    def _shown(self, term: Any) -> str:
        """A term as people read it: a literal's text, a thing's label in the language asked for if there is one."""
        if isinstance(term, ox.Literal):
            return term.value
        labels = {
            quad.object.language or "": quad.object.value  # type: ignore[union-attr]
            for graph in (self.before, self.after)
            for prop in _LABELS
            for quad in graph.quads_for_pattern(term, prop, None, _DEFAULT)
        }
        for language in (self.language, "vi", "en", ""):
            if language in labels:
                return str(labels[language])
        iri = str(term.value)
        return iri.removeprefix(v.ID) if iri.startswith(v.ID) else iri.rpartition("#")[2].rpartition("/")[2]


def _differ_within(sources: set[str], old: set[Any] | None, new: set[Any] | None) -> bool:
    """Whether the spans of these sources differ: another source's evidence does not change what they say."""
    before, after = ({span for span in spans or () if span.partition(":")[0] in sources} for spans in (old, new))
    return before != after


def _record_of(quad: ox.Quad) -> str:
    """The id of the record whose assertion a quad is part of; empty for all others."""
    if not isinstance(quad.graph_name, ox.NamedNode):
        return ""
    record, _, part = quad.graph_name.value.removeprefix(_GRAPH).partition("/")
    return record if part == "assertion" else ""
