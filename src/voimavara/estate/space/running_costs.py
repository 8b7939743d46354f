"""What buildings cost to run over twelve months, where each month of their use is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from voimavara.core.periods import Period

Floats = npt.NDArray[np.float64]
YEAR = 12


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """Euros that a building cost in a month, for one kind of thing."""

    building: str
    month: int
    kind: str
    euros: float


@dataclass(frozen=True)
class RunningCosts:
    """Euros of the twelve months by building and kind, of those with costs in each month of their use.

    `all_year` names those with costs in all twelve: only these cost so much a year. `lacking` are buildings
    without costs in some month of their use, `partly` those that were in use at the end but not all year.
    `used` is the share of the months in which each was in use.
    """

    period: Period | None = None
    by_kind: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    all_year: frozenset[str] = frozenset()
    lacking: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    used: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def by_building(self) -> dict[str, float]:
        """Euros of each building."""
        return {name: sum(kinds.values()) for name, kinds in self.by_kind.items()}

    @property
    def a_year(self) -> dict[str, float]:
        """Euros a year of each building that was in use all year."""
        return {name: euros for name, euros in self.by_building.items() if name in self.all_year}

    def share_of(self, kind: str) -> float | None:
        """The kind's share of all the costs; None where none are known."""
        total = sum(sum(kinds.values()) for kinds in self.by_kind.values())
        return sum(kinds.get(kind, 0.0) for kinds in self.by_kind.values()) / total if total else None


def running_costs(
    costs: Iterable[MonthlyCost], in_use: Mapping[str, tuple[date, date | None]], kinds: frozenset[str]
) -> RunningCosts:
    """The costs of these kinds in the newest twelve months that costs speak of.

    `in_use` has each building's first and last day of use; the last is None while it goes on.
    """
    every = tuple(costs)
    if not every:
        return RunningCosts()
    period = Period(max(one.month for one in every) - YEAR + 1, YEAR)
    euros: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    months: dict[str, set[int]] = defaultdict(set)
    for one in every:
        if period.first <= one.month < period.end and one.kind in kinds:
            euros[one.building][one.kind] += one.euros
            months[one.building].add(one.month)
    used = {name: months_of_use(*days, period) for name, days in in_use.items()}
    lacking = {name for name, each in used.items() if each - months[name]}
    all_year = frozenset(name for name, each in months.items() if len(each) == YEAR)
    known = {name: dict(each) for name, each in euros.items() if name not in lacking}
    newest = period.end - 1
    return RunningCosts(
        period,
        known,
        all_year,
        tuple(sorted(lacking)),
        tuple(sorted(name for name in known if name not in all_year and newest in used.get(name, ()))),
        {name: len(each) / YEAR for name, each in used.items()},
    )


def cost_per_m2(cost: Floats, area: Floats) -> float:
    """Euros per m² of mean area in use, over the buildings whose costs are known; NaN if it is of none.

    >>> cost_per_m2(np.array([60_000.0, np.nan]), np.array([1000.0, 500.0]))
    60.0
    """
    known = ~np.isnan(cost)
    return float(cost[known].sum()) / (float(area[known].sum()) or np.nan)


def months_of_use(first: date, last: date | None, period: Period) -> set[int]:
    """The months of the period on whose last day the building is in use."""
    return {
        month.first
        for month in period.each_month()
        if first <= month.last_day and (last is None or last >= month.last_day)
    }
