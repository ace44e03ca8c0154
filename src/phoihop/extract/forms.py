"""The surface forms of bodies, made from the lexicon, and their look-up at a token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from phoihop.extract import lexicon
from phoihop.extract.bodies import SHORT_COMMITTEES, Head
from phoihop.extract.phrases import PhraseTable
from phoihop.extract.tokens import Text, split_phrase

_BRACES = re.compile(r"\{([^}]*)\}")


def expand_braces(form: str) -> list[str]:
    """The forms that `{a|b|}` stands for."""
    match = _BRACES.search(form)
    if match is None:
        return [" ".join(form.split())]
    start, end = match.span()
    return [
        expanded for part in match.group(1).split("|") for expanded in expand_braces(form[:start] + part + form[end:])
    ]


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form of a head: its keys and how strict its letter case is (`=` exact, `^` first capital, ``).

    An abbreviation may carry its committee: BTGDVTU.
    """

    keys: tuple[str, ...]
    head: Head
    case: str
    words: tuple[str, ...]
    committee: str = ""


def _table_forms(table: str) -> list[Form]:
    forms = []
    for line in table.strip().splitlines():
        name, kind, side, follows, surfaces = (part.strip() for part in line.split(" | ", 4))
        head = Head(name, kind, side, follows)
        for listed in re.split(r",\s+(?![^{]*\})", surfaces):
            case = listed[0] if listed[0] in "=^" else ""
            for form in expand_braces(listed.lstrip("=^").strip()):
                words = tuple(re.findall(r"[^\W\d_]+|\d+|[^\w\s]", form))
                forms.append(Form(split_phrase(form), head, case, words))
                if case == "=" and follows == "c" and form.isalpha() and form.isupper():
                    forms += [
                        Form(split_phrase(form + short), head, case, (form + short,), committee)
                        for short, committee in SHORT_COMMITTEES.items()
                    ]
                if kind == "mass-organisation" and "n" in follows:
                    forms += _national_forms(form, head)
    return forms


def _national_forms(form: str, head: Head) -> list[Form]:
    """`Trung ương Hội X` is the association's national body."""
    nation = "" if head.name.endswith(("Hồ Chí Minh", "Việt Nam")) else " Việt Nam"
    national = Head(head.name + nation, head.kind, head.side, ".")
    return [
        Form(split_phrase(f"{centre} {form}{tail}"), national, "", ())
        for centre in ("trung ương", "tw", "t.ư", "tư")
        for tail in ("", " việt nam", " vn")
    ]


_OFFICES = (
    ("Bộ", "ministry", "."),
    ("Sở", "department", "l"),
    ("Ty", "department", "l"),
    ("Phòng", "department", "l"),
)


def _domain_forms() -> list[Form]:
    forms = []
    for line in lexicon.DOMAINS.strip().splitlines():
        name, _, short = line.partition(" = ")
        for office, kind, follows in _OFFICES:
            head = Head(f"{office} {name}", kind, "state", follows)
            for form in [name, *(s.strip() for s in short.split(";"))]:
                surface = f"{office} {form}"
                words = tuple(re.findall(r"[^\W\d_]+|\d+|[^\w\s]", surface))
                case = "=" if form.isupper() else "" if office == "Phòng" else "^"
                forms.append(Form(split_phrase(surface), head, case, words))
    return forms


@cache
def head_forms() -> PhraseTable[Form]:
    """All forms; of several with the same words the one of exact letter case first."""
    tables = (lexicon.PARTY, lexicon.STATE, lexicon.FRONT, lexicon.OUTSIDE)
    forms = [*(form for lines in tables for form in _table_forms(lines)), *_domain_forms()]
    forms.sort(key=lambda form: form.case != "=")
    return PhraseTable((form.keys, form) for form in forms)


@cache
def _expansions() -> dict[str, str]:
    lines = lexicon.EXPANSIONS.strip().splitlines()
    return {short: full for short, _, full in (line.partition(" = ") for line in lines)}


def expand_words(text: str) -> str:
    """Open words with the abbreviations put in full."""
    table = _expansions()
    words = [table.get(word, table.get(word.rstrip("."), word)) for word in text.replace("–", "-").split()]
    return " ".join(words)


def match_form(text: Text, at: int, *, lower: bool = False) -> Form | None:
    """The longest head form at a token whose case fits; `lower` lets `phó trưởng công an` do without capitals."""
    for form in head_forms().look_up(text.keys, at):
        if form.case == "=" and tuple(text.words[at : at + len(form.keys)]) != form.words:
            continue
        if form.case == "^" and not lower and not text.words[at][0].isupper():
            continue
        return form
    return None
