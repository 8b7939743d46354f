"""Plans are the best there are, proven, and never break a budget or a rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.estate.planning.towns import best_value, keeps, random_city, scaled, town, towns
from voimavara.core.errors import UserError
from voimavara.estate.planning import arrays, compiled
from voimavara.estate.planning.dual import solve_dual
from voimavara.estate.planning.highs import solve
from voimavara.estate.planning.normal import affordable, normal_form
from voimavara.estate.planning.problem import PlanProblem, Rule
from voimavara.estate.planning.solution import make_plan, proven


@settings(deadline=None, max_examples=120)
@given(towns())
def test_a_plan_equals_trying_all_plans(problem: PlanProblem) -> None:
    best = best_value(problem)
    if best is None:
        with pytest.raises(UserError):
            make_plan(problem)
        return
    plan = make_plan(problem)
    assert keeps(problem, tuple(plan.options.tolist()))
    assert plan.value == pytest.approx(best, abs=1e-9)
    assert plan.bound == pytest.approx(best, rel=1e-6, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(towns(), st.integers(0, 2), st.integers(1, 10))
def test_more_budget_is_never_worse(problem: PlanProblem, year: int, more: int) -> None:
    if best_value(problem) is None:
        return
    budgets = problem.budgets.copy()
    budgets[year % len(budgets)] += more
    assert make_plan(replace(problem, budgets=budgets)).value >= make_plan(problem).value - 1e-9


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**31), st.sampled_from((0.05, 0.2, 0.6)))
def test_budgets_of_a_larger_city_are_never_exceeded_and_the_bound_holds(seed: int, share: float) -> None:
    problem = random_city(120, seed, share)
    plan = make_plan(problem)
    assert (plan.spent <= problem.budgets).all()
    assert plan.value <= plan.bound
    assert plan.gap < (0.025 if share < 0.5 else 0.0025)  # scarce budgets are not spent to the last euro
    richer = replace(problem, budgets=problem.budgets * 1.1)
    assert make_plan(richer).value >= plan.value
    barely = replace(problem, budgets=problem.budgets * 1.001)
    assert make_plan(barely, begin=plan).value >= plan.value


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**31), st.sampled_from((0.05, 0.2, 0.6)))
@example(35, 0.05)  # cities at which a hasty cooling stops early
@example(2909, 0.2)
@example(36, 0.6)
def test_the_bound_is_that_of_the_linear_programme_and_never_less(seed: int, share: float) -> None:
    problem = random_city(120, seed, share)
    normal = affordable(normal_form(problem))
    assert normal is not None
    linear = solve(normal.choices, whole=False)
    assert linear is not None
    bound = solve_dual(normal.choices, arrays).bound
    assert linear.value * (1 - 1e-9) <= bound <= linear.value * (1 + 1e-3)


def test_a_bound_that_is_none_is_not_told_as_a_proof() -> None:
    assert proven(10.0, 9.0) == 10.0
    with pytest.raises(ArithmeticError, match="worth 11"):
        proven(10.0, 11.0)


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**31))
def test_units_scale(seed: int) -> None:
    problem = random_city(60, seed)
    finer = replace(problem, options=scaled(problem.options, 128.0), budgets=problem.budgets * 128.0)
    euros, parts = make_plan(problem), make_plan(finer)
    assert parts.options.tolist() == euros.options.tolist()
    assert (parts.value, parts.bound) == (euros.value, euros.bound)


def test_compiled_loops_and_plain_numpy_give_the_same_bound() -> None:
    problem = random_city(150, 7)
    plain, loops = make_plan(problem, passes=arrays), make_plan(problem, passes=compiled)
    assert plain.bound == pytest.approx(loops.bound, rel=1e-9)
    assert plain.value == pytest.approx(loops.value, rel=1e-9)


def test_a_city_of_many_objects_comes_close_to_the_bound() -> None:
    plan = make_plan(random_city(4000, 3, actions=2, years=6))
    assert plan.gap < 2e-4
    assert (plan.spent <= plan.problem.budgets).all()


def test_a_must_do_is_kept_though_it_is_worth_nothing() -> None:
    problem = town([[[0]], [[9]]], [[[5]], [[5]]], [5], must=(Rule("school"),))
    assert [work.object for work in make_plan(problem).works] == ["school"]


def test_a_work_that_is_paid_in_two_years_needs_both_budgets() -> None:
    spread = np.array([[0.5, 0.5]])
    problem = town([[[9, 9, 9]]], [[[10, 10, 10]]], [5, 4, 5], spread=spread)
    assert make_plan(problem).works == ()
    problem = town([[[9, 9, 9]]], [[[10, 10, 10]]], [4, 5, 5], spread=spread)
    assert [work.year for work in make_plan(problem).works] == [2022]


def test_the_dual_of_no_budget_at_all_is_doing_nothing() -> None:
    plan = make_plan(town([[[3, 4]]], [[[1, 1]]], [0, 0]))
    assert (plan.value, plan.bound, plan.works) == (0.0, 0.0, ())
