"""The rows that loads set aside, and what became of each: mended, replaced, or still waiting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from voimavara.core.periods import Period
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.precedence import Counting, mendings_of
from voimavara.warehouse.records import rejected_of
from voimavara.warehouse.replaced_lines import ReplacedLines
from voimavara.warehouse.selection import LINE
from voimavara.warehouse.tables import LoadTable


class SetAside:
    """The set-aside rows of a warehouse, in their table and beside the lists of lines that were replaced."""

    def __init__(self, table: LoadTable, replaced: ReplacedLines) -> None:
        self._table = table
        self._replaced = replaced

    def of(self, loads: Iterable[Load]) -> Mapping[str, Sequence[Rejected]]:
        """The rows that the loads set aside, by load and in the order of the lines."""
        rows = self._table.read([load.id for load in loads if load.rows_set_aside])
        by_load: dict[str, list[Rejected]] = defaultdict(list)
        for row in [] if rows is None else rows.sort_by("line").to_pylist():
            by_load[row["load"]].append(rejected_of(row))
        return by_load

    def with_mendings(self, loads: Sequence[Load], known: Sequence[Load]) -> tuple[Rejected, ...]:
        """The rows that the loads set aside, with the load among all known ones that mended each."""
        aside = self.of(loads)
        found: list[Rejected] = []
        for load in loads:
            closed = self._replaced.found(load, mendings_of(load, known))
            found += _with_mending(aside.get(load.id, ()), closed)
        return tuple(found)

    def tries(self, load: Load, known: Sequence[Load]) -> Mapping[int, Sequence[Rejected]]:
        """By line, the rows that the load set aside and each try at them that was still wrong, in order."""
        aside = self.of([load, *mendings_of(load, known)])
        by_line: dict[int, list[Rejected]] = defaultdict(list)
        for each in known:
            for row in aside.get(each.id, ()):
                by_line[row.place.line or 0].append(row)
        return by_line

    def still_open(self, counting: Sequence[Counting], visible: Sequence[Load]) -> tuple[Rejected, ...]:
        """The rows of loads that count which no load visible then has mended or replaced."""
        aside = self.of(each.load for each in counting)
        found: list[Rejected] = []
        for each in counting:
            if rows := aside.get(each.load.id):
                lists = self._replaced.found(each.load, visible)
                found += _still_open(rows, each.dropped_periods, lists)
        return tuple(found)


def _still_open(
    rejected: Iterable[Rejected], dropped: Collection[Period], lists: Iterable[Path]
) -> tuple[Rejected, ...]:
    """The rows of one load that no newer load replaces, by period or by key, and no mending has closed."""
    lines = {line for path in lists for line in _listed_lines(path)}
    return tuple(row for row in rejected if row.period not in dropped and row.place.line not in lines)


def _with_mending(rejected: Iterable[Rejected], closed: Iterable[Path]) -> tuple[Rejected, ...]:
    """The rows of one load, those that a mending closed with its id and without their cells.

    `closed` are the mendings' lists, each named for the mending's load.
    """
    by_line = {line: path.stem for path in closed for line in _listed_lines(path)}
    return tuple(
        replace(row, mended_by=by_line[row.place.line], cells={}) if row.place.line in by_line else row
        for row in rejected
    )


def _listed_lines(path: Path) -> frozenset[int]:
    """The lines that a list names."""
    return frozenset(pq.read_table(path).column(LINE).to_pylist())
