"""The one error root. Every message says what is wrong, which value, where, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class PhoihopError(Exception):
    """Anything Phoihop refuses or fails to do; `exit_code` is what the command line returns.

    Args:
        message: what is wrong and with which value, on one line.
        path: the file it is in, if there is one.
        line: 1-based line in that file.
        column: 1-based column in that line.
        fix: what to do about it.
    """

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
        fix: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = str(path) if path is not None else None
        self.line = line
        self.column = column
        self.fix = fix

    def __str__(self) -> str:
        where = ""
        if self.path is not None:
            where = self.path
            if self.line is not None:
                where += f":{self.line}"
                if self.column is not None:
                    where += f":{self.column}"
            where += ": "
        return where + self.message + (f" ({self.fix})" if self.fix else "")


class UsageError(PhoihopError):
    """The call is wrong or an input cannot be read; nothing was done."""

    exit_code = 2


class FindingsError(PhoihopError):
    """The data do not conform, or something that had to be found was not; `issues` holds the `model.Issue`s, if any."""

    exit_code = 1

    def __init__(self, message: str, *, issues: tuple[Any, ...] = (), fix: str = "") -> None:
        super().__init__(message, fix=fix)
        self.issues = issues


class StoreError(PhoihopError):
    """A store, local or remote, failed or refused."""

    exit_code = 3
