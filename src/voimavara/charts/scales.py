"""Where things stand on an axis: round ticks, periods as numbers, labels that don't cover each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from voimavara.core.language import Text, in_all, same
from voimavara.core.periods import Period
from voimavara.core.writing import number, quantity, split_quantity
from voimavara.snapshot.model import MeasureView

# Units whose axis need not start at zero: an index, a share, a growth.
_FREE = ("1", "%", "point")


def starts_at_zero(measure: MeasureView) -> bool:
    """Whether the axis starts at zero: for amounts it does, for shares and indexes not."""
    return measure.shown_in not in _FREE


def widened(low: float, high: float, least: float) -> tuple[float, float]:
    """The range, stretched around its middle where it is so narrow that a trifle would look like a leap.

    >>> widened(0.4366, 0.4376, 0.1)
    (0.3871, 0.4871)
    """
    if high - low >= least:
        return low, high
    middle = (low + high) / 2
    return round(middle - least / 2, 12), round(middle + least / 2, 12)


def not_below_nought(lowest: float, low: float, high: float) -> tuple[float, float]:
    """The range moved up to begin at nought where it was stretched below it and nothing lies there.

    >>> not_below_nought(0.01, -0.02, 0.08), not_below_nought(-0.01, -0.02, 0.08)
    ((0.0, 0.1), (-0.02, 0.08))
    """
    return (0.0, round(high - low, 12)) if lowest >= 0 > low else (low, high)


def least_span(measure: MeasureView, largest: float) -> float:
    """How much an axis that need not start at zero shows at least: ten percentage points, a twentieth."""
    return 0.1 if measure.shown_in == "%" else abs(largest) / 20


def round_ticks(low: float, high: float, count: int) -> list[float]:
    """About `count` round values that hold the range between them.

    >>> round_ticks(0, 61.3, 5)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    >>> round_ticks(0.71, 0.84, 4)
    [0.7, 0.75, 0.8, 0.85]
    """
    span = (high - low) or abs(high) or 1.0
    raw = span / max(count - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{index * step:.12g}") for index in range(first, last + 1)]


def at(period: Period) -> int:
    """Where a period stands on the axis of time: the index of its last month."""
    return period.end - 1


def short_period(period: Period) -> Text:
    """The period as a label below an axis: 2019, 9/2020, 2015–2019."""
    if period.first % 12 == 0 and period.months % 12 == 0:
        return in_all(period.within)
    last = period.last_day
    return same(f"{last.month}/{last.year}")


def written(value: float, measure: MeasureView, *, sign: bool = False) -> Text:
    """The value with its unit, as beside a line."""
    return in_all(lambda lang: quantity(value, measure.shown_in, lang, measure.decimals, sign=sign))


def bare_number(value: float, measure: MeasureView) -> Text:
    """The value without its unit, as the lower end of a range."""
    return in_all(lambda lang: split_quantity(value, measure.shown_in, lang, measure.decimals)[0])


def tick_label(value: float, ticks: Sequence[float], unit: str) -> Text:
    """A number on the axis, with no more decimals than the ticks need; the unit stands in the title."""
    factor = 100 if unit == "%" else 1e-6 if unit == "EUR" and max(map(abs, ticks)) >= 1e6 else 1
    step = abs(ticks[1] - ticks[0]) * factor if len(ticks) > 1 else 1.0
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if round(step, decimals) != round(step, decimals + 1):
        decimals += 1
    return in_all(lambda lang: number(value * factor, lang, decimals))


def spread_out(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The positions moved apart as little as needed, each at least `gap` from the next, inside the bounds.

    >>> spread_out([50, 52], 16, 0, 100)
    [43.0, 59.0]
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    # Without the gaps the order alone must hold: neighbours that stand the wrong way round share their mean.
    shared: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        total, count = positions[index] - rank * gap, 1
        while shared and shared[-1][0] / shared[-1][1] >= total / count:
            before = shared.pop()
            total, count = total + before[0], count + before[1]
        shared.append((total, count))
    settled = [total / count for total, count in shared for _ in range(count)]
    top = max(low, high - (len(order) - 1) * gap)
    placed = {index: min(max(settled[rank], low), top) + rank * gap for rank, index in enumerate(order)}
    return [placed[index] for index in range(len(positions))]
