"""A draft with decisions applied: corrected, without what was rejected and what hung on it, and valid."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from phoihop.gazetteer import Gazetteer
from phoihop.model import Issue, Severity
from phoihop.records import Record
from phoihop.records.reading import Located, parse_record
from phoihop.review.decisions import Decision, plain
from phoihop.review.items import TABLE_OF, Item, Path
from phoihop.validate.references import check_references

_GONE = object()


def draft_value(record: Record) -> dict[str, Any]:
    """A record as plain values: what decisions refer to."""
    value: dict[str, Any] = plain(record.model_dump(mode="json", exclude_defaults=True))
    return value


def revise(
    draft: Mapping[str, Any],
    items: list[Item],
    verdicts: Mapping[str, Decision],
    notes: Mapping[str, str],
) -> tuple[dict[str, Any], set[str]]:
    """The draft with decisions applied, and the items that are gone from it.

    A rejected part takes with it whatever cannot stand without it: the claims about a rejected body, the roles at a
    rejected event. Lists of keys lose the key and stay.
    """
    value = deepcopy(dict(draft))
    for decision in verdicts.values():
        for body, fields in decision.after.get("agencies", {}).items():
            value.setdefault("agencies", {}).setdefault(body, fields)
    for item in items:
        part = _part(value, item.path)
        verdict = verdicts.get(item.name)
        if verdict is not None and verdict.verdict == "corrected":
            _correct(part, verdict.after)
        if item.name in notes:
            part["note"] = notes[item.name]
    for item in items:
        if (verdict := verdicts.get(item.name)) is not None and verdict.verdict == "rejected":
            _put(value, item.path, _GONE)
    while _cut_loose(value, value):
        pass
    gone = {item.name for item in items if _part(value, item.path) is _GONE}
    pruned: dict[str, Any] = _prune(value)
    _drop_conflicts(pruned, _claim_keys(pruned))
    return pruned, gone


def check_value(value: Mapping[str, Any], name: str, gazetteer: Gazetteer, text: str | None) -> Record | list[Issue]:
    """The record of plain values, or what is wrong with it, with near misses."""
    # JSON is YAML, so that the strict reader with its messages serves here too.
    located = parse_record(json.dumps(value, ensure_ascii=False).encode(), name)
    if not isinstance(located, Located):
        return located
    issues = check_references(located, gazetteer, text)
    violations = [issue for issue in issues if issue.severity is Severity.VIOLATION]
    return violations or located.record


def _correct(part: dict[str, Any], after: Mapping[str, Any]) -> None:
    for field, new in after.items():
        if field == "agencies":
            continue  # bodies that the correction brought in
        if new is None:
            part.pop(field, None)
        else:
            part[field] = new


def _part(value: Any, path: Path) -> Any:
    for step in path:
        if value is _GONE:
            return _GONE
        value = value[step]
    return value


def _put(value: Any, path: Path, new: Any) -> None:
    around = _part(value, path[:-1])
    if around is not _GONE:
        around[path[-1]] = new


def _cut_loose(part: Any, record: dict[str, Any]) -> bool:
    """Mark as gone what refers to something gone; whether anything changed."""
    changed = False
    steps = part.items() if isinstance(part, dict) else enumerate(part)
    for step, inner in list(steps):
        if isinstance(inner, dict) and _is_loose(inner, record):
            part[step] = _GONE
            changed = True
        elif isinstance(inner, dict | list):
            changed |= _cut_loose(inner, record)
    return changed


def _is_loose(part: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether a part cannot stand; takes keys of what is gone out of its lists and optional fields."""
    for field, table in TABLE_OF.items():
        named = part.get(field)
        if isinstance(named, str) and record.get(table, {}).get(named) is _GONE:
            if field not in ("issuer", "passes_down", "within"):
                return True
            del part[field]
        elif isinstance(named, list):
            left = [key for key in named if record.get(table, {}).get(key) is not _GONE]
            if field == "of" and not left and "addressee" not in part:
                return True
            part[field] = left
    return False


def _prune(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _prune(part) for key, part in value.items() if part is not _GONE and part != []}
    if isinstance(value, list):
        return [_prune(part) for part in value if part is not _GONE]
    return value


def _claim_keys(value: Any) -> set[str]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = {value["key"]} if isinstance(value, dict) and "key" in value else set()
    return own.union(*(_claim_keys(part) for part in parts if isinstance(part, dict | list)))


def _drop_conflicts(value: Any, keys: set[str]) -> None:
    """Take claims that are gone out of `conflicts_with`."""
    if isinstance(value, dict) and "conflicts_with" in value:
        value["conflicts_with"] = [key for key in value["conflicts_with"] if key in keys]
        if not value["conflicts_with"]:
            del value["conflicts_with"]
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            _drop_conflicts(part, keys)
