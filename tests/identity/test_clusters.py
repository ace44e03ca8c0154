"""Clusters follow from the judgements, whatever their order; contradictions come with their chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from phoihop.identity.clusters import Clusters
from phoihop.identity.judgements import Judgement

LETTERS = "abcdefgh"


def judge(a: str, b: str, verdict: str = "same", line: int = 0) -> Judgement:
    return Judgement(a, b, verdict, "M. L.", "2026-03-01", "post", line)  # type: ignore[arg-type]


edges = st.lists(st.sampled_from(LETTERS), min_size=2, max_size=2, unique=True)
judgements = st.lists(
    st.builds(lambda pair, verdict: judge(*pair, verdict), edges, st.sampled_from(["same", "different", "unsure"])),
    max_size=12,
)


def test_same_is_transitive_and_shown_under_the_smallest_iri() -> None:
    clusters = Clusters([judge("c", "b"), judge("d", "c"), judge("x", "y", "unsure"), judge("a", "b", "different")])
    assert [clusters.canonical(iri) for iri in "abcdxy"] == ["a", "b", "b", "b", "x", "y"]
    assert clusters.members() == {"b": ("b", "c", "d")}
    assert clusters.contradictions() == ()


def test_a_contradiction_is_reported_with_its_chain() -> None:
    clusters = Clusters([judge("a", "b", line=1), judge("c", "b", line=2), judge("a", "c", "different", line=3)])
    (contradiction,) = clusters.contradictions()
    assert str(contradiction) == "a = b (line 1), c = b (line 2), but a ≠ c (line 3)"


def test_the_shortest_chain_is_given() -> None:
    chain = [judge("a", "b"), judge("b", "c"), judge("c", "d"), judge("a", "d"), judge("a", "d", "different")]
    (contradiction,) = Clusters(chain).contradictions()
    assert contradiction.chain == (judge("a", "d"),)


def test_a_redirected_iri_is_judged_under_its_new_name() -> None:
    clusters = Clusters([judge("old", "b")], redirects={"old": "new"})
    assert clusters.canonical("old") == clusters.canonical("new") == "b"
    merged = Clusters([judge("old", "new", "different", line=1)], redirects={"old": "new"})
    assert "redirected" in str(merged.contradictions()[0])


@given(judgements, st.randoms(use_true_random=False))
def test_the_order_of_the_judgements_does_not_matter(decided: list[Judgement], random: object) -> None:
    shuffled = list(decided)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = [judge(j.b, j.a, j.verdict) for j in shuffled]
    for other in (shuffled, turned):
        assert Clusters(other).members() == Clusters(decided).members()
        assert len(Clusters(other).contradictions()) == len(Clusters(decided).contradictions())


@given(judgements)
def test_clusters_are_what_can_be_reached(decided: list[Judgement]) -> None:
    clusters = Clusters(decided)
    reach = {letter: {letter} for letter in LETTERS}
    for _ in LETTERS:
        for j in decided:
            if j.verdict == "same":
                reach[j.a] = reach[j.b] = reach[j.a] | reach[j.b]
    for letter in LETTERS:
        canonical = clusters.canonical(letter)
        assert clusters.canonical(canonical) == canonical
        together = {other for other in LETTERS if clusters.canonical(other) == canonical}
        assert canonical == min(together)
        assert reach[letter] == together
    contradicted = {
        j for j in decided if j.verdict == "different" and clusters.canonical(j.a) == clusters.canonical(j.b)
    }
    assert {c.against for c in clusters.contradictions()} == contradicted
    for contradiction in clusters.contradictions():
        here = contradiction.against.a
        for link in contradiction.chain:
            assert here in (link.a, link.b)
            here = link.b if here == link.a else link.a
        assert here == contradiction.against.b
