"""What the tests of the grammar share: values of one field, in text order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.extract import extract


@pytest.fixture
def values() -> Callable[[str, str], list[str]]:
    """The values of a field found in a text."""

    def read(text: str, field: str) -> list[str]:
        return [fact.value for fact in extract(text).of(field)]

    return read


@pytest.fixture
def posts(values: Callable[[str, str], list[str]]) -> Callable[[str], dict[str, set[str]]]:
    """Each official found in a text with the posts beside the name."""

    def read(text: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {name: set() for name in values(text, "official")}
        for value in values(text, "post"):
            name, _, post = value.partition(" | ")
            found.setdefault(name, set()).add(post)
        return found

    return read
