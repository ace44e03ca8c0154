"""The parties that another sentence names: those of `hai bên`, of `bốn cơ quan`, and those for whom somebody signs."""

from __future__ import annotations

from phoihop.extract.bodies import Body
from phoihop.extract.parties import PartyReader
from phoihop.extract.posts import Post
from phoihop.extract.reports import HEADS, Report
from phoihop.extract.tokens import BREAK, Text, split_phrase, word_set

#: Its patterns.
LENT = frozenset({"parties-told-before", "parties-signed-for"})
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "các": 0, "đôi": 2, "những": 0}
_MEMBERS = word_set("bên ngành huyện tỉnh sở xã ban phường phía")
_MEMBER_PAIRS = tuple(
    list(split_phrase(pair))
    for pair in (
        *("cơ quan", "đơn vị", "lực lượng", "địa phương", "tổ chức", "thủ trưởng", "cấp ủy", "công an"),
        *("đảng ủy", "huyện ủy", "tỉnh ủy", "thành ủy"),
    )
)
_BACK = 5  # so many sentences back an article still means the same bodies by `hai bên`
_ON = 3  # so many sentences on it tells who signed
#: Before a body these say that somebody acts for it.
_FOR = word_set("mặt diện phía cho bởi")
_SIGNS = word_set("ký kí")
_CUES = ("ký bởi", "bút ký", "ký là", "người ký", "ký tên", "ký vào", "ký gồm", "ký có", "cùng ký", "ký cho", "vừa ký",
         "ký về", " do ", " mà ")  # fmt: skip
_WITNESSES = word_set("chứng dự trì tham chỉ đạo")
_OUTSIDERS = word_set("doanh hãng tập lào campuchia hàn nhật")
_NOT_SIGNED = word_set("chưa sẽ")


def _is_deal(report: Report) -> bool:
    """Whether what was signed may be a deal with outsiders: thỏa thuận, biên bản ghi nhớ."""
    return report.instrument is not None and report.instrument.value == "thoa-thuan"


