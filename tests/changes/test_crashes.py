"""A writer killed at any moment leaves the store before or after, never between; and the next writer goes on."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from phoihop.build import build
from phoihop.changes import add_records
from phoihop.store.audit import read_audit
from phoihop.store.versions import current_version
from tests.changes.conftest import MINI, digest, record

Write = Callable[..., Path]


def _child(batch: Path, store: Path) -> BaseProcess:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["phoihop.changes", "phoihop.validate.graphs", "pyshacl", "rdflib"])
    child = context.Process(target=add_records, args=([batch / "records"], store), kwargs={"data": MINI})
    child.start()
    return child


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.long)])
def test_a_kill_at_any_moment_leaves_the_store_before_or_after(tmp_path: Path, write: Write, kills: int) -> None:
    first = write("first", one=record("one"))
    store = build(first, tmp_path / "store").store
    batches = [write("odd", two=record("two", title="Quy chế phối hợp")), write("even", two=record("two"))]
    states, longest = set(), 0.0
    for batch in batches:  # what the store is after either batch, and how long a run takes
        start = time.monotonic()
        child = _child(batch, store)
        child.join()
        assert child.exitcode == 0
        longest = max(longest, time.monotonic() - start)
        states.add(digest(store))
    assert len(states) == 2
    chance = random.Random(20)
    for number in range(kills):
        before = digest(store)
        child = _child(batches[number % 2], store)
        child.join(chance.uniform(0, longest))
        child.kill()
        child.join()
        after = digest(store)
        assert after == before or after in states
        name = current_version(store).name
        assert read_audit(store, name)[-1]["after"] == name
    final = add_records([write("last", two=record("two", date="2023-01-01")) / "records"], store, data=MINI)
    assert final.number("replaced") == 1
    entries = read_audit(store, final.version)
    assert [entry["before"] for entry in entries[1:]] == [entry["after"] for entry in entries[:-1]]


def test_an_entry_of_a_version_that_never_came_into_force_is_taken_back(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    batch = write("batch", two=record("two"))
    with monkeypatch.context() as patched:
        # The last moment before the pointer is swapped: the entry is written, the version is not in force.
        patched.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add_records([batch / "records"], store, data=MINI)
    log = store / "audit.jsonl"
    assert log.read_text(encoding="utf-8").count("\n") == 2
    assert [entry["after"] for entry in read_audit(store, current_version(store).name)] == ["000001"]
    build(tmp_path / "first", store)
    assert [entry["action"] for entry in read_audit(store, current_version(store).name)] == ["build", "build"]
    log.write_bytes(log.read_bytes() + b'{"torn')
    add_records([batch / "records"], store, data=MINI)
    assert [entry["action"] for entry in read_audit(store, current_version(store).name)] == ["build", "build", "add"]
