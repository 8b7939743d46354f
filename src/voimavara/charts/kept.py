"""Drawings on disk, beside the snapshots, by the hash of their specification."""

from __future__ import annotations

import tempfile
from pathlib import Path

FOLDER = "charts"


def kept(folder: Path, key: str) -> str | None:
    """The drawing; None where it is not there."""
    path = _path(folder, key)
    return path.read_text(encoding="utf-8") if path.exists() else None


def is_kept(folder: Path, key: str) -> bool:
    """Whether the drawing is there."""
    return _path(folder, key).exists()


def keep(folder: Path, key: str, svg: str) -> None:
    """Put the drawing into the folder; moved into place, so that a reader never sees half of it."""
    path = _path(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8"
    ) as part:
        part.write(svg)
    Path(part.name).replace(path)


def _path(folder: Path, key: str) -> Path:
    return folder / FOLDER / f"{key}.svg"
