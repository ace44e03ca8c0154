"""Which mentions are worth comparing at all: those that share a key, and of a crowded key only near neighbours.

Comparing everyone with everyone takes days for 100,000 people. A key is what two writings of one name must have
in common: its letters without marks, or, for a name cut short or abbreviated, what is left of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from phoihop.identity.mentions import Mention

# A key with more bearers than this is a common name; then each is compared with its next NEIGHBOURS in the same
# place, in order of time. So no mention takes part in more than about CROWD comparisons a key and place.
CROWD = 40
NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Keys:
    """Under which keys a mention is filed.

    Args:
        whole: the key of everything that its name says; mentions that share it are compared.
        offers: keys under which an abbreviated or shortened form can find it.
        seeks: keys it looks for, if its own form is abbreviated or short; a key says its block before the colon.
    """

    whole: str
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """What was compared and what was not.

    Args:
        blocks: keys shared by two mentions or more.
        compared: pairs compared.
        cut: pairs of a crowded key that were not compared, because they are not neighbours in place and time.
    """

    blocks: int = 0
    compared: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions to compare, the key they share, and in how many places its bearers are."""

    a: Mention
    b: Mention
    block: str
    spread: int


@dataclass
class Blocks:
    """Mentions filed under their keys."""

    tally: Tally = field(default_factory=Tally)
    _whole: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    _offers: dict[str, list[tuple[str, Mention]]] = field(default_factory=lambda: defaultdict(list))
    _seeks: dict[str, list[tuple[str, Mention]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, mentions: Iterable[Mention], keys_of: Callable[[Mention], Keys | None]) -> Blocks:
        """Files mentions, in the order of their IRIs; those without keys are left out."""
        blocks = cls()
        ordered = sorted(mentions, key=lambda mention: mention.iri)
        filed = [(keys, mention) for mention in ordered if (keys := keys_of(mention)) is not None]
        for keys, mention in filed:
            blocks._whole[keys.whole].append(mention)
            for key in keys.seeks:
                blocks._seeks[key].append((keys.whole, mention))
        for keys, mention in filed:
            for key in keys.offers:
                if key in blocks._seeks:
                    blocks._offers[key].append((keys.whole, mention))
        return blocks

    def pairs(self) -> Iterator[Pair]:
        """Every pair worth comparing, once."""
        for key, bearers in self._whole.items():
            if len(bearers) > 1:
                self.tally.blocks += 1
                spread = len({_widest(units) for bearer in bearers if (units := _units(bearer))})
                for a, b in self._neighbours(bearers):
                    self.tally.compared += 1
                    yield Pair(a, b, f"name:{key}", spread)
        yield from self._abbreviated()

    def _abbreviated(self) -> Iterator[Pair]:
        seen: set[tuple[str, str]] = set()
        for key, seekers in self._seeks.items():
            offered = self._offers.get(key, [])
            self.tally.blocks += bool(offered)
            near = _by_place([mention for _, mention in offered]) if len(offered) > CROWD else {}
            wholes = {mention.iri: whole for whole, mention in offered}
            for whole, seeker in seekers:
                found = _nearest(seeker, near) if near else [mention for _, mention in offered]
                self.tally.cut += len(offered) - len(found)
                for other in found:
                    pair = (seeker.iri, other.iri) if seeker.iri < other.iri else (other.iri, seeker.iri)
                    if wholes[other.iri] != whole and pair not in seen:
                        seen.add(pair)
                        self.tally.compared += 1
                        yield Pair(seeker, other, key, 1)

    def _neighbours(self, bearers: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
        if len(bearers) <= CROWD:
            yield from combinations(bearers, 2)
            return
        compared = 0
        seen: set[tuple[str, str]] = set()
        for group in _by_place(bearers).values():
            for index, a in enumerate(group):
                for b in group[index + 1 : index + 1 + NEIGHBOURS]:
                    pair = (a.iri, b.iri) if a.iri < b.iri else (b.iri, a.iri)
                    if pair not in seen:
                        seen.add(pair)
                        compared += 1
                        yield a, b
        self.tally.cut += len(bearers) * (len(bearers) - 1) // 2 - compared


def _units(mention: Mention) -> list[str]:
    return [place for place in mention.places if "/" in place]


def _widest(units: list[str]) -> str:
    # Codes grow longer downwards: vn63/19 is a province, vn63/173 a district.
    return min(units, key=lambda unit: (len(unit), unit))


def _time(mention: Mention) -> tuple[int, str]:
    return (mention.period[0] if mention.period else 0, mention.iri)


def _by_place(mentions: list[Mention]) -> dict[str, list[Mention]]:
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=_time):
        for place in _units(mention) or [""]:
            places[place].append(mention)
    return places


def _nearest(seeker: Mention, places: dict[str, list[Mention]]) -> list[Mention]:
    """Those of a crowd that are in the seeker's places, nearest in time."""
    found: dict[str, Mention] = {}
    for place in _units(seeker) or [""]:
        group = places.get(place, [])
        at = bisect_left(group, _time(seeker), key=_time)
        found |= {other.iri: other for other in group[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]}
    return list(found.values())
