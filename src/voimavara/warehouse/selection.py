"""Which loads, and which of their rows, count as of a date; nothing is read yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from voimavara.core.periods import Period
from voimavara.warehouse.load import Load, Rejected

# Columns that every dataset's table carries beside those of its contract.
LOAD = "_load"  # the load's id, also the partition
LINE = "_line"  # the line of the file the row came from, from 1


@dataclass(frozen=True, slots=True)
class UsedLoad:
    """A load of which rows count.

    `files` are its Parquet files. `dropped_periods` are periods that a newer load replaced, `dropped_lines`
    Parquet files with one column `_line` whose rows a newer load replaced by key.
    """

    load: Load
    files: tuple[str, ...]
    dropped_periods: tuple[Period, ...] = ()
    dropped_lines: tuple[str, ...] = ()

    @property
    def dropped(self) -> tuple[object, ...]:
        """What decides which rows count, wherever the warehouse lies: periods, and loads that took lines."""
        return self.dropped_periods, tuple(PurePath(path).stem for path in self.dropped_lines)


@dataclass(frozen=True, slots=True)
class Selection:
    """The state of the warehouse as of a date: for each dataset, its loads that count, oldest first.

    `open_rows` are the rows of these loads that were set aside and are neither mended nor replaced.
    """

    as_of: date
    datasets: Mapping[str, tuple[UsedLoad, ...]]
    open_rows: Mapping[str, tuple[Rejected, ...]] = field(default_factory=dict)

    def of(self, dataset: str) -> tuple[UsedLoad, ...]:
        """The loads of the dataset that count, oldest first; none where nothing has been received."""
        return self.datasets.get(dataset, ())

    def open_of(self, dataset: str) -> tuple[Rejected, ...]:
        """The dataset's rows that were set aside and that nobody has mended or replaced yet."""
        return self.open_rows.get(dataset, ())
