"""A network of services as an integer programme for HiGHS."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from voimavara.estate.solver import silent_solver


@dataclass(slots=True)
class ConstraintRows:
    """Constraints row by row: columns with their factors, and the limits of their sum."""

    low: list[float]
    high: list[float]
    start: list[int]
    columns: list[NDArray[np.int64]]
    factors: list[NDArray[np.float64]]

    @classmethod
    def none(cls) -> ConstraintRows:
        """No rows yet."""
        return cls([], [], [0], [], [])

    def add(
        self, columns: NDArray[np.integer], factors: NDArray[np.float64], low: float, high: float
    ) -> None:
        """One row more."""
        self.low.append(low)
        self.high.append(high)
        self.start.append(self.start[-1] + len(columns))
        self.columns.append(columns.astype(np.int64))
        self.factors.append(factors)


@dataclass(frozen=True, slots=True)
class Model:
    """Costs and limits of the columns (the sites first, whole), the rows, and the pairs of the flows."""

    cost: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rows: ConstraintRows
    sites: int
    flows: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None

    def solver(self) -> highspy.Highs:
        """HiGHS with the model, on one thread so that the answer repeats."""
        model = highspy.HighsModel()
        linear, rows = model.lp_, self.rows
        linear.num_col_, linear.num_row_ = len(self.cost), len(rows.low)
        linear.col_cost_, linear.col_lower_, linear.col_upper_ = self.cost, self.low, self.high
        linear.row_lower_, linear.row_upper_ = np.array(rows.low), np.array(rows.high)
        matrix = linear.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.array(rows.start)
        matrix.index_, matrix.value_ = np.concatenate(rows.columns), np.concatenate(rows.factors)
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        linear.integrality_ = [whole] * self.sites + [real] * (len(self.cost) - self.sites)
        solver = silent_solver()
        solver.setOptionValue("mip_rel_gap", 1e-9)
        solver.passModel(model)
        return solver


def distance_model(
    travel: NDArray[np.float64], sites: int, demand: NDArray[np.float64], keep: tuple[int, ...]
) -> Model:
    """The p-median by distances: z[i, k] = 1 where demand i finds no open site within its k-th distance.

    min Σ demand_i · (d_i1 + Σ_k (d_i(k+1) − d_ik) z_ik), Σ y = p, z_ik + Σ of y within d_ik ≥ 1. No demand
    goes farther than its p-th farthest distance, so later steps are left out (Elloumi 2010).
    """
    count = travel.shape[1]
    cost, rows = [np.zeros(count)], ConstraintRows.none()
    column = count
    rows.add(np.arange(count), np.ones(count), sites, sites)
    for distances, many in zip(travel, demand.tolist(), strict=True):
        levels = np.unique(distances)
        reached = np.searchsorted(np.sort(distances), levels, side="right")
        steps = int(
            np.searchsorted(reached, count - sites, side="right")
        )  # beyond, one of p is always within
        finite = min(steps, int(np.isfinite(levels).sum()) - 1)
        cost.append(many * np.diff(levels[: finite + 1]))
        for step in range(finite):
            within = np.flatnonzero(distances <= levels[step])
            if step == 0:
                columns, factors = np.append(within, column), np.ones(len(within) + 1)
            else:  # z_k + Σ of y at exactly d_k ≥ z_(k−1)
                at = np.flatnonzero(distances == levels[step])
                columns = np.concatenate((at, [column, column - 1]))
                factors = np.concatenate((np.ones(len(at)), [1.0, -1.0]))
            rows.add(columns, factors, 1.0 if step == 0 else 0.0, highspy.kHighsInf)
            column += 1
        if finite < steps:  # some sites cannot be reached: one of the others has to be open
            near = np.flatnonzero(np.isfinite(distances))
            rows.add(near, np.ones(len(near)), 1.0, highspy.kHighsInf)
    costs = np.concatenate(cost)
    low, high = np.zeros(len(costs)), np.ones(len(costs))
    low[list(keep)] = 1.0
    least = float(sum(d.min() * many for d, many in zip(travel, demand.tolist(), strict=True)))
    fixed = np.append(costs, least)  # one column that is always 1, so that the bound is of the whole travel
    return Model(fixed, np.append(low, 1.0), np.append(high, 1.0), rows, count)


def flow_model(
    travel: NDArray[np.float64],
    sites: int,
    demand: NDArray[np.float64],
    capacity: NDArray[np.float64],
    keep: tuple[int, ...],
) -> Model:
    """The capacitated p-median: x[i, j] ≤ y[j], Σ_i demand_i x[i, j] ≤ capacity_j y[j], Σ_j x[i, j] = 1."""
    count = travel.shape[1]
    who, where = np.nonzero(np.isfinite(travel))
    columns = count + np.arange(len(who))
    rows = ConstraintRows.none()
    rows.add(np.arange(count), np.ones(count), sites, sites)
    for one in range(len(demand)):
        own = columns[who == one]
        rows.add(own, np.ones(len(own)), 1.0, 1.0)
    for site in range(count):
        served = where == site
        rows.add(
            np.append(columns[served], site),
            np.append(demand[who[served]], -capacity[site]),
            -highspy.kHighsInf,
            0.0,
        )
    for column, site in zip(columns.tolist(), where.tolist(), strict=True):
        rows.add(np.array([column, site]), np.array([1.0, -1.0]), -highspy.kHighsInf, 0.0)
    low, high = np.zeros(count + len(who)), np.ones(count + len(who))
    low[list(keep)] = 1.0
    cost = np.concatenate((np.zeros(count), travel[who, where] * demand[who]))
    return Model(cost, low, high, rows, count, (who, where))
