"""A difference as text for people, as JSON, and as patches for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pyoxigraph as ox

from phoihop.changes.difference import Diff
from phoihop.changes.facts import FactChange
from phoihop.errors import UsageError

FORMATS = ("text", "json", "sparql", "nquads")
_SHOWN = 8
_KINDS = {
    "en": {
        "contradicted": "contradicts what is there",
        "changed": "changed",
        "new": "new",
        "removed": "removed",
        "duplicate": "says again what is there",
    },
    "vi": {
        "contradicted": "mâu thuẫn với điều đã có",
        "changed": "thay đổi",
        "new": "mới",
        "removed": "bị bỏ",
        "duplicate": "lặp lại điều đã có",
    },
}
_WORDS = {
    "en": {"none": "no differences", "skipped": "not compared", "other": "see", "nothing": "nothing"},
    "vi": {"none": "không có khác biệt", "skipped": "không so sánh được", "other": "xem", "nothing": "không có"},
}


def render_diff(found: Diff, form: str = "text", language: str = "en") -> str:
    """The difference in one of the `FORMATS`.

    `sparql` is an update that makes the second graph of the first. `nquads` is the same as lines of N-Quads, each
    with `- ` before it if it goes and `+ ` if it comes; `sed -n 's/^+ //p'` gives those that come.

    Raises:
        UsageError: there is no such format.
    """
    if form == "text":
        return _text(found, language)
    if form == "json":
        return _json(found)
    if form == "sparql":
        return _update("DELETE", found.removed) + _update("INSERT", found.added)
    if form == "nquads":
        return "".join([f"- {quad} .\n" for quad in found.removed] + [f"+ {quad} .\n" for quad in found.added])
    raise UsageError(f"there is no format {form!r}", fix=f"one of {', '.join(FORMATS)}")


def _update(verb: str, quads: Iterable[ox.Quad]) -> str:
    lines = []
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        named = isinstance(quad.graph_name, ox.NamedNode)
        lines.append(f"  GRAPH {quad.graph_name} {{ {triple} }}\n" if named else f"  {triple}\n")
    return f"{verb} DATA {{\n{''.join(lines)}}} ;\n" if lines else ""


def _json(found: Diff) -> str:
    value = {
        "counts": {kind: sum(fact.kind == kind for fact in found.facts) for kind in _KINDS["en"]},
        "quads": {"removed": len(found.removed), "added": len(found.added)},
        "facts": [asdict(fact) for fact in found.facts],
        "skipped": [
            {"record": i.record, "path": i.path, "line": i.line, "message_en": i.message_en, "message_vi": i.message_vi}
            for i in found.skipped
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _text(found: Diff, language: str) -> str:
    words = _WORDS[language]
    lines: list[str] = []
    for kind, title in _KINDS[language].items():
        facts = [fact for fact in found.facts if fact.kind == kind]
        if facts:
            lines.append(f"{title} ({len(facts)})")
            lines += [line for fact in facts for line in _fact(fact, language)]
            lines.append("")
    for issue in found.skipped:
        message = issue.message_vi if language == "vi" else issue.message_en
        lines.append(f"{words['skipped']}: {issue.path}:{issue.line or 1}: {message}")
    if not found.facts:
        lines.append(words["none"])
    lines.append(f"{summarise_diff(found, language)}; -{len(found.removed)} +{len(found.added)} quads")
    return "\n".join(lines) + "\n"


def summarise_diff(found: Diff, language: str = "en") -> str:
    """How many facts are new, changed and so on, in words."""
    counted = ", ".join(
        f"{number} {title}"
        for kind, title in _KINDS[language].items()
        if (number := sum(fact.kind == kind for fact in found.facts))
    )
    return counted or _WORDS[language]["nothing"]


def _fact(fact: FactChange, language: str) -> list[str]:
    name = fact.iri.partition("/id/")[2]
    label = fact.label if fact.label not in (name, "") else ""
    lines = [f"  {fact.type} {name}{f' “{label}”' if label else ''} [{_few(fact.sources, ', ')}]"]
    if fact.other:
        lines.append(f"    {_WORDS[language]['other']} {fact.other.partition('/id/')[2]}")
    if fact.kind == "duplicate":
        return lines
    for changed in fact.fields[:_SHOWN]:
        old, new = _few(changed.old, "; "), _few(changed.new, "; ")
        lines.append(
            f"    {changed.label}: " + (f"{old or '∅'} → {new or '∅'}" if fact.kind == "changed" else old or new)
        )
    if len(fact.fields) > _SHOWN:
        lines.append(f"    … +{len(fact.fields) - _SHOWN}")
    return lines


def _few(values: Sequence[str], between: str) -> str:
    """Some of many: a thousand sources may name one well-known decision."""
    more = f"{between}… +{len(values) - _SHOWN}" if len(values) > _SHOWN else ""
    return between.join(values[:_SHOWN]) + more
