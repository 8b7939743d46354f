"""A table as it lies in a file: headers, and rows of text with the line each begins on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Lines = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row with more or fewer cells than there are headers."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows: the line each begins on, their cells by column, and those that don't fit the headers."""

    lines: Lines
    cells: tuple[pa.Array, ...]
    ragged: tuple[Ragged, ...] = ()

    @classmethod
    def of(cls, lines: Sequence[int], rows: Sequence[Sequence[str]], width: int) -> Chunk:
        """The rows as columns; those that are not `width` cells wide are ragged."""
        ragged = tuple(
            Ragged(line, tuple(row)) for line, row in zip(lines, rows, strict=True) if len(row) != width
        )
        fitting = [(line, row) for line, row in zip(lines, rows, strict=True) if len(row) == width]
        columns = zip(*(row for _, row in fitting), strict=True) if fitting else ((),) * width
        cells = tuple(pa.array(column, pa.string()) for column in columns)
        return cls(np.array([line for line, _ in fitting], np.int64), cells, ragged)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of a file; its chunks can be gone through again and again.

    `file` is the name that people know it by. `unended` is the last line of a file that stops before the
    line's end: if that row has too few cells, the file was cut off.
    """

    file: str
    headers: tuple[str, ...]
    chunks: Callable[[], Iterator[Chunk]]
    unended: int | None = None
