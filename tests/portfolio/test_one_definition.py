"""One number for one thing: pages, indicators, the study and scenarios on random small towns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.town import Town
from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.estate.study import compared
from voimavara.figures.derived import with_derived
from voimavara.figures.engine import Engine
from voimavara.figures.figure import Figure
from voimavara.figures.request import Request
from voimavara.portfolio.condition.bridge import bridge_view
from voimavara.portfolio.condition.objects import names_of, object_views
from voimavara.portfolio.condition.totals import labels_of, sum_views
from voimavara.portfolio.facts import EstateFacts
from voimavara.portfolio.futures.paths import ageing_of
from voimavara.portfolio.futures.targets import ScenarioTargets
from voimavara.portfolio.registers.buildings import Buildings, read_buildings
from voimavara.portfolio.registers.streets_and_pipes import read_green_areas, read_networks, read_streets
from voimavara.portfolio.results import _portfolio
from voimavara.portfolio.space.intensity import space_use_views
from voimavara.portfolio.space.running_costs import read_running_costs
from voimavara.portfolio.space.study import ground_of
from voimavara.run.derived import FUNCTIONS
from voimavara.run.programme import read_programme
from voimavara.run.requests import shown_unit, wanted
from voimavara.scenarios.paths import Path as ScenarioPath
from voimavara.scenarios.paths import run_scenario
from voimavara.snapshot.estate.space import SpaceUseView

PROGRAMME = read_programme(Path(__file__).parents[2] / "examples" / "heinola")
AS_OF, YEAR = date(2020, 12, 31), Period.year(2020)
MONTHS = Period.parse("2019-10..2020-09")
SEPTEMBER = Period.parse("2020-09")


@dataclass(frozen=True)
class Building:
    """What a town says of one of its buildings; None is not told."""

    sector: str
    area: int
    replacement: int
    technical: float  # share of the replacement value
    stated: tuple[str, int]  # by whom, for which year
    closed: date | None
    seen: int | None  # condition in per cent at an inspection of the year
    invested: int | None
    occupied: tuple[int, float] | None  # floor area, share
    cost: int
    lacks_month: bool


buildings = st.builds(
    Building,
    sector=st.sampled_from(["education", "technical"]),
    area=st.integers(100, 5000),
    replacement=st.integers(1000, 10_000_000),
    technical=st.floats(0, 1),
    stated=st.sampled_from(
        [("premises", 2020), ("premises", 2020), ("premises", 2019), ("engineering", 2020)]
    ),
    closed=st.none() | st.dates(date(2019, 11, 1), date(2020, 11, 1)),
    seen=st.none() | st.integers(0, 100),
    invested=st.none() | st.integers(1, 500_000),
    occupied=st.none() | st.tuples(st.integers(50, 4000), st.floats(0, 1)),
    cost=st.integers(0, 20_000),
    lacks_month=st.sampled_from([False, False, False, True]),
)


class Estate:
    """The estate of a town, and what each part of the product says of it."""

    def __init__(self, folder: Path, own: list[Building]) -> None:
        town = Town(folder, contracts=dict(PROGRAMME.contracts), as_of=AS_OF)
        numbered = [(str(number), one) for number, one in enumerate(own)]
        town.load("buildings", [_register(name, one) for name, one in numbered])
        values = [_value(name, one) for name, one in numbered]
        town.load("building_values", values, covers=Period.parse("2019..2020"))
        town.load("inspections", [_inspection(name, one) for name, one in numbered if one.seen is not None])
        town.load("repairs", [_repair(name, one) for name, one in numbered if one.invested], covers=YEAR)
        uses = [_use(name, one) for name, one in numbered if one.occupied and one.closed is None]
        town.load("space_occupancy", uses, covers=SEPTEMBER)
        costs = [row for name, one in numbered for row in _costs(name, one)]
        town.load("property_costs", costs, covers=MONTHS)
        self.town, self.folder = town, folder
        self.selection = with_derived(PROGRAMME, town.selection, FUNCTIONS, folder / "derived")
        self.facts = EstateFacts(PROGRAMME, self.selection, AS_OF)
        self.costs = read_running_costs(self.facts)

    @cached_property
    def buildings(self) -> Buildings:
        return read_buildings(self.facts)

    @cached_property
    def page(self) -> SpaceUseView:
        """The city on the page of space."""
        return next(space_use_views(self.facts, self.buildings.holding, None, self.costs))

    @cached_property
    def study(self) -> dict[str, float | None]:
        ground = ground_of(self.facts, self.buildings.holding, self.costs)
        return {one.candidate.id: one.value for one in compared(ground, lambda _: None)}

    def figure(self, formula: str, period: Period, *by: str) -> list[Figure]:
        """What the engine says of the formula, for every place."""
        named = PROGRAMME.formulas[formula]
        request = Request(
            formula, named.formula, formula, "1", shown_unit(named.unit), (period,), by
        )  # fmt: skip
        return Engine(PROGRAMME, self.selection).figures([request])

    @cached_property
    def path(self) -> ScenarioPath:
        """A scenario in which nothing is done."""
        networks, pipes, _ = read_networks(self.facts)
        others = (read_streets(self.facts), read_green_areas(self.facts), networks)
        ageing = ageing_of((self.buildings.holding, *others), 2020 - pipes.laid, {})
        (path,) = run_scenario("s", SCENARIO, ageing.stock, ageing.exposure, 2020, 3.0)
        return path

    def at_start(self, indicator: str) -> float | None:
        """The indicator's figure in the scenario's first year."""
        loads = [used.load for each in self.selection.datasets.values() for used in each]
        computation: Any = SimpleNamespace(
            wanted=tuple(wanted(PROGRAMME, loads, AS_OF)), engine=Engine(PROGRAMME, self.selection)
        )
        needs: Any = SimpleNamespace(whole=tuple)
        targets = ScenarioTargets(self.facts, computation, needs, self.costs)
        values = targets._values(indicator, SCENARIO, self.path, 2021)
        return None if values is None else float(values[0, 0])


SCENARIO = next(iter(PROGRAMME.scenarios.values())).model_copy(
    update={"policies": ("do_nothing",), "budget": {}, "years": 1, "runs": 2, "judged_in": None}
)


def _register(name: str, one: Building) -> dict[str, Any]:
    return {
        "building": name, "name": name, "use_class": "school", "sector": one.sector, "gross_area": one.area,
        "built": "1980", "in_use_from": "1980-08-01", "in_use_to": one.closed,
    }  # fmt: skip


def _value(name: str, one: Building) -> dict[str, Any]:
    technical, (reporter, year) = round(one.replacement * one.technical, 2), one.stated
    return {
        "building": name, "year": str(year), "reporter": reporter, "replacement_value": one.replacement,
        "technical_value": technical,
    }  # fmt: skip


def _inspection(name: str, one: Building) -> dict[str, Any]:
    return {
        "inspection": f"I{name}", "object_kind": "building", "object": name, "inspected": "2020-03-01",
        "condition": one.seen, "reporter": "premises",
    }  # fmt: skip


def _repair(name: str, one: Building) -> dict[str, Any]:
    return {
        "repair": f"R{name}", "object_kind": "building", "object": name, "year": "2020", "state": "done",
        "cost": one.invested, "capitalised": True,
    }  # fmt: skip


def _use(name: str, one: Building) -> dict[str, Any]:
    area, share = one.occupied or (0, 0.0)
    return {
        "building": name, "month": "2020-09", "area": area, "occupied_area": round(area * share, 2),
    }  # fmt: skip


def _costs(name: str, one: Building) -> list[dict[str, Any]]:
    used = [month for month in MONTHS.each_month() if one.closed is None or one.closed >= month.last_day]
    return [
        {"building": name, "month": str(month), "kind": "heat", "amount": one.cost + number}
        for number, month in enumerate(used)
        if not (one.lacks_month and number == 0)
    ]


def _known(figure: Figure) -> float | None:
    return None if isinstance(figure.value, Missing) else float(figure.value)


def _estate(own: list[Building], folder: str) -> Estate:
    return Estate(Path(folder), own)


towns = st.lists(buildings, min_size=1, max_size=5)


@settings(max_examples=30, deadline=None)
@given(towns)
def test_the_backlog_is_one_number_for_page_indicator_study_and_scenario(own: list[Building]) -> None:
    with TemporaryDirectory() as folder:
        estate = _estate(own, folder)
        holding = estate.buildings.holding
        labels = labels_of(estate.facts, [holding])
        page = next(one for one in sum_views(estate.facts, [holding], labels) if one.dimension == "whole")
        cents = 0.01 * len(own)

        bridge = bridge_view(estate.facts, estate.buildings)
        assert bridge is not None
        figures = estate.figure("maintenance_backlog", Period.year(bridge.year), "reporter")
        told = {estate.facts.word("reporters", dict(one.place)["reporter"]): one.value for one in figures}
        assert bridge.stated == pytest.approx(float(cast("float", told[bridge.reporter])), abs=cents)
        assert bridge.total == page.backlog
        steps = sum(step.euros for step in bridge.steps)
        assert bridge.stated + steps == pytest.approx(page.backlog, abs=cents)
        if all(one.seen is None and one.stated == ("premises", 2020) for one in own):
            assert page.backlog == pytest.approx(bridge.stated, abs=cents)
            assert not bridge.steps  # works of the year are in what is stated for it

        if page.replacement:
            assert estate.study["backlog_share"] == pytest.approx(page.backlog / page.replacement, abs=1e-6)
            start = estate.path.of_class("backlog", "building")[:, 0]
            assert start == pytest.approx(page.backlog, abs=cents)
            assert estate.at_start("maintenance_backlog") == pytest.approx(page.backlog / 1e6, abs=1e-6)

        names = names_of(estate.facts, [holding])
        objects = tuple(object_views(estate.facts, holding, estate.buildings, names, {}))
        rows = list(_portfolio(cast("Any", SimpleNamespace(objects=objects)), YEAR))
        estate.town.load("estate_portfolio", [row | {"year": "2020"} for row in rows], covers=YEAR)
        estate.selection = estate.town.selection
        (figure,) = estate.figure("estate_backlog", YEAR)
        assert float(cast("float", figure.value)) == pytest.approx(page.backlog, abs=cents)


@settings(max_examples=30, deadline=None)
@given(towns)
def test_the_vacancy_rate_is_one_number_for_page_indicator_study_and_scenario(own: list[Building]) -> None:
    with TemporaryDirectory() as folder:
        estate = _estate(own, folder)
        (figure,) = estate.figure("vacancy_rate", SEPTEMBER)
        rate = _known(figure)
        assert estate.page.vacancy == (None if rate is None else pytest.approx(rate, abs=1e-4))
        assert estate.study["vacancy"] == (None if rate is None else pytest.approx(rate))
        if rate is not None:
            assert estate.at_start("vacancy_rate") == pytest.approx(rate)


@settings(max_examples=30, deadline=None)
@given(towns)
def test_the_cost_per_m2_is_one_number_for_page_indicator_study_and_scenario(own: list[Building]) -> None:
    with TemporaryDirectory() as folder:
        estate = _estate(own, folder)
        told = estate.page.cost_per_m2
        assert estate.study["cost_per_m2"] == (None if told is None else pytest.approx(told, abs=1e-3))
        if estate.costs.lacking or told is None:
            return  # the indicator counts what has come, and says what is lacking
        (figure,) = estate.figure("property_cost_per_m2", MONTHS)
        assert _known(figure) == pytest.approx(told, abs=1e-3)
        assert estate.at_start("property_cost_per_m2") == pytest.approx(told, abs=1e-3)


@settings(max_examples=20, deadline=None)
@given(towns)
def test_sectors_make_up_the_city(own: list[Building]) -> None:
    with TemporaryDirectory() as folder:
        estate = _estate(own, folder)
        views = list(space_use_views(estate.facts, estate.buildings.holding, None, estate.costs))
        sectors = [one for one in views if one.dimension == "sector"]
        assert sum(one.area for one in sectors) == pytest.approx(estate.page.area, abs=0.1 * len(own))
        if estate.page.cost is not None:
            costs = [cast("float", one.cost) for one in sectors]
            assert np.sum(costs) == pytest.approx(estate.page.cost, abs=0.01 * len(own))
