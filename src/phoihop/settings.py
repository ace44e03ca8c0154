"""Where the ontology, the queries and the data are, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def root() -> Path:
    """The folder that holds `ontology/`, `queries/` and `data/`: inside the wheel, or else the checkout."""
    shipped = _PACKAGE / "shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1]


def ontology_dir() -> Path:
    """The folder of the ontology, its vocabularies, shapes and rules."""
    return root() / "ontology"


def queries_dir() -> Path:
    """The folder of the query catalogue."""
    return root() / "queries"


def data_dir() -> Path:
    """The folder of records, gazetteer, decisions on identity and the shipped graph."""
    return root() / "data"
