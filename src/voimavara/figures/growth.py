"""Growth of a yearly amount over a window of years, on the borders of its last year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.figures.block import Block
from voimavara.figures.chosen import grid_of, loads_behind, part_values, place_parts
from voimavara.figures.evaluation import figure_unit
from voimavara.figures.facts import Ints
from voimavara.figures.figure import Where
from voimavara.figures.material import Borders, Material
from voimavara.figures.mergers import borders_of, lacking_before, read_mergers
from voimavara.figures.openness import open_rows
from voimavara.figures.parts import parts_of
from voimavara.figures.request import MUNICIPALITY, Request
from voimavara.figures.windows import CODE, REASONS, Values
from voimavara.programme.models.formula import Growth

YEAR = 12


def evaluate_growth(material: Material, request: Request, growth: Growth) -> list[Block]:
    """The growth up to the last year of each period; one block for each of the borders there were."""
    groups: dict[Borders, list[Period]] = defaultdict(list)
    part = parts_of(request.formula).numerator
    with_borders = MUNICIPALITY in material.programme.contracts[part.dataset].columns
    mergers = read_mergers(material) if with_borders else ()
    for period in request.periods:
        groups[borders_of(mergers, period.last_day)].append(period)
    return [
        _block(material, replace(request, periods=tuple(periods)), growth.over.months, borders)
        for borders, periods in groups.items()
    ]


def _block(material: Material, request: Request, months: int, borders: Borders) -> Block:
    part = parts_of(request.formula, request.dimensions).numerator
    ends = tuple(Period(period.end - YEAR, YEAR) for period in request.periods)
    starts = tuple(end.before(months) for end in ends)
    places, (chosen,) = place_parts(material, (part,), request.dimensions, borders)
    grid = grid_of(material, chosen, (*starts, *ends))
    start, end = (part_values(material, part, grid, years) for years in (starts, ends))
    reason = _reasons(material, request, places, start, end)
    for number, year in enumerate(starts):
        for place in lacking_before(material, chosen, places, year, ends[number]):
            if not reason[place, number]:
                reason[place, number] = CODE[Reason.NO_DATA]
    there = reason == 0
    value = np.expm1(np.log(np.where(there, end.value, 1.0)) - np.log(np.where(there, start.value, 1.0)))
    spans = tuple(zip(starts, ends, strict=True))
    return Block(
        (request,),
        figure_unit(material, request)[0],
        places,
        value,
        reason,
        (start.rows > 0) | (end.rows > 0) | (not request.dimensions),
        start.rows + end.rows,
        loads_behind(material, (chosen,), request.dimensions, spans),
        end.value,
        start.value,
        open_rows=open_rows(material, request, spans),
        explained=lambda place, number: _explained(
            material, request, places[place], (start, end), reason, (place, number)
        ),
    )


def _reasons(
    material: Material, request: Request, places: tuple[Where, ...], start: Values, end: Values
) -> Ints:
    reason = np.where(start.reason > 0, start.reason, end.reason)
    not_positive = (start.value <= 0) | (end.value <= 0)
    reason = np.where((reason == 0) & not_positive, CODE[Reason.NOT_POSITIVE], reason)
    for number, (first, last) in enumerate(zip(start.periods, end.periods, strict=True)):
        for place, where in enumerate(places):
            if _break_between(material, request, where, first, last):
                reason[place, number] = CODE[Reason.BREAK]
    return reason


def _break_between(
    material: Material, request: Request, place: Where, first: Period, last: Period
) -> str | None:
    """The break, as it is written, from which on the place's series is another one inside the window."""
    indicator = material.programme.indicators.get(request.indicator)
    return indicator.break_within(first, last, place) if indicator else None


def _explained(
    material: Material,
    request: Request,
    place: Where,
    years: tuple[Values, Values],
    reason: Ints,
    cell: tuple[int, int],
) -> Missing:
    start, end = years
    first, last = start.periods[cell[1]], end.periods[cell[1]]
    why = Reason(REASONS[reason[cell]])
    if why is Reason.BREAK:
        return Missing(why, _break_between(material, request, place, first, last) or "")
    if why is Reason.NOT_POSITIVE:
        below = [str(each.periods[cell[1]]) for each in years if each.value[cell] <= 0]
        return Missing(why, ", ".join(below))
    if start.reason[cell] == 0 and end.reason[cell]:
        return end.missing(*cell)
    return start.missing(*cell) if start.reason[cell] else Missing(why, str(first))
