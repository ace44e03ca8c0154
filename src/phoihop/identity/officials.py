"""Whether two mentions of officials may be one person: name, post, body, place, time, company.

The weights are ours, set so that a whole name alone never passes a half, and that a name shared in many places
needs a post or a body beside it. Sources name people with their posts; a name that meets itself in two provinces
within a year in different posts is taken for two namesakes.
"""

from __future__ import annotations

from functools import lru_cache

from phoihop.errors import UsageError
from phoihop.identity.alignment import GENDER_MIDDLES
from phoihop.identity.blocks import Keys, Pair
from phoihop.identity.evidence import Weighing
from phoihop.identity.mentions import Mention, apart, gap_in_days, together
from phoihop.identity.names import Comparison, PersonalName, compare_parsed, parse_name

_YEAR = 366
_COMMON = 3


def official_keys(mention: Mention) -> Keys | None:
    """The keys of a person's name; None for a text that is no name."""
    try:
        name = parse_name(mention.name)
    except UsageError:
        return None
    parts = tuple(s.search_key for s in name.syllables)
    whole = "".join(f"{part}." if s.initial else part for s, part in zip(name.syllables, parts, strict=True))
    places = sorted(place for place in mention.places if "/" in place)
    return Keys(whole, _offers(name, parts, places), _seeks(name, parts, places))


def _letters(parts: tuple[str, ...]) -> str:
    return "".join(part[:1] for part in parts)


def _without_gender(name: PersonalName, parts: tuple[str, ...]) -> str:
    """The name without Văn and Thị in the middle; empty where there is none to leave out."""
    inner = [part for s, part in zip(name.syllables, parts, strict=True) if s.shown.lower() not in GENDER_MIDDLES]
    return " ".join(inner) if 2 < len(inner) < len(parts) else ""


def _offers(name: PersonalName, parts: tuple[str, ...], places: list[str]) -> tuple[str, ...]:
    if len(parts) == 1:
        return ()
    first, last = parts[0], parts[-1]
    keys = [
        f"ends:{first} {last}",
        f"initials:{_letters(parts[:-1])} {last}",
        f"edges:{first[:1]} {last}",
        f"letters:{_letters(parts)}",
        f"given-initial:{' '.join(parts[:-1])} {last[:1]}",
        *(f"given:{last} {place}" for place in places),
        *(f"tail:{' '.join(parts[-2:])} {place}" for place in places),
    ]
    if plain := _without_gender(name, parts):
        keys.append(f"ungendered:{plain}")
    if first == "y" or first.startswith("h"):
        keys += [f"head:{first}", f"head:{' '.join(parts[:2])}"]
    return tuple(keys)


def _seeks(name: PersonalName, parts: tuple[str, ...], places: list[str]) -> tuple[str, ...]:
    first, last = name.syllables[0], name.syllables[-1]
    if len(parts) == 1:
        heads = [f"head:{parts[0]}"] if parts[0].startswith("h") else []
        return (*heads, *(f"given:{parts[0]} {place}" for place in places))
    if not any(s.initial for s in name.syllables):
        if len(parts) > 2:
            return (f"ungendered:{' '.join(parts)}",) if not _without_gender(name, parts) else ()
        heads = [f"head:{' '.join(parts)}"] if parts[0] == "y" or parts[0].startswith("h") else []
        tails = [f"tail:{' '.join(parts)} {place}" for place in places]
        return (f"ends:{parts[0]} {parts[-1]}", *heads, *tails)
    if not (first.initial or last.initial):
        return (f"ends:{parts[0]} {parts[-1]}",)
    if last.initial:
        given = [] if any(s.initial for s in name.syllables[:-1]) else [f"given-initial:{' '.join(parts)}"]
        return (*given, f"letters:{_letters(parts)}")
    keys = [f"initials:{_letters(parts[:-1])} {parts[-1]}"]
    return (*keys, f"edges:{parts[0][:1]} {parts[-1]}") if len(parts) == 2 else tuple(keys)


@lru_cache(maxsize=65536)
def _compare(a: str, b: str) -> Comparison:
    return compare_parsed(parse_name(a), parse_name(b))


def weigh_officials(pair: Pair) -> Weighing | None:
    """What speaks for and against two people being one; None where their names are different."""
    a, b = pair.a, pair.b
    name = _compare(a.name, b.name)
    if name.verdict == "different":
        return None
    reasons = [name.reason]
    score = name.score * (0.35 if pair.spread >= _COMMON else 0.45)
    if pair.spread >= _COMMON:
        reasons.append(f"the name occurs in {pair.spread} places")
    gap = gap_in_days(a, b)
    if (ends := apart(a, b)) is not None:
        return _weigh_apart(a, b, ends, gap, score, reasons)
    score += _shared_posts(a, b, reasons)
    if places := together(a, b):
        score += 0.15
        reasons.append(f"both in {max(places, key=lambda place: (len(place), place))}")
    if gap is not None and gap <= _YEAR and places:
        score += 0.05
        reasons.append("in the same year")
    if beside := a.beside & b.beside:
        score += min(0.15, 0.05 * len(beside))
        reasons.append(f"named together with the same {len(beside)}")
    return Weighing(min(score, 0.99), "possible", tuple(reasons))


def _shared_posts(a: Mention, b: Mention, reasons: list[str]) -> float:
    posts, bodies = a.posts & b.posts, a.bodies & b.bodies
    if bodies and posts:
        reasons.append(f"the same post ({min(posts)}) in the same body")
        return 0.3
    if bodies:
        reasons.append("posts in the same body")
        return 0.25
    if posts:
        reasons.append(f"the same kind of post ({min(posts)})")
        return 0.1
    return 0.0


def _weigh_apart(
    a: Mention, b: Mention, ends: tuple[str, str], gap: int | None, score: float, reasons: list[str]
) -> Weighing:
    where = f"in {ends[0]} and in {ends[1]}"
    if gap is None:
        return Weighing(score * 0.5, "possible", (*reasons, f"{where}, at times not known"))
    if gap > _YEAR:
        return Weighing(score * 0.6, "possible", (*reasons, f"{where}, {gap} days apart"))
    when = "at the same time" if gap == 0 else f"within {gap} days"
    if a.bodies & b.bodies:
        return Weighing(score * 0.6, "possible", (*reasons, f"{where} {when}, but in the same body"))
    posts = "in different posts" if a.posts and b.posts and not a.posts & b.posts else "in different bodies"
    return Weighing(min(score, 0.45) * 0.2, "different", (*reasons, f"{where} {when}, {posts}: namesakes"))
