"""The network: what its nodes and edges carry, and which bodies it joins."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from phoihop.analysis import PROJECTIONS, parse_evidence, project
from phoihop.build import Built
from phoihop.errors import UsageError
from phoihop.store import EmbeddedStore, open_store
from phoihop.views import read_view

ID = "https://w3id.org/phoihop/id/"
JOINT, LATER = f"{ID}programme/joint", f"{ID}programme/later"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    graph = ox.Store()
    graph.load((Path(__file__).parent / "data" / "coordination.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return EmbeddedStore(graph, "coordination.ttl")


def agency(name: str) -> str:
    return f"{ID}agency/{name}"


def edge(network: nx.MultiGraph[str], one: str, other: str) -> dict[str, Any] | None:
    found = network.get_edge_data(one, other)
    return next(iter(found.values())) if found else None


def test_a_body_and_a_programme_have_one_edge_however_many_sources_tell_of_it(store: EmbeddedStore) -> None:
    network = project(store, kind="agency-programme")
    assert network.number_of_edges(agency("propaganda"), JOINT) == 1
    signed = edge(network, agency("propaganda"), JOINT)
    assert signed is not None
    assert (signed["sources"], signed["role"], signed["standing"]) == ("t1 t2", "lead", "stated")
    assert [item["source"] for item in parse_evidence(signed)] == ["t1", "t2"]
    assert parse_evidence(signed)[0] | {"label": ""} == {
        "source": "t1",
        "label": "",
        "publisher": "Báo Thử",
        "address": "https://example.org/t1",
        "start": "10",
        "end": "40",
        "note": "Nêu trong phần đầu.",
    }


def test_a_node_says_what_it_is_and_where(store: EmbeddedStore) -> None:
    nodes = project(store, kind="agency-programme").nodes
    committee = nodes[agency("committee")]
    assert (committee["kind"], committee["level"], committee["side"]) == ("people-committee", "district", "state")
    assert (committee["place_label"], committee["province_label"]) == ("Thử Đông", "Hòa Thử")
    assert nodes[agency("caucus")]["host"] == agency("court")
    assert nodes[agency("press")]["place"] == nodes[agency("press")]["level"] == ""
    assert nodes[JOINT]["territory_label"] == "Hòa Thử"


def test_a_date_stays_as_published_with_bounds_and_a_review_dates_nothing(store: EmbeddedStore) -> None:
    nodes = project(store, kind="agency-programme").nodes
    joint = nodes[JOINT]
    assert (joint["date"], joint["earliest"], joint["latest"]) == ("2021-09", "2021-09-01", "2021-09-30")
    assert (joint["term_start"], joint["term_end"]) == ("", "2025")
    assert nodes[LATER]["date"] == nodes[LATER]["earliest"] == ""


def test_a_weaker_signature_is_marked_and_a_rejected_one_left_out(store: EmbeddedStore) -> None:
    network = project(store, kind="agency-programme")
    weaker = edge(network, agency("court"), JOINT)
    assert weaker is not None
    assert weaker["standing"] == "weaker"
    assert edge(network, agency("court"), LATER) is None


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ("propaganda", "caucus", "stated"),
        ("propaganda", "front", "stated"),
        ("propaganda", "court", "weaker"),
        ("court", "front", "weaker"),
        ("court", "caucus", None),
        ("propaganda", "district", None),
        ("district", "committee", "stated"),
    ],
)
def test_bodies_are_joined_by_what_both_signed_and_two_readings_never_mix(
    store: EmbeddedStore, one: str, other: str, standing: str | None
) -> None:
    found = edge(project(store, kind="agency-agency"), agency(one), agency(other))
    assert (found and found["standing"]) == standing


def test_a_pair_names_its_programme_lead_and_all_evidence(store: EmbeddedStore) -> None:
    found = edge(project(store), agency("propaganda"), agency("front"))
    assert found is not None
    assert (found["programme"], found["lead"], found["sources"]) == (JOINT, agency("propaganda"), "t1 t2")


def test_the_two_readings_of_the_real_source_are_never_mixed(built: Built) -> None:
    with open_store(built.store) as real:
        network = project(real)
    province = f"{ID}agency/vn63/11/"
    assert network.has_edge(f"{province}people-court", f"{province}people-procuracy")
    assert not network.has_edge(f"{province}people-court", f"{province}party-caucus/people-procuracy")


def test_only_one_source_can_be_asked_for(store: EmbeddedStore) -> None:
    network = project(store, kind="agency-programme", source="t1")
    assert {name.rpartition("/")[2] for name in network} == {"propaganda", "caucus", "front", "joint"}


@pytest.mark.parametrize("options", [{"kind": "people"}, {"source": "t9"}])
def test_what_cannot_be_asked_for_is_refused_with_what_to_do(store: EmbeddedStore, options: dict[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        project(store, **options)  # type: ignore[arg-type]
    assert next(iter(options.values())) in str(refused.value)
    assert refused.value.fix


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_every_format_of_networkx_can_hold_it(store: EmbeddedStore, kind: str) -> None:
    network = project(store, kind=kind)
    for write, read in ((nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        file = io.BytesIO()
        write(network, file)
        file.seek(0)
        again = read(file)
        assert (len(again), again.number_of_edges()) == (len(network), network.number_of_edges())
    assert b'start="2021-09-01"' in file.getvalue()
    assert b'end="2025-12-31"' in file.getvalue()


def test_the_same_store_gives_the_same_network(store: EmbeddedStore) -> None:
    first, second = (json.dumps(nx.node_link_data(project(store), edges="edges")) for _ in range(2))
    assert first == second


def test_the_view_gives_the_same_rows_in_another_engine(store: EmbeddedStore) -> None:
    import rdflib

    other = rdflib.Graph().parse(Path(__file__).parent / "data" / "coordination.ttl")
    query = read_view("signatures")
    answer: Any = store.query(query)
    names = [variable.value for variable in answer.variables]
    ours = sorted(tuple("" if row[name] is None else row[name].value for name in names) for row in answer)
    theirs = sorted(tuple("" if value is None else str(value) for value in row) for row in other.query(query))
    assert ours == theirs
