"""Dated places: provinces, districts and communes before and after 2025-07-01, found by name in context."""

from __future__ import annotations

from phoihop.gazetteer.atlas import Gazetteer, load_gazetteer
from phoihop.gazetteer.checks import check_gazetteer
from phoihop.gazetteer.lookup import Candidate
from phoihop.gazetteer.tables import Succession

__all__ = ["Candidate", "Gazetteer", "Succession", "check_gazetteer", "load_gazetteer"]
