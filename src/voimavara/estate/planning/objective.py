"""What each action on each object costs and is worth in each year: the objective of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.estate.condition.backlog import shortfall
from voimavara.estate.planning.objects import PlanObjects
from voimavara.estate.planning.options import ObjectiveWeights, Options, condition_gained, options_of

Floats = npt.NDArray[np.float64]
TONNES = 1e-6  # of a million euros


@dataclass(frozen=True, slots=True)
class PlanAction:
    """A work that can be done: to which condition, at what share of the value made good, over which years.

    `kinds` are those of the objects that it suits (none: all); `saves_heat` is a share of the object's heat,
    `emissions` are tonnes of a million euros of work.
    """

    name: str
    to: float
    cost: float
    spread: tuple[float, ...]
    kinds: tuple[str, ...] = ()
    saves_heat: float = 0.0
    emissions: float = 0.0


@dataclass(frozen=True, slots=True)
class Objective:
    """What counts: interest and what a euro of backlog costs a year (shares), and the weights.

    `heat_emissions` (t/MWh) is None where emissions are not asked for; `at_end` asks for the condition in the
    last year.
    """

    interest: float
    backlog_cost: float
    weights: ObjectiveWeights
    heat_emissions: float | None = None
    at_end: bool = False


def objective_options(
    objects: PlanObjects,
    actions: Sequence[PlanAction],
    objective: Objective,
    present: int,
    years: Sequence[int],
) -> Options:
    """Euros of value kept a year and cost of backlog avoided, both discounted, of each work in each year."""
    untouched = objects.untouched(present, years)
    renewed = np.stack([objects.renewed(action.to, len(years)) for action in actions], axis=1)
    short = -shortfall(untouched, objects.threshold[:, None])
    left = -shortfall(renewed, objects.threshold[:, None, None])
    to = np.array([action.to for action in actions])
    price = np.array([action.cost for action in actions])
    # A pipe is laid anew whole, however long its life has still to run; the wear of others is made good.
    mended = np.where((objects.kinds == "pipe")[:, None], 0.0, untouched)
    missing = np.maximum(0.0, to[None, :, None] - mended[:, None, :])
    cost = missing * objects.replacement[:, None, None] * price[None, :, None]
    applies = np.stack([_applies(action, objects) for action in actions], axis=1) & (cost.max(axis=2) > 0)
    interest = objective.interest
    return options_of(
        condition_gained(untouched, renewed, objects.replacement, interest),
        condition_gained(short, left, objects.replacement * objective.backlog_cost, interest),
        cost,
        weights=objective.weights,
        spread=_spread(actions),
        applies=applies,
        emissions=_emissions(objects, actions, objective, cost),
        condition=_at_end(untouched, renewed) if objective.at_end else None,
    )


def _spread(actions: Sequence[PlanAction]) -> Floats:
    spread = np.zeros((len(actions), max(len(action.spread) for action in actions)))
    for number, action in enumerate(actions):
        spread[number, : len(action.spread)] = action.spread
    return spread


def _applies(action: PlanAction, objects: PlanObjects) -> npt.NDArray[np.bool_]:
    return np.isin(objects.kinds, action.kinds) if action.kinds else np.ones(objects.size, bool)


def _at_end(untouched: Floats, renewed: Floats) -> Floats:
    """The condition in the last year: when nothing is done, then by action and year of doing it."""
    done = renewed[:, :, ::-1].reshape(len(untouched), -1)
    return np.concatenate((untouched[:, -1:], done), axis=1)


def _emissions(
    objects: PlanObjects, actions: Sequence[PlanAction], objective: Objective, cost: Floats
) -> Floats | None:
    """Tonnes over the years of the plan: heat of buildings (as today, less what a work saves), and works.

    A building whose heat is not known counts for its works alone.
    """
    if objective.heat_emissions is None:
        return None
    count, _, years = cost.shape
    yearly = np.nan_to_num(objects.heat) * objective.heat_emissions
    saved = np.array([action.saves_heat for action in actions])
    made = np.array([action.emissions for action in actions])
    left = years - np.arange(years)
    heat = yearly[:, None, None] * (years - saved[None, :, None] * left[None, None, :])
    done = heat + cost * TONNES * made[None, :, None]
    return np.concatenate((yearly[:, None] * years, done.reshape(count, -1)), axis=1)
