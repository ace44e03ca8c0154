"""`data/reforms.yaml`, read strictly: what reforms did to kinds of bodies, declared once, with exceptions by place.

A rule that no source confirms (`planned`, `unverified`) may not give a day: it would become a confident date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import yaml

from phoihop import vocabulary as v
from phoihop.errors import UsageError
from phoihop.model import PartialDate, Truth
from phoihop.records.schema import AgencyRef

FOLLOWS_PLACE = "follows-place"
"""The change of a body that goes where its province goes: merged with it, or unchanged as it is."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RULE = (
    "kinds", "levels", "change", "into", "from", "not_before", "decided_by", "status", "note", "note_vi", "source",
    "except",
)  # fmt: skip
_EXCEPTION = ("from", "decided_by", "status", "note", "note_vi", "source")
_BEGINNING = ("kinds", "levels", "from", "decided_by", "source")


@dataclass(frozen=True)
class Decision:
    """A document that decided a change; what is not known of it is empty."""

    kind: str
    number: str
    title: str
    issued: str
    issuer: AgencyRef


@dataclass(frozen=True)
class Reform:
    """What happened to bodies of some kinds at some levels.

    Args:
        id: names the rule, and with it the graphs of what is derived by it.
        kinds, levels: which bodies.
        change: a concept of the scheme change-kind, or `FOLLOWS_PLACE`; empty for a beginning.
        into: the kind of the body of the same place that came of it, if that is known.
        begins: the first day of the new state, as precisely as known; None where no source confirms one.
        not_before: where no day is confirmed, a day before which it has not happened; a bound and no date.
        decided_by: the key of a decision, or empty.
        status: `verified`, `planned` or `unverified`.
        note, note_vi: what a reader has to know.
        source: where it is told: outlet and article.
        exceptions: place id → the rule as it is there.
        line: where it stands in the file.
    """

    id: str
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    change: str
    into: str
    begins: PartialDate | None
    not_before: PartialDate | None
    decided_by: str
    status: str
    note: str
    note_vi: str
    source: tuple[str, ...]
    exceptions: Mapping[str, Reform]
    line: int

    def at(self, place: str) -> Reform:
        """The rule as it is at a place."""
        return self.exceptions.get(place, self)


@dataclass(frozen=True)
class Reforms:
    """All that the file says.

    Args:
        decisions: the documents by their keys.
        names: (kind, level) → what a body that came of a rule is called, with `{unit}`, `{name}`, `{committee}`.
        places: level of the places that changed → the key of the decision.
        rules: in the order of the file; no two for one kind and level.
        beginnings: of bodies that came of no single body.
    """

    decisions: Mapping[str, Decision]
    names: Mapping[tuple[str, str], str]
    places: Mapping[str, str]
    rules: tuple[Reform, ...]
    beginnings: tuple[Reform, ...]

    def rule_for(self, kind: str, level: str, place: str) -> Reform | None:
        """What happened to a body of that kind and level at that place."""
        return next((r.at(place) for r in self.rules if kind in r.kinds and level in r.levels), None)


