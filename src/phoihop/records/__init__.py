"""Records: what a source says, read strictly from YAML, JSON Lines or a spreadsheet, with line numbers."""

from phoihop.records.schema import Record

__all__ = ["Record"]
