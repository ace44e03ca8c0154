"""Then and now: partial dates compare safely, and the graph can be seen as it stood, or as it was known, on a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.analysis import project
from phoihop.build import Built, build
from phoihop.errors import UsageError
from phoihop.export import export
from phoihop.model import PartialDate, Truth
from phoihop.moments import Bounds, ask_as_of, read_known, view_as_of
from phoihop.queries import load_catalogue
from phoihop.store import EmbeddedStore, open_store
from phoihop.store.remote import RemoteStore
from phoihop.validate import check_graph

PREFIXES = """PREFIX ph: <https://w3id.org/phoihop/ontology#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX id: <https://w3id.org/phoihop/id/> PREFIX level: <https://w3id.org/phoihop/id/level/>
"""

DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2099, 12, 31))
LENGTHS = st.sampled_from((4, 7, 10))
PARTIAL = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), DAYS, LENGTHS)


def completions(when: PartialDate) -> list[date]:
    """Days that a partial date can mean: the ends, their neighbours and the middle stand for all of them."""
    days = (when.latest - when.earliest).days
    return [when.earliest + timedelta(days=n) for n in sorted({0, 1, days // 2, days - 1, days}) if 0 <= n <= days]


@given(PARTIAL, PARTIAL)
def test_before_agrees_with_every_day_that_the_dates_can_mean(a: PartialDate, b: PartialDate) -> None:
    answers = {x < y for x in completions(a) for y in completions(b)}
    expected = {True: Truth.TRUE, False: Truth.FALSE}[answers.pop()] if len(answers) == 1 else Truth.UNKNOWN
    assert a.before(b) is expected


@given(PARTIAL, PARTIAL)
def test_same_agrees_with_every_day_that_the_dates_can_mean(a: PartialDate, b: PartialDate) -> None:
    answers = {x == y for x in completions(a) for y in completions(b)}
    if a.same(b) is Truth.TRUE:
        assert answers == {True}
    elif a.same(b) is Truth.FALSE:
        assert answers == {False}
    else:
        assert a.earliest <= b.latest
        assert b.earliest <= a.latest


@given(PARTIAL, PARTIAL)
def test_of_two_dates_at_most_one_is_before_the_other(a: PartialDate, b: PartialDate) -> None:
    if a.before(b) is Truth.TRUE:
        assert b.before(a) is Truth.FALSE
        assert a.same(b) is Truth.FALSE


@given(PARTIAL)
def test_no_date_is_before_itself(a: PartialDate) -> None:
    assert a.before(a) is not Truth.TRUE


@given(PARTIAL, PARTIAL, PARTIAL)
def test_before_is_transitive_where_it_is_decided(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    if a.before(b) is Truth.TRUE and b.before(c) is Truth.TRUE:
        assert a.before(c) is Truth.TRUE


@given(PARTIAL, PARTIAL)
def test_knowing_less_never_decides_more(a: PartialDate, b: PartialDate) -> None:
    coarse = PartialDate(a.text[:4])
    assert coarse.before(b) in (a.before(b), Truth.UNKNOWN)


@given(st.none() | DAYS, st.none() | DAYS, PARTIAL)
def test_bounds_rule_out_only_what_lies_outside_them(first: date | None, last: date | None, when: PartialDate) -> None:
    inside = [d for d in completions(when) if (first is None or first <= d) and (last is None or d <= last)]
    if inside:
        assert Bounds(first, last).holds(when) is Truth.UNKNOWN
    if Bounds(first, last).holds(when) is Truth.FALSE:
        assert not inside


@given(DAYS, DAYS, PARTIAL)
def test_presence_is_certain_only_if_it_is_on_every_day_that_may_be_meant(
    since: date, until: date, when: PartialDate
) -> None:
    certain = Bounds(since=since, until=until).holds(when) is Truth.TRUE
    assert certain == all(since <= day <= until for day in completions(when))


@pytest.mark.parametrize("text", ["2021-13", "2021-02-30", "0000", "0000-01-01", "21", "2021-9-8", "2021/09", "", "x"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate(text)


@pytest.fixture(scope="module")
def store(built: Built) -> EmbeddedStore:
    """The project's data without the communes, which are many and which nothing here names."""
    commune = re.compile(r"/place/vn34/\d{5}|/place-change/vn63/\d{3}")
    with open_store(built.store) as opened:
        assert isinstance(opened, EmbeddedStore)
        small = ox.Store()
        small.bulk_extend(q for q in opened.graph if not commune.search(f"{q.subject} {q.object}"))
    return EmbeddedStore(small, "small")


