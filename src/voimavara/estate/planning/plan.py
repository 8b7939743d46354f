"""A plan: one option for each object, what it is worth, and how much better any other could be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.choices import spans, summed
from voimavara.estate.planning.problem import PlanProblem


@dataclass(frozen=True, slots=True)
class Work:
    """A work of a plan: the object, what is done, the year in which it begins, what it costs (EUR)."""

    object: str
    action: str
    year: int
    cost: float
    value: float


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """The chosen option of each object (indexes into the problem's options), and the proven bound.

    `bound` is not below the value of any plan of the problem. `prices` are the shadow prices of the years'
    budgets: what the last euro of each year is worth; `side_prices` those of the floors and the cap.
    """

    problem: PlanProblem
    options: NDArray[np.int64]
    bound: float
    prices: NDArray[np.float64]
    side_prices: NDArray[np.float64]

    @property
    def value(self) -> float:
        """What the plan is worth, as the problem's objective says."""
        return float(self.problem.options.value[self.options].sum())

    @property
    def gap(self) -> float:
        """How much better another plan could be at most, in proportion to the bound."""
        return max(0.0, self.bound - self.value) / abs(self.bound) if self.bound else 0.0

    @property
    def spent(self) -> NDArray[np.float64]:
        """EUR in each year."""
        return spent(self.problem, self.options)

    @property
    def works(self) -> tuple[Work, ...]:
        """What is done, by year and object."""
        problem, options = self.problem, self.problem.options
        doing = np.flatnonzero(options.action[self.options] >= 0)
        works = [
            Work(
                problem.objects[number],
                problem.actions[options.action[option]],
                problem.years[options.year[option]],
                float(options.cost[options.start[option] : options.start[option + 1]].sum()),
                float(options.value[option]),
            )
            for number, option in zip(doing.tolist(), self.options[doing].tolist(), strict=True)
        ]
        return tuple(sorted(works, key=lambda work: (work.year, work.object)))


def spent(problem: PlanProblem, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
    """EUR in each year that the chosen options cost."""
    options = problem.options
    lengths = options.start[chosen + 1] - options.start[chosen]
    entries = spans(options.start[chosen], lengths)
    return summed(options.cost_year[entries], options.cost[entries], len(problem.years))
