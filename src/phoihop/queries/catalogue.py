"""The catalogue: a folder of query files, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from phoihop.errors import UsageError
from phoihop.model import Issue, Severity
from phoihop.queries.header import HeaderError, suggestion
from phoihop.queries.query import Query, parse_query, read_query
from phoihop.settings import queries_dir


class Catalogue:
    """Questions by name, in the order of their names. Only a question that is asked for is read from its file."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.rq"))}
        self._read: dict[str, Query] = {}

    def names(self) -> tuple[str, ...]:
        """The names of all questions."""
        return tuple(self._paths)

    def __getitem__(self, name: str) -> Query:
        """The question of that name.

        Raises:
            UsageError: there is none, or its file is wrong.
        """
        if name not in self._paths:
            near = suggestion(name, self.names())
            raise UsageError(f"the catalogue has no query {name!r}{near}", fix="`phoihop query --list` names them all")
        if name not in self._read:
            self._read[name] = read_query(self._paths[name])
        return self._read[name]

    def __iter__(self) -> Iterator[Query]:
        return (self[name] for name in self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in a folder, or else the one that ships with Phoihop.

    Raises:
        UsageError: there is no query in the folder.
    """
    catalogue = Catalogue(folder or queries_dir())
    if not len(catalogue):
        raise UsageError("no query in this folder", path=folder or queries_dir(), fix="queries end in .rq")
    return catalogue


def check_catalogue(folder: Path | None = None) -> list[Issue]:
    """What is wrong with the query files of a folder, one finding a file, with its line.

    Raises:
        UsageError: a file cannot be opened.
    """
    found = []
    for path in sorted((folder or queries_dir()).glob("*.rq")):
        try:
            parse_query(path)
        except HeaderError as problem:
            found.append(
                Issue(
                    Severity.VIOLATION,
                    "query/header",
                    message_en=problem.en,
                    message_vi=problem.vi,
                    path=str(path),
                    line=problem.line,
                )
            )
    return found
