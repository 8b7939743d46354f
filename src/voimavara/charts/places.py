"""Which series stand for a measure as a whole, and which breaks concern a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from voimavara.figures.figure import Where
from voimavara.figures.series import Breakdown, Series
from voimavara.snapshot.model import BreakView, MeasureView


def apart(measure: MeasureView) -> Breakdown | None:
    """The breakdown by places that are never added together; None where there is a total."""
    if measure.total is not None:
        return None
    return min(measure.breakdowns, key=lambda one: len(one.dimensions), default=None)


def whole(measure: MeasureView, most: int) -> tuple[Series, ...]:
    """The series of the whole city, or those of its first places that are never added together."""
    if measure.total is not None:
        return (measure.total,)
    breakdown = apart(measure)
    return tuple(map(breakdown.at, islice(breakdown.places, most))) if breakdown else ()


def breaks_at(breaks: Sequence[BreakView], place: Where) -> list[BreakView]:
    """The breaks that concern the place: all of them, or those that name one of its values."""
    at = dict(place)
    return [one for one in breaks if all(at.get(name) in values for name, values in one.where.items())]
