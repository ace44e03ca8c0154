"""The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group) over places and bodies.

OpenRefine and other clients send batches of names and get candidates with scores; here are the answers as plain
dictionaries, ready for JSON. Serving them over HTTP is the server's task.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.gazetteer import Gazetteer
from phoihop.identity.iris import place_iri
from phoihop.model import PartialDate, Truth
from phoihop.spelling import fold, nfc_tone_first
from phoihop.store import Store
from phoihop.tables import table_of
from phoihop.views import read_view

LIMIT = 10
MOST = 100
_SURE = 95.0
"""A candidate of this score is a match, if it is the only one."""
_RAREST = 4
TYPES = (
    {"id": "Place", "name": "Place (địa phương)"},
    {"id": "Agency", "name": "Agency (cơ quan, tổ chức)"},
)
PROPERTIES = (
    {"id": "within", "name": "within: a place that contains it (thuộc địa phương)"},
    {"id": "level", "name": "level: province, district, commune … (cấp)"},
    {"id": "kind", "name": "kind: of a body, as people-court, or of a place, as huyện (loại)"},
    {"id": "asOf", "name": "asOf: a day on which it has to exist (tại ngày)"},
)

Json = dict[str, Any]


@dataclass(frozen=True)
class _Question:
    """One query of a batch, understood."""

    name: str
    types: frozenset[str]
    limit: int
    within: str = ""
    level: str = ""
    kind: str = ""
    as_of: PartialDate | None = None


@dataclass(frozen=True)
class _Agency:
    iri: str
    label: str
    keys: frozenset[str]
    kind: str
    level: str
    place: str
    not_before: str
    not_after: str


def service_manifest(base_url: str) -> Json:
    """What the service is and can do.

    Args:
        base_url: where it will be served, without a slash at the end.
    """
    suggest = {
        name: {"service_url": base_url, "service_path": f"/suggest/{name}"} for name in ("entity", "property", "type")
    }
    return {
        "versions": ["0.2"],
        "name": "Phoihop: places and bodies of Vietnam",
        "identifierSpace": v.ID,
        "schemaSpace": v.ONTOLOGY,
        "defaultTypes": [dict(kind) for kind in TYPES],
        "view": {"url": f"{v.ID}{{{{id}}}}"},
        "preview": {"url": f"{base_url}/preview?id={{{{id}}}}", "width": 420, "height": 160},
        "suggest": suggest,
    }


class Reconciler:
    """Answers reconciliation queries from a gazetteer and a graph.

    Args:
        gazetteer: the places.
        store: the graph whose bodies are offered; they are read once.
    """

    def __init__(self, gazetteer: Gazetteer, store: Store) -> None:
        self._gazetteer = gazetteer
        self._agencies = _read_agencies(store)
        self._by_word: dict[str, list[_Agency]] = defaultdict(list)
        for agency in self._agencies.values():
            for word in sorted({word for key in agency.keys for word in key.split()}):
                self._by_word[word].append(agency)

    def reconcile(self, queries: Mapping[str, Mapping[str, Any]]) -> Json:
        """The answer to a batch: for each key of the batch its candidates, best first.

        A candidate is a `match` where it fits whole and nothing else does as well; namesakes never are.

        Raises:
            UsageError: a query has no name, or a type, property, level or date that does not exist.
        """
        return {key: {"result": self._candidates(_parse_question(key, query))} for key, query in queries.items()}

    def suggest_entities(self, prefix: str, limit: int = LIMIT) -> Json:
        """Places and bodies whose name begins with, or holds, what was typed so far; marks may be left out."""
        typed = fold(prefix)
        found = {candidate.place.id: candidate.place for candidate in (self._gazetteer.find(prefix) if typed else ())}
        places = [
            {"id": f"place/{place.id}", "name": self._place_name(place.id), "notable": ["Place"]}
            for place in found.values()
        ]
        held = [agency for agency in self._agencies.values() if typed and any(typed in key for key in agency.keys)]
        held.sort(key=lambda a: (not any(key.startswith(typed) for key in a.keys), len(a.label), a.iri))
        bodies = [{"id": _local(agency.iri), "name": agency.label, "notable": ["Agency"]} for agency in held]
        return {"result": (places + bodies)[: _limit(limit)]}

    def preview(self, entity: str) -> str:
        """A small HTML page about a place or body, for display in a frame.

        Raises:
            UsageError: there is none of that id.
        """
        if entity.startswith("place/"):
            place = self._gazetteer.place(entity.removeprefix("place/"))
            facts = [
                self._place_name(place.id),
                f"{place.level}, {place.code}",
                _lifetime(place.valid_from, place.valid_to),
            ]
        else:
            agency = self._agencies.get(v.ID + entity)
            if agency is None:
                raise UsageError(f"nothing has the id {entity!r}", fix="ids begin with place/ or agency/")
            facts = [agency.label, agency.kind, _lifetime(agency.not_before, agency.not_after)]
        shown = "".join(f"<p>{html.escape(fact)}</p>" for fact in facts if fact)
        head = '<head><meta charset="utf-8"><title>Phoihop</title></head>'
        return f'<!DOCTYPE html><html lang="vi">{head}<body>{shown}</body></html>'

    def _candidates(self, question: _Question) -> list[Json]:
        found: list[Json] = []
        if "Place" in question.types:
            found += self._places(question)
        if "Agency" in question.types:
            found += self._bodies(question)
        found.sort(key=lambda candidate: (-candidate["score"], candidate["id"]))
        best = found[0]["score"] if found else 0.0
        alone = len([c for c in found if c["score"] == best]) == 1
        for candidate in found:
            candidate["match"] = alone and best >= _SURE and candidate is found[0]
        return found[: question.limit]

    def _places(self, question: _Question) -> Iterable[Json]:
        if question.kind in v.KINDS or question.level == "region":
            return
        for candidate in self._gazetteer.find(
            question.name,
            kind=question.kind or None,
            level=question.level or None,
            within=question.within or None,
            as_of=question.as_of,
        ):
            place = candidate.place
            yield {
                "id": f"place/{place.id}",
                "name": self._place_name(place.id),
                "description": candidate.reason,
                "type": [dict(TYPES[0])],
                "score": round(100 * candidate.score, 1),
            }

    def _bodies(self, question: _Question) -> Iterable[Json]:
        asked = fold(question.name)
        words = set(asked.split())
        territories = self._territories(question.within)
        # The rarest words find the bodies; nhân and dân stand in most names and would bring them all.
        rarest = sorted(words & self._by_word.keys(), key=lambda word: (len(self._by_word[word]), word))[:_RAREST]
        near = {agency.iri: agency for word in rarest for agency in self._by_word[word]}
        for agency in near.values():
            if not self._fits(agency, question, territories):
                continue
            score, reason = _weigh(question.name, asked, words, agency)
            if score >= 40:
                yield {
                    "id": _local(agency.iri),
                    "name": agency.label,
                    "description": reason,
                    "type": [dict(TYPES[1])],
                    "score": score,
                }

    def _fits(self, agency: _Agency, question: _Question, territories: frozenset[str]) -> bool:
        if question.kind and agency.kind != question.kind:
            return False
        if question.level and agency.level != question.level:
            return False
        if territories and not any(place.id in territories for place in self._gazetteer.chain(agency.place)):
            return False
        day = question.as_of
        if day is None:
            return True
        begun = agency.not_before and day.before(PartialDate(agency.not_before)) is Truth.TRUE
        ended = agency.not_after and PartialDate(agency.not_after).before(day) is Truth.TRUE
        return not (begun or ended)

    def _territories(self, within: str) -> frozenset[str]:
        if not within:
            return frozenset()
        try:
            return frozenset((self._gazetteer.place(within).id,))
        except UsageError:
            found = self._gazetteer.find(within)
            if not found:
                raise UsageError(f"no place is called {within!r}", fix="give an id as vn63/11, or a name") from None
            return frozenset(c.place.id for c in found if c.score == found[0].score)

    def _place_name(self, place_id: str) -> str:
        chain = self._gazetteer.chain(place_id)
        return ", ".join(place.full_name for place in chain if place.level != "central") or chain[0].name


def suggest_types(prefix: str) -> Json:
    """The types whose name or id begins a word with what was typed."""
    return {"result": [dict(kind) for kind in TYPES if _begins(prefix, kind)]}


def suggest_properties(prefix: str) -> Json:
    """The properties by which a query can be narrowed, as typed so far."""
    return {"result": [dict(prop) for prop in PROPERTIES if _begins(prefix, prop)]}


def _begins(prefix: str, thing: Mapping[str, str]) -> bool:
    typed = fold(prefix)
    return any(word.startswith(typed) for word in fold(f"{thing['id']} {thing['name']}").split()) or not typed


def _read_agencies(store: Store) -> dict[str, _Agency]:
    answer: Any = store.query(read_view("agencies"))
    names = [variable.value for variable in answer.variables]
    found: dict[str, _Agency] = {}
    for cells in table_of(names, answer).rows:
        row = dict(zip(names, cells, strict=True))
        before = found.get(row["agency"] or "")
        found[row["agency"] or ""] = _Agency(
            iri=row["agency"] or "",
            label=before.label if before else row["label"] or "",
            keys=(before.keys if before else frozenset()) | {row["key"] or ""},
            kind=_last(row["kind"]),
            level=_last(row["level"]),
            place=(row["place"] or "").removeprefix(place_iri("")),
            not_before=row["not_before"] or "",
            not_after=row["not_after"] or "",
        )
    return found


def _weigh(name: str, asked: str, words: set[str], agency: _Agency) -> tuple[float, str]:
    if nfc_tone_first(name).casefold() == nfc_tone_first(agency.label).casefold():
        return 100.0, "the same name"
    if asked in agency.keys:
        return 96.0, "the same name without marks, or abbreviated"
    shared = max((len(words & set(key.split())) / len(words | set(key.split())) for key in agency.keys), default=0.0)
    return round(90 * shared, 1), f"{shared:.0%} of the words"


def _parse_question(key: str, query: Mapping[str, Any]) -> _Question:
    name = query.get("query", "")
    if not isinstance(name, str) or not name.strip():
        raise UsageError(f"query {key!r} has no name to look for", fix='give it as "query"')
    given: dict[str, str] = {}
    known = {prop["id"] for prop in PROPERTIES}
    for prop in query.get("properties", ()):
        pid, value = prop.get("pid"), _value(prop.get("v"))
        if pid not in known:
            raise UsageError(
                f"query {key!r} has the unknown property {pid!r}", fix="known are " + ", ".join(sorted(known))
            )
        given[pid] = value
    if given.get("level") and given["level"] not in v.LEVELS:
        raise UsageError(f"query {key!r}: there is no level {given['level']!r}", fix="known are " + ", ".join(v.LEVELS))
    try:
        as_of = PartialDate(given["asOf"]) if given.get("asOf") else None
    except ValueError as error:
        raise UsageError(f"query {key!r}: {error}") from None
    return _Question(
        name=name.strip(),
        types=_parse_types(key, query.get("type")),
        limit=_limit(query.get("limit", LIMIT)),
        within=given.get("within", "").removeprefix(place_iri("")).removeprefix("place/"),
        level=given.get("level", ""),
        kind=given.get("kind", "").removeprefix(f"{v.ID}kind/"),
        as_of=as_of,
    )


def _parse_types(key: str, asked: str | Sequence[str] | None) -> frozenset[str]:
    known = {kind["id"] for kind in TYPES}
    if not asked:
        return frozenset(known)
    types = {
        kind.removeprefix(v.ONTOLOGY).removeprefix("ph:") for kind in ([asked] if isinstance(asked, str) else asked)
    }
    if unknown := sorted(types - known):
        raise UsageError(f"query {key!r} has the unknown type {unknown[0]!r}", fix="known are Agency, Place")
    return frozenset(types)


def _value(value: Any) -> str:
    """A property's value as text: the first of several, the id of an entity."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("id", "")
    return str(value).strip()


def _limit(limit: Any) -> int:
    return min(MOST, max(1, int(limit))) if isinstance(limit, int | float) else LIMIT


def _last(iri: str | None) -> str:
    return (iri or "").rpartition("/")[2]


def _local(iri: str) -> str:
    return iri.removeprefix(v.ID)


def _lifetime(begins: str, ends: str) -> str:
    return f"{begins or '…'} – {ends or '…'}" if begins or ends else ""
