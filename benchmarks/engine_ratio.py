"""The engine against the best hand-written SQL, over the same twenty million rows."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.engine_data import COSTS, POPULATION, Ledger, groups, open_ledger
from benchmarks.result import Result
from voimavara.figures.engine import Engine
from voimavara.warehouse.selection import Selection

PAIRS, LIMIT = 11, 1.10
STEPS = Path(__file__).with_name("handwritten.sql")


def run() -> Result:
    """Median of interleaved pairs; nothing is kept from one to the next, and figures are equal."""
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "warehouse")
        selection = ledger.selection
        cache = Path(folder) / "cache"
        check_equal(engine_figures(ledger, selection, cache), handwritten_figures(selection))
        own, reference = [], []
        for number in range(PAIRS):
            start = perf_counter()
            engine_figures(ledger, selection, cache / str(number))
            middle = perf_counter()
            handwritten_figures(selection)
            own.append(middle - start)
            reference.append(perf_counter() - middle)
    ratio = median(ours / theirs for ours, theirs in zip(own, reference, strict=True))
    return Result("engine_ratio", median(own), "s", LIMIT, median(reference), ratio)


def engine_figures(ledger: Ledger, selection: Selection, cache: Path) -> pa.Table:
    """All figures by the engine, which also keeps its partial sums for the next time."""
    return Engine(ledger.programme, selection, cache).table(ledger.requests)


def handwritten_figures(selection: Selection) -> pa.Table:
    """All figures by the hand-written SQL."""
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


def check_equal(engine: pa.Table, handwritten: pa.Table) -> None:
    """Raises where the two differ in any figure."""
    place = pc.replace_substring(engine["place"].cast(pa.string()), "municipality=", "")
    year = pc.subtract(pc.multiply(engine["period"].cast(pa.string()).cast(pa.int32()), 12), 0)
    ours = pa.table(
        {
            "indicator": engine["indicator"].cast(pa.string()),
            "municipality": place,
            "year": year,
            **{name: engine[name] for name in ("value", "numerator", "denominator", "n")},
        }
    )
    order = [(name, "ascending") for name in ("indicator", "municipality", "year")]
    ours, theirs = ours.sort_by(order), handwritten.select(ours.column_names).sort_by(order)
    for name in ours.column_names:
        same = pc.equal(ours[name], theirs[name].cast(ours[name].type))
        if ours.num_rows != theirs.num_rows or not pc.all(same).as_py():
            raise AssertionError(f"engine and hand-written SQL differ in {name}")
