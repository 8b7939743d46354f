"""Twenty million rows through the command, against the best hand-written SQL over the same files.

The ratio is of what `voimavara run` asks its engine for, all its figures, from nothing but the loads, to the
same figures by hand. What the command takes beyond that, its imports included, is `engine_beside`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
import pyarrow as pa

from benchmarks.command import forget, measured
from benchmarks.engine_data import AS_OF, COSTS, POPULATION, groups, write
from benchmarks.result import Result
from voimavara.figures.columns import Figures
from voimavara.run.computation import Computation
from voimavara.run.workspace import Workspace

PAIRS, RUNS = 5, 3
RATIO, BESIDE_S, MEMORY_MB = 1.10, 3.0, 1500.0
STEPS = Path(__file__).with_name("handwritten.sql")


def run() -> Iterator[Result]:
    """Medians of interleaved pairs and of whole runs; nothing is kept from one to the next."""
    with TemporaryDirectory(prefix="voimavara-engine-") as folder:
        workspace = write(Path(folder) / "ledger")
        check_equal(engine_figures(workspace), handwritten_figures(workspace))
        own, reference = [], []
        for _ in range(PAIRS):
            forget(workspace)
            start = perf_counter()
            engine_figures(workspace)
            middle = perf_counter()
            handwritten_figures(workspace)
            own.append(middle - start)
            reference.append(perf_counter() - middle)
        runs = []
        for _ in range(RUNS):
            forget(workspace)
            runs.append(measured("run", workspace.folder, "--quiet"))
    ratio = median(ours / theirs for ours, theirs in zip(own, reference, strict=True))
    yield Result("engine_ratio", median(own), "s", RATIO, median(reference), ratio)
    whole = median(each.seconds for each in runs)
    yield Result("engine_beside", whole - median(own), "s", BESIDE_S, beside={"run": whole})
    yield Result("engine_memory", max(each.megabytes for each in runs), "MB", MEMORY_MB)


def engine_figures(workspace: Workspace) -> Figures:
    """All figures as the command computes them, which also keeps partial sums for the next time."""
    return Computation(workspace, AS_OF).figures


def handwritten_figures(workspace: Workspace) -> pa.Table:
    """All figures by the hand-written SQL."""
    selection = workspace.warehouse.select(workspace.programme.contracts, AS_OF)
    cube, figures = (step.split("\n", 1)[1] for step in STEPS.read_text().split("-- step: ")[1:])
    files = {
        name: [file for used in selection.of(name) for file in used.files] for name in (COSTS, POPULATION)
    }
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE indicators (indicator VARCHAR, function VARCHAR)")
        pairs = [(name, function) for name, functions in groups().items() for function in functions]
        connection.executemany("INSERT INTO indicators VALUES (?, ?)", pairs)
        connection.execute(
            "CREATE TABLE cube"
            " (municipality VARCHAR, year INTEGER, function VARCHAR, amount DECIMAL(38, 2), rows BIGINT)"
        )
        for file in files[COSTS]:
            connection.execute(cube, {"file": file})
        return connection.sql(figures, params={"population": files[POPULATION]}).to_arrow_table()


def check_equal(engine: Figures, handwritten: pa.Table) -> None:
    """Raises where the two differ in any figure of a municipality."""
    ours = {
        (each.indicator, dict(each.place)["municipality"], each.period.first): (
            each.value,
            each.numerator,
            each.denominator,
            each.n,
        )
        for each in engine
        if each.place
    }
    columns = ("indicator", "municipality", "year", "value", "numerator", "denominator", "n")
    rows = zip(*(handwritten[name].to_pylist() for name in columns), strict=True)
    if ours != {(name, place, year): tuple(rest) for name, place, year, *rest in rows}:
        raise AssertionError("the command's figures and those of the hand-written SQL differ")
