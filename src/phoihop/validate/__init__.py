"""Validation: one list of issues, from reading, references, shapes, cross-record rules and expectations."""

from __future__ import annotations

from phoihop.validate.batches import Schema, read_schema, state_records, validate_incremental, validate_records
from phoihop.validate.change import Change
from phoihop.validate.graphs import check_graph, check_shapes
from phoihop.validate.references import check_duplicate, check_references
from phoihop.validate.report import Report
from phoihop.validate.texts import Texts

__all__ = [
    "Change",
    "Report",
    "Schema",
    "Texts",
    "check_duplicate",
    "check_graph",
    "check_references",
    "check_shapes",
    "read_schema",
    "state_records",
    "validate_incremental",
    "validate_records",
]
