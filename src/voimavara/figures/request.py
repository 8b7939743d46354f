"""What is asked of the engine: a formula, for periods, broken down by dimensions."""

from __future__ import annotations

from dataclasses import dataclass

from voimavara.core.periods import Period
from voimavara.core.units import Unit
from voimavara.figures.figure import MAIN
from voimavara.programme.models.formula import Formula

MUNICIPALITY = "municipality"
# The dataset that says which municipality became part of which.
MERGERS = "mergers"
MERGER_COLUMNS = ("at", "from_municipality", "to_municipality")


@dataclass(frozen=True, slots=True)
class Request:
    """One formula to be computed for some periods, at every place of the dimensions (none: the whole city).

    `formula_id` and `version` name the definition that was used; `unit` is the unit the figures are in.
    """

    indicator: str
    formula: Formula
    formula_id: str
    version: str
    unit: Unit
    periods: tuple[Period, ...]
    dimensions: tuple[str, ...] = ()
    measure: str = MAIN

    def __post_init__(self) -> None:
        object.__setattr__(self, "dimensions", tuple(sorted(self.dimensions)))
