"""The HTML view: every fact is shown, the text stays the text, and nothing in it can do harm."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.extract import Extraction, Fact, Mark
from phoihop.extract.view import render_view

HOSTILE = "</script><script>alert(1)</script> \"quoted\" 'too' <img src=x onerror=y> & &lt; \u202eabc\u2066"


def fact(field: str, start: int, end: int, text: str, value: str = "v", rule: str = "r") -> Fact:
    return Fact(field, text[start:end], start, end, value, {"pact": "1"}, rule, 0.5, "why")


class Reader(HTMLParser):
    """Collects the text of <main>, all tags and all attribute values."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


TEXT = "Ban Tuyên giáo ký kết với Tòa án\n\nẢnh minh họa"
FACTS = (fact("signatory", 0, 14, TEXT), fact("event_kind", 15, 21, TEXT), fact("title", 0, 32, TEXT))


def test_the_text_is_shown_whole_with_every_fact_marked_and_listed() -> None:
    html = render_view(Extraction(TEXT, FACTS, (Mark("caption", 34, len(TEXT)),)), title="x")
    assert read(html).text == TEXT
    for number in range(1, len(FACTS) + 1):
        assert f'id="f{number}"' in html
    assert '<span class="debris">Ảnh minh họa</span>' in html
    assert "rule: r, confidence: 0.50 (why)" in html


def test_words_and_rows_lead_to_each_other() -> None:
    html = render_view(Extraction(TEXT, FACTS[:2], ()), title="x")
    targets = set(re.findall(r'id="([wf]\d)"', html))
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', html)} <= targets


@pytest.mark.parametrize(("lang", "word"), [("en", "signatory"), ("vi", "bên ký")])
def test_labels_are_in_the_language_asked_for(lang: str, word: str) -> None:
    assert word in render_view(Extraction(TEXT, FACTS, ()), title="x", lang=lang)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=40).map(
        lambda t: t + HOSTILE
    ),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=5),
)
def test_hostile_text_stays_text_and_asks_for_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    facts = tuple(
        fact("official", at, min(at + length, len(text)), text, HOSTILE, HOSTILE)
        for at, length in spans
        if at < len(text)
    )
    html = render_view(Extraction(text, facts, (), (HOSTILE,)), title=HOSTILE)
    reader = read(html)
    assert reader.text == text
    assert not reader.tags & {"script", "img", "iframe", "link", "object"}
    for name, value in reader.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcset", "action")
        assert name != "href" or value.startswith("#")
    assert "http" not in unescape(html).replace("http-equiv", "")


def test_an_empty_extraction_says_so() -> None:
    assert "No facts were found." in render_view(Extraction("", (), ()), title="x")
