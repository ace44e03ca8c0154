"""Adding: what is good goes in, what is bad is held back, and the store is what a build would have made."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from phoihop import vocabulary as v
from phoihop.build import build
from phoihop.changes import AddReport, add_records, intake, render_report
from phoihop.errors import StoreError, UsageError
from phoihop.model import Severity
from phoihop.store import open_store
from phoihop.store.audit import read_audit
from phoihop.store.versions import current_version, new_version, read_manifest
from phoihop.validate import inspection
from phoihop.validate.engines import Result
from tests.changes.conftest import MINI, dump, record

Write = Callable[..., Path]
Made = Callable[..., list[str]]


def add(folder: Path, store: Path, **options: object) -> AddReport:
    return add_records([folder / "records"], store, by="tester", on="2024-05-06", data=MINI, **options)  # type: ignore[arg-type]


def fates(report: AddReport) -> dict[str, str]:
    return {outcome.record or Path(outcome.path).stem: outcome.fate for outcome in report.outcomes}


def test_an_empty_store_filled_by_adding_equals_a_built_one(tmp_path: Path, write: Write, made: Made) -> None:
    one, two = record("one"), record("two", date="2023-02-03")
    report = add(write("batch", one=one, two=two), tmp_path / "store")
    assert fates(report) == {"one": "added", "two": "added"}
    assert dump(tmp_path / "store") == made(one=one, two=two)


def test_adding_to_a_built_store_equals_building_all(tmp_path: Path, write: Write, made: Made) -> None:
    one, two = record("one"), record("two", date="2023-02-03")
    store = build(write("first", one=one), tmp_path / "store").store
    report = add(write("batch", two=two), store)
    assert dump(store) == made(one=one, two=two)
    assert report.counts["records"] == read_manifest(current_version(store))["counts"]["records"] == 2


def test_batch_by_batch_or_all_at_once_makes_no_difference(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = {name: record(name, date=f"2022-06-{day}") for day, name in enumerate(("a", "b", "c", "d", "e"), 10)}
    records["c"] = record("c", standing="rejected").replace("role: lead", "role: lead, standing: rejected")
    records["d"] = "no record"
    first = write("first", b=record("b"), e=records["e"])
    reports = []
    for name, enough in (("whole", intake.BATCH), ("single", 1)):
        monkeypatch.setattr(intake, "BATCH", enough)
        add(first, tmp_path / name)
        reports.append(add(write("batch", **records), tmp_path / name))
    assert fates(reports[0]) == fates(reports[1])
    assert set(fates(reports[0]).values()) == {"added", "replaced", "unchanged", "held back"}
    assert dump(tmp_path / "whole") == dump(tmp_path / "single")


def test_what_is_wrong_with_a_text_is_said_whichever_batch_meets_it(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "two.txt").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="not UTF-8"):
        add(write("batch", one=record("one"), two=record("two")), tmp_path / "store", texts=tmp_path / "texts")
    assert not (tmp_path / "store" / "current").exists()


def test_the_projects_own_records_added_one_by_one_equal_the_build(tmp_path: Path, root: Path, built) -> None:  # type: ignore[no-untyped-def]
    records = sorted((root / "data" / "records").glob("*.yaml"))
    (tmp_path / "data" / "records").mkdir(parents=True)
    for name in ("identity.jsonl", "tombstones.csv"):
        shutil.copy(root / "data" / name, tmp_path / "data" / name)
    shutil.copy(records[0], tmp_path / "data" / "records")
    store = build(tmp_path / "data", tmp_path / "store").store
    for path in records[1:]:
        assert add_records([path], store).number("added") == 1
    assert dump(store) == dump(built.store)


def test_adding_the_same_again_makes_no_new_version(tmp_path: Path, write: Write) -> None:
    batch = write("batch", one=record("one"))
    first = add(batch, tmp_path / "store")
    again = add(batch, tmp_path / "store")
    assert fates(again) == {"one": "unchanged"}
    assert again.version == first.version == "000001"
    assert len(read_audit(tmp_path / "store", "000009")) == 1


def test_a_changed_record_takes_the_place_of_the_earlier_one(tmp_path: Path, write: Write, made: Made) -> None:
    one, two = record("one"), record("two")
    changed = record("two", title="Quy chế phối hợp", standing="weaker").replace("1-QĐ/TW", "2-QĐ/TW")
    store = build(write("first", one=one, two=two), tmp_path / "store").store
    assert fates(add(write("batch", two=changed), store)) == {"two": "replaced"}
    assert dump(store) == made(one=one, two=changed)


def test_the_bad_are_held_back_with_their_issues_and_the_good_go_in(tmp_path: Path, write: Write, made: Made) -> None:
    one = record("one")
    batch = write(
        "batch",
        one=one,
        draft=record("draft", status="draft"),
        nowhere=record("nowhere").replace("vn63/173", "vn63/999"),
        early=record("early", date="2019-01-01"),
        misspelt=record("misspelt").replace("kind: signing", "kind: sining"),
    )
    (batch / "records" / "bytes.yaml").write_bytes(b"format: 1\nid: \xff\n")
    report = add(batch, tmp_path / "store")
    assert fates(report) == {
        "one": "added", "draft": "held back", "nowhere": "held back", "early": "held back", "misspelt": "held back",
        "bytes": "held back",
    }  # fmt: skip
    assert dump(tmp_path / "store") == made(one=one)
    for outcome in report.outcomes:
        if outcome.fate == "held back":
            assert outcome.issues
            assert outcome.quarantine is not None
            original = batch / "records" / f"{outcome.quarantine.name}.yaml"
            assert (outcome.quarantine / original.name).read_bytes() == original.read_bytes()
            told = json.loads((outcome.quarantine / "issues.json").read_text(encoding="utf-8"))
            assert [one["message_en"] for one in told] == [issue.message_en for issue in outcome.issues]
            assert (outcome.quarantine / "issues.vi.txt").read_text(encoding="utf-8")


def test_a_bad_change_leaves_the_earlier_record_in_force(tmp_path: Path, write: Write, made: Made) -> None:
    one, two = record("one"), record("two")
    store = build(write("first", one=one, two=two), tmp_path / "store").store
    three = record("three")
    report = add(write("batch", two=record("two", date="2019-01-01"), three=three), store)
    assert fates(report) == {"two": "held back", "three": "added"}
    assert dump(store) == made(one=one, two=two, three=three)


def test_who_contradicts_the_store_about_a_shared_body_is_held_back_and_no_other(
    tmp_path: Path, write: Write, made: Made
) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    wrong = record("two").replace("name: Tòa án", "level: province, name: Tòa án")
    good = record("alpha"), record("zeta")
    report = add(write("batch", alpha=good[0], two=wrong, zeta=good[1]), store)
    assert fates(report) == {"alpha": "added", "two": "held back", "zeta": "added"}
    assert dump(store) == made(one=record("one"), alpha=good[0], zeta=good[1])


def test_one_id_twice_in_a_batch_is_let_in_once(tmp_path: Path, write: Write) -> None:
    batch = write("batch", one=record("one"), other=record("one", title="Quy chế phối hợp"))
    report = add(batch, tmp_path / "store")
    assert [outcome.fate for outcome in report.outcomes].count("held back") == 1
    assert report.number("added") == 1


def test_a_line_of_json_lines_is_held_back_alone(tmp_path: Path, write: Write) -> None:
    good = json.dumps({"format": 1, "id": "good", "status": "accepted", "accepted": {"by": "t", "on": "2024"},
                       "source": {"label": "An invented source"}})  # fmt: skip
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{good}\n{{"id": "bad"}}\n', encoding="utf-8")
    report = add_records([batch], tmp_path / "store", data=MINI)
    assert [outcome.fate for outcome in report.outcomes if outcome.record != "good"] == ["held back"]
    assert (tmp_path / "store" / "quarantine" / "batch-2" / "batch-2.jsonl").read_text() == '{"id": "bad"}\n'


def test_many_files_with_one_bad_byte_hold_back_one(tmp_path: Path, write: Write) -> None:
    _bad_byte_among(300, tmp_path, write)


@pytest.mark.long
def test_ten_thousand_files_with_one_bad_byte_hold_back_one(tmp_path: Path, write: Write) -> None:
    _bad_byte_among(10_000, tmp_path, write)


def _bad_byte_among(count: int, tmp_path: Path, write: Write) -> None:
    small = "format: 1\nid: r{n}\nstatus: accepted\naccepted: {{by: t, on: 2024}}\nsource: {{label: Invented}}\n"
    batch = write("batch", **{f"r{n:05d}": small.format(n=n) for n in range(count)})
    bad = batch / "records" / f"r{count // 2:05d}.yaml"
    bad.write_bytes(bad.read_bytes() + b"note: \xe1\x20\n")
    report = add(batch, tmp_path / "store")
    assert report.fates == {"added": count - 1, "held back": 1}
    (held,) = (outcome for outcome in report.outcomes if outcome.fate == "held back")
    assert (held.path, held.line) == (str(bad), 6)


def test_a_second_writer_is_refused_or_waits_and_readers_go_on(tmp_path: Path, write: Write) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    batch = write("batch", two=record("two"))
    with open_store(store) as reader:
        with new_version(store) as working:
            shutil.copytree(current_version(store), working, dirs_exist_ok=True)
            with pytest.raises(StoreError, match="another process is writing"):
                add(batch, store, wait=0.1)
        assert add(batch, store, wait=5).number("added") == 1
        assert reader.query("ASK { ?s ?p ?o }")


def test_what_cannot_be_read_at_all_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        add_records([tmp_path / "absent.yaml"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path, write: Write) -> None:
    many = {f"r{n:03d}": record(f"r{n:03d}") for n in range(60)}
    batch, first = write("batch", **many), write("first", one=record("one"))
    small = tmp_path / "small"
    small.mkdir()
    script = (
        'mount -t tmpfs -o size=3m tmpfs "$1" || exit 77; '
        'p="$2"; cli() { "$p" -c "from phoihop.cli import main; main()" "$@"; }; '
        'cli build --data "$3" --store "$1/store" || exit 78; before=$(cat "$1/store/current"); '
        'cli add "$4" --store "$1/store" --data "$3"; code=$?; '
        'test "$(cat "$1/store/current")" = "$before" || exit 99; '
        'cli query sources --store "$1/store" > /dev/null || exit 98; exit $code'
    )
    command = ["unshare", "--mount", "sh", "-c", script, "sh", str(small), sys.executable, str(first), str(batch)]
    if not shutil.which("unshare"):
        pytest.skip("no `unshare` here to mount a small file system with")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode in (1, 77) and "phoihop" not in done.stderr:
        pytest.skip("this machine lets nobody mount a file system")
    assert done.returncode == 3, done.stderr + done.stdout
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_held_back_is_put_aside_when_the_record_gets_in(tmp_path: Path, write: Write) -> None:
    wrong = record("one").replace("agency: tand", "agency: nobody")
    batch = write("batch", one=wrong, two="format: 1\nid: [two]\n", three=record("three").replace("tand,", "nobody,"))
    store = tmp_path / "store"
    add(batch, store)
    write("batch", one=wrong + "note: still wrong\n")
    assert fates(add(batch, store)) == {"one": "held back", "two": "held back", "three": "held back"}
    folder = store / "quarantine"
    assert sorted(path.name for path in folder.iterdir()) == ["one", "one-2", "three", "two"]

    report = add(write("batch", one=record("one"), two=record("two", date="2023-03-04")), store)
    assert fates(report) == {"one": "added", "two": "added", "three": "held back"}
    assert sorted(path.name for path in folder.iterdir()) == ["_settled", "three"]
    assert report.settled == tuple(folder / "_settled" / name for name in ("one", "one-2", "two"))
    assert (folder / "_settled" / "one" / "one.yaml").read_text(encoding="utf-8") == wrong
    for language, words in (("en", "is settled"), ("vi", "nay đã xong")):
        assert render_report(report, language=language).count(words) == 3
    assert json.loads(render_report(report, "json"))["settled"] == [str(path) for path in report.settled]
    assert add(batch, store).settled == ()


def test_a_line_that_could_not_be_read_is_settled_when_its_record_gets_in(tmp_path: Path) -> None:
    """Whatever file it comes in by; other records of its own file do not settle it."""
    store, lines = tmp_path / "store", tmp_path / "batch.jsonl"
    one, two = (json.dumps(yaml.load(record(name), yaml.BaseLoader), ensure_ascii=False) for name in ("one", "two"))
    one, two = (text.replace('"format": "1"', '"format": 1') for text in (one, two))
    lines.write_text(f"{one}\n{two[:-1]}\n", encoding="utf-8")
    assert fates(add_records([lines], store, data=MINI)) == {"one": "added", "batch": "held back"}
    lines.write_text(f"{one}\n", encoding="utf-8")
    assert add_records([lines], store, data=MINI).settled == ()
    other = tmp_path / "mended.jsonl"
    other.write_text(f"{two}\n", encoding="utf-8")
    assert add_records([other], store, data=MINI).settled == (store / "quarantine" / "_settled" / "batch-2",)


def test_a_second_record_of_one_id_stays_in_quarantine(tmp_path: Path, write: Write) -> None:
    batch = write("batch", one=record("one"), other=record("one", title="Quy chế phối hợp"))
    report = add(batch, tmp_path / "store")
    assert [outcome.fate for outcome in report.outcomes] == ["held back", "added"]
    assert report.settled == ()
    assert (tmp_path / "store" / "quarantine" / "one" / "other.yaml").exists()


def test_add_says_that_the_fast_engine_was_not_trusted(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lie(*_: object, **more: object) -> list[Result]:
        return [Result(f"{v.ID}programme/one/ct", "urn:x:s", "urn:x:c", "", "", v.SH.Violation)]

    monkeypatch.setattr(inspection, "MANY", 1)
    monkeypatch.setattr(inspection, "has_fast_engine", lambda: True)
    monkeypatch.setattr(inspection, "run_fast", lie)
    report = add(write("batch", one=record("one")), tmp_path / "store")
    assert fates(report) == {"one": "added"}
    (remark,) = report.remarks
    assert (remark.rule, remark.severity) == ("engine/disagreement", Severity.INFO)
    assert remark.message_en in render_report(report)
    assert remark.message_vi in render_report(report, language="vi")
    assert json.loads(render_report(report, "json"))["remarks"][0]["message_en"] == remark.message_en
