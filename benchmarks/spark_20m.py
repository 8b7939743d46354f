"""The same figures of twenty million rows by Spark on two cores of this machine and by DuckDB."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pyarrow as pa

from benchmarks.engine_data import Ledger, open_ledger
from benchmarks.result import Result
from voimavara.figures.database import open_database
from voimavara.figures.engine import Engine
from voimavara.programme.models.programme import EngineName

LIMIT = 300.0  # seconds; what a cluster needs is not told by one machine


def run() -> Result:
    """Seconds of Spark with its start, and beside them what is measured without it, and DuckDB's."""
    os.environ["SPARK_MASTER"] = "local[2]"
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "warehouse")
        by_spark, begun, scanned = _figures(ledger, Path(folder), "spark")
        by_duckdb, _, duckdb = _figures(ledger, Path(folder), "duckdb")
    if not by_spark.equals(by_duckdb):
        raise AssertionError("Spark's figures differ from DuckDB's")
    return Result("spark_20m", begun, "s", LIMIT, beside={"spark_started": scanned, "duckdb": duckdb})


def _figures(ledger: Ledger, folder: Path, name: EngineName) -> tuple[pa.Table, float, float]:
    """All figures in an order of their own; seconds with the start of the engine, and without it."""
    with closing(open_database(name)) as database:
        times = []
        for attempt in ("begun", "scanned"):
            start = perf_counter()
            cache = folder / f"{name}-{attempt}"
            table = Engine(ledger.programme, ledger.selection, cache, database).table(ledger.requests)
            times.append(perf_counter() - start)
    words = [each.name for each in table.schema if pa.types.is_dictionary(each.type)]
    for word in words:
        at = table.column_names.index(word)
        table = table.set_column(at, word, table.column(at).cast(pa.string()))
    table = table.sort_by([(each, "ascending") for each in ("indicator", "place", "period")])
    return table, times[0], times[1]
