"""What the page itself says, in Vietnamese and English."""

from __future__ import annotations

LANGUAGES = ("vi", "en")

_PHRASES: dict[str, tuple[str, str]] = {
    "title": (
        "Phối hợp giữa cơ quan Đảng và cơ quan Nhà nước",
        "Coordination between Party bodies and State agencies",
    ),
    "search": ("Tìm (có dấu hoặc không dấu)", "Search (with or without diacritics)"),
    "province": ("Tỉnh, thành phố", "Province"),
    "level": ("Cấp", "Level"),
    "kind": ("Loại cơ quan", "Kind of body"),
    "year": ("Năm ký", "Year signed"),
    "all": ("Tất cả", "All"),
    "undated": ("Không rõ", "Not known"),
    "clear": ("Bỏ lọc", "Clear"),
    "smaller": ("Thu nhỏ", "Zoom out"),
    "larger": ("Phóng to", "Zoom in"),
    "whole": ("Toàn cảnh", "Show all"),
    "picture": (
        "Sơ đồ. Phím lên, xuống: cơ quan trước, sau; trái, phải: quan hệ của cơ quan; +, −: phóng to, thu nhỏ; "
        "Esc: bỏ chọn. Bảng bên dưới có cùng nội dung.",
        "Picture. Up, down: previous, next body; left, right: its links; +, −: zoom; Esc: clear the choice. "
        "The table below holds the same.",
    ),
    "party": ("Đảng", "Party"),
    "caucus": ("Ban cán sự đảng, đảng đoàn", "Party caucus in an agency"),
    "state": ("Nhà nước", "State"),
    "front": ("Mặt trận, đoàn thể", "Front, mass organisations"),
    "lane-party": ("Đảng", "Party"),
    "lane-state": ("Nhà nước", "State"),
    "lane-front": ("Mặt trận", "Front"),
    "lane-other": ("Khác", "Other"),
    "lane-programme": ("Chương trình", "Programmes"),
    "other": ("Cơ quan khác", "Other bodies"),
    "programme": ("Chương trình phối hợp", "Coordination programme"),
    "stated": ("nêu rõ trong nguồn", "stated by the source"),
    "weaker": ("bằng chứng yếu hơn", "weaker evidence"),
    "lead": ("chủ trì", "lead"),
    "lead_body": ("Chủ trì", "Lead"),
    "agreed": ("Chương trình", "Programme"),
    "partner": ("tham gia ký", "signatory"),
    "nowhere": ("Không rõ địa phương", "Place not known"),
    "unknown_level": ("Cấp không rõ", "Level not known"),
    "agency": ("Cơ quan", "Body"),
    "first": ("Cơ quan thứ nhất", "First body"),
    "second": ("Cơ quan thứ hai", "Second body"),
    "role": ("Vai trò", "Role"),
    "date": ("Ngày ký", "Date signed"),
    "no_date": ("ngày không rõ", "date not known"),
    "how_known": ("Ngày biết từ", "Date known from"),
    "term": ("Giai đoạn", "Term"),
    "no_term": ("không rõ", "not known"),
    "standing": ("Mức chắc chắn", "Standing"),
    "place": ("Địa phương", "Place"),
    "host": ("Thuộc cơ quan", "Inside"),
    "territory": ("Địa bàn", "Territory"),
    "signatories": ("Cơ quan ký", "Signatories"),
    "programmes": ("Chương trình đã ký", "Programmes signed"),
    "partners": ("Phối hợp với", "Coordinates with"),
    "evidence": ("Nguồn", "Evidence"),
    "no_address": ("địa chỉ không rõ", "address not known"),
    "span": ("ký tự", "characters"),
    "note": ("Ghi chú", "Note"),
    "iri": ("Định danh", "Identifier"),
    "hint": (
        "Chọn một cơ quan, một chương trình hoặc một đường nối để xem nguồn.",
        "Choose a body, a programme or a line to see its evidence.",
    ),
    "nothing": ("Không có kết quả nào phù hợp.", "Nothing matches."),
    "counts": ("{links} trên {all} quan hệ, {bodies} cơ quan", "{links} of {all} links, {bodies} bodies"),
    "left_out": (
        "Sơ đồ chỉ vẽ {shown} trên {all} chương trình: những chương trình có nhiều cơ quan ký nhất.",
        "Only {shown} of {all} programmes are drawn: those with most signatories.",
    ),
    "table": ("Bảng các quan hệ", "Table of the links"),
    "show": ("Xem", "Show"),
    "no_script": (
        "Trang này cần JavaScript; trang không tải gì từ mạng.",
        "This page needs JavaScript; it loads nothing from the network.",
    ),
    "footer": (
        "Phoihop {version}. Dữ liệu: CC BY 4.0. Trích dẫn: Phoihop {version}, đồ thị tri thức về phối hợp giữa cơ quan "
        "Đảng và cơ quan Nhà nước ở Việt Nam.",
        "Phoihop {version}. Data: CC BY 4.0. Cite as: Phoihop {version}, coordination between Party bodies and State "
        "agencies in Vietnam.",
    ),
}


def phrases(language: str) -> dict[str, str]:
    """What the page says in one of `LANGUAGES`, by name."""
    at = LANGUAGES.index(language)
    return {name: texts[at] for name, texts in _PHRASES.items()}
