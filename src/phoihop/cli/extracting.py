"""`extract`, `review` and `evaluate`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phoihop.cli.output import format_option, lang_option, write_bytes
from phoihop.cli.reviewing import review
from phoihop.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from phoihop.evaluate import Row
    from phoihop.extract.outputs import Request

__all__ = ["evaluate", "extract", "review"]

DRAFTS = Path("build/drafts")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("yaml", "facts", "json", "text", "html", default="yaml")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write files here. [default: standard "
              f"output for one page, {DRAFTS} for several]")  # fmt: skip
@click.option("--keep-text", is_flag=True, help="Also write the text that spans refer to, as DIR/<id>.txt.")
@click.option("--again", is_flag=True, help="Write outputs anew that are there already.")
@click.option("--publisher", default="", help="The publisher, instead of what the page says.")
@click.option("--published", default="", metavar="DATE", help="The date of publication, instead of the page's.")
@click.option("--url", default="", help="The page's address, instead of the page's.")
@click.option("--explain", is_flag=False, flag_value="", metavar="[START|FIELD]", help="Say which rule found which "
              "fact on which words: all, those at an offset, or those of a field.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Processes for many pages. [default: all cores]")
@lang_option
def extract(
    files: tuple[str, ...],
    form: str,
    out: Path | None,
    keep_text: bool,
    again: bool,
    publisher: str,
    published: str,
    url: str,
    explain: str | None,
    workers: int | None,
    lang: str,
) -> None:
    """Read articles (HTML, plain text, `-` for standard input, folders) into draft records with evidence."""
    from phoihop.extract.outputs import Request
    from phoihop.extract.pages import find_pages

    request = Request(form, publisher, published, url, lang)
    pages = find_pages(files)
    several = len(pages) > 1 or any(Path(file).is_dir() for file in files)
    if several and url:
        raise UsageError("--url is the address of one page", fix="give the pages one by one")
    if explain is not None:
        _explain(pages, request, explain)
    elif not several and out is None:
        if keep_text:
            raise UsageError("--keep-text needs a folder to write to", fix="add --out DIR")
        _extract_one(pages[0], request)
    else:
        _extract_many(pages, out or DRAFTS, request, keep_text=keep_text, again=again, workers=workers)


def _extract_one(page: Path, request: Request) -> None:
    from phoihop.extract.outputs import read_request, render_reading

    reading = read_request(page, request)
    _warn(str(page), reading.warnings)
    write_bytes(None, render_reading(reading, request).encode("utf-8", errors="surrogatepass"))


def _explain(pages: Sequence[Path], request: Request, wanted: str) -> None:
    from phoihop.extract import list_rules
    from phoihop.extract.outputs import read_request, render_explanation

    fields = list(dict.fromkeys(rule.field for rule in list_rules()))
    if wanted and not wanted.isdecimal() and wanted not in fields:
        near = ", ".join(difflib.get_close_matches(wanted, fields, n=2)) or ", ".join(fields)
        raise UsageError(f"there is no field {wanted!r} to explain", fix=f"an offset, or a field: {near}")
    shown = []
    for page in pages:
        reading = read_request(page, request)
        _warn(str(page), reading.warnings)
        shown.append(render_explanation(reading, wanted))
    if not any(shown):
        where = f" at {wanted}" if wanted.isdecimal() else f" of the field {wanted}" if wanted else ""
        raise FindingsError(f"no fact was found{where}")
    click.echo("\n".join(filter(None, shown)), nl=False)


def _extract_many(
    pages: Sequence[Path], out: Path, request: Request, *, keep_text: bool, again: bool, workers: int | None
) -> None:
    from phoihop.extract.folders import extract_folder, plan_outputs

    planned = plan_outputs(pages, out, request, keep_text=keep_text)
    counts = dict.fromkeys(("written", "kept", "failed"), 0)
    failures = []
    with _bar(len(planned)) as advance:
        for outcome in extract_folder(planned, request, keep_text=keep_text, again=again, workers=workers):
            counts[outcome.status] += 1
            _warn(str(outcome.page), outcome.warnings)
            if outcome.status == "failed":
                failures.append(outcome.message)
            advance()
    kept = f", {counts['kept']} kept (--again writes them anew)" if counts["kept"] else ""
    click.echo(f"{out}: {counts['written']} written{kept}")
    for message in failures:
        click.echo(f"phoihop: {message}", err=True)
    if failures:
        raise UsageError(f"{len(failures)} of {len(planned)} pages could not be read", fix="the others are done")


def _warn(page: str, warnings: Sequence[str]) -> None:
    for warning in warnings:
        click.echo(f"phoihop: {page}: warning: {warning}", err=True)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """Gives a function to call for every page done; a bar on a terminal, nothing when piped."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("pages", total=total)
        yield lambda: bar.advance(task)


@click.command()
@click.argument("texts", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@format_option("text", "json", default="text")
@click.option("--misses", is_flag=True, help="List what was missed and what was wrong.")
def evaluate(texts: Path, gold: Path, form: str, misses: bool) -> None:
    """Score extraction on the pages in TEXTS against the annotations in GOLD."""
    from dataclasses import replace

    from phoihop.evaluate import evaluate as evaluate_folder
    from phoihop.evaluate import render_scores, render_scores_json

    scores = evaluate_folder(texts, gold, _read_rows)
    if not misses:
        scores = replace(scores, misses=())
    click.echo(render_scores_json(scores) if form == "json" else render_scores(scores), nl=False)


def _read_rows(page: Path) -> list[Row]:
    from phoihop.evaluate import Row
    from phoihop.extract.facts import TABLE_FIELDS
    from phoihop.extract.outputs import Request, read_request

    facts = read_request(page, Request()).extraction.facts
    return [Row(f.field, f.surface, f.start, f.end, f.value, f.note) for f in facts if f.field in TABLE_FIELDS]
