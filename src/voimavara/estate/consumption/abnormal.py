"""Use that its baseline does not explain: since when, how much, and what it has cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import as_number
from voimavara.core.periods import Period
from voimavara.estate.consumption.baseline import UseBaseline
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.meters import Meter, MeterSeries
from voimavara.estate.consumption.shifts import shifts

Floats = npt.NDArray[np.float64]

NORMAL_95 = 1.96


class Direction(StrEnum):
    """Which way use is abnormal: a leak is high, a stopped meter low."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class AbnormalRule:
    """Parameters: when a deviation is said to be abnormal.

    `slack` and `alarm` are k and h of the cumulative sum, in standard deviations of a month (Page 1954);
    `share` is the least deviation worth telling, of expected use. With these values 3-7 % of simulated meters
    without any fault (5 % noise, three years learnt from) raised an alarm in two years, and every fault of a
    fifth of the use was found.
    """

    slack: float = 0.5
    alarm: float = 7.0
    share: float = 0.05

    def __post_init__(self) -> None:
        if not (self.slack > 0 and self.alarm > 0 and self.share >= 0):
            raise UserError(
                "Rule for abnormal use: got slack {slack}, alarm {alarm}, share {share}, expected positive"
                " numbers; correct the parameters.",
                slack=as_number(self.slack),
                alarm=as_number(self.alarm),
                share=as_number(self.share),
            )


@dataclass(frozen=True, slots=True)
class Abnormal:
    """A run of months of abnormal use: expected and observed in the meter's unit, cost in euros.

    `excess` = observed − expected over the months known, `low` and `high` its 95 % interval (months taken as
    independent). `cost` is None for use below the expected, which may be a fault of the meter, and where no
    price is known. `unknown` months lie in the run but count for nothing. An `ongoing` run reaches the last
    month known.
    """

    building: str
    meter: Meter
    direction: Direction
    since: Period
    until: Period
    ongoing: bool
    observed: float
    expected: float
    low: float
    high: float
    cost: float | None
    unknown: tuple[Period, ...]

    @property
    def excess(self) -> float:
        """Observed − expected."""
        return self.observed - self.expected


def find_abnormal(
    series: MeterSeries,
    baseline: UseBaseline,
    period: Period,
    degree_days: DegreeDays | None = None,
    price: Floats | float | None = None,
    rule: AbnormalRule | None = None,
) -> tuple[Abnormal, ...]:
    """The abnormal runs of months of a period, in order; `price` is euros per unit, one or one a month.

    Raises UserError for missing degree days, ValueError for series and baseline of different meters.
    """
    if (series.building, series.meter) != (baseline.building, baseline.meter):
        raise ValueError(
            f"{series.building}, {series.meter}: got the baseline of {baseline.building}, {baseline.meter}"
        )
    rule = rule or AbnormalRule()
    observed = series.within(period)
    expected = baseline.expected(period, degree_days)
    deviation = baseline.deviation(expected)
    prices = None if price is None else np.broadcast_to(np.asarray(price, float), observed.shape)
    found = []
    for direction, sign in ((Direction.HIGH, 1.0), (Direction.LOW, -1.0)):
        for first, last in shifts(sign * (observed - expected), deviation, rule.slack, rule.alarm):
            run = slice(first, last + 1)
            one = _abnormal(series, period, run, observed, expected, deviation, prices, direction)
            if abs(one.excess) >= rule.share * one.expected:
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.since))


def _abnormal(
    series: MeterSeries,
    period: Period,
    run: slice,
    observed: Floats,
    expected: Floats,
    deviation: Floats,
    prices: Floats | None,
    direction: Direction,
) -> Abnormal:
    known = ~np.isnan(observed[run])
    gap = (observed - expected)[run][known]
    error = NORMAL_95 * float(np.sqrt((deviation[run][known] ** 2).sum()))
    cost = None
    if prices is not None and direction is Direction.HIGH:
        cost = float((gap * prices[run][known]).sum())
    newest = int(np.flatnonzero(~np.isnan(observed))[-1])
    return Abnormal(
        series.building,
        series.meter,
        direction,
        Period(period.first + run.start, 1),
        Period(period.first + run.stop - 1, 1),
        run.stop - 1 == newest,
        float(observed[run][known].sum()),
        float(expected[run][known].sum()),
        float(gap.sum()) - error,
        float(gap.sum()) + error,
        cost,
        tuple(Period(period.first + run.start + int(n), 1) for n in np.flatnonzero(~known)),
    )
