"""The best plain Numba loop over condition states: a draw a year and object, in registers, on all cores."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

STEP, UNIT, BLOCKS = np.uint64(0x9E3779B97F4A7C15), 2.0**-53, 64
A, B, C, BITS = np.uint64(13), np.uint64(7), np.uint64(17), np.uint64(11)


@njit(parallel=True, cache=True)
def yearly_states(
    state: np.ndarray, classes: np.ndarray, euros: np.ndarray, moves: np.ndarray, years: int, seed: int
) -> np.ndarray:
    """Euros by year, class and state; `moves` are cumulated yearly odds by class and state."""
    kinds, states = moves.shape[0], moves.shape[1]
    sums = np.zeros((BLOCKS, years + 1, kinds, states))
    size = (state.size + BLOCKS - 1) // BLOCKS
    for block in prange(BLOCKS):
        for row in range(block * size, min((block + 1) * size, state.size)):
            kind, now = classes[row], state[row]
            luck = np.uint64(seed) + np.uint64(row + 1) * STEP
            sums[block, 0, kind, now] += euros[row]
            for year in range(1, years + 1):
                luck ^= luck << A
                luck ^= luck >> B
                luck ^= luck << C
                draw = (luck >> BITS) * UNIT
                if draw >= moves[kind, now, now]:
                    old = now
                    now += 1
                    while draw >= moves[kind, old, now]:
                        now += 1
                sums[block, year, kind, now] += euros[row]
            state[row] = now
    total: np.ndarray = sums.sum(axis=0)
    return total
