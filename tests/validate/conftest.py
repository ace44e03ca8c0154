"""Invented records for the tests of validation."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from phoihop.records.reading import Located, parse_record
from phoihop.validate import Schema, read_schema


class Coder:
    """Writes records. All but `text` is invented on top of real places."""

    text = "Hôm nay ngày 08/9/2021, tại huyện Mẫu, hai cơ quan ký chương trình. Buổi lễ có lãnh đạo hai bên dự."

    @staticmethod
    def span(start: int, end: int) -> str:
        """Evidence for a span of the text."""
        return f"{start}-{end}#{hashlib.sha256(Coder.text[start:end].encode()).hexdigest()[:16]}"

    @staticmethod
    def record(name: str = "mau", **changes: Any) -> dict[str, Any]:
        """A record that conforms, about Phú Bình; `changes` replaces whole sections."""
        at = Coder.span(0, 22)
        made: dict[str, Any] = {
            "format": 1,
            "id": name,
            "status": "accepted",
            "accepted": {"by": "A maintainer", "on": "2026-01-02"},
            "source": {
                "label": "An invented article",
                "publisher": "Báo Mẫu",
                "published": "2021-09-09",
                "url": f"https://example.org/{name}",
                "sha256": hashlib.sha256((Coder.text + name).encode()).hexdigest(),
                "characters": len(Coder.text),
            },
            "agencies": {
                "btg": {
                    "kind": "propaganda-commission",
                    "place": "vn63/173",
                    "name": "Ban Tuyên giáo Huyện ủy Phú Bình",
                },
                "tand": {"kind": "people-court", "place": "vn63/173", "name": "Tòa án nhân dân huyện Phú Bình"},
                "bbt": {"kind": "party-secretariat", "place": "vn", "name": "Ban Bí thư Trung ương Đảng"},
            },
            "documents": {
                "qd": {
                    "kind": "decision",
                    "number": "238-QĐ/TW",
                    "issuer": "bbt",
                    "issued": {"value": "2020-09-30", "at": at},
                    "at": at,
                }
            },
            "programmes": {
                "ct": {
                    "kind": "coordination-programme",
                    "title": "Chương trình phối hợp mẫu",
                    "at": at,
                    "territory": [{"place": "vn63/173", "at": at}],
                    "term": {"start": "2021", "end": "2026", "at": at},
                    "signatories": [{"agency": "btg", "role": "lead", "at": at}, {"agency": "tand", "at": at}],
                    "cites": [{"document": "qd", "role": "basis", "at": at}],
                    "topics": [{"topic": "law-enforcement", "at": at}],
                }
            },
            "events": {
                "le": {
                    "kind": "signing",
                    "concerns": ["ct"],
                    "dates": [{"value": "2021-09-08", "at": at}],
                    "place": {"place": "vn63/173", "at": at},
                    "convened_by": [{"agency": "btg", "at": at}],
                    "at": at,
                }
            },
            "officials": {
                "an": {
                    "name": "Nguyễn Văn An",
                    "at": at,
                    "posts": [{"post": "chief-justice", "body": "tand", "events": ["le"], "at": at}],
                    "roles": [{"event": "le", "role": "signed", "on_behalf_of": ["tand"], "at": at}],
                }
            },
        }
        return made | changes

    @staticmethod
    def written(value: dict[str, Any]) -> str:
        """The record as YAML, dates kept as text."""
        text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        return text

    @staticmethod
    def located(value: dict[str, Any], path: str = "mau.yaml") -> Located:
        """The record as reading gives it."""
        found = parse_record(Coder.written(value).encode(), path)
        assert isinstance(found, Located), found
        return found

    @staticmethod
    def save(folder: Path, *values: dict[str, Any]) -> Path:
        """Write records, each to the file of its id."""
        for value in values:
            (folder / f"{value['id']}.yaml").write_text(Coder.written(value), encoding="utf-8")
        return folder

    @staticmethod
    def line_of(path: Path, words: str) -> int:
        """The line on which some words stand first."""
        lines = path.read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.fixture(scope="session")
def coder() -> type[Coder]:
    """Makes and writes records."""
    return Coder


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The shipped ontology, rules and places, read once."""
    return read_schema()
