"""A request evaluated: aggregates in each window of months, divided once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True)
class Chosen:
    """The partial sums that a part adds up, each with the number of its place.

    What is worked out of them is remembered, for formulas share their parts.
    """

    part: Part
    rows: Ints
    place: Ints
    places: tuple[Where, ...]
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)


def evaluate(material: Material, request: Request) -> Block:
    """The figures of a formula that is no growth."""
    parts = parts_of(request.formula, request.dimensions)
    places, chosen = place_parts(material, parts.all, request.dimensions)
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
        request,
        unit,
        places,
        value * factor if factor != 1 else value,
        reason,
        _shown(material, parts, places, request.periods, numerator, denominator),
        denominator.rows if isinstance(request.formula, ShareFormula) and denominator else numerator.rows,
        loads_behind(material, chosen, request.dimensions, len(places), _spans(request)),
        numerator.value,
        denominator.value if denominator else None,
        _people(material, parts, numerator, denominator),
        _interval(numerator, asked, invited) if asked else None,
        explained=lambda place, period: _explained(numerator, denominator, place, period),
    )


def place_parts(
    material: Material, parts: Sequence[Part], dimensions: tuple[str, ...], borders: Borders = ()
) -> tuple[tuple[Where, ...], tuple[Chosen, ...]]:
    """The places at which any of the parts has rows, in order, and the rows of each part."""
    found = [_own_places(material, part, dimensions, borders) for part in parts]
    if found[0].places and all(own.places == found[0].places for own in found):
        return found[0].places, tuple(found)
    used: set[Where] = set() if dimensions else {()}
    used.update(place for own in found for place in own.places)
    places = tuple(sorted(used))
    return places, tuple(_renumbered(own, places) for own in found)


def _own_places(material: Material, part: Part, dimensions: tuple[str, ...], borders: Borders) -> Chosen:
    """The rows of one part, numbered into the places at which it has any."""
    memo = material.facts(part.dataset).memo
    key = ("own places", part, dimensions, borders)
    if key not in memo:
        placed = material.placed(part, dimensions, borders)
        rows = material.passing(part, dimensions, borders)
        index = placed.index[rows]
        if len(index) and index.min() < 0:
            rows, index = rows[index >= 0], index[index >= 0]
        occurs = np.bincount(index, minlength=len(placed.places)) > 0
        if occurs.all():
            memo[key] = Chosen(part, rows, index, placed.places)
        else:
            places = tuple(place for place, there in zip(placed.places, occurs, strict=True) if there)
            memo[key] = Chosen(part, rows, (np.cumsum(occurs) - 1)[index], places)
    found: Chosen = memo[key]
    return found


def _renumbered(own: Chosen, places: tuple[Where, ...]) -> Chosen:
    """The same rows, numbered into more places."""
    if own.places == places:
        return own
    if places not in own.memo:
        number = {place: index for index, place in enumerate(places)}
        index = np.array([number[place] for place in own.places], np.int64)
        own.memo[places] = Chosen(own.part, own.rows, index[own.place] if len(index) else own.place, places)
    found: Chosen = own.memo[places]
    return found


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


def grid_of(material: Material, chosen: Chosen, periods: tuple[Period, ...]) -> Grid:
    """The part's sums by place and month, over all the periods."""
    if ("grid", periods) not in chosen.memo:
        axis = Axis.over(periods, material.facts(chosen.part.dataset).step)
        chosen.memo["grid", periods] = material.grid(
            chosen.part, chosen.rows, chosen.place, chosen.places, axis
        )
    found: Grid = chosen.memo["grid", periods]
    return found


def chosen_values(material: Material, chosen: Chosen, periods: tuple[Period, ...]) -> Values:
    """The part's value in each place and period."""
    if ("values", periods) not in chosen.memo:
        grid = grid_of(material, chosen, periods)
        chosen.memo["values", periods] = part_values(material, chosen.part, grid, periods)
    found: Values = chosen.memo["values", periods]
    return found


def part_values(
    material: Material,
    part: Part,
    grid: Grid,
    periods: tuple[Period, ...],
    expected: Ints | None = None,
) -> Values:
    """The same of a grid, with rows expected only in some months."""
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
    spans: tuple[tuple[Period, ...], ...],
) -> LoadSets:
    """The loads whose rows stand at each place and period, and those of the registers asked on the way."""
    presences = []
    for each in chosen:
        facts = material.facts(each.part.dataset)
        if ("presence", spans) not in each.memo:
            there = presence(facts, each.rows, each.place, places, spans, each.part.lag)
            each.memo["presence", spans] = there
        if not material.sources(each.part.dataset):
            presences.append((facts, each.memo["presence", spans]))
    registers = material.registers([each.part for each in chosen], dimensions)
    always = [load for register in registers for load in material.facts(register).loads]
    always += [load for each in chosen for load in material.sources(each.part.dataset)]
    return load_sets(presences, always, (places, len(spans)), material.sets)
