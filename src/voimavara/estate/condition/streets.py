"""Streets and green areas by functional class: present condition and maintenance backlog.

Kuntaliitto and KEHTO (Rantanen 2014): each functional class has an optimal condition (optimikuntotaso), and
backlog = Σ max(0, optimal − present)·renovation price·quantity. Bridges are outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.message import Message
from voimavara.estate.condition.basis import Basis, Method
from voimavara.estate.condition.checks import (
    Assumed,
    check_built,
    check_positive,
    check_share,
    check_unique,
)
from voimavara.estate.condition.parts import age_of, value_share
from voimavara.estate.condition.valuation import Valuation
from voimavara.estate.prices import PriceLevel

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]

DEFINITION = "Σ max(0, optimal − present condition) · renovation price · quantity"
SOURCE = "Kuntaliitto and KEHTO 2014 (Rantanen)"


@dataclass(frozen=True, slots=True)
class FunctionalClass:
    """A functional class: optimal condition (share), renovation price (euros/m²), life (years), wear (share).

    All are parameters of the municipality, with their source.
    """

    name: str
    optimal: float
    price: float
    life: float
    wearing: float
    source: str

    def __post_init__(self) -> None:
        own = np.array([self.name])
        check_share(own, np.array([self.optimal]), Message("optimal condition"))
        check_share(own, np.array([self.wearing]), Message("wearing share"))
        check_positive(own, np.array([self.price]), Message("renovation price (€/m²)"))
        check_positive(own, np.array([self.life]), Message("life (years)"))


@dataclass(frozen=True)
class Segments:
    """Street segments or green areas, one a row.

    Quantity in m², the condition measured last as a share from 0 to 1 with its year, and the year of the last
    renewal; NaN where unknown.
    """

    names: Names
    classes: Names
    quantity: Floats
    measured: Floats
    measured_in: Floats
    renewed: Floats

    def check(self, year: int) -> None:
        """Raises UserError for a segment that stands twice, has no area or speaks of the future."""
        check_unique(self.names, Message("Streets and green areas"))
        check_positive(self.names, self.quantity, Message("area (m²)"))
        check_share(self.names, self.measured, Message("measured condition"))
        check_built(self.names, self.renewed, year, "renewed")
        undated = ~np.isnan(self.measured) & np.isnan(self.measured_in)
        for row in np.flatnonzero(undated)[:1]:
            raise UserError(
                "{object}: a condition was measured, but the year is missing; give the year, for the"
                " measurement counts from then on.",
                object=self.names[row],
            )


@dataclass(frozen=True)
class StreetCondition:
    """Present condition of segments (share, NaN where unknown), and how each one is known."""

    year: int
    present: Floats
    how: Names
    valuation: Valuation


def street_condition(
    segments: Segments,
    classes: Sequence[FunctionalClass],
    year: int,
    method: Method,
    price_level: PriceLevel,
) -> StreetCondition:
    """Present condition and backlog of every segment at the end of a year.

    MEASURED takes the last measurement as it was; MODELLED the class's ageing curve since the last renewal;
    HYBRID the measurement, aged by the curve since, unless a renewal came after it, and the curve where
    nothing was measured.
    A renewal in the year of a measurement comes after it, for it is what the measurement led to. A
    measurement of a later year than asked for does not count yet.
    """
    if method not in (Method.MEASURED, Method.MODELLED, Method.HYBRID):
        raise UserError(
            "Method of street condition: got {method}, expected one of measured, modelled, hybrid.",
            method=method,
        )
    segments.check(year)
    own = _of_class(segments, classes)
    present, how = _present(segments, own, year, method)
    price = _each(own, "price")
    replacement = price * segments.quantity
    optimal = _each(own, "optimal")
    written = ", ".join(f"{one.name} {one.optimal:g}" for one in sorted(classes, key=lambda one: one.name))
    basis = Basis(DEFINITION, method, written, price_level, SOURCE)
    condition = Valuation(segments.names, replacement, present * replacement, optimal, basis)
    return StreetCondition(year, present, how, condition)


def assumed_measured_in(segments: Segments, year: int, source: str) -> tuple[Segments, tuple[Assumed, ...]]:
    """The segments with the year given to measurements that lack one, and what was so assumed."""
    undated = ~np.isnan(segments.measured) & np.isnan(segments.measured_in)
    assumed = tuple(
        Assumed(str(segments.names[row]), "measured_in", float(year), source)
        for row in np.flatnonzero(undated)
    )
    dated = np.where(undated, float(year), segments.measured_in)
    return Segments(
        segments.names, segments.classes, segments.quantity, segments.measured, dated, segments.renewed
    ), assumed


def _of_class(
    segments: Segments, classes: Sequence[FunctionalClass]
) -> tuple[npt.NDArray[np.int64], Sequence[FunctionalClass]]:
    names = {one.name: number for number, one in enumerate(classes)}
    found, position = np.unique(segments.classes, return_inverse=True)
    for name in found:
        if name not in names:
            segment = segments.names[segments.classes == name][0]
            raise UserError(
                "{object}, class: got '{name}', which is no functional class; {hint}",
                object=segment,
                name=name,
                hint=did_you_mean(str(name), names) or Message("add it."),
            )
    return np.array([names[str(name)] for name in found], dtype=np.int64)[position], classes


def _each(own: tuple[npt.NDArray[np.int64], Sequence[FunctionalClass]], name: str) -> Floats:
    number, classes = own
    return np.array([getattr(one, name) for one in classes], dtype=np.float64)[number]


def _present(
    segments: Segments,
    own: tuple[npt.NDArray[np.int64], Sequence[FunctionalClass]],
    year: int,
    method: Method,
) -> tuple[Floats, Names]:
    life, wearing = _each(own, "life"), _each(own, "wearing")
    modelled = value_share(year - segments.renewed, life, wearing)
    counts = segments.measured_in <= year
    measured = np.where(counts, segments.measured, np.nan)
    if method is Method.MODELLED:
        return modelled, np.where(np.isnan(modelled), "unknown", "modelled")
    if method is Method.MEASURED:
        return measured, np.where(np.isnan(measured), "unknown", "measured")
    age = age_of(measured, life, wearing) + (year - segments.measured_in)
    aged = np.minimum(measured, value_share(age, life, wearing))
    by_measurement = ~np.isnan(measured) & ~(segments.renewed >= segments.measured_in)
    present = np.where(by_measurement, aged, modelled)
    how = np.where(by_measurement, "measured", np.where(np.isnan(modelled), "unknown", "modelled"))
    return present, how
