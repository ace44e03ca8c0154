"""The page as text: self-contained, the same every time, safe whatever the data hold."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from phoihop.analysis import PROJECTIONS
from phoihop.errors import StoreError, UsageError
from phoihop.store import EmbeddedStore
from phoihop.visualise import Drawing, draw, render_page
from phoihop.visualise.facts import shown
from phoihop.visualise.phrases import LANGUAGES, phrases

ReadData = Callable[[str, str], Any]
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u202e\u2028\'"&amp;{{ 7*7 }}'


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_nothing_is_loaded_from_anywhere(store: EmbeddedStore, kind: str) -> None:
    page = draw(store, kind=kind).html
    assert not re.findall(r"<(?:link|iframe|object|embed|base)\b", page)
    assert not re.findall(r"<[a-z]+[^>]*\s(?:src|href|action)\s*=\s*[\"']?[^\"'>]+", page)
    assert "sourceMappingURL" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_only_the_scripts_named_in_the_policy_may_run(store: EmbeddedStore) -> None:
    page = draw(store).html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    allowed = re.findall(r"'(sha256-[^']+)'", policy[1])
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert allowed == [f"sha256-{digest}" for digest in digests]
    assert len(scripts) == 4
    script_rule = next(rule for rule in policy[1].split(";") if "script-src" in rule)
    assert "unsafe" not in script_rule


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_the_same_graph_gives_the_same_bytes(store: EmbeddedStore, kind: str) -> None:
    assert draw(store, kind=kind).html == draw(store, kind=kind).html


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_what_the_table_tells_of_is_in_the_picture(store: EmbeddedStore, read_data: ReadData, kind: str) -> None:
    page = draw(store, kind=kind).html
    drawn, facts = read_data(page, "drawn"), read_data(page, "facts")
    edges = {edge["id"] for edge in drawn["edges"] if not edge["id"].endswith("#")}
    nodes = {node["id"] for node in drawn["nodes"] if not node["id"].endswith("#")}
    assert edges == set(facts["edges"])
    assert nodes == set(facts["nodes"])
    assert all({edge["from"].rstrip("#"), edge["to"].rstrip("#")} <= nodes for edge in drawn["edges"])


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_every_node_has_a_place_of_its_own_and_nothing_moves(
    store: EmbeddedStore, read_data: ReadData, kind: str
) -> None:
    drawn = read_data(draw(store, kind=kind).html, "drawn")
    places = [(node["x"], node["y"]) for node in drawn["nodes"]]
    assert len(set(places)) == len(places)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places)
    assert drawn["options"]["physics"] == {"enabled": False}


def test_weaker_claims_are_dashed_and_leads_thick(store: EmbeddedStore, read_data: ReadData) -> None:
    drawn = read_data(draw(store).html, "drawn")
    edges = {edge["id"]: edge for edge in drawn["edges"]}
    weaker, stated = (edges[f"agency/{name}~programme/joint"] for name in ("court", "propaganda"))
    assert weaker["dashes"]
    assert not stated["dashes"]
    assert stated["width"] > weaker["width"]


def test_every_group_has_its_own_sign_colour_and_shape(store: EmbeddedStore, read_data: ReadData) -> None:
    drawn = read_data(draw(store).html, "drawn")
    signs = {node["group"]: node["label"].split()[0] for node in drawn["nodes"] if not node["id"].endswith("#")}
    assert len(signs) == len(set(signs.values())) == 6
    groups = drawn["options"]["groups"]
    assert len({group["color"]["border"] for group in groups.values()}) == len(groups)
    assert len({json.dumps(group["shapeProperties"]) for group in groups.values()}) == len(groups)


def test_an_edge_tells_its_programme_date_source_and_note(store: EmbeddedStore, read_data: ReadData) -> None:
    facts = read_data(draw(store, language="en").html, "facts")
    edge = facts["edges"]["agency/front~programme/joint"]
    assert (edge["programmeLabel"], edge["date"]) == ("Chương trình phối hợp thử", "2021-09")
    assert edge["evidence"][0]["address"] == "https://example.org/t1"
    assert edge["evidence"][0]["note"] == "Nêu trong phần đầu."
    assert facts["edges"]["agency/district~programme/later"]["date"] == ""
    assert facts["say"]["no_date"] == "date not known"
    assert facts["nodes"]["agency/court"]["kind"] == "People's court"


@pytest.mark.parametrize("field", ["label", "place_label", "province_label", "kind", "host_label"])
def test_a_hostile_text_stays_text(network: nx.MultiGraph[str], read_data: ReadData, field: str) -> None:
    for _, facts in network.nodes.items():
        facts[field] = HOSTILE
    for *_, facts in network.edges(data=True):
        facts["programme_label"] = HOSTILE
    page = render_page(network, names={f"level/{HOSTILE}": HOSTILE}).html
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u2028" not in page
    assert "\u202e" not in page
    assert page.count("</script>") == 6
    assert read_data(page, "facts")["edges"]["agency/court~programme/joint"]["programmeLabel"] == shown(HOSTILE)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Hòa\nThử", "Hòa Thử"),
        ("a\u202eb\u2066c", "a b c"),
        ("\u0000", ""),
        ("Ủy ban", "Ủy ban"),
    ],
)
def test_characters_that_act_on_their_neighbours_are_not_shown(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_a_network_of_nothing_is_a_page_too() -> None:
    empty: nx.MultiGraph[str] = nx.MultiGraph()
    assert "<table>" in render_page(empty).html


def test_both_languages_say_the_same_things(store: EmbeddedStore) -> None:
    vi, en = (phrases(language) for language in LANGUAGES)
    assert vi.keys() == en.keys()
    assert all(vi.values())
    assert all(en.values())
    assert {name for name in vi if re.findall(r"{\w+}", vi[name]) != re.findall(r"{\w+}", en[name])} == set()
    assert '<html lang="vi">' in draw(store).html
    assert '<html lang="en">' in draw(store, language="en").html


@pytest.mark.parametrize("options", [{"language": "fr"}, {"kind": "people"}, {"source": "t9"}])
def test_what_cannot_be_drawn_is_refused(store: EmbeddedStore, options: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(options.values()))):
        draw(store, **options)  # type: ignore[arg-type]


def test_a_drawing_is_saved_in_utf8_and_shows_itself_in_a_sandboxed_frame(tmp_path: Path) -> None:
    drawing = Drawing('<p title="x">Ủy ban</p>')
    drawing.save(tmp_path / "out.html")
    assert (tmp_path / "out.html").read_bytes() == '<p title="x">Ủy ban</p>'.encode()
    frame = drawing._repr_html_()
    found = re.search(r'srcdoc="([^"]*)"', frame)
    assert found
    assert html.unescape(found[1]) == drawing.html
    assert 'sandbox="allow-scripts allow-popups"' in frame


def test_where_nothing_can_be_written_the_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing"):
        Drawing("").save(tmp_path / "missing" / "out.html")
