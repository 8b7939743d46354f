"""The rows that each part of a formula adds up, their places, and what is worked out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from voimavara.core.periods import Period
from voimavara.figures.facts import Facts, Ints
from voimavara.figures.figure import Where
from voimavara.figures.grids import Axis, Grid, repeated
from voimavara.figures.loads import LoadSets, load_sets, presence
from voimavara.figures.material import Borders, Material, attendance_of
from voimavara.figures.parts import Part
from voimavara.figures.windows import Values, values_in


@dataclass(frozen=True)
class Chosen:
    """The partial sums that a part adds up, each with the number of its place.

    What is worked out of them is remembered, for formulas share their parts. It is given `times` over, for
    as many formulas.
    """

    part: Part
    rows: Ints
    place: Ints
    places: tuple[Where, ...]
    times: int = 1
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)


def stacked(several: Sequence[Chosen]) -> Chosen:
    """The same part of formulas that differ in conditions only: the places of each, one after another."""
    first, *others = several
    if all(each is first for each in others):
        return replace(first, times=len(several))
    size = len(first.places)
    return Chosen(
        replace(first.part, where=()),
        np.concatenate([each.rows for each in several]),
        np.concatenate([each.place + number * size for number, each in enumerate(several)]),
        first.places * len(several),
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
        memo[key] = Chosen(part, *_placed_rows(material, part, dimensions, borders))
    found: Chosen = memo[key]
    return found


def _placed_rows(
    material: Material, part: Part, dimensions: tuple[str, ...], borders: Borders
) -> tuple[Ints, Ints, tuple[Where, ...]]:
    """The rows that pass the part's conditions, their places by number, and these places."""
    memo = material.facts(part.dataset).memo
    key = ("placed rows", part.where, dimensions, borders)
    if key not in memo:
        placed = material.placed(part, dimensions, borders)
        rows = material.passing(part, dimensions, borders)
        index = placed.index[rows]
        if len(index) and index.min() < 0:
            rows, index = rows[index >= 0], index[index >= 0]
        occurs = np.bincount(index, minlength=len(placed.places)) > 0
        if occurs.all():
            memo[key] = rows, index, placed.places
        else:
            places = tuple(place for place, there in zip(placed.places, occurs, strict=True) if there)
            memo[key] = rows, (np.cumsum(occurs) - 1)[index], places
    found: tuple[Ints, Ints, tuple[Where, ...]] = memo[key]
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


def grid_of(material: Material, chosen: Chosen, periods: tuple[Period, ...]) -> Grid:
    """The part's sums by place and month, over all the periods."""
    return _grid_once(material, chosen, periods).repeated(chosen.times)


def _grid_once(material: Material, chosen: Chosen, periods: tuple[Period, ...]) -> Grid:
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
        grid = _grid_once(material, chosen, periods)
        chosen.memo["values", periods] = part_values(material, chosen.part, grid, periods)
    found: Values = chosen.memo["values", periods]
    return found.repeated(chosen.times)


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


def loads_behind(
    material: Material,
    chosen: Sequence[Chosen],
    dimensions: tuple[str, ...],
    spans: tuple[tuple[Period, ...], ...],
) -> LoadSets:
    """The loads whose rows stand at each place and period, and those of the registers asked on the way."""
    presences = []
    for each in chosen:
        facts = material.facts(each.part.dataset)
        if ("presence", spans) not in each.memo:
            there = presence(facts, each.rows, each.place, len(each.places), spans, each.part.lag)
            each.memo["presence", spans] = there
        if not material.sources(each.part.dataset):
            presences.append((facts, repeated(each.memo["presence", spans], each.times, axis=1)))
    registers = material.registers([each.part for each in chosen], dimensions)
    always = [load for register in registers for load in material.facts(register).loads]
    always += [load for each in chosen for load in material.sources(each.part.dataset)]
    return load_sets(presences, always, (len(chosen[0].places) * chosen[0].times, len(spans)))
