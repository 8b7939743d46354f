"""Is everything followed: which figure of which round came, in time, late, or not at all, and whose it is.

A figure is received once every dataset behind it has a load that speaks of its period's last month. A
register, whose rows hold until they are said to end, speaks of every month from its first load on. The
indicator that tells the coverage itself is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from voimavara.core.origin import Origin, weakest
from voimavara.core.periods import Period
from voimavara.core.units import NUMBER
from voimavara.figures.figure import Figure, Where
from voimavara.programme.calendar import Schedule, due_day, followed_rounds
from voimavara.programme.meanings import OWNER, datasets_of, resolve, sources_behind
from voimavara.programme.models.contract import Validity
from voimavara.programme.models.formula import Formula
from voimavara.programme.programme import Programme
from voimavara.warehouse.load import Load

State = Literal["in_time", "came_late", "late", "not_due"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator in one round.

    `period` and `due` are what the round asks for, None where it asks for nothing new. Before its due day has
    passed a figure that has not come yet is not due. `origin` is the weakest of the loads that came for it.
    """

    indicator: str
    owner: str
    round: date
    period: Period | None
    due: date | None
    received: date | None
    state: State
    origin: Origin | None = None


def follow(programme: Programme, loads: Iterable[Load], as_of: date) -> tuple[Cell, ...]:
    """Every indicator in every followed round up to the next one, by what had been received as of the date.

    `loads` are all there are, also those that newer ones replaced: what came in time came in time.
    """
    known = [load for load in loads if load.received <= as_of]
    rounds = followed_rounds(programme.cover, as_of)
    return tuple(
        _cell(programme, indicator, round_, known, as_of)
        for indicator in followed_indicators(programme)
        for round_ in rounds
    )


def followed_indicators(programme: Programme) -> tuple[str, ...]:
    """The indicators that need data that somebody sends, in the order of their ids."""
    return tuple(
        name
        for name, indicator in sorted(programme.indicators.items())
        if _is_sent(programme, resolve(programme, indicator).formula)
    )


def _is_sent(programme: Programme, formula: Formula) -> bool:
    """Whether its rows come from people; nobody is late with what the product works out by itself."""
    behind = sources_behind(programme, datasets_of(formula))
    return any(programme.contracts[dataset].is_read_from_files for dataset in behind)


def late_since(cells: Iterable[Cell], indicator: str) -> date | None:
    """The due day of the newest figure that was asked for, where it has not come; None where it has."""
    asked = [cell for cell in cells if cell.indicator == indicator and cell.period is not None]
    past = [cell for cell in asked if cell.state != "not_due"]
    newest = max(past, key=lambda cell: cell.round, default=None)
    return newest.due if newest is not None and newest.state == "late" else None


def _arrivals(
    programme: Programme, indicator: str, period: Period, loads: Sequence[Load]
) -> dict[str, Load | None]:
    """For each dataset behind the indicator's figure the first load that speaks of it, or None."""
    formula = resolve(programme, programme.indicators[indicator]).formula
    return {
        dataset: min(
            (
                load
                for load in loads
                if load.dataset == dataset and _speaks_of(programme, load, period.last_month)
            ),
            key=lambda load: (load.received, load.id),
            default=None,
        )
        for dataset in sources_behind(programme, datasets_of(formula))
    }


def coverage_figures(indicator: str, version: str, cells: Sequence[Cell], as_of: date) -> tuple[Figure, ...]:
    """The share of due figures that came in time, for each round whose due day is past; also by owner."""
    found: list[Figure] = []
    for round_ in sorted({cell.round for cell in cells}):
        due = [cell for cell in cells if cell.round == round_ and cell.due and cell.due < as_of]
        if due:
            found.append(_share(indicator, version, round_, due, ()))
        for owner in sorted({cell.owner for cell in due}):
            theirs = [cell for cell in due if cell.owner == owner]
            found.append(_share(indicator, version, round_, theirs, ((OWNER, owner),)))
    return tuple(found)


def _share(indicator: str, version: str, round_: date, cells: Sequence[Cell], place: Where) -> Figure:
    in_time, due = sum(cell.state == "in_time" for cell in cells), len(cells)
    return Figure(
        indicator,
        Period.month(round_.year, round_.month),
        in_time / due,
        NUMBER,
        version,
        place=place,
        numerator=float(in_time),
        denominator=float(due),
        n=due,
        origin=weakest(cell.origin for cell in cells if cell.origin) or Origin.OWN,
    )


def _cell(programme: Programme, name: str, round_: date, loads: Sequence[Load], as_of: date) -> Cell:
    indicator, cover = programme.indicators[name], programme.cover
    schedule = Schedule.of(indicator)
    if not schedule.is_due(cover, round_):
        return Cell(name, indicator.owner, round_, None, None, None, "not_due")
    period, due = schedule.expected(cover, round_), due_day(cover, round_)
    arrivals = _arrivals(programme, name, period, loads).values()
    came = [load for load in arrivals if load is not None]
    received = max((load.received for load in came), default=None) if len(came) == len(arrivals) else None
    state = _state(received, due, as_of)
    return Cell(
        name, indicator.owner, round_, period, due, received, state, weakest(load.origin for load in came)
    )


def _state(received: date | None, due: date, as_of: date) -> State:
    if received is not None:
        return "in_time" if received <= due else "came_late"
    return "late" if as_of > due else "not_due"


def _speaks_of(programme: Programme, load: Load, month: Period) -> bool:
    """Whether the load covers the month; a register's load speaks of all of them."""
    period = programme.contracts[load.dataset].period
    if period is None or isinstance(period, Validity):
        return load.rows_accepted > 0
    return load.covers is not None and load.covers.contains(month)
