"""Small towns to plan for, and the plain way to find the best plan: trying them all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from voimavara.estate.planning.options import Options, options_of
from voimavara.estate.planning.plan import spent
from voimavara.estate.planning.problem import Floor, PlanProblem, Rule

NAMES = ("school", "library", "hall", "bridge")
ACTIONS = ("repair", "renew")
Cube = NDArray[np.float64] | Sequence[Sequence[Sequence[float]]]


def town(
    gained: Cube,
    cost: Cube,
    budgets: list[float],
    **rules: object,
) -> PlanProblem:
    """The town whose works gain and cost so much by object, action and year."""
    gained, cost = np.array(gained, float), np.array(cost, float)
    names = NAMES[: len(cost)] if len(cost) <= len(NAMES) else tuple(f"o{n}" for n in range(len(cost)))
    years = tuple(range(2021, 2021 + cost.shape[2]))
    sides = {name: rules.pop(name, None) for name in ("emissions", "condition", "spread")}
    options = options_of(gained, np.zeros_like(gained), cost, **sides)  # type: ignore[arg-type]  # by name
    actions = ACTIONS[: cost.shape[1]] if cost.shape[1] <= 2 else tuple(f"a{n}" for n in range(cost.shape[1]))
    return PlanProblem(names, actions, years, options, np.array(budgets, float), **rules)  # type: ignore[arg-type]


@st.composite
def towns(draw: st.DrawFn) -> PlanProblem:
    """Up to four objects, two actions, three years; with rules, floors and caps in some."""
    objects, years = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    shape = (objects, 2, years)

    def whole(least: int, most: int, size: tuple[int, ...]) -> NDArray[np.float64]:
        count = int(np.prod(size))
        drawn = draw(st.lists(st.integers(least, most), min_size=count, max_size=count))
        return np.array(drawn, float).reshape(size)

    rules: dict[str, object] = {}
    if draw(st.booleans()):
        rules["must"] = (Rule("school", draw(st.sampled_from((*ACTIONS, None)))),)
    if draw(st.booleans()):
        rules["forbidden"] = (Rule(NAMES[objects - 1], "repair", (2021,)),)
    if objects > 1 and draw(st.booleans()):
        rules["bundles"] = ((NAMES[0], NAMES[1]),)
    if draw(st.booleans()):
        rules["condition"] = whole(0, 4, (objects, 1 + 2 * years)) / 4
        rules["class_of"], rules["floors"] = ("a",) * objects, (Floor("a", draw(st.integers(0, 4)) / 8),)
    if draw(st.booleans()):
        rules["emissions"] = whole(0, 5, (objects, 1 + 2 * years))
        rules["emissions_cap"] = float(draw(st.integers(0, 5 * objects)))
    budgets = [float(draw(st.integers(0, 20))) for _ in range(years)]
    return town(whole(-2, 12, shape), whole(1, 12, shape), budgets, **rules)


def best_value(problem: PlanProblem) -> float | None:
    """The value of the best plan, by trying all; None where none keeps to everything."""
    first = problem.options.first
    ranges = [range(first[n], first[n + 1]) for n in range(len(problem.objects))]
    values = [
        float(problem.options.value[list(plan)].sum()) for plan in product(*ranges) if keeps(problem, plan)
    ]
    return max(values, default=None)


def keeps(problem: PlanProblem, plan: tuple[int, ...]) -> bool:
    """Whether the plan keeps to budgets, rules, bundles, floors and cap."""
    options, chosen = problem.options, np.array(plan)
    if (spent(problem, chosen) > problem.budgets).any():
        return False
    for rules, wanted in ((problem.must, True), (problem.forbidden, False)):
        if any(follows(problem, rule, chosen) != wanted for rule in rules):
            return False
    for bundle in problem.bundles:
        if len({int(options.year[chosen[problem.numbers[name]]]) for name in bundle}) > 1:
            return False
    for floor in problem.floors:
        if np.asarray(options.condition)[chosen].sum() < floor.level * len(chosen) - 1e-9:
            return False
    cap = problem.emissions_cap
    return cap is None or np.asarray(options.emissions)[chosen].sum() <= cap


def follows(problem: PlanProblem, rule: Rule, chosen: NDArray[np.int64]) -> bool:
    """Whether the plan does what the rule speaks of."""
    options, option = problem.options, chosen[problem.numbers[rule.object]]
    action, year = int(options.action[option]), int(options.year[option])
    if action < 0:
        return False
    same_year = rule.years is None or problem.years[year] in rule.years
    return same_year and rule.action in (None, problem.actions[action])


def random_city(objects: int, seed: int, share: float = 0.2, actions: int = 3, years: int = 8) -> PlanProblem:
    """A city of any size with works worth doing, and budgets for a part of them."""
    random = np.random.default_rng(seed)
    size = random.lognormal(3, 0.8, objects)
    base = random.uniform(0.2, 1.5, (objects, actions)) * size[:, None]
    gained = base[:, :, None] * (1 - 0.05 * np.arange(years))
    cost = np.repeat(
        (np.linspace(0.5, 2, actions) * random.uniform(0.5, 1.5, (objects, actions)) * size[:, None])[
            ..., None
        ],
        years,
        axis=2,
    ).round(2)
    budget = share * cost[:, -1, 0].sum() / years
    return town(gained, cost, [float(budget)] * years)


def scaled(options: Options, factor: float) -> Options:
    """The same options with costs in another unit."""
    return Options(
        options.first, options.action, options.year, options.value, options.start, options.cost_year,
        options.cost * factor, options.emissions, options.condition,
    )  # fmt: skip
