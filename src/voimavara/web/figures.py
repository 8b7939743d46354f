"""The figures of an indicator one after another, as CSV and API give them."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.snapshot.model import FigureView, IndicatorView, MeasureView


def figures_of(indicator: IndicatorView) -> Iterator[tuple[MeasureView, FigureView]]:
    """Every figure with its measure: the indicator's own first, the total before its breakdowns."""
    for measure in (indicator.main, *indicator.beside):
        rows = [measure.total] if measure.total else []
        rows += [series for breakdown in measure.breakdowns for series in breakdown.series]
        for series in rows:
            for figure in series.figures:
                yield measure, figure
