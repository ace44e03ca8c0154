"""Many pages: worked through on all cores, in a fixed order, interruptible at any moment and resumable."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from phoihop.errors import PhoihopError, UsageError
from phoihop.extract.drafts import record_id_of
from phoihop.extract.outputs import FORMATS, Request, read_request, render_reading

# Starting a process costs as much as some dozens of pages.
_WORTH_A_PROCESS = 40
_DIGESTED = ("yaml", "json")


@dataclass(frozen=True)
class Outcome:
    """What became of one page.

    Args:
        page: the input.
        output: the file that is or would have been written.
        status: `written`, `kept` (the output was there already) or `failed`.
        message: why it failed.
        warnings: what a coder should know about the page.
    """

    page: Path
    output: Path
    status: str
    message: str = ""
    warnings: tuple[str, ...] = ()


def plan_outputs(pages: Sequence[Path], out: Path, request: Request, *, keep_text: bool = False) -> dict[Path, Path]:
    """The output file of every page.

    Raises:
        UsageError: two pages would be written to one file, or one over an input.
    """
    planned: dict[Path, Path] = {}
    taken: dict[Path, Path] = {}
    inputs = {page.resolve() for page in pages}
    for page in pages:
        output = out / f"{_stem(page)}.{FORMATS[request.form]}"
        if output in taken:
            raise UsageError(
                f"would be written over {taken[output]}'s {output.name}", path=page, fix="rename one of them"
            )
        for file in (output, *([_text_file(page, out)] if keep_text else [])):
            if file.resolve() in inputs:
                raise UsageError(f"the output {file} is one of the inputs", path=page, fix="give another --out")
        taken[output] = page
        planned[page] = output
    return planned


def extract_folder(
    planned: dict[Path, Path],
    request: Request,
    *,
    keep_text: bool = False,
    again: bool = False,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Work through the pages; the outcomes come in the order of the pages, whatever the number of workers.

    An output that is newer than its page, or that records the digest of the page's text, is kept. Every file is
    written whole or not at all, so that an interrupted run is resumed by running it again.

    Args:
        planned: page → output file, see `plan_outputs`.
        request: how to read and write.
        keep_text: also write the text that spans refer to, as `<record id>.txt` beside the output.
        again: write outputs anew that are there already.
        workers: processes; all cores if None.
    """
    for folder in sorted({output.parent for output in planned.values()}):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot be made a folder: {error.strerror}", path=folder) from None
    work = partial(_extract_one, request=request, keep_text=keep_text, again=again)
    wanted = min(workers or os.cpu_count() or 1, 1 + len(planned) // _WORTH_A_PROCESS)
    if wanted == 1:
        yield from map(work, planned.items())
        return
    # Fresh processes, not copies: a copy of a process with threads can hang, and only this works everywhere.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(wanted, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(work, planned.items(), chunksize=8)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract_one(job: tuple[Path, Path], *, request: Request, keep_text: bool, again: bool) -> Outcome:
    page, output = job
    try:
        if not again and _is_newer(output, page):
            return Outcome(page, output, "kept")
        reading = read_request(page, request)
        if not again and request.form in _DIGESTED and _holds(output, reading.page.sha256):
            return Outcome(page, output, "kept")
        if keep_text:
            _write(_text_file(page, output.parent), reading.page.text)
        _write(output, render_reading(reading, request))
    except PhoihopError as error:
        return Outcome(page, output, "failed", str(error))
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        # One page that the libraries below cannot take must not cost the others.
        return Outcome(page, output, "failed", f"{page}: {type(error).__name__}: {str(error).splitlines()[:1]}")
    return Outcome(page, output, "written", warnings=reading.warnings)


def _is_newer(output: Path, page: Path) -> bool:
    return output.exists() and page.exists() and output.stat().st_mtime_ns >= page.stat().st_mtime_ns


def _holds(output: Path, digest: str) -> bool:
    return output.exists() and digest.encode() in output.read_bytes()


def _stem(page: Path) -> str:
    return page.stem if str(page) != "-" else "page"


def _text_file(page: Path, folder: Path) -> Path:
    return folder / f"{record_id_of(str(page))}.txt"


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
