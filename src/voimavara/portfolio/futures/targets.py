"""Each scenario's figures judged by the programme's own targets, run by run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.core.units import Unit
from voimavara.estate.consumption.hot_water import weather_share
from voimavara.estate.space.need import Balance
from voimavara.estate.space.running_costs import RunningCosts
from voimavara.estate.space.vacancy import vacancy_with
from voimavara.figures.figure import Figure, Where
from voimavara.figures.series import Measured
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.registers.holdings import Floats
from voimavara.portfolio.space.needs import SpaceNeeds, read_needs
from voimavara.portfolio.space.uses import occupancy_of
from voimavara.programme.calendar import Schedule
from voimavara.programme.meanings import resolve
from voimavara.programme.models.programme import Parameter
from voimavara.programme.models.scenario import Scenario
from voimavara.programme.programme import Programme
from voimavara.run.computation import Computation
from voimavara.run.requests import requests_of
from voimavara.scenarios.assumptions import heating_need, judged_in, served
from voimavara.scenarios.paths import Path
from voimavara.verdicts.case import Case
from voimavara.verdicts.judge import judge
from voimavara.verdicts.kinds import kind_of
from voimavara.verdicts.verdict import Judgement

BACKLOG, CONSUMPTION, COST, VACANCY = (
    "maintenance_backlog", "consumption_per_m2", "property_cost_per_m2", "vacancy_rate",
)  # fmt: skip
SPEAKER = "reporter"  # of the sources kept apart, the one that the estate believes


@dataclass(frozen=True)
class Judged:
    """The verdicts on a path's median figures, and the share of its runs that meet each target.

    A figure that follows from the assumptions alone is the same in every run, so it has no such share.
    """

    year: int
    verdicts: dict[str, Judgement] = field(default_factory=dict)
    met: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    space_surplus: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ScenarioTargets:
    """The indicators that the estate can forecast, and how each one's figures follow from a scenario.

    A scenario's figures begin with the present year: older ones rest on another basis, and no target is
    judged across a break.
    """

    facts: EstateFacts
    computation: Computation
    needs: SpaceNeeds | None
    costs: RunningCosts

    def judged(self, scenario: Scenario, path: Path) -> Judged:
        """What the targets say of the path in the scenario's year of judging."""
        present = self.facts.year
        year = judged_in(scenario, present)
        found = Judged(year, space_surplus=self._surplus(scenario, year))
        for name in self.facts.programme.indicators:
            values = self._values(name, scenario, path, year)
            if values is not None:
                self._judge(name, values, year, found)
        return found

    def _judge(self, name: str, values: Floats, year: int, into: Judged) -> None:
        """`values` are figures by run (one where chance has no part) and year, up to the year judged."""
        median = np.median(values, axis=0)
        into.figures[name] = round(float(median[-1]), 6)
        into.verdicts[name] = judge(self._case(name, median, year)).judgement
        if into.verdicts[name] is Judgement.UNDECIDED or len(values) == 1:
            return
        runs, counts = np.unique(values, axis=0, return_counts=True)
        met = [judge(self._case(name, run, year)).judgement is Judgement.MET for run in runs]
        into.met[name] = round(float((np.array(met) * counts).sum() / counts.sum()), 4)

    def _case(self, name: str, values: Floats, year: int) -> Case:
        programme = self.facts.programme
        indicator, schedule = programme.indicators[name], Schedule.of(programme.indicators[name])
        resolved = resolve(programme, indicator)
        first = year - values.size + 1
        periods = [schedule.ending_with(Period.year(first + number)) for number in range(values.size)]
        unit = Case(name, indicator, schedule, periods[-1], self.facts.as_of, Measured()).unit
        place = self._place(name)
        prices = kind_of(indicator).needs(indicator.target).prices
        return Case(
            id=name,
            indicator=indicator,
            schedule=schedule,
            period=periods[-1],
            as_of=periods[-1].last_day,
            figures=Measured.at_one_place(
                place,
                [
                    Figure(name, period, float(value), unit, resolved.version, place=place)
                    for period, value in zip(periods, values, strict=True)
                ],
            ),
            prices=_constant(programme, prices, first, year) if prices else None,
        )

    def _place(self, name: str) -> Where:
        """The whole city; of sources that are kept apart, the one whose word counts."""
        apart = self.facts.programme.indicators[name].apart
        first = next(iter(self.facts.programme.vocabularies["reporters"].values))
        return ((SPEAKER, first),) if SPEAKER in apart else ()

    def _values(self, name: str, scenario: Scenario, path: Path, year: int) -> Floats | None:
        """The indicator's figures in its own unit, by run and year; None where the estate can't tell."""
        indicator = self.facts.programme.indicators[name]
        formula = resolve(self.facts.programme, indicator).id
        if set(indicator.apart) - {SPEAKER}:
            return None
        if formula == BACKLOG:
            factor = float(Unit.parse("EUR").factor_to(indicator.unit))
            return path.of_class("backlog", "building")[:, : year - self.facts.year + 1] * factor
        known = self._newest(name)
        if known is None or isinstance(known.value, Missing):
            return None
        years = range(self.facts.year, year + 1)
        if formula in (CONSUMPTION, COST):
            part = self._heated if formula == CONSUMPTION else self._heat_cost
            if part is None:
                return None
            need = np.array([heating_need(scenario, self.facts.year, each) for each in years])
            return np.asarray(known.value * (1 + part * (need - 1)))[None, :]
        if formula == VACANCY and self.needs is not None:
            return self._vacancy(scenario, known.value, years)
        return None

    def _newest(self, name: str) -> Figure | None:
        """The indicator's newest figure of the whole city."""
        each = next(
            (one for one in self.computation.wanted if (one.id, one.measure_id) == (name, "main")), None
        )
        if each is None or not each.series:
            return None
        request = requests_of(self.facts.programme, replace(each, periods=each.series[-1:]))[0]
        found = self.computation.engine.figures([request])
        return next((figure for figure in found if figure.place == ()), None)

    @cached_property
    def _heated(self) -> float:
        """The share of heat and electricity that follows the weather: heat without hot water."""
        each_m3 = self.facts.value("hot_water_heat") * self.facts.value("hot_water_share", "other") / 100
        return weather_share(self.facts.table("consumption"), each_m3)

    @cached_property
    def _heat_cost(self) -> float | None:
        """The share of running costs that is heat which follows the weather; None where none is known."""
        return self.costs.share_of("heat")

    def _vacancy(self, scenario: Scenario, vacancy: float, years: range) -> Floats | None:
        """Occupied space follows the need of the services; the space itself stays as it is today."""
        area = sum(floor for floor, _ in occupancy_of(self.facts).values())
        if not area:
            return None
        needed = [sum(self._needs_in(scenario, each).values()) for each in years]
        return vacancy_with(vacancy, area, np.array(needed) - needed[0])[None, :]

    def _needs_in(self, scenario: Scenario, year: int) -> dict[str, float]:
        """m² needed by service; beyond the projection's years, as in its last one."""
        needs = self._population(scenario)
        factor = served(scenario, self.facts.year, year)
        return {
            one.service: float(one.need[min(max(year - one.years[0], 0), len(one.years) - 1)]) * factor
            for one in needs
        }

    def _surplus(self, scenario: Scenario, year: int) -> dict[str, float]:
        if self.needs is None:
            return {}
        needed = self._needs_in(scenario, year)
        space = {one.service: float(one.supply[min(max(year - one.years[0], 0), len(one.years) - 1)])
                 for one in self._population(scenario)}  # fmt: skip
        return {name: round(space[name] - needed[name], 1) for name in sorted(needed)}

    def _population(self, scenario: Scenario) -> tuple[Balance, ...]:
        variant = scenario.population.projection
        needs = self._variants.get(variant)
        if needs is None:
            found = read_needs(self.facts, variant) if variant else self.needs
            needs = self._variants[variant] = found.whole() if found else ()
        return needs

    @cached_property
    def _variants(self) -> dict[str, tuple[Balance, ...]]:
        return {}


def _constant(programme: Programme, index: str, first: int, last: int) -> Parameter:
    """The index without any change: a scenario's money stands in today's prices already."""
    values = {str(year): 100.0 for year in range(first, last + 1)}
    return programme.parameters[index].model_copy(update={"values": values})
