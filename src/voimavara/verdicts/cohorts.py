"""Each item within so many months of its own start; an item that has not started is not judged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from voimavara.core.periods import Period, month_index
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import given
from voimavara.verdicts.deadlines import Line, against_line
from voimavara.verdicts.hindrances import across_break, hindrance
from voimavara.verdicts.levels import judge_bound
from voimavara.verdicts.verdict import Judgement, Verdict
from voimavara.verdicts.wording import day, say

if TYPE_CHECKING:
    from voimavara.figures.figure import Where
    from voimavara.verdicts.case import Case


def started_places(case: Case) -> tuple[Where, ...]:
    """The items that had their start by the end of the period, in order."""
    last = case.period.last_day
    return tuple(
        ((given(case.cohort), item),) for item, start in sorted(case.starts.items()) if start <= last
    )


def nothing_started(case: Case) -> Verdict:
    """The verdict where no item has had its start yet."""
    reason = say(
        "Nothing had begun by {day}, so there is nothing to judge yet.",
        day=day(case.period.last_day),
    )
    return Verdict(Judgement.MISSING, reason, case.period)


def judge_item(case: Case, place: Where) -> Verdict:
    """The verdict on one item: on or off track before its own deadline, met or not from that day on."""
    cohort = given(case.indicator.target.within_months)
    start = case.starts[dict(place)[given(case.cohort)]]
    figure = case.figure(case.period, place)
    if hindered := hindrance(case, place, [figure]):
        return hindered
    begun = Period(month_index(start.year, start.month), 1)
    if at := case.break_within(begun, figure.period, place):
        return across_break(case, at, place)
    by = deadline(start, cohort.months, cohort.not_before)
    bound = Bound(case.level(cohort.reach))
    if figure.period.last_day >= by:
        return judge_bound(case, place, figure, bound)
    baseline = case.indicator.baseline
    first = case.level(baseline.value) if baseline and baseline.value is not None else 0.0
    return against_line(case, place, figure, bound, Line(start, first, by, bound.level))


def deadline(start: date, months: int, not_before: date | None) -> date:
    """The day so many months after the start, yet no earlier than the first deadline of all.

    >>> deadline(date(2020, 2, 29), 12, None), deadline(date(2019, 3, 1), 12, date(2020, 12, 31))
    (datetime.date(2021, 2, 28), datetime.date(2020, 12, 31))
    """
    month = Period(month_index(start.year, start.month) + months, 1)
    reached = month.last_day.replace(day=min(start.day, month.last_day.day))
    return max(reached, not_before) if not_before else reached
