"""The bodies that a sentence names as parties: the list behind `giữa`, `của`, `do` or `với`, or before the act."""

from __future__ import annotations

from phoihop.extract.acts import Word
from phoihop.extract.bodies import Body
from phoihop.extract.mentions import Mentions
from phoihop.extract.resolution import Setting, share_list
from phoihop.extract.tokens import Text, word_set

_CONNECTORS = word_set(
    ", ; và với cùng - – & / : các cơ quan đơn vị lãnh đạo đại diện gồm là giữa như hai ba bốn năm đồng chí thời của "
    "ngành bên địa phương tổ chức phía về đoàn thể nhóm"
)
_ORGANISING = _CONNECTORS | word_set("đã phối hợp chủ trì tiến hành đồng cũng")
_CARRYING = word_set("đang đã cùng tiếp tục thực hiện có hiệu quả tốt nghiêm túc việc triển khai là")
_DOES = word_set("ký kí áp thực triển ban xây duy")
_ON_ORDERS = (["thực", "hiện"], ["căn", "cứ"], ["triển", "khai"])
_MAKES = frozenset({"signing", "issuing"})


#: Before a body these make of it a venue or the subject of a jubilee.
_NO_PARTY = {("hội", "trường"), ("trụ", "sở"), ("phòng", "họp"), ("nhà", "khách"), ("khuôn", "viên"),
             ("truyền", "thống"), ("thành", "lập"), ("kỷ", "niệm")}  # fmt: skip


def is_venue(text: Text, body: Body) -> bool:
    """Whether the body only says where, or what is celebrated: `tại Hội trường Huyện ủy`, `Ngày truyền thống BĐBP`."""
    before = text.keys[body.first - 1] if body.first else ""
    if before in ("tại", "ở"):
        return True
    return body.first > 1 and (text.keys[body.first - 2], before) in _NO_PARTY


