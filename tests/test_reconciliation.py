"""Reconciliation: answers of the shape that the API 0.2 asks for, and the right candidate first.

The schemas below were written from the published structure of the specification; the specification's own are not
shipped.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest

from phoihop.build import Built
from phoihop.errors import UsageError
from phoihop.gazetteer import load_gazetteer
from phoihop.reconciliation import Reconciler, service_manifest, suggest_properties, suggest_types
from phoihop.store import open_store

TEXT = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
SERVICE = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}}
TEMPLATE = {"type": "string", "pattern": r"\{\{id\}\}"}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "view": {"type": "object", "required": ["url"], "properties": {"url": TEMPLATE}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "suggest": {"type": "object", "properties": {"entity": SERVICE, "property": SERVICE, "type": SERVICE}},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score", "match", "type"],
                    "properties": {
                        "id": TEXT,
                        "name": TEXT,
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": NAMED, "minItems": 1},
                    },
                },
            }
        },
    },
}
SUGGESTIONS = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": NAMED}},
}


@pytest.fixture(scope="module")
def service(built: Built) -> Reconciler:
    with open_store(built.store) as store:
        return Reconciler(load_gazetteer(), store)


def ask(service: Reconciler, query: dict[str, Any]) -> list[dict[str, Any]]:
    answer = service.reconcile({"q0": query})
    jsonschema.validate(answer, RESULTS)
    assert json.loads(json.dumps(answer)) == answer
    found: list[dict[str, Any]] = answer["q0"]["result"]
    assert found == sorted(found, key=lambda c: -c["score"])
    return found


def narrowed(**properties: Any) -> list[dict[str, Any]]:
    return [{"pid": pid, "v": value} for pid, value in properties.items()]


def test_the_manifest_is_one_of_version_0_2() -> None:
    jsonschema.validate(service_manifest("https://example.org/reconcile"), MANIFEST)


# name, type, properties → the id that comes first, and whether it is a match
FIRST = [
    ("Kon Rẫy", "Place", {}, "place/vn63/614", True),
    ("huyện Kon Rẫy", "ph:Place", {}, "place/vn63/614", True),
    ("KON RẪY", "Place", {"level": "district"}, "place/vn63/614", True),
    ("Quảng Trị", "Place", {"asOf": "2024-01-01", "level": "province"}, "place/vn63/45", True),
    ("Quảng Trị", "Place", {"asOf": "2025-07-01", "level": "province"}, "place/vn34/44", True),
    ("Tam Nông", "Place", {"within": "vn63/87", "level": "district"}, "place/vn63/871", True),
    ("Tòa án nhân dân huyện Phú Bình", "Agency", {}, "agency/vn63/173/people-court", True),
    ("Toà án nhân dân huyện Phú Bình", "Agency", {}, "agency/vn63/173/people-court", True),
    ("toa an nhan dan huyen phu binh", "Agency", {}, "agency/vn63/173/people-court", True),
    ("TAND huyện Phú Bình", "Agency", {}, "agency/vn63/173/people-court", True),
    ("Viện kiểm sát nhân dân", "Agency", {"within": "vn63/19"}, "agency/vn63/173/people-procuracy", False),
    ("Tòa án nhân dân tỉnh Điện Biên", ["Agency"], {"kind": "people-court"}, "agency/vn63/11/people-court", True),
]


@pytest.mark.parametrize(("name", "kind", "properties", "first", "match"), FIRST)
def test_the_right_candidate_comes_first(
    service: Reconciler, name: str, kind: Any, properties: dict[str, str], first: str, match: bool
) -> None:
    found = ask(service, {"query": name, "type": kind, "properties": narrowed(**properties)})
    assert (found[0]["id"], found[0]["match"]) == (first, match)


def test_namesakes_are_offered_and_none_is_a_match(service: Reconciler) -> None:
    found = ask(
        service, {"query": "Châu Thành", "type": "Place", "properties": narrowed(level="district"), "limit": 20}
    )
    assert len(found) >= 9
    assert not any(candidate["match"] for candidate in found)


def test_a_body_that_had_ended_is_not_offered(service: Reconciler) -> None:
    court = "Tòa án nhân dân huyện Phú Bình"
    there = {day: [c["id"] for c in ask(service, {"query": court, "type": "Agency", "properties": narrowed(asOf=day)})]
             for day in ("2025-06-30", "2025-07-01", "2025")}  # fmt: skip
    ended = "agency/vn63/173/people-court"
    assert (ended in there["2025-06-30"], ended in there["2025-07-01"], ended in there["2025"]) == (True, False, True)


def test_a_place_that_was_reconciled_before_narrows(service: Reconciler) -> None:
    reconciled = {"id": "place/vn63/614", "name": "huyện Kon Rẫy"}
    query = {"query": "Tòa án nhân dân", "type": "Agency", "properties": narrowed(within=reconciled)}
    assert {c["id"] for c in ask(service, query)} == {"agency/vn63/614/people-court"}
    query["properties"] = narrowed(within=[reconciled])
    assert len(ask(service, query)) == 1


def test_the_limit_holds_and_the_batch_keeps_its_keys(service: Reconciler) -> None:
    answer = service.reconcile({"a": {"query": "Châu Thành", "limit": 2}, "b": {"query": "xyzzy"}})
    assert [len(answer[key]["result"]) for key in ("a", "b")] == [2, 0]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({}, "no name"),
        ({"query": " "}, "no name"),
        ({"query": "Huế", "type": "Person"}, "unknown type 'Person'"),
        ({"query": "Huế", "properties": [{"pid": "colour", "v": "red"}]}, "unknown property 'colour'"),
        ({"query": "Huế", "properties": narrowed(level="galaxy")}, "no level 'galaxy'"),
        ({"query": "Huế", "properties": narrowed(asOf="2021-02-30")}, "no day 30"),
        ({"query": "Huế", "properties": narrowed(within="Xyzzy")}, "Xyzzy"),
    ],
)
def test_a_query_that_cannot_be_understood_says_why(service: Reconciler, query: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        service.reconcile({"q0": query})


@pytest.mark.parametrize(("typed", "held"), [("dien bi", "agency/vn63/11/people-court"), ("tand", ""), ("", None)])
def test_entities_are_suggested_while_typing(service: Reconciler, typed: str, held: str | None) -> None:
    answer = service.suggest_entities(typed, limit=50)
    jsonschema.validate(answer, SUGGESTIONS)
    ids = [entity["id"] for entity in answer["result"]]
    if held is None:
        assert ids == []
    else:
        assert ids
        assert not held or held in ids


def test_types_and_properties_are_suggested() -> None:
    for answer in (suggest_types(""), suggest_types("ag"), suggest_properties(""), suggest_properties("asof")):
        jsonschema.validate(answer, SUGGESTIONS)
        assert answer["result"]
    assert [kind["id"] for kind in suggest_types("pla")["result"]] == ["Place"]
    assert suggest_types("zzz") == {"result": []}


def test_a_preview_is_a_page_that_escapes_what_it_shows(service: Reconciler) -> None:
    class Seen(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    for entity, says in (("place/vn63/614", "huyện Kon Rẫy"), ("agency/vn63/173/people-court", "2025-06-30")):
        page = Seen()
        page.feed(service.preview(entity))
        assert says in page.text
    with pytest.raises(UsageError, match="nothing has the id"):
        service.preview("agency/none")
