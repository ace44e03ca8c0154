"""The posts of a person in full: what the posts of one chain share, and the body of a post that names none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from phoihop.extract.bodies import COMMITTEE_LEVEL, Body, Head
from phoihop.extract.posts import Post
from phoihop.extract.resolution import CAUCUS_HOSTS, Setting, committee_near, settle_body


class Tenancy(NamedTuple):
    """A post in full.

    Args:
        post: the mention.
        value: the post with its body, in full words; empty if no body can be told.
        body: the settled body, where the grammar knows it.
        inferred: what the words of this mention do not say.
    """

    post: Post
    value: str = ""
    body: Body | None = None
    inferred: tuple[str, ...] = ()


def settle_posts(posts: list[Post], setting: Setting) -> list[Tenancy]:
    """The posts of one naming in full."""
    bodies = [post.body or post.within for post in posts]
    settled: list[Tenancy] = []
    for at, post in enumerate(posts):
        near = [body for body in [*bodies[at + 1 :], *reversed(bodies[:at])] if body is not None]
        tenancy = _settle_post(post, [*posts[at + 1 :], *reversed(posts[:at])], near, setting)
        if tenancy.value and post.parents:
            names = (settle_body(parent, setting).name for parent in post.parents)
            tenancy = tenancy._replace(value=", ".join([tenancy.value, *names]))
        elif not tenancy.value and settled and settled[-1].inferred == ("body",):
            before = settled[-1]  # Phó Chủ tịch, Tổng Thư ký X: one body for both
            value = post.title + before.value.removeprefix(before.post.title)
            tenancy = tenancy._replace(value=value, body=before.body, inferred=("body",))
        settled.append(tenancy)
    return settled


def _settle_post(post: Post, others: list[Post], near: list[Body], setting: Setting) -> Tenancy:
    if post.rule == "." or post.tail in _NOBODY:
        return Tenancy(post, post.title if post.rule == "." else "")
    if post.body is not None:
        return _own_body(post, post.body, near, setting)
    if post.rule in "cC" and not post.tail:  # Bí thư Chi bộ X is of no committee
        return _committee_post(post, others, near, setting)
    if post.within is not None:
        body = settle_body(post.within, setting, neighbours=near)
        return Tenancy(post, f"{post.title} {post.tail} {body.name}", body, body.inferred)
    if post.tail:
        bare = f"{post.title} {post.tail}".endswith(STEERING)
        return _steering_post(post, others) if bare else _office_post(post, setting) or _placed_post(post, setting)
    return _shared_body(post, others, setting)


#: Words behind a post that name no body.
_NOBODY = frozenset({"nhà trường", "cơ quan", "đơn vị"})
STEERING = "Ban Chỉ đạo"


_BARE_LEVEL = re.compile(r"(?: của)? (?P<word>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)$")


def _placed_post(post: Post, setting: Setting) -> Tenancy:
    """`Trưởng Ban Chỉ đạo cải cách hành chính (của) tỉnh`: an open office with a level; its place is the article's."""
    level = _BARE_LEVEL.search(post.tail)
    seat = setting.home(level["word"], post.first) if level is not None else None
    if level is None or seat is None:
        return Tenancy(post, f"{post.title} {post.tail}")
    return Tenancy(post, f"{post.title} {post.tail[: level.start()]} {level['word']} {seat.name}", None, ("place",))


def _office_post(post: Post, setting: Setting) -> Tenancy | None:
    """`Trưởng phòng X`: of the body whose people are introduced, or where a list names Phòng X itself."""
    if post.rule != "G":
        return None
    whole = _delegation(post, setting)
    if whole is not None:
        whole = settle_body(whole, setting)
        return Tenancy(post, f"{post.title} {post.tail} {whole.name}", whole, ("body",))
    office = _office_named(post, setting)
    return (
        Tenancy(post, f"{post.title.removesuffix(' phòng')} {office.name}", office, ("body",))
        if office is not None
        else None
    )


def _office_named(post: Post, setting: Setting) -> Body | None:
    """The office of a post, as a list names it among the bodies of one place."""
    text = setting.text
    for body in setting.mentions.bodies:
        if body.tail == post.tail and body.head.name == "Phòng":
            number = text.sentence_of[body.first]
            near = [b for b in setting.mentions.bodies if b is not body and text.sentence_of[b.first] == number]
            settled = settle_body(body, setting, neighbours=near)
            return settled if settled.place else None
    return None


