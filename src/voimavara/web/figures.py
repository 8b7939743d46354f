"""The figures of indicators one after another, as CSV and API give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.figures.columns import Figures
from voimavara.figures.figure import Figure
from voimavara.figures.series import Breakdown
from voimavara.snapshot.model import IndicatorView, MeasureView


def figures_of(indicator: IndicatorView) -> Iterator[tuple[MeasureView, Figure]]:
    """Every figure with its measure: the indicator's own first, the total before its breakdowns."""
    for measure in (indicator.main, *indicator.beside):
        for figure in measure.figures:
            yield measure, figure


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures are asked for; an empty word asks for all of them.

    `dimension` is one of those that a figure is broken down by, or `none` for the whole city; `place` is
    written `sector=education`.
    """

    measure: str = ""
    period: str = ""
    dimension: str = ""
    place: str = ""

    def rows(self, indicators: Iterable[IndicatorView], columns: Figures) -> Any:
        """The numbers of the rows in the columns, in the order of indicators, measures and breakdowns."""
        found = [
            self._among(columns, rows, dimensions)
            for indicator in indicators
            for measure in (indicator.main, *indicator.beside)
            if self.measure in ("", measure.id)
            for dimensions, rows in _runs(columns, indicator.id, measure.id)
            if self.dimension in ("", *(dimensions or ("none",)))
        ]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def _among(self, columns: Figures, rows: range, dimensions: tuple[str, ...]) -> Any:
        """Those of the rows of one measure and breakdown."""
        there = np.arange(rows.start, rows.stop)
        if self.place:
            pair = tuple(self.place.split("=", 1))
            places = Breakdown(dimensions, columns, rows).places.items() if dimensions else ()
            inside = [np.arange(one.start, one.stop) for place, one in places if pair in place]
            there = np.concatenate(inside) if inside else there[:0]
        if self.period:
            there = there[_is_period(columns, there, self.period)]
        return there


def _runs(columns: Figures, indicator: str, measure: str) -> list[tuple[tuple[str, ...], range]]:
    return sorted(
        (dimensions, rows)
        for (name, key, dimensions), rows in columns.runs.items()
        if (name, key) == (indicator, measure)
    )


def _is_period(columns: Figures, rows: Any, written: str) -> Any:
    try:
        period = Period.parse(written)
    except UserError:  # no figure is of such a period
        return np.zeros(len(rows), bool)
    first, months = (columns.table[name].to_numpy()[rows] for name in ("first", "months"))
    return (first == period.first) & (months == period.months)
