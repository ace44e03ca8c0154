"""The frozen types that cross module borders. No RDF here: `graph` alone makes triples."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class Truth(Enum):
    """The outcome of comparing things that are only partly known."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A date at the precision its source gives: `2021`, `2021-09` or `2021-09-08`; never padded.

    Comparisons are three-valued: `2022` is neither before nor after `2022-06-23`, and says so.

    Raises:
        ValueError: the text is none of the three forms, or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        match = _PARTIAL.match(self.text)
        if match is None:
            raise ValueError(f"{self.text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        if year == "0000":
            raise ValueError(f"{self.text!r} is not a date: there is no year 0")
        if month is not None and not 1 <= int(month) <= 12:
            raise ValueError(f"{self.text!r} is not a date: there is no month {month}")
        if day is not None and not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
            raise ValueError(f"{self.text!r} is not a date: {year}-{month} has no day {day}")

    def __str__(self) -> str:
        return self.text

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @cached_property
    def earliest(self) -> date:
        """The first day this can mean."""
        return date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @cached_property
    def latest(self) -> date:
        """The last day this can mean."""
        if self.precision == "day":
            return self.earliest
        year, month = self.earliest.year, 12 if self.precision == "year" else self.earliest.month
        return date(year, month, calendar.monthrange(year, month)[1])

    def before(self, other: PartialDate) -> Truth:
        """Whether this certainly, certainly not, or possibly precedes `other`."""
        if self.latest < other.earliest:
            return Truth.TRUE
        if self.earliest >= other.latest:
            return Truth.FALSE
        return Truth.UNKNOWN

    def same(self, other: PartialDate) -> Truth:
        """Whether the two certainly, certainly not, or possibly name one day."""
        if self.latest < other.earliest or other.latest < self.earliest:
            return Truth.FALSE
        if self.precision == other.precision == "day":
            return Truth.TRUE
        return Truth.UNKNOWN


@dataclass(frozen=True)
class Span:
    """A stretch of a source text: code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs from a start >= 0 to a greater end, not {self.start}-{self.end}")


@dataclass(frozen=True)
class Place:
    """A unit of the administrative map during one stretch of time.

    Args:
        id: `vn` for the country, else era and official code, as `vn63/11` or `vn34/44`; where a code
            was used for two units of one era the start year follows (`vn63/474-2025`).
        name: the bare name with diacritics, as `Phú Bình`.
        kind: the administrative type, as `tỉnh`, `thành phố`, `quận`, `huyện`, `thị xã`, `xã`, `phường`,
            `thị trấn`, `đặc khu`, `quốc gia`.
        level: `central`, `province`, `district` or `commune`.
        code: the official code, a string because leading zeros count.
        within: the id of the unit it belongs to; empty for the country.
        valid_from, valid_to: what is known of its lifetime, each empty where nothing is known.
        known_from: the earliest date at which a source attests it ("by 2021").
        gone_by: the earliest date at which a source shows the map without it; the day it ended is unknown.
        iso: ISO 3166-2 code, provinces before 2025-07-01 only.
        wikidata: Q-id; `wikidata_verified` says whether a person checked it.
        variants: other spellings of the bare name that occur.
    """

    id: str
    name: str
    kind: str
    level: str
    code: str
    within: str
    valid_from: str = ""
    valid_to: str = ""
    known_from: str = ""
    gone_by: str = ""
    iso: str = ""
    wikidata: str = ""
    wikidata_verified: bool = False
    variants: tuple[str, ...] = field(default=())

    @property
    def full_name(self) -> str:
        """The name with its type, as `huyện Phú Bình`."""
        return self.name if self.kind == "quốc gia" else f"{self.kind} {self.name}"


class Severity(Enum):
    """How bad a finding is. Absence warns, contradiction of the model violates, oddity informs."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Issue:
    """One finding about one record, in plain Vietnamese and English.

    Args:
        severity: how bad it is.
        rule: what found it: `reading/…`, `reference/…`, `shape/…`, `check/…` or `dataset/…`.
        record: the id of the record, if it has one.
        path, line, column: where in which file (line and column from 1).
        field: where in the record, as `programmes.ct.term`.
        focus: the IRI of the thing in the graph, if it is there.
        evidence: the span, as `s4:140-155`; `sentence` its words where the text is at hand.
    """

    severity: Severity
    rule: str
    message_en: str
    message_vi: str
    fix_en: str = ""
    fix_vi: str = ""
    record: str = ""
    path: str = ""
    line: int | None = None
    column: int | None = None
    field: str = ""
    focus: str = ""
    evidence: str = ""
    sentence: str = ""
