"""Where everything stands: lanes by side, rows by level and place. Computed here, so that no physics need settle.

Lanes are Party, programmes, State, Front, from left to right; a Party caucus stands in the Party's lane, set in
towards the State. A band is one place at one level. Nothing overlaps: heights follow from the labels' lengths. Bodies
of the Front stand below those of the State, and their lines begin at a dot left of the State's lane: no line passes
behind a card that it does not concern.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from phoihop.spelling import fold
from phoihop.vocabulary import KINDS, LEVELS

if TYPE_CHECKING:
    import networkx as nx

# Which groups stand below each other, in this order, so that no two of their cards are at one height.
_STACKS = {
    "party": "left",
    "caucus": "left",
    "programme": "middle",
    "state": "right",
    "front": "right",
    "other": "right",
}

MOST_NODES = 500
"""More than these cannot be read, and take a browser seconds to draw."""

CARD_WIDTH = 240
# Type of 14 pixels takes 7 to 8 pixels a letter; where a typeface is wider still, the page sets it smaller.
_LETTERS = 29
_LINE, _PADDING, _GAP = 18, 14, 12
_INDENT = 26
_GUTTER = {"agency-programme": 80, "agency-agency": 230}
_EMPTY_LANE = 110
_BAND_HEAD, _LEVEL_HEAD, _BAND_GAP = 30, 40, 18
_PORT = 9
_LANES = ("party", "programme", "state", "front", "other")


@dataclass(frozen=True)
class Card:
    """One node: the middle of its card, its height, and what it looks like."""

    x: int
    y: int
    height: int
    group: str
    band: int


@dataclass(frozen=True)
class Lane:
    """A column, from `left` to `right`."""

    name: str
    left: int
    right: int


@dataclass(frozen=True)
class Band:
    """A row for one place at one level, from `top` to `bottom`."""

    level: str
    place: str
    province: str
    top: int
    bottom: int
    opens_level: bool


@dataclass(frozen=True)
class Layout:
    """The whole picture."""

    kind: str
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    cards: Mapping[str, Card]
    ports: Mapping[str, tuple[int, int]]
    """Dots where a card's lines begin, where that is not its own border."""


_Key = tuple[int, str, str, str, str]
"""A band's level and names in the order of the rows, then the place's IRI."""


def group_of(facts: Mapping[str, Any]) -> str:
    """What a node is drawn as: programme, caucus, party, state, front or other."""
    if facts["type"] == "programme":
        return "programme"
    if facts["kind"] == "party-caucus":
        return "caucus"
    return facts["side"] if facts["side"] in _LANES else "other"


def select_largest(network: nx.MultiGraph[str]) -> tuple[nx.MultiGraph[str], tuple[int, int] | None]:
    """The network, or above `MOST_NODES` its programmes with most signatories and the bodies that signed them.

    Returns:
        the network to draw, and how many of how many programmes it shows if not all.
    """
    if len(network) <= MOST_NODES:
        return network, None
    signed: dict[str, set[str]] = {}
    for one, other, programme in network.edges(keys=True):
        signed.setdefault(programme, set()).update((one, other))
    kept: set[str] = set()
    shown = set()
    for programme in sorted(signed, key=lambda iri: (-len(signed[iri]), iri)):
        if len(kept | signed[programme]) <= MOST_NODES:
            kept |= signed[programme]
            shown.add(programme)
    gone = [edge for edge in network.edges(keys=True) if edge[2] not in shown]
    part = network.copy()
    part.remove_edges_from(gone)
    part.remove_nodes_from([node for node in network if node not in kept])
    return part, (len(shown), len(signed))


def build_layout(network: nx.MultiGraph[str]) -> Layout:
    """Place every node. The same network gives the same picture."""
    programmes = any(facts["type"] == "programme" for _, facts in network.nodes.items())
    kind = "agency-programme" if programmes else "agency-agency"
    groups = {node: group_of(facts) for node, facts in network.nodes.items()}
    lanes = _build_lanes(kind, set(groups.values()))
    home = _home_bands(network)
    keys = sorted(set(home.values()))
    members: dict[_Key, list[str]] = {key: [] for key in keys}
    for node in sorted(home):
        members[home[node]].append(node)
    cards: dict[str, Card] = {}
    bands = []
    top = 0
    for number, key in enumerate(keys):
        opens = number == 0 or keys[number - 1][0] != key[0]
        head = _BAND_HEAD + (_LEVEL_HEAD if opens else 0)
        height = _place_band(network, members[key], groups, lanes, top + head, number, cards)
        bottom = top + head + height
        level = LEVELS[key[0]] if key[0] < len(LEVELS) else ""
        any_facts = network.nodes[next(node for node in members[key] if groups[node] != "programme")]
        bands.append(Band(level, any_facts["place_label"], any_facts["province_label"], top, bottom, opens))
        top = bottom + _BAND_GAP
    return Layout(kind, tuple(lanes.values()), tuple(bands), cards, _build_ports(kind, lanes, cards))


