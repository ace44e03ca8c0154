"""The queries that the tools themselves ask: `queries/views/*.rq`. No SPARQL stands in Python."""

from __future__ import annotations

import re

import pyoxigraph as ox

from phoihop.settings import queries_dir

Term = ox.NamedNode | ox.Literal


def read_view(name: str, **terms: Term) -> str:
    """The text of a view with terms put where it has `VALUES ?name { UNDEF }`.

    Raises:
        KeyError: the view has no such place.
    """
    text = (queries_dir() / "views" / f"{name}.rq").read_text(encoding="utf-8")
    for variable, term in terms.items():
        pattern = re.compile(rf"(VALUES \?{variable} \{{ )UNDEF( \}})")
        if not pattern.search(text):
            raise KeyError(f"the view {name!r} has no place for {variable!r}")
        text = pattern.sub(lambda match, term=term: f"{match[1]}{term}{match[2]}", text)  # type: ignore[misc]
    return text
