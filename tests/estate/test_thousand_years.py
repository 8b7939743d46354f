"""Kept for a thousand years: sustainable spending, waves, batches and the choice of engine."""

from __future__ import annotations

import numpy as np
import pytest

from tests.estate.test_simulation import town
from voimavara.core.errors import UserError
from voimavara.estate.ageing.lives import Weibull
from voimavara.estate.prices import PriceLevel
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.choice import COMPILING, LOADING, engine_for, ready_in
from voimavara.estate.simulation.policies import Budget, RenewAtEnd
from voimavara.estate.simulation.simulation import simulate
from voimavara.estate.simulation.thousand_years import Outlook, outlook

LEVEL = PriceLevel("building_costs", 2025)
LIFE = Weibull(4, 50)


def built_at_once(cost: float = 50.5e6, spent: float | None = 0.5e6, age: float = 0.0) -> Outlook:
    own = np.array(["town"])
    return outlook(own, own, np.array([age]), np.array([cost]), {"town": LIFE}, 2026, LEVEL, spent)


def test_the_long_run_is_the_cost_over_the_mean_life() -> None:
    found = built_at_once()
    assert found.long_run.sum() == pytest.approx(1e6, abs=1e-2)
    assert found.expected[-1].sum() == pytest.approx(1e6, abs=1e-2)
    assert (found.years[0], found.years[-1]) == (2027, 3026)


def test_a_town_built_in_one_wave_meets_its_renewal_wave() -> None:
    waves = built_at_once().waves(above=0.05)
    assert waves[0].crest == pytest.approx(2026 + 51, abs=3)
    assert waves[0].euros > 1.4e6
    assert waves[0].first < waves[0].crest < waves[0].last
    assert waves[1].euros < waves[0].euros
    assert waves[0].extra > 0


def test_the_sustainable_spending_pays_every_year_without_borrowing_and_no_less_does() -> None:
    found = built_at_once()
    fund = np.cumsum(found.sustainable - found.expected.sum(axis=1))
    assert fund.min() >= -1e-6
    assert np.cumsum(found.sustainable * 0.999 - found.expected.sum(axis=1)).min() < 0


def test_an_old_town_has_to_pay_more_and_sooner() -> None:
    assert built_at_once(age=45.0).sustainable > built_at_once().sustainable


def test_what_is_overdue_may_be_paid_over_some_years() -> None:
    own = np.array(["town"])
    at_once, in_ten = (
        outlook(own, own, np.array([300.0]), np.array([50.5e6]), {"town": LIFE}, 2026, LEVEL, clear_in=years)
        for years in (1, 10)
    )
    assert at_once.sustainable == pytest.approx(50.5e6)
    assert in_ten.sustainable == pytest.approx(5.05e6, rel=1e-3)
    with pytest.raises(UserError, match="Years for what is overdue: got 0"):
        outlook(own, own, np.array([1.0]), np.array([1.0]), {"town": LIFE}, 2026, LEVEL, clear_in=0)


def test_a_stock_of_all_ages_has_no_waves() -> None:
    ages = LIFE.steps / LIFE.mean_in_steps
    names = np.array([str(age) for age in range(ages.size)])
    labels = np.full(ages.size, "town")
    found = outlook(
        names, labels, np.arange(ages.size) + 0.0, ages * 50.5e6 + 1e-9, {"town": LIFE}, 2026, LEVEL
    )
    assert found.waves(above=0.05) == ()
    assert found.sustainable == pytest.approx(1e6, rel=1e-6)


def test_what_is_simulated_object_by_object_is_what_renewal_theory_expects() -> None:
    whole = town(2000)
    one_life = Weibull(4, 40)
    whole = type(whole)(
        whole.names,
        whole.labels,
        whole.replacement,
        np.zeros(2000),
        np.full(2000, 40.0),
        whole.wearing,
        whole.threshold,
    )
    lives = {"school": one_life, "office": one_life}
    cost = whole.wearing * whole.replacement
    ahead = outlook(whole.names, whole.labels, whole.age, cost, lives, 2026, LEVEL, years=300)
    expected = ahead.expected.sum(axis=1)
    found = simulate(whole, RenewAtEnd(), 2026, 300, Runs(3, 1, 4.0)).total("spent").mean(axis=0)[1:]
    assert found[200:].mean() == pytest.approx(expected[200:].mean(), rel=0.01)
    assert found[:80] == pytest.approx(expected[:80], abs=0.3 * expected.mean())


def test_a_small_city_never_waits_for_the_compiler() -> None:
    for objects, years, runs in ((70, 1000, 1), (700, 100, 50), (30_712, 30, 1)):
        assert engine_for(objects, years, runs, "_lift", COMPILING) == "arrays"
    assert engine_for(100_000, 1000, 1, "_bins", COMPILING) == "compiled"


def test_loops_that_are_ready_are_used_sooner() -> None:
    million = (1_000_000, 50, 1, "_walk")
    assert engine_for(*million, COMPILING) == "arrays"
    assert engine_for(*million, LOADING) == "compiled"
    simulate(town(30), Budget(1e5), 2026, 3, engine="compiled")
    assert ready_in("_lift") == 0.0


def test_a_class_without_a_life_is_refused() -> None:
    own = np.array(["town"])
    with pytest.raises(UserError, match="Class 'town': it has no life"):
        outlook(own, own, np.array([1.0]), np.array([1.0]), {}, 2026, LEVEL)


def test_what_is_overdue_makes_the_steady_spending_larger_than_the_long_run_and_says_until_when() -> None:
    lives = {"roof": Weibull(4, 40)}
    names, labels = np.array(["a", "b"]), np.array(["roof", "roof"])
    old = outlook(
        names, labels, np.array([60.0, 10.0]), np.array([1e6, 1e6]), lives, 2020, LEVEL, clear_in=10
    )
    assert old.overdue == 1e6
    assert old.sustainable > float(old.long_run.sum())
    until = old.dearest_until - 2020
    assert old.expected.sum(axis=1)[:until].sum() / until == pytest.approx(old.sustainable)
