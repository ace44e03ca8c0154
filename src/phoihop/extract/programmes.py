"""The programmes and events of a draft: who signed what, when, where, for how long and on what basis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from phoihop import vocabulary as v
from phoihop.extract.claims import (
    build_claim,
    build_evidence,
    is_date,
    pacts_of,
    read_how_known,
    render_remark,
    shorten,
)
from phoihop.extract.facts import Extraction, Fact
from phoihop.extract.register import Register

_KINDS = {
    "chuong-trinh": "coordination-programme",
    "quy-che": "coordination-regulation",
    "quy-dinh": "coordination-regulation",
    "ke-hoach": "coordination-plan",
    "nghi-quyet-lien-tich": "joint-resolution",
    "thoa-thuan": "agreement",
}
_PART_OF_DAY = re.compile(r"(?i)\b(sáng|chiều|tối)\s+(?:nay\s*)?\(?\s*$")
_PARTS = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}
# What more the surface of the act tells: a word in it, and the kind it makes of a kind.
_NARROWER = {("coordination-plan", "liên"): "joint-plan", ("agreement", "ghi nhớ"): "memorandum"}
#: Ends the action of a duty until somebody has told it: the article's own prose is not copied into records.
UNTOLD = "to be told in the coder's own words"
#: Facts whose body convened the event by what their rule saw.
_CONVENING = ("chairs-event", "organises-event")


@dataclass(slots=True)
class Pact:
    """The programme and events of one pact while they are put together."""

    number: int
    programme: dict[str, Any] = field(default_factory=dict)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    triggers: dict[str, Fact] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The programme's key."""
        return self.named("programme")

    def named(self, word: str) -> str:
        """A key of this pact: the word alone for the first, with the number for the others."""
        return word if self.number == 1 else f"{word}-{self.number}"


