"""The folder of what was held back: for each record a folder with the record and what is wrong with it.

It is a list of what is still to do: what was held back of a record that gets in later is put aside, and never deleted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path

from phoihop.model import Issue
from phoihop.records.reading import Located
from phoihop.records.writing import render_record
from phoihop.validate import Report
from phoihop.validate.formats import render

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_ID = re.compile(rb"(?m)^id:[ \t]*[\"']?([a-z0-9-]+)|\"id\"[ \t]*:[ \t]*\"([a-z0-9-]+)\"")
"""The id in a record that cannot be read, YAML or JSON."""
_BEGINNING = 4096
"""Bytes of a record in which its id stands."""
FOLDER = "quarantine"
"""Inside a store, unless another folder is named."""
ASIDE = "_settled"
"""Inside the quarantine; no record can have such an id."""


def hold_back(folder: Path, item: Located | None, path: Path, issues: Sequence[Issue]) -> Path:
    """Copy a record into the quarantine, with its issues beside it as JSON and as text.

    A YAML file is copied as it is, faults and all; of a file with many records only the one is written out, as YAML.

    Args:
        folder: the quarantine.
        item: the record, if it could be read.
        path: the file that it is in.
        issues: what is wrong with it.

    Returns:
        The record's folder; named after the record, or after the file if it could not be read.
    """
    many = path.suffix not in (".yaml", ".yml")
    if item is not None and many:
        name, content = f"{item.record.id}.yaml", render_record(item.record).encode()
    elif many and path.suffix == ".jsonl" and issues and issues[0].line:
        name, content = f"{path.stem}-{issues[0].line}.jsonl", _line(path, issues[0].line)
    else:
        name, content = path.name, path.read_bytes()
    title = item.record.id if item is not None else Path(name).stem
    if item is None and issues and path.suffix in (".xlsx", ".csv") and _NAME.fullmatch(issues[0].record):
        title = issues[0].record  # a source of a spreadsheet, of which the others may be right
    own = _own_folder(folder, title, name, content)
    report = Report(tuple(issues))
    (own / name).write_bytes(content)
    (own / "issues.json").write_text(render(report, "json"), encoding="utf-8")
    for language in ("en", "vi"):
        text = render(report, "text", language=language, everything=True)
        (own / f"issues.{language}.txt").write_text(text, encoding="utf-8")
    return own


def put_aside(folder: Path, inside: Mapping[str, str], held: Container[Path | None]) -> Iterator[Path]:
    """Move what was held back earlier of records that are in the store by now into the folder `ASIDE`.

    Args:
        folder: the quarantine.
        inside: id → file, of the records that are in the store. By the file a copy is known whose record could not be
            read, and so has no id.
        held: folders that stay, since they were filled just now.

    Returns:
        Where each copy is now.
    """
    files = {Path(file).resolve() for file in inside.values()}
    for issues in sorted(folder.glob("*/issues.json")) if inside else ():
        own = issues.parent
        # Another process may be doing the same, and the records are safely in already: no reason to fail.
        with suppress(OSError):
            if own not in held and _is_settled(own, inside, files):
                aside, number = folder / ASIDE / own.name, 1
                while aside.exists():
                    number += 1
                    aside = folder / ASIDE / f"{own.name}-{number}"
                aside.parent.mkdir(exist_ok=True)
                own.rename(aside)
                yield aside


def _is_settled(own: Path, inside: Container[str], files: Set[Path]) -> bool:
    """Whether the record that a folder holds is one of those with these ids, or from these files."""
    for copy in (*own.glob("*.y*ml"), *own.glob("*.jsonl")):
        with copy.open("rb") as file:
            found = _ID.search(file.read(_BEGINNING))
        if found:
            return (found[1] or found[2]).decode() in inside
    told = json.loads((own / "issues.json").read_text(encoding="utf-8"))
    sources = {issue["record"] for issue in told} - {""}
    if sources:  # one of several in a spreadsheet
        return any(source in inside for source in sources)
    origins = {Path(issue["path"].partition("#")[0]).resolve() for issue in told}
    return bool(files & (origins | {copy.resolve() for copy in own.iterdir()}))


def _own_folder(folder: Path, title: str, name: str, content: bytes) -> Path:
    """A folder that holds nothing else: another record of the same name may have been held back before."""
    number = 1
    while True:
        own = folder / (title if number == 1 else f"{title}-{number}")
        file = own / name
        if not own.exists() or (file.exists() and file.read_bytes() == content):
            own.mkdir(parents=True, exist_ok=True)
            return own
        number += 1


def _line(path: Path, number: int) -> bytes:
    with path.open("rb") as file:
        return next(line for count, line in enumerate(file, 1) if count == number)
