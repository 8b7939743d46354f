"""The periods whose figures an indicator needs: those it is followed by, and those it is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.programme.calendar import Schedule, current_round
from voimavara.verdicts.deadlines import baseline_start
from voimavara.verdicts.history import PROPOSED_YEARS, years_of

if TYPE_CHECKING:
    from datetime import date

    from voimavara.core.periods import Period
    from voimavara.programme.models.indicator import Indicator, Measure
    from voimavara.programme.models.programme import Cover


def series_periods(
    indicator: Indicator, cover: Cover, first: Period, as_of: date, measure: Measure | None = None
) -> tuple[Period, ...]:
    """The periods of the series that people see, oldest first: one a round, year or wave since `first`."""
    return Schedule.of(indicator, measure).series(cover, first, current_round(cover, as_of))


def judged_periods(indicator: Indicator, cover: Cover, as_of: date) -> tuple[Period, ...]:
    """The periods whose figures the verdict rests on, oldest first; some are not of the series."""
    schedule = Schedule.of(indicator)
    period = schedule.expected(cover, current_round(cover, as_of))
    found = {period}
    target = indicator.target
    if target.falling or target.rising:
        found.update(schedule.last_two_years(period))
    if target.from_history:
        found.update(schedule.earlier_years(period, years_of(target.from_history)))
    if target.undecided:
        found.update(schedule.earlier_years(period, PROPOSED_YEARS))
    if target.by and indicator.baseline and indicator.baseline.value is None:
        found.add(baseline_start(indicator.baseline.at, schedule)[1])
    return tuple(sorted(found))
