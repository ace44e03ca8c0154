"""What a store holds besides records: the ontology, the places, and what reforms made of bodies."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.metadata import version
from itertools import product
from pathlib import Path

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.changes.statements import Statements, parse_quads
from phoihop.errors import UsageError
from phoihop.gazetteer import load_gazetteer
from phoihop.graph.lifetimes import REFORMS, Body, lifetime_quads
from phoihop.graph.places import place_triples
from phoihop.graph.reforms import read_reforms
from phoihop.graph.rules import DERIVATIONS
from phoihop.identity.iris import place_iri
from phoihop.settings import data_dir
from phoihop.validate import Schema, read_schema
from phoihop.views import read_view

_DEFAULT = ox.DefaultGraph()
_NOTES = ox.NamedNode(DERIVATIONS)
_TYPE = ox.NamedNode(v.RDF.type)
_PLACED_IN = ox.NamedNode(v.PH.placedIn)
_PLACE = ox.NamedNode(v.PH.Place)


class Foundation:
    """The parts of a graph that follow from which bodies and places its records name.

    Args:
        data: the data folder that the store was built from, where it has a gazetteer of its own.
    """

    def __init__(self, data: Path | None = None) -> None:
        own = data is not None and (data / "gazetteer").is_dir()
        self.schema: Schema = read_schema(load_gazetteer(data / "gazetteer") if data and own else None)
        self._reforms = (data if data and own else data_dir()) / "reforms.yaml"

    def lay(self, graph: ox.Store) -> None:
        """Put the ontology and the places into an empty graph."""
        triples = (
            *self.schema.ontology.triples,
            *place_triples(self.schema.gazetteer, (), self.schema.ontology.supertypes),
        )
        graph.bulk_load("".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode(), format=ox.RdfFormat.N_TRIPLES)

    def bodies(self, statements: Statements) -> frozenset[Body]:
        """The bodies that sources name, as they are called in the merged graph."""
        sides: dict[str, tuple[set[str], set[str], set[str]]] = defaultdict(lambda: (set(), set(), set()))
        for row in statements.graph.query(read_view("named-bodies")):  # type: ignore[union-attr]
            name = statements.canonical.get(str(row["body"]), str(row["body"]))[1:-1]
            for values, variable in zip(sides[name], ("kind", "level", "place"), strict=True):
                values.add(row[variable].value.removeprefix(f"{v.ID}{variable}/"))
        return frozenset(Body(name, *values) for name, sets in sides.items() for values in product(*sets))

    def settle(self, statements: Statements, before: frozenset[Body]) -> set[ox.Quad]:
        """Make places and reforms follow the bodies that are named by now.

        Args:
            statements: the graph with its records changed.
            before: the bodies named when it was last settled.

        Returns:
            The quads that went or came, the default graph's share of what was derived left out.
        """
        bodies = self.bodies(statements)
        changed = self._settle_places(statements, bodies)
        if bodies != before:
            changed |= self._settle_reforms(statements, bodies)
        return changed

    def _settle_places(self, statements: Statements, bodies: frozenset[Body]) -> set[ox.Quad]:
        """Communes of before 2025-07-01 are in the graph where a record names them."""
        gazetteer, graph = self.schema.gazetteer, statements.graph
        prefix = place_iri("")
        placed = {
            quad.object.value.removeprefix(prefix)  # type: ignore[union-attr]
            for quad in graph.quads_for_pattern(None, _PLACED_IN, None, _DEFAULT)
        }
        named = {place for place in {body.place for body in bodies} | placed if self._is_former_commune(place)}
        shown = {
            quad.subject.value.removeprefix(prefix)  # type: ignore[union-attr]
            for quad in graph.quads_for_pattern(None, _TYPE, _PLACE, _DEFAULT)
        }
        shown = {place for place in shown if self._is_former_commune(place)}
        if named == shown:
            return set()
        supertypes = self.schema.ontology.supertypes
        old, new = (
            set(parse_quads(f"{s} {p} {o} .\n" for s, p, o in place_triples(gazetteer, names, supertypes)))
            for names in (shown, named)
        )
        statements.withdraw(old - new)
        graph.extend(new - old)
        return old ^ new

    def _is_former_commune(self, place: str) -> bool:
        if not place.startswith("vn63/"):
            return False
        try:
            return self.schema.gazetteer.place(place).level == "commune"
        except UsageError:
            return False

    def _settle_reforms(self, statements: Statements, bodies: frozenset[Body]) -> set[ox.Quad]:
        if not self._reforms.is_file():
            return set()
        gazetteer, graph = self.schema.gazetteer, statements.graph
        reforms = read_reforms(self._reforms, gazetteer.place)
        quads = lifetime_quads(reforms, bodies, gazetteer, self.schema.ontology.supertypes)
        new = set(parse_quads(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads))
        graphs = [name for name in graph.named_graphs() if str(name).startswith(f"<{REFORMS}/")]
        old = {quad for name in graphs for quad in graph.quads_for_pattern(None, None, None, name)}
        old |= {quad for name in graphs for quad in graph.quads_for_pattern(name, None, None, _NOTES)}
        statements.exchange(old, new)
        return old ^ new


def write_manifest(graph: ox.Store, working: Path, previous: dict[str, int]) -> dict[str, int]:
    """Count what a version holds and write it down beside the database."""
    answer = graph.query(read_view("counts"))
    assert isinstance(answer, ox.QuerySolutions)
    counted = {row["name"].value: int(row["number"].value) for row in answer}
    names = ("records", "drafts", "retracted", "programmes", "events", "officials")
    counts = {name: counted.get(name, previous.get(name, 0)) for name in names} | {"quads": len(graph)}
    manifest = {"phoihop": version("phoihop"), "counts": counts}
    (working / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return counts
