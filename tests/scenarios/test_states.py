"""Streets in condition states beside what ages along curves, in the same scenarios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voimavara.estate.ageing.markov import Chain, chain_of, forecast
from voimavara.estate.simulation.stock import ChainStock, Stock
from voimavara.scenarios.paths import Path, run_scenario
from voimavara.scenarios.states import InStates

from .test_assumptions import scenario
from .test_spec import stock_of

SHARES = [0.9, 0.75, 0.6, 0.45, 0.3]
BREDA = chain_of([0.955, 0.972, 0.979, 0.988, 1.0], list("abcde"), SHARES, "Breda")
NOTHING = Stock(*[np.empty(0, "<U1")] * 2, *[np.empty(0)] * 5)
EXPOSURE = {"flood": np.empty(0, "<U4"), "moisture": np.empty(0, "<U4")}


def streets(count: int, chain: Chain = BREDA, state: int = 0, price: float = 1e5) -> ChainStock:
    return ChainStock(
        names=np.array([f"street-{number}" for number in range(count)]),
        labels=np.full(count, "street:main"),
        replacement=np.full(count, price),
        state=np.full(count, state, np.int8),
        chains={"street:main": chain},
        threshold={"street:main": 0.8},
    )


def path(in_states: ChainStock, curved: Stock = NOTHING, **written: object) -> Path:
    exposure = {what: np.full(curved.names.size, "none") for what in EXPOSURE}
    shares = [in_states.chains[label].shares for label in in_states.labels.tolist()]
    known = InStates(
        in_states, np.array([own[state] for own, state in zip(shares, in_states.state, strict=True)])
    )
    (found,) = run_scenario("a", scenario(**written), curved, exposure, 2020, 4.0, in_states=known)
    return found


def test_streets_move_between_states_as_the_city_wrote_and_no_curve_has_a_say() -> None:
    found = path(streets(400), years=100, runs=30)
    expected = forecast(np.array([1.0, 0, 0, 0, 0]), BREDA, 100) @ SHARES
    assert found.of_class("value", "street").mean(axis=0) / 4e7 == pytest.approx(expected, abs=0.006)


def test_streets_that_never_change_leave_the_backlog_of_buildings_as_it_is() -> None:
    still = chain_of([1.0, 1.0], ["good", "bad"], [0.9, 0.5], "example")
    curved, exposure = stock_of([["building", 1e6, 0.5, 40, 0.8, 0.75, "none"]])
    (alone,) = run_scenario("a", scenario(), curved, exposure, 2020, 4.0)
    both = path(streets(2, still, state=1), curved)
    assert both.of_class("backlog", "building") == pytest.approx(alone.of_class("backlog", "building"))
    assert both.of_class("backlog", "street") == pytest.approx(0.3 * 2e5)


def test_what_is_kept_and_cleared_is_so_among_streets_in_states_too() -> None:
    kept = path(streets(50, state=2), policies=["keep_condition"], years=20)
    assert kept.of_class("value", "street").min() >= 50 * 1e5 * 0.6 - 1e-6
    cleared = path(streets(50, state=2), policies=["clear_in_years"], clear_in="5 years", years=20)
    assert cleared.of_class("backlog", "street")[:, 5:].max() == 0


@given(st.integers(1, 30), st.integers(10_000, 2_000_000), st.floats(0, 0.1))
@settings(deadline=None, max_examples=20)
def test_both_stocks_together_never_spend_more_than_the_budget(count: int, euros: int, rise: float) -> None:
    curved, _ = stock_of([["building", 1e6, 0.5, 40, 0.8, 0.75, "none"]] * 3)
    written = {"budget": {"2021": f"{euros} EUR"}, "building_prices": f"{rise * 100:.4f} %"}
    found = path(streets(count, state=3), curved, policies=["budget"], years=15, runs=5, **written)
    spent = found.simulation.total("spent").cumsum(axis=1)
    assert (spent <= euros * np.arange(16) * (1 + 1e-9) + 1e-3).all()
    assert found.of_class("spent", "building").sum() > 0
