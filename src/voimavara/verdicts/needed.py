"""The periods whose figures an indicator needs: those it is followed by, and those it is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.programme.calendar import Schedule, current_round
from voimavara.verdicts.kinds import kind_of

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
    return tuple(sorted({period, *kind_of(indicator).periods(indicator, schedule, period)}))
