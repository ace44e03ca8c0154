"""`reconcile`: propose what may be the same, and record what a person decides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import cast, get_args

import click

from phoihop.cli.output import chosen, format_option, print_table
from phoihop.errors import UsageError
from phoihop.tables import Table


@click.command()
@click.argument("decision", nargs=-1, metavar="[A B same|different|unsure | undo LINE]")
@click.option("--data", type=click.Path(path_type=Path), help="The data folder. [default: the shipped data]")
@click.option("--by", help="Who decides; needed to record a decision.")
@click.option("--why", default="", help="The reason for the decision; needed to record one.")
@click.option("--on", "day", metavar="DATE", help="The day of the decision. [default: today]")
@click.option("--least", type=click.FloatRange(0, 1), default=0.3, show_default=True, help="Lowest score to propose.")
@format_option("csv", "json", "table")
def reconcile(
    decision: tuple[str, ...],
    data: Path | None,
    by: str | None,
    why: str,
    day: str | None,
    least: float,
    form: str | None,
) -> None:
    """Propose candidate duplicates among officials, bodies and documents; with A B VERDICT, record a decision.

    Decisions go to identity.jsonl in the data folder, which is only ever added to; `undo LINE` takes one back.
    """
    from phoihop.settings import data_dir

    folder = data or data_dir()
    if decision:
        _decide(folder, decision, by, why, day or date.today().isoformat())
        return
    _propose(folder, least, form)


def _propose(folder: Path, least: float, form: str | None) -> None:
    from phoihop.gazetteer import load_gazetteer
    from phoihop.identity.attestations import build_mentions
    from phoihop.identity.candidates import propose_candidates
    from phoihop.identity.judgements import read_judgements
    from phoihop.records.reading import Located, find_records, read_records

    own = folder / "gazetteer"
    gazetteer = load_gazetteer(own if own.is_dir() else None)
    located = (item for path in find_records([folder / "records"]) for item in read_records(path))
    records = [item.record for item in located if isinstance(item, Located) and item.record.status == "accepted"]
    mentions = build_mentions(records, lambda place: [unit.id for unit in gazetteer.chain(place)])
    names = {mention.iri: mention.name for mention in mentions}
    found = propose_candidates(mentions, read_judgements(folder / "identity.jsonl"), least).candidates
    if chosen(form) == "json":
        rows = [{"a": c.a, "b": c.b, "score": c.score, "verdict": c.verdict, "reasons": c.reasons} for c in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    columns = ("score", "a", "a_label", "b", "b_label", "verdict", "reasons")
    cells = tuple((f"{c.score:.2f}", c.a, names[c.a], c.b, names[c.b], c.verdict, "; ".join(c.reasons)) for c in found)
    print_table(Table(columns, cells), chosen(form))


def _decide(folder: Path, decision: tuple[str, ...], by: str | None, why: str, day: str) -> None:
    from phoihop.explain import expand
    from phoihop.identity.judgements import (
        Judgement,
        JudgementVerdict,
        Undo,
        append_entry,
        read_judgements,
        render_entry,
    )

    if not by:
        raise UsageError("a decision needs a name", fix="add --by NAME")
    if not why.strip():
        raise UsageError("a decision needs a reason", fix="add --why TEXT")
    log = folder / "identity.jsonl"
    if decision[0] == "undo" and len(decision) == 2 and decision[1].isdecimal():
        line = int(decision[1])
        undone = next((e for e in read_judgements(log).entries if e.line == line and isinstance(e, Judgement)), None)
        if undone is None:
            raise UsageError(f"line {line} holds no decision", path=log)
        entry = append_entry(log, Undo(undo=line, a=undone.a, b=undone.b, by=by, on=day, why=why))
    elif len(decision) == 3:
        a, b, verdict = decision
        if verdict not in get_args(JudgementVerdict):
            raise UsageError(f"{verdict!r} is no verdict", fix="same, different or unsure")
        entry = append_entry(log, Judgement(expand(a), expand(b), cast("JudgementVerdict", verdict), by, day, why))
    else:
        raise UsageError("a decision is A B VERDICT, or undo LINE")
    click.echo(f"{log}: {render_entry(entry)}".rstrip())
