"""From a thing in the graph back to the record, field and line that it was made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from phoihop import vocabulary as v
from phoihop.identity.iris import agency_iri, document_iri
from phoihop.records.reading import Loc, Located
from phoihop.records.schema import Record

_SPAN = re.compile(r"\d+-\d+|whole")
_FIELDS = {
    v.DCT.title: "title", v.PH.documentNumber: "number", v.PH.programmeKind: "kind", v.PH.documentKind: "kind",
    v.PH.agencyKind: "kind", v.PH.level: "level", v.PH.territory: "territory", v.PH.caucusOf: "host",
    v.ORG.subOrganizationOf: "within", v.RDFS.label: "name", v.FOAF.name: "name", v.PH.issuer: "issuer",
    v.DCT.issued: "issued", v.PH.passesDown: "passes_down", v.PH.signatory: "signatories", v.PH.lead: "signatories",
    v.PH.topic: "topics", v.PH.implements: "cites", v.PH.termStart: "term", v.PH.termEnd: "term",
    v.PH.numberOfContents: "contents", v.PH.aim: "aims", v.PH.draftedBy: "drafted_by",
    v.PH.draftingDirectedBy: "drafting_directed_by", v.PH.concerns: "concerns", v.PH.heldIn: "place",
    v.PH.venue: "venue", v.PH.convenedBy: "convened_by", v.PH.coOrganisedBy: "co_organised_by", v.PH.date: "dates",
    v.PH.partOfDay: "part_of_day", v.PH.presented: "presented", v.ORG.organization: "body", v.ORG.role: "post",
    v.PH.attestedIn: "events", v.PH.attestedOn: "events", v.PH.publishedForm: "title", v.PH.inEvent: "event",
    v.PH.eventRole: "role", v.PH.onBehalfOf: "on_behalf_of", v.PH.signatoryAgency: "agency",
    v.PH.signatureRole: "role", v.PH.citesDocument: "document", v.PH.citationRole: "role", v.PH.coversTopic: "topic",
    v.PH.placedIn: "place", v.PH.value: "value", v.PH.earliest: "value", v.PH.latest: "value",
    v.PH.dayNumber: "value", v.PH.dutyKind: "kinds", v.PH.dutyOf: "of", v.PH.addressee: "addressee",
    v.PH.owedTo: "owed_to", v.PH.jointlyWith: "jointly_with", v.PH.frequency: "frequency",
    v.PH.modality: "modality", v.PH.forYear: "year", v.PH.standing: "standing", v.PH.howKnown: "how_known",
    v.PH.conflictsWith: "conflicts_with", v.PH.spanDigest: "at", v.PH.note: "note", v.PH.textDigest: "sha256",
    v.PH.textLength: "characters", v.PH.fingerprintPart: "fingerprint", v.DCT.source: "url",
    v.DCT.publisher: "publisher",
}  # fmt: skip
"""Property → the field of a part of a record that it was made from."""


@dataclass(frozen=True)
class Origin:
    """Where in which record a thing was said; `loc` is empty where only the record is known."""

    record: str
    loc: Loc = ()
    located: Located | None = None

    @property
    def where(self) -> tuple[str, int | None, int | None]:
        """File, line and column, as far as they are known."""
        return self.located.place_of(self.loc) if self.located else ("", None, None)


class Origins:
    """Finds the origin of any node that records make.

    Args:
        records: record id → the record with its lines; others than these are known by their id alone.
    """

    def __init__(self, records: Mapping[str, Located] | None = None) -> None:
        self._records = records or {}
        self._shared: dict[str, tuple[str, Loc]] | None = None

    def origin(self, iri: str, prop: str = "") -> Origin | None:
        """Where a node, or its value of a property, was said; None for what no record says.

        A body or document that several records name belongs to the first of them.
        """
        if not iri.startswith(v.ID):
            return None
        category, _, rest = iri.removeprefix(v.ID).partition("/")
        record, *keys = rest.split("/")
        if category in ("agency", "document"):
            found = self._find_shared(iri)
            if found is None:
                return None
            record, loc = found
        elif category in ("claim", "evidence", "programme", "event", "official", "source"):
            located = self._records.get(record)
            loc = _locate(located.record, category, keys) if located else ()
        else:
            return None
        located = self._records.get(record)
        name = _FIELDS.get(prop)
        if located and name:
            loc = _narrowed(located, loc, name)
        return Origin(record, loc, located)

    def _find_shared(self, iri: str) -> tuple[str, Loc] | None:
        if self._shared is None:
            self._shared = {}
            for located in self._records.values():
                for shared, loc in _shared_nodes(located.record):
                    self._shared.setdefault(shared, (located.record.id, loc))
        return self._shared.get(iri)


def _narrowed(located: Located, loc: Loc, name: str) -> Loc:
    """The field inside a part, if the file has it: an absent field is shown at the part that lacks it."""
    return (*loc, name) if (*loc, name) in located.lines or not located.lines.get(loc) else loc


def _shared_nodes(record: Record) -> list[tuple[str, Loc]]:
    agencies = {key: agency_iri(ref.kind, ref.place, ref.host, ref.slug) for key, ref in record.agencies.items()}
    found: list[tuple[str, Loc]] = [(iri, ("agencies", key)) for key, iri in agencies.items()]
    found += [
        (agency_iri(ref.host, ref.place, name_slug=ref.slug), ("agencies", key))
        for key, ref in record.agencies.items()
        if ref.host
    ]
    for key, ref in record.documents.items():
        issued = ref.issued.value if ref.issued else None
        found.append((document_iri(agencies.get(ref.issuer or ""), ref.number, ref.title, issued), ("documents", key)))
    return found


def _locate(record: Record, category: str, keys: list[str]) -> Loc:
    if category == "source":
        return ("source",)
    if category in ("programme", "event", "official"):
        return (f"{category}s", keys[0])
    if category == "evidence":
        if keys[-1] == "position":
            keys = keys[:-1]
        if _SPAN.fullmatch(keys[-1]):
            keys = keys[:-1]
        if keys and keys[0] in ("document", "programme", "event", "official"):
            return _locate_property(record, keys)
    return _CLAIMS[keys[0]](record, keys[1:]) if keys and keys[0] in _CLAIMS else ()


def _locate_property(record: Record, keys: list[str]) -> Loc:
    """Evidence for a property of a thing: `programme/<key>/aim/<n>`, `event/<key>/convened-by/<agency>`."""
    loc: Loc = (f"{keys[0]}s", keys[1])
    if len(keys) == 2:
        return loc
    name = {"aim": "aims"}.get(keys[2], keys[2].replace("-", "_"))
    if len(keys) == 3:
        return (*loc, name)
    if name == "aims":
        return (*loc, name, int(keys[3]) - 1)
    part = getattr(getattr(record, loc[0]).get(loc[1]), name, ())  # type: ignore[arg-type]
    return _item(
        (*loc, name), part, lambda link: keys[3] in (getattr(link, "agency", None), getattr(link, "document", None))
    )


def _item(loc: Loc, items: object, fits: Callable[[object], bool]) -> Loc:
    for number, item in enumerate(items):  # type: ignore[arg-type, var-annotated]
        if fits(item):
            return (*loc, number)
    return loc


def _list_of(table: str, field: str, *names: str) -> Callable[[Record, list[str]], Loc]:
    """Claims named after the thing they are about and the values of some of their own fields."""

    def locate(record: Record, keys: list[str]) -> Loc:
        items = getattr(getattr(record, table).get(keys[0]), field, ())
        wanted = [*keys[1 : len(names)], "/".join(keys[len(names) :])]
        return _item((table, keys[0], field), items, lambda item: [getattr(item, name) for name in names] == wanted)

    return locate


def _dating(record: Record, keys: list[str]) -> Loc:
    kind = keys[-1]
    if kind == "issued":
        return ("documents", keys[0], "issued")
    if kind in ("term-start", "term-end"):
        return ("programmes", keys[0], "term", kind.removeprefix("term-"))
    if kind in ("start", "end"):
        return (*_list_of("officials", "posts", "body", "post")(record, keys[:-1]), kind)
    return ("events", keys[0], "dates", int(kind) - 1 if kind.isdecimal() else 0)


def _placement(record: Record, keys: list[str]) -> Loc:
    if len(keys) == 1:
        return ("events", keys[0], "place")
    return _list_of("programmes", "territory", "place")(record, keys)


def _participation(record: Record, keys: list[str]) -> Loc:
    if keys[1] == "unnamed":
        return ("events", keys[0], "unnamed", int(keys[2]) - 1)
    return _list_of("officials", "roles", "event", "role")(record, keys)


_CLAIMS: dict[str, Callable[[Record, list[str]], Loc]] = {
    "dating": _dating,
    "placement": _placement,
    "participation": _participation,
    "signature": _list_of("programmes", "signatories", "agency"),
    "citation": _list_of("programmes", "cites", "document", "role"),
    "topic": _list_of("programmes", "topics", "topic"),
    "tenure": _list_of("officials", "posts", "body", "post"),
    "duty": lambda record, keys: ("programmes", keys[0], "duties", int(keys[1]) - 1),
    "nothing-signed": lambda record, keys: ("nothing_signed", int(keys[0]) - 1),
}
