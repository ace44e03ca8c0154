"""A news page as the coder has it, HTML or plain text, to the text that every offset refers to."""

from __future__ import annotations

import hashlib
import logging
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from phoihop.errors import UsageError
from phoihop.extract.pages_encoding import decode, is_vietnamese

# An article has some kilobytes; what is larger is a dump, and would take the memory of the whole run.
LARGEST = 20 * 1024 * 1024
SUFFIXES = frozenset({".html", ".htm", ".txt"})
STANDARD_INPUT = "-"

_REFUSED = (
    (b"%PDF", "a PDF", "export its text, or save the page as HTML"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the text as UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as UTF-8"),
    (b"{\\rtf", "a rich text document", "save its text as UTF-8"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"Rar!", "a rar archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"\x89PNG", "an image", "give the page's text"),
    (b"\xff\xd8\xff", "an image", "give the page's text"),
    (b"GIF8", "an image", "give the page's text"),
    (b"RIFF", "an image or a recording", "give the page's text"),
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|article|section|div|h1|p)\b", re.IGNORECASE)
_FRAME = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
# The library logs odd pages as errors; without a handler Python would print them. Those who log still get them.
_SILENT = logging.NullHandler()

# What a page of several leads shows and an article does not: a stamp on a line of its own, "read on".
_STAMP = re.compile(r"\W*(?:\d{1,2}:\d{2},?\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:,?\s+\d{1,2}:\d{2})?\W*\Z")
_READ_ON = re.compile(r"(?:xem tiếp|xem thêm|xem chi tiết|đọc tiếp|chi tiết)\s*(?:\.{2,}|…|»|>+|\]|\Z)", re.I)
_PARAGRAPH = 400  # characters; a lead is shorter, an article has at least one line that is longer
_SHORT = 200  # characters of main text, below which the library has probably missed the article


@dataclass(frozen=True)
class Page:
    """A page read.

    Args:
        text: what offsets refer to, in code points: the main text of an HTML page, or the decoded file
            untouched but for a byte order mark.
        sha256: hexadecimal digest of the text in UTF-8.
        title, publisher, byline, url: as the page's own metadata give them; empty where they do not.
        published: ISO date, empty where the page gives none.
        media: `html` or `text`.
        warnings: what a reader should know, each a sentence.
        name: the file's name, `-` for standard input.
    """

    text: str
    sha256: str
    title: str
    publisher: str
    byline: str
    published: str
    url: str
    media: str
    warnings: tuple[str, ...]
    name: str


def read_page(source: Path | bytes, *, name: str = "", declared_url: str | None = None) -> Page:
    """Read one page.

    Args:
        source: a file, `Path("-")` for standard input, or the bytes themselves.
        name: what to call it in messages; by default the path.
        declared_url: the address the page was saved from, which then counts more than the page's own.

    Raises:
        UsageError: the file is missing, empty, too large, no text, in no known encoding, or holds no text;
            or it is HTML and the extra `html` is not installed.
    """
    if isinstance(source, bytes):
        data, name = source, name or "<bytes>"
    else:
        name = name or str(source)
        data = _read_bytes(source, name)
    _check_bytes(data, name)
    suffix = Path(name).suffix.lower()
    markup = suffix != ".txt" and (suffix in SUFFIXES or _looks_like_markup(data))
    text, warnings = decode(data, markup=markup, name=name)
    if markup:
        page = _parse_html(text, warnings, name, declared_url)
    else:
        page = _build_page(text, "text", warnings, name, {"url": declared_url})
    if not page.text.strip():
        raise UsageError("the page holds no text", path=name, fix="save the article's own page, not its frame")
    return page


def find_pages(paths: Iterable[Path | str]) -> list[Path]:
    """The pages among files and folders: a folder stands for its HTML and text files, sorted, at any depth.

    `-` is standard input. A file named outright is taken whatever it is called, and a page given twice once.

    Raises:
        UsageError: a path does not exist, or a folder holds no page.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(page for page in path.rglob("*") if page.suffix.lower() in SUFFIXES and page.is_file())
            if not inside:
                raise UsageError("the folder holds no .html, .htm or .txt file", path=path)
            found.update(dict.fromkeys(inside))
        elif str(path) == STANDARD_INPUT or path.exists():
            found[path] = None
        else:
            raise UsageError("there is no such file or folder", path=path, fix="check the path")
    return list(found)


def _read_bytes(path: Path, name: str) -> bytes:
    if str(path) == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(name)
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError("there is no such file", path=name, fix="check the path") from None
    except OSError as error:
        raise UsageError(f"the file cannot be read: {error.strerror}", path=name) from None


def _too_large(name: str) -> UsageError:
    return UsageError(
        f"the file is larger than {LARGEST // 1024 // 1024} MB, which no news page is",
        path=name,
        fix="give single pages",
    )


def _check_bytes(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise _too_large(name)
    if not data.strip():
        raise UsageError("the file is empty", path=name)
    for signature, kind, fix in _REFUSED:
        if data.startswith(signature):
            raise UsageError(f"the file is {kind}, not a page", path=name, fix=fix)
    if not data.startswith(_BYTE_ORDER_MARKS) and _CONTROLS.search(data[:100_000]):
        raise UsageError(
            "the file is binary, not a page",
            path=name,
            fix="save it as HTML or as text in UTF-8 (UTF-16 needs its byte order mark)",
        )


def _looks_like_markup(data: bytes) -> bool:
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and _MARKUP.search(head) is not None


def _build_page(text: str, media: str, warnings: tuple[str, ...], name: str, metadata: dict[str, str | None]) -> Page:
    if text.strip() and not is_vietnamese(text):
        warnings += ("the text does not look Vietnamese",)
    if _count_leads(text) >= 3:
        warnings += ("the page looks like a list of several articles, not like one",)
    fields = {key: metadata.get(key) or "" for key in ("title", "publisher", "byline", "published", "url")}
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return Page(text=text, sha256=digest, media=media, warnings=warnings, name=name, **fields)


def _count_leads(text: str) -> int:
    lines = text.splitlines()
    if any(len(line) >= _PARAGRAPH for line in lines):
        return 0
    return max(sum(_STAMP.match(line) is not None for line in lines), sum(1 for line in lines if _READ_ON.search(line)))


def _parse_html(markup: str, warnings: tuple[str, ...], name: str, declared_url: str | None) -> Page:
    trafilatura = _load_trafilatura(name)
    if _FRAME.search(markup) is None:  # a fragment, which the library takes for no HTML at all
        markup = f"<html><body>{markup}</body></html>"
    tree = trafilatura.load_html(markup)
    if tree is None:
        raise UsageError("the page holds no text", path=name, fix="save the article's own page, not its frame")
    document = trafilatura.bare_extraction(
        tree,
        url=declared_url,
        with_metadata=True,
        include_comments=False,
        # The library's default bound is today, and its wider search guesses: neither may decide a date.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    text = (document.text or "") if document is not None else ""
    if len(text) < _SHORT:
        text, fell_back = _read_around(trafilatura, markup, text)
        warnings += ("no main text was recognised: the whole page was taken",) if fell_back else ()
    return _build_page(text, "html", warnings, name, _parse_metadata(trafilatura, document, markup, declared_url))


def _load_trafilatura(name: str) -> Any:
    """The library of the extra `html`, loaded late because plain text does without it."""
    try:
        library = import_module("trafilatura")
    except ModuleNotFoundError:
        raise UsageError(
            "reading HTML needs the library trafilatura",
            path=name,
            fix="pip install 'phoihop[html]', or give plain text",
        ) from None
    for logger in ("trafilatura", "htmldate"):
        logging.getLogger(logger).addHandler(_SILENT)
    return library


def _read_around(trafilatura: Any, markup: str, text: str) -> tuple[str, bool]:
    """The text by the library's simpler ways, where they find clearly more than its main way did."""
    for simpler in (trafilatura.baseline(markup)[1], trafilatura.html2txt(markup)):
        if len(simpler) > 2 * len(text):
            return simpler, True
    return text, False


def _parse_metadata(trafilatura: Any, document: Any, markup: str, declared_url: str | None) -> dict[str, str | None]:
    found = document if document is not None else trafilatura.extract_metadata(markup, default_url=declared_url)
    return {
        "title": found.title,
        "publisher": found.sitename or found.hostname,
        "byline": found.author,
        "published": found.date,
        "url": declared_url or found.url,
    }
