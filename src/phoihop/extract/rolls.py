"""Parties called behind the act: `Tham gia ký kết gồm A; B; C`, `Cùng ký với A là B. Bên thứ ba là C`."""

from __future__ import annotations

import re

from phoihop.extract.bodies import Body
from phoihop.extract.parties import PartyReader
from phoihop.extract.reports import Report
from phoihop.extract.tokens import BREAK, Text, word_set

RULE = "parties-told-behind"
_LISTS = ("ký kết gồm", "ký gồm", "ký kết bao gồm", "bên ký là", "bên ký kết là")
_REACH = 1500
#: Where none of these cues stands so many letters on, no sentence calls a party.
_CUES = ("bên thứ ", "cùng ký", "cùng tham gia ký", "ký tiếp", "bên tham gia ký", "bên còn lại", *_LISTS)
_CALLS = re.compile(
    r"bên thứ \w+ (?:là|,|ký|tham gia ký|cùng ký)|bên tham gia ký|bên còn lại(?: là| ,)"
    r"|^(?:cùng (?:tham gia )?ký|ký tiếp)"
)
_LAST = re.compile(r"(?:và )?(?:cuối cùng|sau cùng) là")
_NOT_SIGNED = word_set("chưa sẽ không")
_ON = 8  # so many sentences on a paragraph may go on calling parties


class RollReader:
    """Reads the roll of parties behind the act of a report."""

    def __init__(self, text: Text, parties: PartyReader) -> None:
        self.text = text
        self.parties = parties

    def read(self, report: Report) -> list[Body]:
        """The parties that the sentences behind a signing call; none unless they make two with those before the act."""
        told = report.caption or report.headline or report.rule == "parties-between"
        if report.kind != "signing" or told:
            return []
        end = self.text.ends[self.text.sentences[report.sentence][1] - 1]
        behind = self.text.low[end : end + _REACH]
        if not any(cue in behind for cue in _CUES):
            return []
        named = self.parties.bodies_in.get(report.sentence, [])
        alone = [b for b in self.parties.before(named, report.trigger[0]) if not b.generic]
        found, whole = self._called(report.sentence)
        if not found:
            return []
        settled = self.parties.settle(found if whole else [*(alone[-1:] if len(alone) < 2 else alone), *found])
        return settled if len(settled) >= 2 else []

    def _called(self, number: int) -> tuple[list[Body], bool]:
        """The bodies that the next sentences of the paragraph call, and whether one sentence lists them all."""
        keys, found = self.text.keys, list[Body]()
        for after in range(number + 1, min(number + 1 + _ON, len(self.text.sentences))):
            first, end = self.text.sentences[after]
            if BREAK in (keys[first - 1], keys[first]):
                break
            words = " ".join(keys[first:end])
            bodies = [b for b in self.parties.bodies_in.get(after, ()) if not b.generic]
            if not _NOT_SIGNED.isdisjoint(keys[first:end]) or not bodies:
                break
            if any(cue in words for cue in _LISTS) and len(bodies) >= 2:
                return max(self.parties.runs_of(bodies), key=len), True
            if not _CALLS.search(words) and not (found and _LAST.match(words)):
                break
            found += bodies
        return found, False
