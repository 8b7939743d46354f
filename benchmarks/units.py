"""What people wait for with 40 ratios by unit: 1,000 units, 2,340,000 rows, 360,000 figures.

All by the commands themselves. Cold is a run with the loads in the warehouse and nothing else; then comes a
load of 1 % (the last month again) and a run after it; then a run with nothing new. A cold run must make the
same snapshot as the run after the small load made before it.
"""

from __future__ import annotations

import http.client
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks.command import GLANCE, WAY_IN, Took, family, forget, measured, megabytes
from benchmarks.page_p95 import percentile, walk
from benchmarks.page_site import addresses, fetch, served
from benchmarks.result import Result
from benchmarks.units_workspace import INDICATORS, write, write_last_month_again
from voimavara.core.language import LANGUAGES
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.files import listed
from voimavara.snapshot.store import newest

UNITS, FEW_UNITS, ROUNDS = 1_000, 100, 3
COLD_S, MEMORY_MB, REFRESH, NOTHING_NEW_S = 8.0, 800.0, 0.25, 1.5
SNAPSHOT_MB, WEB_MB, FIRST_PAGE_S, PAGE_MS, GROWTH = 12.0, 250.0, 0.5, 50.0, 6.0
LONGEST_S = 300.0  # that the first page is waited for
HOME = "/fi/"
OTHER_KINDS = (  # of pages, beside those that every snapshot has
    "/api/v1/programme",
    "/api/v1/indicators",
    "/api/v1/verdicts",
    "/api/v1/coverage",
    "/api/v1/figures?indicator=cost_per_hour_k01",
    *(f"/{language}/indicators/cost_per_hour_k01/figures.csv" for language in LANGUAGES),
)


@dataclass(frozen=True)
class Round:
    """A cold run, one after a load of 1 %, one with nothing new; the MB of the first one's snapshot."""

    cold: Took
    refresh: Took
    nothing_new: Took
    snapshot: float


def run() -> Iterator[Result]:
    """Runs first, then pages, then the growth from a hundred units to a thousand."""
    with tempfile.TemporaryDirectory(prefix="voimavara-units-") as name:
        folder = Path(name) / "units"
        write(folder, UNITS)
        measured("load", folder, "--quiet")
        rounds = [_round(folder, time) for time in range(1, ROUNDS + 1)]
        cold, refresh, nothing_new = (
            median(getattr(each, which).seconds for each in rounds)
            for which in ("cold", "refresh", "nothing_new")
        )
        share = median(each.refresh.seconds / each.cold.seconds for each in rounds)
        yield Result("run_cold", cold, "s", COLD_S)
        yield Result("run_memory", max(each.cold.megabytes for each in rounds), "MB", MEMORY_MB)
        yield Result("run_refresh", refresh, "s", REFRESH, cold, share)
        yield Result("run_nothing_new", nothing_new, "s", NOTHING_NEW_S)
        yield Result("snapshot_size", max(each.snapshot for each in rounds), "MB", SNAPSHOT_MB)
        yield from _pages(folder)
        few = Path(name) / "few"
        write(few, FEW_UNITS)
        measured("load", few, "--quiet")
        small = median(_cold(few).seconds for _ in range(ROUNDS))
        yield Result("run_growth", cold, "s", GROWTH, small, cold / small)


def _round(folder: Path, time: int) -> Round:
    before = _newest_name(folder)
    cold = _cold(folder)
    size = _snapshot_size(folder)
    if before and _newest_name(folder).split(".")[2] != before.split(".")[2]:
        raise AssertionError("a run from nothing made another snapshot than the run after the small load")
    write_last_month_again(folder, UNITS, time)
    kept = _newest_name(folder)
    refresh = measured("run", folder, "--quiet")
    if _newest_name(folder) == kept:
        raise AssertionError("the run after the small load made no snapshot")
    return Round(cold, refresh, measured("run", folder, "--quiet"), size)


def _cold(folder: Path) -> Took:
    forget(open_workspace(folder))
    return measured("run", folder, "--quiet")


def _newest_name(folder: Path) -> str:
    there = listed(folder / "snapshots")
    return there[-1].name if there else ""


def _snapshot_size(folder: Path) -> float:
    """MB of all that the only snapshot is made of, its pictures aside."""
    snapshots = folder / "snapshots"
    files = (path for path in snapshots.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files if "charts" not in path.parts) / 1e6


def _pages(folder: Path) -> Iterator[Result]:
    """Every page in every language is asked for; then a run puts a newer snapshot there."""
    snapshot = newest(folder / "snapshots")
    if snapshot is None or len(snapshot.indicators) != INDICATORS:
        raise AssertionError(f"the snapshot lacks some of the {INDICATORS} indicators")
    pages = addresses(snapshot)
    del snapshot
    with served(folder) as (port, server):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for address in OTHER_KINDS:
            fetch(connection, address)
        connection.close()
        walk(port, pages, "first")  # the first look at each page reads its charts from disk
        took = walk(port, pages, "again")
        held = max(megabytes(process, "VmRSS") for process in family(server))
        yield Result("page_p95_units", percentile(took), "ms", PAGE_MS)
        yield Result("web_memory", held, "MB", WEB_MB)
        write_last_month_again(folder, UNITS, ROUNDS + 1)
        yield Result("first_page", _first_page(folder, port), "s", FIRST_PAGE_S)


def _first_page(folder: Path, port: int) -> float:
    """Seconds from the appearance of a new snapshot to the first page that shows it."""
    before = _newest_name(folder)
    running = subprocess.Popen([*WAY_IN, "run", str(folder), "--quiet"])
    while (appeared := _newest_name(folder)) == before and running.poll() is None:
        sleep(GLANCE)
    start = perf_counter()
    shown = appeared.split(".")[2][:8].encode()  # the part of its id that stands on each page
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while shown not in _body(connection, HOME) and perf_counter() - start < LONGEST_S:
        sleep(GLANCE)
    took = perf_counter() - start
    connection.close()
    if running.wait() or appeared == before or took >= LONGEST_S:
        raise AssertionError("the run made no newer snapshot, or no page showed it")
    return took


def _body(connection: http.client.HTTPConnection, address: str) -> bytes:
    connection.request("GET", address)
    return connection.getresponse().read()
