"""What `read_page` makes of the files coders really have."""

from __future__ import annotations

import hashlib
import io
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.errors import UsageError
from phoihop.extract import pages
from phoihop.extract.pages import Page, find_pages, read_page
from phoihop.extract.pages_encoding import parse_tcvn3, parse_vni

LEAD = "Sáng 23/6, tại hội trường lớn, Ban Dân vận Huyện ủy Mường Mẫu và Tòa án nhân dân huyện họp bàn việc chung."
BODY = (
    "Đồng chí Lò Văn Ví Dụ cho biết trong sáu tháng qua hai cơ quan đã trao đổi thông tin đều đặn, nhờ vậy hồ sơ "
    "được chuyển đi sớm hơn, người dân không phải chờ lâu. Các ý kiến tại buổi họp đề nghị thống nhất mẫu biểu, "
    "phân công người làm đầu mối và gửi số liệu trước ngày mười lăm hằng tháng để kịp tổng hợp, tránh phải hỏi lại. "
    "Kết luận buổi họp, hai bên ghi nhận các ý kiến và giao bộ phận chuyên môn soạn biên bản."
)
ARTICLE = f"{LEAD}\n{BODY}\n"


def html(body: str, *, head: str = "", charset: str = "utf-8") -> str:
    return f'<!DOCTYPE html><html lang="vi"><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'


PAGE = html(
    f"<nav><a href='/'>Trang nhất</a></nav><script>var chu = 'không phải bài';</script>"
    f"<article><h1>Hai cơ quan họp bàn</h1><p>{LEAD}</p><p>{BODY}</p></article><footer>Bản quyền</footer>",
    head='<title>Hai cơ quan họp bàn | Báo Mẫu</title><meta property="og:title" content="Hai cơ quan họp bàn">'
    '<meta property="og:site_name" content="Báo Mẫu"><meta name="author" content="Cầm Thị Thử">'
    '<meta property="article:published_time" content="2023-06-24T08:15:00+07:00">'
    '<link rel="canonical" href="https://baomau.example/hop-ban.html">',
)

# Written by hand from the two code charts, not with the tables under test.
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp, tù do, h¹nh phóc: quy chÕ phèi hîp c«ng t¸c gi÷a hai c¬ quan"
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp, töï do, haïnh phuùc: "
    "quy cheá phoái hôïp coâng taùc giöõa hai cô quan"
)
UNICODE = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc: quy chế phối hợp công tác giữa hai cơ quan"

ALPHABET = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"
ALPHABET_TCVN3 = "aµ¶·¸¹ ¨»¼½¾Æ ©ÇÈÉÊË eÌÎÏÐÑ ªÒÓÔÕÖ i×ØÜÝÞ oßáâãä «åæçèé ¬êëìíî uïñòóô \xadõö÷øù yúûüýþ ®"
ALPHABET_VNI = (
    "aaøaûaõaùaï aêaèaúaüaéaë aâaàaåaãaáaä eeøeûeõeùeï eâeàeåeãeáeä iìæóíò "
    "ooøoûoõoùoï oâoàoåoãoáoä ôôøôûôõôùôï uuøuûuõuùuï ööøöûöõöùöï yyøyûyõyùî ñ"
)


def warned(page: Page, words: str) -> bool:
    return any(words in warning for warning in page.warnings)


def test_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    text = f"  {LEAD}\r\n\r\n\tUỷ ban  Hoà\u00a0Bình\u200b\n{BODY}\n\n"
    file = tmp_path / "bai.txt"
    file.write_bytes(text.encode())
    page = read_page(file)
    assert page.text == text
    assert page.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (page.media, page.name, page.warnings) == ("text", str(file), ())
    assert (page.title, page.publisher, page.byline, page.published, page.url) == ("", "", "", "", "")


def test_text_in_another_unicode_form_is_not_composed() -> None:
    decomposed = unicodedata.normalize("NFD", ARTICLE)
    page = read_page(decomposed.encode(), name="bai.txt")
    assert page.text == decomposed
    assert page.warnings == ()


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_whatever_follows_the_article_its_text_is_the_decoded_file(tail: str) -> None:
    text = ARTICLE * 3 + tail
    assert read_page(text.encode(), name="bai.txt").text == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["bai.txt", "-"])
def test_unicode_encodings_are_read_without_their_mark(codec: str, name: str) -> None:
    page = read_page(ARTICLE.encode(codec), name=name)
    assert page.text == ARTICLE
    assert page.warnings == ()


