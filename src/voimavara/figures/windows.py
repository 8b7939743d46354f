"""An aggregate's value in each window of months, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.facts import Ints
from voimavara.figures.grids import Axis, Grid, repeated, window_sums

# What tells that nothing is lacking: a row in each month, any row, months that loads cover, or nothing.
Attendance = Literal["rows", "some", "covered", "always"]
Way = Literal["sum", "mean", "last", "count"]

# Reasons as numbers in arrays; 0 where there is a value.
REASONS = (None, *Reason)
CODE = {reason: number for number, reason in enumerate(REASONS)}


@dataclass(frozen=True)
class Values:
    """Value, reason (as in REASONS) and rows behind it, by place and period; details are told on demand."""

    value: Ints
    reason: Ints
    rows: Ints
    periods: tuple[Period, ...]
    axis: Axis
    windows: tuple[tuple[int, int], ...]
    lacking: Ints

    def repeated(self, times: int) -> Values:
        """The same with its places several times over."""
        if times == 1:
            return self
        value, reason, rows = (repeated(each, times) for each in (self.value, self.reason, self.rows))
        lacking = self.lacking if len(self.lacking) == 1 else repeated(self.lacking, times)
        return replace(self, value=value, reason=reason, rows=rows, lacking=lacking)

    def missing(self, place: int, period: int) -> Missing:
        """Why there is no value, with the months or years that are lacking."""
        reason = Reason(REASONS[self.reason[place, period]])
        if reason is not Reason.PARTLY:
            return Missing(reason, str(self.periods[period]))
        begin, end = self.windows[period]
        lacking = self.lacking[min(place, len(self.lacking) - 1)]
        columns = {column for column in range(begin, end) if lacking[column]}
        columns |= set(_cut(self.axis, self.periods[period]))
        return Missing(reason, ", ".join(self.axis.named(column) for column in sorted(columns)))


def values_in(
    grid: Grid,
    way: Way,
    periods: tuple[Period, ...],
    attendance: Attendance,
    *,
    covered: Ints | None = None,
    expected: Ints | None = None,
    single: bool = False,
) -> Values:
    """The value in each of the periods.

    `covered` tells the months that loads cover, `expected` by place the months in which rows are
    expected (all, where it is not given); with `single` exactly one row must speak.
    """
    if way == "mean" and any(_cut(grid.axis, period) for period in periods):
        grid = grid.monthly()
    windows = tuple(_window(grid.axis, period, way, attendance) for period in periods)
    amounts = grid.rows if way == "count" else grid.amounts
    sums, rows, present = (
        window_sums(cells, windows) for cells in (amounts, grid.rows, (grid.rows > 0).astype(np.int64))
    )
    length = np.maximum(np.array([end - begin for begin, end in windows]), 0)
    lacking = _lacking(grid, attendance, covered, expected)
    lacks = window_sums(lacking.astype(np.int64), windows)
    cut = np.array([way != "last" and bool(_cut(grid.axis, period)) for period in periods])
    reason = np.where((lacks > 0) | cut, CODE[Reason.PARTLY], 0)
    nothing = lacks >= length if attendance == "covered" else present == 0
    if way != "count":
        values = window_sums(grid.values, windows)
        nothing = nothing | ((rows > 0) & (values == 0)) | (single & (values > 1))
    reason = np.where(nothing & ~cut, CODE[Reason.NO_DATA], np.broadcast_to(reason, rows.shape))
    divisor = (present if attendance == "some" else length) if way == "mean" else 1
    value = _divided(sums, 10 ** (0 if way == "count" else grid.scale), divisor)
    codes: Ints = reason.astype(np.int8)
    return Values(value, codes, rows, periods, grid.axis, windows, lacking)


def _window(axis: Axis, period: Period, way: Way, attendance: Attendance) -> tuple[int, int]:
    if way == "last" or (way == "count" and attendance == "always"):
        column = (period.end - 1 - axis.first) // axis.step
        return column, column + 1
    return axis.inside(period)


def _cut(axis: Axis, period: Period) -> tuple[int, ...]:
    """Columns of which only a part lies in the period."""
    begin, end = axis.inside(period)
    first, last = (period.first - axis.first) // axis.step, (period.end - 1 - axis.first) // axis.step
    return tuple(column for column in range(first, last + 1) if not begin <= column < end)


def _lacking(grid: Grid, attendance: Attendance, covered: Ints | None, expected: Ints | None) -> Ints:
    if covered is not None:
        uncovered: Ints = ~covered[np.newaxis, :]
        return uncovered
    if attendance == "rows":
        absent: Ints = grid.rows == 0
        return absent if expected is None else absent & expected
    return np.zeros((1, grid.axis.length), bool)


def _divided(sums: Ints, units: int, divisor: Ints | int) -> Ints:
    """The sums as floats; the same whole numbers always give the same float."""
    if sums.dtype == object:
        exact = np.vectorize(lambda whole: whole / units, otypes=[float])
        floats: Ints = exact(sums) if sums.size else sums.astype(float)
    else:
        floats = sums.astype(float) / units
    quotients: Ints = floats / np.maximum(divisor, 1)
    return quotients
