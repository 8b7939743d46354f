"""The passes over all options in plain NumPy: nothing to compile, so a small city's answer comes at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from voimavara.estate.planning.choices import Choices

FAINT = -34.0  # exp of less than this is nothing beside 1


def smoothed(
    choices: Choices, prices: NDArray[np.float64], heat: float
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Σ over groups of heat·log Σ exp(net / heat), the use expected, and how prices change that use."""
    net, counts = net_values(choices, prices), np.diff(choices.first)
    best = np.maximum.reduceat(net, choices.first[:-1])
    net -= np.repeat(best, counts)
    net /= heat
    near = np.flatnonzero(net > FAINT)
    groups = choices.group_of(near)
    share = np.exp(net[near])
    weight = np.bincount(groups, share, choices.groups)
    share /= weight[groups]
    uses = _matrix(choices)[near]
    weighted = uses.multiply(share[:, None]).tocsr()
    gather = csr_array((np.ones(len(near)), (groups, np.arange(len(near)))), (choices.groups, len(near)))
    means = gather @ weighted
    curve = (uses.T @ weighted - means.T @ means).toarray()
    total = best.sum() + heat * np.log(weight).sum()
    return float(total), np.asarray(weighted.sum(axis=0)).ravel(), curve / heat


def best_options(
    choices: Choices, prices: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The best net value in each group, and the first option that has it."""
    net = net_values(choices, prices)
    best = np.maximum.reduceat(net, choices.first[:-1])
    at = np.flatnonzero(net == np.repeat(best, np.diff(choices.first)))
    return best, at[np.searchsorted(at, choices.first[:-1])]


def losses(choices: Choices, prices: NDArray[np.float64], best: NDArray[np.float64]) -> NDArray[np.float32]:
    """How much less than the best of its group each option is worth net."""
    return (np.repeat(best, np.diff(choices.first)) - net_values(choices, prices)).astype(np.float32)


def net_values(choices: Choices, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each option is worth after its use of the resources at these prices."""
    net: NDArray[np.float64] = choices.value - _matrix(choices) @ prices
    return net


def _matrix(choices: Choices) -> csr_array:
    shape = (choices.size, len(choices.capacity))
    return csr_array((choices.amount, choices.resource, choices.start), shape)
