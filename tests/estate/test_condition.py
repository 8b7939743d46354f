"""Condition and backlog of buildings and portfolios: FORMULAS.md 1."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.condition.basis import Basis, Method, breaks
from voimavara.estate.condition.checks import filled
from voimavara.estate.condition.parts import BuildingParts, Inspection
from voimavara.estate.condition.sums import sums, sums_by, to_arrow
from voimavara.estate.condition.valuation import ImprovementRule, Valuation, band, by_parts, by_value, funding
from voimavara.estate.prices import PriceIndex, PriceLevel

LEVEL = PriceLevel("building_costs", 2025)
INDEX = PriceIndex(
    "building_costs", {2021: 100, 2022: 107.3, 2023: 110.6, 2024: 110.5, 2025: 111.5}, "Statistics Finland"
)
NEED = ImprovementRule(below=0.6, up_to=1.2)
values = st.lists(
    st.tuples(st.floats(1_000, 1e7), st.floats(0, 1), st.sampled_from("abc")), min_size=1, max_size=8
)


def names(*found: str) -> np.ndarray:
    return np.array(found)


def portfolio(rows: list[tuple[float, float, str]], scale: float = 1.0) -> tuple[Valuation, np.ndarray]:
    r = np.array([row[0] for row in rows]) * scale
    v = r * np.array([row[1] for row in rows])
    own = np.array([str(number) for number in range(len(rows))])
    return by_value(own, r, v, 0.75, LEVEL), np.array([row[2] for row in rows])


def test_the_published_case() -> None:
    school = by_value(names("114"), np.array([8.4e6]), np.array([3.36e6]), 0.75, LEVEL)
    assert school.condition.tolist() == [0.4]
    assert school.liability.tolist() == [5.04e6]
    assert school.backlog.tolist() == [2.94e6]
    assert funding(8.4e6, 2.94e6, 0.0175, 10) == pytest.approx(441_000)
    assert sums(school).fci == 0.35


def test_a_good_building_never_cancels_a_bad_one() -> None:
    both = by_value(names("bad", "good"), np.array([8.4e6, 8.4e6]), np.array([3.36e6, 8.4e6]), 0.75, LEVEL)
    assert sums(both).backlog == 2.94e6


def test_improvement_need_stands_apart_from_the_backlog() -> None:
    both = by_value(names("a", "b"), np.array([100.0, 100.0]), np.array([59.0, 60.0]), 0.75, LEVEL)
    assert both.improvement_need(NEED).tolist() == [61.0, 0.0]
    assert sums(both, NEED).backlog == 31.0
    assert sums(both).improvement_need is None


def test_an_unknown_value_is_counted_as_unknown_and_not_as_zero() -> None:
    both = by_value(names("a", "b"), np.array([100.0, 100.0]), np.array([50.0, np.nan]), 0.75, LEVEL)
    total = sums(both)
    assert (total.objects, total.unknown, total.replacement, total.backlog) == (2, 1, 100.0, 25.0)
    assert both.to_arrow()["backlog"].to_pylist() == [25.0, None]


def test_the_figure_carries_what_it_rests_on() -> None:
    table = by_value(names("a"), np.array([100.0]), np.array([50.0]), 0.75, LEVEL).to_arrow()
    assert table.schema.metadata[b"threshold"] == b"0.75"
    assert table.schema.metadata[b"method"] == b"by_value"
    assert table.schema.metadata[b"price_level"] == b"building_costs 2025"
    assert b"KUNKOR" in table.schema.metadata[b"source"]


def test_a_building_is_the_sum_of_its_parts() -> None:
    parts = BuildingParts(
        names("roof", "pipes"),
        names("114", "114"),
        np.array([1980.0, 2000.0]),
        np.array([40.0, 40.0]),
        np.array([0.8, 0.8]),
        np.array([100.0, 300.0]),
    )
    found = by_parts(names("114", "115"), np.array([1980.0, 1990.0]), parts, 2020, 0.75, LEVEL)
    assert found.technical[0] == pytest.approx(100 * 0.2 + 300 * 0.8)
    assert found.basis.method is Method.BY_PARTS
    assert np.isnan(found.technical[1])
    seen = (Inspection(2020, "pipes", 0.55),)
    inspected = by_parts(names("114", "115"), np.array([1980.0, 1990.0]), parts, 2020, 0.75, LEVEL, (), seen)
    assert inspected.technical[0] == pytest.approx(100 * 0.2 + 300 * 0.55)


def test_an_assumed_value_is_marked_wherever_it_shows() -> None:
    life, assumed = filled(
        names("roof", "pipes"), np.array([np.nan, 50.0]), "life", 40.0, "RT 18-10922, parameter"
    )
    assert life.tolist() == [40.0, 50.0]
    assert [(one.object, one.what, one.value) for one in assumed] == [("roof", "life", 40.0)]
    building = by_value(names("roof", "b"), np.array([9.0, 9.0]), np.array([1.0, 1.0]), 0.75, LEVEL, assumed)
    assert building.to_arrow()["assumed"].to_pylist() == [True, False]
    assert sums(building).assumed == 1


def test_a_change_of_method_is_a_break_and_a_change_of_prices_is_none() -> None:
    old = Basis("backlog", Method.BY_VALUE, "0.75", PriceLevel("building_costs", 2021), "KUNKOR")
    new = replace(old, price_level=LEVEL)
    other = replace(new, method=Method.BY_PARTS)
    assert breaks({2021: old, 2022: new, 2023: other}) == {2023: ("method",)}


def test_amounts_in_different_prices_are_never_added() -> None:
    now = sums(by_value(names("a"), np.array([9.0]), np.array([1.0]), 0.75, LEVEL))
    then = sums(
        by_value(names("b"), np.array([9.0]), np.array([1.0]), 0.75, PriceLevel("building_costs", 2021))
    )
    with pytest.raises(UserError, match="can't be added; restate"):
        now + then


@given(values)
def test_a_portfolio_is_the_sum_of_its_parts(rows: list[tuple[float, float, str]]) -> None:
    whole, groups = portfolio(rows)
    parts = list(sums_by(whole, groups, NEED).values())
    together = parts[0]
    for part in parts[1:]:
        together = together + part
    total = sums(whole, NEED)
    assert together.objects == total.objects
    for name in ("replacement", "technical", "liability", "backlog", "improvement_need"):
        assert getattr(together, name) == pytest.approx(getattr(total, name))


@given(values)
def test_units_scale(rows: list[tuple[float, float, str]]) -> None:
    euros, thousands = sums(portfolio(rows)[0]), sums(portfolio(rows, 0.001)[0])
    assert euros.backlog / 1000 == pytest.approx(thousands.backlog, abs=1e-6)
    assert euros.condition == pytest.approx(thousands.condition)


def test_groups_become_a_table_with_their_basis() -> None:
    whole, groups = portfolio([(100.0, 0.5, "school"), (100.0, 0.9, "office")])
    table = to_arrow(sums_by(whole, groups))
    assert table["group"].to_pylist() == ["office", "school"]
    assert table["backlog"].to_pylist() == [0.0, 25.0]
    assert table.schema.metadata[b"method"] == b"by_value"


def test_published_bands_disagree_so_they_are_given() -> None:
    apwa, other = [(0.05, "good"), (0.10, "fair")], [(0.10, "good"), (0.30, "fair")]
    assert (band(0.07, apwa), band(0.07, other), band(0.5, other)) == ("fair", "good", None)


@pytest.mark.parametrize(
    ("r", "v", "words"),
    [
        (100.0, 101.0, "technical_value: got 101, expected at most the replacement value 100"),
        (0.0, 0.0, "replacement_value: got 0, expected more than 0"),
        (100.0, -1.0, "technical_value: got \u22121, expected 0 or more"),
    ],
)
def test_bad_values_are_refused_with_the_object_named(r: float, v: float, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        by_value(names("114"), np.array([r]), np.array([v]), 0.75, LEVEL)
    assert str(caught.value).startswith("114, ")


def test_a_building_of_the_future_is_refused() -> None:
    parts = BuildingParts(*(names() for _ in range(2)), *(np.array([]) for _ in range(4)))
    with pytest.raises(UserError, match="114, built: got 2031, expected 2020 or earlier"):
        by_parts(names("114"), np.array([2031.0]), parts, 2020, 0.75, LEVEL)


def test_a_building_that_stands_twice_is_refused() -> None:
    with pytest.raises(UserError, match="'114' stands 2 times"):
        by_value(names("114", "114"), np.array([9.0, 9.0]), np.array([1.0, 1.0]), 0.75, LEVEL)
