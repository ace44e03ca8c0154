"""Statements into a graph and out of it again, so that its default graph holds what some source states, each once.

The graph is one that nobody else sees yet: the next version of a store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from phoihop import vocabulary as v
from phoihop.graph.merging import merge, stored_canonical
from phoihop.graph.records import RecordTriples
from phoihop.graph.rules import DERIVATIONS, select_read
from phoihop.graph.terms import Triple
from phoihop.identity.iris import CLAIMS, graph_iri
from phoihop.validate import Schema

_DEFAULT = ox.DefaultGraph()
_NOTES = ox.NamedNode(DERIVATIONS)
_RESTS_ON = ox.NamedNode(v.PROV.wasDerivedFrom)
_PARTS = ("assertion", "provenance", "publication")
_MANY = 20_000
"""Quads from which files of their own are quicker than the database's log."""
_CLAIMS = tuple(f"<{beginning}" for beginning in CLAIMS)
_JOINED = tuple(f"{v.ID}{category}/" for category in ("programme", "event"))
"""Things that the rules join claims of several sources on, where they are judged to be one."""


@dataclass(frozen=True)
class Stated:
    """What records brought to a graph.

    Args:
        subjects: the IRIs of the things they speak of.
        triples: those of the default graph that were not there before, derived ones included.
        derived: quads of the derived graphs, and notes on them, that were not there before.
        text: the triples as N-Triples, those with them that were there before.
    """

    subjects: frozenset[str]
    triples: tuple[ox.Triple, ...]
    derived: tuple[ox.Quad, ...]
    text: bytes

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """All of it."""
        return [*(ox.Quad(*triple) for triple in self.triples), *self.derived]


@dataclass(frozen=True)
class Prepared:
    """What records assert, ready to be stated.

    Args:
        subjects: the rendered IRIs of the things they speak of.
        text: what they assert, as N-Triples.
        claims: what it says of claims and evidence, which nobody else speaks of, as objects, each once.
        things: the rest of it, likewise.
        scratch: the part of it that the rules read, in a graph of its own.
        joined: the things of theirs that are judged to be one with those of other sources.
        follows: what the rules make of it; None where that depends on what others say of the joined things.
    """

    subjects: frozenset[str]
    text: bytes
    claims: tuple[ox.Triple, ...]
    things: tuple[ox.Triple, ...]
    scratch: ox.Store
    joined: frozenset[str]
    follows: tuple[ox.Quad, ...] | None


