"""The best plan there is, proven, where the problem is small enough for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning import arrays
from voimavara.estate.planning.choices import Choices
from voimavara.estate.planning.dual import bound_of
from voimavara.estate.planning.highs import EXACT, solve


@dataclass(frozen=True, slots=True)
class Exact:
    """The options of a plan, its value, and the bound that no plan exceeds."""

    chosen: NDArray[np.int64]
    value: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no better plan exists."""
        return self.bound - self.value <= 10 * EXACT * max(abs(self.value), 1.0)


def solve_exact(
    choices: Choices, begin: NDArray[np.int64] | None = None, nodes: int | None = None
) -> Exact | None:
    """The best plan by branch and bound; None where there is none (or none was found within so many nodes).

    From the prices of the linear programme and a plan to begin with, the options that lose more than the gap
    are no part of any better plan and are left out before branching (reduced-cost fixing; Sinha and
    Zoltners 1979).
    """
    linear = solve(choices, whole=False)
    if linear is None:
        return None
    best, _ = arrays.best_options(choices, linear.prices)
    bound = bound_of(choices, linear.prices, best)
    kept = np.arange(choices.size)
    if begin is not None:
        loss = arrays.losses(choices, linear.prices, best)
        behind = bound - float(choices.value[begin].sum())
        kept = np.union1d(np.flatnonzero(loss <= behind * (1 + 1e-5)), begin)
    small = choices.keep(kept)
    start = None if begin is None else np.searchsorted(kept, begin)
    found = solve(small, whole=True, begin=start, nodes=nodes)
    if found is None:
        return None if begin is None else Exact(begin, float(choices.value[begin].sum()), bound)
    chosen = kept[one_of_each(small, found.shares)]
    value = float(choices.value[chosen].sum())
    if (
        choices.usage(chosen) > choices.capacity
    ).any():  # within HiGHS's tolerance, but not within the budget
        return None if begin is None else Exact(begin, float(choices.value[begin].sum()), bound)
    return Exact(chosen, value, max(min(found.bound, bound), value))


def one_of_each(choices: Choices, shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """The option of each group with the largest share."""
    order = np.lexsort((shares, choices.group_of(np.arange(choices.size))))
    return order[choices.first[1:] - 1]
