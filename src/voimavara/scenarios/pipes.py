"""Pipes under a scenario: in order until their life ends, and the first to get money once it has.

A pipe has no curve: it serves as well as new until its life ends, and all of its price is backlog from then
on. So nothing is in a worse condition than a pipe past its life, and the rule that the worst comes first
gives it the first money of each year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.estate.simulation.chance import Runs, draws, keys_of, life_factors, streams_of
from voimavara.estate.simulation.policies import Budget, ClearBacklog, KeepCondition, Policy, StockState

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]


@dataclass(frozen=True)
class PipeStock:
    """Pipes of known age, life (years) and price of renewal (euros), one a row."""

    names: Names
    price: Floats
    age: Floats
    life: Floats


MOMENT = 1e-9  # of a year: what arithmetic adds to a life ends no pipe
NO_PIPES = PipeStock(np.empty(0, "<U1"), np.empty(0), np.empty(0), np.empty(0))


@dataclass(frozen=True)
class PipePaths:
    """Euros by run and year (0 is the present): worth of pipes within their life, of those past it, spent."""

    value: Floats
    backlog: Floats
    spent: Floats


def simulate_pipes(
    pipes: PipeStock, policy: Policy, years: int, runs: Runs, prices: Floats | None = None
) -> PipePaths:
    """The pipes year by year, each life drawn anew in each run and at each renewal.

    A pipe that is within its life today is so in every run: a longer life makes what is left longer too.
    `prices` is what works cost by year against today, as `simulate` takes them.
    """
    prices = np.ones(years + 1) if prices is None else prices
    backlog, spent = np.zeros((2, runs.count, years + 1))
    for run in range(runs.count):
        _follow(_Run(pipes, runs, run), policy, prices, backlog[run], spent[run])
    return PipePaths(pipes.price.sum() - backlog, backlog, spent)


class _Run:
    """One run: how many years each pipe has left, below zero where its life is over."""

    def __init__(self, pipes: PipeStock, runs: Runs, run: int) -> None:
        self.price, self._life = pipes.price, pipes.life
        self._streams = streams_of(keys_of(pipes.names), runs.seed, run)
        self._factors = life_factors(runs.shape) if runs.shape else np.ones(1)
        self._drawn = np.zeros(pipes.price.size, np.int64)
        self.left = (1.0 - pipes.age / pipes.life) * self._lives(np.arange(pipes.price.size))

    @property
    def over(self) -> npt.NDArray[np.bool_]:
        """Which pipes are past their life."""
        return np.asarray(self.left < -MOMENT)

    def renew(self, money: float, at_least: float) -> float:
        """Renews pipes past their life, those longest past it first; the euros that it took.

        As many as the money reaches, and no more than it takes to renew `at_least` so many euros' worth.
        """
        rows = np.flatnonzero(self.over)
        rows = rows[np.argsort(self.left[rows], kind="stable")]
        total = np.cumsum(self.price[rows])
        wanted = int(np.searchsorted(total, at_least)) + 1 if at_least > 0 else 0
        count = min(wanted, int(np.searchsorted(total, money, side="right")))
        self.left[rows[:count]] = self._lives(rows[:count])
        return float(total[min(count, total.size) - 1]) if count and total.size else 0.0

    def _lives(self, rows: npt.NDArray[np.int64]) -> Floats:
        luck = draws(self._streams[rows], self._drawn[rows])
        self._drawn[rows] += 1
        return np.asarray(self._life[rows] * self._factors[(luck * self._factors.size).astype(np.int64)])


def _follow(run: _Run, policy: Policy, prices: Floats, backlog: Floats, spent: Floats) -> None:
    backlog[0] = run.price[run.over].sum()
    for year in range(1, backlog.size):
        run.left -= 1.0
        now = float(run.price[run.over].sum())
        money, wanted = _goal(policy, year, float(backlog[0]), now)
        spent[year] = run.renew(money / prices[year], wanted) * prices[year]
        backlog[year] = run.price[run.over].sum()


def _goal(policy: Policy, year: int, start: float, now: float) -> tuple[float, float]:
    """How much money there is, and how many euros' worth have to be renewed."""
    goal = policy.goal(year, StockState(-start, start, -now, now))
    match policy:
        case Budget():
            return goal.amount, now
        case KeepCondition() | ClearBacklog():
            return np.inf, goal.amount
        case _:
            return 0.0, 0.0
