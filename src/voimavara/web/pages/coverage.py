"""Is everything followed? Indicators × rounds, by owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voimavara.snapshot.lineage import CoverageCell
from voimavara.snapshot.model import IndicatorView
from voimavara.web.answers import Page, Visit, page
from voimavara.web.shelf import Shown

Cells = dict[tuple[str, date], CoverageCell]


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator's cells, round by round; None where it was not yet there."""

    indicator: IndicatorView
    cells: tuple[CoverageCell | None, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many figures due how many came in time."""

    in_time: int
    due: int


@page
def coverage(visit: Visit) -> Page:
    """The page of reporting coverage."""
    snapshot, say = visit.shown.snapshot, visit.say
    cells: Cells = {(cell.indicator, cell.round): cell for cell in snapshot.coverage.cells}
    rounds = snapshot.coverage.rounds
    owners: dict[str, list[Line]] = {}
    for indicator in snapshot.indicators:
        line = Line(indicator, tuple(cells.get((indicator.id, day)) for day in rounds))
        if any(line.cells):
            owners.setdefault(indicator.owner, []).append(line)
    of_owner = {owner: [line.indicator.id for line in lines] for owner, lines in owners.items()}
    groups = [
        (owner, owners[owner], _tally(cells, snapshot.round, of_owner[owner]))
        for owner in sorted(owners, key=say.owner)
    ]
    every = [indicator.id for indicator in snapshot.indicators]
    now = _tally(cells, snapshot.round, every)
    headline = _headline(now, visit)
    context = {
        "headline": headline,
        "rounds": rounds,
        "groups": groups,
        "totals": [_tally(cells, day, every) for day in rounds],
        "late": late_figures(visit.shown),
    }
    return Page("coverage.html", say.words("Follow-up"), "coverage", context=context, description=headline)


def _headline(now: Tally, visit: Visit) -> str:
    """The share of the current round in a sentence."""
    if not now.due:
        return visit.say.words("Nothing has been due yet.")
    if now.in_time == now.due:
        return visit.say.count(
            "The one figure due came in time.", "All {number} figures due came in time.", now.due
        )
    return visit.say.words(
        "Of {due} figures due, {in_time} came in time.", due=visit.say.number(now.due), in_time=now.in_time
    )


def _tally(cells: Cells, day: date | None, indicators: list[str]) -> Tally:
    """How many figures of the indicators were due in the round, and came in time."""
    due = [
        cell for name in indicators if day and (cell := cells.get((name, day))) and cell.state != "not_due"
    ]
    return Tally(sum(cell.state == "in_time" for cell in due), len(due))


def late_figures(shown: Shown) -> list[tuple[IndicatorView, CoverageCell]]:
    """What was due in the newest round and has not come, longest awaited first."""
    snapshot = shown.snapshot
    found = [
        (shown.indicators[cell.indicator], cell)
        for cell in snapshot.coverage.cells
        if cell.round == snapshot.round and cell.state == "late" and cell.indicator in shown.indicators
    ]
    return sorted(found, key=lambda pair: (pair[1].due or date.max, pair[0].code, pair[0].id))