def _build_ports(kind: str, lanes: Mapping[str, Lane], cards: Mapping[str, Card]) -> dict[str, tuple[int, int]]:
    ports = {}
    for node, card in cards.items():
        if card.group in ("front", "other"):
            ports[node] = (lanes["state"].left - _PORT, card.y)
        elif kind == "agency-agency":
            # Lines between bodies of one lane would be hidden behind the cards.
            inner = 1 if card.group in ("party", "caucus") else -1
            ports[node] = (card.x + inner * (CARD_WIDTH // 2 + _PORT), card.y)
    return ports


def _build_lanes(kind: str, groups: set[str]) -> dict[str, Lane]:
    lanes: dict[str, Lane] = {}
    left = 0
    for name in _LANES:
        # Party, State and Front are there even if empty: that nobody of the Front signed is to be seen.
        if name not in groups and name in ("programme", "other"):
            continue
        full = name in groups or (name == "party" and "caucus" in groups)
        width = CARD_WIDTH + (_INDENT if name == "party" else 0) if full else _EMPTY_LANE
        lanes[name] = Lane(name, left, left + width)
        left += width + (_GUTTER[kind] if name in ("party", "programme") else _GUTTER["agency-programme"] // 2)
    return lanes


def _home_bands(network: nx.MultiGraph[str]) -> dict[str, _Key]:
    """The band of every node; a programme stands where it applies if a body there signed it, else where most did."""
    home: dict[str, _Key] = {}
    for node, facts in network.nodes.items():
        if facts["type"] == "agency":
            level = LEVELS.index(facts["level"]) if facts["level"] in LEVELS else len(LEVELS)
            province, place = facts["province_label"], facts["place_label"]
            home[node] = (level, fold(province), fold(place), place, facts["place"])
    for node, facts in network.nodes.items():
        if facts["type"] == "programme":
            votes = Counter(home[agency] for agency in network[node])
            there = {key: count for key, count in votes.items() if key[4] and key[4] == facts["territory"]}
            local = there or votes
            home[node] = min(local, key=lambda key: (-local[key], key))
    return home


def _place_band(
    network: nx.MultiGraph[str],
    members: list[str],
    groups: Mapping[str, str],
    lanes: Mapping[str, Lane],
    top: int,
    band: int,
    cards: dict[str, Card],
) -> int:
    """Stack the cards of each lane, the stacks centred on each other; gives the height of the highest."""
    stacks: dict[str, list[str]] = {}
    for node in sorted(members, key=lambda node: _order(network.nodes[node], groups[node], node)):
        stacks.setdefault(_STACKS[groups[node]], []).append(node)
    heights = {node: _height(network.nodes[node]["label"]) for node in members}
    totals = {name: sum(heights[node] + _GAP for node in stack) - _GAP for name, stack in stacks.items()}
    highest = max(totals.values())
    for name, stack in stacks.items():
        y = top + (highest - totals[name]) // 2
        for node in stack:
            caucus = groups[node] == "caucus"
            x = lanes["party" if caucus else groups[node]].left + CARD_WIDTH // 2 + (_INDENT if caucus else 0)
            cards[node] = Card(x, y + heights[node] // 2, heights[node], groups[node], band)
            y += heights[node] + _GAP
    return highest


def _order(facts: Mapping[str, Any], group: str, node: str) -> tuple[int, int, str, str]:
    kind = list(KINDS).index(facts["kind"]) if facts.get("kind") in KINDS else len(KINDS)
    return list(_STACKS).index(group), kind, fold(facts.get("host_label", "") + facts["label"]), node


def _height(label: str) -> int:
    lines = sum(math.ceil(len(line) / _LETTERS) for line in textwrap.wrap(label, _LETTERS)) or 1
    return _LINE * lines + _PADDING
