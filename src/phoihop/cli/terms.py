"""The ontology's terms as a person wants to read them."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from phoihop.errors import UsageError
from phoihop.settings import ontology_dir
from phoihop.vocabulary import DCT, ID, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SKOS

_ABOVE = (RDFS.subClassOf, RDFS.subPropertyOf)
_NAMES = (RDFS.label, SKOS.prefLabel)


@dataclass(frozen=True)
class Term:
    """A class, property, scheme or concept. `labels` and `definitions` are by language."""

    name: str
    """As people write it: `ph:Signature`, `kind`, `kind/people-court`."""
    iri: str
    sort: str
    """`class`, `property`, `scheme` or `concept`."""
    labels: dict[str, str]
    definitions: dict[str, str]
    sources: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Other names, of a concept."""
    above: tuple[str, ...] = ()
    """What it is a kind of."""
    links: tuple[tuple[str, str], ...] = ()
    """What else is said of it."""


def short(iri: str) -> str:
    """An IRI as people write it: below `id/` the path alone, else with its prefix, else in full."""
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def read_terms() -> dict[str, Term]:
    """All terms of the ontology and its vocabularies, by name, sorted.

    Raises:
        UsageError: a file of the ontology is missing or not Turtle.
    """
    folder = ontology_dir()
    triples = ox.Store()
    for file in sorted(folder.glob("*.ttl")) + sorted((folder / "vocabularies").glob("*.ttl")):
        try:
            triples.load(path=str(file), format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise UsageError(f"not valid Turtle: {error}", path=file) from None
    if not len(triples):
        raise UsageError("no ontology here", path=folder)
    subjects = {quad.subject for quad in triples if isinstance(quad.subject, ox.NamedNode)}
    terms = [_term(triples, subject) for subject in subjects if subject.value.startswith((ONTOLOGY, ID))]
    return {term.name: term for term in sorted(terms, key=lambda term: (term.sort, term.name))}


def _term(triples: ox.Store, subject: ox.NamedNode) -> Term:
    said = [(q.predicate.value, q.object) for q in sorted(triples.quads_for_pattern(subject, None, None), key=str)]

    def by_language(*properties: str) -> dict[str, str]:
        return {o.language: o.value for p, o in said if p in properties and isinstance(o, ox.Literal) and o.language}

    def values(*properties: str) -> tuple[str, ...]:
        return tuple(short(o.value) for p, o in said if p in properties and not isinstance(o, ox.Triple))

    told = {RDF.type, RDFS.isDefinedBy, SKOS.definition, SKOS.altLabel, SKOS.notation, DCT.source, DCT.license}
    told |= {*_ABOVE, *_NAMES, SKOS.inScheme, PREFIXES["skos"] + "topConceptOf", PREFIXES["owl"] + "disjointWith"}
    return Term(
        name=short(subject.value),
        iri=subject.value,
        sort=_sort({o.value for p, o in said if p == RDF.type and isinstance(o, ox.NamedNode)}),
        labels=by_language(*_NAMES),
        definitions=by_language(SKOS.definition),
        sources=values(DCT.source),
        others=values(SKOS.altLabel),
        above=values(*_ABOVE),
        links=tuple((short(p), short(o.value)) for p, o in said if p not in told and not isinstance(o, ox.Triple)),
    )


def _sort(types: set[str]) -> str:
    if OWL.Class in types:
        return "class"
    if SKOS.ConceptScheme in types:
        return "scheme"
    return "concept" if SKOS.Concept in types else "property"


def concepts_of(terms: dict[str, Term], scheme: str) -> list[Term]:
    """The concepts of a scheme, by name."""
    return [term for term in terms.values() if term.sort == "concept" and term.name.startswith(f"{scheme}/")]
