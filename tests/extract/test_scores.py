"""The grammar against the annotations of the source articles and of the project's own gold set."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from phoihop.extract import extract, render_facts

OWN = Path(__file__).parents[2] / "data" / "gold"
#: The last text of the first round of each kind: those that were at hand while the rules were written.
FIRST_ROUND = {"P": 62, "N": 30}
#: What the grammar reaches on the first round, with a margin for annotations that are corrected.
REACHED = {"pact": 0.97, "event_kind": 0.95, "signatory": 0.95, "event_date": 0.95, "place": 0.95, "document": 0.95,
           "role": 0.93, "term": 0.95, "lead": 0.85, "official": 0.97, "post": 0.95}  # fmt: skip
#: A little less than what it reaches on the second, written and annotated before anybody ran the rules on it.
REACHED_BLIND = {"pact": 1.0, "event_kind": 1.0, "signatory": 0.98, "event_date": 0.98, "place": 0.98,
                 "document": 0.98, "role": 0.98, "term": 0.98, "lead": 1.0, "official": 0.99, "post": 0.98}  # fmt: skip


def score(scorer: Path, gold: Path, facts: Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(scorer), str(gold), str(facts), "--json"]
    scores: dict[str, dict[str, float]] = json.loads(
        subprocess.run(command, capture_output=True, text=True, check=True).stdout
    )["value"]
    return scores


def extract_round(folder: Path, *, first: bool) -> tuple[Path, Path]:
    """Annotations and facts of one round of the own gold set."""
    gold, facts = folder / "gold", folder / "facts"
    gold.mkdir()
    facts.mkdir()
    for text in OWN.glob("*.txt"):
        if (int(text.stem[1:]) <= FIRST_ROUND[text.stem[0]]) == first:
            shutil.copy(text.with_suffix(".tsv"), gold)
            found = render_facts(extract(text.read_bytes().decode("utf-8")))
            (facts / f"{text.stem}.tsv").write_text(found, encoding="utf-8")
    return gold, facts


def find_short(scores: dict[str, dict[str, float]], reached: dict[str, float]) -> dict[str, float]:
    """The fields whose F1 is less than it was."""
    return {field: scores[field]["f1"] for field in reached if scores[field]["f1"] < reached[field]}


def test_the_first_round_of_the_project_s_own_gold_set_is_read_as_well_as_before(shared: Path, tmp_path: Path):
    gold, facts = extract_round(tmp_path, first=True)
    assert find_short(score(shared / "gold" / "score.py", gold, facts), REACHED) == {}


def test_no_negative_of_the_first_round_tells_of_a_pact(tmp_path: Path):
    _, facts = extract_round(tmp_path, first=True)
    assert [found.stem for found in facts.glob("N*.tsv") if "\nevent_kind\t" in found.read_text(encoding="utf-8")] == []


def test_the_second_round_which_the_rules_never_saw_is_read_as_well_as_before(shared: Path, tmp_path: Path):
    gold, facts = extract_round(tmp_path, first=False)
    assert find_short(score(shared / "gold" / "score.py", gold, facts), REACHED_BLIND) == {}


def test_every_field_of_the_source_articles_is_found(shared: Path, tmp_path: Path):
    gold, facts = tmp_path / "gold", tmp_path / "facts"
    gold.mkdir()
    facts.mkdir()
    for number in range(5):
        shutil.copy(shared / "gold" / f"S{number}.tsv", gold)
        text = (shared / "seeds" / f"s{number}.txt").read_bytes().decode("utf-8")
        (facts / f"S{number}.tsv").write_text(render_facts(extract(text)), encoding="utf-8")
    scores = score(shared / "gold" / "score.py", gold, facts)
    assert all(one["f1"] >= 0.95 for one in scores.values()), scores
    assert scores["official"]["fp"] == 0
