"""Where things stand."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from phoihop.analysis import PROJECTIONS, project
from phoihop.build import Built
from phoihop.store import EmbeddedStore, open_store
from phoihop.visualise.layout import CARD_WIDTH, MOST_NODES, build_layout, select_largest

ID = "https://w3id.org/phoihop/id/"


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_no_two_cards_overlap(built: Built, store: EmbeddedStore, kind: str) -> None:
    with open_store(built.store) as real:
        networks = [project(real, kind=kind), project(store, kind=kind)]
    for network in networks:
        layout = build_layout(network)
        assert set(layout.cards) == set(network)
        for one, other in combinations(layout.cards.values(), 2):
            apart = abs(one.x - other.x) >= CARD_WIDTH or abs(one.y - other.y) >= (one.height + other.height) / 2
            assert apart


def test_lanes_go_from_party_to_front_and_a_caucus_is_set_in_towards_the_state(network: nx.MultiGraph[str]) -> None:
    layout = build_layout(network)
    x = {node.removeprefix(ID): card.x for node, card in layout.cards.items()}
    assert x["agency/propaganda"] < x["agency/caucus"] < x["programme/joint"] < x["agency/court"] < x["agency/front"]
    assert [lane.name for lane in layout.lanes] == ["party", "programme", "state", "front", "other"]
    assert layout.cards[f"{ID}agency/caucus"].group == "caucus"


def test_rows_go_from_higher_levels_to_lower_and_every_card_stands_in_its_band(network: nx.MultiGraph[str]) -> None:
    layout = build_layout(network)
    assert [(band.level, band.place) for band in layout.bands] == [
        ("province", "Hòa Thử"),
        ("district", "Thử Đông"),
        ("", ""),
    ]
    for card in layout.cards.values():
        band = layout.bands[card.band]
        assert band.top <= card.y - card.height / 2 < card.y + card.height / 2 <= band.bottom


def test_a_programme_stands_where_it_applies(network: nx.MultiGraph[str]) -> None:
    layout = build_layout(network)
    assert layout.bands[layout.cards[f"{ID}programme/joint"].band].place == "Hòa Thử"
    assert layout.bands[layout.cards[f"{ID}programme/later"].band].place == "Thử Đông"


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_no_line_passes_behind_a_card_of_the_state(store: EmbeddedStore, kind: str) -> None:
    layout = build_layout(project(store, kind=kind))
    front = layout.cards[f"{ID}agency/front"]
    assert layout.ports[f"{ID}agency/front"][0] < min(c.x for c in layout.cards.values() if c.group == "state")
    for card in layout.cards.values():
        if card.group == "state" and card.band == front.band:
            assert abs(card.y - front.y) >= (card.height + front.height) / 2


def test_the_layout_does_not_depend_on_the_order_of_the_nodes(network: nx.MultiGraph[str]) -> None:
    turned: nx.MultiGraph[str] = nx.MultiGraph()
    turned.add_nodes_from(reversed(list(network.nodes.items())))
    turned.add_edges_from((b, a, key, facts) for a, b, key, facts in network.edges(keys=True, data=True))
    assert build_layout(turned).cards == build_layout(network).cards


def _star(programmes: int, signatories: int) -> nx.MultiGraph[str]:
    network: nx.MultiGraph[str] = nx.MultiGraph()
    for number in range(programmes):
        network.add_node(f"p{number}", type="programme", label=f"p{number}", territory="")
        for body in range(signatories + (number == programmes - 1)):
            network.add_node(f"a{number}-{body}", type="agency", label="a", kind="people-court", side="state")
            network.add_edge(f"a{number}-{body}", f"p{number}", f"p{number}")
    return network


def test_above_the_cap_whole_programmes_are_kept_the_largest_first() -> None:
    network = _star(MOST_NODES // 5, 5)
    part, left_out = select_largest(network)
    assert len(part) <= MOST_NODES
    assert left_out is not None
    shown, every = left_out
    assert (shown, every) == (sum(1 for node in part if node.startswith("p")), MOST_NODES // 5)
    assert f"p{MOST_NODES // 5 - 1}" in part
    assert all(part.degree(node) == network.degree(node) for node in part if node.startswith("p"))


def test_below_the_cap_everything_is_drawn(network: nx.MultiGraph[str]) -> None:
    assert select_largest(network) == (network, None)
