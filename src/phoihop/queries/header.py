"""The `#+` header of a query file: plain YAML behind a comment mark, in the form that grlc reads.

#+ summary: the question, in English
#+ title_vi: the question, in Vietnamese
#+ description: how to read the answer          (and description_vi)
#+ tags: [look-up]
#+ parameters:
#+   level: {type: concept:level, en: …, vi: …, required: false, choices: […]}
#+ columns:
#+   court: {type: iri, en: …, vi: …}
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Final

import yaml

from phoihop import vocabulary as v

CATEGORIES: Final = ("place", "agency", "programme", "document", "official", "event", "source", "claim")
"""Things of the data; a parameter of this type takes an IRI or what follows `id/<category>/` in it."""

PARAMETER_TYPES: Final = ("iri", "string", "search", "integer", "date", "document-number", *CATEGORIES)
COLUMN_TYPES: Final = ("iri", "string", "integer", "date", "partial-date", "boolean")
"""`partial-date` is a date at the precision of its source: a year, a month, a day, or a moment of publication."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEYS: Final = ("summary", "title_vi", "description", "description_vi", "method", "tags", "parameters", "columns")


class HeaderError(Exception):
    """What is wrong with a query file, in both languages, and on which line."""

    def __init__(self, en: str, vi: str, line: int = 1) -> None:
        super().__init__(en)
        self.en = en
        self.vi = vi
        self.line = line


@dataclass(frozen=True)
class Parameter:
    """What a query can be narrowed by.

    Args:
        name: also the name of the variable in the query.
        type: one of `PARAMETER_TYPES`, or `concept:<scheme>`.
        meaning_vi, meaning_en: what it does.
        default: what holds where it is not given, in the short form that `Query.bind` takes; None is no restriction.
        required: it cannot be left open.
        choices: the values it takes, where they can be listed.
        line: where it stands in the file.
    """

    name: str
    type: str
    meaning_vi: str
    meaning_en: str
    default: str | None
    required: bool
    choices: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Column:
    """A column of the answer; `line` is where it stands in the file."""

    name: str
    type: str
    meaning_vi: str
    meaning_en: str
    line: int


@dataclass(frozen=True)
class Header:
    """What stands in the header; the parameters are still without their defaults, which the query itself holds."""

    title_vi: str
    title_en: str
    description_vi: str
    description_en: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]


def parse_header(text: str) -> Header:
    """Read the header of a query file.

    Raises:
        HeaderError: it is missing, no YAML, or says too little, too much or something unknown.
    """
    entries = _mapping(_compose(text), "header", _KEYS)
    for key in ("summary", "title_vi", "description", "description_vi", "columns"):
        if key not in entries:
            raise HeaderError(f"the header has no {key!r}", f"phần đầu thiếu {key!r}")
    return Header(
        title_vi=_text(entries["title_vi"], "title_vi"),
        title_en=_text(entries["summary"], "summary"),
        description_vi=_text(entries["description_vi"], "description_vi"),
        description_en=_text(entries["description"], "description"),
        tags=_texts(entries["tags"], "tags") if "tags" in entries else (),
        parameters=tuple(
            _parameter(name, node) for name, node in _mapping(entries.get("parameters"), "parameters").items()
        ),
        columns=tuple(_column(name, node) for name, node in _mapping(entries["columns"], "columns").items()),
    )


def _compose(text: str) -> yaml.Node | None:
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            break
        if "\t" in line:
            raise HeaderError(
                "a tab stands in the header: use blanks", "phần đầu có ký tự tab: hãy dùng dấu cách", number
            )
        lines.append(line[2:])
    if not lines:
        raise HeaderError(
            "the file does not begin with a header of lines `#+ key: value`",
            "tệp không bắt đầu bằng phần đầu gồm các dòng `#+ khóa: giá trị`",
        )
    try:
        node: yaml.Node | None = yaml.compose("\n".join(lines), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "it cannot be read"
        line_number = mark.line + 1 if mark else 1
        raise HeaderError(
            f"the header is not valid YAML: {what}", f"phần đầu không phải YAML hợp lệ: {what}", line_number
        ) from None
    return node


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _mapping(node: yaml.Node | None, what: str, allowed: tuple[str, ...] | None = None) -> dict[str, yaml.Node]:
    """The entries of a mapping; nothing at all counts as an empty one."""
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise HeaderError(
            f"{what} must be entries `key: value`", f"{what} phải gồm các mục `khóa: giá trị`", _line(node)
        )
    entries: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _text(key, what)
        if name in entries:
            raise HeaderError(
                f"{name!r} stands twice in {what}", f"{name!r} xuất hiện hai lần trong {what}", _line(key)
            )
        if allowed is not None and name not in allowed:
            near = suggestion(name, allowed)
            raise HeaderError(
                f"unknown key {name!r} in {what}{near}", f"khóa lạ {name!r} trong {what}{near}", _line(key)
            )
        entries[name] = value
    return entries


def _text(node: yaml.Node, what: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise HeaderError(f"{what} must be a text", f"{what} phải là văn bản", _line(node))
    return " ".join(str(node.value).split())


def _texts(node: yaml.Node, what: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise HeaderError(f"{what} must be a list", f"{what} phải là danh sách", _line(node))
    return tuple(_text(item, what) for item in node.value)


def _parameter(name: str, node: yaml.Node) -> Parameter:
    entries = _described(name, node, ("type", "vi", "en", "required", "choices"))
    kind = _text(entries["type"], "type")
    scheme = kind.removeprefix("concept:")
    if kind not in PARAMETER_TYPES and (scheme == kind or scheme not in v.SCHEMES):
        known = (*PARAMETER_TYPES, *(f"concept:{name}" for name in v.SCHEMES))
        raise _unknown_type(name, kind, known, entries["type"])
    required = _text(entries["required"], "required") if "required" in entries else "false"
    if required not in ("true", "false"):
        raise HeaderError(
            "required must be true or false", "required phải là true hoặc false", _line(entries["required"])
        )
    choices: tuple[str, ...] = v.SCHEMES[scheme] if scheme != kind else ()
    if "choices" in entries:
        choices = _texts(entries["choices"], "choices")
    return Parameter(
        name=name,
        type=kind,
        meaning_vi=_text(entries["vi"], "vi"),
        meaning_en=_text(entries["en"], "en"),
        default=None,
        required=required == "true",
        choices=choices,
        line=_line(node),
    )


def _column(name: str, node: yaml.Node) -> Column:
    entries = _described(name, node, ("type", "vi", "en"))
    kind = _text(entries["type"], "type")
    if kind not in COLUMN_TYPES:
        raise _unknown_type(name, kind, COLUMN_TYPES, entries["type"])
    return Column(name, kind, _text(entries["vi"], "vi"), _text(entries["en"], "en"), _line(node))


def _described(name: str, node: yaml.Node, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
    entries = _mapping(node, name, allowed)
    for key in ("type", "vi", "en"):
        if key not in entries:
            raise HeaderError(f"{name!r} has no {key!r}", f"{name!r} thiếu {key!r}", _line(node))
    return entries


def _unknown_type(name: str, kind: str, known: tuple[str, ...], node: yaml.Node) -> HeaderError:
    near = suggestion(kind, known) or f"; known are {', '.join(known)}"
    return HeaderError(
        f"{name!r} has the unknown type {kind!r}{near}", f"{name!r} có kiểu lạ {kind!r}{near}", _line(node)
    )


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """The near miss, ready to append to a message, or nothing."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; {near[0]!r}?" if near else ""
