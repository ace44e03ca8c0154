"""Retracting: what no other source states goes, the rest stays, and the log says who did it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.build import build
from phoihop.changes import add_records, retract_source
from phoihop.errors import UsageError
from phoihop.store.audit import read_audit
from phoihop.store.versions import current_version
from tests.changes.conftest import MINI, dump, record

Write = Callable[..., Path]
Made = Callable[..., list[str]]


def test_a_store_without_a_source_equals_one_built_without_it(tmp_path: Path, write: Write, made: Made) -> None:
    one, two = record("one"), record("two", date="2023-02-03")
    store = build(write("first", one=one, two=two), tmp_path / "store").store
    done = retract_source("two", store, by="tester", why="the article was withdrawn", data=MINI)
    assert dump(store) == made(one=one)
    assert done.counts["records"] == 1
    entry = read_audit(store, current_version(store).name)[-1]
    assert {key: entry[key] for key in ("action", "by", "why", "before", "after")} == {
        "action": "retract", "by": "tester", "why": "the article was withdrawn", "before": "000001", "after": "000002",
    }  # fmt: skip


def test_each_of_the_projects_sources_can_go_and_come_back(tmp_path: Path, root: Path) -> None:
    store = build(root / "data", tmp_path / "store").store
    before = dump(store)
    for source in ("s0", "s3"):
        retract_source(source, store, by="tester", why="a test")
        assert not any(f"/{source}/" in quad for quad in dump(store) if "/graph/reforms" not in quad)
        add_records([root / "data" / "records" / f"{source}.yaml"], store)
        assert dump(store) == before


def test_a_source_that_is_not_there_is_said_and_nothing_is_done(tmp_path: Path, write: Write) -> None:
    store = build(write("first", one=record("one")), tmp_path / "store").store
    with pytest.raises(UsageError, match="no source 'two'"):
        retract_source("two", store, by="tester", why="a test", data=MINI)
    assert current_version(store).name == "000001"
    with pytest.raises(UsageError, match="no store here"):
        retract_source("one", tmp_path / "absent", by="tester", why="a test")
