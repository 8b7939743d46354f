"""A plan's choices as HiGHS solves them: as a linear programme, or exactly as an integer one."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.choices import Choices
from voimavara.estate.solver import silent_solver

EXACT = 1e-9  # proportion within which an integer plan counts as proven


@dataclass(frozen=True, slots=True)
class Solved:
    """Shares of the options, value, proven bound and prices of the resources (zero for an integer plan)."""

    shares: NDArray[np.float64]
    value: float
    bound: float
    prices: NDArray[np.float64]


def solve(
    choices: Choices,
    *,
    whole: bool,
    nodes: int | None = None,
    begin: NDArray[np.int64] | None = None,
    gap: float = EXACT,
) -> Solved | None:
    """The best shares of options (`whole`: one option a group); None where no plan exists or none was found.

    `begin` is a plan to start from, `nodes` how many branches are followed at most (a number and not a
    time, so that every machine gives the same answer), `gap` what may be left unproven in proportion.
    Values are scaled to about 1 and each resource to its capacity, so that HiGHS's tolerances mean the same
    for every city.
    """
    scale = float(np.abs(choices.value).max()) or 1.0
    solver = solver_of(choices, scale, whole=whole)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    solver.setOptionValue("mip_rel_gap", gap)
    if begin is not None:
        solver.setSolution(len(begin), begin.astype(np.int32), np.ones(len(begin)))
    solver.run()
    return _answer(solver, choices, scale, whole=whole)


def _answer(solver: highspy.Highs, choices: Choices, scale: float, *, whole: bool) -> Solved | None:
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    solution = solver.getSolution()
    shares = np.array(solution.col_value)
    rows = np.zeros(0) if whole else np.array(solution.row_dual)[choices.groups :]
    prices = rows * scale / _units(choices) if len(rows) else np.zeros(len(choices.capacity))
    value = info.objective_function_value * scale
    bound = info.mip_dual_bound * scale if whole else value
    return Solved(shares, value, max(bound, value), np.maximum(prices, 0.0))


def _units(choices: Choices) -> NDArray[np.float64]:
    return np.where(choices.capacity > 0, choices.capacity, 1.0)


def solver_of(choices: Choices, scale: float, *, whole: bool) -> highspy.Highs:
    """HiGHS with the choices as its model, values divided by the scale."""
    model = highspy.HighsModel()
    linear, groups = model.lp_, choices.groups
    linear.num_col_, linear.num_row_ = choices.size, groups + len(choices.capacity)
    linear.sense_ = highspy.ObjSense.kMaximize
    linear.col_cost_ = choices.value / scale
    linear.col_lower_, linear.col_upper_ = np.zeros(choices.size), np.ones(choices.size)
    linear.row_lower_ = np.concatenate((np.ones(groups), np.full(len(choices.capacity), -highspy.kHighsInf)))
    linear.row_upper_ = np.concatenate((np.ones(groups), choices.capacity / _units(choices)))
    begins = choices.start + np.arange(choices.size + 1)  # one entry more an option: its group's row
    own = np.zeros(begins[-1], bool)
    own[begins[:-1]] = True
    index, amount = np.empty(len(own), np.int32), np.ones(len(own))
    index[own] = choices.group_of(np.arange(choices.size))
    index[~own] = groups + choices.resource
    amount[~own] = choices.amount / _units(choices)[choices.resource]
    matrix = linear.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_, matrix.index_, matrix.value_ = begins, index, amount
    if whole:
        linear.integrality_ = [highspy.HighsVarType.kInteger] * choices.size
    solver = silent_solver()
    solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
    solver.setOptionValue("mip_feasibility_tolerance", 1e-9)
    solver.passModel(model)
    return solver
