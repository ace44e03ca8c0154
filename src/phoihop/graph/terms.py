"""RDF terms in their N-Triples form. Text, not objects: a build writes tens of millions of them."""

from __future__ import annotations

import re
from unicodedata import normalize

from phoihop import vocabulary as v

Triple = tuple[str, str, str]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_DATE_TYPES = {4: v.XSD.gYear, 7: v.XSD.gYearMonth, 10: v.XSD.date}


class Rendered:
    """A closed namespace whose names give terms, ready to write: `PH.signatory` → `<https://…#signatory>`."""

    def __init__(self, namespace: v.Namespace, base: str) -> None:
        for iri in namespace:
            self.__dict__[iri.removeprefix(base)] = f"<{iri}>"

    def __getattr__(self, name: str) -> str:
        raise AttributeError(f"no term {name!r} in the vocabulary")


PH = Rendered(v.PH, v.ONTOLOGY)
RDF = Rendered(v.RDF, v.PREFIXES["rdf"])
RDFS = Rendered(v.RDFS, v.PREFIXES["rdfs"])
SKOS = Rendered(v.SKOS, v.PREFIXES["skos"])
DCT = Rendered(v.DCT, v.PREFIXES["dcterms"])
FOAF = Rendered(v.FOAF, v.PREFIXES["foaf"])
ORG = Rendered(v.ORG, v.PREFIXES["org"])
PROV = Rendered(v.PROV, v.PREFIXES["prov"])
OA = Rendered(v.OA, v.PREFIXES["oa"])
NP = Rendered(v.NP, v.PREFIXES["np"])

CONCEPTS: dict[tuple[str, str], str] = {
    (scheme, name): f"<{v.ID}{scheme}/{name}>" for scheme, names in v.SCHEMES.items() for name in names
}


def iri(value: str) -> str:
    """An IRI as a term. Callers pass IRIs made from checked parts only."""
    return f"<{value}>"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def text(value: str, language: str | None = None) -> str:
    """A plain or language-tagged literal, composed (NFC) however its source writes accents."""
    quoted = '"' + _ESCAPED.sub(_escape, value if value.isascii() else normalize("NFC", value)) + '"'
    return f"{quoted}@{language}" if language else quoted


def typed(value: str | int, datatype: str) -> str:
    """A typed literal whose lexical form needs no escaping: numbers, dates."""
    return f'"{value}"^^<{datatype}>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return typed(value, v.XSD.integer)


def partial_date(value: str) -> str:
    """A date at its own precision: xsd:gYear, xsd:gYearMonth or xsd:date; never padded."""
    return typed(value, _DATE_TYPES[len(value)])
