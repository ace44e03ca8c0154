"""What shapes are about, and shapes rewritten so that an engine judges chosen nodes only, and each property once.

An engine that is given some nodes and what their shapes read would judge their neighbours too, of which it sees a part
only. So the targets are replaced by marks that the chosen nodes bear.

By the specification a node shape's `sh:property` gives exactly the results that the property shape itself gives for
the same focus nodes. pySHACL follows the link for one focus node at a time and sets the constraints up anew for each,
which is most of its time. Where the property shape carries the target, it judges all focus nodes in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.validate.change import Node, Term

Target = tuple[str, Node]
"""`Class`, `Node`, `SubjectsOf` or `ObjectsOf`, and the class, the node or the property."""

_SH = v.PREFIXES["sh"]
_MARK = "urn:phoihop:mark:"
_TYPE = ox.NamedNode(v.RDF.type)
_PROPERTY = ox.NamedNode(_SH + "property")
_PATH = ox.NamedNode(_SH + "path")
_SIBLINGS = ox.NamedNode(_SH + "qualifiedValueShapesDisjoint")
_KINDS = {ox.NamedNode(f"{_SH}target{kind}"): kind for kind in ("Class", "Node", "SubjectsOf", "ObjectsOf")}
_OBJECTS_OF = ox.NamedNode(_SH + "targetObjectsOf")
_BOUND = {ox.NamedNode(_SH + name) for name in ("path", "closed", "deactivated", "target")}
"""What ties a shape's properties to it: values to be judged instead of the focus, paths it counts, other targets."""
_CLASSES = {ox.NamedNode(v.OWL.Class), ox.NamedNode(v.PREFIXES["rdfs"] + "Class")}
_SHAPES = {ox.NamedNode(_SH + "NodeShape"), ox.NamedNode(_SH + "PropertyShape")}


def find_targets(triples: Iterable[ox.Triple]) -> dict[Node, list[Target]]:
    """The targets of every shape that has any; a class that is a shape is its own target."""
    found: dict[Node, list[Target]] = defaultdict(list)
    classes, shapes = set(), set()
    for triple in triples:
        if triple.predicate in _KINDS:
            found[cast("Node", triple.subject)].append((_KINDS[triple.predicate], cast("Node", triple.object)))
        elif triple.predicate == _TYPE:
            classes |= {triple.subject} if triple.object in _CLASSES else set()
            shapes |= {triple.subject} if triple.object in _SHAPES else set()
        elif triple.predicate == _PROPERTY:
            shapes.add(triple.subject)
    for shape in sorted(classes & shapes, key=str):
        found[cast("Node", shape)].append(("Class", cast("Node", shape)))
    return dict(found)


def mark_targets(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """The shapes with marks for targets; see `mark_nodes`."""
    triples = tuple(triples)
    targets = find_targets(triples)
    marked: dict[ox.Triple, None] = {}
    for triple in triples:
        itself = triple.predicate == _TYPE and triple.object in _CLASSES and triple.subject in targets
        if triple.predicate not in _KINDS and not itself:
            marked[triple] = None
    for shape, of_shape in targets.items():
        marked.update((ox.Triple(shape, _OBJECTS_OF, _mark(target)), None) for target in of_shape)
    return tuple(marked)


def mark_nodes(focuses: Mapping[Node, Collection[Target]]) -> Iterator[ox.Triple]:
    """The triples that mark nodes as being what some targets mean."""
    here = ox.NamedNode(_MARK + "here")
    for node, targets in focuses.items():
        for target in targets:
            yield ox.Triple(here, _mark(target), node)


def _mark(target: Target) -> ox.NamedNode:
    kind, term = target
    return ox.NamedNode(f"{_MARK}{kind}:{term.value}")


def hoist_targets(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """The shapes with targets moved from node shapes to their property shapes, wherever that says the same."""
    triples = tuple(triples)
    said: dict[Term, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        said[triple.subject].append(triple)
    used: set[Term] = {triple.object for triple in triples}
    hoisted: dict[ox.Triple, None] = {}
    for triple in triples:
        if triple.predicate == _PROPERTY and _can_hoist(triple, said, used):
            shape = cast("Node", triple.object)
            targets = (one for one in said[triple.subject] if one.predicate in _KINDS)
            hoisted.update((ox.Triple(shape, one.predicate, one.object), None) for one in targets)
        else:
            hoisted[triple] = None
    return tuple(hoisted)


def _can_hoist(link: ox.Triple, said: Mapping[Term, list[ox.Triple]], used: Collection[Term]) -> bool:
    shape = said[link.subject]
    predicates = {one.predicate for one in shape}
    return (
        bool(predicates & _KINDS.keys())
        and not predicates & _BOUND
        and link.subject not in used
        and not any(one.predicate == _TYPE and one.object in _CLASSES for one in shape)
        # A link to nothing stays, so that the engine complains of it.
        and any(one.predicate == _PATH for one in said.get(link.object, ()))
        and not any(
            inner.predicate == _SIBLINGS
            for one in shape
            if one.predicate == _PROPERTY
            for inner in said.get(one.object, ())
        )
    )
