"""The figures of an indicator one after another, as CSV and API give them."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.figures.figure import Figure
from voimavara.snapshot.model import IndicatorView, MeasureView


def figures_of(indicator: IndicatorView) -> Iterator[tuple[MeasureView, Figure]]:
    """Every figure with its measure: the indicator's own first, the total before its breakdowns."""
    for measure in (indicator.main, *indicator.beside):
        for figure in measure.figures:
            yield measure, figure
