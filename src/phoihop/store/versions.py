"""A store on disk: numbered versions and a `current` pointer, swapped in one step when a version is complete.

    STORE/phoihop-store     marks the folder as ours and gives the layout's version
    STORE/current           the name of the version in force
    STORE/versions/000001/  `db`, an Oxigraph database, and `manifest.json`
    STORE/lock              held while a writer works
    STORE/audit.jsonl       who made which version, see `store.audit`

A build or an addition makes a new version and points to it at the end, so a failure or a kill at any moment leaves
the store before or after, never between, and readers keep the version they opened.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from phoihop.errors import StoreError, UsageError
from phoihop.store.audit import log_version, log_void

DATABASE = "db"
"""The folder of the Oxigraph database inside a version."""
_MARK = "phoihop-store"
_LAYOUT = "1"
_OWN = {_MARK, "current", "current.new", "versions", "lock", "audit.jsonl"}
"""What a store consists of."""
_KEPT = 2
"""The version in force and the one before it, which readers may still have open."""

_PATIENCE = 5.0
"""Seconds for which the removal of an unfinished version is tried again."""


def is_store(folder: Path) -> bool:
    """Whether the folder is a store of ours."""
    return (folder / _MARK).is_file()


def current_version(folder: Path) -> Path:
    """The folder of the version in force.

    Raises:
        UsageError: there is no store here.
        StoreError: the store has no complete version, or another layout.
    """
    if not folder.exists():
        raise UsageError("there is no store here", path=folder, fix="make one with `phoihop build`")
    if not is_store(folder):
        raise UsageError("this folder is not a Phoihop store", path=folder, fix="name one made by `phoihop build`")
    layout = (folder / _MARK).read_text(encoding="utf-8").strip()
    if layout != _LAYOUT:
        raise StoreError(
            f"the store has layout {layout!r}, this Phoihop reads {_LAYOUT!r}", path=folder, fix="rebuild it"
        )
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise StoreError("the store holds no complete version", path=folder, fix="run `phoihop build` again") from None
    version = folder / "versions" / name
    if not version.is_dir():
        raise StoreError(f"the store's version {name!r} is missing", path=folder, fix="rebuild it")
    return version


def read_manifest(version: Path) -> dict[str, Any]:
    """What a version holds: counts, digest, data version."""
    try:
        manifest: dict[str, Any] = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"the manifest cannot be read: {error}", path=version) from None
    return manifest


@contextmanager
def new_version(folder: Path, *, wait: float = 0) -> Iterator[Path]:
    """A folder to write the next version in; in force when the block ends well, gone when it does not.

    A store that never got a version goes with it, unless something else was put beside the versions meanwhile, as
    what an addition held back.

    Args:
        folder: the store, made if absent.
        wait: seconds to wait for another writer to be done.

    Raises:
        UsageError: the folder holds something else.
        StoreError: another writer is at work, or the disk refuses.
    """
    with _locked(folder, wait):
        versions = folder / "versions"
        working = versions / "unfinished"
        try:
            _remove_unfinished(folder, versions)
            working.mkdir()
            yield working
            publish(folder, working)
        except OSError as error:
            raise disk_error(error, folder) from None
        finally:
            _remove(working)
            if not (folder / "current").exists() and {path.name for path in folder.iterdir()} <= _OWN:
                shutil.rmtree(folder, ignore_errors=True)


def _remove(working: Path) -> None:
    """Remove a working folder for good: the database may go on writing in it for a moment after all was broken off."""
    until = time.monotonic() + _PATIENCE
    shutil.rmtree(working, ignore_errors=True)
    while working.exists() and time.monotonic() < until:
        time.sleep(0.01)
        shutil.rmtree(working, ignore_errors=True)


def publish(folder: Path, working: Path) -> None:
    """Make a complete version the one in force, in one step, and drop those that nobody can be reading."""
    versions = folder / "versions"
    numbers = sorted(int(p.name) for p in versions.iterdir() if p.name.isdecimal())
    before = _current_name(folder)
    name = f"{(numbers[-1] if numbers else 0) + 1:06d}"
    log_version(folder, working, before, name)
    working.rename(versions / name)
    pointer = folder / "current.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(folder / "current")
    _sync(folder)
    for number in numbers[: -(_KEPT - 1)]:
        shutil.rmtree(versions / f"{number:06d}", ignore_errors=True)


def _current_name(folder: Path) -> str:
    pointer = folder / "current"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else "000000"


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    try:
        if folder.exists() and not is_store(folder) and list(folder.iterdir()):
            raise UsageError(
                "this folder holds something else", path=folder, fix="name a new or empty folder, or a store"
            )
        (folder / "versions").mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise disk_error(error, folder) from None
    with lock:
        until = time.monotonic() + wait
        while not _lock(lock.fileno()):
            if time.monotonic() >= until:
                raise StoreError("another process is writing to the store", path=folder, fix="wait until it is done")
            time.sleep(0.05)
        try:
            if not is_store(folder):
                (folder / _MARK).write_text(_LAYOUT + "\n", encoding="utf-8")
        except OSError as error:  # as when the writer before took a store away that never got a version
            raise disk_error(error, folder) from None
        yield


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_unfinished(folder: Path, versions: Path) -> None:
    """Clear what a killed writer left: its working folder, and a version renamed but never pointed to."""
    shutil.rmtree(versions / "unfinished", ignore_errors=True)
    current = _current_name(folder)
    log_void(folder, current)
    for version in versions.iterdir():
        if version.name.isdecimal() and version.name > current:
            shutil.rmtree(version, ignore_errors=True)


def disk_error(error: OSError, path: Path) -> StoreError:
    """A disk's refusal as one clear line."""
    if error.errno == errno.ENOSPC or "No space left" in str(error):
        return StoreError("the disk is full; the store is unchanged", path=path, fix="free some room and run it again")
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return StoreError("the store cannot be written to", path=path, fix="check the permissions of the folder")
    return StoreError(f"the disk refused: {error.strerror or error}", path=path)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
