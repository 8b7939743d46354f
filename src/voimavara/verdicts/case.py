"""All that an indicator is judged by: its target, figures, lateness and what its kind of target needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from voimavara.core.language import Text, same
from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.core.sentences import Scale, joined
from voimavara.core.units import NUMBER, Unit
from voimavara.figures.figure import Figure, Where
from voimavara.figures.series import Measured
from voimavara.peers.comparison import Comparison
from voimavara.programme.calendar import Schedule
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.programme import Parameter
from voimavara.programme.models.written import Quantity

T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """One indicator at one date.

    `period` is the one expected in the current round. `late_since` is the due day that passed without its
    data. `starts` gives each item of the dimension `cohort` its own start, `prices` the index behind
    `real`, `labels` the names of dimension values, `peers` the comparison over the target's window.
    """

    id: str
    indicator: Indicator
    schedule: Schedule
    period: Period
    as_of: date
    figures: Measured
    late_since: date | None = None
    peers: Comparison | Missing | None = None
    cohort: str | None = None
    starts: Mapping[str, date] = field(default_factory=dict)
    prices: Parameter | None = None
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        """The unit of its figures; a share counts as a number from 0 to 1."""
        return NUMBER if self.indicator.unit.fits(NUMBER) else self.indicator.unit

    @property
    def scale(self) -> Scale:
        """How its values are written."""
        return Scale(str(self.indicator.unit), self.indicator.shown_decimals)

    def level(self, quantity: Quantity) -> float:
        """A level that was written with a unit, in the unit of the figures."""
        return float(quantity.value * quantity.unit.factor_to(self.unit))

    def figure(self, period: Period, place: Where) -> Figure:
        """The main figure of the period and place; one that says it is missing where there is none."""
        missing = Figure(self.id, period, Missing(Reason.NO_DATA), self.unit, formula_version="", place=place)
        return self.figures.figure(period, place) or missing

    def places(self, dimensions: tuple[str, ...]) -> tuple[Where, ...]:
        """Every place that its main figures have in exactly these dimensions, in order."""
        return self.figures.places(dimensions)

    def series(self, place: Where) -> tuple[Figure, ...]:
        """The main figures of the place, oldest first."""
        found = self.figures.at(place)
        return found.figures if found else ()

    def break_within(self, first: Period, last: Period, place: Where) -> str | None:
        """The written period of a break of the place's series between the two periods or inside them."""
        return self.indicator.break_within(first, last, place)

    def label(self, place: Where) -> Text:
        """The name of the place: its values' names, with commas between."""
        return joined([self.labels.get(name, {}).get(value) or same(value) for name, value in place])


def value_of(figure: Figure) -> float:
    """The value of a figure that nothing hinders from being judged."""
    if isinstance(figure.value, Missing):
        raise ValueError(f"{figure.indicator} has no value for {figure.period}")
    return figure.value


def given(part: T | None) -> T:
    """The part of a target or figure that its kind always has."""
    if part is None:
        raise ValueError("a target is judged by another kind than its own")
    return part
