"""Tokens, their offsets in the text as given, and the tables of phrases that are asked at each."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.extract.phrases import PhraseTable
from phoihop.extract.tokens import BREAK, fold_word, read_tokens

#: What news texts and bad encodings are made of: letters with marks in both forms, all sorts of blanks, line ends.
PIECES = ("Tỉnh", "uỷ", "Hoà", "h", "o", "à", "đ", "12", "7", ".", ",", "(", "_", "o\u0300", "\u212b",
          "u\u031b\u0323", "\u1100", " ", "  ", "\u00a0", "\t", "\u2028", "\u3000", "\r\n", "\n", "\n\n",
          " \n \n ")  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(texts)
def test_every_token_lies_where_its_offsets_say(text: str) -> None:
    tokens = read_tokens(text)
    for at, (word, key) in enumerate(zip(tokens.words, tokens.keys, strict=True)):
        start, end = tokens.span(at, at + 1)
        assert unicodedata.normalize("NFC", text[start:end]).split() == word.split()
        assert key == (fold_word(word) if word.strip() else BREAK)


@given(texts)
def test_a_text_of_words_already_read_gives_the_same_tokens_again(text: str) -> None:
    assert read_tokens(text) == read_tokens(text)


@given(texts)
def test_small_letters_and_figures_stand_at_the_offsets_of_the_text(text: str) -> None:
    tokens = read_tokens(text)
    assert len(tokens.low) == len(tokens.raw)
    runs = [start for start, key in zip(tokens.starts, tokens.keys, strict=True) if key.isdecimal()]
    assert tokens.figures == runs


def test_a_letter_whose_small_form_is_longer_moves_no_offset() -> None:
    assert len(read_tokens("İ và ị").low) == len("İ và ị")


TABLE = PhraseTable(
    (tuple(phrase.split()), number)
    for number, phrase in enumerate(
        ("ban", "ban dân vận", "ban dân vận trung ương", "ban dân vận", "ban tổ chức", "sở")
    )
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ban dân vận trung ương", (2, 1, 3, 0)),
        ("ban dân vận tỉnh", (1, 3, 0)),
        ("ban dân tộc", (0,)),
        ("ban", (0,)),
        ("ban tổ chức", (4, 0)),
        ("sở ban", (5,)),
        ("vận", ()),
        ("", ()),
    ],
)
def test_the_longest_phrase_comes_first_then_those_it_begins_with(words: str, found: tuple[int, ...]) -> None:
    assert TABLE.look_up(words.split(), 0) == found


def test_a_table_tells_how_its_phrases_begin() -> None:
    assert set(TABLE.starts()) == {("ban", ""), ("ban", "dân"), ("ban", "tổ"), ("sở", "")}
    assert "ban" in TABLE
    assert "dân" not in TABLE
