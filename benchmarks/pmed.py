"""The p-median instances of the OR-Library (Beasley 1990), each solved to the known optimum, proven.

OR-Tools' CP-SAT solves the same in the same run, for half a minute each at most.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

from benchmarks.exact_solvers import median
from benchmarks.real_data import real_data
from benchmarks.result import Result
from voimavara.estate.space.networks import best_network


def run() -> Iterator[Result]:
    """How far each proven network is from the optimum, in proportion."""
    folder = real_data() / "benchmarks" / "pmed"
    with (folder / "OPTIMA.csv").open() as file:
        optima = {row["instance"]: float(row["optimum"]) for row in csv.DictReader(file)}
    for name, optimum in optima.items():
        travel, sites = read_instance(folder / f"{name}.txt")
        start = perf_counter()
        network = best_network(travel, sites)
        took = perf_counter() - start
        if not network.proven:
            raise AssertionError(f"{name} is not proven: {network.cost}, bound {network.bound}")
        away = abs(network.cost - optimum) / optimum
        beside = {"value": network.cost, "bound": network.bound, "s": took, **median(travel, sites)}
        yield Result(name.replace("pmed", "pmed_"), away, "share", 1e-9, optimum, beside=beside)


def read_instance(path: Path) -> tuple[NDArray[np.float64], int]:
    """Shortest paths between all points, and how many sites; of an edge given twice the last one counts."""
    numbers = np.array(path.read_text().split(), float)
    count, _, sites = numbers[:3].astype(int)
    edges = np.full((count, count), np.inf)
    for one, other, length in numbers[3:].reshape(-1, 3):
        edges[int(one) - 1, int(other) - 1] = edges[int(other) - 1, int(one) - 1] = length
    return shortest_path(np.where(np.isfinite(edges), edges, 0), directed=False), int(sites)
