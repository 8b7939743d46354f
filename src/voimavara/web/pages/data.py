"""Where do the figures come from? What is missing, the datasets, and the rows to be mended."""

from __future__ import annotations

from collections import Counter

from voimavara.snapshot.lineage import LoadView
from voimavara.web.answers import Page, Visit, page
from voimavara.web.pages.coverage import late_figures

MOST = 200  # so many rows to mend are listed; the command line exports all of them


@page
def data(visit: Visit) -> Page:
    """The page of the datasets."""
    snapshot, say = visit.shown.snapshot, visit.say
    datasets: dict[str, list[LoadView]] = {}
    for load in sorted(snapshot.loads, key=lambda one: (one.received, one.file), reverse=True):
        datasets.setdefault(load.dataset, []).append(load)
    groups = sorted(datasets.values(), key=lambda loads: say.text(loads[0].dataset_name))
    used: dict[str, list[str]] = {}
    for indicator in snapshot.indicators:
        for dataset in indicator.datasets:
            used.setdefault(dataset, []).append(indicator.id)
    headline, *rest = _told(visit)
    context = {
        "headline": headline,
        "lead": " ".join(rest),
        "late": late_figures(visit.shown),
        "waiting": _waiting(snapshot.loads),
        "groups": [(loads[0], loads, _sums(loads), used.get(loads[0].dataset, [])) for loads in groups],
        "rejected": snapshot.rejected[:MOST],
        "all_rejected": len(snapshot.rejected),
        "by_id": visit.shown.loads,
        "indicators": visit.shown.indicators,
    }
    return Page("data.html", say.words("Data"), "data", context=context, description=headline)


def _told(visit: Visit) -> list[str]:
    """What is missing, in plain words, before what there is."""
    snapshot, say = visit.shown.snapshot, visit.say
    if not snapshot.loads:
        return [say.words("No data have been received yet.")]
    late, waiting = len(late_figures(visit.shown)), sum(load.rows_open for load in snapshot.loads)
    told = []
    if late:
        told.append(
            say.told(
                "The data of one indicator are late.",
                "The data of {number} indicators are late.",
                late,
                "owned",
            )
        )
    if waiting:
        told.append(say.told("One row waits to be mended.", "{number} rows wait to be mended.", waiting))
    if not told:
        told.append(say.words("All data asked for have come, and no row waits to be mended."))
    files, rows = len(snapshot.loads), sum(load.rows_accepted for load in snapshot.loads)
    told.append(
        say.count(
            "The figures are computed from {rows} rows, which came in one file.",
            "The figures are computed from {rows} rows, which came in {number} files.",
            files,
            rows=say.number(rows),
        )
    )
    return told


def _waiting(loads: tuple[LoadView, ...]) -> list[tuple[str, int]]:
    """How many rows wait for each owner to mend them, most first."""
    counts: Counter[str] = Counter()
    for load in loads:
        counts[load.owner] += load.rows_open
    return [(owner, rows) for owner, rows in counts.most_common() if rows]


def _sums(loads: list[LoadView]) -> tuple[int, int, int]:
    """Rows accepted, set aside, and still open, over the loads."""
    return (
        sum(load.rows_accepted for load in loads),
        sum(load.rows_set_aside for load in loads),
        sum(load.rows_open for load in loads),
    )
