"""Ageing over time: Markov states and Weibull lives, FORMULAS.md 2."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.ageing.lives import Weibull, renewal
from voimavara.estate.ageing.markov import Chain, chain_of, forecast, stationary

STATES = ("1", "2", "3", "4", "5")
SHARES = (1.0, 0.8, 0.6, 0.4, 0.2)
BREDA = chain_of([0.955, 0.972, 0.979, 0.988, 1], STATES, SHARES, "sewers of Breda")
LIFE = Weibull(4, 50)
STEADY = LIFE.steps / LIFE.mean_in_steps  # S(a)/μ


def test_the_sewers_of_breda_after_a_hundred_years() -> None:
    path = forecast(np.array([1.0, 0, 0, 0, 0]), BREDA, 100)
    assert path[100] == pytest.approx([0.010008, 0.128173, 0.310361, 0.361701, 0.189757], abs=5e-7)
    assert path.sum(axis=1) == pytest.approx(np.ones(101))


def test_without_repairs_everything_ends_in_the_worst_state() -> None:
    assert stationary(BREDA) == pytest.approx([0, 0, 0, 0, 1], abs=1e-12)


def test_what_repairs_keep_is_what_a_thousand_years_come_to() -> None:
    repaired = np.array([0, 0, 0, 0.02, 0.1])[:, None]
    mended = (1 - repaired) * BREDA.transitions + repaired * BREDA.transitions[0]
    kept = Chain(STATES, mended, BREDA.shares, "sewers of Breda, repaired")
    far = forecast(np.array([1.0, 0, 0, 0, 0]), kept, 5000)[-1]
    assert far == pytest.approx(stationary(kept), abs=1e-8)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[0.9, 0.05], [0, 1]], "row 'good': the probabilities sum to 0.95, expected 1"),
        ([[1.1, -0.1], [0, 1]], "row 'good': got"),
        ([[1.0, 0.0]], "expected 2 × 2"),
    ],
)
def test_faulty_transitions_name_their_row(rows: list[list[float]], words: str) -> None:
    with pytest.raises(UserError, match=words):
        Chain(("good", "bad"), np.array(rows), np.array([1.0, 0.2]), "test")


def test_states_that_never_meet_have_no_common_end() -> None:
    apart = Chain(("good", "bad"), np.eye(2), np.array([1.0, 0.2]), "test")
    with pytest.raises(UserError, match="no single stationary"):
        stationary(apart)


def test_renewals_of_a_town_built_in_one_wave() -> None:
    found = renewal(LIFE, np.array([1.0]), 1000)
    assert LIFE.mean_in_steps == pytest.approx(50.5, abs=1e-9)
    assert found.rate[1000] == pytest.approx(0.0198019802, abs=1e-8)
    assert found.rate[1000] == pytest.approx(1 / LIFE.mean_in_steps, abs=1e-8)
    assert found.deviation[[50, 100, 200]] == pytest.approx([0.42, 0.088, -0.0115], abs=5e-3)
    assert found.deviation[100] == pytest.approx(0.088, abs=5e-4)
    assert found.deviation[200] == pytest.approx(-0.0115, abs=5e-5)


def test_the_age_density_tends_to_survival_over_the_mean_life() -> None:
    found = renewal(LIFE, np.array([1.0]), 1000)
    assert np.abs(found.ages - STEADY).max() < 1e-8


def test_a_stock_in_its_steady_state_stays_there() -> None:
    found = renewal(LIFE, STEADY, 80)
    assert found.rate[1:] == pytest.approx(np.full(80, 1 / LIFE.mean_in_steps), abs=1e-10)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=130), st.integers(1, 200))
def test_renewing_neither_adds_nor_loses_anything(start: list[float], years: int) -> None:
    stock = np.array(start)
    assert renewal(LIFE, stock, years).ages.sum() == pytest.approx(stock.sum(), abs=1e-6)


def test_a_life_without_length_is_refused() -> None:
    with pytest.raises(UserError, match="expected both above 0"):
        Weibull(4, 0)
