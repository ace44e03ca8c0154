"""What the page tells of every node and edge, as data that its script shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from phoihop.analysis import parse_evidence
from phoihop.visualise.layout import Layout
from phoihop.visualise.phrases import phrases
from phoihop.vocabulary import ID, LEVELS

if TYPE_CHECKING:
    import networkx as nx

# Control characters and marks that turn the direction of text: a name could hide or reverse what stands beside it.
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")


def shown(text: str) -> str:
    """A label as the page shows it: on one line, without characters that act on the text around them."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def node_id(iri: str) -> str:
    """The name of a node in the page and in its links."""
    return iri.removeprefix(ID)


def edge_id(one: str, other: str, programme: str) -> str:
    """The name of an edge in the page and in its links, whichever way round its ends are given."""
    ends = sorted(end for end in (one, other) if end != programme)
    return "~".join(node_id(iri) for iri in (*ends, programme))


def build_facts(
    network: nx.MultiGraph[str],
    layout: Layout,
    language: str,
    names: Mapping[str, str],
    left_out: tuple[int, int] | None,
) -> dict[str, Any]:
    """Everything the page's script needs beside the picture itself.

    Args:
        network: what is drawn.
        layout: where it stands.
        language: of the page.
        names: how to show concepts, by path as `kind/people-court`.
        left_out: how many of how many programmes are drawn, if not all.
    """
    say = phrases(language)
    say["footer"] = say["footer"].format(version=version("phoihop"))

    def named(scheme: str, concept: str) -> str:
        return names.get(f"{scheme}/{concept}", concept) if concept else ""

    return {
        "kind": layout.kind,
        "language": language,
        "say": say,
        "notice": say["left_out"].format(shown=left_out[0], all=left_out[1]) if left_out else "",
        "lanes": [{"label": say[f"lane-{lane.name}"], "left": lane.left, "right": lane.right} for lane in layout.lanes],
        "bands": [
            {
                "label": _band_label(band.place, band.province) or say["nowhere"],
                "level": (named("level", band.level) or say["unknown_level"]) if band.opens_level else "",
                "top": band.top,
                "bottom": band.bottom,
            }
            for band in layout.bands
        ],
        "levels": [level for level in LEVELS if any(f.get("level") == level for _, f in network.nodes.items())],
        "nodes": {
            node_id(node): _node(node, facts, layout, named) for node, facts in sorted(network.nodes.items())
        },
        "edges": {
            edge_id(*key): _edge(key, network.edges[key], named)
            for key in sorted(network.edges(keys=True), key=lambda key: edge_id(*key))
        },
    }  # fmt: skip


def _band_label(place: str, province: str) -> str:
    return shown(f"{place} ({province})" if province and province != place else place)


def _node(node: str, facts: Mapping[str, Any], layout: Layout, named: Any) -> dict[str, Any]:
    card = layout.cards[node]
    about = {"iri": node, "type": facts["type"], "label": shown(facts["label"]), "group": card.group, "band": card.band}
    if facts["type"] == "programme":
        return about | {"territory": shown(facts["territory_label"])} | _dates(facts, named)
    return about | {
        "kind": named("kind", facts["kind"]),
        "level": named("level", facts["level"]),
        "levelOrder": LEVELS.index(facts["level"]) if facts["level"] in LEVELS else len(LEVELS),
        "side": named("side", facts["side"]),
        "place": shown(facts["place_label"]),
        "province": shown(facts["province_label"]),
        "host": node_id(facts["host"]),
        "hostLabel": shown(facts["host_label"]),
    }


def _edge(key: tuple[str, str, str], facts: Mapping[str, Any], named: Any) -> dict[str, Any]:
    one, other, programme = key
    return {
        "bodies": sorted(node_id(end) for end in (one, other) if end != programme),
        "programme": node_id(programme),
        "programmeLabel": shown(facts["programme_label"]),
        "role": facts["role"],
        "lead": [node_id(iri) for iri in facts.get("lead", "").split()],
        "standing": facts["standing"],
        "evidence": [{name: shown(text) for name, text in item.items()} for item in parse_evidence(facts)],
    } | _dates(facts, named)


def _dates(facts: Mapping[str, Any], named: Any) -> dict[str, Any]:
    return {
        "date": facts["date"],
        "years": [facts["earliest"][:4], facts["latest"][:4]] if facts["earliest"] else [],
        "howKnown": named("how-known", facts["how_known"]) if facts["date"] else "",
        "term": [facts["term_start"], facts["term_end"]],
    }
