"""Files of kept results: put into their place whole, so that a half-written one is never found."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def put(path: Path, write: Callable[[Path], object]) -> None:
    """The file as `write` makes it, under a name of its own first; raises OSError where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".unfinished", dir=path.parent)
    part = Path(name)
    try:
        write(part)
        os.fsync(handle)
        part.replace(path)
    finally:
        os.close(handle)
        part.unlink(missing_ok=True)


def put_if_possible(path: Path, write: Callable[[Path], object]) -> None:
    """The same of what can be made again: no room or no right to write is no reason to stop."""
    with suppress(OSError):
        put(path, write)
