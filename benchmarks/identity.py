"""How long candidates among 100,000 officials take. Run: python -m benchmarks.identity [HOW_MANY]

The names are drawn at random from surnames, middle and given names with roughly the frequencies of the country
(every third person a Nguyễn), so that some whole names have over a hundred bearers; a tenth of the mentions are a
second mention of a person made before, one in eight of these in another writing. Nobody in it is real.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from phoihop.identity.candidates import propose_candidates
from phoihop.identity.mentions import Mention
from phoihop.spelling import fold

SURNAMES = {"Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Phan": 5, "Vũ": 4, "Đặng": 2, "Bùi": 2, "Đỗ": 2}
SURNAMES |= {"Hồ": 1, "Ngô": 1, "Dương": 1, "Lý": 1, "Đinh": 1, "Lò": 1, "Mùa": 1, "Đoàn": 1, "Trịnh": 1, "Mai": 1}
MIDDLES = {"Văn": 30, "Thị": 30, "Đức": 6, "Minh": 5, "Quang": 4, "Hữu": 4, "Ngọc": 4, "Thanh": 4, "Xuân": 3, "": 3}
SECOND = {"": 70, "Thu": 3, "Kim": 3, "Bích": 3, "Anh": 3, "Hồng": 3, "Quốc": 3, "Mạnh": 3, "Tuấn": 3, "Phương": 3}
_GIVEN = """Hùng Hương Lan Dũng Sơn Hải Hà Tuấn Minh Thủy Nga Anh Bình Long Thanh Hoa Cường Mai Nam Hạnh Linh Đức Dung
Thành Trung Hiền Hằng Thảo Quang Tâm Yến Phương Vân Nhung Tiến Khánh Loan Phúc Bảo Báo An Ân Toàn Thắng Tùng Giang
Huệ Lực Kiên Nhân Quân Việt Khoa Tuyết Nguyệt Định Chiến Thái Hòa Lý Quý Đạt Đông Thìn Tám Bảy Oanh Duyên Trang"""
GIVEN = _GIVEN.split()
POSTS = ["secretary", "deputy-secretary", "chair", "deputy-chair", "chief-judge", "chief-prosecutor", "head", "member"]
KINDS = ["party-committee", "people-committee", "people-court", "people-procuracy", "police", "fatherland-front"]


def build_mentions(many: int, seed: int = 20250701) -> tuple[list[Mention], dict[str, list[str]]]:
    """Seeded mentions, and for each second mention the IRIs of the earlier mentions of that person."""
    rng = random.Random(seed)
    people: list[tuple[str, str, str, str, int]] = []
    mentioned: list[list[str]] = []
    again: dict[str, list[str]] = {}
    mentions = []
    for number in range(many):
        iri = f"https://w3id.org/phoihop/id/official/r{number:06}/x"
        if people and rng.random() < 0.1:
            person = rng.randrange(len(people))
            name, place, post, kind, year = people[person]
            again[iri] = list(mentioned[person])
            mentioned[person].append(iri)
            name = _respell(name, rng) if rng.random() < 0.125 else name
        else:
            name, place, post, kind = (
                _draw_name(rng),
                f"{rng.randrange(1, 97):02}",
                rng.choice(POSTS),
                rng.choice(KINDS),
            )
            year = rng.randrange(2015, 2025)
            people.append((name, place, post, kind, year))
            mentioned.append([iri])
        month = f"{year + rng.randrange(2)}-{rng.randrange(1, 13):02}"
        mentions.append(
            Mention(
                iri,
                "official",
                name,
                source=f"r{number:06}",
                posts=frozenset((post,)),
                bodies=frozenset((f"vn63/{place}/{kind}",)),
                places=frozenset(("vn", f"vn63/{place}")),
                dates=(month,),
            )
        )
    return mentions, again


def _draw_name(rng: random.Random) -> str:
    chosen = [rng.choices(list(names), list(names.values()))[0] for names in (SURNAMES, MIDDLES, SECOND)]
    return " ".join(filter(None, (*chosen, rng.choice(GIVEN))))


def _respell(name: str, rng: random.Random) -> str:
    words = name.split()
    return rng.choice(
        [
            fold(name).title(),
            name.upper(),
            words[-1],
            f"{words[0]} {words[-1]}",
            ". ".join([*(word[0] for word in words[:-1]), words[-1]]),
        ]
    )


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    mentions, again = build_mentions(many)
    start = time.perf_counter()
    proposals = propose_candidates(mentions)
    seconds = time.perf_counter() - start
    tally = proposals.tallies["official"]
    print(f"{many} officials, {len({mention.name for mention in mentions})} names: {seconds:.1f} s on one core")
    print(f"{tally.blocks} blocks, {tally.compared} pairs compared, {tally.cut} cut as crowded")
    for least in (0.3, 0.7):
        pairs = {(candidate.a, candidate.b) for candidate in proposals.candidates if candidate.score >= least}
        found = sum(any((min(a, b), max(a, b)) in pairs for b in others) for a, others in again.items())
        print(f"{len(pairs)} candidates of {least} and more; with them {found / len(again):.1%} of second mentions")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