class Statements:
    """What sources state in a graph, and what the rules make of it.

    Args:
        graph: a graph that may be written to.
        schema: the ontology, the rules and the places.
    """

    def __init__(self, graph: ox.Store, schema: Schema) -> None:
        self.graph = graph
        self.schema = schema
        self.canonical = stored_canonical(graph)
        # The database works outside Python's lock: what it is given to keep, it loads while the caller goes on.
        self._aside = ThreadPoolExecutor(1)
        self._keeping: tuple[frozenset[str], Future[None]] | None = None

    def record_quads(self, record: str) -> frozenset[ox.Quad]:
        """All that the graph has from one record, in the record's own graphs."""
        keeping = self._keeping
        if keeping and record in keeping[0]:
            self.finish()
        return frozenset(
            quad
            for part in _PARTS
            for quad in self.graph.quads_for_pattern(None, None, None, ox.NamedNode(graph_iri(record, part)))
        )

    def prepare(self, records: Sequence[RecordTriples]) -> Prepared:
        """All about some records that can be found out before the graph is as they are to find it."""
        triples = [triple for record in records for triple in merge(record.assertion, self.canonical)]
        claims = _render([triple for triple in triples if triple[0].startswith(_CLAIMS)])
        things = _render([triple for triple in triples if not triple[0].startswith(_CLAIMS)])
        scratch = ox.Store()
        scratch.bulk_load(_render(select_read(self.schema.rules, triples)), format=ox.RdfFormat.N_TRIPLES)
        subjects = frozenset([s for s, _, _ in triples])
        joined = frozenset(name for name in subjects & self._current if name[1:].startswith(_JOINED))
        follows = None if joined else tuple(self._derive(_asker(scratch)))
        return Prepared(subjects, claims + things, _parse(claims), _parse(things), scratch, joined, follows)

    def state(self, prepared: Prepared) -> Stated:
        """Put what records assert, and what follows from it, where everybody looks."""
        found = prepared.follows
        if found is None:
            prepared.scratch.bulk_extend(self._around(prepared.joined))
            found = tuple(self._derive(_asker(prepared.scratch)))
        follows = dict.fromkeys(quad.triple for quad in found if quad.graph_name != _NOTES)
        doubtful = dict.fromkeys((*prepared.things, *follows))
        known = {node for node in {triple.subject for triple in doubtful} if self._is_described(node)}
        came = [t for t in doubtful if t.subject not in known or ox.Quad(*t) not in self.graph]
        new = (*prepared.claims, *came)
        derived = tuple([quad for quad in found if quad not in self.graph])
        text = prepared.text + "".join([f"{triple} .\n" for triple in follows]).encode()
        if len(new) > _MANY:
            more = "".join([f"{quad} .\n" for quad in derived]).encode()
            self.graph.bulk_load(text + more, format=ox.RdfFormat.N_QUADS, lenient=True)
        else:
            self.graph.extend([*(ox.Quad(*triple) for triple in new), *derived])
        return Stated(frozenset([name[1:-1] for name in prepared.subjects]), new, derived, text)

    def keep(self, records: Sequence[RecordTriples]) -> dict[str, str]:
        """Put records into graphs of their own, after `state`; they are there after `finish`.

        Returns:
            The digest of what each of them puts there.
        """
        self.finish()
        texts, digests = [], {}
        for record in records:
            text = own_text(record)
            texts.append(text.encode())
            digests[record.record] = build_digest(text)
        # Lenient: the same terms were read strictly when the records were prepared.
        loading = self._aside.submit(self.graph.bulk_load, b"".join(texts), format=ox.RdfFormat.N_QUADS, lenient=True)
        self._keeping = frozenset(digests), loading
        return digests

    def finish(self) -> None:
        """Wait until all that was to be kept is in the graph.

        Raises:
            OSError: it could not be written.
        """
        if self._keeping:
            (_, loading), self._keeping = self._keeping, None
            loading.result()

    def withdraw(self, quads: Collection[ox.Quad]) -> None:
        """Take quads out, as they are."""
        if quads:
            # One transaction: taking quads out one by one costs more than all the rest.
            self.graph.update("DELETE DATA {" + "".join(_pattern(quad) for quad in quads) + "}")

    def take(self, record: str) -> list[ox.Quad]:
        """Take out what one record states, except what others state too.

        Returns:
            The quads that went.
        """
        self.finish()
        named = self.record_quads(record)
        assertion = ox.NamedNode(graph_iri(record, "assertion"))
        asserted = {self._merged(quad) for quad in named if quad.graph_name == assertion}
        derived, abouts = self._resting_on({quad.subject for quad in asserted})
        gone = {*named, *derived}
        self.withdraw(gone)
        merged = asserted | {ox.Quad(*quad.triple) for quad in derived if quad.graph_name != _NOTES}
        unstated = [quad for quad in merged if quad in self.graph and not self._is_stated(quad)]
        self.withdraw(unstated)
        again = [quad for rule, about in abouts for quad in self._derive_about(rule, about)]
        self.graph.extend([*again, *(ox.Quad(*quad.triple) for quad in again if quad.graph_name != _NOTES)])
        return [quad for quad in (*gone, *unstated) if quad not in self.graph]

    def restore(self, quads: Collection[ox.Quad]) -> None:
        """Put back what `take` took."""
        self.graph.extend(quads)
        self.graph.extend([self._merged(quad) for quad in quads if _is_public(quad.graph_name)])

    def exchange(self, old: Collection[ox.Quad], new: Collection[ox.Quad]) -> None:
        """Put quads of named graphs in the place of others, and the default graph right."""
        gone = set(old) - set(new)
        self.withdraw(gone)
        triples = {ox.Quad(*quad.triple) for quad in gone if _is_public(quad.graph_name)}
        self.withdraw([quad for quad in triples if quad in self.graph and not self._is_stated(quad)])
        come = set(new) - set(old)
        self._put([*come, *{ox.Quad(*quad.triple) for quad in come if _is_public(quad.graph_name)}])

    def _put(self, quads: Sequence[ox.Quad]) -> None:
        if len(quads) > _MANY:
            self.graph.bulk_load("".join([f"{quad} .\n" for quad in quads]).encode(), format=ox.RdfFormat.N_QUADS)
        else:
            self.graph.extend(quads)

    def _is_described(self, node: object) -> bool:
        return any(True for _ in self.graph.quads_for_pattern(node, None, None, _DEFAULT))  # type: ignore[arg-type]

    def _merged(self, quad: ox.Quad) -> ox.Quad:
        """The statement as the default graph has it."""
        subject, value = self._names.get(quad.subject, quad.subject), self._names.get(quad.object, quad.object)
        return ox.Quad(subject, quad.predicate, value)

    @cached_property
    def _names(self) -> dict[object, ox.NamedNode]:
        return {_node(alias): _node(current) for alias, current in self.canonical.items()}

    @cached_property
    def _current(self) -> frozenset[str]:
        return frozenset(self.canonical.values())

    @cached_property
    def _aliases(self) -> dict[object, list[ox.NamedNode]]:
        aliases: dict[object, list[ox.NamedNode]] = {}
        for alias, current in self.canonical.items():
            aliases.setdefault(_node(current), []).append(_node(alias))
        return aliases

    @cached_property
    def _schema_triples(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(self.schema.ontology.triples)

    def _is_stated(self, quad: ox.Quad) -> bool:
        """Whether a source, a rule, the gazetteer or the ontology states a triple of the default graph."""
        if (str(quad.subject), str(quad.predicate), str(quad.object)) in self._schema_triples:
            return True
        return any(
            _is_public(found.graph_name)
            for subject in (quad.subject, *self._aliases.get(quad.subject, ()))
            for value in (quad.object, *self._aliases.get(quad.object, ()))
            for found in self.graph.quads_for_pattern(subject, quad.predicate, value)
        )

    def _around(self, joined: Set[str]) -> Iterator[ox.Quad]:
        """What the graph has about things that other sources name as well."""
        for name in joined:
            for quad in self.graph.quads_for_pattern(None, None, _node(name), _DEFAULT):
                yield from self.graph.quads_for_pattern(quad.subject, None, None, _DEFAULT)

    def _derive(self, ask: Callable[[str], ox.QuerySolutions]) -> list[ox.Quad]:
        """What the rules give, each derived triple in its graph, and the notes."""
        lines = dict.fromkeys(quad for rule in self.schema.rules for quad in rule.derive(ask))
        return list(parse_quads(f"{s} {p} {o} {g} .\n" for s, p, o, g in lines))

    def _resting_on(self, claims: Iterable[object]) -> tuple[set[ox.Quad], list[tuple[str, str]]]:
        """The derived graphs that rest on claims, with their notes; and by what rule and about what they are."""
        graphs = {
            note.subject
            for claim in claims
            for note in self.graph.quads_for_pattern(None, _RESTS_ON, claim, _NOTES)  # type: ignore[arg-type]
        }
        quads = {quad for graph in graphs for quad in self.graph.quads_for_pattern(None, None, None, graph)}  # type: ignore[arg-type]
        quads |= {quad for graph in graphs for quad in self.graph.quads_for_pattern(graph, None, None, _NOTES)}
        prefix = graph_iri("derived", "")
        names = sorted(graph.value.removeprefix(prefix).partition("/") for graph in graphs)  # type: ignore[union-attr]
        return quads, [(rule, v.ID + about) for rule, _, about in names]

    def _derive_about(self, name: str, about: str) -> list[ox.Quad]:
        """What a rule gives about one thing, by the claims that are left."""
        rules = [rule for rule in self.schema.rules if rule.name == name]
        node = ox.NamedNode(about)
        if not self._is_described(node):
            return []

        def ask(query: str) -> ox.QuerySolutions:
            answer = self.graph.query(query, substitutions={ox.Variable(rules[0].per): node})
            assert isinstance(answer, ox.QuerySolutions)
            return answer

        lines = [quad for rule in rules for quad in rule.derive(ask)]
        return list(dict.fromkeys(parse_quads(f"{s} {p} {o} {g} .\n" for s, p, o, g in lines)))


def own_text(record: RecordTriples) -> str:
    """What a record puts into its own graphs, as N-Quads, each number of the type that the database gives back."""
    numbers = (f"^^<{v.XSD.nonNegativeInteger}>", f"^^<{v.XSD.integer}>")
    return "".join(
        [f"{s} {p} {o.replace(*numbers)} <{name}> .\n" for name, part in record.graphs() for s, p, o in part]
    )


def build_digest(text: str) -> str:
    """SHA-256 of N-Quads in order: the same statements give the same digest."""
    return hashlib.sha256(("\n".join(sorted(text[:-1].split("\n"))) + "\n").encode()).hexdigest()


def _render(triples: Iterable[Triple]) -> bytes:
    return "".join([f"{s} {p} {o} .\n" for s, p, o in triples]).encode()


def _parse(text: bytes) -> tuple[ox.Triple, ...]:
    return tuple(dict.fromkeys(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)))


def parse_quads(lines: Iterable[str]) -> Iterator[ox.Quad]:
    """Rendered N-Quads as objects, from one text or several."""
    return ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)


def _is_public(graph: object) -> bool:
    """Whether what a graph states belongs into the default graph as well."""
    if not isinstance(graph, ox.NamedNode) or graph == _NOTES:
        return False
    parts = graph.value.removeprefix(graph_iri("")).split("/")
    return len(parts) != 2 or parts[1] not in ("provenance", "publication")


def _pattern(quad: ox.Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} .\n"
    return triple if quad.graph_name == _DEFAULT else f"GRAPH {quad.graph_name} {{ {triple} }}\n"


def _node(term: str) -> ox.NamedNode:
    return ox.NamedNode(term[1:-1])


def _asker(graph: ox.Store) -> Callable[[str], ox.QuerySolutions]:
    def ask(query: str) -> ox.QuerySolutions:
        answer = graph.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        return answer

    return ask
