"""The shape of a record: what one source says, every fact tied to its words. Strict: nothing unknown is accepted.

A record names things by short local keys (`agencies: {tand: …}`) and refers to them by these keys. Evidence is
written `start-end#digest`: code points in the text whose SHA-256 the source gives, and the first 16 hexadecimal
digits of the SHA-256 of the words at that span. The shape follows the coding rules in docs/codebook.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from phoihop import vocabulary as v
from phoihop.model import PartialDate

_KEY = r"^[a-z0-9][a-z0-9-]{0,63}$"
_EVIDENCE = re.compile(r"^(\d{1,9})-(\d{1,9})(?:#([0-9a-f]{16}))?$")
_LANGUAGE_TAG = r"^[a-z]{2}$"


def _date_text(value: Any) -> Any:
    """A bare year is a number in YAML; `22` becomes the text 22, which is no date, and not the year 0022."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _check_date(value: str) -> str:
    return PartialDate(value).text


def _check_stamp(value: str) -> str:
    """A publication date, with a time of day and zone if the source prints one."""
    PartialDate(value.partition("T")[0])
    if "T" in value and not re.fullmatch(r"\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", value.partition("T")[2]):
        raise ValueError(f"{value!r} is not a time stamp: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+07:00")
    return value


def _check_evidence(value: str) -> str:
    match = _EVIDENCE.fullmatch(value)
    if match is None or int(match[1]) >= int(match[2]):
        raise ValueError(f"{value!r} is not evidence: write start-end#digest, as 140-155#9f86d081884c7d65")
    return value


def _check_url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
        raise ValueError(f"{value!r} is not a web address: write it percent-encoded, as https://example.org/a%20b")
    return value


def _one_or_more(value: Any) -> Any:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


