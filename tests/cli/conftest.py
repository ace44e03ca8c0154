"""The program as a user calls it, on a tiny project."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from phoihop.build import build
from phoihop.cli import main

MINI = Path(__file__).parents[1] / "data" / "mini"


@dataclass
class Ran:
    """What a call gave."""

    code: int
    out: str
    err: str

    def refused(self, code: int, says: str) -> None:
        """The call was refused as designed: nothing on standard output, one line that tells why."""
        assert (self.code, self.out) == (code, ""), self
        assert self.err.startswith("phoihop: "), self
        assert self.err.count("\n") == 1, self
        assert says in self.err, self


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str | Path, stdin: str | bytes = "") -> Ran:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(int(exit_.value.code or 0), out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the tiny project: one source, a district, its court and its propaganda commission."""
    return build(MINI, tmp_path_factory.mktemp("mini") / "store").store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the tiny project to change."""
    return Path(shutil.copytree(MINI, tmp_path / "data"))
