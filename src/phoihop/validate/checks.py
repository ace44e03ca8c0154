"""Cross-record rules: SPARQL queries in `queries/check/`, each row of whose answer is a finding.

A rule's header is YAML behind `#+`:

#+ severity: violation                      (or warning, info)
#+ message_vi, message_en, fix_vi, fix_en:  texts, in which {column} stands for a value of the row

The query selects ?focus, the thing that is wrong, and whatever else its texts show, things by their IRI: the texts
show their labels. ?other is a second thing that it is about. Where the query opens with `VALUES ?x { UNDEF }`, the
rule can be asked about new things only: each such ?x must be the subject of some triple of the pattern, and together
they must cover all subjects that a record can add. Name the variables that are quick to start from first: where new
things are joined, one of them is bound. No OPTIONAL: Oxigraph works out all of it before it looks at the
rest, which takes seconds on a million triples.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox
import yaml

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.model import Severity
from phoihop.settings import queries_dir
from phoihop.validate.change import Change

_ANCHOR = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SYNTAX = re.compile(r"error at (\d+):(\d+)")
_TEXTS = ("message_vi", "message_en", "fix_vi", "fix_en")


Pattern = tuple[str, str]
"""A property, and the value it must have: the IRI of a concept or class, or nothing where any will do."""
Link = tuple[str, str, str]
"""A variable, the property that joins it to another, and that other variable."""


@dataclass(frozen=True)
class Anchor:
    """A variable that can be bound to new things.

    Args:
        patterns: what the query asks of it come what may.
        plain: these are all of its patterns as a subject.
        focus: it is ?focus.
        hidden: it occurs in these patterns only, so that what stands for it does not show in the answer.
    """

    patterns: frozenset[Pattern]
    plain: bool
    focus: bool
    hidden: bool


@dataclass(frozen=True, order=True)
class Found:
    """One row of a rule's answer: the thing it is about, a second thing, and the values its texts show."""

    focus: str
    other: str
    values: tuple[tuple[str, str], ...]


class Touched:
    """The things that new records speak of, by what is said of them: most rules concern few of them, or none.

    Args:
        graph: the graph, the new records included.
        things: the IRIs of all these things.
        change: what is new; None where that is not known.
    """

    def __init__(self, graph: ox.Store, things: Iterable[str], change: Change | None = None) -> None:
        self._graph = graph
        self._things = frozenset(things)
        self._change = change
        self._fresh = frozenset(node.value for node in change.fresh) if change else frozenset()
        self._joined: dict[str, list[tuple[str, str]]] = {}
        self._havers: dict[Pattern, set[str]] = {}
        self._known: dict[Pattern, set[str]] = defaultdict(set)
        for thing in self._things - self._fresh:
            for quad in _said_of(graph, thing):
                self._known[quad.predicate.value, ""].add(thing)
                if isinstance(quad.object, ox.NamedNode):
                    self._known[quad.predicate.value, quad.object.value].add(thing)

    def candidates(self, anchor: Anchor) -> frozenset[str]:
        """The things that a rule's variable can stand for and that can make a difference."""
        found = self._things.intersection(*(self._having(*pattern) for pattern in anchor.patterns))
        if not anchor.focus and self._change is not None:
            found = found.intersection(self._newly_said(anchor))
        return frozenset(thing for thing in found if not self._has_twin(thing, anchor)) if anchor.hidden else found

    def _newly_said(self, anchor: Anchor) -> Iterable[str]:
        """The subjects of what is new, as far as the rule reads it."""
        if anchor.plain:
            return [subject for name, _ in anchor.patterns for subject, _ in self._new(name)]
        return self._speaking

    @cached_property
    def _speaking(self) -> frozenset[str]:
        return frozenset(_shown(triple.subject) for triple in self._change.triples) if self._change else frozenset()

    def _having(self, name: str, value: str) -> set[str]:
        """The things that have a property, with some value or with any."""
        if (name, value) not in self._havers:
            new = {subject for subject, end in self._new(name) if value in ("", end)}
            self._havers[name, value] = new | self._known.get((name, value), set())
        return self._havers[name, value]

    def _new(self, name: str) -> Sequence[tuple[str, str]]:
        """What new triples of a property join."""
        if self._change is None:
            return ()
        if name not in self._joined:
            triples = self._change.by_predicate.get(name, ())
            self._joined[name] = [(_shown(triple.subject), _shown(triple.object)) for triple in triples]
        return self._joined[name]

    def sparing(self, candidates: Mapping[str, frozenset[str]], links: Iterable[Link]) -> list[str]:
        """Those of a rule's variables that must be bound so that no new row is missed.

        Where two variables are joined and all that they can stand for is new, a row that is new for the one is new
        for the other: one of them is enough.
        """
        group = {name: {name} for name, things in candidates.items() if things and things <= self._fresh}
        for one, _, other in links:
            if one in group and other not in candidates:
                group.setdefault(other, {other})
        for one, name, other in links:
            if one in group and other in group and self._is_tight(candidates, one, name, other):
                joined = group[one] | group[other]
                group.update(dict.fromkeys(joined, joined))
        asked = {name for name, things in candidates.items() if things and name not in group}
        for joined in {id(names): names for names in group.values()}.values():
            anchors = joined & candidates.keys()
            if anchors:
                # Of equals the one that the rule names first.
                asked.add(min((name for name in candidates if name in anchors), key=lambda name: len(candidates[name])))
        return sorted(asked)

    def _is_tight(self, candidates: Mapping[str, frozenset[str]], one: str, name: str, other: str) -> bool:
        """Whether a link joins new things to new things only, as far as it starts or ends at what is asked about."""
        starts, ends = candidates.get(one, self._fresh), candidates.get(other, self._fresh)
        return all(
            (subject not in starts or value in self._fresh) and (value not in ends or subject in self._fresh)
            for subject, value in self._new(name)
        )

    def _has_twin(self, thing: str, anchor: Anchor) -> bool:
        """Whether older data say the same: then the rule's answer is the same with it and without.

        Every article repeats when the well-known decisions were issued. Without this, each new one would have all
        programmes judged again that carry them out.
        """
        names = {name for name, _ in anchor.patterns}
        said = [quad for quad in _said_of(self._graph, thing) if quad.predicate.value in names]
        links = [
            quad
            for quad in said
            if isinstance(quad.object, ox.NamedNode) and (quad.predicate.value, "") in anchor.patterns
        ]
        for link in links[:1]:
            for other in self._graph.quads_for_pattern(None, link.predicate, link.object, ox.DefaultGraph()):
                twin = other.subject
                if not isinstance(twin, ox.NamedNode) or twin.value in self._things:
                    continue
                if all(ox.Quad(twin, q.predicate, q.object) in self._graph for q in said):
                    return True
        return False


