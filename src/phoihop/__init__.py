"""Phoihop: coordination between Party bodies and State agencies in Vietnam, as a checked knowledge graph.

import phoihop
graph = phoihop.open()            # the graph that ships with Phoihop
graph.query("district-court")     # a table: to_pandas(), to_csv(), rich in Jupyter
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from phoihop.library import Graph, open  # noqa: A004  (phoihop.open reads as it should)

__all__ = ["Graph", "open"]


def __getattr__(name: str) -> Any:
    # Importing the package stays free: the command line's --help must answer in a quarter of a second.
    if name in __all__:
        from phoihop import library  # noqa: PLC0415

        return getattr(library, name)
    raise AttributeError(f"module 'phoihop' has no attribute {name!r}")
