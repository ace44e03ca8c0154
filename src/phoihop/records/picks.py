"""Values of the vocabularies as people write them into a cell: a name, or a label in Vietnamese or English."""

from __future__ import annotations

import difflib
from functools import cache

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.settings import ontology_dir
from phoihop.spelling import fold

_LABELS = {v.SKOS.prefLabel, v.SKOS.altLabel, v.SKOS.notation}


@cache
def pick_labels(scheme: str) -> dict[str, tuple[str, str]]:
    """Folded label → the value's name and the label as it is written, for all labels of a vocabulary."""
    path = ontology_dir() / "vocabularies" / f"{scheme}.ttl"
    prefix = f"{v.ID}{scheme}/"
    names = v.SCHEMES[scheme]
    found = {fold(name): (name, name) for name in names}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        name = str(quad.subject.value).removeprefix(prefix)
        if name in names and quad.predicate.value in _LABELS and isinstance(quad.object, ox.Literal):
            found.setdefault(fold(quad.object.value), (name, quad.object.value))
    return found


def pick_value(scheme: str, cell: str) -> str | None:
    """The value that a cell names in full, diacritics and case aside, or None."""
    found = pick_labels(scheme).get(fold(cell))
    return found[0] if found else None


def pick_start(scheme: str, cell: str) -> tuple[str, str] | None:
    """The value whose label a cell begins with, the longest such label, and what follows it; or None."""
    words = fold(cell).split()
    labels = pick_labels(scheme)
    for length in range(len(words), 0, -1):
        found = labels.get(" ".join(words[:length]))
        if found is not None:
            return found[0], " ".join(cell.split()[length:])
    return None


def near_labels(scheme: str, cell: str) -> list[str]:
    """Labels that look like what a cell says, or like how it begins."""
    labels = pick_labels(scheme)
    wanted = fold(cell)
    close = difflib.get_close_matches(wanted, labels, n=3, cutoff=0.6)
    if not close:
        begun = " ".join(wanted.split()[:3])
        close = difflib.get_close_matches(begun, labels, n=3, cutoff=0.6)
    return [labels[label][1] for label in close]
