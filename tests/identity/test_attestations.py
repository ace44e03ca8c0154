"""What records say of one IRI is gathered under it, ready to be compared."""

from __future__ import annotations

from typing import Any

from phoihop.identity.attestations import build_mentions
from phoihop.identity.candidates import propose_candidates
from phoihop.identity.mentions import Mention
from phoihop.records.schema import Record

ID = "https://w3id.org/phoihop/id"


def units_of(place: str) -> tuple[str, ...]:
    return {"vn63/173": ("vn63/173", "vn63/19", "vn"), "vn": ("vn",)}[place]


def make_record(key: str, official: dict[str, Any], **changes: Any) -> Record:
    parts: dict[str, Any] = {
        "format": 1,
        "id": key,
        "status": "draft",
        "source": {"label": "a page", "published": "2022-06-24T08:00:00+07:00"},
        "agencies": {
            "bbt": {"kind": "party-secretariat", "place": "vn", "name": "Ban Bí thư"},
            "ubnd": {"kind": "people-committee", "place": "vn63/173", "name": "UBND huyện"},
        },
        "documents": {
            "qd": {"kind": "decision", "number": "7-QĐ/TW", "issuer": "bbt", "issued": {"value": "2020-09-30"}},
        },
        "events": {"signing": {"kind": "signing", "dates": [{"value": "2022-06-23"}]}},
        "officials": {"lan": official, "hung": {"name": "Trần Đức Hùng"}},
    }
    return Record.model_validate(parts | changes, strict=False)


LAN = {
    "name": "Lê Thị Lan",
    "posts": [
        {"post": "chair", "body": "ubnd", "events": ["signing"]},
        {"post": "deputy-secretary", "body": "ubnd", "standing": "weaker"},
    ],
}


def test_a_person_is_mentioned_with_post_place_time_and_company() -> None:
    mentions = {mention.iri: mention for mention in build_mentions([make_record("r1", LAN)], units_of)}
    assert mentions[f"{ID}/official/r1/lan"] == Mention(
        f"{ID}/official/r1/lan",
        "official",
        "Lê Thị Lan",
        source="r1",
        posts=frozenset(("chair",)),
        bodies=frozenset((f"{ID}/agency/vn63/173/people-committee",)),
        places=frozenset(("vn63/173", "vn63/19", "vn")),
        dates=("2022-06-23",),
        beside=frozenset(("tran duc hung",)),
    )
    assert mentions[f"{ID}/official/r1/hung"].dates == ("2022-06-24",)


def test_a_body_and_a_document_of_two_records_are_one_mention() -> None:
    mentions = build_mentions([make_record("r1", LAN), make_record("r2", LAN)], units_of)
    assert len({mention.iri for mention in mentions}) == len(mentions) == 4 + 3
    document = next(mention for mention in mentions if mention.kind == "document")
    assert (document.number, document.issued, document.source) == ("7-QĐ/TW", "2020-09-30", "")


def test_one_person_of_two_records_is_proposed() -> None:
    records = [make_record("r1", LAN), make_record("r2", LAN | {"name": "LÊ THỊ LAN"})]
    found = propose_candidates(build_mentions(records, units_of)).candidates
    assert {(c.a, c.b) for c in found} == {
        (f"{ID}/official/r1/lan", f"{ID}/official/r2/lan"),
        (f"{ID}/official/r1/hung", f"{ID}/official/r2/hung"),
    }
    assert found[0].a.endswith("lan")
    assert found[0].score > found[1].score
