"""Monthly amounts of heat, electricity and water by building."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import as_number
from voimavara.core.periods import Period

Floats = npt.NDArray[np.float64]

YEAR, MWH = 12, 1e-3


class Meter(StrEnum):
    """What is measured: heat and electricity in kWh, water in m³."""

    HEAT = "heat"
    ELECTRICITY = "electricity"
    WATER = "water"

    @property
    def unit(self) -> str:
        """The unit of its amounts."""
        return "m3" if self is Meter.WATER else "kWh"


@dataclass(frozen=True)
class MeterSeries:
    """A building's monthly amounts of one meter from the month index `first`; NaN is a month not known."""

    building: str
    meter: Meter
    first: int
    amounts: Floats

    def __post_init__(self) -> None:
        for place in np.flatnonzero(self.amounts < 0)[:1]:
            raise UserError(
                "{building}, {period}, {what}: got {got}, expected 0 or more; correct it or leave it empty.",
                building=self.building,
                period=Period(self.first + int(place), 1),
                what=self.meter,
                got=as_number(self.amounts[place]),
            )

    @property
    def period(self) -> Period:
        """The months it spans."""
        return Period(self.first, self.amounts.size)

    def within(self, period: Period) -> Floats:
        """The period's amounts by month, NaN where there are none."""
        found = np.full(period.months, np.nan)
        start, end = max(self.first, period.first), min(self.period.end, period.end)
        if start < end:
            found[start - period.first : end - period.first] = self.amounts[
                start - self.first : end - self.first
            ]
        return found

    def missing(self, period: Period) -> tuple[Period, ...]:
        """The months of the period that are not known."""
        return tuple(Period(period.first + int(n), 1) for n in np.flatnonzero(np.isnan(self.within(period))))

    def without(self, months: Iterable[Period]) -> MeterSeries:
        """The same with these months not known."""
        amounts = self.amounts.copy()
        for month in months:
            if self.period.contains(month):
                amounts[month.first - self.first] = np.nan
        return replace(self, amounts=amounts)

    def total(self, period: Period) -> float | None:
        """The period's amount; None as soon as one of its months is not known."""
        amounts = self.within(period)
        return None if np.isnan(amounts).any() else float(amounts.sum())


def read_series(consumption: pa.Table) -> tuple[MeterSeries, ...]:
    """The series of a table with building, month (index), heat, electricity and water; one a meter in use.

    Raises UserError when a building's month stands twice.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for number, building in enumerate(consumption["building"].to_pylist()):
        rows[building].append(number)
    months = consumption["month"].to_numpy()
    found = []
    for building, own in sorted(rows.items()):
        first, count = _span(building, months[own])
        for meter in Meter:
            amounts = np.full(count, np.nan)
            column = consumption[str(meter)].cast(pa.float64()).to_numpy()
            amounts[months[own] - first] = column[own]
            if not np.isnan(amounts).all():
                found.append(MeterSeries(building, meter, first, amounts))
    return tuple(found)


def used_in(period: Period, series: Iterable[MeterSeries]) -> float:
    """What is known of the period's amounts of all the meters together."""
    return sum(float(np.nansum(one.within(period))) for one in series)


def heat_in_last_year(series: Iterable[MeterSeries]) -> dict[str, float]:
    """MWh by building in the last twelve months with readings; one that lacks a month is left out."""
    known = tuple(series)
    end = max((one.period.end for one in known), default=0)
    totals = {one.building: one.total(Period(end - YEAR, YEAR)) for one in known if one.meter is Meter.HEAT}
    return {name: total * MWH for name, total in totals.items() if total is not None}


def _span(building: str, months: npt.NDArray[np.int64]) -> tuple[int, int]:
    found, counts = np.unique(months, return_counts=True)
    if (counts > 1).any():
        twice = Period(int(found[counts > 1][0]), 1)
        raise UserError(
            "{building}, {month}: the month stands twice, expected once; leave one row of it.",
            building=building,
            month=twice,
        )
    return int(found[0]), int(found[-1] - found[0]) + 1
