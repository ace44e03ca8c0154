"""Mutation test of validation: every known mistake is found by the rule meant for it, on its line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from phoihop.gazetteer import load_gazetteer
from phoihop.model import Issue, Severity
from phoihop.validate import validate_records
from tests.conftest import ROOT
from tests.validate.mistakes import MISTAKES, Mistake
from tests.validate.valid_record import write_record, write_text


@dataclass(frozen=True)
class Verdict:
    """What validation says of all broken records, by file name, and the line that each mistake stands on."""

    issues: dict[str, list[Issue]]
    lines: dict[str, int]


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """One validation of a folder that holds every mistake, each in a record about a district of its own."""
    folder, texts = tmp_path_factory.mktemp("records"), tmp_path_factory.mktemp("texts")
    districts = [p for p in load_gazetteer().places(era="vn63", level="district") if p.kind == "huyện"]
    cases = [("valid", None), *((mistake.name, mistake.broken()) for mistake in MISTAKES)]
    for number, (_, broken) in enumerate(cases):
        name, place = f"m{number}", districts[number]
        template = (broken[0],) if broken else ()
        (folder / f"{name}.yaml").write_text(write_record(name, place.id, place.name, *template), encoding="utf-8")
        (texts / f"{name}.txt").write_text(write_text(name), encoding="utf-8", newline="")
    issues: dict[str, list[Issue]] = {name: [] for name, _ in cases}
    for issue in validate_records([folder], texts=texts).issues:
        issues[cases[int(Path(issue.path).stem[1:])][0]].append(issue)
    lines = {name: broken[1] for name, broken in cases if broken}
    return Verdict(issues, lines)


def test_the_mistakes_are_sixty_kinds_at_least() -> None:
    names = Counter(mistake.name for mistake in MISTAKES)
    assert len(names) >= 60
    assert max(names.values()) == 1


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_found_by_its_rule_on_its_line(mistake: Mistake, verdict: Verdict) -> None:
    found = [(issue.rule, issue.line) for issue in verdict.issues[mistake.name]]
    assert (mistake.rule, verdict.lines[mistake.name]) in found


def test_without_a_mistake_nothing_is_found(verdict: Verdict) -> None:
    assert verdict.issues["valid"] == []


def _rejected(count: int, seed: int, folder: Path) -> list[Issue]:
    """The violations among random records, each valid as written."""
    path = folder / "synthetic.jsonl"
    spec = spec_from_file_location("phoihop_synthetic", ROOT / "benchmarks/synthetic.py")
    assert spec is not None
    assert spec.loader is not None
    synthetic = module_from_spec(spec)
    spec.loader.exec_module(synthetic)
    synthetic.write_records(count, path, seed)
    report = validate_records([path])
    assert report.counts["records"] == count
    return [issue for issue in report.issues if issue.severity is Severity.VIOLATION]


def test_no_valid_random_record_is_rejected(tmp_path: Path) -> None:
    assert _rejected(60, 7, tmp_path) == []


@pytest.mark.long
def test_none_of_two_thousand_valid_random_records_is_rejected(tmp_path: Path) -> None:
    assert _rejected(2000, 42, tmp_path) == []
