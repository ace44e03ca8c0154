"""Posts as an article names them → the post of the vocabulary, and the body of posts that carry none in their name.

Tables to be read and corrected by people who know the field; docs/codebook says how posts are coded.
"""

from __future__ import annotations

from dataclasses import dataclass

from phoihop import vocabulary as v

_COMMITTEE_POSTS = {
    "Bí thư": "secretary",
    "Bí thư thứ nhất": "secretary",
    "Phó Bí thư": "deputy-secretary",
    "Phó Bí thư Thường trực": "standing-deputy-secretary",
    "Ủy viên Ban Thường vụ": "standing-committee-member",
    "Tỉnh ủy viên": "committee-member",
    "Thành ủy viên": "committee-member",
    "Huyện ủy viên": "committee-member",
    "Quận ủy viên": "committee-member",
    "Thị ủy viên": "committee-member",
    "Đảng ủy viên": "committee-member",
    "Ủy viên Ban Chấp hành Đảng bộ": "committee-member",
    "Ủy viên": "committee-member",
    "Ủy viên Ban Thường trực": "committee-member",
    "Ủy viên Đoàn Chủ tịch": "committee-member",
}
_STATE_POSTS = {
    "Chủ tịch": "chair",
    "Phó Chủ tịch": "deputy-chair",
    "Phó Chủ tịch chuyên trách": "deputy-chair",
    "Phó Chủ tịch Thường trực": "standing-deputy-chair",
    "Chủ nhiệm": "inspection-chair",
    "Phó Chủ nhiệm": "inspection-deputy-chair",
    "Phó Chủ nhiệm Thường trực": "inspection-deputy-chair",
    "Chánh án": "chief-justice",
    "Phó Chánh án": "deputy-chief-justice",
    "Phó Chánh án Thường trực": "deputy-chief-justice",
    "Viện trưởng": "chief-procurator",
    "Phó Viện trưởng": "deputy-chief-procurator",
    "Phó Viện trưởng Thường trực": "deputy-chief-procurator",
    "Bộ trưởng": "minister",
    "Thứ trưởng": "deputy-minister",
    "Thứ trưởng Thường trực": "deputy-minister",
    "Cục trưởng": "director",
    "Chi cục trưởng": "director",
    "Giám đốc": "director",
    "Phó Cục trưởng": "deputy-director",
    "Phó Chi cục trưởng": "deputy-director",
    "Phó Giám đốc": "deputy-director",
    "Phó Giám đốc Thường trực": "deputy-director",
    "Tổng Giám đốc": "director",
    "Phó Tổng Giám đốc": "deputy-director",
    "Chỉ huy trưởng": "commander",
    "Tư lệnh": "commander",
    "Phó Chỉ huy trưởng": "deputy-commander",
    "Phó Tư lệnh": "deputy-commander",
    "Chính ủy": "political-commissar",
    "Chính trị viên": "political-commissar",
    "Tổng Biên tập": "editor-in-chief",
    "Phó Tổng Biên tập": "deputy-editor-in-chief",
}
# These words head bodies of several kinds and mean another post in each.
_HEADS = {
    "Trưởng": ("head", "head-of-delegation", "director"),
    "Trưởng Ban": ("head", "head-of-delegation", "director"),
    "Trưởng Đoàn": ("head", "head-of-delegation", "director"),
    "Phó Trưởng": ("deputy-head", "deputy-head-of-delegation", "deputy-director"),
    "Phó Trưởng Ban": ("deputy-head", "deputy-head-of-delegation", "deputy-director"),
    "Phó Trưởng Đoàn": ("deputy-head", "deputy-head-of-delegation", "deputy-director"),
    "Phó Trưởng Đoàn chuyên trách": ("deputy-head", "deputy-head-of-delegation", "deputy-director"),
    "Phó Trưởng ban Thường trực": ("standing-deputy-head", "deputy-head-of-delegation", "deputy-director"),
    "Chánh": ("chief-of-office", "chief-inspector", "other"),
    "Phó Chánh": ("deputy-chief-of-office", "deputy-chief-inspector", "other"),
    "Chánh Văn phòng": ("chief-of-office", "other", "other"),
    "Phó Chánh Văn phòng": ("deputy-chief-of-office", "other", "other"),
    "Chánh Thanh tra": ("other", "chief-inspector", "other"),
    "Phó Chánh Thanh tra": ("other", "deputy-chief-inspector", "other"),
}
_DELEGATIONS = ("national-assembly-delegation", "inspectorate")
_LED_BY_DIRECTORS = ("police", "civil-judgment-enforcement")


