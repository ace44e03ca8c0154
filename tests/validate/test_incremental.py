"""Judging only what new records can affect finds exactly what judging the whole graph finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phoihop.fingerprints import build_fingerprint
from phoihop.graph.places import place_triples
from phoihop.model import Issue
from phoihop.records.reading import Located
from phoihop.validate import Schema, check_graph, state_records, validate_incremental
from phoihop.validate.engines import has_fast_engine
from phoihop.validate.reach import build_reach
from phoihop.validate.shapes import read_shapes
from phoihop.validate.surroundings import Surroundings

PLACES = ("vn", "vn63/19", "vn63/173", "vn63/172")
Key = tuple[str, str, str]


def keys(issues: Sequence[Issue]) -> set[Key]:
    # Which of a body's names a message shows is no part of what was found: a new record may bring a better one.
    return {(issue.rule, issue.focus, issue.message_en.replace(SHORT, AGENCIES["tand"][2])) for issue in issues}


@pytest.fixture(scope="module")
def background(schema: Schema) -> list[ox.Quad]:
    """The ontology and four places: the rest of the map is the same before and after."""
    wanted = tuple(f"<https://w3id.org/phoihop/id/place/{place}>" for place in PLACES)
    places = (t for t in place_triples(schema.gazetteer, (), schema.ontology.supertypes) if t[0] in wanted)
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in (*schema.ontology.triples, *places))
    return list(ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES))


def graph_of(background: list[ox.Quad]) -> ox.Store:
    graph = ox.Store()
    graph.extend(background)
    return graph


AGENCIES = {
    "btg": ("propaganda-commission", "vn63/173", "Ban Tuyên giáo Huyện ủy Phú Bình"),
    "hdnd": ("people-council", "vn63/173", "Hội đồng nhân dân huyện Phú Bình"),
    "tand": ("people-court", "vn63/173", "Tòa án nhân dân huyện Phú Bình"),
    "tand-tinh": ("people-court", "vn63/19", "Tòa án nhân dân tỉnh Thái Nguyên"),
    "bbt": ("party-secretariat", "vn", "Ban Bí thư Trung ương Đảng"),
}
SHORT = "TAND huyện Phú Bình"
WORDS = [f"chữ{n} thứ{n * 7 % 31} mẫu{n * n % 97}" for n in range(60)]
TEXTS = ("", " ".join(WORDS), " ".join(["đầu đề khác", *WORDS[1:]]), " ".join(reversed(WORDS)))
DAYS = ("2021-09-08", "2021-09-09", "2021", "2020-01", "2025-08-08")


@st.composite
def variants(draw: st.DrawFn, coder: Any, number: int) -> Located:
    """A record that differs from the model record in ways coders' records do, right and wrong."""
    value = coder.record(f"r{number}")
    at = coder.span(0, 22)
    some = [at, coder.span(5, 20), ()]
    named = {key: dict(zip(("kind", "place", "name"), given_, strict=True)) for key, given_ in AGENCIES.items()}
    if draw(st.booleans()):
        named["tand"]["name"] = SHORT
    if draw(st.booleans()):
        named["tand"]["within"] = draw(st.sampled_from(["tand-tinh", "hdnd"]))
    if draw(st.booleans()):
        named["hdnd"]["level"] = draw(st.sampled_from(["district", "province"]))
    value["agencies"] = named
    pick = st.sampled_from(sorted(AGENCIES))
    programme = value["programmes"]["ct"]
    programme["title"] = draw(st.sampled_from(["Chương trình phối hợp mẫu", "Quy chế phối hợp mẫu"]))
    programme["signatories"] = [
        {
            "agency": key,
            "role": draw(st.sampled_from(["lead", "partner"])),
            "standing": draw(st.sampled_from(["stated", "weaker"])),
            "at": draw(st.sampled_from(some)),
        }
        for key in draw(st.lists(pick, unique=True, max_size=3))
    ]
    programme["term"] = draw(
        st.sampled_from([None, {"start": "2021", "end": "2026", "at": at}, {"start": "2026", "end": "2019", "at": at}])
    )
    programme["topics"] = draw(st.sampled_from([[], programme["topics"]]))
    value["documents"]["qd"]["issued"] = {"value": draw(st.sampled_from(["2020-09-30", "2024"])), "at": at}
    event = value["events"]["le"]
    event["kind"] = draw(st.sampled_from(["signing", "review"]))
    event["dates"] = [
        {"value": day, "at": at} for day in draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=2))
    ]
    event["place"] = {"place": draw(st.sampled_from(["vn63/173", "vn63/172", "vn63/19"])), "at": at}
    official = value["officials"]["an"]
    official["name"] = draw(st.sampled_from(["Nguyễn Văn An", "Trần Thị Bình"]))
    official["posts"][0]["post"] = draw(st.sampled_from(["chief-justice", "chair"]))
    official["posts"][0]["body"] = draw(st.sampled_from(["tand", "hdnd"]))
    official["roles"][0]["on_behalf_of"] = draw(st.lists(pick, max_size=1))
    value["source"]["url"] = f"https://example.org/{draw(st.integers(0, 2))}"
    value["source"]["fingerprint"] = build_fingerprint(draw(st.sampled_from(TEXTS))) or None
    found: Located = coder.located(value)
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_incremental_validation_reports_what_full_validation_reports(
    coder: Any, schema: Schema, background: list[ox.Quad], data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, 3), label="records")
    records = [data.draw(variants(coder, n), label=f"record {n}") for n in range(number)]
    known = data.draw(st.integers(0, number - 1), label="already in the graph")
    graph = graph_of(background)
    before_change = state_records(graph, records[:known], schema)
    before = keys(check_graph(graph, engine="pyshacl"))
    quads = set(graph)

    found = keys(validate_incremental(graph, records[known:], schema))
    if has_fast_engine():
        assert keys(validate_incremental(graph, records[known:], schema, engine="fast")) == found
    assert set(graph) == quads, "the graph is left as it was"

    change = state_records(graph, records[known:], schema)
    after = keys(check_graph(graph, engine="pyshacl"))
    assert found <= after
    assert after - before <= found
    assert {key for key in after if key[1] in change.subjects} <= found
    if not before_change.triples:
        assert found == after


