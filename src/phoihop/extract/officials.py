"""Facts on persons: one row a person at the mention with most posts, one row a distinct post."""

from __future__ import annotations

from phoihop.extract.facts import Fact, make_fact
from phoihop.extract.namings import Naming
from phoihop.extract.posts import Post
from phoihop.extract.resolution import Setting
from phoihop.extract.tenancies import Tenancy, settle_posts
from phoihop.extract.tokens import Text, fold_word

_OUTSIDE_WORDS = ("công ty", "tập đoàn", "bệnh viện", "hiệp hội", "ngân hàng tmcp", "doanh nghiệp")
_OUTSIDE_TITLES = frozenset({"Chủ tịch Hội đồng quản trị", "Chủ tịch Hội đồng thành viên"})
Told = list[tuple[Naming, list[Tenancy]]]


def people_facts(tokens: Text, namings: list[Naming], setting: Setting) -> list[Fact]:
    """Officials with their posts; former, foreign and company posts are left out."""
    people: dict[str, Told] = {}
    for naming in namings:
        held = [one for one in settle_posts(naming.posts, setting) if one.value and _counts(one.post)]
        if held:
            people.setdefault(_key(naming.name), []).append((naming, held))
    facts = []
    for told in people.values():
        ranked = sorted(told, key=lambda pair: (pair[0].later, -len(pair[1]), pair[0].first))
        naming = ranked[0][0]
        span, note = (naming.first, naming.last), {"rank": naming.rank}
        facts.append(
            make_fact(tokens, "official", span, naming.name, note, "official-beside-post", 0.95, "name beside a post")
        )
        facts += _post_facts(tokens, naming.name, ranked)
    return facts


def _key(text: str) -> str:
    return " ".join(map(fold_word, text.split()))


def _counts(post: Post) -> bool:
    """Whether the post is held now and inside Party, State, Front or mass organisations."""
    if post.former or post.rule == "f":
        return False
    if post.body is not None:
        return post.body.head.side != "other" or post.body.kind != "other"
    return post.title not in _OUTSIDE_TITLES and not any(word in post.tail.lower() for word in _OUTSIDE_WORDS)


def _post_facts(tokens: Text, name: str, ranked: Told) -> list[Fact]:
    rows: dict[str, Fact] = {}
    for one in (held for _, tenancies in ranked for held in tenancies):
        key = _key(one.value)
        title = key.split(" ")[:2]
        if key in rows or ("body" in one.inferred and any(known.split(" ")[:2] == title for known in rows)):
            continue
        note = {"post": one.post.title, "inferred": ", ".join(dict.fromkeys(one.inferred))}
        if one.body is not None:
            note |= {"body_kind": one.body.kind, "body_place": one.body.place, "body_level": one.body.level}
        sure, span = 0.75 if one.inferred else 0.95, (one.post.first, one.post.last)
        value = f"{name} | {one.value}"
        rows[key] = make_fact(tokens, "post", span, value, note, "post-beside-name", sure, "post beside a name")
    return list(rows.values())
