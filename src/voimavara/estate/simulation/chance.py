"""Chance that repeats: every object has a stream of its own, named by seed, run and the object's identifier.

So a run gives the same draws whatever the batch, the order of the register or the number of threads, and a
policy is compared with another one on the same luck. The generator is SplitMix64 (Steele, Lea and Flood,
2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voimavara.core.errors import UserError
from voimavara.estate.ageing.lives import Weibull

Floats = npt.NDArray[np.float64]
Streams = npt.NDArray[np.uint64]

GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
PRIME, BASIS = np.uint64(0x100000001B3), np.uint64(0xCBF29CE484222325)
UNIT = 2.0**-53
POINTS = 65536


@dataclass(frozen=True, slots=True)
class Runs:
    """How many Monte Carlo runs, from which seed; the seed is kept with every result.

    `shape` is the Weibull shape of lives along curves, a parameter (about 4; higher is surer). Condition
    states need none.
    """

    count: int
    seed: int
    shape: float | None = None

    def __post_init__(self) -> None:
        if self.count < 1 or self.seed < 0:
            raise UserError(
                "Runs: got {count} with the seed {seed}, expected at least 1 and a seed from 0 up.",
                count=self.count,
                seed=self.seed,
            )


def keys_of(names: npt.NDArray[np.str_]) -> Streams:
    """A 64-bit key for each identifier (FNV-1a over its characters), the same in every process."""
    width = names.dtype.itemsize // 4
    letters = np.ascontiguousarray(names).view(np.uint32).reshape(names.size, width)
    keys = np.full(names.size, BASIS)
    for column in range(width):
        letter = letters[:, column].astype(np.uint64)
        keys = np.where(letter > 0, (keys ^ letter) * PRIME, keys)
    return keys


def streams_of(keys: Streams, seed: int, run: int) -> Streams:
    """The objects' streams in a run."""
    start = mixed(np.array([seed], np.uint64) * GAMMA + np.uint64(run + 1))
    return mixed(keys ^ start)


def mixed(number: Streams) -> Streams:
    """The number with its bits well mixed."""
    number = (number ^ (number >> np.uint64(30))) * FIRST
    number = (number ^ (number >> np.uint64(27))) * SECOND
    return np.asarray(number ^ (number >> np.uint64(31)))


def draws(streams: Streams, number: npt.NDArray[np.int64]) -> Floats:
    """The draw of that number (from 0) in each stream, from 0 up to but not including 1."""
    return np.asarray((mixed(streams + GAMMA * (number + 1).astype(np.uint64)) >> np.uint64(11)) * UNIT)


def life_factors(shape: float) -> Floats:
    """Weibull lives of mean 1 at evenly spaced probabilities: a draw picks one of them."""
    at = (np.arange(POINTS) + 0.5) / POINTS
    lives = Weibull(shape, 1.0).scale * (-np.log1p(-at)) ** (1.0 / shape)
    return np.asarray(lives / lives.mean())
