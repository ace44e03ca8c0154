"""The facts of one text, put together from what the readers found."""

from __future__ import annotations

from phoihop.extract.bodies import Body
from phoihop.extract.debris import read_captions, read_marks
from phoihop.extract.details import detail_facts
from phoihop.extract.documents import document_facts
from phoihop.extract.duties import duty_facts
from phoihop.extract.events import lead_facts, place_facts, term_facts
from phoihop.extract.facts import TABLE_FIELDS, Extraction, Fact, make_fact
from phoihop.extract.mentions import read_mentions
from phoihop.extract.moments import date_facts
from phoihop.extract.numbers import read_stamp
from phoihop.extract.officials import people_facts
from phoihop.extract.pacts import Pact, read_pacts
from phoihop.extract.people import read_people
from phoihop.extract.places import place_index
from phoihop.extract.reports import Report
from phoihop.extract.resolution import read_setting
from phoihop.extract.tokens import Text, read_tokens
from phoihop.gazetteer import Gazetteer


def extract(
    text: str, *, publisher: str = "", published: str = "", url: str = "", gazetteer: Gazetteer | None = None
) -> Extraction:
    """Read one article.

    Args:
        text: the article as plain text; offsets of all facts are code points in it.
        publisher: the publisher's name, if known otherwise; helps to find the home province.
        published: the publication date `YYYY-MM-DD`, if known otherwise; gives missing years.
        url: the article's address; its host name may tell the province.
        gazetteer: the places to know, the shipped ones unless told otherwise.
    """
    tokens = read_tokens(text)
    index = place_index(gazetteer)
    mentions = read_mentions(tokens, index)
    namings = read_people(tokens, mentions, index)
    stamp = read_stamp(tokens)
    told = published or (stamp.value if stamp else "")
    setting = read_setting(tokens, mentions, index, publisher, url, told)
    captions = read_captions(tokens)
    pacts, plans = read_pacts(tokens, mentions, setting, captions)
    marks = read_marks(tokens, stamp, captions)
    facts = people_facts(tokens, namings, setting)
    if pacts:
        facts += pact_facts(tokens, pacts)
        facts += lead_facts(tokens, mentions, setting, pacts)
        dates = date_facts(tokens, pacts, told, stamp)
        known = next((fact.value for fact in dates if fact.value[0] != "-"), told)
        facts += dates
        facts += place_facts(tokens, setting, pacts, known)
        facts += document_facts(tokens, pacts)
        facts += term_facts(tokens, pacts)
        facts += detail_facts(tokens, pacts, [n for n in namings if n.posts], stamp, marks)
        facts += duty_facts(tokens, mentions, setting, frozenset(b.name for pact in pacts for b in pact.parties))
    order = {name: at for at, name in enumerate(TABLE_FIELDS)}
    facts.sort(key=lambda f: (order.get(f.field, 99), f.start, f.end, f.value))
    return Extraction(text, tuple(facts), tuple(marks), tuple(_warnings(tokens, pacts, plans, facts)))


def _warnings(tokens: Text, pacts: list[Pact], plans: list[Report], facts: list[Fact]) -> list[str]:
    """What a coder should look at, one line each."""
    found = []
    if not pacts and plans:
        start, end = tokens.span(*plans[0].trigger)
        found.append(f"a pact is planned or asked for at {start}-{end}, none is reported as made")
    if any(fact.note.get("year") == "absent" for fact in facts):
        found.append("nothing tells the year of the event")
    if any(body.level in ("province", "district", "commune") and not body.place for p in pacts for body in p.parties):
        found.append("the place of a party is not told")
    if pacts and all(fact.confidence <= 0.5 for fact in facts if fact.field == "signatory"):
        found.append("no sentence says who signed; the parties are those whose heads are named")
    return found


def body_note(body: Body, number: int) -> dict[str, str]:
    """The remarks on a signatory."""
    return {
        "pact": str(number),
        "kind": body.kind,
        "side": body.head.side,
        "level": body.level,
        "host": body.host.kind if body.host is not None else "",
        "inferred": ", ".join(dict.fromkeys(body.inferred)),
    }


def pact_facts(tokens: Text, pacts: list[Pact]) -> list[Fact]:
    """Events and signatories."""
    facts = []
    for number, pact in enumerate(pacts, 1):
        kinds: dict[str, tuple[int, int]] = {}
        for report in pact.reports:
            if report.kind != "mention" or all(r.kind == "mention" for r in pact.reports):
                kinds.setdefault(report.kind, report.trigger)
        for kind, span in kinds.items():
            note, why = {"pact": str(number)}, "act and instrument in one sentence"
            facts.append(make_fact(tokens, "event_kind", span, kind, note, f"event-{kind}", 0.9, why))
        facts += _signatory_facts(tokens, pact, number)
    return facts


def _signatory_facts(tokens: Text, pact: Pact, number: int) -> list[Fact]:
    facts = []
    strength, rule = pact.main.strength, pact.main.rule
    sure = 0.95 if strength >= 4 else 0.8 if strength == 3 else 0.5
    for body in pact.parties:
        less = 0.15 if body.inferred else 0.0
        why = "named in the sentence that says who signs" if strength > 2 else "named elsewhere in the article"
        span, note = (body.first, body.last), body_note(body, number)
        facts.append(make_fact(tokens, "signatory", span, body.name, note, rule, sure - less, why))
    for body in pact.weaker:
        span, note = (body.first, body.last), {**body_note(body, number), "standing": "weaker"}
        why = "only a caption says so"
        facts.append(make_fact(tokens, "signatory", span, body.name, note, "parties-caption", 0.3, why))
    return facts
