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

CHECKS = Messages(
    "check",
    {
        "repost-finding": (
            _WARNING,
            "the texts of the sources {id} and {other_id} have about {share} % of their wording in common",
            "văn bản của hai nguồn {id} và {other_id} trùng nhau khoảng {share} % câu chữ",
            "if one is a repost of the other, keep one record",
            "nếu một bài là bài đăng lại của bài kia thì chỉ giữ một bản ghi",
        ),
    },
)

SHAPES_LINT = Messages(
    "shapes",
    {
        "unknown-term": (
            _VIOLATION,
            "SHACL has no term {value}, so this line checks nothing",
            "SHACL không có {value}, nên dòng này không kiểm tra gì",
            "did you mean {near}?",
            "có phải {near}?",
        ),
        "unknown-class": (
            _VIOLATION,
            "the class {value} is known neither to the data nor to the ontology",
            "lớp {value} không có trong dữ liệu lẫn bản thể học",
            "did you mean {near}?",
            "có phải {near}?",
        ),
        "unknown-property": (
            _VIOLATION,
            "the property {value} is known neither to the data nor to the ontology",
            "thuộc tính {value} không có trong dữ liệu lẫn bản thể học",
            "did you mean {near}?",
            "có phải {near}?",
        ),
        "unknown-shape": (
            _VIOLATION,
            "no shape {value} is defined here, so this line checks nothing",
            "ở đây không định nghĩa shape {value}, nên dòng này không kiểm tra gì",
            "did you mean {near}?",
            "có phải {near}?",
        ),
        "bad-value": (
            _VIOLATION,
            "{value!r} is no value for {name}",
            "{value!r} không phải giá trị của {name}",
            "write {expected_en}",
            "ghi {expected_vi}",
        ),
        "no-path": (
            _VIOLATION,
            "a property shape of {value} has no sh:path, so it checks nothing",
            "một shape thuộc tính của {value} thiếu sh:path nên không kiểm tra gì",
            "add sh:path",
            "thêm sh:path",
        ),
        "circle": (
            _VIOLATION,
            "the shape {value} leads back to itself, and SHACL leaves open what that means",
            "shape {value} dẫn vòng về chính nó; SHACL không quy định cách hiểu",
            "use a path such as sh:zeroOrMorePath instead",
            "dùng đường dẫn như sh:zeroOrMorePath",
        ),
        "not-judged": (
            _WARNING,
            "{name} is not carried out: what it asks is not checked",
            "{name} không được thực hiện: điều nó yêu cầu không được kiểm tra",
            "say the same with SHACL Core or sh:sparql",
            "diễn đạt lại bằng SHACL Core hoặc sh:sparql",
        ),
        "asks-nothing": (
            _WARNING,
            "the shape {value} has a target and asks nothing of it",
            "shape {value} có đích nhưng không yêu cầu gì",
            "write what it asks, or delete it",
            "ghi điều nó yêu cầu, hoặc xóa nó",
        ),
        "unknown-choice": (
            _WARNING,
            "the property {value}, one of several to choose from, is known neither to the data nor to the ontology",
            "thuộc tính {value}, một trong các lựa chọn, không có trong dữ liệu lẫn bản thể học",
            "did you mean {near}?",
            "có phải {near}?",
        ),
        "unused-choice": (
            _INFO,
            "nothing in the data has the property {value}",
            "dữ liệu không có gì mang thuộc tính {value}",
            "",
            "",
        ),
        "unused-class": (
            _INFO,
            "nothing in the data is of the class {value}",
            "dữ liệu không có gì thuộc lớp {value}",
            "",
            "",
        ),
        "unused-property": (
            _INFO,
            "nothing in the data has the property {value}",
            "dữ liệu không có gì mang thuộc tính {value}",
            "",
            "",
        ),
        "nothing-checked": (
            _VIOLATION,
            "nothing was checked: no node of the data falls under any of the shapes",
            "không kiểm tra được gì: không có nút nào của dữ liệu thuộc phạm vi các shape",
            "correct the shapes' targets, or name the data they are for",
            "sửa đích của các shape, hoặc chọn đúng dữ liệu",
        ),
    },
)

RDF = Messages(
    "rdf",
    {
        "syntax": (
            _VIOLATION,
            "cannot be read as {form}: {value}",
            "không đọc được dưới dạng {form}: {value}",
            "mend the syntax at this place",
            "sửa cú pháp tại chỗ này",
        ),
        "too-long": (
            _VIOLATION,
            "cannot be read as {form}: a word or text on this line, the longest, has more than 16 million bytes",
            "không đọc được dưới dạng {form}: dòng này, dòng dài nhất, có từ hoặc đoạn chữ trên 16 triệu byte",
            "see that a quotation mark is not missing, or shorten the text",
            "xem có thiếu dấu ngoặc kép không, hoặc rút ngắn đoạn chữ",
        ),
        "remote-context": (
            _VIOLATION,
            "the JSON-LD context {value} lies on the network and is not fetched",
            "ngữ cảnh JSON-LD {value} nằm trên mạng và không được tải về",
            "write the context into the file",
            "ghi ngữ cảnh vào trong tệp",
        ),
        "bad-iri": (
            _VIOLATION,
            "{value!r} is not an IRI: it holds a blank or a character that IRIs cannot have",
            "{value!r} không phải IRI: có dấu cách hoặc ký tự không được phép",
            "percent-encode it, as %20 for a blank",
            "mã hóa phần trăm, như %20 cho dấu cách",
        ),
        "ill-typed": (
            _VIOLATION,
            "{value!r} is not a value of the type {kind}",
            "{value!r} không phải giá trị thuộc kiểu {kind}",
            "correct the value or its type",
            "sửa giá trị hoặc kiểu",
        ),
        "empty": (_VIOLATION, "the file holds no triple", "tệp không có bộ ba nào", "", ""),
    },
)

DATASET = Messages(
    "dataset",
    {
        "few": (
            _VIOLATION,
            "{found} {name}, at least {bound} were expected",
            "có {found} {name}, ít nhất phải có {bound}",
            "look for what was lost; if the data set shrank on purpose, lower the bound",
            "tìm phần bị mất; nếu chủ ý bớt dữ liệu thì hạ ngưỡng",
        ),
        "many": (
            _WARNING,
            "{found} {name}, at most {bound} were expected",
            "có {found} {name}, tối đa chỉ chờ {bound}",
            "look for duplicates; if the data set grew, raise the bound",
            "tìm bản trùng; nếu dữ liệu tăng thật thì nâng ngưỡng",
        ),
        "rare": (
            _VIOLATION,
            "a share of {found} has {name}, at least {bound} was expected",
            "tỷ lệ có {name} là {found}, ít nhất phải là {bound}",
            "look for what was lost, or lower the bound",
            "tìm phần bị mất, hoặc hạ ngưỡng",
        ),
        "frequent": (
            _WARNING,
            "a share of {found} has {name}, at most {bound} was expected",
            "tỷ lệ có {name} là {found}, tối đa chỉ chờ {bound}",
            "check the new ones, or raise the bound",
            "kiểm tra các mục mới, hoặc nâng ngưỡng",
        ),
        "field-not-listed": (
            _WARNING,
            "{name} occurs in the data and is not accounted for",
            "{name} có trong dữ liệu nhưng chưa được khai",
            "list it under expect: fields: in dataset.yaml",
            "khai dưới expect: fields: trong dataset.yaml",
        ),
    },
)