@cache
def seen(store: EmbeddedStore, as_of: str = "", known_by: str = "") -> EmbeddedStore:
    return view_as_of(store, PartialDate(as_of) if as_of else None, PartialDate(known_by) if known_by else None)


def found(view: EmbeddedStore, pattern: str) -> set[str]:
    rows = view.query(f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ {pattern} }}")
    return {row["x"].value.removeprefix("https://w3id.org/phoihop/id/") for row in rows}  # type: ignore[union-attr]


# The programmes of the five sources, on and around the days that decide about them.
# s0's signing has no date and its term begins in 2022; s1 and s2 state no term.
PROGRAMMES = [
    ("2021-07-20", ""),
    ("2021-07-21", "s2"),
    ("2021-09-07", "s2"),
    ("2021-09-08", "s1 s2"),
    ("2021-12-31", "s1 s2"),
    ("2022-01-01", "s0 s1 s2"),
    ("2022-06-22", "s0 s1 s2"),
    ("2022-06-23", "s0 s1 s2 s4"),
    ("2022", "s0 s1 s2 s4"),
    ("2023-05-29", "s0 s1 s2 s3 s4"),
    ("2025-06-30", "s0 s1 s2 s3 s4"),
    ("2025-12-31", "s0 s1 s2 s3 s4"),
    ("2026-01-01", "s1 s2 s3 s4"),
    ("2027-01-01", "s1 s2"),
]


@pytest.mark.parametrize(("day", "expected"), PROGRAMMES)
def test_programmes_are_there_from_their_signing_to_the_end_of_their_term(
    store: EmbeddedStore, day: str, expected: str
) -> None:
    names = found(seen(store, day), "?x a ph:Programme")
    assert names == {f"programme/{source}/programme" for source in expected.split()}


@pytest.mark.parametrize(
    ("day", "district_courts", "districts", "new_provinces", "signatories"),
    [
        ("2025-06-29", {"agency/vn63/614/people-court", "agency/vn63/173/people-court"}, 710, 0, 24),
        ("2025-06-30", {"agency/vn63/614/people-court", "agency/vn63/173/people-court"}, 710, 0, 24),
        ("2025-07-01", set(), 0, 34, 10),
        ("2025-07-02", set(), 0, 34, 10),
    ],
)
def test_the_district_tier_is_gone_on_1_july_2025(
    store: EmbeddedStore, day: str, district_courts: set[str], districts: int, new_provinces: int, signatories: int
) -> None:
    view = seen(store, day)
    courts = "?x ph:agencyKind <https://w3id.org/phoihop/id/kind/people-court> ; ph:level level:district"
    assert found(view, courts) == district_courts
    assert len(found(view, "?x a ph:Place ; ph:level level:district")) == districts
    new = {place for place in found(view, "?x a ph:Place ; ph:level level:province") if place.startswith("place/vn34")}
    assert len(new) == new_provinces
    assert len(found(view, "?y ph:signatory ?x")) == signatories


def test_what_went_on_unchanged_is_still_there_and_what_merged_is_not(store: EmbeddedStore) -> None:
    view = seen(store, "2025-07-01")
    courts = found(view, "?x ph:agencyKind <https://w3id.org/phoihop/id/kind/people-court> ; ph:level level:province")
    assert courts == {"agency/vn63/11/people-court", "agency/vn63/20/people-court", "agency/vn34/44/people-court"}


