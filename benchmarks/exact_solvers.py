"""Small problems of choice solved by OR-Tools' CP-SAT, as the reference of ours in the same run."""

from __future__ import annotations

from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from voimavara.estate.planning.choices import Choices

PATIENCE = 30.0  # seconds for each
TENTHS = 10


def knapsack(choices: Choices) -> dict[str, float]:
    """Value, proven bound and seconds of the best options of the choices, whose numbers have one decimal."""
    model = cp_model.CpModel()
    take = [model.new_bool_var("") for _ in range(choices.size)]
    for first, after in zip(choices.first[:-1], choices.first[1:], strict=True):
        model.add_exactly_one(take[first:after])
    for resource, capacity in enumerate(choices.capacity):
        entries = np.flatnonzero(choices.resource == resource)
        owners = np.searchsorted(choices.start, entries, side="right") - 1
        amounts = _whole(choices.amount[entries])
        used = cp_model.LinearExpr.weighted_sum([take[owner] for owner in owners.tolist()], amounts)
        model.add(used <= int(capacity * TENTHS))
    model.maximize(cp_model.LinearExpr.weighted_sum(take, _whole(choices.value)))
    return _solved(model)


def median(travel: NDArray[np.float64], sites: int) -> dict[str, float]:
    """Cost, proven bound and seconds of so many sites from which points are reached with the least travel."""
    count = len(travel)
    model = cp_model.CpModel()
    is_open = [model.new_bool_var("") for _ in range(count)]
    model.add(cp_model.LinearExpr.sum(is_open) == sites)
    terms, costs = [], []
    for point in range(count):
        serves = [model.new_bool_var("") for _ in range(count)]
        model.add_exactly_one(serves)
        for site in range(count):
            model.add_implication(serves[site], is_open[site])
        terms += serves
        costs += _whole(travel[point])
    model.minimize(cp_model.LinearExpr.weighted_sum(terms, costs))
    return _solved(model)


def _solved(model: cp_model.CpModel) -> dict[str, float]:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = PATIENCE
    start = perf_counter()
    status = solver.solve(model)
    found = {"ortools_bound": solver.best_objective_bound / TENTHS, "ortools_s": perf_counter() - start}
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {"ortools_value": solver.objective_value / TENTHS, **found} if known else found


def _whole(numbers: NDArray[np.float64]) -> list[int]:
    """In tenths, for CP-SAT reckons with whole numbers."""
    whole: list[int] = np.rint(numbers * TENTHS).astype(np.int64).tolist()
    return whole
