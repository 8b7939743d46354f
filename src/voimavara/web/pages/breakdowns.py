"""A measure place by place: small lines on one scale, largest first, each with its own verdict."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.charts import Sparkline, sparkline
from voimavara.charts.places import apart, breaks_at
from voimavara.charts.sparkline import bounds_of
from voimavara.charts.theme import PLACES
from voimavara.snapshot.model import Breakdown, IndicatorView, MeasureView, Series, VerdictView
from voimavara.web.pages.lacking import Lacking
from voimavara.web.say import Say

FAR_APART = 10  # a largest value so many times the middle one flattens every other line
COLUMNS = 6  # so many periods stand in a breakdown's table
MOST = 12  # so many places get a small line; all of them stand in the table below


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its name, its newest value, its line, its verdict where it has one of its own."""

    name: str
    number: str
    unit: str
    missing: str
    last_known: str
    line: Sparkline | None
    verdict: VerdictView | None
    cells: tuple[str, ...]
    bar: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Group:
    """Places by one dimension; `name` says of which part where parts are never added together."""

    title: str
    name: str
    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    zero: float
    same_scale: bool
    lacking: tuple[str, ...]  # what several of the rows lack, said once

    @property
    def lines(self) -> bool:
        """Whether there are lines to draw; otherwise bars are."""
        return any(row.line for row in self.drawn)

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The rows that get a small line."""
        return self.rows[:MOST]


def breakdowns_of(indicator: IndicatorView, say: Say, measure: MeasureView | None = None) -> list[Group]:
    """Every breakdown of the measure (by default the indicator's own) as groups of rows."""
    of = measure or indicator.main
    coarsest = apart(of)
    kept_apart = coarsest.dimensions if coarsest else ()
    groups = []
    for breakdown in of.breakdowns:
        if breakdown is coarsest and len(breakdown.series) <= PLACES:
            continue  # the chart and the table show exactly these
        for key, series in _split(breakdown, kept_apart).items():
            title = ", ".join(say.dimension(one) for one in breakdown.dimensions if one not in dict(key))
            groups.append(_group(indicator, of, title, series, dict(key), say))
    return groups


def _split(
    breakdown: Breakdown, never_added: tuple[str, ...]
) -> dict[tuple[tuple[str, str], ...], list[Series]]:
    """The series by the values of the dimensions kept apart, unless those are all there is."""
    kept = never_added if set(breakdown.dimensions) - set(never_added) else ()
    groups: dict[tuple[tuple[str, str], ...], list[Series]] = {}
    for series in breakdown.series:
        key = tuple((name, series.place[name]) for name in kept if name in series.place)
        groups.setdefault(key, []).append(series)
    return groups


def _group(
    indicator: IndicatorView,
    measure: MeasureView,
    title: str,
    rows: list[Series],
    key: dict[str, str],
    say: Say,
) -> Group:
    """The rows with the same scale for all: `key` is the part that they are all of."""
    target = indicator.target if measure is indicator.main else None
    level, upper = (target.level, target.upper) if target else (None, None)
    same_scale = _comparable(rows)
    bounds = bounds_of(rows, level, upper) if same_scale else None
    scale = _Bars.of(rows)
    verdicts = {tuple(sorted(part.place.items())): part for part in indicator.verdict.parts if target}
    periods = sorted({figure.period for one in rows for figure in one.figures}, key=_ends)[-COLUMNS:]
    lacking = Lacking.among(rows)

    def name_of(series: Series) -> str:
        return say.place({name: at for name, at in series.place.items() if name not in key})

    made = []
    for series in sorted(rows, key=_size, reverse=True):
        latest = series.latest
        value = latest.value if latest else None
        number, unit = say.parts(value, measure)
        by_period = {figure.period: figure.value for figure in series.figures}
        made.append(
            Row(
                name=name_of(series),
                number=number,
                unit=unit,
                missing=say.missing(latest) if latest and lacking.alone(latest) else "",
                last_known=say.last_known(series, measure) if value is None else "",
                line=sparkline(series, level, upper, breaks_at(indicator.breaks, series.place), bounds),
                verdict=verdicts.get(tuple(sorted(series.place.items()))),
                cells=tuple(say.value(by_period.get(period), measure) for period in periods),
                bar=None if value is None else scale.bar(value),
            )
        )
    return Group(
        title=title,
        name=say.place(key) if key else "",
        periods=tuple(say.period(period) for period in periods),
        rows=tuple(made),
        zero=scale.zero,
        same_scale=same_scale,
        lacking=lacking.told(name_of, say),
    )


@dataclass(frozen=True, slots=True)
class _Bars:
    """A scale from 0 to 100 that holds nought and every newest value."""

    low: float
    span: float

    @classmethod
    def of(cls, rows: list[Series]) -> _Bars:
        newest = [one.latest.value for one in rows if one.latest and one.latest.value is not None]
        low, high = min([0.0, *newest]), max([0.0, *newest])
        return cls(low, (high - low) or 1.0)

    @property
    def zero(self) -> float:
        return round(-self.low / self.span * 100, 1)

    def bar(self, value: float) -> tuple[float, float]:
        """Where the bar begins and how long it is; one of nought is still seen."""
        begins = (min(value, 0.0) - self.low) / self.span * 100
        return round(begins, 1), round(max(abs(value) / self.span * 100, 0.5), 1)


def _comparable(rows: list[Series]) -> bool:
    """Whether one scale suits all: not where one counts pupils and another cubic metres."""
    sizes = [abs(one.latest.value) for one in rows if one.latest and one.latest.value]
    return not sizes or max(sizes) < FAR_APART * sorted(sizes)[len(sizes) // 2]


def _size(series: Series) -> tuple[bool, float]:
    """Largest first; places without a newest figure come last, by the one known before."""
    newest = series.latest is not None and series.latest.value is not None
    known = series.last_known
    return newest, float("-inf") if known is None or known.value is None else known.value


def _ends(period: str) -> str:
    return period.rpartition("..")[2]