def test_a_body_that_a_reform_made_is_not_there_before_it(store: EmbeddedStore) -> None:
    merged = "?x ph:agencyKind <https://w3id.org/phoihop/id/kind/propaganda-and-mass-mobilisation-commission>"
    assert found(seen(store, "2024-12-31"), merged) == set()
    assert len(found(seen(store, "2025-06-30"), merged)) == 4


def test_officials_are_there_once_attested(store: EmbeddedStore) -> None:
    assert {o.split("/")[1] for o in found(seen(store, "2021-07-21"), "?x a ph:Official")} == {"s0", "s2"}
    assert {o.split("/")[1] for o in found(seen(store, "2022-06-22"), "?x a ph:Official")} == {"s0", "s1", "s2"}


@pytest.mark.parametrize(
    ("day", "sources"),
    [("2022-06-22", ""), ("2022-06-23", "s4"), ("2022", "s4"), ("2023-05-29", "s4"), ("2023-05-30", "s3 s4"),
     ("2026-11-21", "s3 s4"), ("2026-11-22", "s0 s1 s2 s3 s4")],
)  # fmt: skip
def test_a_source_is_known_from_its_publication_or_else_from_its_acceptance(
    store: EmbeddedStore, day: str, sources: str
) -> None:
    assert found(seen(store, known_by=day), "?x a ph:Source") == {f"source/{s}" for s in sources.split()}


def test_how_a_source_is_known_is_told(store: EmbeddedStore) -> None:
    assert {source: known.by for source, known in read_known(store.graph).items()} == {
        "s0": "accepted", "s1": "accepted", "s2": "accepted", "s3": "published", "s4": "published",
    }  # fmt: skip


def test_before_the_reform_nobody_knew_what_would_end(store: EmbeddedStore) -> None:
    view = seen(store, "2025-07-01", "2024-01-01")
    assert "agency/vn63/173/people-court" in found(view, "?x a ph:Agency")
    assert found(view, "?x ph:validTo|ph:notAfter ?day") == set()


def test_a_view_conforms_and_says_nothing_of_what_is_gone(store: EmbeddedStore) -> None:
    view = seen(store, "2025-07-01")
    assert [i.message_en for i in check_graph(view.graph) if i.severity.value == "violation"] == []
    assert not view.query("ASK { ?s ?p ?o FILTER (CONTAINS(STR(?o), '/agency/vn63/173/')) }")


def test_a_view_of_all_times_says_what_the_store_says(store: EmbeddedStore) -> None:
    lines = export(seen(store), "nquads").decode().splitlines()
    assert set(lines) == set(export(store, "nquads").decode().splitlines())


def test_a_view_draws_and_exports_like_a_store(store: EmbeddedStore) -> None:
    view = seen(store, "2021-09-08")
    network = project(view, kind="agency-programme")
    programmes = {n.split("/")[-2] for n, facts in network.nodes(data=True) if facts["type"] == "programme"}
    assert programmes == {"s1", "s2"}
    assert b"programme/s4" not in export(view, "turtle")


# question, parameters, day → a column, and its values in rows that are certain and in rows that are not excluded
VERDICTS = [
    ("district-court", {}, "2021-07-20", "court", set(), set()),
    ("district-court", {}, "2021-07-21", "court", set(), {"vn63/614"}),
    ("district-court", {}, "2022-06-23", "court", {"vn63/173"}, {"vn63/614"}),
    ("district-court", {}, "2022", "court", set(), {"vn63/173", "vn63/614"}),
    ("district-court", {}, "2025-06-30", "court", {"vn63/173"}, {"vn63/614"}),
    ("district-court", {}, "2025-07-01", "court", set(), set()),
    ("officials", {}, "2021-09-08", "event", {"s1/signing"}, {"s0/signing", "s2/signing"}),
]