def test_stating_a_record_again_changes_nothing(coder: Any, schema: Schema, background: list[ox.Quad]) -> None:
    graph = graph_of(background)
    state_records(graph, [coder.located(coder.record())], schema)
    again = state_records(graph, [coder.located(coder.record())], schema)
    assert again.triples == ()
    assert any(subject.endswith("/programme/mau/ct") for subject in again.subjects)


SH = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix x: <urn:x:> .\nx:S a sh:NodeShape ; sh:targetClass x:C ; "
REACHES = {
    # shape, data, what a changed triple affects besides its subject
    "a sequence": ("sh:property [ sh:path ( x:p x:q ) ; sh:minCount 1 ]", "x:q"),
    "an inverse": ("sh:property [ sh:path ( x:p [ sh:inversePath x:r ] ) ; sh:minCount 1 ]", "x:r"),
    "an inverse of a sequence": ("sh:property [ sh:path [ sh:inversePath ( x:q x:up ) ] ; sh:minCount 1 ]", "x:up"),
    "an alternative": ("sh:property [ sh:path ( x:p [ sh:alternativePath ( x:q x:s ) ] ) ; sh:minCount 1 ]", "x:s"),
    "any number of steps": ("sh:property [ sh:path ( [ sh:zeroOrMorePath x:p ] x:q ) ; sh:minCount 1 ]", "x:q"),
    "one or more steps": ("sh:property [ sh:path ( [ sh:oneOrMorePath x:p ] x:q ) ; sh:minCount 1 ]", "x:q"),
    "an optional step": ("sh:property [ sh:path ( [ sh:zeroOrOnePath x:p ] x:q ) ; sh:minCount 1 ]", "x:q"),
    "a nested shape": ("sh:property [ sh:path x:p ; sh:node [ sh:property [ sh:path x:q ; sh:minCount 1 ] ] ]", "x:q"),
    "a choice of shapes": ("sh:property [ sh:path x:p ; sh:or ( [ sh:class x:D ] [ sh:class x:E ] ) ]", "rdf:type"),
    "a negation": ("sh:not [ sh:property [ sh:path ( x:p x:q ) ; sh:minCount 2 ] ]", "x:q"),
    "a qualified value": (
        "sh:property [ sh:path x:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class x:D ] ]",
        "rdf:type",
    ),
    "a pair of properties": ("sh:property [ sh:path ( x:p x:q ) ; sh:disjoint x:s ]", "x:q"),
    "a closed value": ("sh:property [ sh:path x:p ; sh:node [ sh:closed true ] ]", "x:anything"),
}


@pytest.mark.parametrize("case", REACHES)
def test_the_reach_follows_the_shapes_own_paths(tmp_path: Any, case: str) -> None:
    shape, predicate = REACHES[case]
    (tmp_path / "shapes.ttl").write_text(SH + shape + " .\n", encoding="utf-8")
    reach = build_reach(read_shapes(tmp_path / "shapes.ttl"))
    graph = ox.Store()
    graph.load(b"@prefix x: <urn:x:> . x:i a x:C ; x:p x:v . x:elsewhere a x:C ; x:p x:w .", format=ox.RdfFormat.TURTLE)
    node, value = ox.NamedNode("urn:x:i"), ox.NamedNode("urn:x:v")
    name = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" if predicate == "rdf:type" else f"urn:x:{predicate[2:]}"
    end = ox.NamedNode("urn:x:D")
    changed = ox.Triple(value, ox.NamedNode(name), end)
    if case == "an inverse":
        changed = ox.Triple(end, ox.NamedNode(name), value)
    if case == "an inverse of a sequence":
        graph.add(ox.Quad(end, ox.NamedNode("urn:x:q"), value))
        changed = ox.Triple(value, ox.NamedNode(name), node)
    graph.add(ox.Quad(changed.subject, changed.predicate, changed.object))
    around = Surroundings(graph)
    affected = reach.affected(around, [changed])
    assert node in affected
    assert ox.NamedNode("urn:x:elsewhere") not in affected
    assert changed in reach.read(around, reach.focuses_among(around, [node]))
    assert ox.NamedNode("urn:x:w") not in {t.object for t in reach.read(around, reach.focuses_among(around, [node]))}
