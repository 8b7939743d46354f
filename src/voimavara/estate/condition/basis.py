"""What a figure of condition rests on: definition, method, threshold, price level, source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from voimavara.core.errors import UserError
from voimavara.estate.prices import PriceLevel


class Method(StrEnum):
    """How present condition is known."""

    BY_VALUE = "by_value"  # technical and replacement value of the whole building
    BY_PARTS = "by_parts"  # ageing curves of its parts
    MEASURED = "measured"
    MODELLED = "modelled"
    HYBRID = "hybrid"  # measured, aged by the model since, and modelled where nothing was measured
    PAST_LIFE = "past_life"  # length older than its assumed life


@dataclass(frozen=True, slots=True)
class Basis:
    """How a figure came about; it goes with the figure wherever the figure goes.

    `threshold` is written as it was used: `0.75`, or the classes' own optimal conditions.
    """

    definition: str
    method: Method
    threshold: str
    price_level: PriceLevel
    source: str

    def differs_from(self, other: Basis) -> tuple[str, ...]:
        """What breaks a series between the two; a price level does not, for it can be restated."""
        names = ("definition", "method", "threshold")
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))

    def check_adds_to(self, other: Basis) -> None:
        """Raises UserError when amounts of the two stand in different prices."""
        if self.price_level != other.price_level:
            raise UserError(
                "Amounts in prices of {one} and of {other} can't be added; restate one of them first.",
                one=self.price_level,
                other=other.price_level,
            )


def breaks(bases: Mapping[int, Basis]) -> dict[int, tuple[str, ...]]:
    """The years in which a series breaks, each with what changed since the year before it in the series.

    Vaasa's backlog doubled from 34 to 68 million euros by a change of method alone.
    """
    years = sorted(bases)
    changes = {year: bases[year].differs_from(bases[before]) for before, year in pairwise(years)}
    return {year: change for year, change in changes.items() if change}
