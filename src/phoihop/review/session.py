"""One review of one draft: where it stands, what was decided, and the accepted record at its end."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from phoihop.errors import FindingsError, UsageError
from phoihop.extract.programmes import UNTOLD
from phoihop.extract.register import Places, Register
from phoihop.gazetteer import Gazetteer
from phoihop.model import Issue, PartialDate
from phoihop.records import Record
from phoihop.records.reading import Located, read_record
from phoihop.records.writing import render_record
from phoihop.review.decisions import Decision, append_decision, fit_decisions, log_path, plain, read_decisions
from phoihop.review.items import TABLE_OF, Item, Passage, read_items, read_passages
from phoihop.review.revision import check_value, draft_value, revise

_RULE = re.compile(r"rule ([\w-]+), confidence")
_UNHELD = "not held:"
_LISTS = frozenset(
    {"of", "owed_to", "jointly_with", "on_behalf_of", "concerns", "events", "kinds", "frequency", "aliases"}
)


@dataclass
class Review:
    """A draft under review. Every decision is in the log before the next item is shown.

    Args:
        draft: the draft's file; the log stands beside it.
        record: the draft.
        text: the source's text.
        gazetteer: the places that exist.
        by, on: who reviews, and on which day.
        lost: how many logged decisions fit nothing in the draft any more.
    """

    draft: File
    record: Record
    text: str
    gazetteer: Gazetteer
    by: str
    on: str
    items: list[Item] = field(init=False)
    value: dict[str, Any] = field(init=False)
    verdicts: dict[str, Decision] = field(init=False)
    notes: dict[str, str] = field(init=False)
    lost: int = field(init=False)
    revised: dict[str, Any] = field(init=False)
    gone: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.value = draft_value(self.record)
        self.items = read_items(self.value)
        logged = read_decisions(log_path(self.draft))
        self.verdicts, self.notes, self.lost = fit_decisions(logged, self.items)
        self._revise()

    def _revise(self) -> None:
        self.revised, self.gone = revise(self.value, self.items, self.verdicts, self.notes)

    def open_items(self) -> list[Item]:
        """The items without a verdict; those that fell with a rejected one are closed too."""
        return [item for item in self.items if item.name not in self.verdicts and item.name not in self.gone]

    def passages(self, item: Item) -> list[Passage]:
        """The sentences an item rests on; for a body those of the claims about it."""
        if item.spans or item.path[0] != "agencies":
            return read_passages(item, self.text)
        about = [i for i in self.items if any(i.value.get(f) == item.path[1] for f in ("agency", "body", "issuer"))]
        return read_passages(about[0], self.text) if about else []

    def accept(self, item: Item) -> None:
        """The item is right as it stands.

        Raises:
            UsageError: it is a duty that nobody has told in words of their own yet.
        """
        if str(item.value.get("action", "")).endswith(UNTOLD):
            raise UsageError(
                "the duty has no words yet", fix="correct it: c, then what is to be done, in your own words"
            )
        self._decide(item, "accepted")

    def reject(self, item: Item, why: str = "") -> list[str]:
        """The item is wrong and is left out of the record; gives the items that fall with it.

        Raises:
            UsageError: it is the source, which a record cannot do without.
        """
        if item.path == ("source",):
            raise UsageError("the source cannot be rejected", fix="correct its fields, or delete the draft")
        before = self.gone
        self._decide(item, "rejected", remark=why)
        return [i.name for i in self.items if i.name in self.gone - before - {item.name}]

    def note(self, item: Item, text: str) -> None:
        """Give the item a note of its own; the question whether it is right stays open."""
        self._check(item, {"note": text}, {})
        self._decide(item, "noted", remark=text)

    def correct(self, item: Item, told: str) -> None:
        """Replace the item's main field, or the field named in `field=value`; an empty value takes the field out.

        A body is given by its key or by its full name, which enters it in the record.

        Raises:
            UsageError: the corrected record would not be valid; the message says why and what comes near.
        """
        name, joined, new = told.partition("=")
        name = name.strip().replace("-", "_")
        if not joined or not name.isidentifier():
            name, new = item.main_field, told
        new = new.strip()
        earlier = self.verdicts.get(item.name)
        known = dict(earlier.after) if earlier is not None and earlier.verdict == "corrected" else {}
        entered: dict[str, Any] = known.pop("agencies", {})
        value: Any = None
        if new:
            parts = [part.strip() for part in new.split(";" if ";" in new else ",")] if name in _LISTS else [new]
            keys = [self._body_key(part, entered) if TABLE_OF.get(name) == "agencies" else part for part in parts]
            value = keys if name in _LISTS else keys[0]
        after = {**known, name: value}
        self._check(item, after, entered)
        self._decide(item, "corrected", after={**after, **({"agencies": entered} if entered else {})})

    def finish(self, out: File) -> Record:
        """Write the accepted record.

        Raises:
            FindingsError: items are still open, or what was accepted does not make a valid record.
            UsageError: the file is there already, or cannot be written.
        """
        still = self.open_items()
        if still:
            raise FindingsError(f"{self.draft}: {len(still)} items are still open, the first {still[0].name}")
        value = {**self.revised, "status": "accepted", "accepted": {"by": self.by, "on": self.on}}
        checked = check_value(_without_remarks(value), str(out), self.gazetteer, self.text)
        if not isinstance(checked, Record):
            raise FindingsError(f"{self.draft}: {_first(checked)}", issues=tuple(checked))
        if out.exists():
            raise UsageError("there is a record of this name already", path=out, fix="give another --out")
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            unfinished = out.with_name(f".{out.name}")
            unfinished.write_text(render_record(checked), encoding="utf-8")
            unfinished.replace(out)
        except OSError as error:
            raise UsageError(f"cannot be written: {error.strerror}", path=out) from None
        return checked

    def _decide(self, item: Item, verdict: str, *, after: dict[str, Any] | None = None, remark: str = "") -> None:
        rule = _RULE.search(item.note)
        decision = Decision(
            path=item.name,
            verdict=verdict,
            before=item.value,
            by=self.by,
            on=self.on,
            after=after or {},
            remark=remark,
            spans=item.spans,
            rule=rule[1] if rule else "",
            source=self.record.source.sha256 or "",
        )
        append_decision(log_path(self.draft), decision)
        if verdict == "noted":
            self.notes[item.name] = remark
        else:
            self.verdicts[item.name] = decision
        self._revise()

    def _body_key(self, told: str, entered: dict[str, Any]) -> str:
        """The key of a body given by key or by name; a body of a new name is added to `entered`."""
        agencies = {**self.revised.get("agencies", {}), **entered}
        if told in agencies:
            return told
        for key, body in agencies.items():
            if body["name"] == told:
                return str(key)
        register = Register(Places(self.gazetteer))
        key = register.enter_name(told)
        if key is None:
            near = ", ".join(f"{key} ({body['name']})" for key, body in agencies.items())
            raise UsageError(f"no body is called {told!r}", fix=f"one of: {near}; or a full name with its place")
        while key in agencies:
            key += "-2"
        entered[key] = plain(next(iter(register.agencies.values())).model_dump(mode="json", exclude_defaults=True))
        return key

    def _check(self, item: Item, after: dict[str, Any], entered: dict[str, Any]) -> None:
        """Refuse a correction that the record cannot hold; what was wrong before is not held against it."""
        trial = Decision(item.name, "corrected", item.value, self.by, self.on, {**after, "agencies": entered})
        verdicts = {name: d for name, d in self.verdicts.items() if name != item.name}
        before, _ = revise(self.value, self.items, verdicts, self.notes)
        value, _ = revise(self.value, self.items, {**verdicts, item.name: trial}, self.notes)
        checked = check_value(value, self.record.id, self.gazetteer, self.text)
        if isinstance(checked, Record):
            return
        earlier = check_value(before, self.record.id, self.gazetteer, self.text)
        known = {(i.field, i.message_en) for i in earlier} if not isinstance(earlier, Record) else set()
        new = [issue for issue in checked if (issue.field, issue.message_en) not in known]
        if new:
            raise UsageError(_first(new))


def open_review(draft: File, text: str, gazetteer: Gazetteer, *, by: str, on: str) -> Review:
    """Begin or continue the review of a draft.

    Args:
        draft: the draft's YAML file.
        text: the source's text.
        gazetteer: the places that exist.
        by: who reviews.
        on: the day of the review.

    Raises:
        UsageError: the draft cannot be read or is none, the text is another one, nobody is named, or the day is none.
    """
    located = read_record(draft)
    if not isinstance(located, Located):
        issue = located[0]
        raise UsageError(issue.message_en, path=draft, line=issue.line, column=issue.column, fix=issue.fix_en)
    record = located.record
    if record.status != "draft":
        raise UsageError(f"the record is {record.status}, not a draft", path=draft, fix="review drafts only")
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    if record.source.sha256 is not None and digest != record.source.sha256:
        raise UsageError("the text is not the one the draft was made from", path=draft, fix="extract it again")
    if not by.strip():
        raise UsageError("nobody is named as the reviewer", fix="give --by NAME")
    try:
        PartialDate(on)
    except ValueError as error:
        raise UsageError(f"the day of the review: {error}") from None
    return Review(draft, record, text, gazetteer, by.strip(), on)


def _without_remarks(value: Any) -> Any:
    """The record without the draft's remarks on rules; what the draft could not hold stays, and so do human notes."""
    if isinstance(value, dict):
        kept = {key: _without_remarks(part) for key, part in value.items()}
        note = kept.get("note")
        if isinstance(note, str) and _RULE.match(note):
            _, unheld, rest = note.partition(_UNHELD)
            kept["note"] = unheld + rest
            if not unheld:
                del kept["note"]
        return kept
    return [_without_remarks(part) for part in value] if isinstance(value, list) else value


def _first(issues: list[Issue]) -> str:
    issue = issues[0]
    more = f" (and {len(issues) - 1} more)" if len(issues) > 1 else ""
    return f"{issue.field}: {issue.message_en}; {issue.fix_en}{more}"
