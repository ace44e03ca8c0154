"""The graph as a networkx network: bodies and programmes, or bodies joined by programmes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from phoihop.errors import UsageError
from phoihop.store import Store
from phoihop.views import read_view
from phoihop.vocabulary import ID, PH

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS = ("agency-agency", "agency-programme")

Row = Mapping[str, str]
"""One row of the view of signatures; what a source does not give is an empty text."""

# A programme's date is that of its signing, else of its issuing: a review tells nothing of when it was agreed.
_DATING_EVENTS = (PH.Signing, PH.Issuing)
_DATES = ("date", "earliest", "latest", "how_known", "term_start", "term_end", "begins", "ends")


def project(store: Store, *, kind: str = "agency-agency", source: str | None = None) -> nx.MultiGraph[str]:
    """The network of who signed what, or of who coordinates with whom.

    Node keys are IRIs; attributes are texts and integers only, empty where no source says, so that every format of
    networkx can hold them. A node has `type` (agency or programme) and `label`; an agency `kind`, `level`, `side`,
    `place`, `province` (with `_label`s) and, being a Party caucus, `host`; a programme its dates and `territory`.
    An edge carries `programme`, its dates as published and as bounds, `role`, `standing`, `sources`, `evidence` (a
    JSON list) and, where known, `start` and `end`, which GEXF reads as its time span.

    Weaker signatures stay, marked by `standing`; rejected ones are left out. Where a source has two readings of who
    signed (the agency or the Party caucus inside it), bodies of one reading are never joined with those of the other.

    Args:
        store: what to project.
        kind: one of `PROJECTIONS`.
        source: only what this source says, as `s4`.

    Raises:
        UsageError: there is no such kind or source.
    """
    if kind not in PROJECTIONS:
        raise UsageError(f"there is no network of kind {kind!r}", fix="use one of " + ", ".join(PROJECTIONS))
    rows = list(_read_rows(store))
    if source is not None:
        rows = [row for row in rows if row["source"] == f"{ID}source/{source}"]
        if not rows:
            raise UsageError(f"no signature comes from a source {source!r}", fix="`phoihop query sources` lists them")
    network = _build_signatures(rows)
    return network if kind == "agency-programme" else _build_pairs(network)


def parse_evidence(attributes: Mapping[str, Any]) -> list[dict[str, str]]:
    """The evidence of an edge: source, label, publisher, address, start, end and note, empty where not known."""
    found: list[dict[str, str]] = json.loads(attributes["evidence"])
    return found


def _read_rows(store: Store) -> Iterator[Row]:
    answer: Any = store.query(read_view("signatures"))
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        row = {name: "" if (term := solution[name]) is None else str(term.value) for name in names}
        if _short(row["standing"]) != "rejected":
            yield row


def _short(iri: str) -> str:
    return iri.rpartition("/")[2]


def _build_signatures(rows: Iterable[Row]) -> nx.MultiGraph[str]:
    """One edge a body and programme, however many sources tell of it."""
    import networkx as nx  # noqa: PLC0415  (a third of a second to import)

    network: nx.MultiGraph[str] = nx.MultiGraph()
    for row in rows:
        agency, programme = row["agency"], row["programme"]
        _merge(network, agency, _agency_facts(row))
        _merge(network, programme, _programme_facts(row))
        if not network.has_edge(agency, programme, programme):
            network.add_edge(agency, programme, programme, role="partner", standing="weaker", contested=0, evidence={})
        edge = network.edges[agency, programme, programme]
        if _short(row["role"]) == "lead":
            edge["role"] = "lead"
        if _short(row["standing"]) == "stated":
            edge["standing"] = "stated"
        if row["conflict"]:
            edge["contested"] = 1
        edge["evidence"][_evidence_key(row)] = None
    for _, _, programme, edge in network.edges(keys=True, data=True):
        edge["evidence"] = [dict(key) for key in edge["evidence"]]
        _finish(edge, network.nodes[programme], programme)
    return network


def _agency_facts(row: Row) -> dict[str, str]:
    return {
        "type": "agency",
        "label": row["agency_label"],
        "kind": _short(row["kind"]),
        "level": _short(row["level"]),
        "side": _short(row["side"]),
        **{name: row[name] for name in ("place", "place_label", "province", "province_label", "host", "host_label")},
    }


def _programme_facts(row: Row) -> dict[str, str]:
    dated = row["event_class"] in _DATING_EVENTS
    return {
        "type": "programme",
        "label": row["programme_label"],
        "territory": row["territory"],
        "territory_label": row["territory_label"],
        **{name: row[name] for name in ("term_start", "term_end", "begins", "ends")},
        **{name: row[name] if dated else "" for name in ("date", "earliest", "latest")},
        "how_known": _short(row["how_known"]) if dated else "",
    }


def _merge(network: nx.MultiGraph[str], node: str, facts: Mapping[str, str]) -> None:
    """Keep what the rows say of a node. Where sources differ on a date, all dates stay and the bounds hold them all."""
    if node not in network:
        network.add_node(node, **facts)
        return
    known = network.nodes[node]
    for name, value in facts.items():
        old = known[name]
        if not value or old == value:
            continue
        if not old:
            known[name] = value
        elif name == "date":
            known[name] = " / ".join(sorted({*old.split(" / "), value}))
        else:
            known[name] = max(old, value) if name in ("latest", "ends") else min(old, value)


def _evidence_key(row: Row) -> tuple[tuple[str, str], ...]:
    return (
        ("source", _short(row["source"])),
        ("label", row["source_label"]),
        ("publisher", row["publisher"]),
        ("address", row["address"]),
        ("start", row["start"]),
        ("end", row["end"]),
        ("note", row["note"]),
    )


def _finish(edge: dict[str, Any], programme: Mapping[str, Any], iri: str) -> None:
    """Give an edge what it takes from its programme, and its evidence as text."""
    edge["programme"] = iri
    edge["programme_label"] = programme["label"]
    edge.update({name: programme[name] for name in _DATES})
    edge["sources"] = " ".join(sorted({evidence["source"] for evidence in edge["evidence"]}))
    edge["evidence"] = json.dumps(sorted(edge["evidence"], key=_evidence_order), ensure_ascii=False)
    # GEXF takes an empty start for a date: leave it out.
    if start := programme["earliest"] or programme["begins"]:
        edge["start"] = start
    if programme["ends"]:
        edge["end"] = programme["ends"]


def _evidence_order(evidence: Mapping[str, str]) -> tuple[str, int, int, str]:
    return evidence["source"], int(evidence["start"] or -1), int(evidence["end"] or -1), evidence["note"]


def _build_pairs(signatures: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """One edge a programme and pair of bodies that signed it."""
    import networkx as nx  # noqa: PLC0415

    network: nx.MultiGraph[str] = nx.MultiGraph()
    network.add_nodes_from((node, facts) for node, facts in signatures.nodes.items() if facts["type"] == "agency")
    for programme, facts in signatures.nodes.items():
        if facts["type"] != "programme":
            continue
        signed: list[tuple[str, Any]]
        signed = [(agency, signatures.edges[agency, programme, programme]) for agency in sorted(signatures[programme])]
        for (one, first), (other, second) in combinations(signed, 2):
            if first["contested"] and second["contested"] and first["standing"] != second["standing"]:
                continue
            leads = [agency for agency, edge in ((one, first), (other, second)) if edge["role"] == "lead"]
            edge: dict[str, Any] = {
                "role": "lead" if leads else "partner",
                "lead": " ".join(leads),
                "standing": "stated" if first["standing"] == second["standing"] == "stated" else "weaker",
                "evidence": _union(parse_evidence(first), parse_evidence(second)),
            }
            _finish(edge, facts, programme)
            network.add_edge(one, other, programme, **edge)
    return network


def _union(first: list[dict[str, str]], second: list[dict[str, str]]) -> list[dict[str, str]]:
    return first + [evidence for evidence in second if evidence not in first]
