"""Synthetic records, for measuring only: real places, invented programmes, people and sources; same seed, same bytes.

Every record says so in its source's label. The proportions (signatories, officials, duties, spans a record) follow
the five real records, which hold all that their articles say. Brief ones follow what newspaper articles gave when the
pact was all that was taken down: ten such records had 383 triples, the five have 1,235.

    python -m benchmarks.synthetic 2000 OUT/records/synthetic.jsonl
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from phoihop import vocabulary as v
from phoihop.gazetteer import load_gazetteer
from phoihop.model import Place

_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lò",
    "Mùa",
    "Hà",
    "Đoàn",
    "Đinh",
]
_MIDDLE = ["Văn", "Thị", "Minh", "Thanh", "Đức", "Hữu", "Ngọc", "Quốc", "Thu", "Xuân", "Anh"]
_GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hải",
    "Hạnh",
    "Hiền",
    "Hòa",
    "Hùng",
    "Khánh",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Nga",
    "Phong",
    "Phương",
    "Quân",
    "Sơn",
    "Thảo",
    "Yến",
]
_KINDS = ("propaganda-commission", "people-council", "people-committee", "people-court", "people-procuracy")
_NAMES = {
    "propaganda-commission": "Ban Tuyên giáo {committee} {place}",
    "mass-mobilisation-commission": "Ban Dân vận {committee} {place}",
    "people-council": "Hội đồng nhân dân {full}",
    "people-committee": "Ủy ban nhân dân {full}",
    "people-court": "Tòa án nhân dân {full}",
    "people-procuracy": "Viện kiểm sát nhân dân {full}",
    "party-committee": "{committee} {place}",
}
_COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "quận": "Quận ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy"}
_POSTS = {
    "propaganda-commission": "head",
    "mass-mobilisation-commission": "head",
    "people-council": "chair",
    "people-committee": "deputy-chair",
    "people-court": "chief-justice",
    "people-procuracy": "chief-procurator",
    "party-committee": "standing-deputy-secretary",
}


def synthetic_records(count: int, seed: int = 42, *, brief: bool = False) -> Iterator[dict[str, Any]]:
    """`count` records as plain values, ready for JSON."""
    rng = random.Random(seed)
    gazetteer = load_gazetteer()
    places = [*gazetteer.places(era="vn63", level="district"), *gazetteer.places(era="vn63", level="province")]
    for number in range(count):
        yield _record(rng, number, rng.choice(places), brief=brief)


def write_records(count: int, path: Path, seed: int = 42, *, brief: bool = False) -> None:
    """Write `count` records as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for record in synthetic_records(count, seed, brief=brief):
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


class _Spans:
    """Spans that follow each other through a made-up text, each with the digest of made-up words."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.at = rng, 0

    def next(self) -> str:
        start = self.at + self.rng.randint(3, 60)
        self.at = start + self.rng.randint(5, 60)
        digest = hashlib.sha256(f"{start}-{self.at}".encode()).hexdigest()[:16]
        return f"{start}-{self.at}#{digest}"


def _record(rng: random.Random, number: int, place: Place, *, brief: bool) -> dict[str, Any]:
    spans = _Spans(rng)
    lead = "propaganda-commission" if rng.random() < 0.8 else "mass-mobilisation-commission"
    kinds = [lead, *rng.sample(_KINDS[1:], rng.randint(1, 2) if brief else rng.randint(2, 4))]
    caucus = place.level == "province" and rng.random() < 0.4
    agencies = {key: _agency(key, place, caucus) for key in [*kinds, "party-committee"]}
    agencies["secretariat"] = {"kind": "party-secretariat", "place": "vn", "name": "Ban Bí thư Trung ương Đảng"}
    signed = date(2021, 1, 4) + timedelta(days=rng.randrange(1400))
    first = signed.year
    return {
        "format": 1,
        "id": f"syn-{number:07d}",
        "status": "accepted",
        "accepted": {"by": "synthetic", "on": "2026-01-01"},
        "source": {
            "label": f"Synthetic source {number}",
            "publisher": f"Cổng thông tin điện tử {place.full_name}",
            "published": (signed + timedelta(days=1)).isoformat(),
            "url": f"https://example.org/synthetic/{number}",
            "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
            "characters": 50_000,
        },
        "agencies": agencies,
        "documents": {
            "basis": {
                "kind": "decision",
                "number": "238-QĐ/TW",
                "issuer": "secretariat",
                "issued": {"value": "2020-09-30", "at": [spans.next()]},
                "at": [spans.next()],
            }
        },
        "programmes": {"programme": _programme(rng, spans, place, kinds, first, brief=brief)},
        "events": {
            "signing": {
                "kind": "signing",
                "concerns": ["programme"],
                "dates": [{"value": signed.isoformat(), "at": [spans.next()]}],
                "place": {"place": place.id, "at": [spans.next()]},
                "convened_by": [{"agency": lead, "at": [spans.next()]}],
            }
        },
        "officials": {
            f"person-{i}": _official(rng, spans, kind, in_caucus="host" in agencies[kind])
            for i, kind in enumerate([*kinds, "party-committee"][: 2 if brief else None])
        },
    }


def _agency(kind: str, place: Place, caucus: bool) -> dict[str, Any]:
    words = {"committee": _COMMITTEES[place.kind], "place": place.name, "full": place.full_name}
    name = _NAMES[kind].format(**words)
    if caucus and kind in ("people-court", "people-procuracy", "people-committee"):
        return {"kind": "party-caucus", "host": kind, "place": place.id, "name": f"Ban cán sự đảng {name}"}
    return {"kind": kind, "place": place.id, "name": name}


def _programme(
    rng: random.Random, spans: _Spans, place: Place, kinds: list[str], first: int, *, brief: bool
) -> dict[str, Any]:
    return {
        "kind": "coordination-programme",
        "title": f"Chương trình phối hợp giai đoạn {first}-{first + 4}",
        "at": [spans.next()],
        "territory": [{"place": place.id, "at": [spans.next()]}],
        "term": {"start": str(first), "end": str(first + 4), "at": [spans.next()]},
        "signatories": [
            {"agency": kind, "role": "partner" if i else "lead", "at": [spans.next()]} for i, kind in enumerate(kinds)
        ],
        "cites": [{"document": "basis", "role": "basis", "at": [spans.next()]}],
        "topics": [
            {"topic": topic, "at": [spans.next()]} for topic in rng.sample(v.TOPICS, 1 if brief else rng.randint(2, 5))
        ],
        "duties": [
            {
                "kinds": [rng.choice(v.DUTY_KINDS)],
                "action": f"Synthetic duty {i}",
                "of": [rng.choice(kinds)],
                "owed_to": [kinds[0]],
                "frequency": rng.sample(v.FREQUENCIES, 1),
                "modality": rng.choice(v.MODALITIES),
                "at": [spans.next()],
            }
            for i in range(0 if brief else rng.randint(2, 5))
        ],
    }


def _official(rng: random.Random, spans: _Spans, kind: str, in_caucus: bool) -> dict[str, Any]:
    post = "secretary" if in_caucus else _POSTS[kind]
    return {
        "name": f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}",
        "at": [spans.next()],
        "posts": [{"post": post, "body": kind, "at": [spans.next()]}],
        "roles": [{"event": "signing", "role": "attended", "at": [spans.next()]}],
    }


if __name__ == "__main__":
    write_records(int(sys.argv[1]), Path(sys.argv[2]))
