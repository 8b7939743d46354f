"""What may be done with each object, when, and what that is worth: the objective of the plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voimavara.core.errors import UserError
from voimavara.estate.planning.choices import offsets

NOTHING = -1  # the action and year of doing nothing


@dataclass(frozen=True, slots=True)
class ObjectiveWeights:
    """What a unit of condition and a euro of avoided cost weigh in the objective."""

    condition: float = 1.0
    avoided_cost: float = 1.0


@dataclass(frozen=True, slots=True)
class Options:
    """Every option of every object, as flat arrays; options of object i are `first[i]:first[i + 1]`.

    The first one of each object is doing nothing (`action` and `year` −1). `value` is the objective; the
    costs of option j are `cost[k]` (EUR) in year number `cost_year[k]`, k in `start[j]:start[j + 1]`.
    `emissions` (t over the horizon) and `condition` (0..1 at its end) are of the object if the option is
    chosen.
    """

    first: NDArray[np.int32]
    action: NDArray[np.int16]
    year: NDArray[np.int16]
    value: NDArray[np.float64]
    start: NDArray[np.int32]
    cost_year: NDArray[np.int32]
    cost: NDArray[np.float64]
    emissions: NDArray[np.float64] | None = None
    condition: NDArray[np.float64] | None = None


def options_of(
    gained: NDArray[np.float64],
    avoided: NDArray[np.float64],
    cost: NDArray[np.float64],
    *,
    weights: ObjectiveWeights | None = None,
    spread: NDArray[np.float64] | None = None,
    applies: NDArray[np.bool_] | None = None,
    emissions: NDArray[np.float64] | None = None,
    condition: NDArray[np.float64] | None = None,
) -> Options:
    """The options of objects × actions × years, with the objective of each.

    value(i, a, t) = weights.condition · gained[i, a, t] + weights.avoided_cost · avoided[i, a, t]; doing
    nothing is worth 0. `gained` is condition × years over the horizon by what `condition_gained` says,
    `avoided` in EUR.
    `cost[i, a, t]` in EUR when begun in year t, paid by the shares `spread[a, k]` in year t + k (all at
    once by default). A work that would be paid beyond the horizon is no option, nor one that does not apply
    (objects × actions). `emissions` and `condition` are objects × (1 + actions × years): doing nothing
    first.
    """
    weights = weights or ObjectiveWeights()
    objects, actions, years = cost.shape
    spread = np.ones((actions, 1)) if spread is None else spread
    check_spread(spread, actions)
    can = np.ones((objects, actions), bool) if applies is None else applies
    possible = _possible(can, spread, years)
    kept = np.flatnonzero(possible)
    own, at = np.divmod(kept, 1 + actions * years)
    action = np.where(at > 0, (at - 1) // years, NOTHING).astype(np.int16)
    year = np.where(at > 0, (at - 1) % years, NOTHING).astype(np.int16)
    work = np.flatnonzero(at)
    place = own[work], action[work].astype(np.intp), year[work].astype(np.intp)
    value = np.zeros(len(kept))
    value[work] = weights.condition * gained[place] + weights.avoided_cost * avoided[place]
    start, which, after = _instalments(action, spread)
    return Options(
        first=offsets(possible.sum(axis=1)),
        action=action,
        year=year,
        value=value,
        start=start,
        cost_year=(year[which] + after).astype(np.int32),
        cost=cost[own[which], action[which], year[which]] * spread[action[which], after],
        emissions=None if emissions is None else emissions.ravel()[kept],
        condition=None if condition is None else condition.ravel()[kept],
    )


def _possible(can: NDArray[np.bool_], spread: NDArray[np.float64], years: int) -> NDArray[np.bool_]:
    """Objects × (1 + actions × years): nothing always, a work that applies and is paid within the horizon."""
    last = np.array([np.flatnonzero(shares).max(initial=0) for shares in spread])
    in_time = np.arange(years)[None, :] + last[:, None] < years
    works = (can[:, :, None] & in_time[None]).reshape(len(can), -1)
    return np.hstack([np.ones((len(can), 1), bool), works])


def _instalments(
    action: NDArray[np.int16], spread: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.intp], NDArray[np.intp]]:
    """Where each option's instalments start, and of each instalment its option and years after the start."""
    delays, counts = np.nonzero(spread)[1], np.count_nonzero(spread, axis=1)
    start = offsets(np.where(action == NOTHING, 0, counts[action]))
    which = np.repeat(np.arange(len(action)), np.diff(start))
    step = np.arange(start[-1]) - start[which]
    return start, which, delays[offsets(counts)[action[which]] + step]


def check_spread(spread: NDArray[np.float64], actions: int) -> None:
    """Raise where the shares of a work's cost by year are not those of one whole."""
    if spread.shape[0] != actions:
        raise UserError(
            "{got} actions have shares of cost by year, expected {expected}.",
            got=spread.shape[0],
            expected=actions,
        )
    for action, shares in enumerate(spread):
        if not (shares >= 0).all() or not np.isclose(shares.sum(), 1, rtol=0, atol=1e-9):
            raise UserError(
                "The shares of cost by year of action number {number} are {shares}, expected shares that are"
                " not negative and sum to 1.",
                number=action + 1,
                shares=shares.tolist(),
            )


def condition_gained(
    untouched: NDArray[np.float64],
    renewed: NDArray[np.float64],
    weight: NDArray[np.float64],
    discount: float = 0.0,
) -> NDArray[np.float64]:
    """Condition gained over the horizon by each action in each year: objects × actions × years.

    gained[i, a, t] = weight[i] · Σ over y ≥ t of (renewed[i, a, y − t] − untouched[i, y]) / (1 + discount)^y.
    `untouched` (objects × years) is the condition if nothing is done, `renewed` (objects × actions × years)
    that of each year since the action, `weight` say replacement value. With yearly costs in place of
    condition and weight −1 it gives the cost avoided.
    """
    years = untouched.shape[1]
    factor = (1 + discount) ** -np.arange(years)
    gained = np.empty(renewed.shape)
    for year in range(years):
        rest = renewed[:, :, : years - year] - untouched[:, None, year:]
        gained[:, :, year] = (rest @ factor[year:]) * weight[:, None]
    return gained
