"""Changes to a store: records added, sources retracted, what a batch or another store would change."""

from phoihop.changes.addition import AddReport, Outcome, add_records
from phoihop.changes.retraction import Retraction, retract_source
from phoihop.changes.wording import render_report

__all__ = ["AddReport", "Outcome", "Retraction", "add_records", "render_report", "retract_source"]