@dataclass(frozen=True, slots=True)
class Office:
    """A post that is complete in itself and the central body it belongs to: kind, slug where needed, name."""

    post: str
    kind: str
    name: str
    slug: str | None = None


#: Posts whose name says no body.
CENTRAL_OFFICES = {
    "Tổng Bí thư": Office("general-secretary", "party-committee", "Ban Chấp hành Trung ương Đảng"),
    "Ủy viên Bộ Chính trị": Office("standing-committee-member", "standing-committee", "Bộ Chính trị"),
    "Bí thư Trung ương Đảng": Office("secretary", "party-secretariat", "Ban Bí thư Trung ương Đảng"),
    "Thường trực Ban Bí thư": Office("permanent-member", "party-secretariat", "Ban Bí thư Trung ương Đảng"),
    "Ủy viên Trung ương Đảng": Office("committee-member", "party-committee", "Ban Chấp hành Trung ương Đảng"),
    "Ủy viên dự khuyết Trung ương Đảng": Office("other", "party-committee", "Ban Chấp hành Trung ương Đảng"),
    "Chủ tịch nước": Office("other", "other", "Chủ tịch nước", "chu-tich-nuoc"),
    "Phó Chủ tịch nước": Office("other", "other", "Chủ tịch nước", "chu-tich-nuoc"),
    "Chủ tịch Quốc hội": Office("chair", "national-assembly", "Quốc hội", "quoc-hoi"),
    "Phó Chủ tịch Quốc hội": Office("deputy-chair", "national-assembly", "Quốc hội", "quoc-hoi"),
    "Phó Chủ tịch Thường trực Quốc hội": Office("standing-deputy-chair", "national-assembly", "Quốc hội", "quoc-hoi"),
    "Tổng Thư ký Quốc hội": Office("other", "national-assembly", "Quốc hội", "quoc-hoi"),
    "Ủy viên Ủy ban Thường vụ Quốc hội": Office(
        "committee-member", "national-assembly", "Ủy ban Thường vụ Quốc hội", "uy-ban-thuong-vu-quoc-hoi"
    ),
    "Thủ tướng Chính phủ": Office("prime-minister", "government", "Chính phủ", "chinh-phu"),
    "Phó Thủ tướng Chính phủ": Office("deputy-prime-minister", "government", "Chính phủ", "chinh-phu"),
    "Phó Thủ tướng Thường trực Chính phủ": Office("deputy-prime-minister", "government", "Chính phủ", "chinh-phu"),
    "Tổng Thanh tra Chính phủ": Office("other", "ministry", "Thanh tra Chính phủ", "thanh-tra-chinh-phu"),
    "Phó Tổng Thanh tra Chính phủ": Office("other", "ministry", "Thanh tra Chính phủ", "thanh-tra-chinh-phu"),
    "Tổng Kiểm toán nhà nước": Office("other", "other", "Kiểm toán nhà nước", "kiem-toan-nha-nuoc"),
    "Thống đốc Ngân hàng Nhà nước Việt Nam": Office(
        "other", "ministry", "Ngân hàng Nhà nước Việt Nam", "ngan-hang-nha-nuoc-viet-nam"
    ),
}


def post_concept(title: str, kind: str) -> str:
    """The post of the vocabulary for a title in a body of a kind; `other` where none fits that kind."""
    if title in _HEADS:
        head, second, third = _HEADS[title]
        post = second if kind in _DELEGATIONS else third if kind in _LED_BY_DIRECTORS else head
    else:
        post = _COMMITTEE_POSTS.get(title) or _STATE_POSTS.get(title, "other")
    return post if kind in v.POSTS[post].split() else "other"


def is_plain_post(title: str, post: str) -> bool:
    """Whether the concept says all that the title says, so that the title need not be kept beside it."""
    if post == "other" or title.endswith("chuyên trách"):
        return False
    if title in _STATE_POSTS:
        return "Thường trực" not in title or post.startswith("standing")
    return title in _HEADS or title in ("Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực", "Ủy viên Ban Thường vụ")
