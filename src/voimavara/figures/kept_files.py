"""Files of kept results: put into their place whole, so that a half-written one is never found."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def put(path: Path, write: Callable[[Path], object]) -> None:
    """The file as `write` makes it, written under another name first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    write(unfinished)
    unfinished.replace(path)