def read_reforms(path: Path, check_place: Callable[[str], object] = lambda place: None) -> Reforms:
    """Read the file, and refuse what is unknown, contradictory, overlapping or circular.

    Args:
        path: `data/reforms.yaml`.
        check_place: raises UsageError for an id that no place has; the gazetteer's `place`.

    Raises:
        UsageError: with the line and what to do.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the reforms cannot be read: {error}", path=path) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise UsageError(f"not valid YAML: {error.problem}", path=path, line=line) from None
    if root is None:
        raise UsageError("the file is empty", path=path, fix="write the rules, or delete the file")
    parts = _Part(path, root).entries(("format", "documents", "names", "places", "rules", "beginnings"))
    if "format" not in parts or parts["format"].text() != "1":
        raise UsageError("the format is not 1", path=path, line=1, fix="write format: 1")
    decisions = {key: _decision(part) for key, part in _named(parts, "documents")}
    names = {(_kind(key, part), level): word for key, part in _named(parts, "names") for level, word in _words(part)}
    places = {}
    for level, part in _named(parts, "places"):
        entries = part.entries(("decided_by", "source"), ("decided_by", "source"))
        places[_level(level, part)] = entries["decided_by"].choice(decisions)
    rules = tuple(_rule(key, part, decisions, check_place) for key, part in _named(parts, "rules"))
    beginnings = tuple(_beginning(key, part, decisions) for key, part in _named(parts, "beginnings"))
    reforms = Reforms(decisions, names, places, rules, beginnings)
    _check_together(reforms, path)
    return reforms


class _Part:
    """A node of the file that knows its line."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self.path, self.node, self.line = path, node, int(node.start_mark.line) + 1

    def refuse(self, message: str, fix: str = "") -> UsageError:
        return UsageError(message, path=self.path, line=self.line, fix=fix)

    def entries(self, allowed: tuple[str, ...] | None = None, required: tuple[str, ...] = ()) -> dict[str, _Part]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refuse("this must be a mapping", "write key: value")
        found: dict[str, _Part] = {}
        for key_node, value_node in self.node.value:
            part = _Part(self.path, value_node)
            part.line = int(key_node.start_mark.line) + 1
            key = str(key_node.value)
            if key in found:
                raise part.refuse(f"{key!r} is given twice", "keep one of the two")
            if allowed is not None and key not in allowed:
                raise part.refuse(f"there is no field {key!r} here", f"known are {', '.join(allowed)}")
            found[key] = part
        for key in required:
            if key not in found:
                raise self.refuse(f"the field {key!r} is missing", "add it")
        return found

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.refuse("this must be one text", "write one text")
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refuse("this must be a list", "write [a, b]")
        return tuple(_Part(self.path, item).text() for item in self.node.value)

    def choice(self, known: Mapping[str, object] | tuple[str, ...]) -> str:
        return _one_of(self.text(), self, known)

    def choices(self, known: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(_one_of(text, self, known) for text in self.texts())
        if not found or len(set(found)) < len(found):
            raise self.refuse("the list is empty or repeats itself", "name each once")
        return found

    def date(self) -> PartialDate:
        try:
            return PartialDate(self.text())
        except ValueError as error:
            raise self.refuse(str(error)) from None


def _one_of(text: str, part: _Part, known: Mapping[str, object] | tuple[str, ...]) -> str:
    if text not in known:
        raise part.refuse(f"{text!r} is not known here", f"known are {', '.join(known)}")
    return text


def _named(parts: dict[str, _Part], section: str) -> Iterator[tuple[str, _Part]]:
    if section in parts:
        yield from parts[section].entries().items()


def _kind(key: str, part: _Part) -> str:
    return _one_of(key, part, v.KINDS)


def _level(key: str, part: _Part) -> str:
    return _one_of(key, part, v.LEVELS)


def _words(part: _Part) -> Iterator[tuple[str, str]]:
    for level, word in part.entries(v.LEVELS).items():
        yield level, word.text()


def _decision(part: _Part) -> Decision:
    entries = part.entries(("kind", "number", "title", "issued", "issuer"), ("kind", "number", "issuer"))
    given = {name: value.text() for name, value in entries["issuer"].entries().items()}
    try:
        issuer = AgencyRef.model_validate(given)
    except ValueError as error:
        raise entries["issuer"].refuse(f"the issuer is no body: {str(error).splitlines()[-1].strip()}") from None
    return Decision(
        kind=entries["kind"].choice(v.DOCUMENT_KINDS),
        number=entries["number"].text(),
        title=entries["title"].text() if "title" in entries else "",
        issued=entries["issued"].date().text if "issued" in entries else "",
        issuer=issuer,
    )


def _rule(key: str, part: _Part, decisions: Mapping[str, Decision], check_place: Callable[[str], object]) -> Reform:
    entries = part.entries(_RULE, ("kinds", "levels", "change", "status"))
    rule = Reform(
        id=key,
        kinds=entries["kinds"].choices(v.KINDS),
        levels=entries["levels"].choices(v.LEVELS),
        change=entries["change"].choice((*v.CHANGE_KINDS, FOLLOWS_PLACE)),
        into=entries["into"].choice(v.KINDS) if "into" in entries else "",
        begins=None,
        not_before=None,
        decided_by="",
        status="",
        note="",
        note_vi="",
        source=(),
        exceptions={},
        line=part.line,
    )
    if rule.into and (rule.into in v.NAMED_KINDS or rule.change == FOLLOWS_PLACE):
        raise entries["into"].refuse(f"{rule.into!r} does not say which body it is", "leave `into` out")
    rule = _told(rule, entries, part, decisions)
    exceptions = {}
    for place, exception in entries["except"].entries().items() if "except" in entries else ():
        try:
            check_place(place)
        except UsageError as error:
            raise exception.refuse(error.message, error.fix) from None
        there = replace(rule, line=exception.line)
        exceptions[place] = _told(there, exception.entries(_EXCEPTION), exception, decisions)
    return replace(rule, exceptions=exceptions)


def _told(rule: Reform, entries: dict[str, _Part], part: _Part, decisions: Mapping[str, Decision]) -> Reform:
    """The rule with what these entries say of it; an exception inherits what it leaves out."""
    rule = replace(
        rule,
        begins=entries["from"].date() if "from" in entries else rule.begins,
        not_before=entries["not_before"].date() if "not_before" in entries else rule.not_before,
        decided_by=entries["decided_by"].choice(decisions) if "decided_by" in entries else rule.decided_by,
        status=entries["status"].choice(v.CHANGE_STATUSES) if "status" in entries else rule.status,
        note=entries["note"].text() if "note" in entries else rule.note,
        note_vi=entries["note_vi"].text() if "note_vi" in entries else rule.note_vi,
        source=entries["source"].texts() if "source" in entries else rule.source,
    )
    if rule.status == "verified" and not (rule.begins and rule.source):
        raise part.refuse("a verified rule gives no date or no source", "add `from` and `source`, or change its status")
    if rule.status != "verified" and rule.begins:
        raise part.refuse(f"a rule that is {rule.status} gives the date {rule.begins}", "leave `from` out")
    if rule.begins and rule.decided_by:
        issued = decisions[rule.decided_by].issued
        if issued and rule.begins.before(PartialDate(issued)) is Truth.TRUE:
            raise part.refuse(f"it took effect on {rule.begins}, before it was decided on {issued}", "correct the date")
    return rule


def _beginning(key: str, part: _Part, decisions: Mapping[str, Decision]) -> Reform:
    entries = part.entries(_BEGINNING, ("kinds", "levels", "from", "source"))
    bare = Reform(
        id=key,
        kinds=entries["kinds"].choices(v.KINDS),
        levels=entries["levels"].choices(v.LEVELS),
        change="",
        into="",
        begins=None,
        not_before=None,
        decided_by="",
        status="verified",
        note="",
        note_vi="",
        source=(),
        exceptions={},
        line=part.line,
    )
    return _told(bare, entries, part, decisions)


def _check_together(reforms: Reforms, path: Path) -> None:
    _check_overlaps(reforms.rules, path)
    _check_overlaps(reforms.beginnings, path)
    _check_circles(reforms.rules, path)
    _check_order(reforms, path)
    for rule in reforms.rules:
        results = (rule.into,) if rule.into else rule.kinds if rule.change == FOLLOWS_PLACE else ()
        for result in ((kind, level) for kind in results for level in rule.levels):
            if result not in reforms.names:
                message = f"nothing says what a {result[0]} of {result[1]} is called"
                raise UsageError(message, path=path, line=rule.line, fix="add it under `names`")


def _check_overlaps(rules: tuple[Reform, ...], path: Path) -> None:
    seen: dict[tuple[str, str], Reform] = {}
    for rule in rules:
        for what in ((kind, level) for kind in rule.kinds for level in rule.levels):
            if what in seen:
                message = f"{what[0]} of {what[1]} has a rule in line {seen[what].line} already"
                raise UsageError(message, path=path, line=rule.line, fix="keep one, or write an exception")
            seen[what] = rule


def _check_circles(rules: tuple[Reform, ...], path: Path) -> None:
    steps: dict[tuple[str, str], set[tuple[str, str]]] = {}
    lines: dict[tuple[str, str], int] = {}
    for rule in rules:
        for before in ((kind, level) for kind in rule.kinds for level in rule.levels if rule.into):
            steps.setdefault(before, set()).add((rule.into, before[1]))
            lines[before] = rule.line
    try:
        TopologicalSorter(steps).prepare()
    except CycleError as error:
        circle = error.args[1]
        shown = " ← ".join(f"{kind} of {level}" for kind, level in circle)
        message = f"the rules lead in a circle: {shown}"
        raise UsageError(message, path=path, line=lines[circle[0]], fix="take one of them out") from None


def _check_order(reforms: Reforms, path: Path) -> None:
    """What begins by one rule may not have ended by another."""
    for begin in reforms.beginnings:
        for rule in reforms.rules:
            both = set(begin.kinds) & set(rule.kinds) and set(begin.levels) & set(rule.levels)
            if both and begin.begins and rule.begins and begin.begins.before(rule.begins) is not Truth.TRUE:
                message = f"{rule.id!r} ends on {rule.begins} what begins on {begin.begins} only"
                raise UsageError(message, path=path, line=begin.line, fix="correct one of the dates")
