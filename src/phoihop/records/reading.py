"""Reads records strictly. A mistake is an issue with file, line, column, and what to do; never a guess."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from phoihop.errors import UsageError
from phoihop.model import Issue, Severity
from phoihop.records.schema import Record
from phoihop.records.sheets import SUFFIXES as SHEETS
from phoihop.records.sheets import FindPlace

# A record of this size would hold tens of thousands of facts: it is something else.
LARGEST_RECORD = 5_000_000
SUFFIXES = (".yaml", ".yml", ".jsonl")

_TAGS = {"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge"}
Loc = tuple[str | int, ...]
_Known = TypeVar("_Known")


@dataclass(frozen=True)
class Located:
    """A record and where its parts stand: `lines[path]` is a 1-based (line, column).

    Of a spreadsheet these are row and column, and `sheets[path]` is the sheet.
    """

    record: Record
    path: str
    lines: dict[Loc, tuple[int, int]]
    sheets: dict[Loc, str] = field(default_factory=dict)

    def line_of(self, path: Loc) -> tuple[int, int] | None:
        """Line and column of a part, or of the nearest part around it that has one."""
        return _nearest(path, self.lines)

    def place_of(self, path: Loc) -> tuple[str, int | None, int | None]:
        """File, line and column of a part, or of the nearest part around it; the sheet stands behind the file and #."""
        sheet = _nearest(path, self.sheets)
        return (f"{self.path}#{sheet}" if sheet else self.path, *(self.line_of(path) or (None, None)))


