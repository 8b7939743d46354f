"""Alike requests evaluated: aggregates in each window of months, divided once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER, Unit
from voimavara.figures.block import Block
from voimavara.figures.chosen import (
    Chosen,
    chosen_values,
    grid_of,
    loads_behind,
    part_values,
    place_parts,
    stacked,
)
from voimavara.figures.facts import Ints
from voimavara.figures.figure import Where
from voimavara.figures.material import Material, attendance_of
from voimavara.figures.parts import Part, Parts, parts_of
from voimavara.figures.request import Request
from voimavara.figures.wilson import wilson_interval
from voimavara.figures.windows import CODE, Values
from voimavara.programme.meanings import formula_unit
from voimavara.programme.models.formula import RatioFormula, ShareFormula

# Places, and rows of partial sums, of all requests together: more would take much memory and no less time.
_PLACES_AT_ONCE, _ROWS_AT_ONCE = 1 << 13, 1 << 20


@dataclass(frozen=True)
class Question:
    """A request with the parts of its formula, and the rows that each part adds up."""

    request: Request
    parts: Parts
    chosen: tuple[Chosen, ...]


def evaluate(material: Material, requests: Sequence[Request]) -> list[Block]:
    """The figures of alike requests that are no growth, in one block where they have the same places."""
    by_places: dict[tuple[Where, ...], list[Question]] = defaultdict(list)
    for request in requests:
        parts = parts_of(request.formula, request.dimensions)
        places, chosen = place_parts(material, parts.all, request.dimensions)
        by_places[places].append(Question(request, parts, chosen))
    return [
        _block(material, places, questions[begin : begin + at_once])
        for places, questions in by_places.items()
        for at_once in [_at_once(places, questions)]
        for begin in range(0, len(questions), at_once)
    ]


def _at_once(places: tuple[Where, ...], questions: Sequence[Question]) -> int:
    """How many of the questions are answered together."""
    rows = max(len(chosen.rows) for question in questions for chosen in question.chosen)
    return max(1, min(_PLACES_AT_ONCE // max(1, len(places)), _ROWS_AT_ONCE // max(1, rows)))


def _block(material: Material, places: tuple[Where, ...], questions: Sequence[Question]) -> Block:
    request, parts = questions[0].request, questions[0].parts
    chosen = tuple(stacked(several) for several in zip(*(each.chosen for each in questions), strict=True))
    numerator, denominator, invited = _values(material, request, parts, chosen)
    reason, value = numerator.reason, numerator.value
    if denominator is not None:
        value, reason = divided(numerator, denominator)
    unit, factor = figure_unit(material, request)
    if isinstance(request.formula, RatioFormula) and request.formula.ratio.complement:
        value = 1.0 - value
    sample = isinstance(request.formula, ShareFormula) and request.formula.share.sample
    asked = denominator if sample else None
    return Block(
        tuple(each.request for each in questions),
        unit,
        places,
        value * factor if factor != 1 else value,
        reason,
        _shown(material, request, parts, numerator, denominator),
        denominator.rows if isinstance(request.formula, ShareFormula) and denominator else numerator.rows,
        loads_behind(material, chosen, request.dimensions, _spans(request)),
        numerator.value,
        denominator.value if denominator else None,
        _people(material, parts, numerator, denominator),
        _interval(numerator, asked, invited) if asked else None,
        explained=lambda row, period: _explained(numerator, denominator, row, period),
    )


def _values(
    material: Material,
    request: Request,
    parts: Parts,
    chosen: tuple[Chosen, ...],
) -> tuple[Values, Values | None, Values | None]:
    values = [chosen_values(material, each, request.periods) for each in chosen]
    by_register = parts.denominator is not None and _is_register(material, parts.denominator)
    if by_register and request.dimensions and values[0].axis.step == 1:
        # A place is only expected to have rows while the register knows it: a building in use.
        expected = grid_of(material, chosen[1], request.periods).rows > 0
        grid = grid_of(material, chosen[0], request.periods)
        values[0] = part_values(material, parts.numerator, grid, request.periods, expected)
    denominator = values[1] if parts.denominator else None
    return values[0], denominator, values[2] if parts.invited else None


def divided(numerator: Values, denominator: Values) -> tuple[Ints, Ints]:
    """The quotients, and the reasons why some are missing."""
    reason = np.where(numerator.reason > 0, numerator.reason, denominator.reason)
    zero = denominator.value == 0
    reason = np.where((reason == 0) & zero, CODE[Reason.ZERO_DENOMINATOR], reason).astype(np.int8)
    return numerator.value / np.where(zero, 1.0, denominator.value), reason


def figure_unit(material: Material, request: Request) -> tuple[Unit, float]:
    """The unit of the figures and what values are multiplied by; a share is a number from 0 to 1."""
    own = formula_unit(material.programme, request.formula)
    if not request.unit.powers:
        return NUMBER, float(own.scale) if not own.powers else 1.0
    return request.unit, float(own.factor_to(request.unit)) if own.fits(request.unit) else 1.0


def _interval(yes: Values, answers: Values, invited: Values | None) -> tuple[Ints, Ints]:
    population = np.where(invited.reason == 0, invited.value, 0.0) if invited else None
    return wilson_interval(yes.value, answers.value, population)


def _explained(numerator: Values, denominator: Values | None, row: int, period: int) -> Missing:
    first = numerator if numerator.reason[row, period] or denominator is None else denominator
    return first.missing(row, period)


def _spans(request: Request) -> tuple[tuple[Period, ...], ...]:
    return tuple((period,) for period in request.periods)


def _people(material: Material, parts: Parts, of: Values, to: Values | None) -> Ints | None:
    """The persons that each figure is about; None where no dataset is about persons."""
    counted = [
        values.rows
        for part, values in ((parts.numerator, of), (parts.denominator, to))
        if part is not None and values is not None and material.programme.contracts[part.dataset].personal
    ]
    if len(counted) == 2 and parts.numerator.dataset != (parts.denominator or parts.numerator).dataset:
        return np.minimum(*counted)
    # Of a share the rows that it is a share of count, not those that hold.
    return counted[-1] if counted else None


def _is_register(material: Material, part: Part) -> bool:
    return attendance_of(material.programme.contracts[part.dataset]) == "always"


def _shown(
    material: Material,
    request: Request,
    parts: Parts,
    numerator: Values,
    denominator: Values | None,
) -> Ints:
    """A place is shown from its first rows on; one of a register only while the register knows it."""
    there = numerator.rows > 0
    if denominator is not None:
        there = there | (denominator.rows > 0)
        if parts.denominator and _is_register(material, parts.denominator):
            return there if request.dimensions else np.ones_like(there)
    if not request.dimensions:
        return np.ones_like(there)
    order = np.argsort([period.end for period in request.periods], kind="stable")
    since = np.empty_like(there)
    since[:, order] = np.logical_or.accumulate(there[:, order], axis=1)
    return since
