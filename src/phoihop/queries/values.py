"""`VALUES ?name { … }` blocks: where they stand in a query, and the terms that may stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

import pyoxigraph as ox

from phoihop import spelling
from phoihop import vocabulary as v
from phoihop.queries.header import CATEGORIES, suggestion

LONGEST = 500
"""No name, number or IRI of the graph is longer; a longer value is a mistake."""

_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'"
_IRI = r"<[^<>\"{}|^`\\\s]*>"
# Strings, IRIs and comments are stepped over, so that a VALUES inside one is not taken for a block.
_TOKEN = re.compile(
    rf"(?:{_STRING}|{_IRI}|#[^\n]*)|\bVALUES\s*\?(?P<name>\w+)\s*\{{(?P<inside>(?:{_STRING}|{_IRI}|[^{{}}\"'<#])*)\}}",
    re.IGNORECASE | re.DOTALL,
)
_PREFIX = re.compile(r"\bPREFIX\s+(\w*):\s*<([^<>\s]*)>", re.IGNORECASE)
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*\Z")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_INTEGER = re.compile(r"[+-]?\d{1,18}\Z")

Term = ox.NamedNode | ox.Literal


class ValueTypeError(Exception):
    """A value is not of the type; the text says what is accepted."""


def find_blocks(text: str) -> dict[str, list[tuple[int, int]]]:
    """Variable → where the insides of its VALUES blocks begin and end; a query may need one in each sub-select."""
    blocks: dict[str, list[tuple[int, int]]] = {}
    for match in _TOKEN.finditer(text):
        if match["name"]:
            blocks.setdefault(match["name"], []).append(match.span("inside"))
    return blocks


def fill_blocks(text: str, terms: Mapping[str, Term | None]) -> str:
    """The query with the insides of the named blocks replaced; None leaves the variable open (UNDEF)."""
    blocks = find_blocks(text)
    places = sorted((span, name) for name in terms for span in blocks[name])
    for (start, end), name in reversed(places):
        term = terms[name]
        text = f"{text[:start]} {'UNDEF' if term is None else term} {text[end:]}"
    return text


def read_default(text: str, inside: str) -> str | None:
    """What a block holds, as a user would write it: an IRI, the words of a literal, or None for UNDEF.

    Raises:
        ValueTypeError: the block holds several terms or one that cannot be read.
    """
    inside = inside.strip()
    if inside.upper() == "UNDEF":
        return None
    if inside.startswith("<") and inside.endswith(">") and " " not in inside:
        return inside[1:-1]
    literal = re.fullmatch(r'"((?:[^"\\]|\\.)*)"(?:\^\^\S+|@\S+)?|([+-]?\d+)', inside)
    if literal:
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), literal[1] or literal[2] or "")
    prefix, colon, local = inside.partition(":")
    namespaces = dict(_PREFIX.findall(text))
    if colon and prefix in namespaces and re.fullmatch(r"[\w.-]*", local):
        return str(namespaces[prefix] + local)
    raise ValueTypeError(f"one IRI, literal or UNDEF, not {inside!r}")


def short_form(kind: str, value: str) -> str:
    """The short form of a value: `people-court`, `vn63/614`."""
    return value.removeprefix(v.ID + kind.removeprefix("concept:") + "/")


def build_term(kind: str, value: str, choices: tuple[str, ...] = ()) -> Term:
    """The term that a user's text means.

    Args:
        kind: a type of `header.PARAMETER_TYPES`, or `concept:<scheme>`.
        value: what the user wrote, short or in full.
        choices: the short forms that are accepted, if they are listed.

    Raises:
        ValueTypeError: the text is not of the type.
    """
    value = unicodedata.normalize("NFC", value.strip())
    if len(value) > LONGEST:
        raise ValueTypeError(f"at most {LONGEST} characters")
    if kind.startswith("concept:") or choices:
        return _concept(kind, value, choices)
    if kind in CATEGORIES:
        return _thing(kind, value)
    return _literal(kind, value) if kind != "iri" else _iri(value)


def _concept(kind: str, value: str, choices: tuple[str, ...]) -> Term:
    name = short_form(kind, value)
    if name not in choices:
        raise ValueTypeError(f"one of {', '.join(choices)}{suggestion(name, choices)}")
    if kind.startswith("concept:"):
        return ox.NamedNode(v.concept(kind.removeprefix("concept:"), name))
    return build_term(kind, name)


def _thing(kind: str, value: str) -> Term:
    path = value.removeprefix(v.ID).removeprefix(f"{kind}/")
    example = {"place": "vn63/11", "agency": "vn63/11/people-court"}.get(kind, "s0")
    if not _PATH.match(path) or (value.startswith(v.ID) and not value.startswith(f"{v.ID}{kind}/")):
        raise ValueTypeError(f"an IRI {v.ID}{kind}/… or what follows there, as {example}")
    return ox.NamedNode(f"{v.ID}{kind}/{path}")


def _iri(value: str) -> Term:
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
        raise ValueTypeError("an absolute IRI")
    try:
        return ox.NamedNode(value)
    except ValueError:
        raise ValueTypeError("an absolute IRI") from None


def _literal(kind: str, value: str) -> Term:
    if kind == "integer":
        if not _INTEGER.match(value):
            raise ValueTypeError("a whole number")
        return ox.Literal(str(int(value)), datatype=ox.NamedNode(v.XSD.integer))
    if kind == "date":
        try:
            if len(value) != 10:
                raise ValueError
            return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(v.XSD.date))
        except ValueError:
            raise ValueTypeError("a day that exists, as YYYY-MM-DD") from None
    if not value.isprintable():
        raise ValueTypeError("printable characters on one line")
    return ox.Literal(spelling.fold(value) if kind == "search" else value)
