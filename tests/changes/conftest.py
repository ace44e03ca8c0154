"""Small batches and a small store for the tests of changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.build import build
from phoihop.store import EmbeddedStore, open_store

MINI = Path(__file__).parents[1] / "data" / "mini"
RECORD = """\
format: 1
id: {id}
status: {status}
accepted: {{by: tester, on: 2024-01-02}}
source: {{label: An invented source}}
agencies:
  bbt: {{kind: party-secretariat, place: vn, name: Ban Bí thư Trung ương Đảng}}
  btg: {{kind: propaganda-commission, place: vn63/173, name: Ban Tuyên giáo Huyện ủy Phú Bình}}
  tand: {{kind: people-court, place: vn63/173, name: Tòa án nhân dân huyện Phú Bình}}
documents:
  qd:
    kind: decision
    number: 1-QĐ/TW
    issuer: bbt
    issued: {{value: "2020-01-01", at: 1-4}}
    at: 1-4
programmes:
  ct:
    kind: coordination-programme
    title: {title}
    at: 0-10
    signatories: [{{agency: btg, role: lead, at: 0-10}}, {{agency: tand, standing: {standing}, at: 11-20}}]
    cites: [{{document: qd, role: basis, at: 1-4}}]
events:
  signing: {{kind: signing, concerns: [ct], dates: [{{value: "{date}", at: 21-30}}]}}
officials:
  an:
    name: Nguyễn Văn An
    at: 31-40
    posts: [{{post: chief-justice, body: tand, at: 31-50}}]
"""


def record(name: str, **other: str) -> str:
    said = {"status": "accepted", "title": "Chương trình phối hợp", "date": "2022-06-01", "standing": "stated"} | other
    return RECORD.format(id=name, **said)


def dump(store: Path) -> list[str]:
    """All quads of a store, sorted."""
    with open_store(store) as graph:
        assert isinstance(graph, EmbeddedStore)
        return sorted(map(str, graph.graph))


def digest(store: Path) -> str:
    return hashlib.sha256("\n".join(dump(store)).encode()).hexdigest()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes records, one YAML file each, into a folder of a data folder with the small gazetteer."""

    def write(folder: str, **records: str) -> Path:
        inside = tmp_path / folder / "records"
        inside.mkdir(parents=True, exist_ok=True)
        if not (tmp_path / folder / "gazetteer").exists():
            (tmp_path / folder / "gazetteer").symlink_to(MINI / "gazetteer")
        for name, text in records.items():
            (inside / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path / folder

    return write


@pytest.fixture
def made(write: Callable[..., Path], tmp_path: Path) -> Callable[..., list[str]]:
    """What a build of some records holds."""

    def made(**records: str) -> list[str]:
        folder = write(f"expected-{len(list(tmp_path.iterdir()))}", **records)
        return dump(build(folder, tmp_path / f"{folder.name}-store").store)

    return made
