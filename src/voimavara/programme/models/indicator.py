"""An indicator: what is measured, when, for whom, against which target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER
from voimavara.core.writing import enough, exactly, telling
from voimavara.programme.models.formula import Formula
from voimavara.programme.models.target import Baseline, Target
from voimavara.programme.models.written import ByTime, Names, Time, UnitName, Written

Cadence = Literal["12 months", "year", "year_end", "month_end", "wave", "round"]


class Published(Written):
    """When a year's data come out, so that the figure is due in the first round after it."""

    month: int = Field(ge=1, le=12)
    year: Literal["same", "next"] = "next"


class Break(Text):
    """What changed in a series, in words; with `where`, only in the places that have one of the values."""

    where: dict[str, Names] = {}


def first_break(
    breaks: Mapping[str, Mapping[str, Names]], first: Period, last: Period, place: tuple[tuple[str, str], ...]
) -> str | None:
    """The written period of the first break of the place's series after the start of the first period.

    `breaks` gives the values by dimension whose series break, all of them where empty.
    """
    values = dict(place)
    for at, where in sorted(breaks.items()):
        touched = all(values.get(dimension) in names for dimension, names in where.items())
        if touched and first.first < Period.parse(at).first < last.end:
            return at
    return None


class Measure(Written):
    """A measure beside the indicator's own: shown with it, never judged."""

    name: Text
    formula: str | Formula
    unit: UnitName
    by: Names = ()
    apart: Names = ()
    period: Cadence | None = None
    decimals: int = Field(1, ge=0, le=6)

    def decimals_of(self, value: float) -> int:
        """The decimals that a figure of it is written with."""
        return enough(value, str(self.unit), self.decimals)


class Indicator(Written):
    """One indicator of the programme."""

    code: str = Field("", description="The programme's own number, e.g. I4.")
    name: Text
    goal: str
    addition: bool = Field(False, description="Not in the programme as it was decided.")
    why: Text
    formula: str | Formula = Field(description="A named formula, or one written here.")
    unit: UnitName
    decimals: int = Field(1, ge=0, le=6)
    by: Names = ()
    apart: Names = Field((), description="Dimensions that are never added together.")
    better: Literal["higher", "lower", "neither"] = "neither"
    period: Cadence
    every: Literal["round", "year"] = "round"
    published: Published | None = None
    owner: str
    target: Target
    baseline: Baseline | None = None
    beside: dict[str, Measure] = {}
    breaks: ByTime[Break] = Field({}, description="Period from which the series is another one.")
    questions: tuple[Text, ...] = ()
    notes: Text = Text()
    authored_by: str = ""
    checked_by: str = ""
    next_review: Time = ""

    @property
    def levels(self) -> tuple[float, ...]:
        """The target's levels, in the unit of the figures."""
        own = NUMBER if self.unit.fits(NUMBER) else self.unit
        fitting = (level for level in self.target.levels if level.unit.fits(own))
        return tuple(float(level.value * level.unit.factor_to(own)) for level in fitting)

    @property
    def shown_decimals(self) -> int:
        """The decimals that its figures have at least: so many that the target's levels are told whole."""
        return max([self.decimals, *(exactly(level, str(self.unit)) for level in self.levels)])

    def decimals_of(self, value: float) -> int:
        """The decimals that a figure of it is written with, so that it can be told from the levels."""
        unit = str(self.unit)
        few = enough(value, unit, self.shown_decimals)
        return max([few, *(telling(value, level, unit, few) for level in self.levels)])

    def break_within(self, first: Period, last: Period, place: tuple[tuple[str, str], ...]) -> str | None:
        """The written period of a break of the place's series between the two periods or inside them."""
        return first_break({at: each.where for at, each in self.breaks.items()}, first, last, place)
