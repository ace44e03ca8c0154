"""From an extraction to a draft record: valid by construction, and nothing found is dropped.

What the schema cannot hold (a body whose place is unknown, a day without a year) stands in the note of the nearest
part that can. Each claim's note says which rule found it, how sure it is and why.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from phoihop import vocabulary as v
from phoihop.extract.claims import build_claim, build_evidence, is_date, render_remark, shorten
from phoihop.extract.facts import Extraction, Fact
from phoihop.extract.numbers import read_dates
from phoihop.extract.pages import Page
from phoihop.extract.programmes import Pact, PactReader
from phoihop.extract.register import Places, Register, slug
from phoihop.extract.tenures import build_officials
from phoihop.fingerprints import build_fingerprint
from phoihop.gazetteer import Gazetteer
from phoihop.model import PartialDate
from phoihop.records.schema import Record

#: Fields of facts that this module and those below it place in the record.
PLACED = frozenset(
    {"event_kind", "signatory", "lead", "event_date", "place", "document", "term", "official", "post"}
    | {"title", "venue", "topic", "role", "duty", "publisher", "published", "act", "byline"}
)
_DOCUMENT_KINDS = {
    "quyết định": "decision", "quy định": "party-regulation", "quy chế": "coordination-regulation",
    "chỉ thị": "directive", "nghị quyết": "resolution", "kết luận": "conclusion", "hướng dẫn": "guidance",
    "công văn": "dispatch", "đề án": "scheme", "thông báo": "notice", "chương trình": "programme", "kế hoạch": "plan",
    "báo cáo": "report", "tờ trình": "submission", "thông tư": "circular", "thông tư liên tịch": "joint-circular",
    "luật": "law", "pháp lệnh": "ordinance", "nghị định": "decree", "nghị quyết liên tịch": "joint-resolution",
    "kế hoạch liên tịch": "joint-plan",
}  # fmt: skip
_CODES = {
    "QĐ": "decision", "QyĐ": "party-regulation", "QĐi": "party-regulation", "QC": "coordination-regulation",
    "CT": "directive", "NQ": "resolution", "KL": "conclusion", "HD": "guidance", "CV": "dispatch", "ĐA": "scheme",
    "TB": "notice", "CTr": "programme", "CTPH": "programme", "QCPH": "coordination-regulation", "KH": "plan",
    "BC": "report", "TTr": "submission", "TT": "circular", "TTLT": "joint-circular", "PL": "ordinance",
    "NĐ": "decree", "NQLT": "joint-resolution", "KHLT": "joint-plan",
}  # fmt: skip
_EVENT_LABELS = {"signing": "Signing", "review": "Review", "issuing": "Issuing"}
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def record_id_of(name: str) -> str:
    """The id of the record of a file: its name without the ending, as a key."""
    return slug(Path(name).stem) if name not in ("", "-") else "page"


def draft_record(extraction: Extraction, page: Page, *, record_id: str, gazetteer: Gazetteer) -> Record:
    """The draft record of one page.

    A page without a pact gives a record of its officials only, and says so in its note.

    Args:
        extraction: what the grammar found in the page's text.
        page: the page.
        record_id: the record's id.
        gazetteer: gives the places their ids.
    """
    placed = tuple(fact for fact in extraction.facts if _can_place(fact))
    left = [f"not held: {f.field} {f.value!r} at {f.start}-{f.end}" for f in extraction.facts if not _can_place(f)]
    extraction = replace(extraction, facts=placed)
    register = Register(Places(gazetteer))
    _set_context(register, extraction, page)
    pacts = PactReader(extraction, register, left)
    documents, cites = _build_documents(extraction, [pact.number for pact in pacts.pacts])
    found = pacts.read(cites)
    events = {key: event for pact in found for key, event in pact.events.items()}
    officials = build_officials(extraction, register, tuple(events), left)
    if not found:
        left.insert(0, "no coordination pact was found on this page")
    left += extraction.warnings
    fields: dict[str, Any] = {
        "format": 1,
        "id": record_id,
        "status": "draft",
        "note": shorten("; ".join(left)) if left else None,
        "source": _source(extraction, page, found, register),
        "agencies": register.built(),
        "documents": documents,
        "programmes": {pact.key: pact.programme for pact in found},
        "events": events,
        "officials": officials,
    }
    return Record.model_validate(fields)


def _can_place(fact: Fact) -> bool:
    return fact.field in PLACED and bool(fact.value.partition("|")[0].strip())


def _set_context(register: Register, extraction: Extraction, page: Page) -> None:
    """Find where and when the article is at home, so that names of several places can be told apart."""
    dates = [page.published, *(f.value for f in extraction.of("event_date")), *_values(extraction, "published")]
    places = register.places
    places.as_of = next((PartialDate(date[:10]) for date in dates if is_date(date[:10])), None)
    provinces = Counter(
        body.province
        for fact in extraction.facts
        if fact.field in ("signatory", "post")
        for mention in [register.parse(fact.value.rpartition("|")[2].strip())]
        for body in (*mention.bodies, *(post.body for post in mention.posts if post.body is not None))
        if body.province
    )
    for fact in extraction.of("place"):
        name, _, level = (part.strip() for part in fact.value.rpartition("|"))
        provinces[name if level == "province" else fact.note.get("province", "")] += len(extraction.facts)
    del provinces[""]
    if provinces:
        places.home = places.find(provinces.most_common(1)[0][0], "province")


def _values(extraction: Extraction, name: str) -> list[str]:
    return [fact.value for fact in extraction.of(name)]


def _source(extraction: Extraction, page: Page, pacts: list[Pact], register: Register) -> dict[str, Any]:
    published = next(filter(is_date, [page.published[:10], *(d[:10] for d in _values(extraction, "published"))]), None)
    url = page.url if _URL.fullmatch(page.url) else None
    notes = []
    if page.url and url is None:
        notes.append(f"the address {page.url!r} is no web address")
    named = next(iter(extraction.of("publisher")), None)
    if named is not None and not page.publisher:
        notes.append(f"publisher: {render_remark(named)}")
    return {
        "label": shorten(_label(pacts, register)),
        "publisher": page.publisher[:2000] or (named.value if named is not None else None),
        "published": published,
        "url": url,
        "sha256": page.sha256,
        "characters": len(page.text),
        "fingerprint": build_fingerprint(page.text) or None,
        "note": shorten("; ".join([*notes, *page.warnings])) or None,
    }


def _label(pacts: list[Pact], register: Register) -> str:
    """What to call the source, in our own words."""
    if not pacts:
        return "Article without a coordination pact"
    pact = pacts[0]
    kind = next((event["kind"] for event in pact.events.values()), "")
    what = pact.programme["kind"].replace("-", " ").replace("other", "coordination document")
    places = [register.places.gazetteer.place(claim["place"]) for claim in pact.programme.get("territory", ())]
    names = [f"{place.name} {place.level}" if place.within else "the centre" for place in places[:3]]
    where = f" in {', '.join(names)}" if names and names != ["the centre"] else ""
    return f"{_EVENT_LABELS.get(kind, 'Report')} of the {what}{where}"


def _build_documents(
    extraction: Extraction, pacts: list[int]
) -> tuple[dict[str, dict[str, Any]], dict[int, list[dict[str, Any]]]]:
    """The documents by key, and the citations of each pact."""
    documents: dict[str, dict[str, Any]] = {}
    cites: dict[int, list[dict[str, Any]]] = {}
    roles: dict[str, list[str]] = {}
    for fact in extraction.of("document"):
        key = _document_key(fact.value)
        if key in documents:
            key = f"{key[:56]}-{fact.start}"
        role = fact.note.get("role", "")
        role = role if role in v.CITATION_ROLES else "other"
        roles.setdefault(role, []).append(key)
        documents[key] = build_claim(extraction.text, fact, kind=_document_kind(fact), number=shorten(fact.value))
        issued = fact.note.get("date", "")
        if is_date(issued):
            documents[key]["issued"] = _issued(extraction.text, fact, issued)
        for number in pacts[:1]:  # nothing yet tells which of several pacts cites it
            claim = build_claim(extraction.text, fact, document=key, role=role)
            if len(pacts) > 1:
                claim["note"] = shorten(
                    f"{claim['note']}; the article tells of {len(pacts)} pacts: check which cites it"
                )
            cites.setdefault(number, []).append(claim)
    if len(roles.get("basis", ())) == 1:
        for key in roles.get("passes-down", ()):
            documents[key]["passes_down"] = roles["basis"][0]
    return documents, cites


def _document_key(number: str) -> str:
    """`238-QĐ/TW` → `qd-tw-238`; a bare number gets a word before it, as keys of words read better."""
    figures, code = re.findall(r"\d+", number), slug(re.sub(r"\d+", " ", number))
    return slug(f"{'so' if code == 'x' else code} {' '.join(figures)}")


def _document_kind(fact: Fact) -> str:
    named = _DOCUMENT_KINDS.get(fact.note.get("type", "").lower().strip())
    if named:
        return named
    parts = re.split(r"[-/\d\s.]+", fact.value)
    return next((_CODES[part] for part in parts if part in _CODES), "other")


def _issued(text: str, fact: Fact, value: str) -> dict[str, Any]:
    """The date of a document with the words that give it, where they follow the number."""
    for figure in read_dates(text[fact.end : fact.end + 80]):
        if figure.value == value:
            return {"value": value, "at": build_evidence(text, [(fact.end + figure.start, fact.end + figure.end)])}
    return {"value": value, "at": build_evidence(text, [(fact.start, fact.end)]), "note": render_remark(fact)}
