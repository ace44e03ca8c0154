"""Why is this here? The sources, spans and notes behind a thing, and the rules that derived what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from phoihop.errors import FindingsError, UsageError
from phoihop.store import Store
from phoihop.views import read_view
from phoihop.vocabulary import ID, PREFIXES

TextOf = Callable[[str], str | None]
"""Gives the text of a source by its id, where the user has it on disk."""


@dataclass(frozen=True)
class Reason:
    """One piece of evidence. `words` are the source's own, only where its text is at hand and unchanged."""

    source: str
    source_label: str
    address: str | None
    start: int | None
    end: int | None
    note: str | None
    about: str | None
    words: str | None


@dataclass(frozen=True)
class Derivation:
    """A triple that a rule derived, with the claims it rests on."""

    rule: str
    triple: tuple[str, str, str]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """What is known of a thing, why, and what was concluded from it."""

    iri: str
    statements: tuple[tuple[str, str], ...]
    evidence: tuple[Reason, ...]
    claims: tuple[tuple[str, str, str], ...]
    """Claims that speak of the thing: type, IRI, standing."""
    derivations: tuple[Derivation, ...]

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        from dataclasses import asdict  # noqa: PLC0415

        return asdict(self)


def expand(name: str) -> str:
    """An IRI from an IRI, a prefixed name (`ph:signatory`) or a path below our data (`programme/s4/programme`).

    Raises:
        UsageError: it can be none of these.
    """
    name = name.strip("<>")
    prefix, colon, rest = name.partition(":")
    if name.startswith(("http://", "https://")):
        iri = name
    elif colon and prefix in PREFIXES:
        iri = PREFIXES[prefix] + rest
    else:
        iri = ID + name
    try:
        return ox.NamedNode(iri).value
    except ValueError:
        raise UsageError(f"{name!r} is no IRI", fix="give an IRI, or a path as programme/s4/programme") from None


def explain(store: Store, name: str, text_of: TextOf = lambda source: None) -> Explanation:
    """Explain a thing, a claim or a term.

    Args:
        store: where to look.
        name: see `expand`.
        text_of: gives the text of a source, to show the words at a span after checking their digest.

    Raises:
        FindingsError: nothing is known of it.
    """
    node = ox.NamedNode(expand(name))
    statements = tuple((_s(row["property"]), _s(row["value"])) for row in _ask(store, "describe", node))
    if not statements:
        raise FindingsError(f"nothing is known of {node.value}", fix="look for its IRI with `phoihop search`")
    evidence = tuple(_reason(row, text_of) for row in _ask(store, "evidence", node))
    claims: dict[tuple[str, str, str], None] = {}
    for row in _ask(store, "claims", node):
        claims[_s(row["type"]), _s(row["claim"]), _s(row["standing"])] = None
    return Explanation(node.value, statements, evidence, tuple(claims), _derivations(store, node))


def _ask(store: Store, view: str, node: ox.NamedNode) -> Any:
    return store.query(read_view(view, iri=node))


def _s(term: Any) -> str:
    return str(term.value)


def _reason(row: Any, text_of: TextOf) -> Reason:
    def value(name: str) -> str | None:
        return None if row[name] is None else _s(row[name])

    source = _s(row["source"])
    start, end = (int(v) if (v := value(name)) else None for name in ("start", "end"))
    words = None
    text = text_of(source.removeprefix(f"{ID}source/")) if start is not None else None
    if text is not None:
        words = text[start:end]
        digest = value("digest")
        if digest and hashlib.sha256(words.encode()).hexdigest()[: len(digest)] != digest:
            words = None
    return Reason(
        source, _s(row["source_label"]), value("address"), start, end, value("note"), value("property"), words
    )


def _derivations(store: Store, node: ox.NamedNode) -> tuple[Derivation, ...]:
    found: dict[tuple[str, tuple[str, str, str]], list[str]] = {}
    for row in _ask(store, "derivations", node):
        key = (_s(row["rule"]), (_s(row["subject"]), _s(row["property"]), _s(row["value"])))
        found.setdefault(key, []).append(_s(row["claim"]))
    return tuple(Derivation(rule, triple, tuple(claims)) for (rule, triple), claims in found.items())
