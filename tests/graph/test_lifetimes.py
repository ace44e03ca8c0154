"""The rules of the reforms: read strictly, and carried out on bodies without inventing a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.graph.lifetimes import REFORMS, Body, bodies_among, bound_triples, lifetime_quads
from phoihop.graph.ontology import Ontology, read_ontology
from phoihop.graph.reforms import Reforms, read_reforms
from phoihop.graph.terms import ORG, PH, RDFS, iri
from phoihop.identity.iris import agency_iri
from phoihop.settings import data_dir, ontology_dir

Triples = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def schema() -> Ontology:
    return read_ontology(ontology_dir())


@pytest.fixture(scope="module")
def reforms(gazetteer: Gazetteer) -> Reforms:
    return read_reforms(data_dir() / "reforms.yaml", gazetteer.place)


def body(place: str, kind: str, level: str = "province", host: str | None = None) -> Body:
    return Body(agency_iri(kind, place, host), kind, level, place)


@pytest.fixture(scope="module")
def expand(reforms: Reforms, gazetteer: Gazetteer, schema: Ontology):  # type: ignore[no-untyped-def]
    def run(*bodies: Body) -> Triples:
        return {quad[:3] for quad in lifetime_quads(reforms, bodies, gazetteer, schema.supertypes)}

    return run


def values(triples: Triples, subject: str, prop: str) -> list[str]:
    return sorted(o for s, p, o in triples if (s, p) == (iri(subject), prop))


def day(text: str) -> str:
    return f'"{text}"^^<{v.XSD.date}>'


def change_of(triples: Triples, one: Body) -> str:
    (node,) = values(triples, one.iri, ORG.changedBy)
    return node[1:-1]


# place, kind, level → validTo, notAfter, status, kind of change, number of the decision, the body that came of it
OUTCOMES = [
    ("vn63/614", "people-court", "district", "2025-06-30", "2025-06-30", "verified", "abolished",
     "81-2025-ubtvqh15", ""),
    ("vn63/614", "people-procuracy", "district", "2025-06-30", "2025-06-30", "verified", "abolished",
     "84-2025-ubtvqh15", ""),
    ("vn63/614", "people-committee", "district", "2025-06-30", "2025-06-30", "verified", "abolished",
     "203-2025-qh15", ""),
    ("vn63/614", "police", "district", "2025-02-28", "2025-02-28", "verified", "abolished", "", ""),
    ("vn63/614", "propaganda-commission", "district", "", "2025-06-30", "unverified", "abolished", "", ""),
    ("vn63/11", "people-court", "province", "", "", "verified", "unchanged", "", ""),
    ("vn63/11", "propaganda-commission", "province", "", "", "unverified", "merged", "",
     "Ban Tuyên giáo và Dân vận Tỉnh ủy Điện Biên"),
    ("vn63/44", "people-court", "province", "2025-06-30", "2025-06-30", "verified", "merged", "81-2025-ubtvqh15",
     "Tòa án nhân dân tỉnh Quảng Trị"),
    ("vn63/74", "party-committee", "province", "2025-06-30", "2025-06-30", "verified", "merged", "321-qd-tw",
     "Thành ủy Hồ Chí Minh"),
    ("vn63/44", "civil-judgment-enforcement", "province", "", "2025-06-30", "verified", "merged", "1898-qd-btp",
     "Thi hành án dân sự tỉnh Quảng Trị"),
    ("vn63/82", "propaganda-commission", "province", "2025-02-05", "2025-02-05", "verified", "merged", "",
     "Ban Tuyên giáo và Dân vận Tỉnh ủy Tiền Giang"),
    ("vn63/24", "mass-mobilisation-commission", "province", "2025-02-28", "2025-02-28", "verified", "merged",
     "983-qd-tu", "Ban Tuyên giáo và Dân vận Tỉnh ủy Bắc Giang"),
    ("vn63/19", "propaganda-commission", "province", "", "2025-06-30", "unverified", "merged", "",
     "Ban Tuyên giáo và Dân vận Tỉnh ủy Thái Nguyên"),
    ("vn", "propaganda-commission", "central", "", "2025-12-30", "verified", "merged", "",
     "Ban Tuyên giáo và Dân vận Trung ương"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "kind", "level", "valid_to", "not_after", "status", "change", "number", "result"), OUTCOMES,
    ids=[f"{case[1]} of {case[0]}" for case in OUTCOMES],
)  # fmt: skip
def test_a_body_ends_as_its_rule_says(  # type: ignore[no-untyped-def]
    expand, place, kind, level, valid_to, not_after, status, change, number, result
) -> None:
    one = body(place, kind, level)
    triples = expand(one)
    node = change_of(triples, one)
    assert values(triples, one.iri, PH.validTo) == ([day(valid_to)] if valid_to else [])
    assert values(triples, one.iri, PH.notAfter) == ([day(not_after)] if not_after else [])
    assert values(triples, node, PH.changeStatus) == [iri(v.concept("change-status", status))]
    assert values(triples, node, PH.changeKind) == [iri(v.concept("change-kind", change))]
    decided = values(triples, node, PH.decidedBy)
    assert (len(decided) == 1 and f"/{number}/" in decided[0]) if number else decided == []
    resulting = values(triples, node, ORG.resultingOrganization)
    names = [name for r in resulting for name in values(triples, r[1:-1], RDFS.label)]
    assert names == ([f'"{result}"@vi'] if result else [])


def test_what_no_source_dates_gets_no_date(expand) -> None:  # type: ignore[no-untyped-def]
    caucus = body("vn63/11", "party-caucus", host="people-court")
    triples = expand(caucus)
    node = change_of(triples, caucus)
    assert values(triples, node, PH.changeStatus) == [iri(v.concept("change-status", "planned"))]
    assert values(triples, node, PH.value) == values(triples, node, PH.notAfter) == []
    assert values(triples, node, PH.notBefore) == [day("2024-12-01")]
    assert values(triples, caucus.iri, PH.validTo) == []


def test_two_bodies_that_merge_share_one_change_and_one_result(expand) -> None:  # type: ignore[no-untyped-def]
    one, other = body("vn63/24", "propaganda-commission"), body("vn63/24", "mass-mobilisation-commission")
    triples = expand(one, other)
    node = change_of(triples, one)
    assert node == change_of(triples, other)
    assert values(triples, node, ORG.originalOrganization) == sorted([iri(one.iri), iri(other.iri)])
    (result,) = values(triples, node, ORG.resultingOrganization)
    assert values(triples, result[1:-1], PH.validFrom) == [day("2025-03-01")]


def test_bodies_of_provinces_that_merged_have_one_successor(expand) -> None:  # type: ignore[no-untyped-def]
    one, other = body("vn63/44", "people-court"), body("vn63/45", "people-court")
    triples = expand(one, other)
    assert change_of(triples, one) == change_of(triples, other)


def test_a_result_that_a_source_names_is_not_described_again(expand) -> None:  # type: ignore[no-untyped-def]
    one, result = body("vn63/44", "people-court"), body("vn34/44", "people-court")
    triples = expand(one, result)
    assert values(triples, change_of(triples, one), ORG.resultingOrganization) == [iri(result.iri)]
    assert values(triples, result.iri, RDFS.label) == []


def test_a_body_that_goes_on_unchanged_leads_to_its_iri_on_the_new_map_once_a_source_names_it(expand) -> None:  # type: ignore[no-untyped-def]
    old, new = body("vn63/11", "people-court"), body("vn34/11", "people-court")
    assert values(expand(old), change_of(expand(old), old), ORG.resultingOrganization) == []
    triples = expand(old, new)
    assert values(triples, change_of(triples, old), ORG.resultingOrganization) == [iri(new.iri)]
    assert values(triples, old.iri, PH.validTo) == []


def test_a_body_of_the_new_map_began_with_it(expand) -> None:  # type: ignore[no-untyped-def]
    court = body("vn34/44", "people-court", "region")
    triples = expand(court)
    assert values(triples, court.iri, PH.validFrom) == values(triples, court.iri, PH.notBefore) == [day("2025-07-01")]
    assert values(triples, court.iri, PH.notAfter) == []


def test_changes_of_places_name_their_decision_and_the_eleven_unchanged_provinces_none(expand) -> None:  # type: ignore[no-untyped-def]
    triples = expand()
    decided = {s[1:-1].partition("place-change/")[2]: o for s, p, o in triples if p == PH.decidedBy}
    assert "/202-2025-qh15/" in decided["vn63/44"]
    assert "/203-2025-qh15/" in decided["vn63/614"]
    provinces = {place for place in decided if len(place) == len("vn63/44")}
    assert len(provinces) == 63 - 11
    assert "vn63/11" not in decided


def test_all_that_is_derived_stands_in_graphs_of_its_own_that_name_their_rule(
    reforms: Reforms, gazetteer: Gazetteer, schema: Ontology
) -> None:
    quads = list(lifetime_quads(reforms, [body("vn63/44", "people-court")], gazetteer, schema.supertypes))
    graphs = {g for *_, g in quads}
    ruled = {s for s, p, _, _ in quads if p == PH.byRule}
    assert all(g.startswith(f"<{REFORMS}/") for g in ruled)
    assert graphs - ruled == {f"<{REFORMS}/documents>", f"<{v.ID}graph/derivations>"}


DATES = {PH.validFrom, PH.validTo, PH.notBefore, PH.notAfter}
KINDS = ("people-court", "propaganda-commission", "propaganda-and-mass-mobilisation-commission", "police", "other")


@given(
    st.lists(
        st.builds(
            body, st.sampled_from(["vn63/11", "vn63/173", "vn63/19", "vn34/19", "vn34/44"]), st.sampled_from(KINDS)
        ),
        unique=True,
    )
)
def test_dates_asked_body_by_body_are_those_of_all_bodies_together(
    reforms: Reforms, gazetteer: Gazetteer, schema: Ontology, bodies: list[Body]
) -> None:
    bodies = [replace(one, level=gazetteer.place(one.place).level) for one in bodies]
    together = {quad[:3] for quad in lifetime_quads(reforms, bodies, gazetteer, schema.supertypes) if quad[1] in DATES}
    alone = {triple for one in bodies for triple in bound_triples(reforms, [one], gazetteer)}
    named = {iri(one.iri) for one in bodies}
    assert {triple for triple in together if triple[0] in named} == {triple for triple in alone if triple[0] in named}
    # What the changes lead to and no source names has the bounds of its territory besides.
    assert alone <= together


@pytest.mark.parametrize("kind", ["people-council", "propaganda-commission", "people-court"])
def test_nothing_follows_for_a_body_of_a_level_that_its_place_does_not_have(expand, kind: str) -> None:  # type: ignore[no-untyped-def]
    one = body("vn63/173", kind, "province")
    assert values(expand(one), one.iri, ORG.changedBy) == []
    assert values(expand(one), one.iri, PH.notAfter) == [day("2025-06-30")]


def test_bodies_are_read_from_their_triples() -> None:
    one = body("vn63/173", "people-court", "district")
    said = {v.PH.agencyKind: "kind/people-court", v.PH.level: "level/district", v.PH.territory: "place/vn63/173"}
    node = ox.NamedNode(one.iri)
    triples = [ox.Triple(node, ox.NamedNode(p), ox.NamedNode(v.ID + o)) for p, o in said.items()]
    assert bodies_among([*triples, ox.Triple(node, ox.NamedNode(v.RDFS.label), ox.Literal("x"))]) == (one,)
    assert bodies_among(triples[:2]) == ()


def test_the_order_of_the_bodies_does_not_matter(reforms: Reforms, gazetteer: Gazetteer, schema: Ontology) -> None:
    bodies = [
        body("vn63/44", "people-court"),
        body("vn63/45", "people-court"),
        body("vn63/614", "people-court", "district"),
    ]

    def run(given: Iterable[Body]) -> list[tuple[str, str, str, str]]:
        return list(lifetime_quads(reforms, given, gazetteer, schema.supertypes))

    assert run(bodies) == run(reversed(bodies))


GOOD = """\
format: 1
documents:
  d: {kind: decision, number: 1-QĐ/TW, issued: "2025-01-02", issuer: {kind: standing-committee, place: vn, name: Bộ A}}
