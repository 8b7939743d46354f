"""Sums by place and month, and what windows of months make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voimavara.core.periods import Period
from voimavara.figures.facts import Ints


@dataclass(frozen=True)
class Axis:
    """The months (or with `step` 12 the years) from `first` on, as columns of a grid."""

    first: int
    length: int
    step: int

    @classmethod
    def over(cls, periods: Sequence[Period], step: int) -> Axis:
        """The shortest axis that all the periods lie on."""
        first = min(period.first for period in periods) // step
        end = -(-max(period.end for period in periods) // step)
        return cls(first * step, end - first, step)

    def column(self, month: Ints) -> Ints:
        """The columns of the months; outside the axis they are below 0 or not below `length`."""
        return (month - self.first) // self.step

    def inside(self, period: Period) -> tuple[int, int]:
        """The columns that lie wholly in the period: the first, and the one after the last."""
        return (
            -(-(period.first - self.first) // self.step),
            (period.end - self.first) // self.step,
        )

    def named(self, column: int) -> str:
        """The month or year of the column in words."""
        return str(Period(self.first + column * self.step, self.step))


@dataclass(frozen=True)
class Grid:
    """For each place and month: the sum as a whole number of 10**-scale, values present, and rows.

    `values` and `rows` tell an absent value from a zero.
    """

    axis: Axis
    amounts: Ints
    scale: int
    values: Ints
    rows: Ints

    def monthly(self) -> Grid:
        """The same by month: what holds for a year holds in each of its months."""
        if self.axis.step == 1:
            return self
        axis = Axis(self.axis.first, self.axis.length * self.axis.step, 1)
        amounts, values, rows = (
            np.repeat(each, self.axis.step, axis=1) for each in (self.amounts, self.values, self.rows)
        )
        return Grid(axis, amounts, self.scale, values, rows)

    def repeated(self, times: int) -> Grid:
        """The same with its places several times over."""
        if times == 1:
            return self
        amounts, values, rows = (repeated(each, times) for each in (self.amounts, self.values, self.rows))
        return Grid(self.axis, amounts, self.scale, values, rows)


def repeated(cells: Ints, times: int, axis: int = 0) -> Ints:
    """The cells several times over, one after another along the axis."""
    return cells if times == 1 else np.concatenate([cells] * times, axis)


def add_up(shape: tuple[int, int], cell: Ints, amounts: Ints) -> Ints:
    """The amounts added up in an array of places by columns, whose cells are numbered row by row.

    Whole numbers stay exact.
    """
    sums = np.zeros(shape[0] * shape[1], amounts.dtype)
    if amounts.dtype == object:
        sums[:] = 0
    np.add.at(sums, cell, amounts)
    return sums.reshape(shape)


def spread(shape: tuple[int, int], place: Ints, since: Ints, until: Ints, amounts: Ints) -> Ints:
    """The amounts added up in every column from `since` until before `until`."""
    wide = (shape[0], shape[1] + 1)
    since, until = (np.clip(each, 0, shape[1]) for each in (since, until))
    start = place * wide[1]
    ended = start + np.maximum(since, until)
    change = add_up(wide, start + since, amounts) - add_up(wide, ended, amounts)
    return np.cumsum(change, axis=1)[:, :-1]


def window_sums(cells: Ints, windows: Sequence[tuple[int, int]]) -> Ints:
    """The sums of the columns of each window, one column a window; an empty or backward one gives 0."""
    if all(end - begin == 1 for begin, end in windows):
        alone: Ints = cells[:, [begin for begin, _ in windows]]
        return alone
    running = np.zeros((cells.shape[0], cells.shape[1] + 1), cells.dtype)
    np.cumsum(cells, axis=1, out=running[:, 1:])
    first = np.array([begin for begin, _ in windows])
    after = np.array([max(begin, end) for begin, end in windows])
    sums: Ints = running[:, after] - running[:, first]
    return sums
