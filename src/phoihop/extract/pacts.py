"""The pacts of an article: its reports put together, each pact once, plans and orders left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from phoihop.extract.antecedents import LENT, AntecedentReader
from phoihop.extract.bodies import Body
from phoihop.extract.mentions import Mentions
from phoihop.extract.reports import Report, ReportReader
from phoihop.extract.resolution import Setting
from phoihop.extract.rolls import RULE, RollReader
from phoihop.extract.tokens import BREAK, Text


@dataclass(slots=True)
class Pact:
    """One pact of an article with the reports that tell of it; `hosts` are its parties, each caucus by its agency."""

    parties: list[Body]
    reports: list[Report]
    weaker: list[Body] = field(default_factory=list)
    hosts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.hosts = _hosts(self.parties)

    @property
    def main(self) -> Report:
        """The report that decides."""
        return self.reports[0]


_MOST_REPORTS = 120  # an article has some dozens at most; a dump has no end of them


def _hosts(parties: list[Body]) -> frozenset[str]:
    return frozenset(body.host.name if body.host is not None else body.name for body in parties)


def read_pacts(
    text: Text, mentions: Mentions, setting: Setting, captions: frozenset[int]
) -> tuple[list[Pact], list[Report]]:
    """The pacts that an article reports, and the reports that only tell of plans, wishes and orders."""
    if is_legal_text(text):
        return [], []
    reader = ReportReader(text, mentions, setting, captions)
    reports = reader.reports()[:_MOST_REPORTS]
    asserted = [report for report in reports if not report.planned and not reader.denied(report)]
    antecedents = AntecedentReader(text, reader.parties, mentions.posts)
    _call_rolls(asserted, RollReader(text, reader.parties))
    _find_parties(asserted, antecedents)
    told = [report for report in asserted if len(report.parties) >= 2]
    if not told:
        told = _borrow_parties(asserted, reports, reader.heads_of(mentions), antecedents)
    ordered = sorted(told, key=_rank)
    pacts: list[Pact] = []
    for report in ordered:
        _enter(pacts, report)
    for report in asserted:
        _add_kind(pacts, report)
        _add_listed(pacts, report)
    pacts = [pact for pact in pacts if not (len(pacts) > 1 and pact.main.caption)]
    plans = [report for report in reports if report.planned and report.direct and report.instrument is not None]
    return sorted(pacts, key=lambda pact: (pact.main.kind == "mention", pact.main.sentence)), plans


def _rank(report: Report) -> tuple[bool, bool, bool, bool, int, int]:
    """What decides first: the body of the article, an act, its own sentence's parties, the surer pattern."""
    lent = report.rule in LENT
    return (report.caption, report.kind == "mention", report.headline, lent, -report.strength, report.sentence)


def _call_rolls(asserted: list[Report], rolls: RollReader) -> None:
    """Give signings the parties that the sentences behind them call; who held the ceremony is no matter then."""
    for report in asserted:
        called = rolls.read(report)
        if called:
            report.parties, report.rule, report.strength = called, RULE, 4


def _find_parties(asserted: list[Report], antecedents: AntecedentReader) -> None:
    """Give reports that name no parties those that another sentence names."""
    for report in asserted:
        bare = len(report.parties) < 2 and report.instrument is not None and report.kind != "mention"
        if bare and not report.caption and not report.headline:
            parties, rule, strength = antecedents.find(report)
            if parties:
                report.parties, report.rule, report.strength = parties, rule, strength


def _borrow_parties(
    asserted: list[Report], reports: list[Report], heads: list[list[Body]], antecedents: AntecedentReader
) -> list[Report]:
    """The event is asserted in one sentence; the parties are named in another, or only as those whose heads sign."""
    acts = [r for r in asserted if r.kind != "mention" and r.direct]
    if not acts:
        return []
    act = acts[0]
    named = [r for r in reports if len(r.parties) >= 2 and r.strength >= 3]
    if named:
        rule, parties = named[0].rule, named[0].parties
    else:
        rule, parties = "parties-of-signers", next((run for run in heads if len(run) >= 2), [])
    if len(parties) < 2:
        rule, parties = "parties-told-before", antecedents.just_before(act)
    if len(parties) < 2:
        return []
    return [Report(act.kind, rule, act.sentence, act.trigger, act.instrument, parties, 2, caption=act.caption)]


def _enter(pacts: list[Pact], report: Report) -> None:
    """Put a report to the pact it tells of, or open a new one."""
    hosts = _hosts(report.parties)
    for pact in pacts:
        shared = len(hosts & pact.hosts)
        if shared in (len(hosts), len(pact.hosts)) or shared * 2 >= max(len(hosts), len(pact.hosts)) + 1:
            pact.reports.append(report)
            if report.caption:
                known = {body.name for body in pact.parties}
                pact.weaker += [body for body in report.parties if body.name not in known]
            return
    own = report.direct and not report.headline
    if pacts and (report.caption or report.strength < (3 if own else 4)):
        return
    pacts.append(Pact(report.parties, [report]))


def _add_kind(pacts: list[Pact], report: Report) -> None:
    """A second act without parties of its own (review and signing in one meeting) belongs to the first pact."""
    if not pacts or report.parties or report.kind == "mention" or report.caption or not report.direct:
        return
    if not report.framed:
        return
    pact = pacts[0]
    if report.kind in {r.kind for r in pact.reports} or report.kind == "issuing":
        return
    pact.reports.append(report)


def _add_listed(pacts: list[Pact], report: Report) -> None:
    """`… đã ký kết ba văn bản phối hợp. Văn bản thứ nhất là quy chế giữa …`: one act for the texts listed behind it."""
    if report.kind != "signing" or report.parties or report.caption or report.headline or not report.direct:
        return
    for pact in pacts:
        near = 0 < pact.main.sentence - report.sentence <= 6
        if near and (pact.main.kind == "mention" or len(pacts) > 1) and report not in pact.reports:
            pact.reports.insert(
                0, replace(report, parties=pact.parties, strength=pact.main.strength, rule=pact.main.rule)
            )


def is_legal_text(text: Text) -> bool:
    """Whether the text is a law or regulation itself: numbered articles at the head of paragraphs."""
    keys = text.keys
    if text.low.count("điều") < 3:
        return False
    articles = 0
    for at, _ in text.sentences:
        if (
            keys[at] == "điều"
            and (not at or keys[at - 1] == BREAK)
            and keys[at + 2 : at + 3] in (["."], [":"])
            and keys[at + 1].isdigit()
        ):
            articles += 1
    return articles >= 3
