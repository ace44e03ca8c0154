"""Sources whose texts are nearly one: a repost has another address, headline and byline, and the words are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.fingerprints import fingerprint_parts, shared_wording
from phoihop.identity.iris import local_iri
from phoihop.validate.texts import Texts

ALIKE = 2 / 3
"""The share of common wording from which two texts count as nearly one."""
_SOURCES = local_iri("source", "")
_DEFAULT = ox.DefaultGraph()
_TYPE, _SOURCE = ox.NamedNode(v.RDF.type), ox.NamedNode(v.PH.Source)
_PART, _DIGEST = ox.NamedNode(v.PH.fingerprintPart), ox.NamedNode(v.PH.textDigest)


@dataclass(frozen=True, order=True)
class Repost:
    """Two sources by their IRIs, the first in order first, and the share of their wording that is common."""

    focus: str
    other: str
    shared: float


def find_reposts(graph: ox.Store, touched: Iterable[str] | None, texts: Texts) -> list[Repost]:
    """The pairs of sources whose texts are nearly one, though not the same to the letter.

    Only sources that share a part of their fingerprints are compared, so the cost of a new source does not grow with
    the graph. A source whose record holds no fingerprint is known by its text, where that is at hand.

    Args:
        graph: the graph.
        touched: things of which at least one must be in a pair; all pairs if None.
        texts: the sources' texts, where they are at hand.
    """
    known = _Fingerprints(graph, texts)
    sources = known.sources() if touched is None else {iri for iri in touched if iri.startswith(_SOURCES)}
    found: set[Repost] = set()
    for source in sources:
        parts = known.parts(source)
        for other in {other for part in parts for other in known.having(part)} - {source}:
            shared = round(shared_wording(parts, known.parts(other)), 2)
            if shared >= ALIKE and not known.same_text(source, other):
                found.add(Repost(min(source, other), max(source, other), shared))
    return sorted(found)


class _Fingerprints:
    """The fingerprints of a graph's sources: those that it holds, and those of texts at hand."""

    def __init__(self, graph: ox.Store, texts: Texts) -> None:
        self._graph = graph
        self._taken: dict[str, tuple[str, ...]] = {}
        self._having: dict[str, set[str]] = {}
        for record in texts.records():
            source = local_iri("source", record)
            if ox.Quad(ox.NamedNode(source), _TYPE, _SOURCE) in graph and not self._stored(source):
                self._taken[source] = fingerprint_parts(texts.fingerprint(record))
                for part in self._taken[source]:
                    self._having.setdefault(part, set()).add(source)

    def sources(self) -> set[str]:
        """All sources that have a fingerprint."""
        quads = self._graph.quads_for_pattern(None, _PART, None, _DEFAULT)
        return {_iri(quad) for quad in quads} | set(self._taken)

    def parts(self, source: str) -> tuple[str, ...]:
        """The parts of a source's fingerprint; none where it has none."""
        return self._taken.get(source) or tuple(self._stored(source))

    def having(self, part: str) -> Iterator[str]:
        """The sources that have a part."""
        yield from self._having.get(part, ())
        for quad in self._graph.quads_for_pattern(None, _PART, ox.Literal(part), _DEFAULT):
            yield _iri(quad)

    def same_text(self, source: str, other: str) -> bool:
        """Whether two sources have the text in common to the letter, of which another rule tells."""
        digests = self._values(source, _DIGEST)
        return bool(digests) and digests == self._values(other, _DIGEST)

    def _stored(self, source: str) -> list[str]:
        return self._values(source, _PART)

    def _values(self, source: str, prop: ox.NamedNode) -> list[str]:
        quads = self._graph.quads_for_pattern(ox.NamedNode(source), prop, None, _DEFAULT)
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def _iri(quad: ox.Quad) -> str:
    return str(quad.subject)[1:-1]
