"""From a problem to a plan with its proven bound."""

from __future__ import annotations

from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.estate.planning.attainable import check_reachable
from voimavara.estate.planning.checks import check_problem
from voimavara.estate.planning.choices import Choices
from voimavara.estate.planning.core import better_in_core
from voimavara.estate.planning.dual import Dual, bound_of, solve_dual
from voimavara.estate.planning.engine import passes_for
from voimavara.estate.planning.exact import solve_exact
from voimavara.estate.planning.normal import affordable, normal_form
from voimavara.estate.planning.plan import WorkPlan
from voimavara.estate.planning.problem import PlanProblem
from voimavara.estate.planning.rounding import round_to_plan

ROUNDING = 1e-9  # what summing in another order may change, in proportion
SMALL = 800  # options up to which the best plan is sought by branching
NODES = 2_000  # branches that are followed at most for it
MIDDLE = 2_000  # objects up to which a better plan is sought in a core; with more, hardly any is left
CORE_NODES = 1  # what is found at the root; a hundred branches more found nothing better


def make_plan(
    problem: PlanProblem,
    begin: WorkPlan | None = None,
    passes: ModuleType | None = None,
    *,
    core_nodes: int = CORE_NODES,
) -> WorkPlan:
    """The plan for the problem: the best for a small one, and always with the bound that none can exceed.

    `begin` is a plan of the same objects and options that the new one is not worse than, where it is allowed
    here. With `core_nodes` 0 the plan of a city of middle size comes sooner and is a little worse. Raises
    UserError for a problem that cannot be right, and where no plan can keep to everything.
    """
    check_problem(problem)
    check_reachable(problem)
    normal = affordable(normal_form(problem))
    if normal is None:
        raise UserError(UNREACHABLE)
    choices = normal.choices
    known = None if begin is None else normal.chosen(begin.options)
    if known is not None and (choices.usage(known) > choices.capacity).any():
        known = None
    chosen, bound, prices = choose(choices, known, passes, core_nodes)
    budgets = len(problem.budgets)
    return WorkPlan(problem, normal.options(chosen), bound, prices[:budgets], prices[budgets:])


UNREACHABLE = (
    "No plan was found that keeps to the budgets, must-dos, floors and emissions cap together; "
    "raise a budget, or loosen one of the others."
)


def choose(
    choices: Choices,
    known: NDArray[np.int64] | None = None,
    passes: ModuleType | None = None,
    core_nodes: int = CORE_NODES,
) -> tuple[NDArray[np.int64], float, NDArray[np.float64]]:
    """The options of a plan, its bound, and the resources' prices; not worse than the plan `known`."""
    passes = passes or passes_for(choices.size)
    dual = solve_dual(choices, passes)
    rounded = round_to_plan(choices, dual, passes.losses(choices, dual.prices, dual.best))
    chosen, prices = rounded if rounded is not None else (None, dual.prices)
    dual = better_of(choices, dual, prices, passes)
    if choices.size <= SMALL or chosen is None:
        exact = solve_exact(choices, better(choices, chosen, known), NODES)
        if exact is not None:
            return exact.chosen, min(exact.bound, dual.bound), dual.prices
    chosen = better(choices, chosen, known)
    if chosen is None:
        raise UserError(UNREACHABLE)
    behind = dual.bound - float(choices.value[chosen].sum())
    if core_nodes and choices.groups <= MIDDLE and behind > 0:
        loss = passes.losses(choices, dual.prices, dual.best)
        chosen = better_in_core(choices, chosen, loss, behind, core_nodes)
    return chosen, proven(dual.bound, float(choices.value[chosen].sum())), dual.prices


def proven(bound: float, value: float) -> float:
    """The bound; a plan that is worth more than rounding explains shows that it is none."""
    if value > bound + ROUNDING * max(abs(bound), 1.0):
        raise ArithmeticError(
            f"a plan is worth {value}, and the bound says that none is worth more than {bound}"
        )
    return max(bound, value)


def better_of(choices: Choices, dual: Dual, prices: NDArray[np.float64], passes: ModuleType) -> Dual:
    """The dual whose bound is lower: that known, or that of the prices."""
    best, chosen = passes.best_options(choices, prices)
    bound = bound_of(choices, prices, best)
    return Dual(prices, bound, best, chosen) if bound < dual.bound else dual


def better(
    choices: Choices, one: NDArray[np.int64] | None, other: NDArray[np.int64] | None
) -> NDArray[np.int64] | None:
    """The plan of greater value, of those there are."""
    plans = [plan for plan in (one, other) if plan is not None]
    return max(plans, key=lambda plan: float(choices.value[plan].sum())) if plans else None