class OneOf:
    """One of the names of a vocabulary; checked in compiled code and listed in the JSON Schema."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.literal_schema(self.names)


Key = Annotated[str, StringConstraints(pattern=_KEY)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=False)]
_YEAR_OR_TEXT = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
Date = Annotated[str, BeforeValidator(_date_text), AfterValidator(_check_date), WithJsonSchema(_YEAR_OR_TEXT)]
Stamp = Annotated[str, BeforeValidator(_date_text), AfterValidator(_check_stamp)]
Evidence = Annotated[str, AfterValidator(_check_evidence)]
At = Annotated[
    tuple[Evidence, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _EVIDENCE.pattern},
                {"type": "array", "items": {"type": "string", "pattern": _EVIDENCE.pattern}},
            ]
        }
    ),
]
Url = Annotated[str, AfterValidator(_check_url)]
PlaceId = Annotated[str, StringConstraints(pattern=r"^(vn|vn(63|34)/\d{2,5}(-\d{4})?)$")]

AgencyKind = Annotated[str, OneOf(v.KINDS)]
PostName = Annotated[str, OneOf(v.POSTS)]
DocumentKind = Annotated[str, OneOf(v.DOCUMENT_KINDS)]
ProgrammeKind = Annotated[str, OneOf(v.PROGRAMME_KINDS)]
EventKind = Annotated[str, OneOf(v.EVENT_KINDS)]
EventRole = Annotated[str, OneOf(v.EVENT_ROLES)]
Topic = Annotated[str, OneOf(v.TOPICS)]
Frequency = Annotated[str, OneOf(v.FREQUENCIES)]
DutyKind = Annotated[str, OneOf(v.DUTY_KINDS)]
Modality = Annotated[str, OneOf(v.MODALITIES)]
Standing = Annotated[str, OneOf(v.STANDINGS)]
HowKnown = Annotated[str, OneOf(v.HOW_KNOWN)]
CitationRole = Annotated[str, OneOf(v.CITATION_ROLES)]
SignatureRole = Annotated[str, OneOf(v.SIGNATURE_ROLES)]
PartOfDay = Annotated[str, OneOf(v.PARTS_OF_DAY)]
Status = Annotated[str, OneOf(v.STATUSES)]
Side = Annotated[str, OneOf(v.SIDES)]
Level = Annotated[str, OneOf(v.LEVELS)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=False)


class Evidenced(_Part):
    """Anything a source says: where it says it, how we know, how firmly, and a remark in our own words."""

    at: At = ()
    note: Text | None = None
    standing: Standing = "stated"
    how_known: HowKnown = "stated"
    conflicts_with: tuple[Key, ...] = Field((), description="keys (`key`) of the claims of this record it excludes")
    key: Key | None = Field(None, description="a name for this claim, needed only where another one conflicts with it")


class Acceptance(_Part):
    """Who let the record in, and when."""

    by: Text
    on: Date


class SourceText(_Part):
    """The source and the text that spans refer to. The text itself is never shipped."""

    label: Text = Field(description="what to call the source, in our own words")
    publisher: Text | None = None
    publisher_known: HowKnown = "stated"
    published: Stamp | None = None
    url: Url | None = None
    language: Annotated[str, StringConstraints(pattern=_LANGUAGE_TAG)] = "vi"
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    characters: Annotated[int, Field(gt=0, le=50_000_000)] | None = None
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{96}$")] | None = Field(
        None, description="finds reposts of the text; `phoihop extract` writes it"
    )
    note: Text | None = None


class AgencyRef(_Part):
    """A body, identified by kind and place, and by host (a caucus) or name (kinds of which a place has many)."""

    kind: AgencyKind
    place: PlaceId
    name: Text
    host: AgencyKind | None = Field(None, description="the kind of the body that a Party caucus sits in")
    slug: Key | None = Field(None, description="tells bodies of one kind and place apart, as `so-tu-phap`")
    level: Level | None = Field(None, description="only where it is not the level of the place, as for regional courts")
    side: Side | None = Field(None, description="only for press and other bodies, whose kind does not fix it")
    within: Key | None = Field(None, description="the body of this record that it is a part of")

    @model_validator(mode="after")
    def _identified(self) -> AgencyRef:
        if (self.kind == "party-caucus") != (self.host is not None):
            raise ValueError("a party-caucus needs `host`, the kind of body it sits in, and no other kind has one")
        if self.kind in v.NAMED_KINDS and self.slug is None:
            raise ValueError(f"a {self.kind} needs `slug`: one place has several, as so-tu-phap, so-noi-vu")
        if self.side is not None and v.KINDS[self.kind][0]:
            raise ValueError(f"the side of a {self.kind} is fixed: leave `side` out")
        return self


class PlaceClaim(Evidenced):
    """Where something is or applies."""

    place: PlaceId


class DateClaim(Evidenced):
    """When something happened, at the precision the source gives."""

    value: Date


class TermClaim(Evidenced):
    """From when to when something is to run."""

    start: Date | None = None
    end: Date | None = None


class TextClaim(Evidenced):
    """A short text: a venue, an aim in our own words."""

    text: Text


class CountClaim(Evidenced):
    """A number that the source states."""

    number: Annotated[int, Field(gt=0)]


class AgencyClaim(Evidenced):
    """A body in the role that the field's name gives."""

    agency: Key


class SignatureClaim(AgencyClaim):
    """One body signed one programme."""

    role: SignatureRole = "partner"


class CitationClaim(Evidenced):
    """A programme cites a document."""

    document: Key
    role: CitationRole


class TopicClaim(Evidenced):
    """A programme covers a topic."""

    topic: Topic


class DutyClaim(Evidenced):
    """What a body takes on, or is asked to do, under a programme; the action is told in our own words."""

    kinds: Annotated[tuple[DutyKind, ...], Field(min_length=1)]
    action: Text
    of: tuple[Key, ...] = ()
    addressee: Text | None = Field(None, description="who bears it, where no single body is named")
    owed_to: tuple[Key, ...] = ()
    owed_to_collective: Text | None = None
    jointly_with: tuple[Key, ...] = ()
    frequency: tuple[Frequency, ...] = ()
    modality: Modality
    year: Date | None = None

    @model_validator(mode="after")
    def _borne(self) -> DutyClaim:
        if not self.of and self.addressee is None:
            raise ValueError("a duty needs `of` (keys of bodies) or `addressee` (a collective, in words)")
        return self


