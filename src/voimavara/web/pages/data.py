"""Where do the figures come from? Loads, the rows set aside, and what to mend."""

from __future__ import annotations

from voimavara.snapshot.model import LoadView
from voimavara.web.answers import Page, Visit, page

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
    waiting = sum(load.rows_open for load in snapshot.loads)
    context = {
        "headline": say.words(
            "The figures are computed from {rows} rows in {files} files.",
            rows=say.number(sum(load.rows_accepted for load in snapshot.loads)),
            files=say.number(len(snapshot.loads)),
        ),
        "lead": say.count("{number} row waits to be mended.", "{number} rows wait to be mended.", waiting)
        if waiting
        else say.words("No row waits to be mended."),
        "groups": [(loads[0], loads, _sums(loads), used.get(loads[0].dataset, [])) for loads in groups],
        "rejected": snapshot.rejected[:MOST],
        "all_rejected": len(snapshot.rejected),
        "by_id": visit.shown.loads,
        "indicators": visit.shown.indicators,
    }
    return Page("data.html", say.words("Data"), "data", context=context)


def _sums(loads: list[LoadView]) -> tuple[int, int, int]:
    """Rows accepted, set aside, and still open, over the loads."""
    return (
        sum(load.rows_accepted for load in loads),
        sum(load.rows_set_aside for load in loads),
        sum(load.rows_open for load in loads),
    )
