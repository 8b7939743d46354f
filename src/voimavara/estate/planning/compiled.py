"""The passes over all options as loops that Numba compiles once and keeps on disk."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from voimavara.estate.planning.choices import Choices

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

FAINT = -34.0  # exp of less than this is nothing beside 1


def smoothed(
    choices: Choices, prices: NDArray[np.float64], heat: float
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Σ over groups of heat·log Σ exp(net / heat), the use expected, and how prices change that use."""
    widest = int(np.diff(choices.first).max())
    usage, curve = np.zeros(len(prices)), np.zeros((len(prices), len(prices)))
    total = _smoothed(*_arrays(choices), prices, heat, np.zeros(widest), usage, curve)
    return float(total), usage, curve / heat


def best_options(
    choices: Choices, prices: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The best net value in each group, and the option that has it."""
    best, chosen = np.full(choices.groups, -np.inf), np.zeros(choices.groups, np.int64)
    _best(*_arrays(choices), prices, best, chosen)
    return best, chosen


def losses(choices: Choices, prices: NDArray[np.float64], best: NDArray[np.float64]) -> NDArray[np.float32]:
    """How much less than the best of its group each option is worth net."""
    loss = np.zeros(choices.size, np.float32)
    _losses(*_arrays(choices), prices, best, loss)
    return loss


def _arrays(choices: Choices) -> tuple[Ints, Floats, Ints, Ints, Floats]:
    return choices.first, choices.value, choices.start, choices.resource, choices.amount


@njit(cache=True)
def _smoothed(  # noqa: C901 one loop over the options, which Numba does not split
    first: Ints,
    value: Floats,
    start: Ints,
    resource: Ints,
    amount: Floats,
    prices: Floats,
    heat: float,
    net: Floats,
    usage: Floats,
    curve: Floats,
) -> float:
    mean = np.zeros(len(prices))
    known = np.zeros(len(prices), np.bool_)
    touched = np.zeros(len(prices), np.int32)
    total = 0.0
    for group in range(len(first) - 1):
        low, high = first[group], first[group + 1]
        best = -np.inf
        for option in range(low, high):
            worth = value[option]
            for entry in range(start[option], start[option + 1]):
                worth -= prices[resource[entry]] * amount[entry]
            net[option - low] = worth
            best = max(best, worth)
        weight = 0.0
        for option in range(low, high):
            behind = (net[option - low] - best) / heat
            net[option - low] = np.exp(behind) if behind > FAINT else 0.0
            weight += net[option - low]
        total += best + heat * np.log(weight)
        seen = 0
        for option in range(low, high):
            share = net[option - low] / weight
            if share > 0.0:
                for entry in range(start[option], start[option + 1]):
                    at, much = resource[entry], amount[entry]
                    if not known[at]:
                        known[at] = True
                        touched[seen] = at
                        seen += 1
                    mean[at] += share * much
                    for other in range(start[option], start[option + 1]):
                        curve[at, resource[other]] += share * much * amount[other]
        for one in range(seen):
            at = touched[one]
            usage[at] += mean[at]
            for two in range(seen):
                curve[at, touched[two]] -= mean[at] * mean[touched[two]]
        for one in range(seen):
            mean[touched[one]] = 0.0
            known[touched[one]] = False
    return total


@njit(cache=True)
def _best(
    first: Ints,
    value: Floats,
    start: Ints,
    resource: Ints,
    amount: Floats,
    prices: Floats,
    best: Floats,
    chosen: Longs,
) -> None:
    for group in range(len(first) - 1):
        for option in range(first[group], first[group + 1]):
            worth = value[option]
            for entry in range(start[option], start[option + 1]):
                worth -= prices[resource[entry]] * amount[entry]
            if worth > best[group]:
                best[group] = worth
                chosen[group] = option


@njit(cache=True)
def _losses(
    first: Ints,
    value: Floats,
    start: Ints,
    resource: Ints,
    amount: Floats,
    prices: Floats,
    best: Floats,
    loss: Singles,
) -> None:
    for group in range(len(first) - 1):
        for option in range(first[group], first[group + 1]):
            worth = value[option]
            for entry in range(start[option], start[option + 1]):
                worth -= prices[resource[entry]] * amount[entry]
            loss[option] = best[group] - worth
