"""Unit cost index of a sector: Törnqvist 1936."""

from __future__ import annotations

from math import exp, log, sqrt

import pytest

from voimavara.figures.unit_cost_index import chained, tornqvist

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
