"""The figures of one measure: its series over time, in total and place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from voimavara.core.periods import Period
from voimavara.figures.columns import Figures, place_in
from voimavara.figures.figure import MAIN, Figure, Where


@dataclass(frozen=True)
class Series:
    """The figures of one place over the periods, oldest first."""

    place: Where
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def last_known(self) -> Figure | None:
        """The newest figure that has a value."""
        return next((figure for figure in reversed(self.figures) if figure.known is not None), None)


@dataclass(frozen=True)
class Breakdown:
    """A measure by one or more dimensions; the figures of a place are read when they are asked for."""

    dimensions: tuple[str, ...]
    columns: Figures
    rows: range

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def places(self) -> dict[Where, range]:
        """The rows of each place, in order."""
        starts = self.columns.starts(self.rows, ("place",))
        words = self.columns.table.select(["dimensions", "place"]).take(starts).to_pydict().values()
        return {
            place_in(*named): range(start, end)
            for named, (start, end) in zip(
                zip(*words, strict=True), pairwise([*starts, self.rows.stop]), strict=True
            )
        }

    @property
    def series(self) -> tuple[Series, ...]:
        """The series of every place."""
        return tuple(self.at(place) for place in self.places)

    def at(self, place: Where) -> Series:
        """The series of one of the places."""
        return Series(place, tuple(self.columns.within(self.places[place])))

    @property
    def newest(self) -> Any:
        """The newest value of each place; NaN where there is none."""
        last = [rows.stop - 1 for rows in self.places.values()]
        values = self.columns.table["value"].take(last)
        return values.to_numpy().astype(float) if last else np.zeros(0)


@dataclass(frozen=True)
class Measured:
    """All figures of one measure of an indicator."""

    total: Series | None = None
    breakdowns: tuple[Breakdown, ...] = ()

    @classmethod
    def at_one_place(cls, place: Where, figures: Sequence[Figure]) -> Measured:
        """The measure of which only these figures are known, oldest first."""
        if not place:
            return cls(Series((), tuple(figures)))
        columns = Figures.of(figures)
        return cls(None, (Breakdown(tuple(name for name, _ in place), columns, range(len(columns))),))

    def __iter__(self) -> Iterator[Figure]:
        """The total before the breakdowns."""
        if self.total:
            yield from self.total.figures
        for breakdown in self.breakdowns:
            yield from breakdown.columns.within(breakdown.rows)

    def by(self, dimensions: tuple[str, ...]) -> Breakdown | None:
        """The breakdown by exactly these dimensions."""
        return next((one for one in self.breakdowns if one.dimensions == tuple(sorted(dimensions))), None)

    def places(self, dimensions: tuple[str, ...]) -> tuple[Where, ...]:
        """The places in exactly these dimensions, in order."""
        if not dimensions:
            return ((),) if self.total else ()
        breakdown = self.by(dimensions)
        return tuple(breakdown.places) if breakdown else ()

    def at(self, place: Where) -> Series | None:
        """The series of the place; None where there is none."""
        if not place:
            return self.total
        breakdown = self.by(tuple(name for name, _ in place))
        return breakdown.at(place) if breakdown and place in breakdown.places else None

    def figure(self, period: Period, place: Where) -> Figure | None:
        """The figure of the period and place; None where there is none."""
        series = self.at(place)
        return next((one for one in series.figures if one.period == period), None) if series else None


def measured(figures: Figures, indicator: str, measure: str = MAIN) -> Measured:
    """The figures of the measure."""
    runs = {
        dimensions: rows
        for (name, key, dimensions), rows in figures.runs.items()
        if (name, key) == (indicator, measure)
    }
    total = runs.pop((), None)
    return Measured(
        None if total is None else Series((), tuple(figures.within(total))),
        tuple(Breakdown(dimensions, figures, rows) for dimensions, rows in sorted(runs.items())),
    )
