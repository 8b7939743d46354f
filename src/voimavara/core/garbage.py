"""Python's search for unreachable objects, put off while many are made that all stay."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search inside: with a million objects that stay, each of many searches would look at all of them."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def settle() -> None:
    """All that there is now is left out of later searches; what nobody refers to goes as ever."""
    gc.freeze()


atexit.register(gc.unfreeze)  # at the end everything is let go in order
