"""One question of the catalogue: read from its file, checked, and bound to what a user asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from phoihop.errors import UsageError
from phoihop.queries.header import Column, HeaderError, Parameter, parse_header, suggestion
from phoihop.queries.values import Term, ValueTypeError, build_term, fill_blocks, find_blocks, read_default, short_form

# SPARQLWrapper takes words of a comment for keywords (`address` for ADD), so the header is not sent.
_HEADER = re.compile(r"\A(?:#\+[^\n]*\n)+")
_POSITION = re.compile(r"error at (\d+):\d+")


@dataclass(frozen=True)
class Query:
    """A question with its parameters and columns; `text` runs as it stands in any SPARQL 1.1 engine."""

    name: str
    title_vi: str
    title_en: str
    description_vi: str
    description_en: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, values: Mapping[str, str] | None = None) -> str:
        """The SPARQL text for some values; parameters not given keep their defaults.

        Only what stands between the braces of the parameters' VALUES blocks changes, and only into terms that were
        checked against the parameter's type. An empty value leaves a parameter open. The header is left out.

        Raises:
            UsageError: a parameter is unknown, missing or ill-typed.
        """
        values = values or {}
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                takes = ", ".join(known) or "none"
                raise UsageError(
                    f"query {self.name!r} has no parameter {name!r}{suggestion(name, tuple(known))}",
                    fix=f"it takes: {takes}",
                )
        terms = {name: self._term(known[name], value) for name, value in values.items()}
        for parameter in self.parameters:
            if parameter.required and terms.get(parameter.name, parameter.default) is None:
                raise UsageError(
                    f"query {self.name!r} needs the parameter {parameter.name!r}",
                    fix=f"{parameter.meaning_en}: {_accepted(parameter)}",
                )
        return _HEADER.sub("", fill_blocks(self.text, terms))

    def _term(self, parameter: Parameter, value: str) -> Term | None:
        if not value.strip():
            return None
        try:
            return build_term(parameter.type, value, parameter.choices)
        except ValueTypeError as problem:
            shown = value if len(value) <= 80 else value[:77] + "..."
            raise UsageError(
                f"parameter {parameter.name!r} of query {self.name!r} cannot be {shown!r}", fix=f"it takes {problem}"
            ) from None


def read_query(path: Path) -> Query:
    """Read a query file and check that header and query agree.

    Raises:
        UsageError: it cannot be read, or header and query do not agree; with file and line.
    """
    try:
        return parse_query(path)
    except HeaderError as problem:
        raise UsageError(problem.en, path=path, line=problem.line) from None


def parse_query(path: Path) -> Query:
    """As `read_query`, but what is wrong stays in both languages.

    Raises:
        UsageError: the file cannot be read.
        HeaderError: header and query do not agree.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the query cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise HeaderError("the file is not UTF-8", "tệp không phải UTF-8", line) from None
    header = parse_header(text)
    _check_columns(header.columns, _selected(text), text)
    return Query(
        name=path.stem,
        title_vi=header.title_vi,
        title_en=header.title_en,
        description_vi=header.description_vi,
        description_en=header.description_en,
        tags=header.tags,
        parameters=tuple(_with_default(parameter, text) for parameter in header.parameters),
        columns=header.columns,
        text=text,
    )


def _selected(text: str) -> list[str]:
    """The columns that the query gives, as the parser sees them."""
    try:
        answer = ox.Store().query(text)
    except SyntaxError as error:
        match = _POSITION.search(str(error))
        what = str(error).strip().splitlines()[0][:160]
        raise HeaderError(
            f"not valid SPARQL: {what}", f"không phải SPARQL hợp lệ: {what}", int(match[1]) if match else 1
        ) from None
    if not isinstance(answer, ox.QuerySolutions):
        raise HeaderError("the query is no SELECT", "truy vấn không phải là SELECT", _line_of(text, r"(?m)^(?!#)\S"))
    return [variable.value for variable in answer.variables]


def _check_columns(columns: tuple[Column, ...], selected: list[str], text: str) -> None:
    named = [column.name for column in columns]
    for column in columns:
        if column.name not in selected:
            raise HeaderError(
                f"the query gives no column {column.name!r}", f"truy vấn không có cột {column.name!r}", column.line
            )
    for name in selected:
        if name not in named:
            raise HeaderError(
                f"column {name!r} is not explained in the header",
                f"cột {name!r} chưa được giải thích ở phần đầu",
                _line_of(text, r"(?mi)^\s*SELECT\b"),
            )
    if named != selected:
        raise HeaderError(
            f"the header lists the columns in another order than the query gives them: {', '.join(selected)}",
            f"thứ tự cột ở phần đầu khác với truy vấn: {', '.join(selected)}",
            columns[0].line,
        )


def _with_default(parameter: Parameter, text: str) -> Parameter:
    blocks = find_blocks(text).get(parameter.name)
    if not blocks:
        raise HeaderError(
            f"parameter {parameter.name!r} has no block `VALUES ?{parameter.name} {{ … }}` in the query",
            f"tham số {parameter.name!r} không có khối `VALUES ?{parameter.name} {{ … }}` trong truy vấn",
            parameter.line,
        )
    held = {text[start:end].strip() for start, end in blocks}
    line = text.count("\n", 0, blocks[0][0]) + 1
    if len(held) > 1:
        raise HeaderError(
            f"the blocks of {parameter.name!r} hold different defaults",
            f"các khối của {parameter.name!r} có giá trị mặc định khác nhau",
            line,
        )
    try:
        default = read_default(text, held.pop())
        if default is not None:
            build_term(parameter.type, default, parameter.choices)
    except ValueTypeError as problem:
        raise HeaderError(
            f"the default of {parameter.name!r} must be {problem}",
            f"giá trị mặc định của {parameter.name!r} phải là: {problem}",
            line,
        ) from None
    return replace(parameter, default=None if default is None else short_form(parameter.type, default))


def _accepted(parameter: Parameter) -> str:
    return f"one of {', '.join(parameter.choices)}" if parameter.choices else f"a value of type {parameter.type}"


def _line_of(text: str, pattern: str) -> int:
    match = re.search(pattern, text)
    return text.count("\n", 0, match.start()) + 1 if match else 1