def _said_of(graph: ox.Store, thing: str) -> Iterator[ox.Quad]:
    return graph.quads_for_pattern(ox.NamedNode(thing), None, None, ox.DefaultGraph())


@dataclass(frozen=True)
class Check:
    """One rule.

    `anchors` are the variables that can be bound to new things, with what the query asks of each; `links` are its
    patterns that join two variables.
    """

    name: str
    severity: Severity
    message_vi: str
    message_en: str
    fix_vi: str
    fix_en: str
    text: str
    anchors: dict[str, Anchor]
    links: tuple[Link, ...]
    path: str

    def run(self, graph: ox.Store, touched: Collection[str] | Touched | None = None) -> list[Found]:
        """The rows of the rule's answer, each once, in a fixed order.

        Args:
            graph: where to ask.
            touched: only rows that are about one of these things; all rows if None. A rule without anchors always
                gives all its rows.
        """
        if touched is None or not self.anchors:
            return sorted(set(self._rows(graph, _ANCHOR.sub("", self.text))))
        things = touched if isinstance(touched, Touched) else Touched(graph, touched)
        candidates = {name: things.candidates(anchor) for name, anchor in self.anchors.items()}
        rows: set[Found] = set()
        for name in things.sparing(candidates, self.links):
            inside = " ".join(f"<{iri}>" for iri in sorted(candidates[name]))
            rows.update(self._rows(graph, _bind(self.text, name, inside)))
        return sorted(rows)

    def _rows(self, graph: ox.Store, asked: str) -> Iterator[Found]:
        answer = graph.query(asked)
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            values = {name: _shown(row[name]) for name in names if row[name] is not None}
            if "focus" in values:
                yield Found(values.pop("focus"), values.get("other", ""), tuple(sorted(values.items())))

    def texts(self, found: Found, label: Callable[[str, str], str] = lambda iri, language: iri) -> dict[str, str]:
        """Messages and fixes with the values of a row in place; `label` gives the name of a thing in a language."""
        values = {"focus": found.focus, **dict(found.values)}

        def shown(text: str, language: str) -> str:
            return _PLACEHOLDER.sub(lambda match: label(values.get(match[1], "?"), language), text)

        return {name: shown(getattr(self, name), name[-2:]) for name in _TEXTS}


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
    anchors = {name: _anchor(text, name) for name in _ANCHOR.findall(text)}
    links = tuple(_links(text))
    return Check(
        name=path.stem, severity=severity, text=text, anchors=anchors, links=links, path=str(path),
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


def _bind(text: str, anchor: str, inside: str) -> str:
    """The query about some things. The other anchors go: engines plan badly around variables that may be unbound."""
    return _ANCHOR.sub(lambda match: f"VALUES ?{anchor} {{ {inside} }}" if match[1] == anchor else "", text)


def _anchor(text: str, name: str) -> Anchor:
    patterns = list(_patterns(text, name))
    plain = len(re.findall(rf"(?m)^ *\?{name} ", text)) == len(patterns)
    # Once in its VALUES block, and once in each pattern.
    hidden = len(re.findall(rf"\?{name}\b", text)) == len(patterns) + 1
    return Anchor(frozenset(patterns), plain, name == "focus", hidden)


def _patterns(text: str, anchor: str) -> Iterator[Pattern]:
    """What the query asks of a variable come what may: its patterns that stand on a line of their own, unnested."""
    full = _expander(text)
    # A path (a|b, a/b, ^a) is no single property that a thing could be asked for.
    for predicate, value in re.findall(rf"(?m)^  \?{anchor} ([^\s|/^+*]+) (\S+) \.$", text):
        name = v.RDF.type if predicate == "a" else full(predicate)
        if name:
            yield name, full(value)


def _links(text: str) -> Iterator[Link]:
    """The patterns that stand on a line of their own, unnested, and join two variables by one property."""
    full = _expander(text)
    for one, predicate, other in re.findall(r"(?m)^  \?(\w+) ([^\s|/^+*]+) \?(\w+) \.$", text):
        if full(predicate):
            yield one, full(predicate), other


def _expander(text: str) -> Callable[[str], str]:
    prefixes = dict(re.findall(r"(?m)^PREFIX\s+([\w-]*):\s*<([^>]*)>", text))

    def full(name: str) -> str:
        prefix, colon, local = name.partition(":")
        return prefixes[prefix] + local if colon and prefix in prefixes else ""

    return full
