"""What a scenario assumes for each year, and what a model of one refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from voimavara.programme.models.plan import InvestmentPlan
from voimavara.programme.models.scenario import Scenario
from voimavara.programme.schema import json_schemas
from voimavara.scenarios.assumptions import budget_by_year, heating_need, judged_in, policy_of, served, share
from voimavara.scenarios.paths import run_scenario, with_damage
from voimavara.scenarios.pipes import PipeStock

from .test_spec import stock_of


def scenario(**changes: Any) -> Scenario:
    written = {"name": {"en": "a"}, "source": {"en": "b"}, "seed": 7, "runs": 20, "policies": ["do_nothing"]}
    return Scenario.model_validate({**written, **changes})


def test_an_amount_holds_until_the_next_one() -> None:
    made = scenario(policies=["budget"], budget={"2022": "1 MEUR", "2024": "2 MEUR"})
    assert budget_by_year(made.budget, 2021, 2025) == (0.0, 1e6, 1e6, 2e6, 2e6)


def test_a_change_goes_in_a_straight_line_to_the_last_year() -> None:
    made = scenario(years=10, climate={"heating_need": "-20 %"}, population={"change": "-10 %"})
    assert heating_need(made, 2020, 2020) == 1.0
    assert heating_need(made, 2020, 2025) == pytest.approx(0.9)
    assert heating_need(made, 2020, 2030) == pytest.approx(0.8)
    assert served(made, 2020, 2030) == pytest.approx(0.9)


@pytest.mark.parametrize(("asked", "year"), [(None, 2030), (2025, 2025), (2019, 2021), (2050, 2030)])
def test_the_year_judged_lies_inside_the_scenario(asked: int | None, year: int) -> None:
    assert judged_in(scenario(years=10, judged_in=asked), 2020) == year


@pytest.mark.parametrize(
    "changes",
    [
        {"policies": []},
        {"policies": ["do_nothing", "do_nothing"]},
        {"policies": ["budget"]},
        {"budget": {"2021": "1 MEUR"}},
        {"policies": ["clear_in_years"]},
        {"clear_in": "10 years"},
        {"seed": -1},
        {"years": 0},
        {"unknown": 1},
    ],
)
def test_a_scenario_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        scenario(**changes)


def test_parts_of_a_plan_make_up_the_whole() -> None:
    written = {
        "name": {"en": "a"}, "source": {"en": "b"}, "budgets": {"2021": "1 MEUR"}, "backlog_cost": "5 %",
        "actions": {"renovate": {"name": {"en": "c"}, "to": "100 %"}},
        "weights": {"condition": 1, "avoided_cost": 1},
    }  # fmt: skip
    InvestmentPlan.model_validate({**written, "parts": {"education": "60 %", "street": "40 %"}})
    with pytest.raises(ValidationError, match=r"make up 90\.0"):
        InvestmentPlan.model_validate({**written, "parts": {"education": "50 %", "street": "40 %"}})


def test_editors_know_the_files() -> None:
    schemas = json_schemas()
    assert set(schemas["scenarios"]["required"]) == {"name", "policies", "seed", "source"}
    assert "budgets" in schemas["plans"]["properties"]


def test_each_policy_has_its_own_kind() -> None:
    made = scenario(
        policies=["do_nothing", "keep_condition", "budget", "clear_in_years"],
        budget={"2021": "1 MEUR"},
        clear_in="5 years",
    )
    kinds = {type(policy_of(made, name, 2020)).__name__ for name in made.policies}
    assert len(kinds) == 4


@settings(deadline=None, max_examples=25)
@given(st.lists(st.floats(0.2, 0.99), min_size=1, max_size=5), st.floats(0, 1))
def test_damage_never_changes_todays_condition_and_never_helps(now: list[float], damage: float) -> None:
    stock, exposure = stock_of([["building", 1e6, value, 40, 0.8, 0.75, "high"] for value in now])
    dry = scenario(years=5)
    wet = scenario(years=5, climate={"damage": {"flood": {"high": f"{damage * 100:.3f} %"}}})
    weathered = with_damage(wet, stock, exposure)
    assert np.allclose(weathered.age / weathered.life, stock.age / stock.life)
    (one,) = run_scenario("dry", dry, stock, exposure, 2020, 4.0)
    (other,) = run_scenario("wet", wet, stock, exposure, 2020, 4.0)
    assert (other.simulation.total("backlog") >= one.simulation.total("backlog") - 1e-6).all()


def test_the_same_seed_gives_the_same_runs_and_another_one_others() -> None:
    stock, exposure = stock_of([["building", 1e6, 0.7, 40, 0.8, 0.75, "none"]] * 1)
    (one,) = run_scenario("a", scenario(), stock, exposure, 2020, 4.0)
    (same,) = run_scenario("a", scenario(), stock, exposure, 2020, 4.0)
    (other,) = run_scenario("a", scenario(seed=8), stock, exposure, 2020, 4.0)
    assert (one.simulation.backlog == same.simulation.backlog).all()
    assert (one.simulation.backlog != other.simulation.backlog).any()


def test_later_spending_is_worth_less_today() -> None:
    stock, exposure = stock_of([["building", 1e6, 0.5, 40, 0.8, 0.75, "none"]])
    made = scenario(policies=["keep_condition"], interest="5 %")
    (path,) = run_scenario("a", made, stock, exposure, 2020, 4.0)
    assert 0 < path.present_value(share(made.interest)) < path.present_value(0.0)


def test_half_of_the_runs_cost_more_than_the_present_value_says() -> None:
    """One pipe is renewed once, each run in its own year: no year's median has any spending at all."""
    pipes = PipeStock(np.array(["p"]), np.array([100.0]), np.array([50.0]), np.array([60.0]))
    stock, exposure = stock_of([["building", 1e6, 0.99, 1e6, 0.8, 0.75, "none"]])
    made = scenario(policies=["budget"], budget={"2021": "1000 EUR"}, years=30, runs=50)
    (path,) = run_scenario("a", made, stock, exposure, 2020, 4.0, pipes)
    assert path.band("spent")[1].sum() < 100
    assert path.present_value(0.0) == pytest.approx(100)


@given(st.floats(-0.05, 0.3), st.integers(10_000, 1_000_000))
@settings(deadline=None, max_examples=25)
def test_a_budget_is_never_exceeded_whatever_prices_do(rise: float, euros: int) -> None:
    stock, exposure = stock_of([["building", 1e6, 0.8, 30, 0.8, 0.75, "none"]] * 3)
    rising = {"building_prices": f"{rise * 100:.6f} %", "years": 30}
    made = scenario(policies=["budget"], budget={"2021": f"{euros} EUR"}, **rising)
    (path,) = run_scenario("a", made, stock, exposure, 2020, 4.0)
    spent = path.simulation.total("spent").cumsum(axis=1)
    assert (spent <= euros * np.arange(31) * (1 + 1e-9) + 1e-3).all()


def test_a_scenario_may_look_a_thousand_years_ahead() -> None:
    made = scenario(policies=["keep_condition"], years=1000, runs=1, interest="1 %")
    stock, exposure = stock_of([["building", 1e6, 0.8, 40, 0.8, 0.75, "none"]])
    (path,) = run_scenario("a", made, stock, exposure, 2020, 4.0)
    assert path.simulation.years[-1] == 3020
    with pytest.raises(ValidationError):
        scenario(years=1001)
