"""San Diego's 30,712 measured street segments by the product's own way: load, backlog, plan, pages.

What a city does with `voimavara run` and `voimavara plan`, and then a reader who opens the portfolio (the
first page of its list, and its map) and the plan. Both commands make all that they make for any city; this
one has streets alone and asks for no scenarios. Neither imports nor writing the workspace are counted. The
seconds of each part follow the sum.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from django.test import Client
from django.test.utils import override_settings

from benchmarks.result import Result
from benchmarks.streets_workspace import AS_OF, write
from voimavara.portfolio.snapshot import current_snapshot
from voimavara.run.progress import silent
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.tasks.run import run as run_programme
from voimavara.web import answers
from voimavara.web.wsgi import application as _site_is_set_up  # noqa: F401

SEGMENTS, LIMIT, GAP = 30_712, 10.0, 1e-3
PAGES = ("/en/estate", "/en/estate/map.json", "/en/estate/plan")
Parts = dict[str, float]


def run() -> Iterator[Result]:
    """Seconds from the files to the last page, then of each part."""
    parts: Parts = {}
    with tempfile.TemporaryDirectory(prefix="voimavara-streets-") as name:
        folder = Path(name) / "streets"
        write(folder)
        with _timed(parts, "load"):
            run_programme(folder, AS_OF)
        with _timed(parts, "plan"):
            estate = current_snapshot(folder, AS_OF, silent)
        _check(estate)
        del estate  # the site is another process, and reads it from disk
        with _site(folder / "snapshots") as reader, _timed(parts, "pages"):
            told = [reader.get(address) for address in PAGES]
    if any(answer.status_code != 200 for answer in told):
        raise AssertionError([answer.status_code for answer in told])
    yield Result("streets", sum(parts.values()), "s", LIMIT)
    for part, seconds in parts.items():
        yield Result(f"streets_{part}", seconds, "s", LIMIT)


def _check(estate: EstateSnapshot) -> None:
    """Everything came in, and the plan is near its proven bound without exceeding a year's budget."""
    plan = estate.plan
    if plan is None or len(estate.objects) != SEGMENTS or any(one.backlog is None for one in estate.objects):
        raise AssertionError(f"{len(estate.objects)} segments are in the snapshot")
    over = any(spent > budget for spent, budget in zip(plan.spent, plan.budgets, strict=True))
    if over or not plan.works or plan.gap > GAP:
        raise AssertionError(f"the plan: {len(plan.works)} works, gap {plan.gap}, over budget: {over}")


@contextmanager
def _timed(parts: Parts, part: str) -> Iterator[None]:
    start = perf_counter()
    yield
    parts[part] = perf_counter() - start


@contextmanager
def _site(snapshots: Path) -> Iterator[Client]:
    """A reader of the site that shows these snapshots."""
    answers.shelf.cache_clear()
    with override_settings(SNAPSHOTS=snapshots):
        yield Client()
    answers.shelf.cache_clear()
