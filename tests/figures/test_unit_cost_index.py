"""Unit cost index of a sector: Törnqvist 1936."""

from __future__ import annotations

from math import exp, log, sqrt
from types import SimpleNamespace
from typing import Any, cast

import pytest

from voimavara.figures.figure import Figure
from voimavara.figures.unit_cost_index import chained, tornqvist, unit_cost_index

from .town import Town, table_of

FLAT = dict.fromkeys(range(2015, 2022), 100.0)


def test_with_equal_shares_it_is_the_geometric_mean_of_the_changes() -> None:
    before = {"a": (100.0, 10.0), "b": (100.0, 10.0)}
    after = {"a": (120.0, 8.0), "b": (120.0, 12.0)}  # unit costs 10 → 15 and 10 → 10
    assert exp(tornqvist(before, after) or 0) == pytest.approx(sqrt(1.5))


def test_a_service_that_lacks_in_one_year_drops_out_of_that_link_only() -> None:
    years = {
        2015: {"a": (100.0, 10.0), "b": (900.0, 10.0)},
        2016: {"a": (110.0, 10.0)},
        2017: {"a": (110.0, 10.0), "b": (999.0, 10.0)},
        2018: {"a": (110.0, 10.0), "b": (1998.0, 10.0)},
    }
    index = chained(years, FLAT)
    share = (999 / 1109 + 1998 / 2108) / 2
    assert index[2016] == pytest.approx(110)
    assert index[2017] == pytest.approx(110)
    assert index[2018] == pytest.approx(110 * exp(share * log(2)))


def test_costs_that_rise_with_prices_do_not_rise_in_real_terms() -> None:
    prices = {2018: 100.0, 2019: 101.8}
    index = chained({2018: {"a": (100.0, 1.0)}, 2019: {"a": (101.8, 1.0)}}, prices)
    assert index == {2018: 100.0, 2019: pytest.approx(100.0)}


def test_the_chain_ends_where_no_service_links_two_years() -> None:
    years = {2015: {"a": (1.0, 1.0)}, 2016: {"b": (1.0, 1.0)}, 2017: {"b": (2.0, 1.0)}}
    assert chained(years, FLAT) == {2015: 100.0}
    assert chained({2015: {"a": (1.0, 1.0)}, 2017: {"a": (1.0, 1.0)}}, FLAT) == {2015: 100.0}


def index_of(town: Town, years: dict[int, dict[str, tuple[float | None, float | None]]]) -> dict[str, Figure]:
    """The figures of a sector by year, from each service's cost and output; None where there is no row."""
    told = [(name, year, *both) for year, each in years.items() for name, both in each.items()]
    rows = {
        "services": [
            {"service": name, "name": name, "sector": "education", "output_name": "pupil", "main": True}
            for name in ("a", "b")
        ],
        "service_costs": [
            {"service": name, "year": year, "gross_cost": cost}
            for name, year, cost, _ in told
            if cost is not None
        ],
        "outputs": [
            {"service": name, "year": year, "quantity": output} for name, year, _, output in told if output
        ],
    }
    for dataset, each in rows.items():
        town.load(dataset, each)
    tables = {dataset: table_of(town.contracts[dataset], each) for dataset, each in rows.items()}
    prices = SimpleNamespace(values={str(year): 100.0 for year in FLAT})
    index = unit_cost_index(cast("Any", {"municipal_prices": prices}), tables)
    found = [{**row, "year": row["year"] // 12} for row in index.to_pylist()]
    town.load("unit_cost_index", found)
    periods = " ".join(str(year) for year in years)
    figures = town.figures({"last": "index", "in": "unit_cost_index"}, periods, "sector")
    return {str(figure.period): figure for figure in figures}


def missing_in(figure: Figure) -> tuple[str, ...]:
    return figure.incomplete.missing_keys if figure.incomplete else ()


def test_a_sector_whose_costs_have_mostly_not_come_is_not_judged_by_the_rest(town: Town) -> None:
    found = index_of(town, {2015: {"a": (100, 10), "b": (900, 10)}, 2016: {"a": (100, 10)}})
    assert found["2016"].value == pytest.approx(100)
    assert missing_in(found["2016"]) == ("b",)
    assert missing_in(found["2015"]) == ()


def test_a_year_that_lacks_leaves_the_later_ones_incomplete_too(town: Town) -> None:
    both = {"a": (100.0, 10.0), "b": (900.0, 10.0)}
    found = index_of(town, {2015: both, 2016: {"a": (100, 10), "b": (900, None)}, 2017: both})
    assert [missing_in(found[year]) for year in ("2015", "2016", "2017")] == [(), ("b",), ("b",)]


def test_a_service_that_has_ended_lacks_nothing(town: Town) -> None:
    ended = {2015: {"a": (100, 10), "b": (900, 10)}, 2016: {"a": (100, 10), "b": (0, None)}}
    found = index_of(town, {**ended, 2017: {"a": (110, 10)}})
    assert [missing_in(figure) for figure in found.values()] == [(), (), ()]
    assert found["2017"].value == pytest.approx(110)


def test_a_new_service_lacks_nothing_in_the_years_before_it_began(town: Town) -> None:
    found = index_of(town, {2015: {"a": (100, 10)}, 2016: {"a": (100, 10), "b": (900, 10)}})
    assert [missing_in(figure) for figure in found.values()] == [(), ()]
