"""The officials of a draft, with their posts and what they did at the event."""

from __future__ import annotations

from typing import Any

from phoihop import vocabulary as v
from phoihop.extract.claims import build_claim, build_evidence, render_remark, shorten
from phoihop.extract.facts import Extraction, Fact
from phoihop.extract.offices import CENTRAL_OFFICES, is_plain_post, post_concept
from phoihop.extract.posts import Post
from phoihop.extract.register import Register, slug


def build_officials(
    extraction: Extraction, register: Register, events: tuple[str, ...], left: list[str]
) -> dict[str, dict[str, Any]]:
    """Every official by key.

    Args:
        extraction: what was found.
        register: takes the bodies of the posts.
        events: the keys of the article's events; posts are attested at the event where there is just one.
        left: takes what belongs to no official.
    """
    text = extraction.text
    attested = {"events": events} if len(events) == 1 else {}
    officials: dict[str, dict[str, Any]] = {}
    keys: dict[str, str] = {}
    for fact in extraction.of("official"):
        key = keys[fact.value] = _new_key(fact.value, officials)
        officials[key] = build_claim(text, fact, name=shorten(fact.value))
        published = " ".join(fact.surface.split())
        if published != fact.value:
            officials[key]["published_name"] = published
    for fact in extraction.of("post"):
        person, _, post = (part.strip() for part in fact.value.partition("|"))
        if person not in keys:
            keys[person] = _new_key(person, officials)
            at = build_evidence(text, [(fact.start, fact.end)])
            officials[keys[person]] = {"name": shorten(person), "at": at}
        _add_post(text, fact, post, officials[keys[person]], register, attested)
    for fact in extraction.of("role"):
        person, _, role = (part.strip() for part in fact.value.partition("|"))
        official = officials.get(keys.get(person, ""))
        if official is not None:
            _add_role(text, fact, role, official, events)
        else:
            left.append(f"not held: role {fact.value!r} at {fact.start}-{fact.end} (no post is known of the person)")
    return officials


def _new_key(name: str, officials: dict[str, dict[str, Any]]) -> str:
    """A key of its own for a person: names that differ only in their marks have one slug."""
    key, number = slug(name), 2
    while key in officials:
        key, number = f"{slug(name)[:60]}-{number}", number + 1
    return key


def _add_role(text: str, fact: Fact, role: str, official: dict[str, Any], events: tuple[str, ...]) -> None:
    """Add what a person did to the article's event; with several events nothing tells at which it was."""
    if role not in v.EVENT_ROLES or len(events) != 1:
        said = f"not held: role {role!r} at {fact.start}-{fact.end} (the article has {len(events)} events)"
        official["note"] = shorten("; ".join(filter(None, [official.get("note"), said])))
        return
    for known in official.get("roles", ()):
        if known["role"] == role:
            known["at"] += build_evidence(text, [(fact.start, fact.end)])
            return
    official["roles"] = (*official.get("roles", ()), build_claim(text, fact, event=events[0], role=role))


def _add_post(
    text: str, fact: Fact, post: str, official: dict[str, Any], register: Register, attested: dict[str, Any]
) -> None:
    """Add a post to an official; one whose body the record cannot hold goes into the official's note."""
    posts = register.parse(post).posts
    found = _post_fields(posts[0], post, register) if posts else None
    if found is None:
        why = f"its body or place is not known; {render_remark(fact)}"
        said = f"not held: post {post!r} at {fact.start}-{fact.end} ({why})"
        official["note"] = shorten("; ".join(filter(None, [official.get("note"), said])))
        return
    official["posts"] = (*official.get("posts", ()), build_claim(text, fact, **found, **attested))


def _post_fields(post: Post, title: str, register: Register) -> dict[str, Any] | None:
    """Concept, body and, where the concept does not say it all, title; None where no body can be held."""
    office = CENTRAL_OFFICES.get(post.title)
    if office is not None:
        side = "state" if office.kind == "other" else None
        body = register.enter_central(office.kind, office.name, office.slug, side)
        return {"post": office.post, "body": body, "title": title}
    if post.body is None and ("Trung ương" in post.tail or post.tail.endswith("Việt Nam")):
        body = register.enter_central("other", post.tail, slug(post.tail))
        return {"post": "other", "body": body, "title": title}
    entered = register.enter(post.body) if post.body is not None else None
    if entered is None:
        # Of a part that has no place of its own (Trưởng phòng 10, VKSND tỉnh X) the whole is known.
        wholes = [*([post.within] if post.within is not None else []), *post.parents]
        whole = next(filter(None, map(register.enter, wholes)), None)
        return {"post": "other", "body": whole, "title": title} if whole is not None else None
    if post.title == "Ủy viên Ban Thường vụ" and register.agencies[entered].kind == "party-committee":
        entered = register.enter_standing_committee(entered)
    concept = post_concept(post.title, register.agencies[entered].kind)
    fields = {"post": concept, "body": entered}
    return fields if is_plain_post(post.title, concept) else {**fields, "title": post.title or title}