class AntecedentReader:
    """Finds the parties of reports that name none themselves."""

    def __init__(self, text: Text, parties: PartyReader, posts: list[Post]) -> None:
        self.text = text
        self.keys = text.keys
        self.parties = parties
        self.posts_in: dict[int, list[Post]] = {}
        for post in posts:
            self.posts_in.setdefault(text.sentence_of[post.first], []).append(post)

    def find(self, report: Report) -> tuple[list[Body], str, int]:
        """The parties of a report, the pattern that found them and its strength; nothing if no words point to them."""
        count = self._collective(report)
        if count is not None:
            named = self._named_before(report.sentence, count, deal=_is_deal(report))
            if named:
                return named, "parties-told-before", 4
        if report.kind == "signing":
            signers = self._signed_for(report, count or 0)
            if signers:
                return signers, "parties-signed-for", 4
        return [], "", 0

    def just_before(self, report: Report) -> list[Body]:
        """The list of bodies in the sentence right before, of the same paragraph; the weakest of all guesses."""
        number = report.sentence - 1
        if number < 0 or report.caption or report.headline:
            return []
        end = self.text.sentences[number][1]
        if BREAK in (self.keys[end - 1], self.keys[end]):
            return []
        bodies = [b for b in self.parties.bodies_in.get(number, ()) if not b.generic]
        if _is_deal(report) and self._guests(number, bodies):
            return []
        runs = [self.parties.settle(run) for run in self.parties.runs_of(bodies)]
        return next((run for run in runs if len(run) >= 2), [])

    def _collective(self, report: Report) -> int | None:
        """How many bodies a `hai bên` near the act stands for, 0 if it does not count them; None if there is none."""
        first, end = self.text.sentences[report.sentence]
        low, high = max(first, report.trigger[0] - 14), min(end - 1, report.trigger[1] + 14)
        for at in range(low, high):
            key = self.keys[at]
            if key not in _COUNTS and not (key.isdigit() and len(key) == 1 and key > "1"):
                continue
            if self.keys[at + 1] in _MEMBERS or self.keys[at + 1 : at + 3] in _MEMBER_PAIRS:
                return int(key) if key.isdigit() else _COUNTS[key]
        return None

    def _guests(self, number: int, bodies: list[Body]) -> bool:
        """Whether companies or foreigners are in a sentence, with whom a deal may have been made."""
        first, end = self.text.sentences[number]
        outside = any("x" in body.head.follows for body in bodies)
        return outside or not _OUTSIDERS.isdisjoint(self.keys[first:end])

    def _named_before(self, number: int, count: int, *, deal: bool) -> list[Body]:
        """The last bodies told before that are so many."""
        near = range(number - 1, max(-1, number - 1 - (_BACK if count else 2)), -1)
        for back in (*near, *(n for n in range(3) if count and n not in near and n < number)):
            bodies = [b for b in self.parties.bodies_in.get(back, ()) if not b.generic]
            if len(bodies) < max(count, 2) or (deal and self._guests(back, bodies)):
                continue
            runs = [self.parties.settle(run) for run in self.parties.runs_of(bodies)]
            fits = [run for run in runs if len(run) == count or (not count and len(run) >= 2)]
            if fits:
                return max(fits, key=len)
            whole = self.parties.settle(bodies)
            if count and len(whole) == count:
                return whole
        return self._heads_before(number, count) if count else []

    def _heads_before(self, number: int, count: int) -> list[Body]:
        """So many bodies whose heads one of the sentences right before names: ông A, Chủ tịch HĐND; bà B …."""
        for back in range(number - 1, max(-1, number - 1 - _ON), -1):
            posts = [p for p in self.posts_in.get(back, ()) if p.title.removeprefix("Phó ") in HEADS and not p.former]
            heads = self.parties.settle([post.body for post in posts if post.body is not None])
            if len(heads) == count:
                return heads
        return []

    def _signed_for(self, report: Report, count: int) -> list[Body]:
        """`Thay mặt A ký là …; đại diện B có …`, `được ký bởi Chủ tịch A và …`: in this sentence or the next."""
        found: list[Body] = []
        for number in range(report.sentence, min(report.sentence + 1 + _ON, len(self.text.sentences))):
            first, end = self.text.sentences[number]
            keys = self.keys[first:end]
            signed = not _SIGNS.isdisjoint(keys) and _NOT_SIGNED.isdisjoint(keys)
            if signed:
                found += self._represented(number, first, end, report)
            elif number > report.sentence:
                break
            if BREAK in (self.keys[end - 1], *self.keys[end : end + 1]):
                break
        settled = self.parties.settle(found)
        return settled if len(settled) >= 2 and (not count or len(settled) == count) else []

    def _represented(self, number: int, first: int, end: int, report: Report) -> list[Body]:
        """The bodies of a sentence for which somebody acts, or whose heads sign."""
        named = [b for b in self.parties.bodies_in.get(number, ()) if self.keys[b.first - 1] in _FOR]
        headed: list[Body] = []
        act = report.trigger[0] if number == report.sentence else first
        before = {post.first for post in self.posts_in.get(number, ()) if post.last <= act}
        acting = len(before) > 1 and _WITNESSES.isdisjoint(self.keys[first:act])
        if acting or self._signers_told(first, end):
            for post in self.posts_in.get(number, ()):
                title, body = post.title.removeprefix("Phó "), post.body
                union = body is not None and body.kind == "mass-organisation" and title == "Bí thư"
                passed = acting and post.first not in before
                if body is not None and not post.former and not passed and (union or title in HEADS):
                    headed.append(body)
        return sorted([*named, *headed], key=lambda body: body.first)

    def _signers_told(self, first: int, end: int) -> bool:
        """Whether the sentence says who put his name to it, by words or by a clause of its own."""
        words = " ".join(self.keys[first:end])
        return any(cue in words for cue in _CUES)