names:
  propaganda-commission: {province: Ban Tuyên giáo}
rules:
  one:
    kinds: [police]
    levels: [district]
    change: abolished
    from: "2025-03-01"
    status: verified
    decided_by: d
    source: [somewhere]
"""
TWO = (
    GOOD
    + """\
  two:
    kinds: [party-caucus]
    levels: [district]
    change: abolished
    status: planned
"""
)
MERGE = """\
  m{n}:
    kinds: [{one}]
    levels: [province]
    change: merged
    into: {other}
    status: unverified
"""
CIRCLE = GOOD.replace("province: Ban Tuyên giáo}", "province: A}\n  mass-mobilisation-commission: {province: B}") + (
    MERGE.format(n=1, one="propaganda-commission", other="mass-mobilisation-commission")
    + MERGE.format(n=2, one="mass-mobilisation-commission", other="propaganda-commission")
)
BEGINNING = GOOD + """\
beginnings:
  b: {kinds: [police], levels: [district], from: "2025-07-01", source: [somewhere]}
"""  # fmt: skip
BAD = {
    "another format": (GOOD.replace("format: 1", "format: 2"), "format", 1),
    "an unknown field": (GOOD.replace("status:", "state:"), "'state'", 12),
    "a field given twice": (GOOD + "    status: planned\n", "given twice", 15),
    "an unknown kind": (GOOD.replace("[police]", "[militia]"), "militia", 8),
    "an unknown decision": (GOOD.replace("decided_by: d", "decided_by: e"), "'e'", 13),
    "a day that does not exist": (GOOD.replace("2025-03-01", "2025-02-30"), "no day 30", 11),
    "a month that does not exist": (GOOD.replace("2025-03-01", "2025-13"), "no month 13", 11),
    "a year 0": (GOOD.replace("2025-03-01", "0000"), "no year 0", 11),
    "verified without a date": (GOOD.replace('    from: "2025-03-01"\n', ""), "no date", 7),
    "a plan with a date": (GOOD.replace("status: verified", "status: planned"), "gives the date", 7),
    "in effect before it was decided": (GOOD.replace("2025-03-01", "2024-12-31"), "before it was decided", 7),
    "two rules for one kind and level": (TWO.replace("party-caucus", "police"), "line 7 already", 15),
    "rules in a circle": (CIRCLE, "circle", None),
    "an end before the beginning": (BEGINNING, "begins on 2025-07-01 only", 16),
    "a result without a name": (
        GOOD + MERGE.format(n=1, one="party-caucus", other="mass-mobilisation-commission"), "is called", 15),
    "a result that is one of several": (
        GOOD + MERGE.format(n=1, one="party-caucus", other="department"), "which body", 19),
    "an exception at no place": (GOOD + "    except: {vn63/999: {source: [x]}}\n", "vn63/999", 15),
    "an issuer that is no body": (GOOD.replace("kind: standing-committee, ", ""), "issuer", 3),
    "no mapping": ("format: 1\nrules: [a]\n", "mapping", 2),
    "no YAML": ("format: 1\nrules: {a\n", "not valid YAML", None),
    "nothing": ("", "empty", None),
}  # fmt: skip


def test_good_rules_are_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "reforms.yaml"
    for text in (GOOD, TWO):
        path.write_text(text, encoding="utf-8")
        assert read_reforms(path, gazetteer.place).rules[0].decided_by == "d"


@pytest.mark.parametrize(("text", "says", "line"), BAD.values(), ids=list(BAD))
def test_bad_rules_are_refused_with_their_line(
    tmp_path: Path, gazetteer: Gazetteer, text: str, says: str, line: int | None
) -> None:
    path = tmp_path / "reforms.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_reforms(path, gazetteer.place)
    assert says in str(caught.value)
    assert caught.value.path == str(path)
    assert line is None or caught.value.line == line