def _steering_post(post: Post, others: list[Post]) -> Tenancy:
    """`Ủy viên Ban Chỉ đạo`: which one, another post of the chain says; else nobody can tell."""
    for other in others:
        _, found, rest = other.tail.partition(STEERING)
        if found and rest.strip():
            return Tenancy(post, f"{post.title} {post.tail}{rest}", None, ("body",))
    return Tenancy(post)


def _own_body(post: Post, body: Body, near: list[Body], setting: Setting) -> Tenancy:
    if post.rule == "m":
        return _membership(post, body, near, setting)
    if body.kind == "party-caucus" and body.host is None:
        hosts = [other for other in near if other.kind in CAUCUS_HOSTS]
        if not hosts:
            return Tenancy(post)
        body = replace(body, host=hosts[0])
    if body.committee == "Đảng ủy" and not body.word and not body.place:
        body = _party_of_agency(body, near)
    body = settle_body(body, setting, neighbours=near)
    return Tenancy(post, f"{post.title} {body.name}".strip(), body, body.inferred)


def _membership(post: Post, body: Body, near: list[Body], setting: Setting) -> Tenancy:
    """`Tỉnh ủy viên`: of the province that the person's other posts are in, else of the article's."""
    inner = next((other for other in near if other.level == "district" and other.province), None)
    if body.level == "province" and not body.place and inner is not None:
        body = replace(body, place=inner.province, province=inner.province, inferred=("place",))
    body = settle_body(body, setting, neighbours=near)
    word = f"{body.word} " if body.committee == "Đảng ủy" and body.word else ""
    return Tenancy(post, f"{post.title} {word}{body.place}".strip(), body, body.inferred)


_WITH_COMMITTEE = frozenset(
    {"police", "military-command", "people-court", "people-procuracy", "department", "ministry"}
)


#: The Party committees of commands have names of their own.
_PARTY_OF_COMMAND = {
    "Bộ Chỉ huy Quân sự": "Đảng ủy Quân sự", "Ban Chỉ huy Quân sự": "Đảng ủy Quân sự",
    "Bộ Chỉ huy Bộ đội Biên phòng": "Đảng ủy Bộ đội Biên phòng",
}  # fmt: skip


def _party_of_agency(body: Body, near: list[Body]) -> Body:
    """`Phó Bí thư Đảng ủy, Phó Giám đốc Công an tỉnh`: the Party committee of the agency."""
    agency = next((other for other in near if other.kind in _WITH_COMMITTEE), None)
    if agency is None or agency.level == "commune" or any(other.level == "commune" for other in near):
        return body
    command = _PARTY_OF_COMMAND.get(agency.head.name)
    if command is not None:
        return replace(agency, head=Head(command, "party-committee", "party", "l"), inferred=("body",))
    return replace(body, committee="", host=agency, inferred=("body",))


def _committee_post(post: Post, others: list[Post], near: list[Body], setting: Setting) -> Tenancy:
    """`Ủy viên Ban Thường vụ`, `Phó Bí thư` with no committee: the next post's, or that of the union he serves."""
    served = any(other.within is not None or other.title.startswith("Phó") for other in others)
    if served and post.title == "Ủy viên Ban Thường vụ" and {body.kind for body in near} == {"mass-organisation"}:
        body = settle_body(near[0], setting)
        return Tenancy(post, f"{post.title} {body.name}", body, ("body", *body.inferred))
    bare = Body(Head("Ban", "party-committee", "party", "c"), post.first, post.last)
    committee = committee_near(bare, setting, near)
    if not committee or committee == "Trung ương":
        return Tenancy(post)
    head, level = Head(committee, "party-committee", "party", ""), COMMITTEE_LEVEL[committee]
    body = Body(head, post.first, post.last, committee=committee, level=level)
    body = settle_body(body, setting, neighbours=near)
    return Tenancy(post, f"{post.title} {body.name}", body, ("body", *body.inferred))


_OFFICES = {
    "Chánh án": "people-court", "Phó Chánh án": "people-court", "Viện trưởng": "people-procuracy",
    "Phó Viện trưởng": "people-procuracy", "Bộ trưởng": "ministry", "Thứ trưởng": "ministry",
}  # fmt: skip


