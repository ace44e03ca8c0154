"""Candidates: duplicates first, namesakes kept apart, and never everyone against everyone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.identity.candidates import Candidate, propose_candidates
from phoihop.identity.judgements import Judgement, JudgementLog
from phoihop.identity.mentions import Mention

THAI_NGUYEN = frozenset(("vn", "vn63/19", "vn63/173"))
KON_TUM = frozenset(("vn", "vn63/62"))
ID = "https://w3id.org/phoihop/id"


def person(source: str, name: str, **facts: object) -> Mention:
    return Mention(f"{ID}/official/{source}/x", "official", name, source=source, **facts)  # type: ignore[arg-type]


def office(post: str, body: str, places: frozenset[str] = THAI_NGUYEN, *dates: str) -> dict[str, object]:
    return {"posts": frozenset((post,)), "bodies": frozenset((body,)), "places": places, "dates": dates}


def only(*mentions: Mention, least: float = 0.0) -> Candidate:
    (candidate,) = propose_candidates(mentions, least=least).candidates
    return candidate


LOAN = person("s1", "Nguyễn Thị Loan", **office("secretary", "vn63/173/party-committee", THAI_NGUYEN, "2022-06-23"))


def test_one_name_in_one_post_and_place_is_a_strong_candidate() -> None:
    again = person("s2", "NGUYỄN THỊ LOAN", **office("secretary", "vn63/173/party-committee", THAI_NGUYEN, "2022-09"))
    candidate = only(LOAN, again)
    assert candidate.score > 0.9
    assert candidate.verdict == "possible"
    assert any("the same post (secretary) in the same body" in reason for reason in candidate.reasons)
    assert any("both in vn63/173" in reason for reason in candidate.reasons)


def test_namesakes_in_two_provinces_in_one_month_are_kept_apart() -> None:
    namesake = person("s2", "Nguyễn Thị Loan", **office("chief-judge", "vn63/62/people-court", KON_TUM, "2022-06"))
    candidate = only(LOAN, namesake)
    assert candidate.verdict == "different"
    assert candidate.score < 0.15
    assert "namesakes" in candidate.reasons[-1]
    assert propose_candidates([LOAN, namesake]).candidates == ()


def test_years_later_another_province_does_not_exclude_one_person() -> None:
    later = person("s2", "Nguyễn Thị Loan", **office("secretary", "vn63/62/party-committee", KON_TUM, "2024-11"))
    candidate = only(LOAN, later)
    assert candidate.verdict == "possible"
    assert 0.15 < candidate.score < 0.5


def test_places_of_two_eras_are_not_held_against_each_other() -> None:
    later = person("s2", "Nguyễn Thị Loan", places=frozenset(("vn", "vn34/19")), dates=("2025-08",))
    assert only(LOAN, later).score >= 0.4


def test_the_more_speaks_for_it_the_higher_the_score() -> None:
    name_only = person("s2", "Nguyễn Thị Loan")
    place = replace(name_only, places=THAI_NGUYEN)
    body = replace(place, bodies=LOAN.bodies)
    company = replace(body, beside=frozenset(("a", "b")))
    met = replace(LOAN, beside=frozenset(("a", "b", "c")))
    scores = [only(met, other).score for other in (name_only, place, body, company)]
    assert scores == sorted(set(scores))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Nguyen Thi Loan", True),
        ("Ng. T. Loan", True),
        ("N.T. Loan", True),
        ("N.T.L.", True),
        ("Nguyễn Thị L.", True),
        ("N. Loan", True),
        ("Nguyễn T. Loan", True),
        ("Nguyễn Loan", True),
        ("Thị Loan", True),
        ("bà Loan", True),
        ("đồng chí Đại tá Nguyễn Thị Loan", True),
        ("Nguyễn ThịLoan", True),
        ("Nguyễn Thị Loạn", False),
        ("Trần Thị Loan", False),
        ("ông Loãn", False),
        ("…", False),
    ],
)
def test_every_way_of_writing_a_name_is_found(name: str, found: bool) -> None:
    other = person("s2", name, places=THAI_NGUYEN)
    assert len(propose_candidates([LOAN, other], least=0).candidates) == found


@pytest.mark.parametrize(
    ("whole", "short"),
    [("Y Thoan Niê Kđăm", "ông Y Thoan"), ("H'Yim Kđoh", "H Yim"), ("Nguyễn Thị Kim Anh", "Nguyễn Kim Anh")],
)
def test_a_name_cut_short_finds_the_whole_one(whole: str, short: str) -> None:
    assert only(person("s1", whole), person("s2", short)).verdict == "possible"


def test_two_people_of_one_record_are_never_proposed() -> None:
    other = replace(LOAN, iri=f"{ID}/official/s1/y")
    assert propose_candidates([LOAN, other], least=0).candidates == ()


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_pair_that_was_judged_is_not_proposed_again(verdict: str) -> None:
    other, third = person("s2", "Nguyễn Thị Loan"), person("s3", "Nguyễn Thị Loan")
    judgement = Judgement(other.iri, LOAN.iri, verdict, "M. L.", "2026-03-01", "post", 1)  # type: ignore[arg-type]
    found = {(c.a, c.b) for c in propose_candidates([LOAN, other, third], JudgementLog((judgement,))).candidates}
    assert found == {(LOAN.iri, third.iri), (other.iri, third.iri)}


def test_a_pair_joined_by_way_of_a_third_is_not_proposed() -> None:
    people = [person(f"s{n}", "Nguyễn Thị Loan") for n in range(3)]
    decided = [Judgement(people[n].iri, people[n + 1].iri, "same", "M. L.", "2026-03-01", "x", n + 1) for n in (0, 1)]
    assert propose_candidates(people, JudgementLog(tuple(decided))).candidates == ()


def test_the_best_candidate_comes_first_whatever_the_order() -> None:
    same = person("s2", "Nguyễn Thị Loan", **office("secretary", "vn63/173/party-committee", THAI_NGUYEN, "2022"))
    bare = person("s3", "Nguyen Thi Loan")
    there = propose_candidates([LOAN, same, bare], least=0).candidates
    assert (there[0].a, there[0].b) == (LOAN.iri, same.iri)
    assert there == propose_candidates([bare, same, LOAN], least=0).candidates


def test_a_crowded_name_is_compared_with_its_neighbours_only_and_says_so() -> None:
    many = 3000
    crowd = [
        person(f"s{n:04}", "Trần Văn Nam", places=frozenset((f"vn63/{n % 60:02}",)), dates=(f"20{n % 10 + 10}",))
        for n in range(many)
    ]
    proposals = propose_candidates(crowd, least=0)
    tally = proposals.tallies["official"]
    assert tally.compared <= 20 * many
    assert tally.compared + tally.cut == many * (many - 1) // 2


def test_a_crowd_of_short_forms_is_near_linear_too() -> None:
    many = 1000
    short = [person(f"a{n}", "ông Nam", places=THAI_NGUYEN) for n in range(many)]
    whole = [person(f"b{n}", f"Trần Văn {'Quốc ' * (n % 2)}Nam", places=THAI_NGUYEN) for n in range(many)]
    assert propose_candidates(short + whole).tallies["official"].compared <= 120 * many


def document(key: str, number: str, issuer: str = "", issued: str = "", title: str = "") -> Mention:
    return Mention(f"{ID}/document/{key}", "document", title, number=number, issuer=issuer, issued=issued)


@pytest.mark.parametrize(
    ("a", "b", "verdict", "words"),
    [
        (("238-QĐ/TW", "bbt", "2020-09-30"), ("238/QĐ-TW", "bbt", "2020-09-30"), "same", "the same number"),
        (("02-ĐA/TU", "tu", "2021-05-04"), ("2 - ĐA/TU", "tu", "2021-05-04"), "same", "the same issuer"),
        (("238-QĐ/TW", "bbt", "2020-09-30"), ("238-QĐ/TW", "bbt", "2025-01-02"), "different", "restarts each term"),
        (("983-QĐ/TU", "tu-19", "2021-09"), ("983-QĐ/TU", "tu-62", "2021-09"), "different", "different bodies"),
        (("238-QĐ/TW", "bbt", "2020"), ("238-QĐ/TW", "bbt", "2020-09-30"), "possible", "may agree"),
        (("238-QĐ/TW", "bbt", "2020"), ("238-QĐ/TW", "bbt", "2021-09-30"), "different", "restarts each term"),
        (("238-QĐ/TW", "bbt", ""), ("238-QĐ/TW", "", "2020-09-30"), "possible", "a date is not given"),
        (("238", "", ""), ("238-QĐ/TW", "bbt", "2020-09-30"), "possible", "may be short for"),
        (("238-QĐ/TW", "", "2020-09-30"), ("238-QĐ/TW", "bbt", "2020-09-30"), "possible", "an issuer is not given"),
    ],
)
def test_a_document_is_number_issuer_and_date(
    a: tuple[str, str, str], b: tuple[str, str, str], verdict: str, words: str
) -> None:
    candidate = only(document("a", *a), document("b", *b))
    assert candidate.verdict == verdict, candidate
    assert any(words in reason for reason in candidate.reasons)
    assert (candidate.score < 0.3) == (verdict == "different")
    assert (candidate.score == 1) == (verdict == "same")


def test_documents_without_a_number_are_compared_by_title() -> None:
    a, b = document("a", "", "tu", "2021", "Đề án 5"), document("b", "", "tu", "2021-03", "đề  án 5")
    assert only(a, b).verdict == "possible"
    assert propose_candidates([document("c", ""), document("d", "")]).candidates == ()


def agency(key: str, kind: str, name: str, places: frozenset[str] = KON_TUM, host: str = "") -> Mention:
    return Mention(f"{ID}/agency/{key}", "agency", name, places=places, agency_kind=kind, host=host)


def test_bodies_of_one_kind_and_place_are_candidates_by_name() -> None:
    long = agency("a", "department", "Sở Thông tin và Truyền thông")
    scores = [
        only(long, agency("b", "department", name)).score
        for name in ("Sở Thông tin và truyền thông", "Sở TTVTT", "Sở Thông tin", "Sở Tư pháp")
    ]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] > 0.9
    assert scores[-1] < 0.3


def test_one_name_told_as_two_kinds_is_a_candidate_but_a_caucus_is_not_its_host() -> None:
    court = agency("a", "people-court", "Tòa án nhân dân tỉnh")
    assert "told to be" in only(court, agency("b", "other", "TÒA ÁN NHÂN DÂN TỈNH")).reasons[-1]
    caucus = agency("c", "party-caucus", "Tòa án nhân dân tỉnh", host="people-court")
    assert propose_candidates([court, caucus], least=0).candidates == ()


def test_bodies_of_two_places_are_never_candidates() -> None:
    here, there = agency("a", "police", "Công an tỉnh"), agency("b", "police", "Công an tỉnh", THAI_NGUYEN)
    assert propose_candidates([here, there], least=0).candidates == ()


short_names = st.sampled_from(["Trần Văn Nam", "Tran Van Nam", "T. V. Nam", "ông Nam", "Trần Nam", "Lê Thị Hoa", "Hoa"])
people = st.lists(st.tuples(short_names, st.sampled_from([THAI_NGUYEN, KON_TUM, frozenset()])), max_size=12)


@given(people)
def test_proposals_are_unique_ordered_and_do_not_depend_on_the_input_order(
    drawn: list[tuple[str, frozenset[str]]],
) -> None:
    mentions = [person(f"s{n:02}", name, places=places) for n, (name, places) in enumerate(drawn)]
    found = propose_candidates(mentions, least=0).candidates
    assert all(candidate.a < candidate.b and 0 <= candidate.score <= 1 for candidate in found)
    assert len({(candidate.a, candidate.b) for candidate in found}) == len(found)
    assert [candidate.score for candidate in found] == sorted((c.score for c in found), reverse=True)
    assert propose_candidates(mentions[::-1], least=0).candidates == found
