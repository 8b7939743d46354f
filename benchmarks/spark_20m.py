"""Twenty million rows through the command, by Spark on two cores of this machine and by DuckDB."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.command import forget, measured
from benchmarks.engine_data import write
from benchmarks.result import Result
from voimavara.snapshot.files import identity_of, listed

LIMIT = 300.0  # seconds; what a cluster needs is not told by one machine


def run() -> Result:
    """Seconds of `run --engine spark` with its start, and DuckDB's beside; both make the same snapshot."""
    os.environ["SPARK_MASTER"] = "local[2]"
    os.environ["PYTHONPATH"] = f"{sys.prefix}/spark-libs"  # where the Makefile puts what Spark needs
    took, made = {}, {}
    with TemporaryDirectory(prefix="voimavara-spark-") as folder:
        workspace = write(Path(folder) / "ledger")
        for engine in ("spark", "duckdb"):
            forget(workspace)
            took[engine] = measured("run", workspace.folder, "--quiet", "--engine", engine).seconds
            made[engine] = identity_of(listed(workspace.snapshots)[-1])
    if made["spark"] != made["duckdb"]:
        raise AssertionError("Spark's figures differ from DuckDB's")
    return Result("spark_20m", took["spark"], "s", LIMIT, beside={"duckdb": took["duckdb"]})
