"""Axes that hold what they show, and labels that can be read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voimavara.charts.scales import round_ticks, short_period, spread_out, tick_label
from voimavara.core.periods import Period

FINITE = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6))


@given(FINITE, FINITE, st.integers(3, 8))
def test_the_axis_holds_every_value_with_few_ticks(one: float, other: float, count: int) -> None:
    low, high = min(one, other), max(one, other)
    ticks = round_ticks(low, high, count)
    slack = 1e-6 * max(abs(low), abs(high))
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    assert len(ticks) <= count + 3


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_never_cover_each_other(positions: list[float]) -> None:
    placed = spread_out(positions, 16, 0, 300)
    for left, right in pairwise(sorted(placed)):
        assert right - left >= 15


@given(st.lists(st.floats(0, 300), min_size=2, max_size=8, unique=True))
def test_labels_keep_the_order_of_their_lines(positions: list[float]) -> None:
    placed = spread_out(positions, 16, 0, 300)
    order = sorted(range(len(positions)), key=positions.__getitem__)
    assert order == sorted(order, key=placed.__getitem__)


def test_ticks_have_no_more_decimals_than_they_need() -> None:
    assert tick_label(0.75, [0.7, 0.75, 0.8], "%").fi == "75"
    assert tick_label(97.5, [97.5, 100.0], "1").fi == "97,5"
    assert tick_label(2e7, [0, 1e7, 2e7], "EUR").sv == "20"
    assert tick_label(2500, [0, 2500], "EUR/m2").fi == "2\u00a0500"


def test_a_period_is_short_below_the_axis() -> None:
    assert short_period(Period.parse("2019-10..2020-09")).fi == "9/2020"
    assert short_period(Period.parse("2019")).en == "2019"
    assert short_period(Period.parse("2015..2019")).sv == "2015–2019"
