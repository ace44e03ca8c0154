"""Shapes rewritten so that pySHACL judges each property once for all nodes, and not once for every node.

By the specification a node shape's `sh:property` gives exactly the results that the property shape itself gives for
the same focus nodes. pySHACL follows the link for one focus node at a time and sets the constraints up anew for each,
which is most of its time. Where the property shape carries the target, it judges all focus nodes in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import cast

import pyoxigraph as ox

from phoihop import vocabulary as v

_SH = v.PREFIXES["sh"]
_PROPERTY = ox.NamedNode(_SH + "property")
_PATH = ox.NamedNode(_SH + "path")
_TYPE = ox.NamedNode(v.RDF.type)
_TARGETS = {ox.NamedNode(_SH + f"target{name}") for name in ("Class", "Node", "SubjectsOf", "ObjectsOf")}
_BOUND = {ox.NamedNode(_SH + name) for name in ("path", "closed", "deactivated", "target")}
"""What ties a shape's properties to it: values to be judged instead of the focus, paths it counts, other targets."""
_SIBLINGS = ox.NamedNode(_SH + "qualifiedValueShapesDisjoint")
_CLASSES = {ox.NamedNode(v.OWL.Class), ox.NamedNode(v.PREFIXES["rdfs"] + "Class")}


def hoist_targets(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """The shapes with targets moved from node shapes to their property shapes, wherever that says the same."""
    triples = tuple(triples)
    said: dict[object, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        said[triple.subject].append(triple)
    used: set[object] = {triple.object for triple in triples}
    hoisted: dict[ox.Triple, None] = {}
    for triple in triples:
        if triple.predicate == _PROPERTY and _can_hoist(triple, said, used):
            targets = (one for one in said[triple.subject] if one.predicate in _TARGETS)
            shape = cast("ox.NamedNode | ox.BlankNode", triple.object)
            hoisted.update((ox.Triple(shape, one.predicate, one.object), None) for one in targets)
        else:
            hoisted[triple] = None
    return tuple(hoisted)


def _can_hoist(link: ox.Triple, said: Mapping[object, list[ox.Triple]], used: Collection[object]) -> bool:
    shape = said[link.subject]
    predicates = {one.predicate for one in shape}
    return (
        bool(predicates & _TARGETS)
        and not predicates & _BOUND
        and link.subject not in used
        and not any(one.predicate == _TYPE and one.object in _CLASSES for one in shape)
        # A link to nothing stays, so that the engine complains of it.
        and any(one.predicate == _PATH for one in said[link.object])
        and not any(
            inner.predicate == _SIBLINGS for one in shape if one.predicate == _PROPERTY for inner in said[one.object]
        )
    )
