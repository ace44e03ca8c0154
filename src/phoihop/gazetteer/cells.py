"""Cells of a table that name one place, several places, or none."""

from __future__ import annotations

import re
from typing import Protocol

from phoihop.gazetteer.lookup import Candidate
from phoihop.gazetteer.names import parse_name
from phoihop.gazetteer.tables import parse_id
from phoihop.model import PartialDate

_BRACKET = re.compile(r"\(([^()]*)\)")
_DEEPER = 0.8
_PARTS = re.compile(r"[;\n]|\s+và\s+")


class Find(Protocol):
    """Look-up of one name, as `Gazetteer.find` does it."""

    def __call__(
        self,
        name: str,
        *,
        kind: str | None = None,
        level: str | None = None,
        within: str | None = None,
        as_of: PartialDate | None = None,
        near: str | None = None,
    ) -> list[Candidate]:
        """The places that `name` may mean, best first."""


def find_cell(find: Find, cell: str, *, as_of: PartialDate | None, near: str | None) -> list[list[Candidate]]:
    """The candidates for each place a cell names; see `Gazetteer.find_all`."""

    def province(name: str) -> list[Candidate]:
        return find(name, level="province", as_of=as_of)

    text, around = _split_context(cell)
    parts = [[name.strip() for name in part.split(",") if name.strip()] for part in _PARTS.split(text)]
    alone = [own[0].place.id for part in parts if len(part) == 1 and (own := province(part[0]))]
    near = near or (alone[0] if alone else None)
    if around is not None and not province(around):
        around = None
    named: list[list[Candidate]] = []
    for part in parts:
        inside, last = part, None
        if around is None and len(part) > 1 and province(part[-1]):
            inside, last = part[:-1], part[-1]
        found = _find_part(find, inside, around or last, as_of, near)
        if last is not None and (not found or (all(province(name) for name in part) and not _right_below(found))):
            # "4 xã, An Giang" names the province alone, "Nghệ An, Hà Tĩnh" two; "Hòa Bình, Bạc Liêu" a district.
            found = _find_part(find, part, None, as_of, near)
        named += found
    return named


def _split_context(cell: str) -> tuple[str, str | None]:
    """The cell without its bracket or heading, and what stood in it."""
    bracket = _BRACKET.search(cell)
    if bracket is not None:
        return _BRACKET.sub("", cell), bracket.group(1)
    heading, colon, text = cell.partition(":")
    return (text, heading) if colon else (cell, None)


def _find_part(
    find: Find, names: list[str], within: str | None, as_of: PartialDate | None, near: str | None
) -> list[list[Candidate]]:
    """What is found of the names between two semicolons.

    One without a type takes the type before it (`quận 1, 3, Phú Nhuận`); one that lies in the next is told
    apart by it, and the next is not named for its own sake (`xã Ia Dêr, huyện Ia Grai`).
    """
    named: list[list[Candidate]] = []
    kind: str | None = None
    before: tuple[str, str | None] | None = None
    for name in names:
        own = next((reading.kind for reading in parse_name(name) if reading.kind), None)
        kind = own or kind
        lent = None if own else kind
        found = find(name, kind=lent, within=within, as_of=as_of, near=near)
        if not found and lent is not None:
            lent = None
            found = find(name, within=within, as_of=as_of, near=near)
        if not found:
            continue
        inner: list[Candidate] = []
        if before is not None and found[0].place.level == "district":
            inner = find(before[0], kind=before[1], within=found[0].place.id, as_of=as_of)
        if inner:
            named[-1] = inner
        else:
            named.append(_prefer_right_below(found) if within is not None else found)
        before = name, lent
    return named


def _right_below(named: list[list[Candidate]]) -> bool:
    return all(parse_id(found[0].place.within)[1] == "province" for found in named)


def _prefer_right_below(found: list[Candidate]) -> list[Candidate]:
    """Beside its province a name means a unit right below it: a commune there is written with its district."""
    if len({parse_id(c.place.within)[1] for c in found}) == 1:
        return found
    weighed = [
        c
        if parse_id(c.place.within)[1] == "province"
        else c._replace(score=round(c.score * _DEEPER, 4), reason=f"{c.reason}; not right below the province")
        for c in found
    ]
    return sorted(weighed, key=lambda c: -c.score)
