"""Small lines inside a sentence or a tile, as coordinates for an inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voimavara.charts.scales import at, widened
from voimavara.core.periods import Period
from voimavara.figures.series import Series
from voimavara.snapshot.model import BreakView

WIDTH, HEIGHT, EDGE = 104, 40, 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line with gaps where figures are missing or a break lies; `target` and `upper` are heights."""

    line: str
    dots: tuple[tuple[float, float], ...]
    last: tuple[float, float] | None
    target: float | None = None
    upper: float | None = None
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(
    series: Series,
    level: float | None = None,
    upper: float | None = None,
    breaks: Sequence[BreakView] = (),
    bounds: tuple[float, float] | None = None,
) -> Sparkline | None:
    """The line of the series, or None when fewer than two figures have a value.

    `bounds` give lines beside each other the same scale.
    """
    known = [(at(figure.period), figure.known) for figure in series.figures if figure.known is not None]
    if len(known) < 2:
        return None
    low, high = bounds or bounds_of([series], level, upper)
    start, end = at(series.figures[0].period), at(series.figures[-1].period)

    def across(month: int) -> float:
        return round(EDGE + (month - start) / max(end - start, 1) * (WIDTH - 2 * EDGE), 1)

    def up(value: float) -> float:
        return round(HEIGHT - EDGE - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * EDGE), 1)

    pieces = pieces_of(series, breaks)
    points = [[(across(month), up(value)) for month, value in piece] for piece in pieces]
    line = "".join("M" + "L".join(f"{x} {y}" for x, y in piece) for piece in points if len(piece) > 1)
    lone = tuple(piece[0] for piece in points if len(piece) == 1)
    ends = series.figures[-1].known is not None
    return Sparkline(
        line=line,
        dots=lone,
        last=points[-1][-1] if ends else None,
        target=None if level is None else up(level),
        upper=None if upper is None else up(upper),
    )


def bounds_of(
    rows: Sequence[Series], level: float | None = None, upper: float | None = None
) -> tuple[float, float]:
    """The lowest and highest of all values and levels, at least a tenth of the largest apart."""
    values = [figure.known for series in rows for figure in series.figures if figure.known is not None]
    values += [value for value in (level, upper) if value is not None]
    if not values:
        return 0.0, 1.0
    return widened(min(values), max(values), max(map(abs, values)) / 10)


def pieces_of(series: Series, breaks: Sequence[BreakView] = ()) -> list[list[tuple[int, float]]]:
    """The series as (month, value), cut where a figure is missing or a break lies between two."""
    borders = [at(Period.parse(one.at)) for one in breaks]
    pieces: list[list[tuple[int, float]]] = [[]]
    before: int | None = None
    for figure in series.figures:
        month = at(figure.period)
        if figure.known is None or (
            before is not None and any(before < border <= month for border in borders)
        ):
            pieces.append([])
        if figure.known is not None:
            pieces[-1].append((month, figure.known))
        before = month
    return [piece for piece in pieces if piece]
