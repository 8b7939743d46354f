"""Khan's multiple-choice knapsacks (Khan, Li, Manning and Akbar 2002): the optimum, proven; I04 nearly.

OR-Tools' CP-SAT solves the same in the same run, for half a minute each at most.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.exact_solvers import knapsack
from benchmarks.real_data import real_data
from benchmarks.result import Result
from voimavara.estate.planning.choices import Choices, offsets
from voimavara.estate.planning.exact import solve_exact

HARD, NODES, NEAR = "I04", 4_000, 0.002  # its optimum is known from longer searches; a bound comes with ours


def run() -> Iterator[Result]:
    """How far each plan is from the known optimum, in proportion."""
    folder = real_data() / "benchmarks" / "mmkp"
    with (folder / "OPTIMA.csv").open() as file:
        optima = {row["instance"]: float(row["optimum"]) for row in csv.DictReader(file)}
    for name, optimum in optima.items():
        hard, instance = name == HARD, read_instance(folder / name)
        start = perf_counter()
        found = solve_exact(instance, nodes=NODES if hard else None)
        took = perf_counter() - start
        if found is None or found.bound < optimum * (1 - 1e-9) or not (hard or found.proven):
            raise AssertionError(f"{name} is not solved: {found}")
        beside = {"value": found.value, "bound": found.bound, "s": took, **knapsack(instance)}
        away, limit = 1 - found.value / optimum, NEAR if hard else 1e-9
        yield Result(f"mmkp_{name}", away, "share", limit, optimum, beside=beside)


def read_instance(path: Path) -> Choices:
    """Groups, options and resources of an instance, as its FORMAT.txt says."""
    numbers = np.array(path.read_text().split("Solutions")[0].replace("-", "").split(), float)
    groups, options, resources = numbers[:3].astype(int)
    capacity, rest = numbers[3 : 3 + resources], numbers[3 + resources :]
    rest = rest[: groups * (1 + options * (1 + resources))].reshape(groups, -1)
    rows = rest[:, 1:].reshape(groups * options, 1 + resources)  # each group begins with its number
    return Choices(
        offsets(np.full(groups, options)),
        rows[:, 0].copy(),
        offsets(np.full(len(rows), resources)),
        np.tile(np.arange(resources, dtype=np.int32), len(rows)),
        rows[:, 1:].ravel(),
        capacity,
    )
