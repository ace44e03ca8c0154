"""Building: deterministic, merged, all or nothing."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from phoihop.build import Built, build
from phoihop.errors import FindingsError, PhoihopError, StoreError, UsageError
from phoihop.export import export
from phoihop.store import open_store
from phoihop.store.versions import current_version, new_version

MINI = Path(__file__).parent / "data" / "mini"


def _data(tmp_path: Path, *records: tuple[str, str]) -> Path:
    """A tiny project: a handful of places, and the mini record under other names and statuses."""
    data = tmp_path / "data"
    shutil.copytree(MINI / "gazetteer", data / "gazetteer")
    (data / "records").mkdir()
    text = (MINI / "records" / "one.yaml").read_text(encoding="utf-8")
    for name, status in records:
        changed = text.replace("id: one", f"id: {name}").replace("status: accepted", f"status: {status}")
        (data / "records" / f"{name}.yaml").write_text(changed, encoding="utf-8")
    return data


def _count(store: Path, pattern: str) -> int:
    with open_store(store) as graph:
        rows = graph.query(
            f"PREFIX ph: <https://w3id.org/phoihop/ontology#> SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        )
        return int(next(iter(rows))["n"].value)  # type: ignore[arg-type, index, union-attr]


def test_the_projects_data_build_and_hold_the_five_sources(built: Built) -> None:
    assert {k: built.counts[k] for k in ("records", "programmes", "events", "officials")} == {
        "records": 5,
        "programmes": 5,
        "events": 5,
        "officials": 16,
    }


def test_the_same_data_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from phoihop.build import build; from phoihop.export import export;"
        "from phoihop.store import open_store;"
        "build(Path(sys.argv[1]), Path(sys.argv[2]), check=False);"
        "sys.stdout.buffer.write(export(open_store(sys.argv[2]), 'nquads'))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script, str(root / "data"), str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 1_000_000


def test_there_are_no_blank_nodes(built: Built) -> None:
    with open_store(built.store) as graph:
        assert not graph.query(
            "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER (isBlank(?s) || isBlank(?o)) }"
        )


def test_a_triple_that_two_sources_state_is_counted_once(tmp_path: Path) -> None:
    data = _data(tmp_path, ("one", "accepted"), ("two", "accepted"))
    store = build(data, tmp_path / "store").store
    court = "<https://w3id.org/phoihop/id/agency/vn63/173/people-court>"
    assert _count(store, f"{court} ph:agencyKind ?kind") == 1
    assert _count(store, f"GRAPH ?g {{ {court} ph:agencyKind ?kind }}") == 2


def test_a_draft_or_retracted_record_cannot_get_in(tmp_path: Path) -> None:
    data = _data(tmp_path, ("good", "accepted"), ("raw", "draft"))
    built = build(data, tmp_path / "store")
    assert (built.counts["records"], built.counts["drafts"]) == (1, 1)
    assert _count(built.store, "?s ?p ?o FILTER (CONTAINS(STR(?s), '/raw'))") == 0


def test_derived_triples_stand_in_a_graph_that_says_from_what(built: Built) -> None:
    pattern = """GRAPH ?g { ?a ph:coordinatesWith ?b }
        GRAPH <https://w3id.org/phoihop/id/graph/derivations> {
          ?g ph:byRule <https://w3id.org/phoihop/id/rule/coordinates-with> .
          ?g <http://www.w3.org/ns/prov#wasDerivedFrom> ?claim }
        FILTER NOT EXISTS { ?claim a ph:Signature }"""
    assert _count(built.store, "GRAPH ?g { ?a ph:coordinatesWith ?b }") == 5 * 4 * 4 + 4 * 3
    assert _count(built.store, pattern) == 0


def test_the_weaker_reading_is_kept_but_nothing_is_derived_from_it(built: Built) -> None:
    weaker = "<https://w3id.org/phoihop/id/standing/weaker>"
    assert _count(built.store, f"?s a ph:Signature ; ph:standing {weaker} ; ph:conflictsWith ?other") >= 3
    signed = f"?s a ph:Signature ; ph:standing {weaker} ; ph:signatoryAgency ?a ; ph:ofProgramme ?p"
    assert _count(built.store, f"{signed} . ?p ph:signatory ?a") == 0


def test_retracting_a_source_leaves_what_another_source_states(tmp_path: Path) -> None:
    data = _data(tmp_path, ("one", "accepted"), ("two", "accepted"))
    store = build(data, tmp_path / "store").store
    (data / "records" / "two.yaml").unlink()
    build(data, store)
    assert _count(store, "<https://w3id.org/phoihop/id/agency/vn63/173/people-court> ph:agencyKind ?kind") == 1
    assert _count(store, "?s ?p ?o FILTER (CONTAINS(STR(?s), '/two/'))") == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("status: accepted", "status: acepted", "did you mean accepted"),
        ("place: vn63/173, name: Tòa", "place: vn63/999, name: Tòa", "vn63/999"),
        ("agency: tand", "agency: tadn", "tadn"),
        ("value: \"2022-06\"", "value: \"2022-31-02\"", "2022-31-02"),
    ],
)  # fmt: skip
def test_a_build_that_fails_leaves_the_previous_version_current(tmp_path: Path, old: str, new: str, says: str) -> None:
    data = _data(tmp_path, ("one", "accepted"))
    store = build(data, tmp_path / "store").store
    before = current_version(store)
    record = data / "records" / "one.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        build(data, store)
    assert says in "\n".join(f"{i.message_en} {i.fix_en}" for i in caught.value.issues)
    assert all(issue.line for issue in caught.value.issues)
    assert current_version(store) == before
    assert sorted(p.name for p in (store / "versions").iterdir()) == [before.name]


def test_a_killed_build_leaves_the_previous_version_current(tmp_path: Path) -> None:
    data = _data(tmp_path, ("one", "accepted"))
    store = build(data, tmp_path / "store").store
    before = current_version(store)
    # The child kills itself at its last step before the new version would become current.
    script = (
        "import os, signal, sys; from pathlib import Path; import phoihop.store.versions as versions;"
        "versions.publish = lambda *a: os.kill(os.getpid(), signal.SIGKILL);"
        "from phoihop.build import build; build(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(data), str(store)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert current_version(store) == before
    assert build(data, store).counts["records"] == 1
    assert not (store / "versions" / "unfinished").exists()


def test_a_second_writer_is_refused_and_readers_go_on(tmp_path: Path) -> None:
    store = build(_data(tmp_path, ("one", "accepted")), tmp_path / "store").store
    second = new_version(store)
    with open_store(store) as reader, new_version(store):
        with pytest.raises(StoreError, match="another process is writing"):
            second.__enter__()
        assert reader.query("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("make", "says", "code"),
    [
        (lambda p: None, "there is no store here", 2),
        (lambda p: p.mkdir(), "not a Phoihop store", 2),
        (lambda p: (p.mkdir(), (p / "x").write_text("y")), "not a Phoihop store", 2),
    ],
)
def test_what_is_not_a_store_is_said_to_be_none(tmp_path: Path, make, says: str, code: int) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "store")
    with pytest.raises(PhoihopError, match=says) as caught:
        open_store(tmp_path / "store")
    assert caught.value.exit_code == code


def test_a_folder_that_holds_something_else_is_not_built_into(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="holds something else"):
        build(_data(tmp_path, ("one", "accepted")), tmp_path / "store")
    assert (tmp_path / "store" / "thesis.txt").read_text() == "years of work"


def test_a_full_disk_is_said_and_the_store_is_unchanged(tmp_path: Path) -> None:
    data = _data(tmp_path, ("one", "accepted"))
    small = tmp_path / "small"
    small.mkdir()
    # A file system of 200 KB in a mount namespace of its own: it goes away with the process, however that ends.
    script = (
        'mount -t tmpfs -o size=200k tmpfs "$1" || exit 77; '
        '"$2" -c "from phoihop.cli import main; main()" build --data "$3" --store "$1/store"; '
        'code=$?; test -e "$1/store/current" && code=99; exit $code'
    )
    command = ["unshare", "--mount", "sh", "-c", script, "sh", str(small), sys.executable, str(data)]
    if not shutil.which("unshare"):
        pytest.skip("no `unshare` here to mount a small file system with")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode in (1, 77) and "phoihop" not in done.stderr:
        pytest.skip("this machine lets nobody mount a file system")
    assert done.returncode == 3, done.stderr
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_corrupt_version_is_one_clear_line(tmp_path: Path) -> None:
    store = build(_data(tmp_path, ("one", "accepted")), tmp_path / "store").store
    shutil.rmtree(current_version(store) / "db")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(store)


def test_export_is_sorted_and_loads_back_equal(built: Built) -> None:
    with open_store(built.store) as graph:
        data = export(graph, "nquads")
    lines = data.decode().splitlines()
    assert lines == sorted(lines)
    again = ox.Store()
    again.bulk_load(data, format=ox.RdfFormat.N_QUADS)
    assert len(again) == len(lines) - 1 == built.counts["quads"]  # the first line is a comment: how to cite


def test_judged_the_same_two_things_are_one_in_the_merged_graph_and_apart_in_their_sources(tmp_path: Path) -> None:
    data = _data(tmp_path, ("one", "accepted"), ("two", "accepted"))
    base = "https://w3id.org/phoihop/id/programme/"
    judgement = {
        "a": f"{base}one/ct",
        "b": f"{base}two/ct",
        "verdict": "same",
        "by": "tester",
        "on": "2024-01-02",
        "why": "one text",
    }
    log = data / "identity.jsonl"
    log.write_text(json.dumps(judgement) + "\n", encoding="utf-8")
    store = build(data, tmp_path / "store").store
    assert _count(store, "?p a ph:Programme") == 1
    assert _count(store, f"?signature a ph:Signature ; ph:ofProgramme <{base}one/ct>") == 4
    assert _count(store, f"GRAPH ?g {{ <{base}two/ct> a ph:Programme }}") == 1
    assert _count(store, f"<{base}two/ct> <http://purl.org/dc/terms/isReplacedBy> <{base}one/ct>") == 1
    log.write_text("", encoding="utf-8")
    assert _count(build(data, store).store, "?p a ph:Programme") == 2


def test_contradictory_judgements_stop_the_build_with_their_chain(tmp_path: Path) -> None:
    data = _data(tmp_path, ("one", "accepted"), ("two", "accepted"))
    base = "https://w3id.org/phoihop/id/programme/"
    lines = [
        {"a": f"{base}one/ct", "b": f"{base}two/ct", "verdict": verdict, "by": "tester", "on": "2024-01-02", "why": "x"}
        for verdict in ("same", "different")
    ]
    (data / "identity.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(FindingsError, match=r"one/ct = .*two/ct \(line 1\), but"):
        build(data, tmp_path / "store")


def test_the_shipped_graph_is_what_the_data_give(built: Built, root: Path) -> None:
    with open_store(built.store) as graph:
        fresh = export(graph, "nquads")
    shipped = gzip.decompress((root / "data" / "phoihop.nq.gz").read_bytes())
    assert shipped == fresh, "data/phoihop.nq.gz is stale: run `make data/phoihop.nq.gz`"
