"""The audit log of a store, `STORE/audit.jsonl`: who changed what and when, one JSON object a line, only ever added to.

The line is on the disk before the version it tells of comes into force, so a crash loses no entry. What never came
into force is known by its version: it lies beyond the one in force, or the next writer, who finds its remains, has
added a line that takes it back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CHANGE = "change.json"
"""Inside a version that is being made: what its entry in the log is to say."""
_LOG = "audit.jsonl"


def write_change(working: Path, **said: Any) -> None:
    """Say what makes the version that is being written; it goes into the log when the version is published."""
    (working / CHANGE).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def log_version(folder: Path, working: Path, before: str, after: str) -> None:
    """Write the entry of a version that is about to come into force."""
    said = working / CHANGE
    change = json.loads(said.read_text(encoding="utf-8")) if said.exists() else {"action": "build"}
    _append(folder, {"before": before, "after": after, **change})


def log_void(folder: Path, current: str) -> None:
    """Take back the entries of versions that never came into force; for a writer who holds the lock."""
    pending = {entry["after"] for entry in _standing(folder) if entry["after"] > current}
    for version in sorted(pending):
        _append(folder, {"void": version})


def read_audit(folder: Path, current: str) -> list[dict[str, Any]]:
    """The changes that came into force, oldest first.

    Args:
        folder: the store.
        current: the name of the version in force.
    """
    return [entry for entry in _standing(folder) if entry["after"] <= current]


def _standing(folder: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for line in _lines(folder):
        if "void" in line:
            entries = [entry for entry in entries if entry["after"] != line["void"]]
        else:
            entries.append(line)
    return entries


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    try:
        text = (folder / _LOG).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue  # torn by a power cut before its version could come into force


def _append(folder: Path, entry: dict[str, Any]) -> None:
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **entry}, ensure_ascii=False) + "\n"
    with (folder / _LOG).open("a+b") as log:
        if log.tell() and _last_byte(log.fileno(), log.tell()) != b"\n":
            line = "\n" + line
        log.write(line.encode())
        log.flush()
        os.fsync(log.fileno())


def _last_byte(handle: int, size: int) -> bytes:
    return os.pread(handle, 1, size - 1)
