"""Lives of things that are renewed when they end: Weibull lives in yearly steps, renewal rates, ages.

Renewal theory (Feller 1968, vol. I, XIII): in the long run the yearly rate of renewals tends to 1/μ and the
age density to S(a)/μ, with μ the mean life in whole years and S the survival function.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import gamma

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import as_number

Floats = npt.NDArray[np.float64]

NEGLIGIBLE = 1e-14


@dataclass(frozen=True)
class Weibull:
    """A Weibull life: shape k (1 = no ageing; pipes and parts about 4) and mean in years.

    >>> round(Weibull(4, 50).mean_in_steps, 6)
    50.5
    """

    shape: float
    mean: float

    def __post_init__(self) -> None:
        if not (self.shape > 0 and self.mean > 0):
            raise UserError(
                "Weibull life: got shape {shape} and mean {mean} years, expected both above 0; correct the"
                " parameter.",
                shape=as_number(self.shape),
                mean=as_number(self.mean),
            )

    @property
    def scale(self) -> float:
        """The scale λ, in years."""
        return self.mean / gamma(1.0 + 1.0 / self.shape)

    def survival(self, age: Floats) -> Floats:
        """The share that outlives an age (years)."""
        return np.exp(-((np.maximum(age, 0.0) / self.scale) ** self.shape))

    @cached_property
    def steps(self) -> Floats:
        """S(0), S(1), … in whole years, as far as anything is left."""
        longest = int(np.ceil(self.scale * (-np.log(NEGLIGIBLE)) ** (1.0 / self.shape)))
        return self.survival(np.arange(longest + 1, dtype=np.float64))

    @property
    def ends(self) -> Floats:
        """The probability that a life ends in its first, second … year."""
        return -np.diff(self.steps, append=0.0)

    @property
    def mean_in_steps(self) -> float:
        """μ: the mean life when renewals happen at the end of the year, Σ S(a)."""
        return float(self.steps.sum())


@dataclass(frozen=True)
class Renewal:
    """Expected renewals by year (year 0 is the start) and the ages that are left at the end.

    Rates and ages are shares of the stock, or amounts when the start was in amounts.
    """

    rate: Floats
    ages: Floats
    long_run: float

    @property
    def deviation(self) -> Floats:
        """How far each year's rate is from the long run's, as a share of it."""
        return self.rate / self.long_run - 1.0


def renewal(life: Weibull, start: Floats, years: int) -> Renewal:
    """The renewals of a stock whose amounts by age (0, 1, 2 … years) are given, each renewed when it ends.

    What is older than any life can be ends in the first year.

    >>> built_at_once = renewal(Weibull(4, 50), np.array([1.0]), 1000)
    >>> round(float(built_at_once.rate[1000]), 10)
    0.0198019802
    """
    survival = life.steps
    ends = life.ends
    size = survival.size
    stock = np.zeros(size)
    stock[: min(size, start.size)] = start[:size]
    stock[-1] += start[size:].sum()
    rate = np.zeros(years + 1)
    remaining = stock / survival
    for year in range(1, years + 1):
        old = float(remaining[: size - year] @ ends[year - 1 : size - 1]) if year < size else 0.0
        old += float(remaining[max(size - year, 0)] * survival[-1]) if year <= size else 0.0
        born = rate[max(1, year - size) : year]
        rate[year] = old + float(born @ ends[: born.size][::-1])
    return Renewal(rate, _ages(remaining, survival, rate, years), float(start.sum()) / life.mean_in_steps)


def _ages(remaining: Floats, survival: Floats, rate: Floats, years: int) -> Floats:
    """Amounts by age after the years: what was renewed since and lives, and what was never renewed."""
    size = survival.size
    ages = np.zeros(max(size, 1))
    recent = min(years, size)
    ages[:recent] = rate[years - recent + 1 : years + 1][::-1] * survival[:recent]
    if years < size:
        ages[years:] += remaining[: size - years] * survival[years:]
    return ages
