"""Then and now: the graph as it stood on a day, and as it was known by a day."""

from __future__ import annotations

from phoihop.moments.bounds import Bounds
from phoihop.moments.view import Known, ask_as_of, read_known, view_as_of

__all__ = ["Bounds", "Known", "ask_as_of", "read_known", "view_as_of"]
