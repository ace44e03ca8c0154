"""What follows from the judgements: which IRIs are one thing, and where the judgements contradict each other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from phoihop.identity.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that two things are different, and the chain of judgements by which they are one.

    Args:
        against: the judgement `different`.
        chain: the judgements `same` that lead from its `a` to its `b`, the fewest there are.
    """

    against: Judgement
    chain: tuple[Judgement, ...]

    def __str__(self) -> str:
        links = [f"{judgement.a} = {judgement.b} (line {judgement.line})" for judgement in self.chain]
        links = links or ["the two are one since an IRI was redirected"]
        return f"{', '.join(links)}, but {self.against.a} ≠ {self.against.b} (line {self.against.line})"


class Clusters:
    """The IRIs that are judged to be one thing: the transitive closure of the judgements `same`.

    Args:
        judgements: those that stand; `unsure` and `different` join nothing.
        redirects: former IRI → the one that replaced it, from the tombstones.
    """

    def __init__(self, judgements: Iterable[Judgement], redirects: Mapping[str, str] | None = None) -> None:
        self._redirects = redirects or {}
        self._parent: dict[str, str] = {}
        self._judgements = tuple(judgements)
        for judgement in self._judgements:
            if judgement.verdict == "same":
                self._join(self._current(judgement.a), self._current(judgement.b))

    def canonical(self, iri: str) -> str:
        """The IRI under which a thing is shown: the smallest of its cluster; an IRI nobody judged is its own."""
        return self._find(self._current(iri))

    def members(self) -> dict[str, tuple[str, ...]]:
        """Canonical IRI → all IRIs of its cluster, sorted; only clusters of two or more."""
        clusters: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self._parent):
            clusters[self._find(iri)].append(iri)
        return {root: tuple(iris) for root, iris in clusters.items() if len(iris) > 1}

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every judgement `different` on two IRIs that others join, with the chain that joins them."""
        return tuple(
            Contradiction(judgement, self._chain(judgement))
            for judgement in self._judgements
            if judgement.verdict == "different" and self.canonical(judgement.a) == self.canonical(judgement.b)
        )

    def _current(self, iri: str) -> str:
        return self._redirects.get(iri, iri)

    def _find(self, iri: str) -> str:
        root = iri
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(iri, iri)) != root:
            self._parent[iri], iri = root, above
        return root

    def _join(self, a: str, b: str) -> None:
        # The smaller IRI becomes the root; path compression alone keeps look-ups short.
        smaller, larger = sorted((self._find(a), self._find(b)))
        self._parent.setdefault(smaller, smaller)
        self._parent[larger] = smaller

    def _chain(self, against: Judgement) -> tuple[Judgement, ...]:
        links: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        for judgement in self._judgements:
            if judgement.verdict == "same":
                a, b = self._current(judgement.a), self._current(judgement.b)
                links[a].append((b, judgement))
                links[b].append((a, judgement))
        start, goal = self._current(against.a), self._current(against.b)
        chains: dict[str, tuple[Judgement, ...]] = {start: ()}
        queue = deque([start])
        while goal not in chains:
            here = queue.popleft()
            for there, judgement in links[here]:
                if there not in chains:
                    chains[there] = (*chains[here], judgement)
                    queue.append(there)
        return chains[goal]
