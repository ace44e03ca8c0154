"""How well an extractor does on annotated articles: precision, recall and F1 by value, field by field.

A fact counts as found when its value equals the annotated one, or an alternative the annotation accepts, with
names compared by `canonical`; where in the text it was found only decides between equals. Rows annotated as
optional are neither required nor held against the extractor. Source of the rules: the annotation guidelines of
the gold set (`data/gold/README.md`); the counts agree with the scorer the guidelines came with, which a test holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from phoihop.errors import UsageError
from phoihop.evaluate.annotations import Row, canonical, read_annotations
from phoihop.evaluate.scoring import FIELDS, FieldScore, Miss, Scores, render_scores, render_scores_json, score
from phoihop.extract.pages import find_pages, read_page

__all__ = [
    "FIELDS",
    "FieldScore",
    "Miss",
    "Row",
    "Scores",
    "canonical",
    "evaluate",
    "read_annotations",
    "render_scores",
    "render_scores_json",
    "score",
]

TOLERATED = "tolerated.tsv"


def evaluate(texts: Path, gold: Path, extract: Callable[[Path], Sequence[Row]]) -> Scores:
    """Run the extractor over the texts and score it against the annotations.

    Args:
        texts: a folder of pages, or one page.
        gold: the folder of annotations, `<name of the page>.tsv` in any case of letters. Annotations without a
            page are left aside, so that one gold set serves several folders. `tolerated.tsv` there names articles
            in which reporting a pact is not scored.
        extract: gives the rows of one page.

    Raises:
        UsageError: no pages, a page without annotations, two pages of one name, or annotations that do not fit.
    """
    if not gold.is_dir():
        raise UsageError("there is no such folder of annotations", path=gold, fix="check the path")
    files = {file.stem.lower(): file for file in sorted(gold.glob("*.tsv")) if file.name != TOLERATED}
    wanted: dict[str, list[Row]] = {}
    found: dict[str, Sequence[Row]] = {}
    for page in find_pages([texts]):
        file = files.get(page.stem.lower())
        if file is None:
            fix = f"write {page.stem}.tsv there, or leave the page out"
            raise UsageError(f"the page has no annotations in {gold}", path=page, fix=fix)
        if file.stem in wanted:
            raise UsageError(f"two pages are called {page.stem}", path=page, fix="keep one of them")
        wanted[file.stem] = read_annotations(file, text=read_page(page).text)
        found[file.stem] = extract(page)
    return score(wanted, found, tolerated=_read_tolerated(gold / TOLERATED))


def _read_tolerated(path: Path) -> list[str]:
    if not path.exists():
        return []
    return [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
