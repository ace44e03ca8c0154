"""The rules of `ontology/rules/`: SPARQL CONSTRUCT queries whose results say what they were derived from.

A rule runs unchanged in any SPARQL engine and then gives plain triples. Here the same rule is asked for its
variables, so that what it derives about one thing goes into a named graph of its own, with the claims it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.graph.terms import PH, PROV, RDF, iri
from phoihop.identity.iris import graph_iri

DERIVATIONS = graph_iri("derivations")
_CONSTRUCT = re.compile(r"\bCONSTRUCT\s*\{(?P<template>[^{}]*)\}")


@dataclass(frozen=True)
class Rule:
    """One rule: its name, what it says, the thing its results are about, and the claims they rest on."""

    name: str
    summary_en: str
    summary_vi: str
    per: str
    sources: tuple[str, ...]
    text: str
    template: tuple[tuple[str, str, str], ...]
    """Triples of the head; a term that starts with ? is a variable."""
    reads: frozenset[str]
    """The predicates that the body asks for, rendered; none where it may ask for any."""

    @property
    def iri(self) -> str:
        """The rule's own IRI."""
        return f"{v.ID}rule/{self.name}"

    def derive(self, ask: Callable[[str], ox.QuerySolutions]) -> Iterator[tuple[str, str, str, str]]:
        """The quads the rule gives: each derived triple in its graph, then what that graph rests on."""
        for row in ask(_CONSTRUCT.sub("SELECT * ", self.text)):
            about = row[self.per].value
            graph = iri(graph_iri("derived", self.name, about.removeprefix(v.ID)))
            for triple in self.template:
                s, p, o = (str(row[t[1:]]) if t.startswith("?") else t for t in triple)
                yield s, p, o, graph
            yield graph, RDF.type, PH.DerivedGraph, iri(DERIVATIONS)
            yield graph, PH.byRule, iri(self.iri), iri(DERIVATIONS)
            for source in self.sources:
                yield graph, PROV.wasDerivedFrom, str(row[source]), iri(DERIVATIONS)


def select_read(rules: Iterable[Rule], triples: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of some rendered triples that rules can read: the evidence, which is most of a record, they do not."""
    rules = list(rules)
    if not all(rule.reads for rule in rules):
        return list(triples)
    reads = frozenset().union(*(rule.reads for rule in rules))
    return [triple for triple in triples if triple[1] in reads]


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder, in order of their names.

    Raises:
        UsageError: a rule has a bad header, or is not a CONSTRUCT query over plain triples.
    """
    return tuple(_read_rule(path) for path in sorted(folder.glob("*.rq")))


def _read_rule(path: Path) -> Rule:
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415  (0.3 s to import, and only building needs it)
    from rdflib.term import Variable  # noqa: PLC0415

    text = path.read_text(encoding="utf-8")
    try:
        header = yaml.safe_load("\n".join(line[2:] for line in text.splitlines() if line.startswith("#+")))
        summary, summary_vi, per, sources = (header[k] for k in ("summary", "summary_vi", "per", "from"))
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise UsageError(f"the rule's header is wrong: {error}", path=path, line=1) from None
    try:
        query = prepareQuery(text).algebra
        head = query.template
    except Exception as error:  # noqa: BLE001  (rdflib raises whatever its parser raises)
        raise UsageError(f"the rule is not valid SPARQL: {error}", path=path) from None
    if not head or not _CONSTRUCT.search(text):
        raise UsageError("a rule must be a CONSTRUCT query over plain triples", path=path)
    template = tuple(tuple(f"?{t}" if isinstance(t, Variable) else t.n3() for t in triple) for triple in head)
    asked = set(_predicates(query.p))
    reads = frozenset() if None in asked else frozenset(f"<{one}>" for one in asked)
    return Rule(path.stem, summary, summary_vi, per, tuple(sources), text, template, reads)  # type: ignore[arg-type]


def _predicates(part: Any) -> Iterator[str | None]:
    """The predicates in the body of a parsed query; None for one that may be anything."""
    if isinstance(part, dict):
        for said in part.get("triples", ()):
            # Inside EXISTS several triples stand in one list.
            for predicate in said[1::3]:
                yield from _named(predicate)
        part = [value for name, value in part.items() if name != "triples"]
    if isinstance(part, list | set | tuple):
        for value in part:
            yield from _predicates(value)


def _named(predicate: Any) -> Iterator[str | None]:
    """The properties that a predicate or path names; None where it may be any."""
    from rdflib.paths import NegatedPath, Path  # noqa: PLC0415
    from rdflib.term import URIRef, Variable  # noqa: PLC0415

    if isinstance(predicate, Variable | NegatedPath):
        yield None
    elif isinstance(predicate, URIRef):
        yield str(predicate)
    elif isinstance(predicate, Path):
        # A path keeps its steps in one attribute, alone or as a list.
        for value in vars(predicate).values():
            for step in value if isinstance(value, list) else [value]:
                yield from _named(step)
