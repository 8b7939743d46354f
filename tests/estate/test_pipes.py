"""Pipes: length past life, never without the range of lives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.condition.pipes import Pipes, past_life
from voimavara.estate.prices import PriceLevel

LEVEL = PriceLevel("civil_engineering_costs", 2025)
# Laid evenly, a kilometre a year from 1960 to 1999.
EVEN = Pipes(
    np.array([f"p{year}" for year in range(1960, 2000)]),
    np.arange(1960.0, 2000.0),
    np.ones(40),
    np.full(40, 50.0),
    np.full(40, 200_000.0),
)


def test_the_length_is_given_with_its_range_and_its_price() -> None:
    found = past_life(EVEN, 2019, LEVEL)
    assert found.at_assumed_life == 9.0
    assert found.range == (0.0, 19.0)
    assert found.length.tolist() == [19, 14, 9, 4, 0]
    assert found.price[2] == 9 * 200_000
    assert found.sensitivity.tolist() == [1, 1, 1, 1, 0]
    assert found.to_arrow()["shifts"].to_pylist() == [-10, -5, 0, 5, 10]


def test_ten_years_of_assumption_can_be_the_whole_figure() -> None:
    fifty, sixty = (past_life(replace(EVEN, life=np.full(40, life)), 2019, LEVEL) for life in (50.0, 60.0))
    assert (fifty.at_assumed_life, sixty.at_assumed_life) == (9.0, 0.0)


def test_a_pipe_of_unknown_year_is_in_no_figure_but_its_length_is_told() -> None:
    laid = np.where(EVEN.laid == 1960, np.nan, EVEN.laid)
    found = past_life(replace(EVEN, laid=laid), 2019, LEVEL)
    assert (found.at_assumed_life, found.unknown, found.total) == (8.0, 1.0, 40.0)


@given(st.lists(st.integers(1920, 2019), min_size=1, max_size=20), st.floats(0.1, 100))
def test_a_longer_life_never_means_more_and_units_scale(laid: list[int], scale: float) -> None:
    def figure(unit: float) -> np.ndarray:
        size = len(laid)
        names = np.array([str(number) for number in range(size)])
        years = np.array(laid, dtype=float)
        pipes = Pipes(names, years, np.full(size, unit), np.full(size, 50.0), np.ones(size))
        return past_life(pipes, 2019, LEVEL).length

    assert (np.diff(figure(1.0)) <= 0).all()
    assert figure(scale) == pytest.approx(figure(1.0) * scale)


def test_a_single_life_without_a_range_is_refused() -> None:
    with pytest.raises(UserError, match="a single figure would hide"):
        past_life(EVEN, 2019, LEVEL, shifts=[0.0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"length": np.zeros(40)}, r"length \(km\): got 0, expected more than 0; .* the same fault: 39\."),
        ({"laid": np.full(40, 2031.0)}, "laid: got 2031"),
    ],
)
def test_bad_registers_are_refused(change: dict[str, np.ndarray], words: str) -> None:
    with pytest.raises(UserError, match=words):
        past_life(replace(EVEN, **change), 2019, LEVEL)
