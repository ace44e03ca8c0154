"""The gate between extraction and the graph: a person decides on every item of a draft.

Decisions go into a log beside the draft, which keeps rejections and corrections as material for the grammar; the
record that comes out is valid by construction and says who accepted it, and when.
"""

from phoihop.review.decisions import Decision, log_path, read_decisions
from phoihop.review.items import Item, Passage, render_fields
from phoihop.review.session import Review, open_review

__all__ = [
    "Decision", "Item", "Passage", "Review", "log_path", "open_review", "read_decisions", "render_fields",
]  # fmt: skip
