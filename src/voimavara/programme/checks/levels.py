"""Levels of targets and baselines: in the indicator's unit, and such as the figure can have."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.message import Message
from voimavara.core.units import NUMBER
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import aggregates
from voimavara.programme.models.formula import (
    Aggregate,
    Bounds,
    DerivedFormula,
    Formula,
    RatioFormula,
    ShareFormula,
)
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.written import Quantity, quantities_in
from voimavara.programme.programme import Address


def check_levels(draft: Draft) -> Iterator[Problem]:
    """A level is in the indicator's unit, and one that the figure can have."""
    for name, indicator in draft.programme.indicators.items():
        formula = draft.formula(indicator)
        for key, written in (("target", indicator.target), ("baseline", indicator.baseline)):
            for keys, level in quantities_in(written):
                yield from _level_fits(draft, ("indicators", name, key, *keys), indicator, formula, level)


def _level_fits(
    draft: Draft, at: Address, indicator: Indicator, formula: Formula | None, level: Quantity
) -> Iterator[Problem]:
    if not level.unit.fits(indicator.unit):
        message = Message.of(
            "the level {level} is in {unit}, and the indicator is in {unit2}.",
            level=level,
            unit=level.unit,
            unit2=indicator.unit,
        )
        yield draft.problem(
            at, message, Message.of("write {value} {unit}.", value=level.value, unit=indicator.unit)
        )
        return
    share = level.value * level.unit.scale
    bare = str(level.unit) == "1" and str(indicator.unit) == "%"
    if bare and abs(level.value) > 1:
        yield draft.problem(
            at,
            Message.of("{value} is {share} %.", value=level.value, share=f"{share * 100:.0f}"),
            Message.of("write {value} %.", value=level.value),
        )
    elif level.unit.fits(NUMBER) and is_part(draft, formula) and not 0 <= share <= 1:
        message = Message.of("the figure is a share and never gets to {level}.", level=level)
        yield draft.problem(at, message, "write a level from 0 to 100 %.")
    elif level.value < 0 and never_negative(draft, formula):
        message = Message.of("the figure is never below zero, and the level is {level}.", level=level)
        yield draft.problem(at, message, "write a level of zero or more.")


def is_part(draft: Draft, formula: Formula | None) -> bool:
    """Whether the figure is a part of a whole, so that it goes from 0 to 100 %."""
    if isinstance(formula, RatioFormula):
        ratio = formula.ratio
        return ratio.complement or (never_negative(draft, formula) and _is_within(draft, ratio.of, ratio.to))
    return isinstance(formula, (ShareFormula, DerivedFormula))


def never_negative(draft: Draft, formula: Formula | None) -> bool:
    """Whether all that the formula adds up is counted, or has zero or more as its least value."""
    if not isinstance(formula, (Aggregate, RatioFormula)):
        return False
    contracts = draft.programme.contracts
    found = [
        contracts[each.in_].columns.get(name) if each.in_ in contracts else None
        for _, each in aggregates(formula)
        for name in each.columns
    ]
    return all(column is not None and column.min is not None and column.min >= 0 for column in found)


def _is_within(draft: Draft, part: Aggregate, whole: Aggregate) -> bool:
    """Whether each row of the part counts in the whole, with an amount that is at least as large."""
    if (part.in_, part.kind) != (whole.in_, whole.kind) or part.in_ not in draft.programme.contracts:
        return False
    columns = draft.programme.contracts[part.in_].columns
    least = [
        name if name in whole.columns else columns[name].at_most for name in part.columns if name in columns
    ]
    rows = all(
        name in part.where and _narrows(part.where[name], condition)
        for name, condition in whole.where.items()
    )
    return rows and len(set(least)) == len(part.columns) and set(least) <= set(whole.columns)


def _narrows(one: object, other: object) -> bool:
    """Whether what holds under the one condition holds under the other: the same, or fewer of its words."""
    if one == other:
        return True
    words = set(other) if isinstance(other, tuple) else {other}
    return not isinstance(one, Bounds) and (set(one) if isinstance(one, tuple) else {one}) <= words
