"""What could still change a figure: rows that wait to be mended, and keys without a numerator."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from voimavara.core.periods import Period
from voimavara.figures.chosen import chosen_values, place_parts
from voimavara.figures.facts import Facts
from voimavara.figures.figure import Incomplete, Where
from voimavara.figures.material import Material, attendance_of
from voimavara.figures.needs import shared_keys
from voimavara.figures.parts import parts_of
from voimavara.figures.request import Request
from voimavara.figures.rows import all_rows
from voimavara.figures.unit_cost_index import LACKING
from voimavara.programme.meanings import tells_persons
from voimavara.warehouse.load import Rejected

Spans = tuple["Period", ...]


def open_rows(material: Material, request: Request, spans: Sequence[Spans]) -> Mapping[int, Incomplete]:
    """For each figure's months, by its number, the rows set aside that could change it.

    A row whose month could not be read could belong to any month of its load. `rows` counts the datasets
    that have such rows, so that a share of them can be tolerated.
    """
    parts = parts_of(request.formula, request.dimensions).all
    lags = {part.dataset: part.lag for part in parts}
    lags |= dict.fromkeys(material.registers(parts, request.dimensions), 0)
    found: dict[int, Incomplete] = defaultdict(Incomplete)
    for dataset in lags:
        rejected = material.selection.open_of(dataset)
        for number, span in enumerate(spans if rejected else ()):
            facts = material.facts(dataset)
            months = tuple(period.before(lags[dataset]) for period in span)
            waiting = [row for row in rejected if _speaks_of(row, months, facts)]
            if waiting:
                found[number] = _added(found[number], material, waiting, _rows_in(facts, months))
    return found


def _added(known: Incomplete, material: Material, waiting: Sequence[Rejected], rows: int) -> Incomplete:
    tolerance = min(material.tolerance(row.load) for row in waiting)
    return Incomplete(
        known.open_rows + len(waiting),
        known.rows + rows + len(waiting),
        min(known.tolerance, tolerance) if known.open_rows else tolerance,
    )


def _speaks_of(row: Rejected, months: Iterable[Period], facts: Facts) -> bool:
    period = row.period
    if period is None or attendance_of(facts.contract) == "always":
        return True
    return any(period.first < span.end and span.first < period.end for span in months)


def _rows_in(facts: Facts, months: Iterable[Period]) -> int:
    if facts.month is None or facts.until is not None:
        return int(facts.count.sum())
    inside = np.zeros(len(facts.count), bool)
    for span in months:
        inside |= (facts.month + facts.step > span.first) & (facts.month < span.end)
    return int(facts.count[inside].sum())


def missing_keys(
    material: Material, request: Request, places: Sequence[Where]
) -> Mapping[tuple[int, int], Incomplete]:
    """For each place and period, by number, the keys that have a denominator and no numerator at all.

    Of a dataset that is computed from others, the keys that these lack.
    """
    parts = parts_of(request.formula, request.dimensions)
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    unnamed: Counter[tuple[int, int]] = Counter()
    of = parts.numerator.dataset
    contract = material.programme.contracts[of]
    if attendance_of(contract) == "rows":
        number = {place: index for index, place in enumerate(places)}
        for key in shared_keys(material.programme, request.formula, parts):
            if key in request.dimensions:
                continue
            persons = tells_persons(material.programme, of, contract.columns[key])
            for place, period, value in _lacking(material, request, key):
                cell = (number[place], period)
                if persons:
                    unnamed[cell] += 1
                else:
                    found[cell].append(value)
    for cell, keys in _lacking_behind(material, of, request, places):
        found[cell].extend(keys)
    return {
        cell: Incomplete(missing_keys=tuple(sorted(found[cell])), unnamed_keys=unnamed[cell])
        for cell in found.keys() | unnamed.keys()
    }


def _lacking_behind(
    material: Material, dataset: str, request: Request, places: Sequence[Where]
) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    derived = material.programme.contracts[dataset].derived
    if derived is None or derived.by not in LACKING or not places:
        return
    contracts, selection = material.programme.contracts, material.selection
    tables = {name: all_rows(contracts[name], selection.of(name)) for name in derived.from_}
    lacking = LACKING[derived.by](tables)
    for place, where in enumerate(places):
        by_year = lacking.get(dict(where).get("sector", ""), {})
        for number, period in enumerate(request.periods):
            if keys := by_year.get((period.end - 1) // 12):
                yield (place, number), keys


def _lacking(material: Material, request: Request, key: str) -> Collection[tuple[Where, int, str]]:
    parts = parts_of(request.formula, request.dimensions).all
    finer = tuple(sorted((*request.dimensions, key)))
    places, chosen = place_parts(material, parts, finer)
    of, to = (chosen_values(material, each, request.periods) for each in chosen)
    lacks = (of.rows == 0) & (to.reason == 0) & (to.value != 0)
    cells = []
    for place, period in zip(*(axis.tolist() for axis in np.nonzero(lacks)), strict=True):
        where = tuple(pair for pair in places[place] if pair[0] != key)
        cells.append((where, period, dict(places[place])[key]))
    return cells
