"""Is everything followed? Indicators × rounds, by owner."""

from __future__ import annotations

from collections import Counter
from datetime import date

from voimavara.snapshot.model import CoverageCell, IndicatorView
from voimavara.web.answers import Page, Visit, page

Row = tuple[IndicatorView, list[CoverageCell | None]]


@page
def coverage(visit: Visit) -> Page:
    """The page of reporting coverage."""
    snapshot, say = visit.shown.snapshot, visit.say
    cells = {(cell.indicator, cell.round): cell for cell in snapshot.coverage.cells}
    rounds = snapshot.coverage.rounds
    owners: dict[str, list[Row]] = {}
    for indicator in snapshot.indicators:
        row = [cells.get((indicator.id, day)) for day in rounds]
        if any(row):
            owners.setdefault(indicator.owner, []).append((indicator, row))
    groups = sorted(owners.items(), key=lambda group: say.owner(group[0]))
    newest = rounds[-1] if rounds else None
    context = {
        "rounds": rounds,
        "groups": [(owner, rows, _states(rows, len(rounds) - 1)) for owner, rows in groups],
        "totals": [_share([cell for (_, day), cell in cells.items() if day == one]) for one in rounds],
        "late": _late(snapshot.indicators, cells, newest),
        "counts": Counter(cell.state for (_, day), cell in cells.items() if day == newest),
    }
    return Page("coverage.html", say.words("Follow-up"), "coverage", context=context)


def _states(rows: list[Row], column: int) -> Counter[str]:
    return Counter(cell.state for _, row in rows if column >= 0 and (cell := row[column]) is not None)


def _share(cells: list[CoverageCell]) -> tuple[int, int]:
    """How many came in time, and how many were due."""
    due = [cell for cell in cells if cell.state != "not_due"]
    return sum(cell.state == "in_time" for cell in due), len(due)


def _late(
    indicators: tuple[IndicatorView, ...], cells: dict[tuple[str, date], CoverageCell], newest: date | None
) -> list[tuple[IndicatorView, CoverageCell]]:
    """What has not come, longest awaited first."""
    found = [
        (indicator, cell)
        for indicator in indicators
        if newest and (cell := cells.get((indicator.id, newest))) and cell.state == "late"
    ]
    return sorted(found, key=lambda pair: pair[1].due or date.max)
