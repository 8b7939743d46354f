"""Figures that stay when a load comes, and those that are computed again: always what all anew would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from voimavara.core.periods import Period
from voimavara.figures.engine import Engine
from voimavara.figures.evaluating import evaluate
from voimavara.figures.request import Request

from .test_ratio import COST_PER_M2
from .town import Town, asked

COSTS: dict[str, Any] = {"sum": "amount", "in": "property_costs"}
PER_VISIT: dict[str, Any] = {
    "ratio": {
        "of": {"sum": "amount", "in": "property_costs"},
        "to": {"mean": "area", "in": "space_occupancy"},
    }
}
MONTHS = "2020-01 2020-02 2020-03 2020-04 2020-05 2020-06"
REQUESTS = (
    asked(COSTS, MONTHS, "building", unit="EUR", indicator="costs"),
    asked(COSTS, MONTHS, unit="EUR", indicator="total"),
    asked(PER_VISIT, MONTHS, "building", unit="EUR/m2", indicator="per_area"),
    asked(COST_PER_M2, MONTHS, "sector", unit="EUR/m2", indicator="by_register"),
    asked(COSTS, "2020 2020-06", unit="EUR", indicator="mixed"),
)


def costs(town: Town, buildings: str, months: str, amount: int = 10, **said: Any) -> None:
    covers = Period.parse(months)
    rows = [
        {"building": building, "month": str(Period(month, 1)), "kind": "heat", "amount": amount}
        for building in buildings
        for month in range(covers.first, covers.end)
    ]
    town.load("property_costs", rows, covers=covers, **said)


@pytest.fixture
def estate(town: Town) -> Town:
    building = {"name": "a", "use_class": "school", "gross_area": 100, "in_use_from": "2000-01-01"}
    sectors = {"A": "edu", "B": "adm", "C": "edu"}
    town.load("buildings", [{"building": name, "sector": of, **building} for name, of in sectors.items()])
    covers = Period.parse("2020-01..2020-06")
    area = [
        {"building": building, "month": str(Period(month, 1)), "area": 50, "occupied_area": 40}
        for building in "AB"
        for month in range(covers.first, covers.end)
    ]
    town.load("space_occupancy", area, covers=covers)
    costs(town, "AB", "2020-01..2020-03")
    costs(town, "A", "2020-04..2020-05")
    return town


def table(engine: Engine, requests: tuple[Request, ...] = REQUESTS) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = engine.table(requests).to_pylist()
    return rows


def test_a_new_load_changes_what_it_speaks_of(estate: Town) -> None:
    engine = estate.engine()
    table(engine)
    for buildings, months in (
        ("A", "2020-06"),
        ("B", "2020-05..2020-06"),
        ("C", "2020-06"),
        ("C", "2020-02"),
    ):
        costs(estate, buildings, months, 7)
        engine.take(estate.selection)
        assert table(engine) == table(estate.engine())


def test_rows_that_a_newer_load_replaces_are_gone(estate: Town) -> None:
    engine = estate.engine()
    table(engine)
    may = Period.parse("2020-05")
    estate.replace_last("property_costs", dropped_periods=(may,))
    costs(estate, "A", "2020-05", 99)
    engine.take(estate.selection)
    assert table(engine) == table(estate.engine())
    estate.replace_last("property_costs", dropped_lines=(estate.dropping([2]),))
    engine.take(estate.selection)
    assert table(engine) == table(estate.engine())


def test_a_register_that_changes_changes_every_figure_that_asks_it(estate: Town) -> None:
    engine = estate.engine()
    table(engine)
    moved = {"name": "a", "use_class": "school", "gross_area": 1, "in_use_from": "2000-01-01"}
    estate.load("buildings", [{"building": "B", "sector": "edu", **moved}])
    engine.take(estate.selection)
    assert table(engine) == table(estate.engine())


def test_another_question_under_the_same_name_gets_its_own_answer(estate: Town) -> None:
    engine = estate.engine()
    table(engine)
    other = (replace(REQUESTS[0], formula=asked({**COSTS, "where": {"kind": "rent"}}, "2020").formula),)
    assert table(engine, other) == table(estate.engine(), other)
    twice = (REQUESTS[0], *other, REQUESTS[0])
    assert table(engine, twice) == table(estate.engine(), twice)


def test_only_the_months_from_the_first_change_on_are_computed_again(
    estate: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = estate.engine()
    table(engine, REQUESTS[:2])
    computed: list[Request] = []
    compute = "voimavara.figures.engine.evaluate"
    monkeypatch.setattr(compute, _noting(computed))
    costs(estate, "AB", "2020-06")
    engine.take(estate.selection)
    table(engine, REQUESTS[:2])
    assert [str(period) for request in computed for period in request.periods] == ["2020-06", "2020-06"]


def _noting(computed: list[Request]) -> Any:
    def noted(material: Any, requests: Sequence[Request]) -> Any:
        computed.extend(requests)
        return evaluate(material, requests)

    return noted
