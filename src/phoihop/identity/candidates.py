"""Which two IRIs may be one thing, best first, each with its reasons: for a person to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from phoihop.identity.agencies import agency_keys, weigh_agencies
from phoihop.identity.blocks import Blocks, Keys, Pair, Tally
from phoihop.identity.clusters import Clusters
from phoihop.identity.documents import document_keys, weigh_documents
from phoihop.identity.evidence import Weighing
from phoihop.identity.judgements import JudgementLog
from phoihop.identity.mentions import Kind, Mention
from phoihop.identity.names import Verdict
from phoihop.identity.officials import official_keys, weigh_officials

_RULES: dict[Kind, tuple[Callable[[Mention], Keys | None], Callable[[Pair], Weighing | None]]] = {
    "official": (official_keys, weigh_officials),
    "agency": (agency_keys, weigh_agencies),
    "document": (document_keys, weigh_documents),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two IRIs that may be one thing.

    Args:
        a, b: the IRIs, the smaller first.
        score: from 0 (nothing for it) to 1 (certain).
        verdict: what the facts suggest: `same`, `different` or `possible`. Not a judgement.
        reasons: what speaks for and against it.
        block: the key under which the two were found.
    """

    a: str
    b: str
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]
    block: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates, best first, and how much was compared to find them."""

    candidates: tuple[Candidate, ...]
    tallies: dict[Kind, Tally] = field(default_factory=dict)


def propose_candidates(mentions: Iterable[Mention], log: JudgementLog | None = None, least: float = 0.3) -> Proposals:
    """The pairs that may be one thing and that nobody judged yet.

    Pairs of one record, pairs judged `different` or `unsure`, and pairs that judgements join already are left out.

    Args:
        mentions: what is known of each IRI; an IRI mentioned more than once is not compared with itself.
        log: the judgements so far.
        least: the lowest score to report; 0 also reports those told apart (namesakes, a number used again).
    """
    standing = log.standing if log else ()
    clusters = Clusters(standing)
    judged = {frozenset((judgement.a, judgement.b)) for judgement in standing}
    by_kind: dict[Kind, list[Mention]] = {kind: [] for kind in _RULES}
    for mention in mentions:
        by_kind[mention.kind].append(mention)
    candidates: dict[tuple[str, str], Candidate] = {}
    tallies: dict[Kind, Tally] = {}
    for kind, (keys_of, weigh) in _RULES.items():
        blocks = Blocks.of(by_kind[kind], keys_of)
        tallies[kind] = blocks.tally
        for pair in blocks.pairs():
            a, b = sorted((pair.a.iri, pair.b.iri))
            if a == b or (pair.a.source and pair.a.source == pair.b.source):
                continue
            weighing = weigh(pair)
            if weighing is None or weighing.score < least:
                continue
            if frozenset((a, b)) in judged or clusters.canonical(a) == clusters.canonical(b):
                continue
            candidate = Candidate(a, b, round(weighing.score, 3), weighing.verdict, weighing.reasons, pair.block)
            if (a, b) not in candidates or candidates[a, b].score < candidate.score:
                candidates[a, b] = candidate
    ranked = sorted(candidates.values(), key=lambda candidate: (-candidate.score, candidate.a, candidate.b))
    return Proposals(tuple(ranked), tallies)
