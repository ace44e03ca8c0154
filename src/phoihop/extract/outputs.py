"""What was found in one page, in each of the formats of `phoihop extract`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from phoihop.errors import UsageError
from phoihop.extract.assembly import extract
from phoihop.extract.drafts import draft_record, record_id_of
from phoihop.extract.facts import Extraction, Fact, render_facts
from phoihop.extract.pages import Page, read_page
from phoihop.extract.rules import describe_rule
from phoihop.extract.view import render_view
from phoihop.gazetteer import Gazetteer, load_gazetteer
from phoihop.model import PartialDate
from phoihop.records.schema import Record
from phoihop.records.writing import render_record

#: Format → ending of the files it is written to; facts are in the form that scorers of the gold set read.
FORMATS = {"yaml": "yaml", "facts": "tsv", "json": "json", "text": "txt", "html": "html"}


@dataclass(frozen=True)
class Request:
    """How pages are to be read and written.

    Args:
        form: one of `FORMATS`.
        publisher, published, url: what counts instead of what the page says; empty to let the page speak.
        lang: language of the HTML view, `en` or `vi`.

    Raises:
        UsageError: `published` is no date.
    """

    form: str = "yaml"
    publisher: str = ""
    published: str = ""
    url: str = ""
    lang: str = "en"

    def __post_init__(self) -> None:
        try:
            _ = self.published and PartialDate(self.published)
        except ValueError as error:
            raise UsageError(f"the date of publication: {error}") from None


@dataclass(frozen=True)
class Reading:
    """One page with what was found in it."""

    page: Page
    extraction: Extraction

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a coder should know, one line each."""
        return self.page.warnings + self.extraction.warnings

    def draft(self) -> Record:
        """The draft record; its id is the file's name."""
        return draft_record(self.extraction, self.page, record_id=record_id_of(self.page.name), gazetteer=_gazetteer())


def read_request(path: Path | str, request: Request) -> Reading:
    """Read one page and find its facts, unless only its text is wanted.

    Raises:
        UsageError: the page cannot be read.
    """
    page = read_page(Path(path), declared_url=request.url or None)
    page = replace(page, publisher=request.publisher or page.publisher, published=request.published or page.published)
    if request.form == "text":
        return Reading(page, Extraction(page.text, (), ()))
    found = extract(page.text, publisher=page.publisher, published=page.published, url=page.url, gazetteer=_gazetteer())
    return Reading(page, found)


def render_reading(reading: Reading, request: Request) -> str:
    """The page in the format asked for."""
    return _RENDERERS[request.form](reading, request)


def render_json(reading: Reading) -> str:
    """One object: the source, every fact with rule and confidence, debris, warnings, and the draft record."""
    page = reading.page
    source = {key: getattr(page, key) for key in ("name", "title", "publisher", "byline", "published", "url", "media")}
    value = {
        "source": {**source, "sha256": page.sha256, "characters": len(page.text)},
        "facts": [_fact_value(fact) for fact in reading.extraction.facts],
        "debris": [asdict(mark) for mark in reading.extraction.marks],
        "warnings": list(reading.warnings),
        "record": reading.draft().model_dump(mode="json", exclude_defaults=True),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def render_explanation(reading: Reading, wanted: str) -> str:
    """Which rule found which fact on which words.

    Args:
        reading: the page.
        wanted: a field, an offset into the text, or empty for all facts.

    Raises:
        UsageError: the text has no such offset.
    """
    facts = reading.extraction.facts
    if wanted.isdecimal():
        if int(wanted) >= len(reading.page.text):
            raise UsageError(f"the text has {len(reading.page.text)} characters, none at {wanted}")
        facts = tuple(fact for fact in facts if fact.start <= int(wanted) < fact.end)
    elif wanted:
        facts = tuple(fact for fact in facts if fact.field == wanted)
    return "\n".join(_explain(fact) for fact in facts)


def _explain(fact: Fact) -> str:
    words = " ".join(fact.surface.split())
    lines = [
        f"{fact.field}: {fact.value}",
        f"  words       {fact.start}-{fact.end} “{words}”",
        f"  rule        {fact.rule}: {describe_rule(fact.rule).description}",
        f"  confidence  {fact.confidence:.2f}, {fact.reason}",
    ]
    lines += [f"  {key:<11} {value}" for key, value in fact.note.items() if value]
    return "\n".join(lines) + "\n"


def _fact_value(fact: Fact) -> dict[str, Any]:
    note = {key: value for key, value in fact.note.items() if value}
    plain = {name: getattr(fact, name) for name in ("field", "surface", "start", "end", "value")}
    return {**plain, "note": note, "rule": fact.rule, "confidence": round(fact.confidence, 2), "reason": fact.reason}


@cache
def _gazetteer() -> Gazetteer:
    return load_gazetteer()


_RENDERERS: Mapping[str, Callable[[Reading, Request], str]] = {
    "yaml": lambda reading, request: render_record(reading.draft()),
    "facts": lambda reading, request: render_facts(reading.extraction),
    "json": lambda reading, request: render_json(reading),
    "text": lambda reading, request: reading.page.text,
    "html": lambda reading, request: render_view(
        reading.extraction, title=Path(reading.page.name).name, lang=request.lang
    ),
}
