"""Which sentences report a pact, of what kind, and which bodies each names as parties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.extract.acts import HARD_PLANS, NOT_DONE, Word
from phoihop.extract.bodies import Body
from phoihop.extract.mentions import Mentions
from phoihop.extract.parties import PartyReader
from phoihop.extract.resolution import Setting
from phoihop.extract.tokens import BREAK, Text, split_phrase, word_set


@dataclass(slots=True)
class Report:
    """One sentence that tells of a pact.

    Args:
        kind: `signing`, `review`, `issuing` or `mention`.
        rule: the pattern that found its parties.
        sentence: its number.
        trigger: tokens of the act, or of the instrument if there is no act.
        instrument: the instrument word.
        parties: the bodies, settled.
        strength: how well the pattern tells who signs; the highest decides.
        planned: a plan, an order or a wish governs the act.
        caption: it is a picture's caption.
        direct: the act stands right before the instrument.
        framed: the sentence tells of a meeting or ceremony.
        headline: it stands in the title, which names the parties in short.
        act: tokens of the act of a pact told in passing: theo Quy chế đã *ký* năm 2018.
    """

    kind: str
    rule: str
    sentence: int
    trigger: tuple[int, int]
    instrument: Word | None
    parties: list[Body]
    strength: int
    planned: bool = False
    caption: bool = False
    direct: bool = False
    framed: bool = False
    headline: bool = False
    act: tuple[int, int] | None = None


_LOOSE_ENDS = frozenset({"số", "này", "mới", "trên", "đã", "giai", "thứ", "tương", ",", ".", "với", BREAK})
#: A sentence that begins so says what was signed or reviewed before it.
_LINKS = frozenset(
    split_phrase(link)
    for link in (
        *("văn bản", "văn kiện", "nội dung", "đó là", "đây là", "theo đó", "tên gọi", "quy chế", "chương trình"),
        *("kế hoạch", "bản ký", "bản thỏa", "bản quy", "bản chương", "bản kế", "theo quy", "theo chương", "theo kế"),
    )
)
#: Behind a bare instrument these let an act follow: `Quy chế số 5 … được tổng kết`, `Chương trình thứ hai được ký`.
_TOLD_ON = (["số"], ["thứ"], ["mới"])
_STOPS = frozenset({".", "!", "?", "…", ":", ";"})
#: Right before a bare `quy chế` these make it an instrument, unless it is one of another kind: quy chế làm việc.
_SIGNED = ((2, ["ký", "kết"]), (2, ["kí", "kết"]))
_REACH = 12  # so many words behind it a plan word still governs an act
_CARRIES = (["thực", "hiện"], ["căn", "cứ"], ["triển", "khai"], ["cơ", "sở"], ["áp", "dụng"])
_FORGERIES = ("có thật", "tồn tại", " giả", " bịa")
_FORGED = re.compile(
    r"(?:văn bản|quy chế|chương trình|kế hoạch|giấy tờ|tài liệu) (?:ấy|này|đó|trên|nói trên) (?:đều |hoàn toàn )*"
    r"(?:không có thật|không tồn tại|là giả|bị làm giả|do \w+ làm giả|là bịa)"
)
_OTHER_RULES = word_set("làm dân hoạt chi tổ nội tiếp bầu quản sửa")
#: Posts whose holders sign for their body, also as deputies.
HEADS = frozenset(
    {"Trưởng", "Trưởng Ban", "Chủ tịch", "Chủ nhiệm", "Chánh án", "Viện trưởng", "Giám đốc", "Cục trưởng", "Chánh",
     "Chi cục trưởng", "Bộ trưởng", "Chỉ huy trưởng", "Chính ủy", "Chính trị viên", "Tư lệnh", "Đồn trưởng",
     "Hạt trưởng", "Bí thư thứ nhất"}
)  # fmt: skip


class ReportReader:
    """Reads the pacts of one text."""

    def __init__(self, text: Text, mentions: Mentions, setting: Setting, captions: frozenset[int]) -> None:
        self.text = text
        self.keys = text.keys
        self.captions = captions
        self.parties = PartyReader(text, mentions, setting)
        self.words_in: dict[int, list[Word]] = {}
        sentence_of = text.sentence_of
        self.named = any(word.role == "pact" and not word.loose for word in mentions.words)
        for word in mentions.words:
            if word.role == "plan" and text.words[word.first][0].isupper() and text.words[word.last][:1].isupper():
                continue  # Cần Thơ
            self.words_in.setdefault(sentence_of[word.first], []).append(word)

    def reports(self) -> list[Report]:
        """Every sentence with an instrument and what it says of it."""
        found: list[Report] = []
        for number in sorted(self.words_in):
            words = self.words_in[number]
            instruments = [w for w in words if w.role == "pact" and not self._quoted(w) and self._counts(w)]
            for instrument in instruments:
                found += self._read(number, instrument, words)
            if any(not word.loose for word in instruments):
                continue
            acts = [word for word in words if word.role == "act" and word.value in ("signing", "review")]
            if acts:
                found += self._linked(number, acts, words) or self._objectless(number, words)
        return found

    def denied(self, report: Report) -> bool:
        """Whether one of the next two sentences says that the instrument is a forgery: `Văn bản ấy không có thật`."""
        text = self.text
        ahead = text.sentences[report.sentence + 1 : report.sentence + 3]
        said = text.low[text.starts[ahead[0][0]] : text.ends[ahead[-1][1] - 1]] if ahead else ""
        return any(cue in said for cue in _FORGERIES) and _FORGED.search(said) is not None

    def heads_of(self, mentions: Mentions) -> list[list[Body]]:
        """For each sentence with a signing act the bodies whose heads are named in it."""
        signed = {
            n for n, words in self.words_in.items() if any(w.role == "act" and w.value == "signing" for w in words)
        }
        runs: dict[int, list[Body]] = {}
        for post in mentions.posts:
            number = self.text.sentence_of[post.first]
            if number in signed and post.body is not None and post.title in HEADS:
                runs.setdefault(number, []).append(post.body)
        return [self.parties.settle(run) for run in runs.values()]

    def _counts(self, word: Word) -> bool:
        """A bare `quy chế` counts only before its parties, or where the article has named the instrument in full."""
        if not word.loose:
            return True
        following = self.keys[word.last] if word.last < len(self.keys) else BREAK
        if self.keys[word.first] == "văn":  # văn bản thứ hai được ký giữa A và B
            return self.named and following in ("thứ", "đầu", "cuối")
        if following == "giữa" or (self.named and following in _LOOSE_ENDS):
            return True
        signed = any(self.keys[word.first - n : word.first] == form for n, form in _SIGNED)
        return signed and following not in _OTHER_RULES

    def _quoted(self, word: Word) -> bool:
        """Whether the instrument stands inside the quoted title of another document: `Quyết định … về “Quy chế …”`."""
        start, _ = self.text.sentences[self.text.sentence_of[word.first]]
        opening = -1
        before = self.keys[start : word.first]
        if "“" not in before and '"' not in before:
            return False
        for k in range(start, word.first):
            if self.keys[k] == "“" or (self.keys[k] == '"' and opening < 0):
                opening = k
            elif self.keys[k] in ("”", '"'):
                opening = -1
        return opening > 0 and self.keys[opening - 1] in ("về", "hành", "theo", "là", ":")

    def _linked(self, number: int, acts: list[Word], words: list[Word]) -> list[Report]:
        """`A và B tổng kết … Văn bản mà hai bên cùng ký là Quy chế phối hợp …`: the instrument is named behind."""
        instrument = self._instrument_behind(number)
        for act in acts if instrument is not None else ():
            found = self.parties.named(number, None, act)
            if len(found[0]) >= 2 and not self._planned(number, act, words):
                return [self._report(act.value, number, (act.first, act.last), instrument, found, False, direct=True)]
        return []

    def _instrument_behind(self, number: int) -> Word | None:
        """The instrument that the next sentence names as what this one tells of, and as nobody else's."""
        _, end = self.text.sentences[number]
        if number + 1 not in self.words_in or tuple(self.keys[end : end + 2]) not in _LINKS:
            return None
        if BREAK in (self.keys[end - 1], self.keys[end]):
            return None
        words = self.words_in[number + 1]
        instrument = next((w for w in words if w.role == "pact" and not w.loose and not self._quoted(w)), None)
        if instrument is None:
            return None
        others, _, _ = self.parties.named(number + 1, instrument, None)
        return instrument if not others and not self._planned(number + 1, instrument, words) else None

    def _objectless(self, number: int, words: list[Word]) -> list[Report]:
        """`A và B ký kết phối hợp …`: the instrument is left out; without `phối hợp` it only helps to find parties."""
        for act in words:
            if act.role != "act" or act.value != "signing":
                continue
            parties, rule, strength = self.parties.named(number, None, act)
            if len(parties) >= 2:
                whole = act.last - act.first >= 3
                trigger = (act.first, act.first + 2 if whole else act.last)
                planned = not whole or self._planned(number, act, words)
                return [
                    self._report("signing", number, trigger, None, (parties, rule, strength), planned, direct=whole)
                ]
        return []

    def _report(
        self, kind: str, number: int, trigger: tuple[int, int], instrument: Word | None,
        found: tuple[list[Body], str, int], planned: bool, *, direct: bool,
    ) -> Report:  # fmt: skip
        parties, rule, strength = found
        framed = any(word.role in ("event", "frame") for word in self.words_in[number])
        caption = number in self.captions
        headline = self._headline(number)
        return Report(
            kind, rule, number, trigger, instrument, parties, strength, planned, caption, direct, framed, headline
        )

    def _headline(self, number: int) -> bool:
        """Whether the sentence is a title: short, near the head, closed by a paragraph break alone."""
        first, end = self.text.sentences[number]
        last = end - 1
        while last > first and self.keys[last] == BREAK:
            last -= 1
        return number <= 5 and last - first <= 45 and self.keys[last] not in _STOPS

    def _read(self, number: int, instrument: Word, words: list[Word]) -> list[Report]:
        act, direct = self._act(number, instrument, words)
        makers, made = self.parties.makers(number, instrument, words)
        if made is not None and len(makers) >= 2:
            planned = self._planned(number, made, words)
            found, trigger = (makers, "parties-makers", 4), (made.first, made.last)
            return [self._report(made.value, number, trigger, instrument, found, planned, direct=True)]
        if instrument.loose and (act is None or act.value == "rollout"):
            return []
        kind = act.value if act is not None else "mention"
        parties, rule, strength = self.parties.named(number, instrument, act)
        if instrument.value == "thoa-thuan" and any(
            "x" in b.head.follows for b in self.parties.bodies_in.get(number, ())
        ):
            return []  # a deal with a company: the public bodies in it make no pact with each other
        planned = self._planned(number, act or instrument, words)
        if kind == "rollout":
            kind = "issuing" if act is not None and direct and strength >= 3 and number < 4 else "mention"
        if kind == "mention" and strength < 5:
            carrying = self.parties.carrying(number, instrument)
            if len(carrying) >= 2:
                parties, rule, strength = carrying, "parties-carrying-out", 3
        unsaid = strength < 3 or rule == "parties-before-act"
        carried = rule == "parties-carrying-out"
        if kind == "mention" and (unsaid or self._ordered(number, instrument, words, hard=carried)):
            return []
        word = act if act is not None and kind != "mention" else instrument
        found = (parties, rule, strength)
        report = self._report(kind, number, (word.first, word.last), instrument, found, planned, direct=direct)
        if act is not None and self._recalled(instrument, act):
            report.kind, report.act = "mention", (act.first, act.last)
            return [report] if strength >= 4 else []
        return [report]

    def _recalled(self, instrument: Word, act: Word) -> bool:
        """`theo Quy chế phối hợp đã ký năm 2018 giữa A và B`: the act only says which instrument is carried out."""
        keys, first = self.keys, instrument.first
        carried = keys[first - 1 : first] == ["theo"] or keys[max(0, first - 2) : first] in _CARRIES
        return carried and 0 <= act.first - instrument.last <= 20 and "," not in keys[instrument.last : act.first]

    def _act(self, number: int, instrument: Word, words: list[Word]) -> tuple[Word | None, bool]:
        """The act that governs an instrument, and whether it stands right before it."""
        others = [w.first for w in words if w.role == "pact" and not w.loose and w.first != instrument.first]
        reach = {"signing": 45, "review": 16, "issuing": 5, "rollout": 4}
        near = 6 if instrument.loose else 99
        before = [
            w for w in words
            if w.role == "act" and w.last <= instrument.first
            and instrument.first - w.last <= min(reach[w.value], near)
            and not any(w.first < other < instrument.first for other in others)
        ]  # fmt: skip
        if not before and self.keys[instrument.last : instrument.last + 1] == ["giữa"]:
            # ký kết các văn bản: quy chế giữa A và B; quy chế giữa A và C
            before = [w for w in words if w.role == "act" and w.value == "signing" and w.last <= instrument.first][-1:]
            if before:
                return before[0], False
        before = [w for w in before if not (w.value == "signing" and self.keys[w.first - 1 : w.first] == ["chữ"])]
        if before:
            act = before[-1]
            reviews = [w for w in before if w.value == "review"]
            if act.value in ("rollout",) and len(before) > 1:
                act = before[-2]
            if reviews and act.value == "signing" and instrument.first - reviews[-1].last <= 6:
                act = act if instrument.first - act.last <= 3 else reviews[-1]
            return act, instrument.first - act.last <= 4
        if instrument.loose and self.keys[instrument.last : instrument.last + 1] not in _TOLD_ON:
            return None, False
        after = [w for w in words if w.role == "act" and self._follows(instrument, w)]
        return (after[0], after[0].first - instrument.last <= 6) if after else (None, False)

    def _follows(self, instrument: Word, act: Word) -> bool:
        """Whether an act behind the instrument is the instrument's: `quy chế … đã được ký kết`, `… được ban hành`."""
        gap = act.first - instrument.last
        if act.value == "signing":
            return 0 <= gap <= 60
        if act.value == "review":
            return 0 <= gap <= 60 and "được" in self.keys[max(instrument.last, act.first - 8) : act.first]
        return act.value == "issuing" and 0 <= gap <= 40 and self.keys[act.first - 1] == "được"

    def _planned(self, number: int, word: Word, words: list[Word]) -> bool:
        """Whether a plan, an order or a wish stands before the act in its clause."""
        start, _ = self.text.sentences[number]
        keys = self.keys
        before = keys[start : word.first]
        clause = word.first - before[::-1].index(";") if ";" in before else start
        if word.first > start and keys[word.first - 1] in NOT_DONE:
            return True
        done = any(key in ("đã", "vừa") for key in keys[max(clause, word.first - 4) : word.first])
        if done:
            return False
        if any(plan.first > word.last and self._postpones(plan, word, words) for plan in words):
            return True
        plans = [plan for plan in words if plan.role == "plan" and plan.first < word.first]
        return any(
            self._governs(number, plan, word) if clause <= plan.first else self._heads(plan, clause) for plan in plans
        )

    def _heads(self, plan: Word, clause: int) -> bool:
        """`… kiến nghị: một là …; hai là …`: a plan word before the colon of a list governs all that it lists."""
        ahead = self.keys[plan.last : min(plan.last + 10, clause)]
        colon = ahead.index(":") if ":" in ahead else -1
        return colon >= 0 and plan.value in HARD_PLANS and not self._noun(plan) and "đã" not in ahead[:colon]

    def _postpones(self, plan: Word, act: Word, words: list[Word]) -> bool:
        """`lễ ký kết … dự kiến diễn ra`, `… phải hoãn lại`: a plan word behind a ceremony, before any other act."""
        ceremony = self.keys[act.first - 1 : act.first] in (["lễ"], ["nghị"], ["buổi"])
        after = self.keys[plan.last : plan.last + 1] in (["diễn"], ["tổ"], ["lại"], ["vào"], ["được"])
        other = any(w.role == "act" and act.last <= w.first < plan.first for w in words)
        return ceremony and after and plan.value in ("dự kiến", "hoãn", "sẽ") and not other

    def _governs(self, number: int, plan: Word, act: Word) -> bool:
        """Whether a plan word is near enough to the act and no finished act stands between.

        The names of bodies do not count: `đề nghị Công an tỉnh, Viện kiểm sát nhân dân tỉnh và Sở X ký kết`.
        """
        gap = act.first - plan.last
        if plan.value not in HARD_PLANS or self._noun(plan):
            return plan.value == "xây dựng" and gap <= 2
        if gap > _REACH:
            named = [b for b in self.parties.bodies_in.get(number, ()) if plan.last <= b.first and b.last <= act.first]
            gap -= sum(body.last - body.first for body in named)
        return gap <= _REACH and "đã" not in self.keys[plan.last : act.first]

    def _noun(self, word: Word) -> bool:
        """`là yêu cầu`, `theo đề nghị`: the word names something and governs no act."""
        return self.keys[word.first - 1 : word.first] in (["là"], ["các"], ["những"], ["theo"], ["ứng"])

    def _ordered(self, number: int, instrument: Word, words: list[Word], *, hard: bool) -> bool:
        """A mention counts only outside orders, wishes and drafts; `hard` lets `đang` and the like pass."""
        start, _ = self.text.sentences[number]
        plans = [w for w in words if w.role == "plan" and start <= w.first < instrument.first and not self._noun(w)]
        return any(plan.value in HARD_PLANS for plan in plans) if hard else bool(plans)
