"""Plans of 5,000 and 50,000 objects × 6 actions × 30 years: how near the bound, how fast, in how much memory.

HiGHS (simplex, interior point) and OR-Tools (PDLP, GLOP) solve the linear programme of the 5,000 objects once
each, for minutes. Ours is the median of nine plans made in the same run, half of them before and half after,
and is compared with the quickest of the four. The bound is the optimum of a simplex.

The gap is the worst of several cities. On none of them have the plan's settings been tuned, which was done on
the city of the first seed of `plan_instance`.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from statistics import median
from time import perf_counter

from benchmarks.linear_solvers import Solved, solve_by_all
from benchmarks.plan_instance import city
from benchmarks.result import Result
from voimavara.estate.planning import compiled
from voimavara.estate.planning.choices import Choices
from voimavara.estate.planning.solution import choose

TIMES, LARGE_TIMES = 9, 3
SEEDS = (7, 1917, 20301231)  # settled before anything was measured on them
EXACT = ("highs_simplex", "ortools_glop")


def run() -> Iterator[Result]:
    """Gap to the linear programme's bound, time against HiGHS's, then the same for ten times as many."""
    small = city(5_000, SEEDS[0])
    planned(small)  # compiles the loops, where they are not kept on disk yet
    before = [planned(small) for _ in range(TIMES // 2)]
    solved = [one for one in solve_by_all(small) if one.optimum is not None]
    plans = before + [planned(small) for _ in range(TIMES - TIMES // 2)]
    bound = exact_optimum(solved)
    if any(low < bound * (1 - 1e-9) for _, low, _ in plans):
        raise AssertionError("our bound lies below the optimum of HiGHS")
    gaps = [1 - plans[0][0] / bound, *(gap_of(city(5_000, seed)) for seed in SEEDS[1:])]
    yield Result("plan_gap_5000", max(gaps), "share", 2e-4, bound, beside=by_seed(gaps))
    own = median(took for *_, took in plans)
    quickest = min(one.seconds for one in solved)
    told = {f"{one.solver}_s": one.seconds for one in solved}
    yield Result("plan_speedup_5000", own, "s", 1 / 50, quickest, own / quickest, told)
    large = city(50_000, SEEDS[0])
    larger = [planned(large) for _ in range(LARGE_TIMES)]
    gaps = [1 - larger[0][0] / larger[0][1]]
    del large
    gaps += [gap_of(city(50_000, seed)) for seed in SEEDS[1:]]
    yield Result("plan_gap_50000", max(gaps), "share", 2e-5, larger[0][1], beside=by_seed(gaps))
    longer = median(took for *_, took in larger)
    yield Result("plan_growth_50000", longer, "s", 10.0, own, longer / own)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    yield Result("plan_memory_50000", peak, "GB", 2.0)


def planned(choices: Choices) -> tuple[float, float, float]:
    """Value, bound and seconds of a plan; its budgets are kept."""
    start = perf_counter()
    chosen, bound, _ = choose(choices, passes=compiled)
    took = perf_counter() - start
    if (choices.usage(chosen) > choices.capacity).any():
        raise AssertionError("a budget is exceeded")
    return float(choices.value[chosen].sum()), bound, took


def gap_of(choices: Choices) -> float:
    """How far a plan is from its own proven bound, which is never below the linear programme's optimum."""
    value, bound, _ = planned(choices)
    return 1 - value / bound


def exact_optimum(solved: Sequence[Solved]) -> float:
    """The optimum that a simplex gives; the least of all where none was done in time."""
    exact = [one.optimum for one in solved if one.solver in EXACT and one.optimum is not None]
    return min(exact or [one.optimum for one in solved if one.optimum is not None])


def by_seed(gaps: Sequence[float]) -> dict[str, float]:
    """The gap of each city."""
    return {f"seed_{seed}": gap for seed, gap in zip(SEEDS, gaps, strict=True)}
