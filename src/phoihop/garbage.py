"""Python's search for circles of objects, put off while very many objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search meanwhile: as often as Python does it, it takes a third of a full validation (measured).

    Objects that name each other in circles stay until `gc.collect` is called, or until afterwards. What is there
    beforehand, as the gazetteer, is not searched meanwhile.
    """
    before = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if before:
            gc.enable()