class PartyReader:
    """Reads the parties out of the sentences of one text."""

    def __init__(self, text: Text, mentions: Mentions, setting: Setting) -> None:
        self.text = text
        self.keys = text.keys
        self.setting = setting
        self.bodies_in: dict[int, list[Body]] = {}
        for body in mentions.bodies:
            if not self._alias(body) and not is_venue(text, body):
                self.bodies_in.setdefault(text.sentence_of[body.first], []).append(body)

    def _alias(self, body: Body) -> bool:
        """Whether the body only abbreviates the one before it: `Ủy ban … (UBTVQH)`."""
        keys = self.keys
        return body.first > 0 and keys[body.first - 1] == "(" and keys[body.last : body.last + 1] == [")"]

    def named(self, number: int, instrument: Word | None, act: Word | None) -> tuple[list[Body], str, int]:
        """The parties a sentence names, the pattern and its strength."""
        bodies = self.bodies_in.get(number, [])
        if not bodies:
            return [], "", 0
        end = self.text.sentences[number][1]
        told, rule, strength = self._beside(bodies, instrument, act, end)
        if told:
            return told, rule, strength
        anchor = act.first if act is not None else instrument.first if instrument is not None else end
        subjects = self.before(bodies, anchor)
        objects = self._after_with(bodies, max(anchor, instrument.last if instrument is not None else anchor), end)
        if not objects and act is not None and self.keys[act.last : act.last + 1] == ["với"]:  # ký với B quy chế
            objects = self._after_with(bodies, act.last, end)
        if objects and subjects:
            joined = self.settle([*subjects, *objects])
            if len(joined) >= 2:
                return joined, "parties-with", 4
        settled = self.settle(subjects)
        if len(settled) >= 2:
            return settled, "parties-before-act", 4 if self._speaks_for(subjects) else 3
        return [], "", 0

    def _beside(
        self, bodies: list[Body], instrument: Word | None, act: Word | None, end: int
    ) -> tuple[list[Body], str, int]:
        """The list that `giữa`, `của` or a clause with `mà` ties to the instrument, or `giữa` to the act."""
        if act is not None and self.keys[act.last : act.last + 1] == ["giữa"]:
            between = self._after_between(bodies, act.last, end)
            if between:
                return between, "parties-between", 5
        if instrument is None:
            return [], "", 0
        between = self._after_between(bodies, instrument.last, end)
        if between:
            return between, "parties-between", 5
        of = self._after_of(bodies, instrument, act)
        if len(of) >= 2:
            return of, "parties-of", 3
        whose = self._in_clause(bodies, instrument, end)
        return (whose, "parties-in-clause", 4) if len(whose) >= 2 else ([], "", 0)

    def _speaks_for(self, subjects: list[Body]) -> bool:
        first = subjects[0].first
        return any(key in ("diện", "mặt", "đạo") for key in self.keys[max(0, first - 4) : first])

    def settle(self, run: list[Body]) -> list[Body]:
        """The bodies of a list in full, each once, without those that name nobody."""
        named = [body for body in share_list(run, self.setting) if not body.generic and "x" not in body.head.follows]
        distinct: dict[str, Body] = {}
        for body in named:
            if _vague(body):
                continue
            distinct.setdefault(body.name, body)
        return list(distinct.values())

    def runs_of(self, bodies: list[Body]) -> list[list[Body]]:
        """The lists that the bodies of a sentence stand in: those with only connecting words between them."""
        runs: list[list[Body]] = []
        for body in bodies:
            if runs and self._gap(runs[-1][-1].last, body.first, _ORGANISING, limit=10):
                runs[-1].append(body)
            else:
                runs.append([body])
        return runs

    def _run(self, bodies: list[Body], start: int, connectors: frozenset[str]) -> list[Body]:
        """The list of bodies that begins at or soon after a token."""
        run: list[Body] = []
        at = start
        for body in bodies:
            if body.first < at:
                continue
            if not self._gap(at, body.first, connectors, limit=6 if not run else 9):
                break
            run.append(body)
            at = body.last
        return run

    def _gap(self, start: int, end: int, connectors: frozenset[str], limit: int) -> bool:
        """Whether only connecting words, or a bracket, stand between two bodies."""
        k, used = start, 0
        while k < end:
            key = self.keys[k]
            if key == "(":
                close = next((m for m in range(k, min(k + 12, end)) if self.keys[m] == ")"), -1)
                if close < 0:
                    return False
                k = close + 1
                continue
            if key not in connectors and not key.isdigit():
                place = self._outer_place(k, end)
                if not place:
                    return False
                k = place
                continue
            used += 1
            if used > limit:
                return False
            k += 1
        return True

    def _outer_place(self, at: int, end: int) -> int:
        """The token behind `…, tỉnh X` in a list, which only says where the body before it is; else 0."""
        if self.keys[at] not in ("tỉnh", "huyện") or self.keys[at - 1] != ",":
            return 0
        close = at + 1
        while close < end and close - at < 6 and self.text.words[close][0].isupper():
            close += 1
        return close if close > at + 1 and self.keys[close : close + 1] in ([","], ["và"], ["với"], ["cùng"]) else 0

    def _after_between(self, bodies: list[Body], start: int, end: int) -> list[Body]:
        for k in range(start, min(end, start + 60)):
            if self.keys[k] == "giữa":
                settled = self.settle(self._run(bodies, k + 1, _CONNECTORS))
                if len(settled) >= 2:
                    return settled
        return []

    def carrying(self, number: int, instrument: Word) -> list[Body]:
        """`A và B (đang) thực hiện (có hiệu quả) Quy chế phối hợp …`: the list that carries the instrument out."""
        run = self.before(self.bodies_in.get(number, []), instrument.first)
        between = self.keys[run[-1].last : instrument.first] if run else []
        carried = "thực hiện" in " ".join(between) and len(between) <= 8 and _CARRYING.issuperset(between)
        return self.settle(run) if carried else []

    def makers(self, number: int, instrument: Word, words: list[Word]) -> tuple[list[Body], Word | None]:
        """`Quy chế số … do A, B và C thống nhất xây dựng, cùng ban hành`: the list that made it, and the act."""
        end = self.text.sentences[number][1]
        at = next((k for k in range(instrument.last, min(end, instrument.last + 24)) if self.keys[k] == "do"), end)
        run = self._run(self.bodies_in.get(number, []), at + 1, _CONNECTORS)
        if len(run) < 2 or run[0].first - at > 4:
            return [], None
        acts = [w for w in words if w.role == "act" and 0 <= w.first - run[-1].last <= 7 and w.value in _MAKES]
        return (self.settle(run), acts[-1]) if acts else ([], None)

    def _after_of(self, bodies: list[Body], instrument: Word, act: Word | None) -> list[Body]:
        """`Kế hoạch liên tịch số … của A và B`."""
        for k in range(instrument.last, instrument.last + 14):
            if self.keys[k : k + 1] == ["của"] and self.keys[k - 1] != "kiến":  # trước sự chứng kiến của X
                return self.settle(self._run(bodies, k + 1, _CONNECTORS))
        return []

    def _in_clause(self, bodies: list[Body], instrument: Word, end: int) -> list[Body]:
        """`Quy chế số … mà A cùng B và C đang áp dụng`: the list whose clause says what it does with the instrument."""
        for k in range(instrument.last, min(end, instrument.last + 16)):
            if self.keys[k] == "mà":
                run = self._run(bodies, k + 1, _CONNECTORS)
                behind = self.keys[run[-1].last : run[-1].last + 6] if run else []
                return self.settle(run) if not _DOES.isdisjoint(behind) else []
        return []

    def before(self, bodies: list[Body], anchor: int) -> list[Body]:
        """The list of bodies that does the act: the last run before it."""
        before = [body for body in bodies if body.last <= anchor and not self._authority(body)]
        if not before:
            return []
        run = [before[-1]]
        for body in reversed(before[:-1]):
            if not self._gap(body.last, run[0].first, _ORGANISING, limit=10):
                break
            run.insert(0, body)
        return run

    def _authority(self, body: Body) -> bool:
        """`theo chủ trương của X`, `theo Quyết định số … của X`: X only gave the word."""
        lead = self.keys[max(0, body.first - 3) : body.first]
        if lead[-1:] != ["của"]:
            return False
        start, _ = self.text.sentences[self.text.sentence_of[body.first]]
        opens = self.keys[start : start + 2] in _ON_ORDERS or self.keys[start] == "theo"
        numbered = opens and "số" in self.keys[max(start, body.first - 24) : body.first]
        return numbered or lead[:-1] in (["chủ", "trương"], ["chỉ", "đạo"], ["yêu", "cầu"], ["ý", "kiến"])

    def _after_with(self, bodies: list[Body], start: int, end: int) -> list[Body]:
        for k in range(start, end):
            if self.keys[k] in ("với", "cùng"):
                run = self._run(bodies, k + 1, _CONNECTORS)
                if run:
                    return run
        return []


def _vague(body: Body) -> bool:
    """A body that names nobody in particular: a committee's organ with no committee, a court with no level."""
    follows = body.head.follows
    if "c" in follows and not body.committee:
        return True
    if ("l" in follows or "L" in follows) and not body.word and not body.place and body.level != "central":
        return "n" not in follows and not body.tail
    return body.kind == "party-caucus" and body.host is None
