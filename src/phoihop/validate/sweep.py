"""A large graph judged by pySHACL on all cores: each process reads what it judges from a copy of the graph on disk."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import tempfile
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pyoxigraph as ox

from phoihop.errors import StoreError
from phoihop.validate.change import Node
from phoihop.validate.engines import Result, run_pyshacl
from phoihop.validate.reach import Reach, build_reach
from phoihop.validate.shapes import Shapes
from phoihop.validate.surroundings import Surroundings
from phoihop.validate.targets import Target

Focuses = Mapping[Node, Collection[Target]]
_Own = tuple[Surroundings, Shapes, Reach]
_OWN: list[_Own] = []
"""What a worker process works with, made once."""


def sweep(graph: ox.Store, shapes: Shapes, chunks: Iterable[Focuses], workers: int) -> Iterator[Result]:
    """What pySHACL finds in a graph, some nodes at a time.

    Args:
        graph: the graph.
        shapes: the shapes, which read along paths only.
        chunks: the nodes, each with the targets that mean it.
        workers: how many processes.

    Raises:
        OSError: there is no room for a copy of the graph.
        StoreError: a process ended before its time.
    """
    # Fresh processes, not copies: a copy of a process with threads can hang, and only this works everywhere.
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="phoihop-sweep-") as folder:
        copy = _copy(graph, Path(folder))
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(shapes, copy))
        waiting: deque[Future[list[Result]]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_judge, chunk))
                # A few at a time, so that what waits stays little.
                if len(waiting) > 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise StoreError(
                "a process that judged part of the graph ended unexpectedly",
                fix="see that memory suffices, or install the fast engine: pip install 'phoihop[fast]'",
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _copy(graph: ox.Store, folder: Path) -> str:
    """The graph on disk, as it is now: of one that is there already, by hard links."""
    copy = str(folder / "db")
    if _is_linked(graph, copy):
        return copy
    text, loaded = folder / "graph.nt", str(folder / "loaded")
    graph.dump(str(text), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    ox.Store(loaded).bulk_load(path=str(text))
    text.unlink()
    return loaded


def _is_linked(graph: ox.Store, copy: str) -> bool:
    """Whether a copy by hard links was made, and is whole."""
    try:
        graph.backup(copy)
    except (RuntimeError, OSError):
        # A graph in memory has no files; those of one that is open for reading may be gone since.
        return False
    # Of a store that is open for reading only, what its writer has not flushed is left behind.
    return len(ox.Store.read_only(copy)) == len(graph)


def _begin(shapes: Shapes, copy: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _OWN.append((Surroundings(ox.Store.read_only(copy)), shapes, build_reach(shapes)))


def _judge(focuses: Focuses) -> list[Result]:
    around, shapes, reach = _OWN[0]
    results = run_pyshacl(reach.read(around, focuses), shapes, focuses)
    # The graphs that they were found in are gone; these name each other in circles.
    gc.collect(0)
    return results
