"""Prices of the resources that give a proven bound: nobody can plan better than what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.choices import Choices

COOLEST = 0.1  # of an option's typical range of value, divided by the groups: a few near ones a resource
COOLING = 4.0
STEPS = 12  # at one heat
ENOUGH = 0.5  # where a step lowers the bound by less than this times the heat, the heat is lowered
SAMPLE = 1500  # groups that the first prices are found from
SURE = 1e-12  # what summing in doubles may be off, in proportion


@dataclass(frozen=True, slots=True)
class Dual:
    """What the resources are worth at the margin, and the bound that follows.

    `prices` in value per unit of each resource; `best` and `chosen` are each group's best net value and the
    option that has it; `bound` is not below the value of any plan. `bound` is −∞ where no plan exists.
    """

    prices: NDArray[np.float64]
    bound: float
    best: NDArray[np.float64]
    chosen: NDArray[np.int64]


def solve_dual(choices: Choices, passes: ModuleType) -> Dual:
    """The prices that make the bound least, found by cooling a smoothed dual with Newton steps.

    L(λ) = λ·capacity + Σ max over the group of (value − λ·use) bounds every plan from above for λ ≥ 0
    (Lagrange; Geoffrion 1974). max is smoothed to heat·log Σ exp(·/heat) (Nesterov 2005), which has a second
    derivative, and the heat is lowered step by step. The first prices come from a sample of the groups.
    """
    scale = float(np.mean(_ranges(choices))) or 1.0
    prices, hottest = np.zeros(len(choices.capacity)), 0.3
    if choices.groups > 2 * SAMPLE:
        every = np.arange(0, choices.groups, choices.groups // SAMPLE)
        sampled = choices.keep(
            np.concatenate([np.arange(choices.first[g], choices.first[g + 1]) for g in every]),
            choices.capacity * (len(every) / choices.groups),
        )
        prices, hottest = _cool(sampled, passes, prices, scale, 0.3, 1e-3), 1e-3
    prices = _cool(choices, passes, prices, scale, hottest, COOLEST / choices.groups)
    best, chosen = passes.best_options(choices, prices)
    return Dual(prices, bound_of(choices, prices, best), best, chosen)


def bound_of(choices: Choices, prices: NDArray[np.float64], best: NDArray[np.float64]) -> float:
    """λ·capacity + Σ best net values, and what rounding may have taken from the sum."""
    parts = prices * choices.capacity
    slack = SURE * (np.abs(best).sum() + np.abs(parts).sum())
    return float(best.sum() + parts.sum() + slack)


def _ranges(choices: Choices) -> NDArray[np.float64]:
    begins = choices.first[:-1]
    ranges: NDArray[np.float64] = np.maximum.reduceat(choices.value, begins) - np.minimum.reduceat(
        choices.value, begins
    )
    return ranges


def _cool(
    choices: Choices,
    passes: ModuleType,
    prices: NDArray[np.float64],
    scale: float,
    hottest: float,
    coolest: float,
) -> NDArray[np.float64]:
    heat = hottest * scale
    while heat >= coolest * scale:
        prices = _newton(choices, passes, prices, heat)
        heat /= COOLING
    return prices


def _newton(
    choices: Choices, passes: ModuleType, prices: NDArray[np.float64], heat: float
) -> NDArray[np.float64]:
    """The prices that make the smoothed bound least at this heat; prices are never negative."""

    def bound(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
        total, usage, curve = passes.smoothed(choices, at, heat)
        return total + float(at @ choices.capacity), choices.capacity - usage, curve

    level, slope, curve = bound(prices)
    for _ in range(STEPS):
        way, length = _direction(prices, slope, curve), 1.0
        while True:
            trial = np.maximum(prices + length * way, 0.0)
            below = bound(trial)
            if below[0] <= level + 1e-4 * float(slope @ (trial - prices)):
                break
            length /= 3
            if length < 1e-3:
                return prices
        fell = level - below[0]
        prices, (level, slope, curve) = trial, below
        if fell <= ENOUGH * heat:
            break
    return prices


def _direction(
    prices: NDArray[np.float64], slope: NDArray[np.float64], curve: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The Newton step of the prices that may move: not those at zero that would fall below it."""
    own = curve.diagonal()
    free = (own > 0) & ((prices > 0) | (slope < 0))
    way = np.zeros(len(prices))
    inner = curve[np.ix_(free, free)] + np.diag(1e-6 * own[free])
    way[free] = -np.linalg.solve(inner, slope[free])
    return way
