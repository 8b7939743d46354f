"""The investment plan as a question: objects, options, budgets and what the plan has to keep to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voimavara.estate.planning.options import Options


@dataclass(frozen=True, slots=True)
class Rule:
    """What has to be done, or must not be: a work on an object; any action or year where None is given."""

    object: str
    action: str | None = None
    years: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """The least mean condition (0..1, weighted) of a class of objects at the end of the horizon."""

    class_name: str
    level: float


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Choose one option for each object: maximise Σ value, each year's cost within its budget (EUR).

    Value, written out in `options.options_of`: weighted condition gained and cost avoided over the horizon.
    `must` works are done, `forbidden` ones never. Objects of a bundle are done in the same year or none of
    them. `floors` are of the classes in `class_of`, means weighted by `weight`; `emissions_cap` (t) is of all
    objects over the horizon.
    """

    objects: tuple[str, ...]
    actions: tuple[str, ...]
    years: tuple[int, ...]
    options: Options
    budgets: NDArray[np.float64]
    must: tuple[Rule, ...] = ()
    forbidden: tuple[Rule, ...] = ()
    bundles: tuple[tuple[str, ...], ...] = ()
    floors: tuple[Floor, ...] = ()
    class_of: tuple[str, ...] = ()
    weight: NDArray[np.float64] | None = None
    emissions_cap: float | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each object."""
        return {name: number for number, name in enumerate(self.objects)}

    @property
    def weights(self) -> NDArray[np.float64]:
        """The weight of each object in the mean condition of its class."""
        return np.ones(len(self.objects)) if self.weight is None else self.weight

    def members(self, class_name: str) -> NDArray[np.int64]:
        """The numbers of the objects of the class."""
        return np.array([n for n, name in enumerate(self.class_of) if name == class_name], np.int64)


def allowed(problem: PlanProblem) -> NDArray[np.bool_]:
    """Which options neither a must-do nor a ban takes away; later musts on one object narrow earlier ones."""
    options, numbers = problem.options, problem.numbers
    keeps = np.ones(len(options.value), bool)
    for rule in problem.must:
        part = slice(*options.first[numbers[rule.object] : numbers[rule.object] + 2])
        keeps[part] &= _matches(problem, rule, part)
    for rule in problem.forbidden:
        part = slice(*options.first[numbers[rule.object] : numbers[rule.object] + 2])
        keeps[part] &= ~_matches(problem, rule, part)
    return keeps


def _matches(problem: PlanProblem, rule: Rule, part: slice) -> NDArray[np.bool_]:
    action, year = problem.options.action[part], problem.options.year[part]
    matches = action >= 0
    if rule.action is not None:
        matches &= action == problem.actions.index(rule.action)
    if rule.years is not None:
        matches &= np.isin(year, [problem.years.index(each) for each in rule.years])
    return matches
