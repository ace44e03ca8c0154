"""What a portal leaves in a text besides the article: menus, captions, credits, bylines, stamps, footers."""

# ruff: noqa: E501 - an alternation of words is read best on one line
from __future__ import annotations

import re

from phoihop.extract.facts import Mark
from phoihop.extract.numbers import Figure
from phoihop.extract.tokens import BREAK, Text

_LINE = re.compile(r"[^\n]+")
_SHORT = 110
_PLACEHOLDER = re.compile(r"leftcenterrightdel|\d{1,2}\Z|null\Z|[| ]+\Z|date\s+20\d\d-\d\d\b")
_MENU = re.compile(
    r"(?i)(?:A-? A A\+|A A(?: A)*\Z|cỡ chữ|tương phản|skip to main content|truy cập nội dung luôn|chi tiết bài viết|in trang|"
    r"bình luận|đường dây nóng|zalo|chia sẻ\Z|gửi email|.{0,20}tăng tương phản|trang chủ|đăng nhập)"
)
_FOOTER = re.compile(
    r"(?i)(?:tin liên quan|tin nổi bật|tin cùng chuyên mục|các tin khác|tin khác|tin mới|có thể bạn quan tâm|bài viết liên quan|"
    r"thông báo mới|vb mới|văn bản mới|lượt truy cập|footer |bản quyền|cơ quan chủ quản|giấy phép|liên kết web|đọc thêm)"
)
_CREDIT = re.compile(r"(?:Nguồn ảnh|Nguồn|Ảnh|ảnh)\s*:[^\n.;)]{2,40}")
_CAPTION_HEAD = re.compile(
    r"(?i)(?:một số hình ảnh|toàn cảnh|quang cảnh|ảnh\s*:|ảnh minh họa|các đại biểu .{0,40}(?:ký kết|chụp ảnh))"
)
_CREDITED = re.compile(r"\((?:[Nn]guồn )?[Ảả]nh\s*:")
_BYLINE = re.compile(
    r"(?m)(?:^|(?<=[.!?…”)/] ))(?:(?:Tin, ảnh|Tin và ảnh|Tin ảnh|Bài, ảnh|Bài và ảnh|PV|Tác giả|Tin, bài)\s*:?\s*)?"
    r"(?P<name>[^\W\d_a-zà-ỹ][\w.]*(?:[ .-][^\W\d_a-zà-ỹ][\w.]*){0,4})(?:\s*(?:\([^)\n]{2,60}\)|[-–] [^\n]{2,60}))?[ \t.]*$"
)


def read_captions(text: Text) -> frozenset[int]:
    """Sentences that are captions of pictures."""
    found = set()
    after_placeholder = False
    for number, (first, end) in enumerate(text.sentences):
        last = end
        while last > first and text.keys[last - 1] == BREAK:
            last -= 1
        if last == first or last - first > 90:
            after_placeholder = after_placeholder and last == first
            continue
        body = range(first, last)
        piece = text.slice(first, last)
        lone = len(body) <= 2 and (piece.isdigit() or piece == "leftcenterrightdel")
        if "leftcenterrightdel" in piece:
            if len(body) > 1 or after_placeholder:
                found.add(number)
            after_placeholder = len(body) == 1
            continue
        if lone:
            after_placeholder = True
            continue
        if after_placeholder or _CAPTION_HEAD.match(piece) or ("nh:" in piece and _CREDITED.search(piece[-60:])):
            found.add(number)
        after_placeholder = False
    return frozenset(found)


def read_marks(text: Text, stamp: Figure | None, captions: frozenset[int]) -> list[Mark]:
    """All debris, in text order."""
    raw = text.raw
    marks: list[Mark] = []

    def mark(kind: str, start: int, end: int) -> None:
        if end > start:
            marks.append(Mark(kind, *text.offsets(start, end)))

    footer = -1
    for line in _LINE.finditer(raw):
        piece = line.group().strip()
        if not piece or len(piece) > _SHORT:
            continue
        start = line.start() + line.group().index(piece)
        if _PLACEHOLDER.match(piece):
            mark("placeholder", start, start + len(piece))
        elif _MENU.match(piece):
            mark("menu", start, start + len(piece))
        elif footer < 0 and start > len(raw) * 2 // 5 and _FOOTER.match(piece):
            footer = start
    for match in _CREDIT.finditer(raw) if "ảnh" in text.low or "nguồn" in text.low else ():
        mark("credit", match.start(), match.end())
    if footer >= 0:
        mark("footer", footer, len(raw.rstrip()))
    if stamp is not None:
        mark("stamp", stamp.start, stamp.end)
    for number in sorted(captions):
        first, last = text.sentences[number]
        while last > first and text.keys[last - 1] == BREAK:
            last -= 1
        mark("caption", text.starts[first], text.ends[last - 1])
    byline = read_byline(raw, footer if footer >= 0 else len(raw))
    if byline is not None:
        mark("byline", *byline)
    return sorted(marks, key=lambda m: (m.start, m.end, m.kind))


def read_byline(raw: str, end: int) -> tuple[int, int] | None:
    """The author's name at the end of the article."""
    tail_start = max(0, len(raw[:end].rstrip()) - 120)
    tail = raw[tail_start : len(raw[:end].rstrip())]
    found = None
    for match in _BYLINE.finditer(tail):
        if match.end("name") - match.start("name") >= 3:
            found = (tail_start + match.start("name"), tail_start + match.end("name"))
    return found
