"""Whether two mentions of bodies are one: kind and place (and host) first, then the name."""

from __future__ import annotations

import re

from phoihop.identity.blocks import Keys, Pair
from phoihop.identity.evidence import Weighing
from phoihop.identity.mentions import Mention
from phoihop.spelling import fold

_WORD = re.compile(r"\w+")


def agency_keys(mention: Mention) -> Keys | None:
    """Bodies of one kind (and host) in one place are compared, and bodies of one name in one place."""
    if not mention.places:
        return None
    place = max(mention.places, key=lambda unit: (len(unit), unit))
    name = f"name:{fold(mention.name)} {place}"
    return Keys(f"{mention.agency_kind} {mention.host} {place}", offers=(name,), seeks=(name,))


def weigh_agencies(pair: Pair) -> Weighing | None:
    """What kind, place and name say about two bodies."""
    a, b = pair.a, pair.b
    likeness, how = _compare_names(a.name, b.name)
    if (a.agency_kind, a.host) != (b.agency_kind, b.host):
        kinds = " and ".join(sorted(f"{m.agency_kind} {m.host}".strip() for m in (a, b)))
        if "party-caucus" in (a.agency_kind, b.agency_kind):
            return None
        return Weighing(0.6 * likeness, "possible", (how, f"the same place, but told to be {kinds}"))
    return Weighing(likeness * 0.95, "possible", (f"both {a.agency_kind} of the same place", how))


def _compare_names(a: str, b: str) -> tuple[float, str]:
    if fold(a) == fold(b):
        return 1.0, f"the same name “{a}”"
    left, right = _WORD.findall(fold(a)), _WORD.findall(fold(b))
    if _abbreviates(left, right) or _abbreviates(right, left):
        return 0.8, f"“{a}” and “{b}” may abbreviate each other"
    shared = len(set(left) & set(right)) / len(set(left) | set(right))
    return shared * 0.7, f"“{a}” and “{b}” share {shared:.0%} of their words"


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether the words of the one, taken in order, are words of the other or initials of several."""
    if not short:
        return not long
    if not long:
        return False
    if short[0] == long[0] and _abbreviates(short[1:], long[1:]):
        return True
    length = len(short[0])
    return (
        length > 1 and short[0] == "".join(word[0] for word in long[:length]) and _abbreviates(short[1:], long[length:])
    )
