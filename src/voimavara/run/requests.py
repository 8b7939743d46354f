"""Which figures a run computes: every measure of every indicator, in total and by each dimension."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from voimavara.core.periods import Period
from voimavara.core.units import NUMBER, Unit
from voimavara.figures.figure import MAIN
from voimavara.figures.request import Request
from voimavara.programme.calendar import current_round, newest_round_before
from voimavara.programme.meanings import datasets_of, resolve, sources_behind
from voimavara.programme.models.formula import DerivedFormula, GrowthFormula
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.programme import Programme
from voimavara.verdicts.judge import judged_periods, series_periods
from voimavara.warehouse.load import Load


@dataclass(frozen=True)
class Wanted:
    """A measure of an indicator as it is asked for: what people see, and what the verdict needs besides."""

    id: str
    indicator: Indicator
    measure_id: str
    measure: Measure | None
    series: tuple[Period, ...]
    periods: tuple[Period, ...]

    @property
    def definition(self) -> Indicator | Measure:
        """The indicator's own definition, or that of the measure beside it."""
        return self.measure or self.indicator


def wanted(programme: Programme, loads: Iterable[Load], as_of: date) -> Iterator[Wanted]:
    """Every measure that is computed from rows, with its periods."""
    known = [load for load in loads if load.received <= as_of]
    for identity, indicator in programme.indicators.items():
        if isinstance(resolve(programme, indicator).formula, DerivedFormula):
            continue
        yield _wanted(programme, known, as_of, identity, None)
        for name in indicator.beside:
            yield _wanted(programme, known, as_of, identity, name)


def requests_of(programme: Programme, each: Wanted) -> tuple[Request, ...]:
    """The requests for one measure: its total (or what is kept apart), and one for each breakdown."""
    formula = resolve(programme, each.definition)
    apart, by = each.definition.apart, each.definition.by
    groups = [apart, *((*apart, dimension) for dimension in by)]
    return tuple(
        Request(
            each.id,
            formula.formula,
            formula.id or each.id,
            formula.version,
            shown_unit(each.definition.unit),
            each.periods,
            dimensions,
            each.measure_id,
        )
        for dimensions in groups
        if each.periods
    )


def shown_unit(unit: Unit) -> Unit:
    """The unit that figures are computed in: a percentage is a share from 0 to 1."""
    return NUMBER if unit.fits(NUMBER) else unit


def _wanted(programme: Programme, loads: list[Load], as_of: date, identity: str, name: str | None) -> Wanted:
    indicator = programme.indicators[identity]
    measure = None if name is None else indicator.beside[name]
    first = _first_month(programme, loads, measure or indicator) or _round_month(programme, as_of)
    series = series_periods(indicator, programme.cover, first, as_of, measure)
    judged = judged_periods(indicator, programme.cover, as_of) if measure is None else ()
    periods = tuple(sorted({*series, *judged}))
    return Wanted(identity, indicator, name or MAIN, measure, series, periods)


def _first_month(programme: Programme, loads: list[Load], definition: Indicator | Measure) -> Period | None:
    """The first month that every dataset behind the formula speaks of."""
    formula = resolve(programme, definition).formula
    firsts = []
    for dataset in sources_behind(programme, datasets_of(formula)):
        covered = [load.covers.first for load in loads if load.dataset == dataset and load.covers]
        if covered:
            firsts.append(min(covered))
    window = formula.growth.over.months if isinstance(formula, GrowthFormula) else 0
    return Period(max(firsts) + window, 1) if firsts else None


def _round_month(programme: Programme, as_of: date) -> Period:
    """Where nothing has come yet: the window of the current round alone."""
    round_ = newest_round_before(programme.cover, current_round(programme.cover, as_of))
    return Period.month(round_.year, round_.month)
