"""What a new load of one row in a hundred costs, of the full computation.

In the process of a service that keeps its engine: partial sums of the earlier loads and the figures that
the load can't have changed are in memory. The full computation starts from nothing but the loads.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import pyarrow as pa

from benchmarks.engine_data import open_ledger
from benchmarks.engine_ratio import engine_figures
from benchmarks.result import Result
from voimavara.figures.engine import Engine

ROUNDS, LIMIT = 9, 0.05


def run() -> Result:
    """From the commit of the load to all the figures, against computing all from nothing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        open_ledger(folder / "before")
        pairs = [_pair(folder) for _ in range(ROUNDS)]
    refreshed, full = ([pair[which] for pair in pairs] for which in (0, 1))
    ratio = median(part / whole for part, whole in pairs)
    return Result("refresh_share", median(refreshed), "s", LIMIT, median(full), ratio)


def _pair(folder: Path) -> tuple[float, float]:
    """Seconds of the refresh, and of computing the same from nothing; both give the same figures."""
    copytree(folder / "before", folder / "now")
    ledger = open_ledger(folder / "now")
    engine = Engine(ledger.programme, ledger.selection, folder / "kept")
    engine.table(ledger.requests)
    ledger.commit_news()
    start = perf_counter()
    engine.take(ledger.selection)
    refreshed = engine.table(ledger.requests)
    middle = perf_counter()
    anew = engine_figures(ledger, ledger.selection, folder / "cold")
    end = perf_counter()
    if not in_words(refreshed).equals(in_words(anew)):
        raise AssertionError("the refreshed figures differ from those computed from nothing")
    for made in ("now", "kept", "cold"):
        rmtree(folder / made)
    return middle - start, end - middle


def in_words(figures: pa.Table) -> pa.Table:
    """The figures with words instead of numbers of words, which may be numbered in many ways."""
    schema = [
        pa.field(each.name, pa.string() if pa.types.is_dictionary(each.type) else each.type)
        for each in figures.schema
    ]
    return figures.cast(pa.schema(schema))