class PactReader:
    """Builds every programme and event of one extraction; what cannot be held is added to `left`."""

    def __init__(self, extraction: Extraction, register: Register, left: list[str]) -> None:
        self.extraction = extraction
        self.text = extraction.text
        self.register = register
        self.left = left
        numbers = {n for f in (*extraction.of("event_kind"), *extraction.of("signatory")) for n in pacts_of(f)}
        self.pacts = [Pact(number) for number in sorted(numbers)]

    def read(self, cites: dict[int, list[dict[str, Any]]]) -> list[Pact]:
        """All pacts, the citations of each given."""
        for pact in self.pacts:
            self._read_events(pact)
            self._read_signatories(pact)
            self._read_leads(pact)
            self._read_dates(pact)
            self._read_terms(pact)
            self._read_places(pact)
            self._read_topics(pact)
            self._read_duties(pact)
            if cites.get(pact.number):
                pact.programme["cites"] = tuple(cites[pact.number])
            self._settle(pact)
        return self.pacts

    def _of(self, name: str, pact: Pact) -> list[Fact]:
        return [fact for fact in self.extraction.of(name) if pact.number in pacts_of(fact)]

    def leave(self, fact: Fact, why: str, notes: list[str] | None = None) -> None:
        """Keep in a note what the record cannot hold."""
        (self.left if notes is None else notes).append(
            f"not held: {fact.field} {fact.value!r} at {fact.start}-{fact.end} ({why}; {render_remark(fact)})"
        )

    def _read_events(self, pact: Pact) -> None:
        for fact in self._of("event_kind", pact):
            if fact.value == "mention":
                pact.notes.append(f"told in passing at {fact.start}-{fact.end}: no event of its own")
                pact.triggers.setdefault("mention", fact)
                continue
            kind = fact.value if fact.value in v.EVENT_KINDS else "other"
            pact.triggers.setdefault(kind, fact)
            told = pact.events.get(pact.named(kind))
            if told is not None:  # a second act of one kind is the same event told again
                told["at"] += build_evidence(self.text, [(fact.start, fact.end)])
                continue
            pact.events[pact.named(kind)] = build_claim(self.text, fact, kind=kind, concerns=(pact.key,))

    def _read_signatories(self, pact: Pact) -> None:
        claims: dict[tuple[str, str], dict[str, Any]] = {}
        for fact in self._of("signatory", pact):
            agency = self.register.enter_name(fact.value)
            if agency is None:
                self.leave(fact, "its place or kind is not known", pact.notes)
                continue
            standing = fact.note.get("standing", "stated")
            standing = standing if standing in v.STANDINGS else "weaker"
            known = claims.get((agency, standing))
            if known is not None:
                known["at"] += build_evidence(self.text, [(fact.start, fact.end)])
                continue
            claims[agency, standing] = build_claim(self.text, fact, agency=agency)
            if standing != "stated":
                claims[agency, standing]["standing"] = standing
        self._mark_conflicts(claims)
        pact.programme["signatories"] = tuple(claims.values())

    def _mark_conflicts(self, claims: dict[tuple[str, str], dict[str, Any]]) -> None:
        """A caucus stated and its host told more weakly exclude each other: only one of them signed."""
        agencies = self.register.agencies
        for (agency, standing), claim in claims.items():
            caucus = agencies[agency]
            if standing != "stated" or caucus.host is None:
                continue
            for (other, weaker), told in claims.items():
                host = agencies[other]
                if weaker == "weaker" and (host.kind, host.place) == (caucus.host, caucus.place):
                    claim["key"], told["key"] = f"signed-{agency}"[:64], f"signed-{other}"[:64]
                    claim["conflicts_with"], told["conflicts_with"] = (told["key"],), (claim["key"],)

    def _read_leads(self, pact: Pact) -> None:
        for fact in self._of("lead", pact):
            agency = self.register.enter_name(fact.value)
            if agency is None:
                self.leave(fact, "its place or kind is not known", pact.notes)
                continue
            convenes = fact.note.get("basis", "") in _CONVENING and bool(pact.events)
            signed = [c for c in pact.programme["signatories"] if c["agency"] == agency and "standing" not in c]
            for claim in signed:
                claim["role"] = "lead"
                claim["at"] += build_evidence(self.text, [(fact.start, fact.end)])
                claim["note"] = shorten(f"{claim['note']}; lead: {render_remark(fact, fact.note.get('basis', ''))}")
            if convenes:
                event = next(iter(pact.events.values()))
                event.setdefault("convened_by", []).append(build_claim(self.text, fact, agency=agency))
            if not signed and not convenes:
                self.leave(fact, "it is not among the signatories", pact.notes)

    def _read_dates(self, pact: Pact) -> None:
        for fact in self._of("event_date", pact):
            if not pact.events:
                self.leave(fact, "the pact has no event", pact.notes)
                continue
            event = min(pact.events.values(), key=lambda e: abs(int(e["at"][0].partition("-")[0]) - fact.start))
            if not is_date(fact.value):
                more = f"day and month {fact.value.lstrip('-')} without a year at {fact.start}-{fact.end}"
                event["note"] = shorten(f"{event['note']}; not held: {more} ({render_remark(fact)})")
                continue
            event.setdefault("dates", []).append(build_claim(self.text, fact, value=fact.value))
            part = _PART_OF_DAY.search(self.text[max(0, fact.start - 20) : fact.start])
            if part:
                event["part_of_day"] = _PARTS[part[1].lower()]

    def _read_terms(self, pact: Pact) -> None:
        for number, fact in enumerate(self._of("term", pact)):
            start, _, end = fact.value.partition("/")
            if number or not is_date(start) or (end and not is_date(end)):
                self.leave(fact, "a second term" if number else "no pair of dates", pact.notes)
            else:
                bounds = {"start": start, "end": end} if end else {"start": start}
                pact.programme["term"] = build_claim(self.text, fact, **bounds)

    def _read_places(self, pact: Pact) -> None:
        territory = []
        for fact in self._of("place", pact):
            name, _, level = (part.strip() for part in fact.value.rpartition("|"))
            place = self.register.places.find(name, level, province=fact.note.get("province", ""))
            if place is None:
                self.leave(fact, "the gazetteer knows no single place of this name and level", pact.notes)
            else:
                territory.append(build_claim(self.text, fact, place=place))
        if territory:
            pact.programme["territory"] = tuple(territory)
        for fact in self._of("venue", pact):
            event = next(iter(pact.events.values()), None)
            if event is None or "venue" in event:
                self.leave(fact, "no event for it", pact.notes)
            else:
                event["venue"] = build_claim(self.text, fact, text=shorten(fact.value))

    def _read_topics(self, pact: Pact) -> None:
        topics = []
        for fact in self._of("topic", pact):
            topics.append(build_claim(self.text, fact, topic=fact.value if fact.value in v.TOPICS else "other"))
        if topics:
            pact.programme["topics"] = tuple(topics)

    def _read_duties(self, pact: Pact) -> None:
        """One duty for each span and kind, of all the bodies that share it."""
        duties: dict[tuple[int, int, str], dict[str, Any]] = {}
        for fact in self._of("duty", pact):
            name, _, kind = (part.strip() for part in fact.value.partition("|"))
            agency = self.register.enter_name(name)
            if agency is None or kind not in v.DUTY_KINDS:
                self.leave(fact, "its body or kind is not known", pact.notes)
                continue
            known = duties.get((fact.start, fact.end, kind))
            if known is not None:
                known["of"] = (*known["of"], agency)
                continue
            owed = self.register.enter_name(fact.note["owedTo"]) if fact.note.get("owedTo") else None
            often = tuple(f for f in fact.note.get("frequency", "").split(", ") if f in v.FREQUENCIES)
            modality = fact.note.get("modality", "")
            duties[fact.start, fact.end, kind] = build_claim(
                self.text,
                fact,
                kinds=(kind,),
                of=(agency,),
                action=f"{kind}: {UNTOLD}",
                owed_to=(owed,) if owed is not None else (),
                frequency=often,
                modality=modality if modality in v.MODALITIES else "requested",
            )
        if duties:
            pact.programme["duties"] = tuple(duties.values())

    def _settle(self, pact: Pact) -> None:
        """Kind and title of the programme; its note; lists become tuples."""
        title = next(iter(self._of("title", pact)), None)
        act = next(iter(self._of("act", pact)), None)
        rests = [fact for fact in (title, act, pact.triggers.get("mention")) if fact is not None]
        programme = {
            "kind": _kind_of(act),
            "title": shorten(title.value if title else self._title(act, pact)),
            "at": build_evidence(self.text, [(fact.start, fact.end) for fact in rests]),
        }
        if title is None:
            pact.notes.insert(0, "the title is put together from the instrument and the signatories")
        pact.notes[:0] = [render_remark(fact) for fact in (title, act) if fact is not None]
        if pact.notes:
            programme["note"] = shorten("; ".join(pact.notes))
        if title is not None and read_how_known(title) != "stated":
            programme["how_known"] = read_how_known(title)
        pact.programme = {**programme, **pact.programme}
        for event in pact.events.values():
            event.update({key: tuple(value) for key, value in event.items() if isinstance(value, list)})

    def _title(self, act: Fact | None, pact: Pact) -> str:
        """A title in place of one that the article does not give."""
        claims = [c for c in pact.programme["signatories"] if "standing" not in c]
        names = [self.register.agencies[c["agency"]].name for c in claims]
        words = " ".join(act.surface.lower().split()) if act else "văn bản phối hợp"
        what = words[:1].upper() + words[1:]
        if not names:
            return what
        return f"{what} giữa {names[0]} với {', '.join(names[1:])}" if len(names) > 1 else f"{what} của {names[0]}"


def _kind_of(act: Fact | None) -> str:
    kind = _KINDS.get(act.value, "other") if act else "other"
    words = act.surface.lower() if act else ""
    return next((narrow for (wide, word), narrow in _NARROWER.items() if wide == kind and word in words), kind)
