"""The grammar against the annotations of the five source articles, when they are beside the checkout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from phoihop.extract import extract, render_facts


def test_every_field_of_the_source_articles_is_found(shared: Path, tmp_path: Path):
    gold, facts = tmp_path / "gold", tmp_path / "facts"
    gold.mkdir()
    facts.mkdir()
    for number in range(5):
        shutil.copy(shared / "gold" / f"S{number}.tsv", gold)
        text = (shared / "seeds" / f"s{number}.txt").read_bytes().decode("utf-8")
        (facts / f"S{number}.tsv").write_text(render_facts(extract(text)), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(facts), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["value"]
    assert all(score["f1"] >= 0.95 for score in scores.values()), scores
    assert scores["official"]["fp"] == 0
