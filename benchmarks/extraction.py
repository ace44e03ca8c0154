"""How many articles of 5,000 characters extraction reads in a second; CPU time of one core.

python -m benchmarks.extraction [--texts DIR] [--ner]

The articles are cut from the project's own gold set, or from other texts, each from another place; those of the gold
set are short and full of facts, so that each has several times the facts of a real article of that length. Reading
pages, finding facts and writing drafts are timed apart. Memory is the peak of the process while a stream of articles
goes through.
`--ner` also times underthesea's named-entity recogniser on the same texts, where that is installed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

GOLD = Path(__file__).parents[1] / "data" / "gold"
LENGTH = 5_000
SAMPLE = 300
STREAM = 10_000
NER_SAMPLE = 10


def build_articles(folder: Path = GOLD) -> Iterator[str]:
    """Endless articles of one length; paragraphs stay whole but for the last."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"no texts in {folder}")
    whole = "\n\n".join(texts)
    starts = [at for at in range(len(whole)) if whole.startswith("\n\n", at)]
    number = 0
    while True:
        # A step that shares no factor with the number of paragraphs goes through all of them.
        start = starts[number * 7919 % len(starts)] + 2
        number += 1
        yield (whole[start:] + "\n\n" + whole)[:LENGTH]


def rate(work: Callable[[str], object], articles: list[str]) -> float:
    """Articles a second of CPU time, after the tables were made ready by a first one."""
    work(articles[0])
    start = time.process_time()
    for article in articles:
        work(article)
    return len(articles) / (time.process_time() - start)


def peak() -> float:
    """The process's peak memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def render_html(article: str) -> bytes:
    """An article as a plain news page."""
    paragraphs = "".join(f"<p>{line}</p>" for line in article.split("\n") if line.strip())
    menu = "".join(f"<li><a href='/{n}'>Mục {n}</a></li>" for n in range(40))
    return (
        f"<html><head><meta charset='utf-8'><title>Bài</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>Bài</h1>{paragraphs}</article><footer>Bản quyền</footer></body></html>"
    ).encode()


def time_stages(articles: list[str]) -> None:
    """Print the rate of each stage."""
    from phoihop.extract import extract
    from phoihop.extract.drafts import draft_record
    from phoihop.extract.pages import read_page
    from phoihop.gazetteer import load_gazetteer
    from phoihop.records.writing import render_record

    print(f"facts, text in, facts in memory: {rate(extract, articles):,.0f} articles a second")
    pages = [read_page(article.encode(), name="a.txt") for article in articles]
    done = {page.text: (page, extract(page.text)) for page in pages}
    gazetteer = load_gazetteer()

    def draft(text: str) -> str:
        page, found = done[text]
        return render_record(draft_record(found, page, record_id="a", gazetteer=gazetteer))

    print(f"draft record and YAML, from facts: {rate(draft, list(done)):,.0f} articles a second")
    print(f"reading a text page: {rate(lambda t: read_page(t.encode(), name='a.txt'), articles):,.0f} pages a second")
    html = {article: render_html(article) for article in articles[:40]}
    print(f"reading an HTML page: {rate(lambda t: read_page(html[t], name='a.html'), list(html)):,.0f} pages a second")


def time_growth() -> None:
    """Print how time grows with length: 1 would be linear to the letter."""
    from phoihop.extract import extract

    short = "\n\n".join(islice(build_articles(), 20))
    times = []
    for text in (short, short * 10):
        start = time.process_time()
        extract(text)
        times.append(time.process_time() - start)
    print(f"a text of {len(short) * 10:,} characters against one of a tenth: {times[1] / times[0] / 10:.2f} × the time")


def measure_stream(stream: Iterator[str], number: int) -> None:
    """Print the peak memory after a tenth of a stream of articles, and after all of it."""
    from phoihop.extract import extract

    for article in islice(stream, number // 10):
        extract(article)
    early = peak()
    for article in islice(stream, number - number // 10):
        extract(article)
    print(f"peak memory after {number // 10:,} articles {early:.0f} MB, after {number:,} {peak():.0f} MB")


def time_recogniser(articles: list[str]) -> None:
    """Print underthesea's rate on the first of the texts, and ours on all of them as a multiple of it."""
    try:
        from underthesea import ner  # type: ignore[import-not-found]
    except ImportError:
        print("underthesea: not installed")
        return
    from phoihop.extract import extract

    theirs, ours = rate(ner, articles[:NER_SAMPLE]), rate(extract, articles)
    print(f"underthesea's recogniser: {theirs:,.2f} articles a second; extraction is {ours / theirs:,.0f} × as fast")


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ner", action="store_true", help="time underthesea's recogniser too")
    parser.add_argument("--stream", type=int, default=STREAM, help="articles in the memory test")
    parser.add_argument("--texts", type=Path, default=GOLD, help="a folder of plain texts")
    options = parser.parse_args()
    articles = list(islice(build_articles(options.texts), SAMPLE))
    measure_stream(build_articles(options.texts), options.stream)
    time_stages(articles)
    time_growth()
    if options.ner:
        time_recogniser(articles)


if __name__ == "__main__":
    main()