@pytest.mark.parametrize(("name", "values", "day", "column", "yes", "open_"), VERDICTS)
def test_rows_that_may_have_been_so_say_that_they_are_not_excluded(
    store: EmbeddedStore, name: str, values: dict[str, str], day: str, column: str, yes: set[str], open_: set[str]
) -> None:
    table = ask_as_of(store, load_catalogue()[name].bind(values), PartialDate(day))
    at = table.columns.index(column)
    shown: dict[str, set[str]] = {"yes": set(), "not-excluded": set()}
    for row in table.rows:
        shown[row[-1] or ""].add("/".join((row[at] or "").split("/")[6:8]))
    assert shown == {"yes": yes, "not-excluded": open_}


@pytest.mark.parametrize(
    ("day", "changed", "outlived"),
    [
        ("2025-06-30", set(), set()),
        ("2025-07-01", {"abolished", "unchanged"}, {"vn63/173", "vn63/44"}),
        ("2026-01-01", {"abolished", "unchanged", "merged"}, {"vn63/173", "vn63/44"}),
    ],
)
def test_what_became_of_the_signatories_depends_on_the_day(
    store: EmbeddedStore, day: str, changed: set[str], outlived: set[str]
) -> None:
    answer = store.query(load_catalogue()["outcomes-of-reform"].bind({"as_of": day}))
    rows = [{v.value: row[v].value if row[v] else "" for v in answer.variables} for row in answer]  # type: ignore[union-attr]
    assert {row["outcome"].rpartition("/")[2] for row in rows if row["at_date"] == "yes"} == changed
    assert {"/".join(row["agency"].split("/")[6:8]) for row in rows if row["outlived"] == "yes"} == outlived
    assert len({row["agency"] for row in rows}) == 24
    assert all(row["at_date"] != "yes" for row in rows if not row["status"].endswith("/verified"))


def test_only_rows_can_be_asked_as_of_a_day(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="only a SELECT"):
        ask_as_of(store, "ASK { ?s ?p ?o }", PartialDate("2022"))


def test_a_remote_store_cannot_be_seen_as_of_a_day() -> None:
    with pytest.raises(UsageError, match="on this machine"):
        view_as_of(RemoteStore("http://127.0.0.1:9/sparql"), PartialDate("2022"))


RECORD = """\
format: 1
id: {id}
status: accepted
accepted: {{by: tester, on: 2024-01-02}}
source: {{label: An invented source, published: "{published}"}}
agencies:
  btg: {{kind: propaganda-commission, place: vn63/173, name: Ban Tuyên giáo Huyện ủy Phú Bình}}
  tand: {{kind: people-court, place: vn63/173, name: Tòa án nhân dân huyện Phú Bình}}
programmes:
  ct:
    kind: coordination-programme
    title: Chương trình phối hợp
    at: 0-10
    signatories: [{{agency: btg, role: lead, at: 0-10}}, {{agency: tand, at: 11-20}}]
events:
  signing: {{kind: signing, concerns: [ct], dates: [{{value: "2022", at: 21-30}}]}}
"""


def test_what_two_sources_state_stays_while_one_of_them_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "records"
    folder.mkdir(parents=True)
    for name, published in (("one", "2022-03"), ("two", "2023")):
        (folder / f"{name}.yaml").write_text(RECORD.format(id=name, published=published), encoding="utf-8")
    build(tmp_path / "data", tmp_path / "store", check=False)
    with open_store(tmp_path / "store") as opened:
        assert isinstance(opened, EmbeddedStore)
        view = seen(opened, known_by="2022-12-31")
        assert found(view, "?x a ph:Programme") == {"programme/one/ct"}
        assert found(view, "?x a ph:StateAgency . ?x ph:territory <https://w3id.org/phoihop/id/place/vn63/173>")
        # A month or a year may lie on either side: then the source is not excluded.
        assert len(found(seen(opened, known_by="2022-03-15"), "?x a ph:Programme")) == 1
        assert len(found(seen(opened, known_by="2023-06"), "?x a ph:Programme")) == 2
        assert len(found(seen(opened, as_of="2022-01-01"), "?x a ph:Programme")) == 2
        assert found(seen(opened, as_of="2021-12-31"), "?x a ph:Programme") == set()
