"""A thousand years of a hundred thousand objects: their renewals expected, and simulated under a budget."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from benchmarks.result import Result
from voimavara.estate.ageing.lives import Weibull
from voimavara.estate.prices import PriceLevel
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.policies import Budget, Works
from voimavara.estate.simulation.simulation import simulate
from voimavara.estate.simulation.stock import Stock
from voimavara.estate.simulation.thousand_years import outlook

OBJECTS, YEARS, LIMIT = 100_000, 1000, 10.0
LIVES = {"roof": 40.0, "facade": 60.0, "pipes": 50.0, "yard": 30.0}


def run() -> Result:
    """Seconds from the register to both answers: what keeps the stock, and what that money does to it."""
    stock = parts()
    start = perf_counter()
    lives = {name: Weibull(4, years) for name, years in LIVES.items()}
    cost = stock.wearing * stock.replacement
    level = PriceLevel("building_costs", 2025)
    kept = outlook(stock.names, stock.labels, stock.age, cost, lives, 2026, level, years=YEARS)
    found = simulate(stock, Budget(kept.sustainable, Works.WHOLE), 2026, YEARS, Runs(1, 1, 4.0))
    seconds = perf_counter() - start
    check_kept(found.condition[0], found.total("spent")[0], kept.sustainable)
    return Result("thousand_years", seconds, "s", LIMIT)


def parts() -> Stock:
    """Building parts of all ages, with their own lives."""
    chance = np.random.default_rng(1)
    labels = chance.choice(sorted(LIVES), OBJECTS)
    life = np.array([LIVES[name] for name in sorted(LIVES)])[np.searchsorted(sorted(LIVES), labels)]
    return Stock(
        names=np.arange(OBJECTS).astype(np.str_),
        labels=labels,
        replacement=chance.uniform(1e4, 1e6, OBJECTS),
        age=chance.uniform(0, 1, OBJECTS) * life,
        life=life,
        wearing=chance.uniform(0.6, 1.0, OBJECTS),
        threshold=np.full(OBJECTS, 0.75),
    )


def check_kept(condition: np.ndarray, spent: np.ndarray, yearly: float) -> None:
    """Raises unless the money kept the stock for the thousand years and was not exceeded."""
    if condition[-100:].min() < 0.4 or spent.sum() > yearly * YEARS * (1 + 1e-9):
        raise AssertionError(f"condition fell to {condition[-100:].min():.2f}")
