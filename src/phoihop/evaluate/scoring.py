"""Found facts against annotated ones: hits, false alarms and misses of every field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum

from phoihop.evaluate.annotations import ANNOTATED, Row, canonical

# pact: whether the article reports one at all. kind and role are notes of a signatory and of a document.
FIELDS = (
    "pact", "event_kind", "signatory", "kind", "lead", "event_date", "place", "document", "role", "term", "official",
    "post",
)  # fmt: skip

_JUDGED = {"signatory": "kind", "document": "role"}
# What an article without a pact may still get wrong, and what a tolerated report in it leaves unscored.
_UNSCORED_NEGATIVE = frozenset({"event_date", "place", "document", "term"})
_UNSCORED_TOLERATED = _UNSCORED_NEGATIVE | {"pact", "event_kind", "signatory", "lead"}

# The gold set tells fewer kinds apart than the vocabulary does.
_COARSE_KINDS = {
    "propaganda-commission": "party-advisory-body",
    "mass-mobilisation-commission": "party-advisory-body",
    "propaganda-and-mass-mobilisation-commission": "party-advisory-body",
    "organisation-commission": "party-advisory-body",
    "internal-affairs-commission": "party-advisory-body",
    "inspection-commission": "party-advisory-body",
    "party-office": "party-advisory-body",
    "standing-committee": "party-committee",
    "party-secretariat": "party-committee",
    "people-court": "court",
    "people-procuracy": "procuracy",
    "military-command": "military",
    "fatherland-front": "front",
    "government": "ministry-or-government",
    "ministry": "ministry-or-government",
    "national-assembly-delegation": "national-assembly",
}


@dataclass(frozen=True)
class FieldScore:
    """Hits, false alarms and misses of one field."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: FieldScore) -> FieldScore:
        return FieldScore(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class _Verdict(Enum):
    RIGHT = FieldScore(tp=1)
    WRONG = FieldScore(fp=1)
    MISSED = FieldScore(fn=1)
    CONFUSED = FieldScore(fp=1, fn=1)  # found in the place of something else: a false alarm and a miss


@dataclass(frozen=True)
class _Judgement:
    verdict: _Verdict
    value: str
    wanted: str = ""


@dataclass(frozen=True)
class Miss:
    """One thing that went wrong: a fact `missed`, or a `wrong` one found; `wanted` where one stood for another."""

    article: str
    field: str
    verdict: str
    value: str
    wanted: str = ""


@dataclass(frozen=True)
class Scores:
    """The counts of every field in `FIELDS`, the misses, and the articles that were not worked on."""

    fields: Mapping[str, FieldScore]
    misses: tuple[Miss, ...]
    articles: int
    absent: tuple[str, ...]


def score(
    gold: Mapping[str, Sequence[Row]], found: Mapping[str, Sequence[Row]], *, tolerated: Iterable[str] = ()
) -> Scores:
    """Compare what was found with what is there, article by article.

    Args:
        gold: the annotated rows of every article; no `event_kind` among them: the article has no pact.
        found: the extractor's rows under the same names; an article that is missing here counts as not worked on.
        tolerated: articles without a pact in which reporting one is left unscored.
    """
    total = dict.fromkeys(FIELDS, FieldScore())
    misses: list[Miss] = []
    spared = frozenset(tolerated)
    for article in sorted(gold):
        for name, judged in _score_article(gold[article], found.get(article), spared=article in spared):
            total[name] += judged.verdict.value
            if judged.verdict is not _Verdict.RIGHT:
                said = "missed" if judged.verdict is _Verdict.MISSED else "wrong"
                misses.append(Miss(article, name, said, judged.value, judged.wanted))
    absent = tuple(sorted(set(gold) - set(found)))
    return Scores(fields=total, misses=tuple(misses), articles=len(gold), absent=absent)


def render_scores(scores: Scores) -> str:
    """The scores as a table in plain text, with the misses under it."""
    lines = [f"{scores.articles} articles" + (f", no output for {', '.join(scores.absent)}" if scores.absent else "")]
    lines.append(f"{'field':<12}{'tp':>6}{'fp':>6}{'fn':>6}  {'prec':>5}  {'rec':>5}  {'F1':>5}")
    for name, count in scores.fields.items():
        figures = f"{count.precision:.3f}  {count.recall:.3f}  {count.f1:.3f}"
        lines.append(f"{name:<12}{count.tp:>6}{count.fp:>6}{count.fn:>6}  {figures}")
    for miss in scores.misses:
        wanted = f"  (want {miss.wanted})" if miss.wanted else ""
        lines.append(f"{miss.article}  {miss.field}  {miss.verdict}  {miss.value}{wanted}")
    return "\n".join(lines) + "\n"


def render_scores_json(scores: Scores) -> str:
    """The scores as one JSON object: articles, absent, fields, misses."""
    fields = {
        name: {
            **asdict(count),
            "precision": round(count.precision, 3),
            "recall": round(count.recall, 3),
            "f1": round(count.f1, 3),
        }
        for name, count in scores.fields.items()
    }
    misses = [asdict(miss) for miss in scores.misses]
    result = {"articles": scores.articles, "absent": scores.absent, "fields": fields, "misses": misses}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _score_article(
    gold: Sequence[Row], found: Sequence[Row] | None, *, spared: bool
) -> Iterator[tuple[str, _Judgement]]:
    """The judgements on one article, each with its field."""
    kinds = [row for row in gold if row.field == "event_kind"]
    unscored = frozenset[str]()
    if not kinds:
        unscored = _UNSCORED_TOLERATED if spared else _UNSCORED_NEGATIVE
    reported = any(not _is_optional(row) for row in kinds)
    if "pact" not in unscored and (reported or not kinds):  # only doubtful pacts: the question is left open
        yield "pact", _judge_pact(reported, found)
    for name in ANNOTATED:
        if name in unscored:
            continue
        pairs, wrong, missed = _match(
            [row for row in gold if row.field == name], [row for row in found or () if row.field == name]
        )
        for wanted, got in pairs:
            yield name, _Judgement(_Verdict.RIGHT, wanted.value)
            if (note := _JUDGED.get(name)) is not None and note in wanted.notes:
                yield note, _judge_note(wanted, got, note)
        yield from ((name, _Judgement(_Verdict.MISSED, row.value)) for row in missed)
        yield from ((name, _Judgement(_Verdict.WRONG, row.value)) for row in wrong)


def _judge_pact(reported: bool, found: Sequence[Row] | None) -> _Judgement:
    if found is None:
        return _Judgement(_Verdict.MISSED, str(reported))
    # A pact needs an event and at least two parties: one party alone is no coordination.
    names = [row.field for row in found]
    claimed = "event_kind" in names and names.count("signatory") >= 2
    if claimed == reported:
        return _Judgement(_Verdict.RIGHT, str(reported))
    return _Judgement(_Verdict.CONFUSED, str(claimed), str(reported))


def _judge_note(wanted: Row, got: Row, note: str) -> _Judgement:
    """The kind of a signatory or the role of a document that was found."""
    right, given = wanted.notes[note], got.notes.get(note, "")
    verdict = _Verdict.RIGHT if right in (given, _COARSE_KINDS.get(given)) else _Verdict.CONFUSED
    return _Judgement(verdict, f"{wanted.value}: {given or 'none'}", right)


def _is_optional(row: Row) -> bool:
    return row.notes.get("opt") == "yes"


def _accepted(row: Row) -> frozenset[str]:
    """Every value that counts as this annotated one."""
    accepted = {canonical(row.value)}
    # An alternative post may leave out the person, who is the same.
    person = row.value.split(" | ")[0] + " | " if row.field == "post" else ""
    for other in filter(None, map(str.strip, row.notes.get("alt", "").split(","))):
        accepted.add(canonical(other if " | " in other else person + other))
    if row.field == "event_kind" and row.value == "mention":
        accepted.add(row.notes.get("underlying", "mention"))
    return frozenset(accepted)


def _overlap(one: Row, other: Row) -> float:
    """The shared part of two spans, of their union."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def _match(gold: Iterable[Row], found: Iterable[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of required and found rows, false alarms, and misses, for the rows of one field.

    A value is one fact of the article however often it stands there. Where several could be paired, the greater
    overlap of the spans goes first. Another mention of a matched or optional value is no false alarm.
    """
    facts: dict[str, Row] = {}
    for row in gold:
        if row.value not in facts or (_is_optional(facts[row.value]) and not _is_optional(row)):
            facts[row.value] = row
    claims: dict[str, Row] = {}
    for row in sorted(found, key=lambda row: row.value):
        claims.setdefault(canonical(row.value), row)
    accepted = {value: _accepted(row) for value, row in facts.items()}
    possible = [
        (-_overlap(facts[value], claims[key]), place, rank, value, key)
        for place, value in enumerate(facts)
        for rank, key in enumerate(claims)
        if key in accepted[value]
    ]
    chosen: dict[str, str] = {}
    for *_, value, key in sorted(possible):
        if value not in chosen and key not in chosen.values():
            chosen[value] = key
    known = frozenset[str]().union(*accepted.values())
    pairs = [(facts[value], claims[key]) for value, key in chosen.items() if not _is_optional(facts[value])]
    wrong = [row for key, row in claims.items() if key not in known]
    missed = [row for value, row in facts.items() if value not in chosen and not _is_optional(row)]
    return pairs, wrong, missed
