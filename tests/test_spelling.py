import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.spelling import fold, nfc_tone_first

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđqbchnỦỶÀĐ -'"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Uỷ ban", "Ủy ban"),
        ("TOÀ ÁN", "TÒA ÁN"),
        ("UỶ BAN", "ỦY BAN"),
        ("Thuỷ Nguyên, Điềm Thuỵ", "Thủy Nguyên, Điềm Thụy"),
        ("khoẻ", "khỏe"),
        ("hoá đơn (khoá)", "hóa đơn (khóa)"),
        ("Quý, quỳ, Quỹ", "Quý, quỳ, Quỹ"),
        ("Hoàng, toàn, ngoài, Huỳnh, loè xoè", "Hoàng, toàn, ngoài, Huỳnh, lòe xòe"),
        ("Hòa Bình", "Hòa Bình"),
        ("", ""),
    ],
)
def test_the_tone_mark_stands_on_the_first_vowel_of_open_syllables(written: str, kept: str) -> None:
    assert nfc_tone_first(written) == kept


def test_decomposed_text_is_composed() -> None:
    assert nfc_tone_first(unicodedata.normalize("NFD", "Toà án huyện Kon Rẫy")) == "Tòa án huyện Kon Rẫy"


@given(st.text(st.sampled_from(LETTERS)))
def test_composed_text_keeps_its_length_and_the_change_is_made_once(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    changed = nfc_tone_first(text)
    assert len(changed) == len(text)
    assert nfc_tone_first(changed) == changed
    assert fold(changed) == fold(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Điện  Biên", "dien bien"),
        ("ĐẮK\u00a0LẮK ", "dak lak"),
        ("Hoà Bình", "hoa binh"),
        ("Ia H'Drai", "ia h'drai"),
        ("Bà Rịa - Vũng Tàu", "ba ria - vung tau"),
        ("東京", "東京"),
        (" \t", ""),
    ],
)
def test_folding_drops_case_marks_and_spare_blanks(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_is_blind_to_unicode_form_and_stable(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == once
