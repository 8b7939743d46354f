"""How long a stock in condition states stays in each state and where it moves next, as tables of odds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.estate.simulation.stock import ChainStock

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Moving = tuple[npt.NDArray[np.int8], npt.NDArray[np.int16], npt.NDArray[np.int32], npt.NDArray[np.uint64]]

GUIDE = 256


@dataclass(frozen=True)
class Tables:
    """By class and state: the odds (cumulated) of ending within 1, 2 … years, of the next state; and V/R.

    By class also the threshold of V/R and the worst state. `guide` tells where among the ends to begin to
    look for a draw: for each of GUIDE equal slices of 0 to 1, the first end above the slice's beginning.
    """

    years: int
    ends: Floats
    guide: npt.NDArray[np.int16]
    moves: Floats
    shares: Floats
    threshold: Floats
    worst: Ints


def tables_of(stock: ChainStock, years: int) -> Tables:
    """The tables of the stock's chains, over so many years."""
    chains = [stock.chains[name] for name in stock.classes.names]
    size = max(len(chain.states) for chain in chains)
    ends = np.zeros((len(chains), size, years))
    moves = np.ones((len(chains), size, size))
    shares = np.zeros((len(chains), size))
    for number, chain in enumerate(chains):
        own = len(chain.states)
        stay = np.diag(chain.transitions)
        ends[number, :own] = 1.0 - stay[:, None] ** np.arange(1, years + 1)
        leaving = chain.transitions - np.diag(stay)
        total = leaving.sum(axis=1, keepdims=True)
        odds = np.divide(leaving, total, out=np.zeros_like(leaving), where=total > 0)
        moves[number, :own, :own] = np.cumsum(odds, axis=1)
        for state in range(own):
            last = np.flatnonzero(odds[state])
            moves[number, state, last[-1] if last.size else 0 :] = 1.0
        shares[number, :own] = chain.shares
    threshold = np.array([stock.threshold[name] for name in stock.classes.names])
    worst = np.array([len(chain.states) - 1 for chain in chains])
    slices = np.arange(GUIDE) / GUIDE
    guide = np.apply_along_axis(np.searchsorted, 2, ends, slices, side="right").astype(np.int16)
    return Tables(years, ends, guide, moves, shares, threshold, worst)
