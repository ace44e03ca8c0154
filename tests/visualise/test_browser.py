"""The page in a browser that can reach no other host."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import networkx as nx
import pytest

from phoihop.visualise import Drawing, render_page

pytestmark = pytest.mark.browser
ReadData = Callable[[str, str], Any]
Pages = dict[tuple[str, str], str]
HOSTILE = "</script><img src=http://evil.example/x onerror=\"document.title='taken'\"><b>\u202e"


def fragment(**state: str) -> str:
    return "#" + urlencode(state)


def test_it_draws_without_a_request_or_an_error(browser: Any, real_pages: Pages) -> None:
    for page in real_pages.values():
        seen = browser.show(page)
        assert (seen.requests, seen.problems) == (set(), [])
        painted = seen.evaluate(
            "(() => { const c = document.querySelector('#network canvas');"
            "const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            "return new Set(new Uint32Array(p.buffer)).size; })()"
        )
        assert painted > 100, "cards, lines and letters have many colours where they are smoothed"


def test_the_browser_itself_was_asked_for_nothing_by_a_page(
    chromium: str, browser: Any, tmp_path: Path, real_pages: Pages
) -> None:
    other = type(browser)(chromium, tmp_path)
    other.show(real_pages["agency-programme", "vi"])
    other.show("<img src='http://control.example/x'>")
    # What the browser asks for itself (updates, the time) has no origin; what a page asks for has one.
    started = re.findall(r'"initiator":"([^"\n]*)".*"url":"((?:http|ws|ftp)[^"\n]*)"', other.close())
    asked = {url for initiator, url in started if initiator != "not an origin"}
    assert asked == {"http://control.example/x"}, "only the page that is there to be caught"


@pytest.mark.parametrize(
    ("typed", "rows"),
    [("dien bien", 8), ("Điện Biên", 8), ("ĐIỆN BIÊN", 8), ("điện bien", 8), ("điên biên", 0), ("toà án phú bình", 1)],
)
def test_search_takes_words_with_and_without_diacritics(browser: Any, real_pages: Pages, typed: str, rows: int) -> None:
    seen = browser.show(real_pages["agency-programme", "vi"], fragment(search=typed))
    assert len(seen.rows) == rows
    assert seen.evaluate("document.getElementById('counts').innerText").startswith(f"{rows} trên 27 quan hệ")


@pytest.mark.parametrize(
    ("state", "rows"),
    [
        ({"province": "Thái Nguyên"}, 5),
        ({"level": "Cấp huyện"}, 10),
        ({"year": "2021"}, 10),
        ({"year": "-"}, 8),
        ({"level": "Cấp tỉnh", "kind": "Tòa án nhân dân"}, 2),
        ({"year": "1999"}, 27),
    ],
)
def test_filters_narrow_the_table(browser: Any, real_pages: Pages, state: dict[str, str], rows: int) -> None:
    assert len(browser.show(real_pages["agency-programme", "vi"], fragment(**state)).rows) == rows


def test_a_chosen_edge_shows_its_evidence(browser: Any, real_pages: Pages) -> None:
    chosen = "agency/vn63/11/people-court~programme/s0/programme"
    seen = browser.show(real_pages["agency-programme", "vi"], fragment(select=chosen))
    for words in (
        "Tòa án nhân dân tỉnh Điện Biên",
        "ngày không rõ",
        "bằng chứng yếu hơn",
        "ký tự 693–863",
        "photo caption",
    ):
        assert words in seen.panel
    link = "document.querySelector('#panel a')"
    assert seen.evaluate(f"{link}.host") == "baovephapluat.vn"
    assert seen.evaluate(f"{link}.rel") == "noopener noreferrer"


def test_a_chosen_pair_tells_date_lead_and_that_no_address_is_known(browser: Any, real_pages: Pages) -> None:
    chosen = "agency/vn63/20/people-court~agency/vn63/20/propaganda-commission~programme/s1/programme"
    panel = browser.show(real_pages["agency-agency", "en"], fragment(select=chosen)).panel
    for words in ("2021-09-08", "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", "address not known", "stated by the source"):
        assert words in panel


def test_a_chosen_body_shows_its_facts(browser: Any, real_pages: Pages) -> None:
    seen = browser.show(
        real_pages["agency-programme", "vi"], fragment(select="agency/vn63/11/party-caucus/people-court")
    )
    for words in ("Ban cán sự đảng", "Cấp tỉnh", "Điện Biên", "Tòa án nhân dân tỉnh Điện Biên", "Chương trình đã ký"):
        assert words in seen.panel


@pytest.mark.parametrize("unknown", ["nothing", "constructor", "__proto__", HOSTILE])
def test_an_unknown_choice_in_a_link_is_none(browser: Any, real_pages: Pages, unknown: str) -> None:
    seen = browser.show(real_pages["agency-programme", "vi"], fragment(select=unknown))
    assert "Chọn một cơ quan" in seen.panel
    assert seen.problems == []


def test_a_hostile_label_neither_runs_nor_loads(browser: Any, network: nx.MultiGraph[str]) -> None:
    for _, facts in network.nodes.items():
        facts["label"] = facts["place_label"] = facts["province_label"] = HOSTILE
    for *_, facts in network.edges(data=True):
        facts["programme_label"] = HOSTILE
        facts["evidence"] = facts["evidence"].replace("https://example.org/t1", "javascript:alert(1)")
    page = render_page(network, language="en").html
    seen = browser.show(page, fragment(select="agency/front~programme/joint"))
    assert seen.evaluate("document.title").startswith("Coordination")
    assert (seen.requests, seen.problems) == (set(), [])
    assert seen.evaluate("document.querySelectorAll('img, b, #panel a').length") == 0
    assert "javascript:alert(1)" in seen.panel


def point(page: Any, x: float, y: float) -> tuple[float, float]:
    """Where on the screen a point of the picture is: the lanes' heads tell the scale, the top is in view."""
    left, right, top = page.evaluate(
        "(() => { const f = JSON.parse(document.getElementById('facts').textContent).lanes;"
        "const h = [...document.querySelectorAll('#lanes span')].map((s) => s.getBoundingClientRect());"
        "return [[f[0].left, h[0].left], [f.at(-1).right, h.at(-1).right],"
        "document.getElementById('network').getBoundingClientRect().top]; })()"
    )
    scale = (right[1] - left[1]) / (right[0] - left[0])
    return left[1] + (x - left[0]) * scale, top + (y + 12) * scale


