"""Seeded readings of a building: heat that follows the weather, a school that is empty in July."""

from __future__ import annotations

import numpy as np

from voimavara.core.periods import Period
from voimavara.estate.consumption.degree_days import DegreeDays
from voimavara.estate.consumption.meters import Meter, MeterSeries

NORMAL = dict(zip(range(1, 13), (750, 690, 620, 420, 170, 20, 3, 20, 150, 360, 530, 680), strict=True))
ALL = Period.years(2016, 2020)
LEARNT = Period.years(2016, 2018)
JUDGED = Period.years(2019, 2020)


def weather(seed: int = 1, reference: str = "1991-2020") -> DegreeDays:
    """Degree days of five years that differ from the normal."""
    draw = np.random.default_rng(seed)
    actual = {
        month.first: NORMAL[month.first % 12 + 1] * draw.uniform(0.75, 1.25) for month in ALL.each_month()
    }
    return DegreeDays(
        "Lahti", reference, actual, {month: float(value) for month, value in NORMAL.items()}, "FMI"
    )


def readings(meter: Meter, seed: int = 1, noise: float = 0.05) -> MeterSeries:
    """Five years of one meter; each month errs by a lognormal factor."""
    days = np.array([month.last_day.day for month in ALL.each_month()], float)
    month = np.arange(ALL.months) % 12
    daily = {
        Meter.HEAT: 100 + 60 * np.maximum(0, weather(seed).each_actual(ALL.first, ALL.months) / days - 1),
        Meter.ELECTRICITY: 300 + 60 * np.cos(2 * np.pi * month / 12) - 200 * (month == 6),
        Meter.WATER: 10 - 7.0 * (month == 6) - 3.0 * (month == 5),
    }[meter]
    factor = np.exp(np.random.default_rng(100 + seed).normal(0, noise, ALL.months))
    return MeterSeries("114", meter, ALL.first, daily * days * factor)


def changed(series: MeterSeries, start: str, by: float, end: str | None = None) -> MeterSeries:
    """The readings with so much added to each month, in shares of the mean month."""
    amounts = series.amounts.copy()
    first = Period.parse(start).first - series.first
    last = len(amounts) if end is None else Period.parse(end).end - series.first
    amounts[first:last] = np.maximum(0, amounts[first:last] + by * series.amounts.mean())
    return MeterSeries(series.building, series.meter, series.first, amounts)
