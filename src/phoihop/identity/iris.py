"""Deterministic IRIs from the fewest stable facts; docs/identity.md states the policy.

Bodies, places and documents get the same IRI from every source. Officials, programmes and events carry the id of
the source that names them: that two sources mean one person is a judgement, kept in the decision log.
"""

from __future__ import annotations

import re
import unicodedata

from phoihop.vocabulary import ID

CLAIMS = (f"{ID}claim/", f"{ID}evidence/")
"""How the IRIs begin of what no record speaks of but the one that it stands in, whatever is judged to be the same."""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A readable ASCII key: `238-QĐ/TW` gives `238-qd-tw`. Tones are lost, so it never identifies a person alone."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _NOT_SLUG.sub("-", plain.encode("ascii", "ignore").decode()).strip("-") or "x"


def place_iri(place: str) -> str:
    """`vn63/173` → …/id/place/vn63/173."""
    return f"{ID}place/{place}"


def agency_iri(kind: str, place: str, host: str | None = None, name_slug: str | None = None) -> str:
    """A body is its place and kind; a caucus also its host, a kind of which one place has several also a slug."""
    iri = f"{ID}agency/{place}/{kind}"
    if host:
        iri += f"/{host}"
    return f"{iri}/{name_slug}" if name_slug else iri


def document_iri(issuer: str | None, number: str | None, title: str | None, issued: str | None) -> str:
    """A number restarts each term, so a document is issuer, number (or title) and date.

    Args:
        issuer: the IRI of the issuing body, or None where the source names none.
        number: as published.
        title: used only where there is no number.
        issued: the date at the precision known, or None.
    """
    by = issuer.removeprefix(f"{ID}agency/") if issuer else "unknown"
    what = slug(number) if number else slug(title or "")[:80].strip("-")
    return f"{ID}document/{by}/{what}/{issued or 'undated'}"


def local_iri(category: str, record: str, *keys: str) -> str:
    """A thing that one source names: `local_iri("official", "s4", "loan")` → …/id/official/s4/loan."""
    return f"{ID}{category}/{record}" + "".join(f"/{key}" for key in keys)


def graph_iri(*keys: str) -> str:
    """The name of a named graph: `graph_iri("s4", "assertion")`."""
    return f"{ID}graph/" + "/".join(keys)