@pytest.mark.parametrize("kind", [("agency-programme", "vi"), ("agency-agency", "en")])
def test_a_click_chooses_what_is_under_it(
    browser: Any, real_pages: Pages, read_data: ReadData, kind: tuple[str, str]
) -> None:
    drawn = read_data(real_pages[kind], "drawn")
    seen = browser.show(real_pages[kind])
    places = {node["id"]: (node["x"], node["y"]) for node in drawn["nodes"]}
    commission = "agency/vn63/11/propaganda-commission"
    seen.click(*point(seen, *places[commission]))
    assert seen.panel.startswith("Ban Tuyên giáo Tỉnh ủy Điện Biên")
    straight = [edge for edge in drawn["edges"] if not edge["smooth"] or edge["smooth"]["type"] == "cubicBezier"]
    straight += [edge for edge in drawn["edges"] if edge["smooth"] and not edge["smooth"]["enabled"]]
    edge = next(edge for edge in straight if commission in edge["id"])
    (x1, y1), (x2, y2) = places[edge["from"]], places[edge["to"]]
    seen.click(*point(seen, (x1 + x2) / 2, (y1 + y2) / 2))
    assert seen.evaluate("new URLSearchParams(location.hash.slice(1)).get('select')") == edge["id"]
    assert "Báo Bảo vệ pháp luật" in seen.panel


def test_keys_walk_through_bodies_and_their_links(browser: Any, real_pages: Pages) -> None:
    seen = browser.show(real_pages["agency-programme", "vi"])
    seen.evaluate("document.getElementById('network').focus()")
    seen.press("ArrowDown")
    assert seen.panel.startswith("Ban Tuyên giáo Tỉnh ủy Điện Biên")
    seen.press("ArrowRight")
    assert "Nguồn s0" in seen.panel
    seen.press("Escape")
    assert "Chọn một cơ quan" in seen.panel


def test_typing_and_clearing_filter_at_once(browser: Any, real_pages: Pages) -> None:
    seen = browser.show(real_pages["agency-agency", "en"])
    everything = len(seen.rows)
    seen.evaluate("document.getElementById('search').focus()")
    seen.call("Input.insertText", text="kon ray")
    assert len(seen.rows) == 10
    seen.evaluate("document.getElementById('clear').click()")
    assert len(seen.rows) == everything


def test_the_table_leads_back_to_the_picture(browser: Any, real_pages: Pages) -> None:
    seen = browser.show(real_pages["agency-programme", "vi"])
    seen.evaluate("[...document.querySelectorAll('#rows button')].at(-1).click()")
    assert seen.evaluate("document.activeElement.id") == "panel"
    assert "Phú Bình" in seen.panel


def test_the_page_follows_the_window(browser: Any, real_pages: Pages) -> None:
    seen = browser.show(real_pages["agency-programme", "vi"])
    for width in (700, 1900):
        seen.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        seen.settle()
        last = "[...document.querySelectorAll('#lanes span')].at(-1).getBoundingClientRect().right"
        assert seen.evaluate(f"{last} <= document.getElementById('picture').getBoundingClientRect().right")
        assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_of_nothing_says_so(browser: Any) -> None:
    empty: nx.MultiGraph[str] = nx.MultiGraph()
    seen = browser.show(render_page(empty, language="en").html)
    assert seen.problems == []
    assert seen.evaluate("document.getElementById('nothing').innerText") == "Nothing matches."


def test_a_notebook_frame_shows_the_page(browser: Any, real_pages: Pages) -> None:
    frame = Drawing(real_pages["agency-programme", "vi"])._repr_html_()
    seen = browser.show(f"<!doctype html><meta charset=utf-8>{frame}")
    assert (seen.requests, seen.problems) == (set(), [])
