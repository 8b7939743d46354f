"""What a new load of one row in a hundred costs, of the full computation."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from engine_data import open_ledger
from engine_ratio import engine_figures
from result import Result

ROUNDS, LIMIT = 9, 0.05


def run() -> Result:
    """From the commit of the load to all the figures, against computing all from nothing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        open_ledger(folder / "before")
        ledger = open_ledger(folder / "before")
        engine_figures(ledger, ledger.selection, folder / "kept")
        refreshed, full = [], []
        for number in range(ROUNDS):
            copytree(folder / "before", folder / "now")
            copytree(folder / "kept", folder / "cache")
            ledger = open_ledger(folder / "now")
            ledger.commit_news()
            start = perf_counter()
            engine_figures(ledger, ledger.selection, folder / "cache")
            middle = perf_counter()
            engine_figures(ledger, ledger.selection, folder / f"cold-{number}")
            refreshed.append(middle - start)
            full.append(perf_counter() - middle)
            rmtree(folder / "now")
            rmtree(folder / "cache")
    ratio = median(part / whole for part, whole in zip(refreshed, full, strict=True))
    return Result("refresh_share", median(refreshed), "s", LIMIT, median(full), ratio)
