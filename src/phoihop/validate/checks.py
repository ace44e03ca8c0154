"""Cross-record rules: SPARQL queries in `queries/check/`, each row of whose answer is a finding.

A rule's header is YAML behind `#+`:

#+ severity: violation                      (or warning, info)
#+ message_vi, message_en, fix_vi, fix_en:  texts, in which {column} stands for a value of the row

The query selects ?focus, the thing that is wrong, and whatever else its texts show; ?other is a second thing that it
is about. Where the query opens with `VALUES ?x { UNDEF }`, the rule can be asked about new things only: each such ?x
must be the subject of some triple of the pattern, and together they must cover all subjects that a record can add.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import yaml

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.settings import queries_dir

_ANCHOR = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SYNTAX = re.compile(r"error at (\d+):(\d+)")
_TEXTS = ("message_vi", "message_en", "fix_vi", "fix_en")


Pattern = tuple[str, str]
"""A property, and the value it must have: the IRI of a concept or class, or nothing where any will do."""


@dataclass(frozen=True, order=True)
class Found:
    """One row of a rule's answer: the thing it is about, a second thing, and the values its texts show."""

    focus: str
    other: str
    values: tuple[tuple[str, str], ...]


class Touched:
    """The things that new records speak of, by what is said of them: most rules concern few of them, or none."""

    def __init__(self, graph: ox.Store, things: Iterable[str]) -> None:
        self._things = frozenset(things)
        self._having: dict[Pattern, set[str]] = defaultdict(set)
        for thing in self._things:
            for quad in graph.quads_for_pattern(ox.NamedNode(thing), None, None, ox.DefaultGraph()):
                self._having[quad.predicate.value, ""].add(thing)
                if isinstance(quad.object, ox.NamedNode):
                    self._having[quad.predicate.value, quad.object.value].add(thing)

    def having(self, patterns: Iterable[Pattern]) -> frozenset[str]:
        """The things of which all of this is said."""
        return self._things.intersection(*(self._having.get(pattern, ()) for pattern in patterns))


@dataclass(frozen=True)
class Check:
    """One rule; `anchors` are the variables that can be bound to new things, with what the query asks of each."""

    name: str
    severity: Severity
    message_vi: str
    message_en: str
    fix_vi: str
    fix_en: str
    text: str
    anchors: dict[str, frozenset[Pattern]]
    path: str

    def run(self, graph: ox.Store, touched: Collection[str] | Touched | None = None) -> list[Found]:
        """The rows of the rule's answer, each once, in a fixed order.

        Args:
            graph: where to ask.
            touched: only rows that are about one of these things; all rows if None. A rule without anchors always
                gives all its rows.
        """
        if touched is None or not self.anchors:
            return sorted(set(self._rows(graph, self.text)))
        things = touched if isinstance(touched, Touched) else Touched(graph, touched)
        rows: set[Found] = set()
        for anchor, wanted in self.anchors.items():
            candidates = things.having(wanted)
            if candidates:
                inside = " ".join(f"<{iri}>" for iri in sorted(candidates))
                block = re.compile(rf"(VALUES\s+\?{anchor}\s*)\{{\s*UNDEF\s*\}}")
                rows.update(self._rows(graph, block.sub(lambda match, i=inside: f"{match[1]}{{ {i} }}", self.text)))  # type: ignore[misc]
        return sorted(rows)

    def _rows(self, graph: ox.Store, asked: str) -> Iterator[Found]:
        answer = graph.query(asked)
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            values = {name: _shown(row[name]) for name in names if row[name] is not None}
            if "focus" in values:
                yield Found(values.pop("focus"), values.get("other", ""), tuple(sorted(values.items())))

    def texts(self, found: Found) -> dict[str, str]:
        """Messages and fixes with the values of a row in place."""
        values = dict(found.values)
        return {name: _PLACEHOLDER.sub(lambda match: values.get(match[1], "?"), getattr(self, name)) for name in _TEXTS}


def read_checks(folder: Path | None = None) -> tuple[Check, ...]:
    """The rules of a folder, the shipped ones unless told otherwise, in order of their names.

    Raises:
        UsageError: a rule's header or query is wrong, with file and line.
    """
    files = sorted((folder or queries_dir() / "check").glob("*.rq"))
    return tuple(_read_check(path, path.stat().st_mtime_ns) for path in files)


@lru_cache(maxsize=256)
def _read_check(path: Path, changed: int) -> Check:
    text = path.read_text(encoding="utf-8")
    try:
        header = yaml.safe_load(
            "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
        )
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"the rule's header is not YAML: {error.problem}", path=path, line=line) from None
    if not isinstance(header, dict):
        raise UsageError("the rule has no header", path=path, line=1, fix="begin with lines `#+ severity: …`")
    missing = [name for name in ("severity", *_TEXTS) if not isinstance(header.get(name), str)]
    if missing:
        raise UsageError(f"the rule's header lacks {', '.join(missing)}", path=path, line=1)
    try:
        severity = Severity(header["severity"])
    except ValueError:
        raise UsageError(
            f"{header['severity']!r} is no severity", path=path, line=1, fix="write violation, warning or info"
        ) from None
    columns = _columns(text, path)
    for name in _TEXTS:
        for column in _PLACEHOLDER.findall(header[name]):
            if column not in columns:
                raise UsageError(f"{name} shows {{{column}}}, which the query does not select", path=path, line=1)
    anchors = {anchor: frozenset(_patterns(text, anchor)) for anchor in _ANCHOR.findall(text)}
    return Check(
        name=path.stem, severity=severity, text=text, anchors=anchors, path=str(path),
        **{name: header[name] for name in _TEXTS},
    )  # fmt: skip


def _columns(text: str, path: Path) -> list[str]:
    try:
        answer = ox.Store().query(text)
    except SyntaxError as error:
        match = _SYNTAX.search(str(error))
        line, column = (int(match[1]), int(match[2])) if match else (None, None)
        what = str(error).strip().splitlines()[0]
        raise UsageError(f"the rule is not valid SPARQL: {what}", path=path, line=line, column=column) from None
    columns = [variable.value for variable in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    if "focus" not in columns:
        raise UsageError("a rule must SELECT ?focus, the thing that is wrong", path=path)
    return columns


def _shown(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def _patterns(text: str, anchor: str) -> Iterator[Pattern]:
    """What the query asks of a variable come what may: its patterns that stand on a line of their own, unnested."""
    prefixes = dict(re.findall(r"(?m)^PREFIX\s+([\w-]*):\s*<([^>]*)>", text))

    def full(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return prefixes[prefix] + local if colon and prefix in prefixes else ""

    for predicate, value in re.findall(rf"(?m)^  \?{anchor} (\S+) (\S+) \.$", text):
        name = v.RDF.type if predicate == "a" else full(predicate)
        if name:
            yield name, full(value)