def find_records(paths: list[Path]) -> list[Path]:
    """The record files among files and folders, in a fixed order.

    Raises:
        UsageError: a path does not exist, or a folder holds no record.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if _holds_records(p) and p.is_file())
            if not inside:
                fix = "records end in .yaml, .yml, .jsonl or .xlsx, or stand in programmes.csv"
                raise UsageError("no record in this folder", path=path, fix=fix)
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise UsageError("no such file or folder", path=path)
    return found


def _holds_records(path: Path) -> bool:
    return path.suffix in (*SUFFIXES, ".xlsx") or path.name == "programmes.csv"


def read_records(path: Path, find_place: FindPlace | None = None) -> Iterator[Located | list[Issue]]:
    """What one file holds, in order: for each record the record, or the list of what is wrong with it.

    Args:
        path: YAML, JSON Lines, or a spreadsheet (XLSX, or CSV as docs/spreadsheet.md tells).
        find_place: finds the places that a spreadsheet names; spreadsheets cannot be read without.
    """
    if path.suffix == ".jsonl":
        yield from _read_lines(path)
    elif path.suffix in SHEETS and find_place is not None:
        from phoihop.records.workbook import read_workbook  # noqa: PLC0415  (few batches are spreadsheets)

        for found in read_workbook(path, find_place):
            yield found if isinstance(found, list) else Located(found[0], str(path), *found[1:])
    else:
        yield read_record(path)


def read_record(path: Path) -> Located | list[Issue]:
    """One YAML record, or the list of what is wrong with it."""
    try:
        if path.stat().st_size > LARGEST_RECORD:
            return [_issue(path, "too-large", str(path.stat().st_size))]
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path) from None
    return parse_record(raw, path)


def parse_record(raw: bytes, path: Path | str) -> Located | list[Issue]:
    """The record in the bytes of a YAML file, or the list of what is wrong with it; `path` is for messages."""
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [_issue(path, "not-utf8", f"0x{raw[error.start]:02x}", (line, 1))]
    if not content.strip():
        return [_issue(path, "empty", "")]
    lines: dict[Loc, tuple[int, int]] = {}
    try:
        node = yaml.compose(content, Loader=_Loader)
        value = _plain(node, (), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else None
        code = "tab" if mark and _character_at(content, mark) == "\t" else "yaml"
        return [_issue(path, code, error.problem or str(error), where)]
    except yaml.YAMLError as error:
        return [_issue(path, "yaml", str(error).splitlines()[0])]
    except _ShapeError as error:
        return [_issue(path, error.code, error.value, error.where)]
    return _validated(value, str(path), lines)


def _character_at(content: str, mark: yaml.Mark) -> str:
    lines = content.splitlines()
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""


def _read_lines(path: Path) -> Iterator[Located | list[Issue]]:
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if not raw.strip():
                    continue
                try:
                    # Straight from bytes to a record in compiled code: this is the road for volume.
                    record = Record.model_validate_json(raw)
                except ValidationError as error:
                    yield _issues(error, str(path), {(): (number, 1)}, _json_value(raw))
                else:
                    yield Located(record, str(path), {(): (number, 1)})
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path) from None


def _json_value(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return {}


class _ShapeError(Exception):
    def __init__(self, code: str, value: str, where: tuple[int, int]) -> None:
        super().__init__(value)
        self.code, self.value, self.where = code, value, where


def _plain(node: yaml.Node | None, path: Loc, lines: dict[Loc, tuple[int, int]]) -> Any:
    """Values as the schema wants them. Dates stay text; a key given twice, an alias or a tag is refused."""
    if node is None:
        return None
    where = (node.start_mark.line + 1, node.start_mark.column + 1)
    lines[path] = where
    if len(path) > 20:
        raise _ShapeError("yaml", "nested too deeply", where)
    if node.tag.rpartition(":")[2] not in _TAGS:
        raise _ShapeError("yaml", f"the tag {node.tag!r} has no place in a record", where)
    if not isinstance(node, yaml.ScalarNode) and getattr(node, "read", False):
        # The same node again is an alias; expanding aliases can make gigabytes of a few lines.
        raise _ShapeError("yaml", "an alias (*) stands here, write the part out", where)
    node.read = True  # type: ignore[attr-defined]  # composed nodes are plain objects that live no longer than this
    if isinstance(node, yaml.MappingNode):
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            at = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key is None:
                raise _ShapeError("yaml", "a key must be a word", at)
            if key in result:
                raise _ShapeError("duplicate-key", key, at)
            result[key] = _plain(value_node, (*path, key), lines)
            lines[(*path, key)] = at
        return result
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item, (*path, i), lines) for i, item in enumerate(node.value))
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    tag = node.tag.rpartition(":")[2]
    value: str = node.value
    if tag == "null":
        return None
    if tag == "bool":
        return value.lower() in ("true", "yes", "on")
    if tag == "int" and value.isdecimal() and not (value.startswith("0") and value != "0"):
        return int(value)
    return value


def _validated(value: Any, path: str, lines: dict[Loc, tuple[int, int]]) -> Located | list[Issue]:
    try:
        return Located(Record.model_validate(value), path, lines)
    except ValidationError as error:
        return _issues(error, path, lines, value)


def _issues(error: ValidationError, path: str, lines: dict[Loc, tuple[int, int]], value: Any) -> list[Issue]:
    given = value.get("id") if isinstance(value, dict) else None
    record = given if isinstance(given, str) else ""
    issues = []
    for detail in error.errors(include_url=False):
        loc: Loc = tuple(detail["loc"])
        if loc and loc[-1] == "[key]":
            loc = loc[:-1]
        where = _nearest(loc, lines)
        code, shown, fix = _explain(detail, value, loc)
        issues.append(_issue(path, code, shown, where, record=record, at=".".join(map(str, loc)), fix_value=fix))
    return issues


def _nearest(path: Loc, known: dict[Loc, _Known]) -> _Known | None:
    for length in range(len(path), -1, -1):
        if path[:length] in known:
            return known[path[:length]]
    return None


def _explain(detail: Any, value: Any, loc: Loc) -> tuple[str, str, str]:
    """Code, the value shown, and a hint for the fix (a near miss, or the rule's own words)."""
    kind, given = detail["type"], detail.get("input")
    shown = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, default=str)[:80]
    if kind == "extra_forbidden":
        name = str(loc[-1])
        return "unknown-field", name, _near(name, _fields_at(loc[:-1]))
    if kind == "literal_error":
        allowed = [a.strip(" '") for a in detail["ctx"]["expected"].replace(" or ", ",").split(",")]
        return "unknown-value", shown, _near(str(given), allowed) or (", ".join(allowed) if len(allowed) < 9 else "")
    if kind == "missing":
        return "missing-field", str(loc[-1]), ""
    if kind == "value_error":
        return "value", shown, str(detail["ctx"]["error"])
    if kind in ("json_invalid", "model_type", "dict_type") and len(loc) == 0:
        return "yaml", detail["msg"], ""
    return "wrong-type", shown, detail["msg"]


