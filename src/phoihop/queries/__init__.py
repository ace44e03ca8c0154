"""The query catalogue: questions in SPARQL, each with a header that says what it asks, takes and gives."""

from __future__ import annotations

from phoihop.queries.catalogue import Catalogue, check_catalogue, load_catalogue
from phoihop.queries.header import Column, Parameter
from phoihop.queries.labels import concept_labels
from phoihop.queries.query import Query, read_query

__all__ = [
    "Catalogue",
    "Column",
    "Parameter",
    "Query",
    "check_catalogue",
    "concept_labels",
    "load_catalogue",
    "read_query",
]
