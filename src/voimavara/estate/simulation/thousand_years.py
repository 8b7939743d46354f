"""Kept for a thousand years: what that costs a year, the renewal waves ahead, and what is spent now.

Each object is renewed when its life ends, and lives are Weibull by class. The expected cost of each year
follows from renewal theory (see `lives`): it tends to Σ cost/μ, but a town built in one wave meets its
renewal wave before any steady state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.estate.ageing.lives import Weibull, renewal
from voimavara.estate.condition.checks import check_positive
from voimavara.estate.prices import PriceLevel
from voimavara.estate.simulation.arrays import class_totals
from voimavara.estate.simulation.stock import Classes, check_age, check_known

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]

COST = Message("cost of renewal (€)")


@dataclass(frozen=True, slots=True)
class Wave:
    """Years in which renewals cost more than in the long run, the year of the crest and what it costs.

    `extra` is what the wave costs above the long run's average, in euros.
    """

    first: int
    last: int
    crest: int
    euros: float
    extra: float


@dataclass(frozen=True)
class Outlook:
    """Expected cost of renewals (euros) by year and class, from the year after `first_year` on."""

    first_year: int
    classes: tuple[str, ...]
    expected: Floats
    long_run: Floats
    price_level: PriceLevel
    spent_now: float | None
    clear_in: int
    overdue: float = 0.0  # euros of what is older than the mean life of its class

    @property
    def years(self) -> npt.NDArray[np.int64]:
        """The calendar years."""
        return np.arange(1, self.expected.shape[0] + 1) + self.first_year

    @property
    def sustainable(self) -> float:
        """The least constant euros a year that pay every year's renewals in time.

        What a year leaves over is saved, without interest, and nothing is ever borrowed, but what is overdue
        already may wait until the year `clear_in`.
        """
        return float(self._yearly.max())

    @property
    def dearest_until(self) -> int:
        """The year until which renewals cost the sustainable spending a year; later ones cost less."""
        return int(self.years[self.clear_in - 1 + int(np.argmax(self._yearly))])

    @property
    def _yearly(self) -> Floats:
        """The mean of the first n years, n from `clear_in` on."""
        spent = np.cumsum(self.expected.sum(axis=1))
        return (spent / np.arange(1, spent.size + 1))[self.clear_in - 1 :]

    def waves(self, above: float) -> tuple[Wave, ...]:
        """The runs of years whose renewals cost more than the long run by so large a share."""
        total, usual = self.expected.sum(axis=1), float(self.long_run.sum())
        high = np.concatenate([[False], total > usual * (1 + above), [False]])
        edges = np.flatnonzero(np.diff(high.astype(np.int8)))
        found = []
        for first, end in edges.reshape(-1, 2):
            crest = first + int(np.argmax(total[first:end]))
            extra = float((total[first:end] - usual).sum())
            begins, ends, crests = (int(self.years[number]) for number in (first, end - 1, crest))
            found.append(Wave(begins, ends, crests, float(total[crest]), extra))
        return tuple(found)

    def to_arrow(self) -> pa.Table:
        """Year, class, expected euros."""
        count = len(self.classes)
        return pa.table(
            {
                "year": pa.array(np.repeat(self.years, count).astype(np.int32)),
                "class": pa.array(list(self.classes) * self.years.size, pa.string()),
                "expected": pa.array(self.expected.ravel()),
            }
        )


def outlook(
    names: Names,
    labels: Names,
    age: Floats,
    cost: Floats,
    lives: Mapping[str, Weibull],
    first_year: int,
    price_level: PriceLevel,
    spent_now: float | None = None,
    years: int = 1000,
    clear_in: int = 1,
) -> Outlook:
    """The outlook of objects with their class, age (years, rounded down) and cost of renewal (euros).

    `lives` gives each class its life: parameters (RT 18-10922 for parts of buildings). `spent_now` is this
    year's spending on renewals, in the same prices. What is overdue already is paid by the year `clear_in`.
    """
    if not 1 <= clear_in <= years:
        raise UserError(
            "Years for what is overdue: got {got}, expected from 1 to {most}; 10 is usual.",
            got=clear_in,
            most=years,
        )
    check_age(names, ~(age >= 0), age)
    check_positive(names, cost, COST)
    check_known(names, cost, COST)
    classes = Classes.among(labels)
    unknown = [name for name in classes.names if name not in lives]
    if unknown:
        raise UserError("Class '{name}': it has no life; add one to the parameters.", name=unknown[0])
    expected = np.zeros((years, len(classes.names)))
    long_run = np.zeros(len(classes.names))
    overdue = 0.0
    for number, name in enumerate(classes.names):
        own = classes.of == number
        whole_years = np.floor(age[own]).astype(np.int64)
        overdue += float(cost[own][age[own] > lives[name].mean].sum())
        start = class_totals(whole_years, cost[own], int(whole_years.max()) + 1)
        found = renewal(lives[name], start, years)
        expected[:, number], long_run[number] = found.rate[1:], found.long_run
    return Outlook(first_year, classes.names, expected, long_run, price_level, spent_now, clear_in, overdue)