def _shared_body(post: Post, others: list[Post], setting: Setting) -> Tenancy:
    """`Phó Chủ tịch, Tổng thư ký Ủy ban …`: the body that closes the list; else the one the post has elsewhere."""
    guests = _delegation(post, setting)
    if guests is not None:
        body = settle_body(guests, setting)
        title = post.title.removesuffix(" Ban") if body.name.startswith("Ban ") else post.title
        return Tenancy(post, f"{title} {body.name}", body, ("body",))
    kind = _OFFICES.get(post.title, "")
    for other in others:
        if other.first < post.first or (kind and (other.body is None or other.body.kind != kind)):
            continue
        if other.body is not None and other.rule == "b":
            body = settle_body(other.body, setting)
            return Tenancy(post, f"{post.title} {body.name}", body)
        if other.tail:
            return Tenancy(post, f"{post.title} {other.tail}")
    base = _base(post)
    elsewhere = [o.body for o in setting.mentions.posts if o.body is not None and _base(o) == base]
    office = _HEADED.get(post.title.removeprefix("Phó ").removeprefix("Quyền ").capitalize(), "")
    if base in ("Giám", "Trưởng") or not elsewhere:
        elsewhere = [b for b in setting.mentions.bodies if not b.generic and _led(b, kind, office)]
    named = {body.name: body for body in (settle_body(b, setting) for b in elsewhere) if body.head.side != "other"}
    if not named:
        return Tenancy(post)
    counted = Counter(settle_body(body, setting).name for body in elsewhere)
    name = max(named, key=lambda one: (counted[one], -named[one].first))
    return Tenancy(post, f"{post.title} {name}", named[name], ("body",))


#: Posts that name the office they head: Chi cục trưởng, Đồn trưởng.
_HEADED = {
    "Chi cục trưởng": "Chi cục ", "Cục trưởng": "Cục ", "Hạt trưởng": "Hạt ", "Đồn trưởng": "Đồn ", "Vụ trưởng": "Vụ",
    "Đội trưởng": "Đội ", "Tổng biên tập": "Báo",
}  # fmt: skip


def _led(body: Body, kind: str, office: str) -> bool:
    """Whether a post belongs to bodies of this kind, or to those whose names begin so."""
    return bool(kind and body.kind == kind) or bool(office and body.head.name.startswith(office))


_FOR = frozenset({"phía", "diện", "mặt", "cho"})
#: What the posts in some kinds of body begin with, and in all others.
_LED_BY = {
    "people-court": {"Chánh"}, "people-procuracy": {"Viện"}, "people-committee": {"Chủ", "Chánh"},
    "people-council": {"Chủ", "Trưởng"}, "fatherland-front": {"Chủ", "Trưởng"},
    "inspection-commission": {"Chủ", "Trưởng", "Vụ"}, "mass-organisation": {"Chủ", "Bí", "Trưởng"},
    "military-command": {"Chỉ", "Chính", "Tham", "Đồn", "Tư"}, "police": {"Giám", "Trưởng", "Cục"},
    "press": {"Tổng", "Giám"}, "ministry": {"Bộ", "Thứ", "Vụ", "Cục", "Chánh"},
}  # fmt: skip
_LED_ELSEWHERE = {"Trưởng", "Giám", "Cục", "Chi", "Vụ", "Chánh"}


def _delegation(post: Post, setting: Setting) -> Body | None:
    """`về phía Ban Tổ chức Tỉnh ủy có …, Phó Trưởng ban`: the body whose people are introduced."""
    text = setting.text
    start, _ = text.sentences[text.sentence_of[post.first]]
    bodies = setting.mentions.bodies
    low, high = (bisect_left(bodies, at, key=lambda body: body.first) for at in (start, post.first))
    before = [body for body in bodies[low:high] if text.keys[body.first - 1] in _FOR]
    if not before or not _LED_BY.get(before[-1].kind, _LED_ELSEWHERE) & {_base(post)}:
        return None
    return before[-1] if ";" not in text.keys[before[-1].last : post.first] else None


def _base(post: Post) -> str:
    return post.title.removeprefix("Phó ").split(" ")[0]
