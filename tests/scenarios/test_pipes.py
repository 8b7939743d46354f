"""Pipes in a scenario: backlog from the end of their life on, and the first to get money."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.policies import Budget, ClearBacklog, DoNothing, KeepCondition, Policy
from voimavara.scenarios.pipes import NO_PIPES, PipeStock, simulate_pipes

SURE = Runs(3, 7, None)
PIPES = PipeStock(
    np.array(["over", "soon", "new"]),
    np.array([100.0, 50.0, 30.0]),
    np.array([90.0, 77.0, 0.0]),
    np.full(3, 80.0),
)


def backlog(policy: Policy, years: int = 10, pipes: PipeStock = PIPES) -> list[float]:
    return simulate_pipes(pipes, policy, years, SURE).backlog[0].tolist()


def test_a_pipe_is_backlog_at_its_whole_price_once_its_life_has_passed() -> None:
    assert backlog(DoNothing(), 5) == [100, 100, 100, 100, 150, 150]


def test_money_that_does_not_reach_a_whole_pipe_is_left_for_other_things() -> None:
    found = simulate_pipes(PIPES, Budget(60.0), 5, SURE)
    assert found.spent[0].tolist() == [0, 0, 0, 0, 0, 0]
    assert found.backlog[0][-1] == 150


def test_the_pipe_longest_past_its_life_comes_first() -> None:
    found = simulate_pipes(PIPES, Budget((0.0, 0.0, 0.0, 120.0, 120.0)), 5, SURE)
    assert found.spent[0].tolist() == [0, 0, 0, 0, 100, 50]


def test_what_is_kept_never_gets_worse_and_what_is_cleared_is_cleared_in_time() -> None:
    assert max(backlog(KeepCondition())) == 100
    cleared = backlog(ClearBacklog(4))
    assert cleared[4:] == [0] * 7


@given(
    st.lists(st.tuples(st.floats(1, 1e6), st.floats(0, 120), st.floats(20, 120)), min_size=1, max_size=8),
    st.integers(0, 1000),
)
def test_without_repair_the_backlog_of_pipes_never_falls(
    rows: list[tuple[float, float, float]], seed: int
) -> None:
    price, age, life = (np.array(column) for column in zip(*rows, strict=True))
    pipes = PipeStock(np.array([f"p{number}" for number in range(len(rows))]), price, age, life)
    found = simulate_pipes(pipes, DoNothing(), 30, Runs(4, seed, 4.0))
    assert (np.diff(found.backlog, axis=1) >= 0).all()
    assert found.backlog[:, 0] == pytest.approx(price[age > life].sum())
    assert found.value + found.backlog == pytest.approx(np.full((4, 31), price.sum()))


def test_a_city_without_pipes_has_no_backlog_of_pipes() -> None:
    assert backlog(Budget(10.0), 3, NO_PIPES) == [0, 0, 0, 0]