def test_windows_1258_is_recognised() -> None:
    # That code page has no composed letter but â ă ê ô ơ ư đ and a few with tones: tones follow their vowel.
    spelled = unicodedata.normalize("NFD", ARTICLE)
    for mark, vowels in {"\u0302": "aeoAEO", "\u0306": "aA", "\u031b": "ouOU"}.items():
        for vowel in vowels:
            for between in ("", "\u0323"):
                composed = unicodedata.normalize("NFC", vowel + mark)
                spelled = spelled.replace(vowel + between + mark, composed + between)
    page = read_page(spelled.encode("cp1258"), name="bai.txt")
    assert unicodedata.normalize("NFC", page.text) == ARTICLE
    assert warned(page, "windows-1258")


@pytest.mark.parametrize(("legacy", "code"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
@pytest.mark.parametrize("codec", ["latin-1", "utf-8"])
def test_legacy_fonts_are_converted_and_said(legacy: str, code: str, codec: str) -> None:
    page = read_page(legacy.encode(codec), name="bai.txt")
    assert page.text == UNICODE
    assert warned(page, code)


@pytest.mark.parametrize(("legacy", "code"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_legacy_fonts_written_as_entities_are_converted(legacy: str, code: str) -> None:
    entities = "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in legacy)
    page = read_page(html(f"<article><p>{entities}</p><p>{entities}</p></article>").encode(), name="bai.html")
    assert UNICODE in page.text
    assert warned(page, code)


@pytest.mark.parametrize(("parse", "legacy"), [(parse_tcvn3, ALPHABET_TCVN3), (parse_vni, ALPHABET_VNI)])
def test_every_letter_of_the_legacy_fonts_is_known(parse: Callable[[str], str], legacy: str) -> None:
    assert parse(legacy) == ALPHABET


@pytest.mark.parametrize(("legacy", "code"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_an_old_html_page_in_single_bytes_is_converted(legacy: str, code: str) -> None:
    page = read_page(html(f"<title>{legacy}</title><p>{legacy}</p>", charset="x-user-defined").encode("latin-1"))
    assert UNICODE in page.text
    assert warned(page, code)


def test_upper_case_vni_is_converted() -> None:
    page = read_page("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, ÑAÊK LAÊK, UÛY BAN, TÆNH".encode(), name="bai.txt")
    assert page.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, ĐĂK LĂK, ỦY BAN, TỈNH"


def test_a_wrongly_declared_encoding_does_not_matter() -> None:
    page = read_page(PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode(), name="bai.html")
    assert LEAD in page.text
    assert warned(page, "declares the encoding iso-8859-1 but is in UTF-8")


def test_a_spoiled_letter_does_not_lose_the_article() -> None:
    page = read_page(ARTICLE.encode() + "ế".encode()[:2], name="bai.txt")
    assert page.text == ARTICLE + "\ufffd"
    assert warned(page, "1 broken UTF-8")


def test_html_gives_main_text_and_its_own_metadata() -> None:
    page = read_page(PAGE.encode(), name="bai.html")
    assert LEAD in page.text
    assert BODY in page.text
    for noise in ("Trang nhất", "không phải bài", "Bản quyền", "<p>"):
        assert noise not in page.text
    assert (page.title, page.publisher, page.byline) == ("Hai cơ quan họp bàn", "Báo Mẫu", "Cầm Thị Thử")
    assert (page.published, page.url, page.media) == ("2023-06-24", "https://baomau.example/hop-ban.html", "html")
    assert page.warnings == ()


def test_the_declared_address_counts_more_than_the_pages_own() -> None:
    page = read_page(PAGE.encode(), name="bai.html", declared_url="https://khac.example/1")
    assert page.url == "https://khac.example/1"


def test_a_page_that_gives_no_date_gets_none() -> None:
    page = read_page(html(f"<article><p>{LEAD}</p><p>{BODY}</p></article><p>© 2019</p>").encode(), name="bai.html")
    assert page.published == ""
    assert page.title == ""


@pytest.mark.parametrize(
    "markup",
    [
        f"<html><body><p>{LEAD}<p>{BODY}<div><span></p></b>",
        f"<table><tr><td>{LEAD}<td>{BODY}",
        f"<html><body><<p>{LEAD}</p><p>{BODY}</p",
        f"<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>{LEAD}</p><p>{BODY}</p></body></html>",
        html(f"<p>{LEAD.encode('ascii', 'xmlcharrefreplace').decode()}</p><p>{BODY}</p>"),
        html(f"<div>{LEAD}</div>"),
    ],
)
def test_broken_and_odd_markup_still_gives_the_text(markup: str) -> None:
    assert LEAD in read_page(markup.encode(), name="bai.htm").text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_html_is_recognised_without_a_file_name(codec: str) -> None:
    assert read_page(PAGE.encode(codec)).media == "html"


def test_the_same_page_gives_the_same_result() -> None:
    assert read_page(PAGE.encode()) == read_page(PAGE.encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a zip archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "an image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "an image"),
        (b"GIF89a\x01\x00", "an image"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
        (b"\x7fELF\x02\x01\x01\x00", "is binary"),
        ("Xã".encode("utf-16")[:-1], "breaks at byte"),
        ("Le président a été reçu à l'Élysée, où l'équipe française présentait".encode("latin-1"), "no encoding"),
        ("全国人民代表大会常务委员会在北京举行会议".encode("gbk"), "no encoding"),
        (b"<html><body><script>var x;</script></body></html>", "holds no text"),
        (b"<!-- -->", "holds no text"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes, says: str) -> None:
    name = "bai.html" if b"<" in data else "bai"
    with pytest.raises(UsageError, match=says) as caught:
        read_page(data, name=name)
    assert caught.value.path == name
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lon.txt"
    with file.open("wb") as stream:
        stream.truncate(pages.LARGEST + 1)
    with pytest.raises(UsageError, match="larger than 20 MB"):
        read_page(file)


def test_huge_input_is_refused() -> None:
    with pytest.raises(UsageError, match="larger than 20 MB"):
        read_page(b"a" * (pages.LARGEST + 1))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_page(tmp_path / "khong-co.txt")
    with pytest.raises(UsageError, match="cannot be read"):
        read_page(tmp_path)


def test_html_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match=r"pip install 'phoihop\[html\]'"):
        read_page(PAGE.encode(), name="bai.html")
    assert read_page(ARTICLE.encode(), name="bai.txt").text == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "The court and the procuracy of the district met to talk about how they share files and people.",
        "Le président de la République a été reçu hier à Genève par les autorités fédérales, réunies au complet.",
        "Uy ban nhan dan huyen va Toa an nhan dan huyen hop ban viec trao doi thong tin hang thang.",
        "全国人民代表大会常务委员会在北京举行会议",
    ],
)
def test_another_language_is_warned_of(text: str) -> None:
    page = read_page(text.encode(), name="bai.txt")
    assert page.text == text
    assert warned(page, "does not look Vietnamese")


LISTINGS = [
    "Họp bàn công tác quý một\n(14/02/2023 08:12)\nTập huấn ở huyện\n(13/02/2023 16:40)\nLịch tiếp dân\n(10/02/2023)\n",
    "Họp bàn công tác quý một. Xem tiếp...\nTập huấn ở huyện. Xem tiếp...\nLịch tiếp dân tháng này. Xem tiếp...\n",
    "Họp bàn công tác quý một\nXem thêm »\nTập huấn ở huyện\nXem thêm »\nLịch tiếp dân tháng này\nXem thêm »\n",
]


@pytest.mark.parametrize("text", LISTINGS)
def test_a_list_of_leads_is_warned_of(text: str) -> None:
    assert warned(read_page(text.encode(), name="muc.txt"), "a list of several articles")


@pytest.mark.parametrize("text", LISTINGS)
def test_an_article_with_other_leads_under_it_is_not(text: str) -> None:
    assert not warned(read_page((ARTICLE + text).encode(), name="bai.txt"), "a list of several articles")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    page = read_page(Path("-"))
    assert (page.text, page.name) == (ARTICLE, "-")


def test_a_folder_stands_for_its_pages_in_order(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "c.HTM", "anh.png", "sau/d.txt"):
        file = tmp_path / "trang" / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("x", encoding="utf-8")
    named = tmp_path / "trang" / "anh.png"
    found = find_pages([tmp_path / "trang", "-", str(named), tmp_path / "trang" / "a.txt"])
    inside = [str(path.relative_to(tmp_path / "trang")) for path in found[:4]]
    assert inside == ["a.txt", "b.html", "c.HTM", "sau/d.txt"]
    assert found[4:] == [Path("-"), named]


def test_a_missing_path_and_a_folder_without_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        find_pages([tmp_path / "khong"])
    with pytest.raises(UsageError, match="holds no"):
        find_pages([tmp_path])


@pytest.mark.parametrize("junk", ["Ban ", "<", "<!-- -->", "<p>", "&amp;", "é", "0123/", "é&#233;"])
@pytest.mark.parametrize("name", ["bai.txt", "bai.html"])
def test_hostile_input_ends_in_a_page_or_a_refusal(junk: str, name: str) -> None:
    data = (junk * 20_000).encode()
    if name == "bai.html" and junk in {"<!-- -->", "<p>"}:
        with pytest.raises(UsageError, match="no text"):
            read_page(data, name=name)
    else:
        assert read_page(data, name=name).text.strip()
