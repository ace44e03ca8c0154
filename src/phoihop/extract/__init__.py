"""From the text of an article to facts tied to spans: a transparent grammar, the same output for the same input."""

from phoihop.extract.assembly import extract
from phoihop.extract.facts import Extraction, Fact, Mark, render_facts
from phoihop.extract.rules import Rule, describe_rule, list_rules

__all__ = ["Extraction", "Fact", "Mark", "Rule", "describe_rule", "extract", "list_rules", "render_facts"]
