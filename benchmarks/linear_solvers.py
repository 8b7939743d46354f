"""A plan's linear programme solved by HiGHS and by OR-Tools.

HiGHS: simplex, and interior point without crossover. OR-Tools: PDLP, and GLOP. The model is made beforehand
and is not in the seconds. A solver that is not done in time is no reference.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import highspy
import numpy as np
import scipy.sparse as sp
from ortools.linear_solver.python import model_builder
from ortools.pdlp import solve_log_pb2, solvers_pb2
from ortools.pdlp.python import pdlp

from voimavara.estate.planning.choices import Choices
from voimavara.estate.planning.highs import solver_of

PATIENCE = 150.0  # seconds for each
EXACT = 1e-6  # proportion between value and bound at which PDLP, which only comes nearer, may stop


@dataclass(frozen=True, slots=True)
class Solved:
    """The optimum that a solver gives, and the seconds it took; None where it was not done in time."""

    solver: str
    optimum: float | None
    seconds: float


def solve_by_all(choices: Choices) -> tuple[Solved, ...]:
    """What each of the solvers says of the linear programme of the choices."""
    scale = float(np.abs(choices.value).max())
    solvers: dict[str, Callable[[Choices, float], Callable[[], float | None]]] = {
        "highs_simplex": partial(_highs, method="simplex"),
        "highs_ipm": partial(_highs, method="ipm"),
        "ortools_pdlp": _pdlp,
        "ortools_glop": _glop,
    }
    return tuple(_timed(name, make(choices, scale), scale) for name, make in solvers.items())


def _timed(name: str, solve: Callable[[], float | None], scale: float) -> Solved:
    start = perf_counter()
    optimum = solve()
    seconds = perf_counter() - start
    return Solved(name, None if optimum is None else optimum * scale, seconds)


def _highs(choices: Choices, scale: float, method: str) -> Callable[[], float | None]:
    solver = solver_of(choices, scale, whole=False)
    solver.setOptionValue("solver", method)
    solver.setOptionValue("run_crossover", "off")
    solver.setOptionValue("time_limit", PATIENCE)

    def solve() -> float | None:
        solver.run()
        done = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return float(solver.getInfo().objective_function_value) if done else None

    return solve


def _programme(choices: Choices, scale: float) -> pdlp.QuadraticProgram:
    """The model that HiGHS is given, as OR-Tools takes it: the least of the value's opposite."""
    model = solver_of(choices, scale, whole=False).getLp()
    matrix = model.a_matrix_
    programme = pdlp.QuadraticProgram()
    programme.resize_and_initialize(model.num_col_, model.num_row_)
    programme.objective_vector = -np.array(model.col_cost_)
    programme.variable_lower_bounds = np.array(model.col_lower_)
    programme.variable_upper_bounds = np.full(model.num_col_, np.inf)  # the sum of a group is one
    programme.constraint_lower_bounds = np.array(model.row_lower_)
    programme.constraint_upper_bounds = np.array(model.row_upper_)
    programme.constraint_matrix = sp.csc_matrix(
        (matrix.value_, matrix.index_, matrix.start_), shape=(model.num_row_, model.num_col_)
    )
    return programme


def _pdlp(choices: Choices, scale: float) -> Callable[[], float | None]:
    programme = _programme(choices, scale)
    parameters = solvers_pb2.PrimalDualHybridGradientParams()
    ends = parameters.termination_criteria
    ends.simple_optimality_criteria.eps_optimal_relative = EXACT
    ends.simple_optimality_criteria.eps_optimal_absolute = EXACT
    ends.time_sec_limit = PATIENCE

    def solve() -> float | None:
        found = pdlp.primal_dual_hybrid_gradient(programme, parameters)
        done = found.solve_log.termination_reason == solve_log_pb2.TERMINATION_REASON_OPTIMAL
        return -float(programme.objective_vector @ found.primal_solution) if done else None

    return solve


def _glop(choices: Choices, scale: float) -> Callable[[], float | None]:
    model = model_builder.Model()
    with tempfile.TemporaryDirectory(prefix="voimavara-lp-") as folder:
        file = f"{folder}/plan.mps"
        solver_of(choices, scale, whole=False).writeModel(file)
        model.import_from_mps_file(file)
    solver = model_builder.Solver("GLOP")
    solver.set_time_limit_in_seconds(PATIENCE)

    def solve() -> float | None:
        done = solver.solve(model) == model_builder.SolveStatus.OPTIMAL
        return abs(solver.objective_value) if done else None

    return solve
