"""What records say about people, bodies and documents, gathered by IRI for the search for duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from phoihop.identity.iris import agency_iri, document_iri, local_iri
from phoihop.identity.mentions import Mention
from phoihop.records.schema import AgencyRef, DateClaim, OfficialRef, Record
from phoihop.spelling import fold

UnitsOf = Callable[[str], Iterable[str]]


def build_mentions(records: Iterable[Record], units_of: UnitsOf) -> list[Mention]:
    """One mention per IRI, with all that the records say of it; `weaker` and `rejected` claims are left out.

    Args:
        records: the records to search, each read before.
        units_of: gives for a place id the id itself and those of the units it lies in.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    for record in records:
        for mention in (*_officials(record, units_of), *_agencies(record, units_of), *_documents(record)):
            found[mention.iri].append(mention)
    return [_merge(mentions) for _, mentions in sorted(found.items())]


def _officials(record: Record, units_of: UnitsOf) -> Iterator[Mention]:
    names = {key: fold(official.name) for key, official in record.officials.items()}
    for key, official in record.officials.items():
        posts = [post for post in official.posts if post.standing == "stated"]
        bodies = [record.agencies[post.body] for post in posts if post.body in record.agencies]
        yield Mention(
            local_iri("official", record.id, key),
            "official",
            official.name,
            source=record.id,
            posts=frozenset(post.post for post in posts),
            bodies=frozenset(map(_agency_iri, bodies)),
            places=frozenset(unit for body in bodies for unit in units_of(body.place)),
            dates=_dates(record, official),
            beside=frozenset(name for other, name in names.items() if other != key),
        )


def _dates(record: Record, official: OfficialRef) -> tuple[str, ...]:
    """When a person was attested: at events, else on the day of publication."""
    keys = {key for post in official.posts for key in post.events} | {role.event for role in official.roles}
    events = [record.events[key] for key in sorted(keys) if key in record.events]
    dates = [date.value for event in events for date in event.dates if date.standing == "stated"]
    if not dates and record.source.published:
        dates = [record.source.published.partition("T")[0]]
    return tuple(sorted(set(dates)))


def _agencies(record: Record, units_of: UnitsOf) -> Iterator[Mention]:
    for agency in record.agencies.values():
        yield Mention(
            _agency_iri(agency),
            "agency",
            agency.name,
            source=record.id,
            places=frozenset(units_of(agency.place)),
            agency_kind=agency.kind,
            host=agency.host or "",
        )


def _documents(record: Record) -> Iterator[Mention]:
    for document in record.documents.values():
        issuer = record.agencies.get(document.issuer) if document.issuer else None
        by, issued = _agency_iri(issuer) if issuer else None, _value(document.issued)
        yield Mention(
            document_iri(by, document.number, document.title, issued or None),
            "document",
            document.title or "",
            source=record.id,
            number=document.number or "",
            issuer=by or "",
            issued=issued,
        )


def _value(claim: DateClaim | None) -> str:
    return claim.value if claim else ""


def _agency_iri(agency: AgencyRef) -> str:
    return agency_iri(agency.kind, agency.place, agency.host, agency.slug)


def _merge(mentions: list[Mention]) -> Mention:
    """Mentions of one IRI as one; what several records name has no single source."""
    first = mentions[0]
    if len(mentions) == 1:
        return first
    sources = {mention.source for mention in mentions}
    return Mention(
        first.iri,
        first.kind,
        max((mention.name for mention in mentions), key=lambda name: (len(name), name)),
        source=first.source if len(sources) == 1 else "",
        places=frozenset().union(*(mention.places for mention in mentions)),
        agency_kind=first.agency_kind,
        host=first.host,
        number=first.number,
        issuer=first.issuer,
        issued=first.issued,
    )
