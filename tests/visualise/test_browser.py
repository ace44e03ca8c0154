"""The page in a browser that can reach no other host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import networkx as nx
import pytest

from phoihop.visualise import render_page

pytestmark = pytest.mark.browser
Browse = Callable[..., Any]
Pages = dict[tuple[str, str], str]
HOSTILE = "</script><img src=http://evil.example/x onerror=\"document.title='taken'\"><b>\u202e"


def fragment(**state: str) -> str:
    return "#" + urlencode(state)


def test_it_draws_without_a_request_or_an_error(browse: Browse, real_pages: Pages) -> None:
    for page in real_pages.values():
        seen = browse(page)
        assert seen.requests == frozenset()
        assert seen.console == ""
        assert 'style="left:' in seen.dom, "the lanes' heads are set when the picture has been drawn"


def test_the_watch_would_see_a_request(browse: Browse) -> None:
    assert browse("<img src='http://evil.example/x'>").requests == {"http://evil.example/x"}


@pytest.mark.parametrize(
    ("typed", "rows"),
    [("dien bien", 8), ("Điện Biên", 8), ("ĐIỆN BIÊN", 8), ("điện bien", 8), ("điên biên", 0), ("toà án phú bình", 1)],
)
def test_search_takes_words_with_and_without_diacritics(
    browse: Browse, real_pages: Pages, typed: str, rows: int
) -> None:
    seen = browse(real_pages["agency-programme", "vi"], fragment(search=typed))
    assert len(seen.rows) == rows
    assert f"{rows} trên 27 quan hệ" in seen.dom


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
def test_filters_narrow_the_table(browse: Browse, real_pages: Pages, state: dict[str, str], rows: int) -> None:
    assert len(browse(real_pages["agency-programme", "vi"], fragment(**state)).rows) == rows


def test_a_chosen_edge_shows_its_evidence(browse: Browse, real_pages: Pages) -> None:
    chosen = "agency/vn63/11/people-court~programme/s0/programme"
    seen = browse(real_pages["agency-programme", "vi"], fragment(select=chosen))
    for words in (
        "Tòa án nhân dân tỉnh Điện Biên",
        "ngày không rõ",
        "bằng chứng yếu hơn",
        "ký tự 693–863",
        "photo caption",
    ):
        assert words in seen.panel
    assert 'href="https://baovephapluat.vn/' in seen.dom
    assert 'rel="noopener noreferrer"' in seen.dom


def test_a_chosen_pair_tells_date_lead_and_that_no_address_is_known(browse: Browse, real_pages: Pages) -> None:
    chosen = "agency/vn63/20/people-court~agency/vn63/20/propaganda-commission~programme/s1/programme"
    panel = browse(real_pages["agency-agency", "en"], fragment(select=chosen)).panel
    for words in ("2021-09-08", "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", "address not known", "stated by the source"):
        assert words in panel


def test_a_chosen_body_shows_its_facts(browse: Browse, real_pages: Pages) -> None:
    seen = browse(real_pages["agency-programme", "vi"], fragment(select="agency/vn63/11/party-caucus/people-court"))
    for words in ("Ban cán sự đảng", "Cấp tỉnh", "Điện Biên", "Tòa án nhân dân tỉnh Điện Biên", "Chương trình đã ký"):
        assert words in seen.panel


@pytest.mark.parametrize("unknown", ["nothing", "constructor", "__proto__", HOSTILE])
def test_an_unknown_choice_in_a_link_is_none(browse: Browse, real_pages: Pages, unknown: str) -> None:
    seen = browse(real_pages["agency-programme", "vi"], fragment(select=unknown))
    assert "Chọn một cơ quan" in seen.panel
    assert seen.console == ""


def test_a_hostile_label_neither_runs_nor_loads(browse: Browse, network: nx.MultiGraph[str]) -> None:
    for _, facts in network.nodes.items():
        facts["label"] = facts["place_label"] = facts["province_label"] = HOSTILE
    for *_, facts in network.edges(data=True):
        facts["programme_label"] = HOSTILE
        facts["evidence"] = facts["evidence"].replace("https://example.org/t1", "javascript:alert(1)")
    page = render_page(network, language="en").html
    seen = browse(page, fragment(select="agency/front~programme/joint"))
    assert "<title>Coordination" in seen.dom
    assert seen.requests == frozenset()
    assert "<img" not in seen.dom
    assert 'href="javascript' not in seen.dom
    assert "javascript:alert(1)" in seen.panel
