"""The documentation holds: commands, links, answers and the names that it uses."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

from phoihop import vocabulary as v
from phoihop.build import Built
from phoihop.cli import program
from phoihop.library import open as open_graph
from phoihop.records.schema import record_schema
from tests.conftest import ROOT
from tests.test_architecture import FLOORS

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "data").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")
REFRESH = "python scripts/build_docs.py writes it anew"


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_of_commands_is_what_help_says(builder: ModuleType) -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == builder.render_commands(), REFRESH


@pytest.mark.parametrize("name", program.list_commands(click.Context(program)))
def test_every_command_and_option_has_help(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    assert command.help
    assert f"## phoihop {name}\n" in (DOCS / "commands.md").read_text(encoding="utf-8")
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [o.name for o in options if not (o.help or o.show_default)] == []


def test_the_answers_in_the_cookbook_are_those_of_the_graph(builder: ModuleType, built: Built) -> None:
    text = (DOCS / "cookbook.md").read_text(encoding="utf-8")
    assert text.count("```sparql") >= 10
    with open_graph(built.store) as graph:
        assert builder.render_cookbook(text, graph) == text, REFRESH


def test_every_recipe_of_the_cookbook_finds_something() -> None:
    text = (DOCS / "cookbook.md").read_text(encoding="utf-8")
    for recipe in text.split("```sparql")[1:]:
        assert recipe.count("\n| ") >= 3, recipe[:200]


def _anchors(page: Path) -> set[str]:
    """The names that a heading can be linked by, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*PAGES, *DOCS.glob("*.ipynb")], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{target} is not there"
        assert file.is_relative_to(ROOT), f"{target} leads out of the project"
        if anchor:
            assert anchor in _anchors(file), f"{target}#{anchor}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_term_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"`ph:(\w+)`", page.read_text(encoding="utf-8")))
    assert named <= {iri.removeprefix(v.ONTOLOGY) for iri in v.PH}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_that_a_page_calls_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    called = set(re.findall(r"^ *(?:\$ )?phoihop ([a-z]+)", text, re.MULTILINE))
    called |= set(re.findall(r"`phoihop ([a-z]+)", text))
    assert called <= set(program.list_commands(click.Context(program)))


def test_the_codebook_covers_every_field_of_a_record() -> None:
    text = (DOCS / "codebook.md").read_text(encoding="utf-8")
    schema = record_schema()
    fields = set(schema["properties"])
    for part in schema["$defs"].values():
        fields |= set(part["properties"])
    told = set(re.findall(r"`([a-z_0-9]+(?:\.[a-z_0-9]+)*)`", text))
    told |= {last for name in told for last in name.split(".")}
    assert fields - told == set()


def test_the_dependencies_are_each_given_a_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    lists += [*project["dependency-groups"].values(), project["build-system"]["requires"]]
    names = {re.split(r"[<>=\[ ]", line)[0] for lines in lists for line in lines} - {"phoihop"}
    told = set(re.findall(r"`([\w-]+)`", (DOCS / "dependencies.md").read_text(encoding="utf-8")))
    assert names - told == set()


@pytest.mark.parametrize("floor", sorted(FLOORS))
def test_the_architecture_page_names_every_room_on_its_floor(floor: int) -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith(f"| {floor} |"))
    assert {room for room in FLOORS[floor] if f"`{room}`" not in row} == set()


def test_the_index_leads_to_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in DOCS.iterdir() if page.suffix in (".md", ".ipynb")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


def test_the_list_of_decisions_is_complete() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    notes = {note.name for note in (DOCS / "decisions").glob("0*.md")}
    assert {note for note in notes if f"]({note})" not in index} == set()


def test_the_citation_file_says_who_what_and_under_which_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version", "license", "type"} <= citation.keys()
    assert citation["authors"] == [{"name": "The Phoihop founders"}]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{citation["version"]}"' in project
    assert f"## {citation['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
