"""Records judged by themselves and against a store: every finding leads back to file, line, span and sentence."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from phoihop.build import Built, build
from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.validate import Schema, validate_records


def rules(report: Any) -> list[str]:
    return sorted({issue.rule for issue in report.issues if issue.severity is not Severity.INFO})


def test_a_record_that_is_right_conforms(coder: Any, schema: Schema, tmp_path: Path) -> None:
    report = validate_records([coder.save(tmp_path, coder.record())], schema=schema)
    assert report.issues == ()
    assert report.counts == {"files": 1, "records": 1}


def test_one_bad_record_does_not_hide_the_others(coder: Any, schema: Schema, tmp_path: Path) -> None:
    bad = coder.record("bad")
    bad["programmes"]["ct"]["signatories"][0]["agency"] = "nobody"
    late = coder.record("late")
    late["programmes"]["ct"]["term"] = {"start": "2026", "end": "2021", "at": coder.span(0, 22)}
    report = validate_records([coder.save(tmp_path, bad, late, coder.record("good"))], schema=schema)
    assert {issue.record for issue in report.issues if issue.severity is Severity.VIOLATION} == {"bad", "late"}


def test_a_shape_s_finding_names_line_field_and_span(coder: Any, schema: Schema, tmp_path: Path) -> None:
    value = coder.record()
    del value["programmes"]["ct"]["signatories"][1]
    folder = coder.save(tmp_path, value)
    (issue,) = [i for i in validate_records([folder], schema=schema).issues if i.rule == "shape/programme#signatories"]
    assert issue.severity is Severity.WARNING
    assert (issue.record, issue.field) == ("mau", "programmes.ct.signatories")
    assert issue.line == coder.line_of(folder / "mau.yaml", "signatories:")
    assert issue.evidence == "mau:0-22"
    assert issue.focus.endswith("/programme/mau/ct")
    assert issue.fix_vi
    assert issue.fix_en


def test_where_the_text_is_at_hand_the_sentence_is_shown(coder: Any, schema: Schema, tmp_path: Path) -> None:
    value = coder.record()
    value["source"]["sha256"] = hashlib.sha256(coder.text.encode()).hexdigest()
    del value["programmes"]["ct"]["signatories"][1]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mau.txt").write_text(coder.text, encoding="utf-8")
    coder.save(tmp_path, value)
    report = validate_records([tmp_path / "mau.yaml"], texts=tmp_path / "texts", schema=schema)
    sentences = {issue.sentence for issue in report.issues if issue.rule == "shape/programme#signatories"}
    assert sentences == {coder.text.partition(". ")[0] + "."}


def test_a_rule_s_finding_names_the_line_of_the_claim(coder: Any, schema: Schema, tmp_path: Path) -> None:
    value = coder.record()
    value["officials"]["an"]["posts"][0]["post"] = "chief-procurator"
    folder = coder.save(tmp_path, value)
    (issue,) = validate_records([folder], schema=schema).issues
    assert issue.rule == "check/post-kind-violation"
    assert issue.field == "officials.an.posts.0"
    assert issue.line == coder.line_of(folder / "mau.yaml", "post: chief-procurator")


def test_records_are_judged_together_with_the_store_they_are_to_join(
    coder: Any, schema: Schema, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    (data / "records").mkdir(parents=True)
    coder.save(data / "records", coder.record("first"))
    store = build(data, tmp_path / "store").store
    value = coder.record("second")
    value["officials"]["an"]["name"] = "Trần Thị Bình"
    value["source"]["url"] = "https://example.org/first"
    folder = tmp_path / "batch"
    folder.mkdir()
    alone = validate_records([coder.save(folder, value)], schema=schema)
    assert alone.issues == ()
    before = sorted(tmp_path.rglob("*"))
    joined = validate_records([folder], store=store, schema=schema)
    assert rules(joined) == ["check/same-source-finding", "check/two-heads-finding"]
    assert sorted(tmp_path.rglob("*")) == before


def test_the_shipped_records_have_no_violation(built: Built, root: Path, schema: Schema) -> None:
    report = validate_records([root / "data" / "records"], store=built.store, schema=schema)
    assert report.number(Severity.VIOLATION) == 0
    assert report.counts["records"] >= 5
    assert all(issue.path and issue.line and issue.record for issue in report.issues)


def test_every_claim_leads_back_to_a_part_of_its_record(root: Path, schema: Schema) -> None:
    from phoihop.graph.records import record_triples
    from phoihop.records.reading import Located, find_records, read_records
    from phoihop.validate.origins import Origins

    for path in find_records([root / "data" / "records"]):
        for item in read_records(path):
            assert isinstance(item, Located)
            triples = record_triples(item.record, schema.gazetteer.place, schema.ontology.supertypes)
            origins = Origins({item.record.id: item})
            for node in {s.strip("<>") for s, _, _ in triples.assertion if f"/{item.record.id}/" in s}:
                origin = origins.origin(node)
                assert origin is not None
                assert origin.loc in item.lines, node
                assert len(origin.loc) >= 2 or origin.loc == ("source",), node


@pytest.mark.parametrize("name", ["texts", "store", "records"])
def test_what_is_not_there_is_said(coder: Any, schema: Schema, tmp_path: Path, name: str) -> None:
    coder.save(tmp_path, coder.record())
    records = tmp_path / "mau.yaml" if name != "records" else tmp_path / "no.yaml"
    arguments: dict[str, Any] = {} if name == "records" else {name: tmp_path / "nowhere"}
    with pytest.raises(UsageError, match=r"no such|there is no"):
        validate_records([records], schema=schema, **arguments)


def test_a_post_in_a_body_that_was_no_more_is_found_though_the_store_does_not_know_the_body(
    coder: Any, schema: Schema, tmp_path: Path
) -> None:
    for name in ("records", "new", "all/records"):
        (tmp_path / name).mkdir(parents=True)
    old, late, at = coder.record("first"), coder.record("late"), coder.span(0, 22)
    late["agencies"]["tand"] |= {"place": "vn63/06", "name": "Tòa án nhân dân tỉnh Bắc Kạn"}
    late["agencies"]["btg"] |= {"place": "vn63/06", "name": "Ban Tuyên giáo Tỉnh ủy Bắc Kạn"}
    late["events"]["le"] |= {
        "place": {"place": "vn34/19", "at": at},
        "dates": [{"value": "2025-08-08", "at": at}],
    }
    coder.save(tmp_path / "records", old)
    coder.save(tmp_path / "new", late)
    coder.save(tmp_path / "all" / "records", old, late)
    store = build(tmp_path, tmp_path / "store").store
    whole = build(tmp_path / "all", tmp_path / "whole").issues
    for report in (
        validate_records([tmp_path / "new"], schema=schema),
        validate_records([tmp_path / "new"], store=store, schema=schema),
        validate_records([tmp_path / "all"], schema=schema),
    ):
        (found,) = [issue for issue in report.issues if issue.rule == "check/post-after-end-finding"]
        assert (found.record, found.field) == ("late", "officials.an.posts.0")
        (built,) = [issue for issue in whole if issue.rule == found.rule]
        assert (found.focus, found.message_en) == (built.focus, built.message_en)


def test_what_a_killed_check_left_beside_the_store_is_removed(
    built: Built, coder: Any, schema: Schema, tmp_path: Path
) -> None:
    shutil.copytree(built.store, tmp_path / "store")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, running = (tmp_path / f"phoihop-check-{pid}-x" for pid in (ended.pid, os.getpid()))
    (left / "db").mkdir(parents=True)
    running.mkdir()
    path = coder.save(tmp_path, coder.record())
    validate_records([path], store=tmp_path / "store", schema=schema)
    assert sorted(tmp_path.glob("phoihop-check-*")) == [running]
