"""Differences: facts for people, and patches that make the second graph of the first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phoihop import vocabulary as v
from phoihop.build import build
from phoihop.changes import Diff, add_records, diff, render_diff
from phoihop.errors import UsageError
from phoihop.export import export
from phoihop.identity.judgements import Judgement, append_entry
from phoihop.store import EmbeddedStore, open_store
from tests.changes.conftest import MINI, dump, record

Write = Callable[..., Path]
Made = Callable[..., list[str]]


@pytest.fixture
def store(tmp_path: Path, write: Write) -> Path:
    return build(write("first", one=record("one"), two=record("two")), tmp_path / "store").store


def kinds(found: Diff) -> dict[str, str]:
    return {fact.iri.partition("/id/")[2]: fact.kind for fact in found.facts}


def test_a_store_does_not_differ_from_its_own_records(store: Path, tmp_path: Path) -> None:
    found = diff([tmp_path / "first" / "records"], store, data=MINI)
    assert (found.facts, found.removed, found.added) == ((), (), ())
    assert "no differences" in render_diff(found)


def test_a_changed_field_is_told_with_both_values(store: Path, write: Write) -> None:
    found = diff([write("batch", two=record("two", date="2022-06-02")) / "records"], store, data=MINI)
    (fact,) = found.facts
    assert (fact.kind, fact.iri.partition("/id/")[2], fact.sources) == (
        "changed",
        "claim/two/dating/signing/held",
        ("two",),
    )
    (changed,) = fact.fields
    assert (changed.old, changed.new) == (("2022-06-01",), ("2022-06-02",))
    assert "2022-06-01 → 2022-06-02" in render_diff(found)


def test_a_new_record_brings_new_facts_and_says_again_what_is_there(store: Path, write: Write) -> None:
    found = kinds(diff([write("batch", three=record("three")) / "records"], store, data=MINI))
    assert found["programme/three/ct"] == "new"
    assert found["claim/three/dating/qd/issued"] == "duplicate"
    assert found["agency/vn63/173/people-court"] == "duplicate"


def test_of_many_sources_the_new_one_comes_first_and_the_rest_are_counted(tmp_path: Path, write: Write) -> None:
    many = {f"r{number:02}": record(f"r{number:02}") for number in range(12)}
    store = build(write("first", **many), tmp_path / "store").store
    found = diff([write("batch", zz=record("zz")) / "records"], store, data=MINI)
    (fact,) = (fact for fact in found.facts if fact.iri.endswith("agency/vn63/173/people-court"))
    assert fact.sources == ("zz", *many)
    assert f"[zz, {', '.join(list(many)[:7])}, … +5]" in render_diff(found)


def judged_one(write: Write, tmp_path: Path) -> Path:
    """A store whose log of judgements says that two records tell of one event."""
    folder = write("judged", one=record("one"))
    for thing in ("event/{}/signing", "programme/{}/ct"):
        one, two = (v.ID + thing.format(name) for name in ("one", "two"))
        append_entry(folder / "identity.jsonl", Judgement(one, two, "same", "tester", "2024-01-02", "a test"))
    return build(folder, tmp_path / "judged-store").store


def test_another_date_for_what_is_judged_one_event_contradicts(tmp_path: Path, write: Write) -> None:
    other = record("two", date="2022-07-01", standing="weaker")
    found = diff([write("batch", two=other) / "records"], judged_one(write, tmp_path), data=MINI)
    assert kinds(found)["claim/two/dating/signing/held"] == "contradicted"
    assert kinds(found)["claim/two/signature/ct/tand"] == "contradicted"
    assert kinds(found)["claim/two/signature/ct/btg"] == "duplicate"
    (dating,) = (fact for fact in found.facts if fact.iri.endswith("two/dating/signing/held"))
    assert dating.other == f"{v.ID}claim/one/dating/signing/held"


def test_a_date_that_is_less_exact_does_not_contradict(tmp_path: Path, write: Write) -> None:
    batch = write("batch", two=record("two", date="2022-06"))
    found = diff([batch / "records"], judged_one(write, tmp_path), data=MINI)
    assert kinds(found)["claim/two/dating/signing/held"] == "new"


def test_two_stores_differ_by_what_was_taken_out(tmp_path: Path, store: Path, write: Write) -> None:
    less = build(write("less", one=record("one")), tmp_path / "less-store").store
    found = kinds(diff([less], store))
    assert found["programme/two/ct"] == "removed"
    assert not {"new", "changed", "contradicted"} & set(found.values())


def test_two_releases_are_compared_as_files(tmp_path: Path, store: Path, write: Write) -> None:
    less = build(write("less", one=record("one")), tmp_path / "less-store").store
    for name, folder in (("a.nq", store), ("b.nq", less)):
        with open_store(folder) as graph:
            (tmp_path / name).write_bytes(export(graph, "nquads"))
    assert diff([tmp_path / "b.nq"], tmp_path / "a.nq") == diff([less], store)


@pytest.mark.parametrize("form", ["sparql", "nquads"])
def test_a_patch_makes_the_second_graph_of_the_first(store: Path, write: Write, made: Made, form: str) -> None:
    changed = record("two", standing="weaker", title="Quy chế “phối hợp”\\n1")
    three = record("three")
    patch = render_diff(diff([write("batch", two=changed, three=three) / "records"], store, data=MINI), form)
    graph = ox.Store()
    with open_store(store) as before:
        assert isinstance(before, EmbeddedStore)
        graph.extend(before.graph)
    if form == "sparql":
        graph.update(patch)
    else:
        lines = patch.splitlines(keepends=True)
        for sign, change in (("- ", graph.remove), ("+ ", graph.add)):
            text = "".join(line[2:] for line in lines if line.startswith(sign))
            for quad in ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS):
                change(quad)
    assert sorted(map(str, graph)) == made(one=record("one"), two=changed, three=three)


def test_what_cannot_be_compared_is_named(store: Path, write: Write) -> None:
    batch = write("batch", bad=record("bad").replace("agency: btg", "agency: bgt"), three=record("three"))
    found = diff([batch / "records"], store, data=MINI)
    assert [issue.record for issue in found.skipped] == ["bad"]
    assert kinds(found)["programme/three/ct"] == "new"
    with pytest.raises(UsageError, match="no such file"):
        diff([batch / "absent.yaml"], store)


def test_the_objects_are_counted_by_kind_and_labels_follow_the_language(store: Path, write: Write) -> None:
    found = diff([write("batch", two=record("two", standing="weaker")) / "records"], store, data=MINI, language="vi")
    told = json.loads(render_diff(found, "json"))
    assert told["counts"]["changed"] == 1
    (field,) = told["facts"][0]["fields"]
    assert field["old"] != field["new"]
    assert "thay đổi (1)" in render_diff(found, "text", "vi")


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from(["2022-06-01", "2023", "2022-06"]),
            st.sampled_from(["stated", "weaker"]),
            st.sampled_from(["vn63/173", "vn63/172"]),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda drawn: drawn[0],
    ),
    st.booleans(),
)
def test_what_a_batch_changes_is_what_adding_it_changes(
    tmp_path_factory: pytest.TempPathFactory, batch: list[tuple[str, str, str, str]], judged: bool
) -> None:
    folder = tmp_path_factory.mktemp("diff")
    for name in ("data/records", "batch"):
        (folder / name).mkdir(parents=True)
    (folder / "data" / "gazetteer").symlink_to(MINI / "gazetteer")
    for name in ("one", "two"):
        (folder / "data" / "records" / f"{name}.yaml").write_text(record(name), encoding="utf-8")
    if judged:
        for thing in ("event/{}/signing", "programme/{}/ct"):
            one, two = (v.ID + thing.format(name) for name in ("one", "two"))
            append_entry(
                folder / "data" / "identity.jsonl", Judgement(one, two, "same", "tester", "2024-01-02", "a test")
            )
    for name, date, standing, place in batch:
        text = record(name, date=date, standing=standing).replace("place: vn63/173", f"place: {place}")
        (folder / "batch" / f"{name}.yaml").write_text(text, encoding="utf-8")
    store = build(folder / "data", folder / "store").store
    found = diff([folder / "batch"], store, data=MINI)
    before = set(dump(store))
    report = add_records([folder / "batch"], store, data=MINI)
    if report.number("held back"):
        return
    after = set(dump(store))
    assert {str(quad) for quad in found.removed} == before - after
    assert {str(quad) for quad in found.added} == after - before
