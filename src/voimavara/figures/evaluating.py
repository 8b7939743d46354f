"""A request evaluated: aggregates in each window of months, divided once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voimavara.core.missing import Missing, Reason
from voimavara.core.units import NUMBER, Unit
from voimavara.figures.block import Block
from voimavara.figures.facts import Facts, Ints
from voimavara.figures.grids import Axis, Grid
from voimavara.figures.loads import LoadSets, load_sets, presence
from voimavara.figures.material import Borders, Material, attendance_of
from voimavara.figures.parts import Part, Parts, parts_of
from voimavara.figures.wilson import wilson_interval
from voimavara.figures.windows import CODE, Values, values_in
from voimavara.programme.models.formula import RatioFormula, ShareFormula
from voimavara.programme.resolving import formula_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.core.periods import Period
    from voimavara.figures.figure import Where
    from voimavara.figures.request import Request
    from voimavara.warehouse.load import Load


@dataclass(frozen=True)
class Chosen:
    """The partial sums that a part adds up, each with the number of its place."""

    part: Part
    rows: Ints
    place: Ints


def evaluate(material: Material, request: Request) -> Block:
    """The figures of a formula that is no growth."""
    parts = parts_of(request.formula, request.dimensions)
    places, chosen = place_parts(material, parts.all, request.dimensions)
    numerator, denominator, invited = _values(material, request, parts, places, chosen)
    reason, value = numerator.reason, numerator.value
    if denominator is not None:
        value, reason = divided(numerator, denominator)
    unit, factor = figure_unit(material, request)
    if isinstance(request.formula, RatioFormula) and request.formula.ratio.complement:
        value = 1.0 - value
    sample = isinstance(request.formula, ShareFormula) and request.formula.share.sample
    asked = denominator if sample else None
    return Block(
        request,
        unit,
        places,
        value * factor if factor != 1 else value,
        reason,
        _shown(material, parts, places, request.periods, numerator, denominator),
        denominator.rows if isinstance(request.formula, ShareFormula) and denominator else numerator.rows,
        loads_behind(material, chosen, request.dimensions, len(places), request.periods),
        numerator.value,
        denominator.value if denominator else None,
        _interval(numerator, asked, invited) if asked else None,
        explained=lambda place, period: _explained(numerator, denominator, place, period),
    )


def place_parts(
    material: Material, parts: Sequence[Part], dimensions: tuple[str, ...], borders: Borders = ()
) -> tuple[tuple[Where, ...], tuple[Chosen, ...]]:
    """The places at which any of the parts has rows, in order, and the rows of each part."""
    found: list[tuple[Part, Ints, Ints, tuple[Where, ...]]] = []
    for part in parts:
        placed = material.placed(part, dimensions, borders)
        rows = material.passing(part, dimensions, borders)
        index = placed.index[rows]
        if len(index) and index.min() < 0:
            rows, index = rows[index >= 0], index[index >= 0]
        found.append((part, rows, index, placed.places))
    used: set[Where] = set() if dimensions else {()}
    for _, _, index, own in found:
        used.update(own[number] for number in np.flatnonzero(np.bincount(index, minlength=len(own))))
    places = tuple(sorted(used))
    number = {place: index for index, place in enumerate(places)}
    chosen = []
    for part, rows, index, own in found:
        renumbered = np.array([number.get(place, -1) for place in own], np.int64)
        chosen.append(Chosen(part, rows, renumbered[index] if len(own) else index))
    return places, tuple(chosen)


def _values(
    material: Material,
    request: Request,
    parts: Parts,
    places: tuple[Where, ...],
    chosen: tuple[Chosen, ...],
) -> tuple[Values, Values | None, Values | None]:
    grids = [grid_of(material, each, places, request.periods) for each in chosen]
    values = [
        part_values(material, each.part, grid, request.periods)
        for each, grid in zip(chosen, grids, strict=True)
    ]
    by_register = parts.denominator is not None and _is_register(material, parts.denominator)
    if by_register and request.dimensions and grids[0].axis.step == 1:
        # A place is only expected to have rows while the register knows it: a building in use.
        expected = grids[1].rows > 0
        values[0] = part_values(material, parts.numerator, grids[0], request.periods, expected)
    denominator = values[1] if parts.denominator else None
    return values[0], denominator, values[2] if parts.invited else None


def grid_of(
    material: Material, chosen: Chosen, places: tuple[Where, ...], periods: tuple[Period, ...]
) -> Grid:
    """The part's sums by place and month, over all the periods."""
    facts = material.facts(chosen.part.dataset)
    axis = Axis.over(periods, facts.step)
    return material.grid(chosen.part, chosen.rows, chosen.place, places, axis)


def part_values(
    material: Material,
    part: Part,
    grid: Grid,
    periods: tuple[Period, ...],
    expected: Ints | None = None,
) -> Values:
    """The part's value in each place and period."""
    contract = material.programme.contracts[part.dataset]
    facts = material.facts(part.dataset)
    attendance = attendance_of(contract)
    return values_in(
        grid,
        part.kind,
        periods,
        attendance,
        covered=_covered(facts, grid.axis, part.lag) if attendance == "covered" else None,
        expected=expected,
        single=any(contract.columns[name].is_ == "share" for name in part.columns),
    )


def _covered(facts: Facts, axis: Axis, lag: int) -> Ints:
    """The months that loads of events can know of; with a lag, what happened so long before too."""
    covered = np.zeros(axis.length, bool)
    for load in facts.loads:
        if load.covers is not None:
            first, end = load.covers.first + lag - axis.first, load.covers.end - axis.first
            covered[max(first, 0) : max(end, 0)] = True
    return covered


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


def _explained(numerator: Values, denominator: Values | None, place: int, period: int) -> Missing:
    first = numerator if numerator.reason[place, period] or denominator is None else denominator
    return first.missing(place, period)


def _is_register(material: Material, part: Part) -> bool:
    return attendance_of(material.programme.contracts[part.dataset]) == "always"


def _shown(
    material: Material,
    parts: Parts,
    places: tuple[Where, ...],
    periods: tuple[Period, ...],
    numerator: Values,
    denominator: Values | None,
) -> Ints:
    """A place is shown from its first rows on; one of a register only while the register knows it."""
    there = numerator.rows > 0
    if denominator is not None:
        there = there | (denominator.rows > 0)
        if parts.denominator and _is_register(material, parts.denominator):
            return there if places != ((),) else np.ones_like(there)
    if places == ((),):
        return np.ones_like(there)
    order = np.argsort([period.end for period in periods], kind="stable")
    since = np.empty_like(there)
    since[:, order] = np.logical_or.accumulate(there[:, order], axis=1)
    return since


def loads_behind(
    material: Material,
    chosen: Sequence[Chosen],
    dimensions: tuple[str, ...],
    places: int,
    periods: tuple[Period, ...],
) -> LoadSets:
    """The loads whose rows stand at each place and period, and those of the registers asked on the way."""
    presences = []
    for each in chosen:
        facts = material.facts(each.part.dataset)
        there = presence(facts, each.rows, each.place, places, periods, each.part.lag)
        presences.append((facts, there))
    registers = {
        material.needs.register(each.part.dataset, path[0])
        for each in chosen
        for name in (*dimensions, *(test.column for test in each.part.where))
        if len(path := material.needs.path(each.part.dataset, name)) > 1
    }
    always: list[Load] = []
    for register in sorted(registers):
        always += material.facts(register).loads
    return load_sets(presences, always, (places, len(periods)))
