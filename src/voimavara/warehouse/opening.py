"""Which set-aside rows still wait to be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from voimavara.core.periods import Period
from voimavara.warehouse.load import Rejected
from voimavara.warehouse.selection import LINE


def still_open(
    rejected: Iterable[Rejected], dropped: Collection[Period], lists: Iterable[Path]
) -> tuple[Rejected, ...]:
    """The rows of one load that no newer load replaces, by period or by key, and no mending has closed."""
    lines = {line for path in lists for line in listed_lines(path)}
    return tuple(row for row in rejected if row.period not in dropped and row.place.line not in lines)


def with_mending(rejected: Iterable[Rejected], closed: Iterable[Path]) -> tuple[Rejected, ...]:
    """The rows of one load, those that a mending closed with its id and without their cells.

    `closed` are the mendings' lists, each named for the mending's load.
    """
    by_line = {line: path.stem for path in closed for line in listed_lines(path)}
    return tuple(
        replace(row, mended_by=by_line[row.place.line], cells={}) if row.place.line in by_line else row
        for row in rejected
    )


def listed_lines(path: Path) -> frozenset[int]:
    """The lines that a list names."""
    return frozenset(pq.read_table(path).column(LINE).to_pylist())
