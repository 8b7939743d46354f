"""Compiled statements of earlier runs on disk: writing SQL takes longer than most statements run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voimavara.figures.code import code
from voimavara.figures.fingerprints import hashed
from voimavara.figures.kept_files import put_if_possible


@dataclass(frozen=True)
class KeptTexts:
    """Texts by what they were written from; the folder may be deleted at any time."""

    folder: Path | None = None

    def of(self, said: object, write: Callable[[], str]) -> str:
        """The text that was written from what is said; now, where it was not before."""
        if self.folder is None:
            return write()
        path = self.folder / f"{hashed(code(), said)}.sql"
        try:
            checksum, _, text = path.read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            checksum, text = "", ""
        if checksum != hashed(text):
            text = write()
            put_if_possible(path, lambda part: part.write_text(f"{hashed(text)}\n{text}", encoding="utf-8"))
        return text
