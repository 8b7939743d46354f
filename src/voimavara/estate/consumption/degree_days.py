"""Heating degree days of a reference locality: the user's data, from the Meteorological Institute."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number
from voimavara.core.periods import Period

MONTHS = 12


@dataclass(frozen=True)
class DegreeDays:
    """Degree days S17 (°C·d) of a locality: `actual` by month index, `normal` by month of the year (1-12).

    `reference` names the period of the normal values (1991-2020 since January 2023, 1981-2010 before); it
    goes with every figure that is normalised by them.
    """

    locality: str
    reference: str
    actual: Mapping[int, float]
    normal: Mapping[int, float]
    source: str

    def __post_init__(self) -> None:
        for calendar, value in self.normal.items():
            if not _is_amount(value):
                raise UserError(
                    "Normal degree days of {locality}, {reference}, month {month}: got {got}, expected 0 or"
                    " more; correct the value.",
                    locality=self.locality,
                    reference=self.reference,
                    month=calendar,
                    got=as_number(value),
                )
        for month, value in self.actual.items():
            if not _is_amount(value):
                raise UserError(
                    "Degree days of {locality}, {month}: got {got}, expected 0 or more; correct the value.",
                    locality=self.locality,
                    month=Period(month, 1),
                    got=as_number(value),
                )

    def actual_in(self, period: Period) -> float:
        """Degree days of the period; raises UserError that names the months without them."""
        missing = [str(month) for month in period.each_month() if month.first not in self.actual]
        if missing:
            raise UserError(
                "Degree days of {locality}: {months} missing, expected every month of {period}; add them to"
                " the data, for heat can't be normalised without.",
                locality=self.locality,
                months=_few(missing),
                period=period,
            )
        return sum(self.actual[month.first] for month in period.each_month())

    def normal_in(self, period: Period) -> float:
        """Normal degree days of the period's months; raises UserError that names the missing ones."""
        wanted = [month.first % MONTHS + 1 for month in period.each_month()]
        missing = [str(month) for month in sorted(set(wanted) - self.normal.keys())]
        if missing:
            raise UserError(
                "Normal degree days of {locality}, {reference}: months {months} missing, expected those of"
                " {period}; add them to the data.",
                locality=self.locality,
                reference=self.reference,
                months=_few(missing),
                period=period,
            )
        return sum(self.normal[month] for month in wanted)

    def with_normal_in(self, gaps: Sequence[Period]) -> DegreeDays:
        """The same with normal values for months whose actual ones are not known."""
        return replace(self, actual={**self.actual, **{gap.first: self.normal_in(gap) for gap in gaps}})

    def each_actual(self, first: int, months: int) -> npt.NDArray[np.float64]:
        """Degree days of so many months from a month index, NaN where there are none."""
        return np.array([self.actual.get(month, math.nan) for month in range(first, first + months)])


def _is_amount(value: float) -> bool:
    return math.isfinite(value) and value >= 0


def _few(names: list[str], most: int = 6) -> str | Message:
    first, more = ", ".join(names[:most]), len(names) - most
    return Message.of("{first} and {more} more", first=first, more=more) if more > 0 else first
