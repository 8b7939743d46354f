"""Condition, liability and maintenance backlog of buildings, streets and whatever has a value.

KUNKOR (Nippala, Vainio and Nuuttila; the Association of Finnish Municipalities and VTT, 2006): with the
replacement value R and the technical value V, condition = V/R, liability = R − V and
backlog = max(0, threshold·R − V), for each object and then summed: a good one never cancels a bad one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import Message, as_number
from voimavara.estate.condition.backlog import backlog
from voimavara.estate.condition.basis import Basis, Method
from voimavara.estate.condition.checks import Assumed, check_built, check_unique, check_values
from voimavara.estate.condition.parts import BuildingParts, Inspection, Repair, state_in
from voimavara.estate.prices import PriceLevel

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]

BACKLOG = "max(0, threshold · replacement value − technical value), object by object"
BUILDINGS = Message("Buildings")
SOURCE = "KUNKOR: Nippala, Vainio, Nuuttila; Kuntaliitto and VTT 2006"


@dataclass(frozen=True, slots=True)
class ImprovementRule:
    """Below which condition improvement need is counted, and up to how much of R; both are parameters."""

    below: float
    up_to: float


@dataclass(frozen=True)
class Valuation:
    """Objects with R and V (euros, NaN where unknown) and what follows; arrays have one value an object."""

    objects: Names
    replacement: Floats
    technical: Floats
    threshold: Floats
    basis: Basis
    assumed: tuple[Assumed, ...] = ()

    @cached_property
    def condition(self) -> Floats:
        """V/R."""
        return self.technical / self.replacement

    @cached_property
    def liability(self) -> Floats:
        """R − V, in euros."""
        return self.replacement - self.technical

    @cached_property
    def backlog(self) -> Floats:
        """max(0, threshold·R − V), in euros; NaN where R or V is unknown."""
        return backlog(self.replacement, self.technical, self.threshold)

    def improvement_need(self, rule: ImprovementRule) -> Floats:
        """What lifts each object that is below the rule's condition up to its share of R, in euros.

        Some count it (below 60 %, to 120 % of R). It is published apart and never added to backlog.
        """
        need = backlog(self.replacement, self.technical, np.array(rule.up_to))
        return np.where(np.isnan(self.condition), np.nan, np.where(self.condition < rule.below, need, 0.0))

    def to_arrow(self) -> pa.Table:
        """One row an object, the basis in the schema's metadata; unknown values are null, never zero."""
        columns = ("replacement", "technical", "condition", "liability", "backlog")
        assumed = {one.object for one in self.assumed}
        table = pa.table(
            {
                "object": pa.array(self.objects, pa.string()),
                **{name: pa.array(getattr(self, name), from_pandas=True) for name in columns},
                "assumed": pa.array([str(name) in assumed for name in self.objects]),
            }
        )
        return table.replace_schema_metadata(metadata(self.basis))


def metadata(basis: Basis) -> dict[str, str]:
    """The basis as plain words, for tables that carry it."""
    return {
        name: str(getattr(basis, name))
        for name in ("definition", "method", "threshold", "price_level", "source")
    }


def by_value(
    objects: Names,
    replacement: Floats,
    technical: Floats,
    threshold: float,
    price_level: PriceLevel,
    assumed: Sequence[Assumed] = (),
) -> Valuation:
    """The condition of buildings from their replacement and technical values (euros).

    >>> import numpy as np
    >>> from voimavara.estate.prices import PriceLevel
    >>> r, v = np.array([8_400_000.0]), np.array([3_360_000.0])
    >>> school = by_value(np.array(["114"]), r, v, 0.75, PriceLevel("building_costs", 2025))
    >>> school.condition.item(), school.liability.item(), school.backlog.item()
    (0.4, 5040000.0, 2940000.0)
    """
    check_unique(objects, BUILDINGS)
    check_values(objects, replacement, technical)
    check_threshold(threshold)
    basis = Basis(BACKLOG, Method.BY_VALUE, f"{threshold:g}", price_level, SOURCE)
    return Valuation(
        objects, replacement, technical, np.full(objects.shape, threshold), basis, tuple(assumed)
    )


def by_parts(
    objects: Names,
    built: Floats,
    parts: BuildingParts,
    year: int,
    threshold: float,
    price_level: PriceLevel,
    repairs: tuple[Repair, ...] = (),
    inspections: tuple[Inspection, ...] = (),
) -> Valuation:
    """The condition of buildings at the end of a year, from their parts: R and V are sums over the parts.

    A building without parts, or with one of unknown age, life or value, is unknown. Raises UserError for
    faulty registers.
    """
    check_unique(objects, BUILDINGS)
    check_built(objects, built, year)
    check_threshold(threshold)
    parts.check({str(name): float(made) for name, made in zip(objects, built, strict=True)}, year)
    state = state_in(parts, year, repairs, inspections)
    position = {str(name): row for row, name in enumerate(objects)}
    rows = np.array([position[str(name)] for name in parts.buildings], dtype=np.int64)
    replacement = np.bincount(rows, parts.replacement, minlength=objects.size)
    technical = np.bincount(rows, parts.replacement * state.condition, minlength=objects.size)
    without = np.bincount(rows, minlength=objects.size) == 0
    basis = Basis(BACKLOG, Method.BY_PARTS, f"{threshold:g}", price_level, SOURCE)
    return Valuation(
        objects,
        np.where(without, np.nan, replacement),
        np.where(without, np.nan, technical),
        np.full(objects.shape, threshold),
        basis,
        _of_buildings(parts),
    )


def _of_buildings(parts: BuildingParts) -> tuple[Assumed, ...]:
    """What was assumed of parts, said of their buildings."""
    building = {str(part): str(building) for part, building in zip(parts.names, parts.buildings, strict=True)}
    return tuple(
        Assumed(building[one.object], f"{one.what} of {one.object}", one.value, one.source)
        for one in parts.assumed
    )


def check_threshold(threshold: float) -> None:
    """Raises UserError unless the threshold is a share of the replacement value."""
    if not 0 < threshold <= 1:
        raise UserError(
            "Backlog threshold: got {threshold}, expected a share above 0 and at most 1, such as 0.75;"
            " correct the parameter.",
            threshold=as_number(threshold),
        )


def funding(replacement: float, backlog: float, wear: float, years: int) -> float:
    """Euros a year that keep today's condition and clear the backlog in n years: wear·R + backlog/n.

    >>> round(funding(8_400_000, 2_940_000, 0.0175, 10))
    441000
    """
    if years < 1:
        raise UserError(
            "Years to clear the backlog: got {years}, expected 1 or more; 10 is usual.", years=years
        )
    return wear * replacement + backlog / years


def band(index: float, bands: Sequence[tuple[float, str]]) -> str | None:
    """The name of the band that an FCI falls into; None for an unknown index or one above the last band.

    Bands are (upper limit, name) from the best on. Published bands disagree, so they are parameters.

    >>> band(0.07, [(0.05, "good"), (0.10, "fair"), (0.30, "poor")])
    'fair'
    """
    return next((name for upper, name in bands if index <= upper), None)
