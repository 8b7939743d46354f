"""Ratios of a flow and a stock, over months and places."""

from __future__ import annotations

from typing import Any

import pytest

from voimavara.core.missing import Missing, Reason

from .town import Town

COST_PER_M2: dict[str, Any] = {
    "ratio": {
        "of": {"sum": "amount", "in": "property_costs", "where": {"kind": ["heat", "water"]}},
        "to": {"mean": "gross_area", "in": "buildings"},
    }
}


@pytest.fixture
def houses(town: Town) -> Town:
    """A school all year, and an office that is given up on the last day of June."""
    since = {"in_use_from": "2000-01-01"}
    school = {
        "building": "A",
        "name": "a",
        "use_class": "school",
        "sector": "edu",
        "gross_area": 100,
        **since,
    }
    office = {"building": "B", "name": "b", "use_class": "office", "sector": "adm", "gross_area": 50, **since}
    town.load("buildings", [school, {**office, "in_use_to": "2020-06-29"}])
    months = [(building, month) for building in "AB" for month in range(1, 7)]
    town.load(
        "property_costs",
        [
            {"building": building, "month": f"2020-{month:02}", "kind": kind, "amount": 10 + month}
            for building, month in months
            for kind in ("heat", "rent")
        ],
    )
    return town


@pytest.mark.parametrize(
    ("last_day", "june"), [("2020-06-29", Missing(Reason.NO_DATA, "2020-06")), ("2020-06-30", 100.0)]
)
def test_a_building_counts_in_a_month_when_it_is_in_use_on_its_last_day(
    town: Town, last_day: str, june: float | Missing
) -> None:
    fixed = {"use_class": "school", "sector": "edu", "gross_area": 100, "in_use_from": "2000-01-01"}
    town.load("buildings", [{"building": "A", "name": "a", **fixed, "in_use_to": last_day}])
    area = {"last": "gross_area", "in": "buildings"}
    assert town.figure(area, "2020-05", unit="m2").value == 100
    assert town.figure(area, "2020-06", unit="m2").value == june
    assert town.figure(area, "2020-07", unit="m2").is_missing


def test_a_stock_is_averaged_over_the_months_and_costs_are_summed(houses: Town) -> None:
    figure = houses.figure(COST_PER_M2, "2020-01..2020-06", unit="EUR/m2")
    assert figure.numerator == 162  # heat of two buildings; rent is not asked for
    assert figure.denominator == pytest.approx(100 + 50 * 5 / 6)  # the office counts up to May
    assert figure.value == pytest.approx(162 / (100 + 50 * 5 / 6))
    assert figure.loads == ("buildings-0", "property_costs-1")


def test_a_missing_month_is_not_counted_as_zero(houses: Town) -> None:
    figure = houses.figure(COST_PER_M2, "2020-03..2020-08", unit="EUR/m2")
    assert figure.value == Missing(Reason.PARTLY, "2020-07, 2020-08")
    assert houses.figure(COST_PER_M2, "2019").value == Missing(Reason.NO_DATA, "2019")


def test_a_sector_is_reached_through_the_building(houses: Town) -> None:
    figures = houses.figures(COST_PER_M2, "2020-01..2020-06", "sector", unit="EUR/m2")
    assert [(figure.place, figure.numerator) for figure in figures] == [
        ((("sector", "adm"),), 81.0),
        ((("sector", "edu"),), 81.0),
    ]


def test_breaking_down_by_a_condition_asks_for_each_value(houses: Town) -> None:
    formula = {"sum": "amount", "in": "property_costs", "where": {"kind": "heat"}}
    figures = houses.figures(formula, "2020-01", "kind", unit="EUR")
    assert [(figure.place, figure.value) for figure in figures] == [
        ((("kind", "heat"),), 22.0),
        ((("kind", "rent"),), 22.0),
    ]