def _near(word: str, words: list[str]) -> str:
    close = difflib.get_close_matches(word, words, n=3, cutoff=0.6)
    return ", ".join(close)


def _fields_at(path: Loc) -> list[str]:
    """The fields the schema knows at a place in a record, for the near-miss hint."""
    schema = Record.model_json_schema()
    node: Any = schema
    for step in path:
        node = _resolve(node, schema)
        if isinstance(step, int):
            node = node.get("items", {})
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        else:
            node = node.get("additionalProperties") or next(iter(node.get("patternProperties", {}).values()), {})
    return list(_resolve(node, schema).get("properties", {}))


def _resolve(node: Any, schema: Any) -> Any:
    for choice in node.get("anyOf", ()):
        if choice.get("type") != "null":
            node = choice
            break
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


_MESSAGES: dict[str, tuple[str, str, str, str]] = {
    # code: message en, message vi, fix en, fix vi; {v} is the value, {f} the hint
    "not-utf8": (
        "byte {v} is not UTF-8",
        "byte {v} không phải UTF-8",
        "save the file as UTF-8",
        "lưu tệp theo mã UTF-8",
    ),
    "empty": ("the file is empty", "tệp rỗng", "write a record, or delete the file", "ghi bản ghi hoặc xóa tệp"),
    "too-large": (
        f"the file has {{v}} bytes, a record at most {LARGEST_RECORD}",
        f"tệp có {{v}} byte, bản ghi tối đa {LARGEST_RECORD}",
        "one YAML file holds one record; use JSON Lines (.jsonl) for many",
        "mỗi tệp YAML chứa một bản ghi; dùng JSON Lines (.jsonl) cho nhiều bản ghi",
    ),
    "yaml": ("cannot be read: {v}", "không đọc được: {v}", "mend the syntax at this place", "sửa cú pháp tại chỗ này"),
    "tab": (
        "a tab character cannot indent YAML",
        "không được thụt dòng YAML bằng ký tự tab",
        "indent with blanks",
        "thụt dòng bằng dấu cách",
    ),
    "duplicate-key": (
        "{v!r} is given twice",
        "{v!r} được ghi hai lần",
        "keep one of the two, or give the second a name of its own",
        "giữ lại một, hoặc đặt tên khác cho mục thứ hai",
    ),
    "unknown-field": (
        "there is no field {v!r} here",
        "ở đây không có trường {v!r}",
        "did you mean {f}?",
        "có phải {f}?",
    ),
    "unknown-value": (
        "{v!r} is not one of the values",
        "{v!r} không thuộc các giá trị cho phép",
        "did you mean {f}?",
        "có phải {f}?",
    ),
    "missing-field": ("the field {v!r} is missing", "thiếu trường {v!r}", "add it", "thêm trường này"),
    "value": ("{f}", "giá trị không hợp lệ: {f}", "correct the value {v}", "sửa giá trị {v}"),
    "wrong-type": ("{v!r} is of the wrong type", "{v!r} sai kiểu", "{f}", "{f}"),
}
_NO_HINT = {
    "unknown-field": ("see `phoihop ref record` for the fields", "xem các trường bằng `phoihop ref record`"),
    "unknown-value": ("see `phoihop ref` for the values", "xem các giá trị bằng `phoihop ref`"),
}


def _issue(
    path: Path | str,
    code: str,
    value: str,
    where: tuple[int, int] | None = None,
    *,
    record: str = "",
    at: str = "",
    fix_value: str = "",
) -> Issue:
    message_en, message_vi, fix_en, fix_vi = (t.format(v=value, f=fix_value) for t in _MESSAGES[code])
    if not fix_value and code in _NO_HINT:
        fix_en, fix_vi = _NO_HINT[code]
    return Issue(
        severity=Severity.VIOLATION,
        record=record,
        path=str(path),
        line=where[0] if where else None,
        column=where[1] if where else None,
        field=at,
        message_en=message_en,
        message_vi=message_vi,
        fix_en=fix_en,
        fix_vi=fix_vi,
        rule=f"reading/{code}",
    )