class DocumentRef(Evidenced):
    """A document that the source names."""

    kind: DocumentKind
    number: Text | None = None
    title: Text | None = None
    issuer: Key | None = None
    issued: DateClaim | None = None
    aliases: tuple[Text, ...] = ()
    passes_down: Key | None = Field(None, description="the document that it hands down to a lower level")

    @model_validator(mode="after")
    def _named(self) -> DocumentRef:
        if self.number is None and self.title is None:
            raise ValueError("a document needs a `number` or a `title`")
        return self


class ProgrammeRef(Evidenced):
    """A coordination programme: the thing that is signed."""

    kind: ProgrammeKind
    title: Text
    number: Text | None = None
    territory: tuple[PlaceClaim, ...] = ()
    term: TermClaim | None = None
    signatories: tuple[SignatureClaim, ...] = ()
    cites: tuple[CitationClaim, ...] = ()
    topics: tuple[TopicClaim, ...] = ()
    aims: tuple[TextClaim, ...] = ()
    contents: CountClaim | None = None
    drafted_by: tuple[AgencyClaim, ...] = ()
    drafting_directed_by: tuple[AgencyClaim, ...] = ()
    duties: tuple[DutyClaim, ...] = ()


class PresentedClaim(Evidenced):
    """A document was read out or presented at an event."""

    document: Key


class AttendanceClaim(Evidenced):
    """People who took part without being named."""

    who: Text
    role: EventRole = "attended"
    on_behalf_of: tuple[Key, ...] = ()


class EventRef(Evidenced):
    """A signing, a review, an issuing."""

    kind: EventKind
    concerns: tuple[Key, ...] = ()
    dates: tuple[DateClaim, ...] = Field((), description="more than one only where sources or passages disagree")
    part_of_day: PartOfDay | None = None
    place: PlaceClaim | None = None
    venue: TextClaim | None = None
    convened_by: tuple[AgencyClaim, ...] = ()
    co_organised_by: tuple[AgencyClaim, ...] = ()
    presented: tuple[PresentedClaim, ...] = ()
    unnamed: tuple[AttendanceClaim, ...] = ()


class PostClaim(Evidenced):
    """One person holds one post in one body, as attested at events."""

    post: PostName
    body: Key
    title: Text | None = Field(None, description="the post as published, where the concept does not say it all")
    events: tuple[Key, ...] = ()
    start: DateClaim | None = None
    end: DateClaim | None = None


class RoleClaim(Evidenced):
    """One person took one role in one event."""

    event: Key
    role: EventRole
    on_behalf_of: tuple[Key, ...] = ()


class OfficialRef(Evidenced):
    """A person in public office; named as such only."""

    name: Text
    published_name: Text | None = None
    posts: tuple[PostClaim, ...] = ()
    roles: tuple[RoleClaim, ...] = ()


class Silence(Evidenced):
    """The source says that nothing was signed at a place: not the same as saying nothing."""

    place: PlaceId
    kinds: tuple[AgencyKind, ...] = ()
    as_of: Date | None = None


class Record(_Part):
    """All that one source says."""

    format: Literal[1]
    id: Key
    status: Status
    accepted: Acceptance | None = None
    retracted: Acceptance | None = None
    note: Text | None = None
    source: SourceText
    agencies: dict[Key, AgencyRef] = {}
    documents: dict[Key, DocumentRef] = {}
    programmes: dict[Key, ProgrammeRef] = {}
    events: dict[Key, EventRef] = {}
    officials: dict[Key, OfficialRef] = {}
    nothing_signed: tuple[Silence, ...] = ()

    @model_validator(mode="after")
    def _signed_off(self) -> Record:
        if self.status == "accepted" and self.accepted is None:
            raise ValueError("an accepted record says who accepted it and when: accepted: {by: …, on: …}")
        if self.status == "retracted" and self.retracted is None:
            raise ValueError("a retracted record says who retracted it and when: retracted: {by: …, on: …}")
        return self


class _Plain(GenerateJsonSchema):
    """Without titles, which only repeat the fields' names, and closed: a key that is no key is marked."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        return super().dict_schema(schema) | {"additionalProperties": False}


def record_schema() -> dict[str, Any]:
    """The JSON Schema for editors, in `data/record.schema.json`. What fields say together is checked on reading."""
    return {"$schema": GenerateJsonSchema.schema_dialect} | Record.model_json_schema(schema_generator=_Plain)
