"""A million sewers in five states over a hundred years, against the best plain Numba loop."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.markov_loop import yearly_states
from benchmarks.result import Result
from voimavara.estate.ageing.markov import Chain, chain_of
from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.policies import DoNothing
from voimavara.estate.simulation.simulation import simulate
from voimavara.estate.simulation.stock import ChainStock

OBJECTS, YEARS, PAIRS, LIMIT = 1_000_000, 100, 9, 2.0
STATES, SHARES = ("1", "2", "3", "4", "5"), (1.0, 0.8, 0.6, 0.4, 0.2)
BREDA = chain_of([0.955, 0.972, 0.979, 0.988, 1], STATES, SHARES, "sewers of Breda")
FASTER = chain_of([0.94, 0.96, 0.97, 0.98, 1], STATES, SHARES, "test")
CHAINS = {"concrete": BREDA, "stoneware": BREDA, "iron": FASTER, "plastic": FASTER}


def run() -> Result:
    """Median of interleaved pairs after one warm-up of each; both give the same figures but for chance."""
    stock = sewers()
    check_agree(simulated(stock, 0), looped(stock, 0))
    own, reference = [], []
    for number in range(1, PAIRS + 1):
        start = perf_counter()
        simulated(stock, number)
        middle = perf_counter()
        looped(stock, number)
        own.append(middle - start)
        reference.append(perf_counter() - middle)
    ratio = median(ours / theirs for ours, theirs in zip(own, reference, strict=True))
    return Result("markov_ratio", median(own), "s", LIMIT, median(reference), ratio)


def sewers() -> ChainStock:
    """All new, in four classes."""
    numbers = np.arange(OBJECTS)
    labels = np.array(sorted(CHAINS))[numbers % len(CHAINS)]
    euros = (10_000.0 + 1000.0 * (numbers % 97)).astype(np.float64)
    new = np.zeros(OBJECTS, np.int8)
    threshold = dict.fromkeys(CHAINS, 0.6)
    return ChainStock(numbers.astype(np.str_), labels, euros, new, CHAINS, threshold)


def simulated(stock: ChainStock, seed: int) -> np.ndarray:
    """Technical value by year and class, from the product."""
    value: np.ndarray = simulate(stock, DoNothing(), 2026, YEARS, Runs(1, seed)).value[0]
    return value


def looped(stock: ChainStock, seed: int) -> np.ndarray:
    """Technical value by year and class, from the loop."""
    chains: list[Chain] = [stock.chains[name] for name in stock.classes.names]
    moves = np.stack([np.cumsum(chain.transitions, axis=1) for chain in chains])
    classes = stock.classes.of.astype(np.int16)
    euros = yearly_states(stock.state.copy(), classes, stock.replacement, moves, YEARS, seed)
    return np.asarray((euros * np.array(SHARES)).sum(axis=2))


def check_agree(ours: np.ndarray, theirs: np.ndarray) -> None:
    """Raises where the two differ by more than chance among a million objects allows."""
    off = float(np.abs(ours / theirs - 1.0).max())
    if off > 0.01:
        raise AssertionError(f"simulation and loop differ by {off:.1%}")
