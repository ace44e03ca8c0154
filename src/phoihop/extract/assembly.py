"""The facts of one text, put together from what the readers found."""

from __future__ import annotations

from phoihop.extract.bodies import Body
from phoihop.extract.debris import read_captions, read_marks
from phoihop.extract.details import detail_facts
from phoihop.extract.documents import document_facts
from phoihop.extract.duties import duty_facts
from phoihop.extract.events import date_facts, lead_facts, place_facts, term_facts
from phoihop.extract.facts import TABLE_FIELDS, Extraction, Fact
from phoihop.extract.mentions import Post, read_mentions
from phoihop.extract.numbers import read_stamp
from phoihop.extract.pacts import Pact, read_pacts
from phoihop.extract.people import Naming, read_people
from phoihop.extract.places import place_index
from phoihop.extract.resolution import Setting, name_posts, read_setting
from phoihop.extract.tokens import Text, fold_word, read_tokens
from phoihop.gazetteer import Gazetteer


def extract(
    text: str, *, publisher: str = "", published: str = "", url: str = "", gazetteer: Gazetteer | None = None
) -> Extraction:
    """Read one article.

    Args:
        text: the article as plain text; offsets of all facts are code points in it.
        publisher: the publisher's name, if known otherwise; helps to find the home province.
        published: the publication date `YYYY-MM-DD`, if known otherwise; gives missing years.
        url: the article's address; its host name may tell the province.
        gazetteer: the places to know, the shipped ones unless told otherwise.
    """
    tokens = read_tokens(text)
    index = place_index(gazetteer)
    mentions = read_mentions(tokens, index)
    namings = read_people(tokens, mentions, index)
    setting = read_setting(tokens, mentions, index, publisher, url)
    captions = read_captions(tokens)
    pacts = read_pacts(tokens, mentions, setting, captions)
    stamp = read_stamp(tokens.raw)
    marks = read_marks(tokens, stamp, captions)
    facts = people_facts(tokens, namings, setting)
    if pacts:
        facts += pact_facts(tokens, pacts)
        facts += lead_facts(tokens, mentions, setting, pacts)
        facts += date_facts(tokens, pacts, published or (stamp.value if stamp else ""), stamp)
        facts += place_facts(tokens, setting, pacts)
        facts += document_facts(tokens, pacts)
        facts += term_facts(tokens, pacts)
        facts += detail_facts(tokens, pacts, [n for n in namings if n.posts], stamp, marks)
        facts += duty_facts(tokens, mentions, setting, frozenset(b.name for pact in pacts for b in pact.parties))
    order = {name: at for at, name in enumerate(TABLE_FIELDS)}
    facts.sort(key=lambda f: (order.get(f.field, 99), f.start, f.end, f.value))
    return Extraction(text, tuple(facts), tuple(marks), ())


def make_fact(
    tokens: Text,
    name: str,
    first: int,
    last: int,
    value: str,
    note: dict[str, str],
    rule: str,
    confidence: float,
    reason: str,
) -> Fact:
    """A fact over the tokens first … last-1."""
    start, end = tokens.span(first, last)
    kept = {key: remark for key, remark in note.items() if remark}
    return Fact(name, tokens.given[start:end], start, end, value, kept, rule, confidence, reason)


def body_note(body: Body, number: int) -> dict[str, str]:
    """The remarks on a signatory."""
    return {
        "pact": str(number),
        "kind": body.kind,
        "side": body.head.side,
        "level": body.level,
        "host": body.host.kind if body.host is not None else "",
        "inferred": ", ".join(dict.fromkeys(body.inferred)),
    }


def pact_facts(tokens: Text, pacts: list[Pact]) -> list[Fact]:
    """Events and signatories."""
    facts = []
    for number, pact in enumerate(pacts, 1):
        kinds: dict[str, tuple[int, int]] = {}
        for report in pact.reports:
            if report.kind != "mention" or all(r.kind == "mention" for r in pact.reports):
                kinds.setdefault(report.kind, report.trigger)
        for kind, (first, last) in kinds.items():
            facts.append(
                make_fact(
                    tokens,
                    "event_kind",
                    first,
                    last,
                    kind,
                    {"pact": str(number)},
                    f"event-{kind}",
                    0.9,
                    "act and instrument in one sentence",
                )
            )
        confidence = 0.95 if pact.main.strength >= 4 else 0.8 if pact.main.strength == 3 else 0.5
        for body in pact.parties:
            sure = confidence - 0.15 * bool(body.inferred)
            facts.append(
                make_fact(
                    tokens,
                    "signatory",
                    body.first,
                    body.last,
                    body.name,
                    body_note(body, number),
                    pact.main.rule,
                    sure,
                    "named in the sentence that says who signs",
                )
            )
        for body in pact.weaker:
            note = {**body_note(body, number), "standing": "weaker"}
            facts.append(
                make_fact(
                    tokens,
                    "signatory",
                    body.first,
                    body.last,
                    body.name,
                    note,
                    "parties-caption",
                    0.3,
                    "only a caption says so",
                )
            )
    return facts


def people_facts(tokens: Text, namings: list[Naming], setting: Setting) -> list[Fact]:
    """Officials with their posts: one row a person at the mention with most posts, one a distinct post."""
    people: dict[str, list[tuple[Naming, list[tuple[int, int, str, tuple[str, ...]]]]]] = {}
    for naming, settled in name_posts(namings, setting):
        posts = [
            (post.first, post.last, value, inferred)
            for post, value, inferred in settled
            if not post.former and post.rule != "f" and value and not _outside(post)
        ]
        if posts:
            key = " ".join(fold_word(word) for word in naming.name.split())
            people.setdefault(key, []).append((naming, posts))
    facts = []
    for told in people.values():
        naming = max(told, key=lambda pair: (len(pair[1]), -pair[0].first))[0]
        note = {"rank": naming.rank} if naming.rank else {}
        facts.append(
            make_fact(
                tokens,
                "official",
                naming.first,
                naming.last,
                naming.name,
                note,
                "official-beside-post",
                0.95,
                "name beside a post",
            )
        )
        facts += _post_facts(tokens, naming.name, told)
    return facts


def _outside(post: Post) -> bool:
    """Whether the post is in a company, hospital or association: outside the domain."""
    if post.body is not None:
        return post.body.head.side == "other" and post.body.kind == "other"
    return post.title in ("Chủ tịch Hội đồng quản trị", "Chủ tịch Hội đồng thành viên") or any(
        word in post.tail.lower()
        for word in ("công ty", "tập đoàn", "bệnh viện", "hiệp hội", "ngân hàng tmcp", "doanh nghiệp")
    )


def _post_facts(
    tokens: Text, name: str, told: list[tuple[Naming, list[tuple[int, int, str, tuple[str, ...]]]]]
) -> list[Fact]:
    ranked = sorted(told, key=lambda pair: (-len(pair[1]), pair[0].first))
    rows: dict[str, Fact] = {}
    for _, posts in ranked:
        for first, last, value, inferred in posts:
            key = " ".join(fold_word(word) for word in value.split())
            title = key.split(" ")[:2]
            if key in rows or ("body" in inferred and any(k.split(" ")[:2] == title for k in rows)):
                continue
            note = {"inferred": ", ".join(dict.fromkeys(inferred))} if inferred else {}
            confidence = 0.75 if inferred else 0.95
            rows[key] = make_fact(
                tokens,
                "post",
                first,
                last,
                f"{name} | {value}",
                note,
                "post-beside-name",
                confidence,
                "post beside a name",
            )
    return list(rows.values())
