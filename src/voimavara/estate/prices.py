"""Amounts restated from the prices of one year to those of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.core.message import Message

Amount = TypeVar("Amount", float, "npt.NDArray[np.float64]")


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """In whose prices an amount stands: the index's name and the year. Without VAT, as all of KUNKOR.

    >>> str(PriceLevel("building_costs", 2025))
    'building_costs 2025'
    """

    index: str
    year: int

    def __str__(self) -> str:
        return f"{self.index} {self.year}"


@dataclass(frozen=True)
class PriceIndex:
    """A price index by year, such as Statistics Finland's building cost index (2021 = 100).

    >>> costs = PriceIndex("building_costs", {2021: 100.0, 2025: 111.5}, "Statistics Finland")
    >>> round(costs.restated(1_000_000.0, 2021, 2025))
    1115000
    """

    name: str
    values: Mapping[int, float]
    source: str

    def __post_init__(self) -> None:
        for year, value in self.values.items():
            if not value > 0:
                raise UserError(
                    "Price index {name}, {year}: got {value}, expected more than 0; correct the value.",
                    name=self.name,
                    year=year,
                    value=value,
                )

    def restated(self, amount: Amount, given_in: int, wanted_in: int) -> Amount:
        """The amount (euros) of one year's prices in another's; raises UserError for unknown years."""
        return amount * self._factor(given_in, wanted_in)

    def level(self, year: int) -> PriceLevel:
        """The price level of a year, in the index's name."""
        return PriceLevel(self.name, year)

    def _factor(self, given_in: int, wanted_in: int) -> float:
        return 1.0 if given_in == wanted_in else self._of(wanted_in) / self._of(given_in)

    def _of(self, year: int) -> float:
        if year not in self.values:
            known = ", ".join(_runs(sorted(self.values))) or Message("no years")
            raise UserError(
                "Price index {name}: got the year {year}, expected one of {known}; add the year's value to"
                " the file parameters/{name}.yaml, and copy the file from the product's catalogue first if"
                " the programme has none.",
                name=self.name,
                year=year,
                known=known,
            )
        return self.values[year]


def _runs(years: Sequence[int]) -> Iterator[str]:
    """Ascending years, those that follow each other as one: 2008-2019, 2021."""
    for first in years:
        if first - 1 not in years:
            last = next(year for year in range(first, years[-1] + 1) if year + 1 not in years)
            yield f"{first}-{last}" if last > first else str(first)
