"""Changes to a store: records added, sources retracted, what a batch or another store would change."""

from phoihop.changes.addition import AddReport, Outcome, add_records
from phoihop.changes.difference import Diff, diff
from phoihop.changes.facts import FactChange, FieldChange
from phoihop.changes.patches import render_diff, summarise_diff
from phoihop.changes.retraction import Retraction, retract_source
from phoihop.changes.wording import render_report

__all__ = [
    "AddReport",
    "Diff",
    "FactChange",
    "FieldChange",
    "Outcome",
    "Retraction",
    "add_records",
    "diff",
    "render_diff",
    "render_report",
    "retract_source",
    "summarise_diff",
]
