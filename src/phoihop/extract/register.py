"""The bodies of one draft: each name in full words becomes one agency of the record, found in the gazetteer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phoihop import vocabulary as v
from phoihop.extract.bodies import Body
from phoihop.extract.mentions import Mentions, read_mentions
from phoihop.extract.places import place_index
from phoihop.extract.tokens import read_tokens
from phoihop.gazetteer import Gazetteer
from phoihop.gazetteer.tables import COUNTRY
from phoihop.model import PartialDate
from phoihop.records.schema import AgencyRef
from phoihop.spelling import fold

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CENTRAL_KINDS = frozenset({"national-assembly", "government", "ministry"})
# Their regions are their own (Quân khu 5) and lie in several provinces.
_OF_REGIONS = frozenset({"military-command", "other"})
_LEVELS = {"regional": "region"}
# What a body of the kind is called where it is the one of its place; any other name needs a slug to be told apart.
_USUAL_NAMES = {
    "people-council": ("Hội đồng nhân dân", "Thường trực Hội đồng nhân dân"),
    "people-committee": ("Ủy ban nhân dân", "Thường trực Ủy ban nhân dân"),
    "people-court": ("Tòa án nhân dân", "Tòa án nhân dân tối cao"),
    "people-procuracy": ("Viện kiểm sát nhân dân", "Viện kiểm sát nhân dân tối cao"),
    "police": ("Công an", "Công an tỉnh", "Công an thành phố"),
    "military-command": ("Bộ Chỉ huy Quân sự", "Ban Chỉ huy Quân sự"),
    "party-committee": ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Ban Chấp hành Đảng bộ",
                        "Ban Chấp hành Trung ương Đảng"),
}  # fmt: skip
_SHORT = {
    "party-secretariat": "thuong-truc", "standing-committee": "btv", "propaganda-commission": "btg",
    "mass-mobilisation-commission": "bdv", "propaganda-and-mass-mobilisation-commission": "btgdv",
    "organisation-commission": "btc", "internal-affairs-commission": "bnc", "inspection-commission": "ubkt",
    "party-office": "vp-cap-uy", "people-council": "hdnd", "people-committee": "ubnd", "people-court": "tand",
    "people-procuracy": "vksnd", "civil-judgment-enforcement": "thads", "police": "cong-an",
    "military-command": "quan-su", "inspectorate": "thanh-tra", "national-assembly-delegation": "doan-dbqh",
    "fatherland-front": "mttq", "party-committee": "cap-uy",
}  # fmt: skip
_OF_COMMITTEE = frozenset(
    {"standing-committee", "party-secretariat", "party-office", "inspection-commission"}
    | {kind for kind in v.KINDS if kind.endswith("-commission")}
)


def slug(text: str) -> str:
    """A key of a record: lower case ASCII and hyphens, at most 64 characters."""
    return _NOT_SLUG.sub("-", fold(text).encode("ascii", "ignore").decode()).strip("-")[:64].strip("-") or "x"


@dataclass(slots=True)
class Places:
    """Places by name, in the context of one article.

    Args:
        gazetteer: the places that exist.
        as_of: when the article's places have to exist, if anything tells.
        home: id of the article's province, if known.
    """

    gazetteer: Gazetteer
    as_of: PartialDate | None = None
    home: str | None = None

    def find(self, name: str, level: str, *, word: str = "", province: str = "") -> str | None:
        """The id of a place, or None where no place or no single place fits."""
        if level == "central":
            return COUNTRY.id
        wanted = level if level in ("province", "district", "commune") else None
        near = self.find(province, "province") if province and level not in ("province", "regional") else self.home
        for as_of in dict.fromkeys((self.as_of, None)):
            found = self.gazetteer.find(
                f"{word} {name}" if word in _TYPES else name, level=wanted, near=near, as_of=as_of
            )
            best = [candidate for candidate in found if candidate.score == found[0].score]
            # Without a date a province of both eras is found twice; the earlier one is what the sources knew.
            if best and (len(best) == 1 or best[0].place.level == "province"):
                return best[0].place.id
        return None


_TYPES = frozenset({"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"})


@dataclass(slots=True)
class Register:
    """Every body once, under a short key.

    Args:
        places: looks the bodies' places up.
        agencies: what was registered so far, by key.
    """

    places: Places
    agencies: dict[str, AgencyRef] = field(default_factory=dict)
    _keys: dict[str, str | None] = field(default_factory=dict)
    _parsed: dict[str, Mentions] = field(default_factory=dict)

    def parse(self, value: str) -> Mentions:
        """What a value in full words says, read with the grammar that wrote it."""
        if value not in self._parsed:
            # Values end like sentences.
            self._parsed[value] = read_mentions(read_tokens(f"{value}."), place_index(self.places.gazetteer))
        return self._parsed[value]

    def enter_name(self, name: str) -> str | None:
        """The key of the body of a name in full words; None where the record cannot hold it."""
        if name not in self._keys:
            bodies = self.parse(name).bodies
            whole = bodies[0] if len(bodies) == 1 else None
            self._keys[name] = self.enter(whole) if whole is not None else None
        return self._keys[name]

    def enter(self, body: Body) -> str | None:
        """The key of a body; None where the gazetteer knows no single place for it."""
        place = self._place(body)
        if place is None:
            return None
        kind = body.kind if body.kind in v.KINDS else "other"
        name = body.name
        if body.head.name == "Thường trực":  # of a Party committee; the vocabulary has a kind of its own for it
            kind = "party-secretariat"
        level = _LEVELS.get(body.level)
        side = {"front-mass": "front"}.get(body.head.side, body.head.side)
        return self._add(
            kind=kind,
            place=place,
            name=name,
            host=body.host.kind if kind == "party-caucus" and body.host is not None else None,
            slug=_slug_of(body, kind),
            level=level,
            side=side if not v.KINDS[kind][0] and side in v.SIDES else None,
        )

    def enter_central(self, kind: str, name: str, slug: str | None, side: str | None = None) -> str:
        """The key of a central body that a post implies."""
        return self._add(kind=kind, place=COUNTRY.id, name=name, slug=slug, side=side)

    def enter_standing_committee(self, committee: str) -> str:
        """The key of the standing committee of a Party committee that is registered."""
        whole = self.agencies[committee]
        name = f"Ban Thường vụ {whole.name}"
        return self._add(kind="standing-committee", place=whole.place, name=name, slug=whole.slug)

    def built(self) -> dict[str, AgencyRef]:
        """All agencies, those of a Party committee with the committee they are part of."""
        committees = {
            ref.place: key for key, ref in self.agencies.items() if ref.kind == "party-committee" and not ref.slug
        }
        return {
            key: ref.model_copy(update={"within": committees[ref.place]})
            if ref.kind in _OF_COMMITTEE and ref.place in committees and ref.place != COUNTRY.id
            else ref
            for key, ref in self.agencies.items()
        }

    def _place(self, body: Body) -> str | None:
        if body.generic or (body.kind == "party-caucus" and body.host is None):
            return None
        if body.level == "central" or (not body.place and body.kind in _CENTRAL_KINDS):
            return COUNTRY.id
        if body.level == "regional" and not body.place and body.kind in _OF_REGIONS:
            return COUNTRY.id
        return self.places.find(body.place, body.level, word=body.word, province=body.province) if body.place else None

    def _add(self, **fields: str | None) -> str:
        ref = AgencyRef.model_validate(fields)
        for key, known in self.agencies.items():
            if (known.kind, known.place, known.host, known.slug) == (ref.kind, ref.place, ref.host, ref.slug):
                return key
        key = plain = self._short(ref)
        if key in self.agencies:
            key = slug(f"{plain} {ref.place}")
        self.agencies[key] = ref
        return key

    def _short(self, ref: AgencyRef) -> str:
        if ref.kind == "party-caucus":
            prefix = "dd" if fold(ref.name).startswith("dang doan") else "bcs"
            return f"{prefix}-{_SHORT.get(str(ref.host), ref.host)}"
        if ref.slug or ref.kind not in _SHORT:
            return slug(ref.slug or " ".join(ref.name.split()[:2]))
        if ref.kind in ("party-secretariat", "standing-committee") and ref.place == COUNTRY.id:
            return slug(" ".join(ref.name.split()[:3]))  # Ban Bí thư, Bộ Chính trị
        if ref.kind == "party-committee" and ref.place != COUNTRY.id:
            return slug(" ".join(ref.name.split()[:2]))  # Tỉnh ủy, Huyện ủy
        if ref.place == COUNTRY.id:
            return f"{_SHORT[ref.kind]}-tw"
        return _SHORT[ref.kind]


def _slug_of(body: Body, kind: str) -> str | None:
    name = f"{body.head.name} {body.tail}".strip()
    if kind in v.NAMED_KINDS:
        return slug(name)
    if body.level == "regional":
        return slug(body.word or name)
    if kind in _USUAL_NAMES and body.head.name not in _USUAL_NAMES[kind]:
        return slug(name)
    return None
