"""A measure place by place: small lines on one scale, largest first, each with its own verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from operator import attrgetter

from voimavara.charts import Sparkline, sparkline
from voimavara.charts.places import apart, breaks_at
from voimavara.charts.sparkline import bounds_of
from voimavara.charts.theme import PLACES
from voimavara.core.periods import Period
from voimavara.figures.figure import Where
from voimavara.figures.series import Breakdown, Series
from voimavara.snapshot.model import IndicatorView, MeasureView, VerdictView
from voimavara.web.pages.lacking import Lacking
from voimavara.web.say import Say

FAR_APART = 10  # a largest value so many times the middle one flattens every other line
COLUMNS = 6  # so many periods stand in a breakdown's table
MOST = 12  # so many places get a small line; all that are chosen stand in the table below
MANY = 30  # of more places only those at the two ends are shown, and those that a reader asks for
AT_EACH_END = 10


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
class Chosen:
    """The places of which a page speaks: all of few, of many the two ends or those asked for.

    `of` is how many there are, `found` how many fit what was asked for, `unknown` how many have no newest
    figure.
    """

    places: Sequence[Where]
    of: int
    found: int
    unknown: int = 0

    @property
    def is_part(self) -> bool:
        """Whether there are more than a page tells of."""
        return self.of > MANY


@dataclass(frozen=True, slots=True)
class Group:
    """Places by one dimension; `name` says of which part where parts are never added together."""

    title: str
    name: str
    chosen: Chosen
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
        return self.rows[: 2 * AT_EACH_END if self.chosen.is_part else MOST]


@dataclass(frozen=True)
class Asked:
    """What a reader of places wants: of all of them, or those whose name has the text in it."""

    say: Say
    text: str = ""

    def chosen(self, places: Sequence[Where], newest: Mapping[Where, float], key: Where) -> Chosen:
        """The places to be shown, largest first; of many the ten at each end, or the first that match."""
        if len(places) <= MANY:
            return Chosen(places, len(places), len(places))
        known = sorted((place for place in places if not isnan(newest[place])), key=lambda one: -newest[one])
        unknown = [place for place in places if isnan(newest[place])]
        if self.text:
            found = [one for one in (*known, *unknown) if self.text.casefold() in self._name(one, key)]
            return Chosen(found[:MANY], len(places), len(found))
        ends = [*known[:AT_EACH_END], *known[AT_EACH_END:][-AT_EACH_END:]]
        return Chosen(ends or unknown[:AT_EACH_END], len(places), len(places), len(unknown))

    def _name(self, place: Where, key: Where) -> str:
        return self.say.place(tuple(pair for pair in place if pair not in key)).casefold()


def breakdowns_of(
    indicator: IndicatorView, say: Say, measure: MeasureView | None = None, text: str = ""
) -> list[Group]:
    """Every breakdown of the measure (by default the indicator's own) as groups of rows.

    Of many places with `text` in their names those are shown.
    """
    of = measure or indicator.main
    coarsest = apart(of)
    kept_apart = coarsest.dimensions if coarsest else ()
    asked = Asked(say, text)
    groups = []
    for breakdown in of.breakdowns:
        if breakdown.dimensions == kept_apart and len(breakdown) <= PLACES:
            continue  # the chart and the table show exactly these
        newest = dict(zip(breakdown.places, breakdown.newest.tolist(), strict=True))
        for key, places in _split(breakdown, kept_apart).items():
            title = ", ".join(say.dimension(one) for one in breakdown.dimensions if one not in dict(key))
            chosen = asked.chosen(places, newest, key)
            rows = [breakdown.at(place) for place in chosen.places]
            groups.append(_Drawing(indicator, of, say, rows, key).group(title, chosen))
    return groups


def _split(breakdown: Breakdown, never_added: tuple[str, ...]) -> dict[Where, list[Where]]:
    """The places by the values of the dimensions kept apart, unless those are all there is."""
    kept = never_added if set(breakdown.dimensions) - set(never_added) else ()
    groups: dict[Where, list[Where]] = {}
    for place in breakdown.places:
        groups.setdefault(tuple(pair for pair in place if pair[0] in kept), []).append(place)
    return groups


@dataclass(frozen=True)
class _Drawing:
    """Rows on the same scale; `key` is the part that they are all of."""

    indicator: IndicatorView
    measure: MeasureView
    say: Say
    series: Sequence[Series]
    key: Where
    levels: tuple[float | None, float | None] = field(init=False)

    def __post_init__(self) -> None:
        target = self.indicator.target if self.measure is self.indicator.main else None
        object.__setattr__(self, "levels", (target.level, target.upper) if target else (None, None))

    def group(self, title: str, chosen: Chosen) -> Group:
        """All that is told of them."""
        same_scale = _comparable(self.series)
        bounds = bounds_of(self.series, *self.levels) if same_scale else None
        scale = _Bars.of(self.series)
        periods = sorted(
            {figure.period for one in self.series for figure in one.figures}, key=attrgetter("end")
        )
        lacking = Lacking.among(self.series)
        ordered = self.series if chosen.is_part else sorted(self.series, key=_size, reverse=True)
        return Group(
            title=title,
            name=self.say.place(self.key) if self.key else "",
            chosen=chosen,
            periods=tuple(self.say.period(period) for period in periods[-COLUMNS:]),
            rows=tuple(self._row(one, bounds, scale, lacking, periods[-COLUMNS:]) for one in ordered),
            zero=scale.zero,
            same_scale=same_scale,
            lacking=lacking.told(self._name, self.say),
        )

    def _row(
        self,
        series: Series,
        bounds: tuple[float, float] | None,
        scale: _Bars,
        lacking: Lacking,
        periods: Sequence[Period],
    ) -> Row:
        latest, say, measure = series.latest, self.say, self.measure
        value = latest.known if latest else None
        number, unit = say.parts(value, measure)
        by_period = {figure.period: figure.known for figure in series.figures}
        return Row(
            name=self._name(series),
            number=number,
            unit=unit,
            missing=say.missing(latest.missing) if latest and lacking.alone(latest) else "",
            last_known=say.last_known(series, measure) if value is None else "",
            line=sparkline(series, *self.levels, breaks_at(self.indicator.breaks, series.place), bounds),
            verdict=self._verdict(series.place),
            cells=tuple(say.value(by_period.get(period), measure) for period in periods),
            bar=None if value is None else scale.bar(value),
        )

    def _name(self, series: Series) -> str:
        return self.say.place(tuple(pair for pair in series.place if pair not in self.key))

    def _verdict(self, place: Where) -> VerdictView | None:
        if self.measure is not self.indicator.main:
            return None
        at = dict(place)
        return next((part for part in self.indicator.verdict.parts if part.place == at), None)


@dataclass(frozen=True, slots=True)
class _Bars:
    """A scale from 0 to 100 that holds nought and every newest value."""

    low: float
    span: float

    @classmethod
    def of(cls, rows: Sequence[Series]) -> _Bars:
        newest = [one.latest.known for one in rows if one.latest and one.latest.known is not None]
        low, high = min([0.0, *newest]), max([0.0, *newest])
        return cls(low, (high - low) or 1.0)

    @property
    def zero(self) -> float:
        return round(-self.low / self.span * 100, 1)

    def bar(self, value: float) -> tuple[float, float]:
        """Where the bar begins and how long it is; one of nought is still seen."""
        begins = (min(value, 0.0) - self.low) / self.span * 100
        return round(begins, 1), round(max(abs(value) / self.span * 100, 0.5), 1)


def _comparable(rows: Sequence[Series]) -> bool:
    """Whether one scale suits all: not where one counts pupils and another cubic metres."""
    sizes = [abs(one.latest.known) for one in rows if one.latest and one.latest.known]
    return not sizes or max(sizes) < FAR_APART * sorted(sizes)[len(sizes) // 2]


def _size(series: Series) -> tuple[bool, float]:
    """Largest first; places without a newest figure come last, by the one known before."""
    newest = series.latest is not None and series.latest.known is not None
    known = series.last_known
    return newest, float("-inf") if known is None or known.known is None else known.known
