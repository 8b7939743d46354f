"""The figures of a measure as a table: what a chart shows, to read and to check."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts.places import whole
from voimavara.core.origin import Origin
from voimavara.figures.figure import Figure
from voimavara.snapshot.model import MeasureView
from voimavara.web.say import Say

MOST = 12  # so many places stand in a table; the figures of all are in the CSV


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its period, its value and what it was made of."""

    place: str
    period: str
    value: str
    missing: str
    made_of: str
    interval: str
    n: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Table:
    """The figures, newest first, and which columns have anything in them."""

    lines: tuple[Line, ...]
    places: str  # by what they are told apart; nothing where there is one for the whole
    made_of: bool
    intervals: bool
    counts: bool


def table_of(measure: MeasureView, say: Say) -> Table | None:
    """The table of the measure's total, or of its places that are never added together."""
    rows = whole(measure, MOST)
    lines = tuple(_line(figure, measure, say) for series in rows for figure in reversed(series.figures))
    if not lines:
        return None
    names = dict.fromkeys(name for one in rows for name, _ in one.place)
    return Table(
        lines=lines,
        places=", ".join(map(say.dimension, names)),
        made_of=any(line.made_of for line in lines),
        intervals=any(line.interval for line in lines),
        counts=any(line.n for line in lines),
    )


def _line(figure: Figure, measure: MeasureView, say: Say) -> Line:
    made_of, interval = "", ""
    if figure.known is not None and figure.numerator is not None and figure.denominator is not None:
        made_of = f"{say.plain(figure.numerator)} / {say.plain(figure.denominator)}"
    if figure.known is not None and figure.interval is not None:
        low, high = figure.interval
        interval = f"{say.value(low, measure)} – {say.value(high, measure)}"
    return Line(
        place=say.place(figure.place) if figure.place else "",
        period=say.period(figure.period),
        value=say.value(figure.known, measure),
        missing=say.missing(figure.missing) if figure.missing else "",
        made_of=made_of,
        interval=interval,
        n="" if figure.n is None or figure.known is None else say.number(figure.n),
        origin=figure.origin,
    )
