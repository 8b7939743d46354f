"""A measure place by place: small lines on one scale, largest first, each with its own verdict."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts import Sparkline, sparkline
from voimavara.charts.sparkline import bounds_of
from voimavara.snapshot.model import Breakdown, IndicatorView, MeasureView, Series, VerdictView
from voimavara.web.say import Say

MOST = 12  # so many places get a small line; all of them stand in the table below


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its name, its newest value, its line, its verdict where it has one of its own."""

    name: str
    value: str
    missing: str
    line: Sparkline | None
    verdict: VerdictView | None
    cells: tuple[str, ...]
    bar: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Places by one dimension; `name` says of which part where parts are never added together."""

    title: str
    name: str
    periods: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The rows that get a small line."""
        return self.rows[:MOST]


def breakdowns_of(indicator: IndicatorView, say: Say, measure: MeasureView | None = None) -> list[Group]:
    """Every breakdown of the measure (by default the indicator's own) as groups of rows."""
    of = measure or indicator.main
    apart = () if of.total or not of.breakdowns else of.breakdowns[0].dimensions
    groups = []
    for breakdown in of.breakdowns:
        for key, series in _split(breakdown, apart).items():
            title = ", ".join(say.dimension(one) for one in breakdown.dimensions if one not in key)
            name = say.place(dict(key)) if key else ""
            groups.append(_group(indicator, of, title, name, series, dict(key), say))
    return groups


def _split(breakdown: Breakdown, apart: tuple[str, ...]) -> dict[tuple[tuple[str, str], ...], list[Series]]:
    """The series by the values of the dimensions kept apart, unless those are all there is."""
    kept = apart if set(breakdown.dimensions) - set(apart) else ()
    groups: dict[tuple[tuple[str, str], ...], list[Series]] = {}
    for series in breakdown.series:
        key = tuple((name, series.place[name]) for name in kept if name in series.place)
        groups.setdefault(key, []).append(series)
    return groups


def _group(
    indicator: IndicatorView,
    measure: MeasureView,
    title: str,
    name: str,
    rows: list[Series],
    key: dict[str, str],
    say: Say,
) -> Group:
    target = indicator.target if measure is indicator.main else None
    level, upper = (target.level, target.upper) if target else (None, None)
    bounds = bounds_of(rows, level, upper)
    top = max(
        (abs(one.latest.value) for one in rows if one.latest and one.latest.value is not None), default=0
    )
    verdicts = {tuple(sorted(part.place.items())): part for part in indicator.verdict.parts}
    rows = sorted(rows, key=_size, reverse=True)
    periods = tuple(dict.fromkeys(figure.period for one in rows for figure in one.figures))
    periods = tuple(sorted(periods, key=_ends))[-6:]
    made = []
    for series in rows:
        latest = series.latest
        value = latest.value if latest else None
        by_period = {figure.period: figure for figure in series.figures}
        own = {dimension: at for dimension, at in series.place.items() if dimension not in key}
        made.append(
            Row(
                name=say.place(own),
                value=say.value(value, measure),
                missing=say.missing(latest) if latest and value is None else "",
                line=sparkline(series, level, upper, indicator.breaks, bounds),
                verdict=verdicts.get(tuple(sorted(series.place.items()))) if target else None,
                cells=tuple(
                    say.value(by_period[period].value if period in by_period else None, measure)
                    for period in periods
                ),
                bar=round(abs(value) / top * 100, 1) if value is not None and top else None,
            )
        )
    return Group(title, name, tuple(say.period(period) for period in periods), tuple(made))


def _size(series: Series) -> float:
    value = series.latest.value if series.latest else None
    return float("-inf") if value is None else value


def _ends(period: str) -> str:
    return period.rpartition("..")[2]
