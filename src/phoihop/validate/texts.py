"""The texts that spans refer to, where the user has them: one `<record id>.txt` a source in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from phoihop.errors import UsageError
from phoihop.fingerprints import build_fingerprint

_BREAK = re.compile(r"\n|(?<=[.!?…;])\s+")


@dataclass
class Texts:
    """A folder of source texts, each read when asked for; no folder means no text is at hand."""

    folder: Path | None = None
    _held: tuple[str, str | None] = field(default=("", None), init=False)
    _fingerprints: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        if self.folder is not None and not self.folder.is_dir():
            raise UsageError("there is no such folder of texts", path=self.folder)

    def text(self, record: str) -> str | None:
        """The text of a record's source, or None where it is not at hand.

        Raises:
            UsageError: the file is there but cannot be read as UTF-8.
        """
        if self.folder is None:
            return None
        held = self._held
        if held[0] != record:
            # Several threads may ask: each gets what it asked for.
            self._held = held = (record, read_text(self.folder / f"{record}.txt"))
        return held[1]

    def records(self) -> Iterator[str]:
        """The ids of the records whose texts are at hand, in order."""
        if self.folder is not None:
            yield from sorted(path.stem for path in self.folder.glob("*.txt"))

    def fingerprint(self, record: str) -> str:
        """The fingerprint of a text at hand; empty where it is too short, or not readable: `text` says so."""
        if record not in self._fingerprints:
            try:
                text = self.text(record) or ""
            except UsageError:
                text = ""
            self._fingerprints[record] = build_fingerprint(text)
        return self._fingerprints[record]

    def sentence(self, record: str, start: int, end: int) -> str:
        """The sentence around a span, or nothing where the text is not at hand."""
        text = self.text(record)
        if text is None or end > len(text):
            return ""
        before = [match.end() for match in _BREAK.finditer(text, 0, start)]
        after = _BREAK.search(text, end)
        return text[before[-1] if before else 0 : after.start() if after else len(text)].strip()


def read_text(path: Path) -> str | None:
    """The text in a file as it stands, line ends and all; None where there is no such file.

    Raises:
        UsageError: it cannot be read as UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise UsageError("the text is not UTF-8", path=path) from None
    except OSError as error:
        raise UsageError(f"the text cannot be read: {error.strerror}", path=path) from None
