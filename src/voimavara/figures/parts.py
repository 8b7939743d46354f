"""A formula taken apart: the aggregates it is made of, each on one dataset."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from voimavara.core.errors import UserError
from voimavara.figures.conditions import Condition, Test
from voimavara.programme.models.formula import (
    Aggregate,
    Formula,
    GrowthFormula,
    RatioFormula,
    ShareFormula,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One aggregate: rows of a dataset that pass all conditions, added up in one of four ways."""

    dataset: str
    kind: Literal["sum", "mean", "last", "count"]
    columns: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    lag: int = 0

    def without(self, dimensions: tuple[str, ...]) -> Part:
        """The same without conditions on these: broken down by a dimension, each value is asked for."""
        asked = tuple(test for test in self.where if test.column not in dimensions)
        return self if len(asked) == len(self.where) else replace(self, where=asked)


@dataclass(frozen=True, slots=True)
class Parts:
    """Numerator, and where the formula has them denominator and the number of people asked."""

    numerator: Part
    denominator: Part | None = None
    invited: Part | None = None

    @property
    def all(self) -> tuple[Part, ...]:
        """Those that are there."""
        return tuple(part for part in (self.numerator, self.denominator, self.invited) if part)


def parts_of(formula: Formula, dimensions: tuple[str, ...] = ()) -> Parts:
    """The aggregates of the formula, without conditions on the dimensions it is broken down by."""
    if isinstance(formula, RatioFormula):
        of, to = _part(formula.ratio.of), _part(formula.ratio.to)
        return Parts(of.without(dimensions), to.without(dimensions))
    if isinstance(formula, ShareFormula):
        share = formula.share
        lag = share.lag.months if share.lag else 0
        asked = Part(share.in_, "count", (), _conditions(share.where), lag).without(dimensions)
        holding = replace(asked, where=(*asked.where, *_conditions(share.of)))
        invited = _part(share.invited).without(dimensions) if share.invited else None
        return Parts(holding, asked, invited)
    if isinstance(formula, GrowthFormula):
        return Parts(_part(formula.growth.of).without(dimensions))
    if isinstance(formula, Aggregate):
        return Parts(_part(formula).without(dimensions))
    raise UserError("reporting coverage is computed from the run itself, not from rows.")


def _part(aggregate: Aggregate) -> Part:
    return Part(aggregate.in_, aggregate.kind, aggregate.columns, _conditions(aggregate.where))


def _conditions(where: dict[str, Test]) -> tuple[Condition, ...]:
    return tuple(Condition(column, test) for column, test in sorted(where.items()))
