"""What a building would use if nothing had changed: a baseline fitted robustly on earlier years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import NOTHING, UserError
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.estate.consumption.daily import MONTHS, DailyFit, DailyUse, heating
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.meters import Meter, MeterSeries
from voimavara.estate.consumption.quality import Quality, quality
from voimavara.estate.consumption.scatter import Scatter, scatter_of

Floats = npt.NDArray[np.float64]

LEAST_MONTHS = 24
SET_ASIDE = 0.1  # a month with less weight than this did not count


@dataclass(frozen=True)
class UseBaseline:
    """Use a day = base + slope·max(0, degree days a day − change point) + the month's own effect.

    Base and effects (January first) in the meter's unit a day, slope in the unit per °C·d; no slope where use
    was fitted without degree days. `set_aside` are the months that the fit found faulty; the quality is
    that of the others.
    """

    building: str
    meter: Meter
    fitted_on: Period
    base: float
    slope: float | None
    change_point: float
    effects: Floats
    scatter: Scatter
    quality: Quality
    set_aside: tuple[Period, ...]

    def expected(self, period: Period, degree_days: DegreeDays | None = None) -> Floats:
        """Expected use of each month of the period; raises UserError for missing degree days."""
        days = _days(period)
        daily = self.base + self.effects[_calendar(period)]
        if self.slope is not None:
            need = _degree_days(self, period, degree_days) / days
            daily = daily + self.slope * heating(need, self.change_point)
        return np.maximum(0.0, daily * days)

    def deviation(self, expected: Floats) -> Floats:
        """The standard deviation of single months around their expected use, in the meter's unit."""
        return self.scatter.deviation(expected)


def fit_baseline(
    series: MeterSeries,
    period: Period,
    degree_days: DegreeDays | None = None,
    least_months: int = LEAST_MONTHS,
) -> UseBaseline:
    """The baseline of a series fitted on the months of a period that are known.

    With degree days the use follows them above a change point (ASHRAE Guideline 14, three-parameter heating
    model); months have effects of their own, such as an empty school in July, drawn towards zero as
    far as leaving out one month at a time shows to predict best. Raises UserError for heat without degree
    days, and when fewer months than `least_months` are known.
    """
    observed = series.within(period)
    if series.meter is Meter.HEAT and degree_days is None:
        raise _no_degree_days(series, period)
    if why := too_little(series, period, least_months):
        raise UserError(why)
    known = ~np.isnan(observed)
    days = _days(period)
    need = None if degree_days is None else (_degree_days(series, period, degree_days) / days)[known]
    use = DailyUse.of(observed[known], days[known], need, _calendar(period)[known])
    return _baseline(series, period, np.flatnonzero(known), use, use.best())


def too_little(series: MeterSeries, period: Period, least_months: int = LEAST_MONTHS) -> Message:
    """Why no baseline can be fitted on the period's readings; empty when one can."""
    observed = series.within(period)
    known = int((~np.isnan(observed)).sum())
    if known >= least_months and np.nanmax(observed, initial=0) > 0:
        return NOTHING
    return Message.of(
        "{building}, {meter}: got {known} months with a reading in {period}, expected at least {least} and"
        " some use; take a longer period.",
        building=series.building,
        meter=series.meter,
        known=known,
        period=period,
        least=least_months,
    )


def _baseline(
    series: MeterSeries, period: Period, months: npt.NDArray[np.int64], use: DailyUse, best: DailyFit
) -> UseBaseline:
    kept = best.fit.weights >= SET_ASIDE
    observed, fitted = use.daily * use.days, np.maximum(0.0, best.fit.fitted * use.days)
    errors = use.left_out(best.fit) * use.days
    return UseBaseline(
        series.building,
        series.meter,
        period,
        float(best.fit.coefficients[0]),
        None if use.need is None else float(best.fit.coefficients[1]),
        best.change_point,
        best.fit.coefficients[-MONTHS:],
        scatter_of(errors, fitted, kept),
        quality(observed[kept], fitted[kept], best.fit.parameters),
        tuple(Period(period.first + int(months[place]), 1) for place in np.flatnonzero(~kept)),
    )


def _days(period: Period) -> Floats:
    return np.array(
        [(month.last_day - month.first_day).days + 1 for month in period.each_month()], dtype=float
    )


def _calendar(period: Period) -> npt.NDArray[np.int64]:
    return np.arange(period.first, period.end, dtype=np.int64) % MONTHS


def _degree_days(of: MeterSeries | UseBaseline, period: Period, degree_days: DegreeDays | None) -> Floats:
    if degree_days is None:
        raise _no_degree_days(of, period)
    degree_days.actual_in(period)
    return degree_days.each_actual(period.first, period.months)


def _no_degree_days(of: MeterSeries | UseBaseline, period: Period) -> UserError:
    return UserError(
        "{building}, {meter}: degree days are missing, expected those of {period}; add them to the data.",
        building=of.building,
        meter=of.meter,
        period=period,
    )
