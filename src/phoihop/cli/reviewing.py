"""`review`: the dialogue in the terminal; keys come line by line, so that a script can give them too."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phoihop.cli.output import lang_option
from phoihop.errors import UsageError

if TYPE_CHECKING:
    from phoihop.review import Item, Review

_WORDS = {
    "en": {
        "keys": "a accept  c correct  r reject  n note  s skip  b back  q quit",
        "value": "new value (or field=value; empty cancels)", "reason": "why (may be empty)", "note": "note",
        "unknown": "there is no key {!r}", "done": "accepted", "open": "{} items are still open; run it again to go on",
        "fallen": "with it falls: {}",
        "lost": "{} earlier decisions fit nothing in this draft any more", "nowhere": "(no words in the text)",
    },
    "vi": {
        "keys": "a nhận  c sửa  r bỏ  n ghi chú  s để sau  b lùi  q thoát",
        "value": "giá trị mới (hoặc trường=giá trị; để trống là thôi)", "reason": "vì sao (có thể để trống)",
        "note": "ghi chú", "unknown": "không có phím {!r}", "done": "đã nhận",
        "open": "còn {} mục chưa quyết; chạy lại để tiếp tục",
        "fallen": "bỏ theo: {}",
        "lost": "{} quyết định trước không còn khớp với bản nháp", "nowhere": "(không có trong văn bản)",
    },
}  # fmt: skip


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--text", "page", required=True, type=click.Path(path_type=Path), metavar="FILE",
              help="The page the draft was made from.")  # fmt: skip
@click.option("--by", help="Who reviews. [default: the name you are logged in as]")
@click.option("--on", metavar="DATE", help="The day of the review. [default: today]")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where the accepted record goes. "
              "[default: data/records/<id>.yaml]")  # fmt: skip
@lang_option
def review(draft: Path, page: Path, by: str | None, on: str | None, out: Path | None, lang: str) -> None:
    """Decide on a DRAFT item after item; when all is decided, the accepted record is written.

    Decisions are kept beside the draft in <draft>.review.jsonl, so that a review can be left and taken up again.
    """
    from phoihop.extract.pages import read_page
    from phoihop.gazetteer import load_gazetteer
    from phoihop.review import open_review

    text = read_page(page).text
    day = on or date.today().isoformat()
    session = open_review(draft, text, load_gazetteer(), by=by if by is not None else getuser(), on=day)
    target = out or Path("data/records") / f"{session.record.id}.yaml"
    if target.exists():
        raise UsageError("there is a record of this name already", path=target, fix="give another --out")
    words = _WORDS[lang]
    if session.lost:
        click.echo(words["lost"].format(session.lost), err=True)
    _decide_all(session, words)
    still = session.open_items()
    if still:
        click.echo(words["open"].format(len(still)))
        return
    record = session.finish(target)
    click.echo(f"{target}: {words['done']}, {record.accepted.by if record.accepted else ''}, {session.on}")


def _decide_all(session: Review, words: dict[str, str]) -> None:
    """Go through the items from the first open one; `back` also reaches items that are decided."""
    position = 0
    items = session.items
    back = False
    while position < len(items):
        item = items[position]
        decided = item.name in session.verdicts
        if (decided and not back) or (item.name in session.gone and not decided):
            position += 1
            continue
        back = False
        _show(session, item, words)
        key = _ask(session, item, words)
        if key == "q":
            return
        if key == "b":
            position, back = _earlier(session, position), True
        elif key == "n":
            back = True  # the note is made; the verdict is still to come
        else:
            position += 1


def _earlier(session: Review, position: int) -> int:
    """The item before, leaving out those that fell with another one; the first has none before it."""
    names = [item.name for item in session.items[:position]]
    still = [n for n, name in enumerate(names) if name not in session.gone or name in session.verdicts]
    return still[-1] if still else position


def _show(session: Review, item: Item, words: dict[str, str]) -> None:
    from phoihop.review import render_fields

    number = session.items.index(item) + 1
    verdict = session.verdicts.get(item.name)
    changed = "".join(f" {k}={v}" for k, v in verdict.after.items() if k != "agencies") if verdict else ""
    state = f"  ({verdict.verdict}{changed})" if verdict is not None else ""
    click.echo(f"\n[{number}/{len(session.items)}] " + click.style(item.name, bold=True) + state)
    for field, value in render_fields(item, session.revised):
        click.echo(f"  {field}: {_one_line(value)}")
    if session.notes.get(item.name) or item.note:
        click.echo(f"  ({_one_line(session.notes.get(item.name) or item.note)})")
    passages = session.passages(item)
    for passage in passages:
        marked = click.style(f"⟦{_one_line(passage.words)}⟧", bold=True)
        click.echo(f"  “{_one_line(passage.before)}{marked}{_one_line(passage.after)}”")
    if not passages and item.path != ("source",):
        click.echo(f"  {words['nowhere']}")


def _one_line(text: str) -> str:
    """Text from a page as a terminal may show it: on one line, without what could steer the terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _ask(session: Review, item: Item, words: dict[str, str]) -> str:
    """One key that decides or moves; a refused correction is asked again."""
    while True:
        told = _read_line(f"{words['keys']} > ")
        if told is None:
            return "q"
        key, _, rest = told.strip().partition(" ")
        try:
            done = _act(session, item, key, rest.strip(), words)
        except UsageError as error:
            click.echo(f"  {error}")
            continue
        if done:
            return key


def _act(session: Review, item: Item, key: str, rest: str, words: dict[str, str]) -> bool:
    """Do what a key says; false if nothing was decided."""
    asked: dict[str, tuple[str, Callable[[Item, str], list[str] | None]]] = {
        "c": (words["value"], session.correct),
        "r": (words["reason"], session.reject),
        "n": (words["note"], session.note),
    }
    if key == "a":
        session.accept(item)
    elif key in asked:
        question, decide = asked[key]
        told = rest or _read_line(f"  {question}: ") or ""
        if not told.strip() and key != "r":
            return False
        fallen = decide(item, told.strip())
        if fallen:
            click.echo("  " + words["fallen"].format(", ".join(fallen)))
    elif key not in ("s", "b", "q"):
        click.echo("  " + words["unknown"].format(key))
        return False
    return True


def _read_line(prompt: str) -> str | None:
    """A line from standard input, or None at its end."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo()
    return line.rstrip("\n") if line else None
