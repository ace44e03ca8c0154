"""What findings say, in both languages: one table a family of rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from phoihop.model import Issue, Severity

_VIOLATION, _WARNING, _INFO = Severity.VIOLATION, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Messages:
    """Findings by code: severity, message in English and Vietnamese, fix in English and Vietnamese.

    Texts hold `{name}` where a value goes. A fix that needs `{near}` is left out where nothing is near.
    """

    family: str
    table: Mapping[str, tuple[Severity, str, str, str, str]]

    def issue(self, code: str, values: Mapping[str, str], **where: Any) -> Issue:
        """The finding with this code; `where` gives the other fields of the issue."""
        severity, *texts = self.table[code]
        if "near" in values and not values["near"]:
            texts[2], texts[3] = "", ""
        message_en, message_vi, fix_en, fix_vi = (text.format(**values) for text in texts)
        return Issue(
            severity, f"{self.family}/{code}", message_en=message_en, message_vi=message_vi, fix_en=fix_en,
            fix_vi=fix_vi, **where,
        )  # fmt: skip


def _unknown(en: str, vi: str) -> tuple[Severity, str, str, str, str]:
    return (
        _VIOLATION,
        f"the record has no {en} {{value!r}}",
        f"bản ghi không có {vi} {{value!r}}",
        "did you mean {near}?",
        "có phải {near}?",
    )


REFERENCES = Messages(
    "reference",
    {
        "unknown-agencies": _unknown("agency", "cơ quan"),
        "unknown-documents": _unknown("document", "văn bản"),
        "unknown-programmes": _unknown("programme", "chương trình"),
        "unknown-events": _unknown("event", "sự kiện"),
        "unknown-claim": _unknown("claim with the key", "thông tin có khóa"),
        "claim-key-twice": (
            _VIOLATION,
            "two claims have the key {value!r}",
            "hai thông tin cùng có khóa {value!r}",
            "give one of them another key",
            "đặt khóa khác cho một trong hai",
        ),
        "duplicate-record": (
            _VIOLATION,
            "the id {value!r} is taken by the record at {other}",
            "mã {value!r} đã dùng cho bản ghi ở {other}",
            "give this record an id of its own, or delete the one that is outdated",
            "đặt mã riêng cho bản ghi này, hoặc xóa bản ghi cũ",
        ),
        "unknown-place": (
            _VIOLATION,
            "no place has the id {value!r}",
            "không có địa danh nào mang mã {value!r}",
            "did you mean {near}? `phoihop place NAME` finds ids",
            "có phải {near}? dùng `phoihop place TÊN` để tra mã",
        ),
        "place-not-in-name": (
            _WARNING,
            "the name {value!r} does not name its place, {place}",
            "tên {value!r} không có tên địa danh của nó là {place}",
            "write the body's full name, or correct `place`",
            "ghi đầy đủ tên cơ quan, hoặc sửa `place`",
        ),
        "district-after-2025": (
            _VIOLATION,
            "{value} cannot be the place of an event on {date}: there are no districts since 2025-07-01",
            "{value} không thể là nơi diễn ra sự kiện ngày {date}: từ 01/7/2025 không còn cấp huyện",
            "name the commune or province of that date, or correct the date",
            "ghi xã, phường hoặc tỉnh tại thời điểm đó, hoặc sửa ngày",
        ),
        "text-changed": (
            _VIOLATION,
            "the text is not the one that was coded: its SHA-256 begins {found}, the record says {value}",
            "văn bản nguồn không phải bản đã mã hóa: SHA-256 bắt đầu bằng {found}, bản ghi ghi {value}",
            "fetch the text that was coded, or code the new text and renew its spans",
            "dùng đúng văn bản đã mã hóa, hoặc mã hóa lại theo văn bản mới",
        ),
        "text-length": (
            _VIOLATION,
            "the text has {found} characters, the record says {value}",
            "văn bản nguồn có {found} ký tự, bản ghi ghi {value}",
            "correct `characters`, or fetch the text that was coded",
            "sửa `characters`, hoặc dùng đúng văn bản đã mã hóa",
        ),
        "span-past-end": (
            _VIOLATION,
            "the span {value} runs past the end of the text, which has {length} characters",
            "đoạn {value} vượt quá cuối văn bản nguồn ({length} ký tự)",
            "count code points from 0, end exclusive",
            "đếm theo ký tự Unicode từ 0, không tính vị trí cuối",
        ),
        "span-changed": (
            _VIOLATION,
            "the words at {value} are not those that were coded: their digest is {found}, the record says {digest}",
            "chữ ở đoạn {value} không phải chữ đã mã hóa: mã băm là {found}, bản ghi ghi {digest}",
            "correct the span or its digest",
            "sửa đoạn hoặc mã băm",
        ),
    },
)
