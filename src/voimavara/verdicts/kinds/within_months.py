"""Each item reaches a level within so many months of its own start; what has not started is not judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from voimavara.core.errors import Problem, did_you_mean
from voimavara.core.message import Message
from voimavara.core.periods import Period, month_index
from voimavara.core.sentences import count, say
from voimavara.figures.figure import Where
from voimavara.programme.draft import Draft
from voimavara.programme.meanings import datasets_of, referred
from voimavara.programme.models.formula import Formula
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import Target
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, given
from voimavara.verdicts.deadlines import StraightLine, against_line
from voimavara.verdicts.hindrances import across_break, hindrance
from voimavara.verdicts.kinds.kind import Better, TargetInWords, TargetKind, TargetNeeds
from voimavara.verdicts.levels import judge_bound
from voimavara.verdicts.verdict import Judgement, Verdict


class WithinMonths(TargetKind):
    """`within_months`."""

    chart = "cohort"

    def judge(self, case: Case, place: Where) -> Verdict:
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
        return against_line(case, place, figure, bound, StraightLine(start, first, by, bound.level))

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """The level, the months after each start, and the first deadline of all."""
        cohort = given(case.indicator.target.within_months)
        level = case.level(cohort.reach)
        shown, months = case.scale.level(level), count(cohort.months)
        if cohort.not_before is None:
            words = say("{level} within {months} months of each start", level=shown, months=months)
        else:
            words = say(
                "{level} within {months} months of each start, first due on {day}",
                level=shown,
                months=months,
                day=cohort.not_before,
            )
        return TargetInWords("within_months", words, level, by=cohort.not_before)

    def better(self, target: Target) -> Better:
        """Higher figures."""
        return "higher"

    def needs(self, target: Target) -> TargetNeeds:
        """Each item's start."""
        return TargetNeeds(starts=given(target.within_months).from_)

    def places(self, case: Case) -> tuple[Where, ...]:
        """The items that had their start by the end of the period, in order."""
        last = case.period.last_day
        return tuple(
            ((given(case.cohort), item),) for item, start in sorted(case.starts.items()) if start <= last
        )

    def without_places(self, case: Case) -> Verdict:
        """The verdict where no item has had its start yet."""
        reason = say(
            "Nothing had begun by {day}, so there is nothing to judge yet.",
            day=case.period.last_day,
        )
        return Verdict(Judgement.MISSING, reason, case.period)

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """It counts from a date column of the items that the indicator is broken down by."""
        formula, start = draft.formula(indicator), given(indicator.target.within_months).from_
        if formula is None:
            return
        dates = _item_dates(draft, indicator, formula)
        at = ("indicators", name, "target", "within_months", "from")
        items = [dimension for dimension, columns in dates.items() if start in columns]
        if not items:
            every = {each for columns in dates.values() for each in columns}
            message = Message.of(
                "there is no date '{from_}' among what the indicator is broken down by.", from_=start
            )
            hint = did_you_mean(start, every) or "break it down by an id whose register has the date."
            yield draft.problem(at, message, hint)
        elif indicator.apart != (items[0],):
            message = Message.of(
                "each '{items}' has its own deadline, so their figures are never added together.",
                items=items[0],
            )
            yield draft.problem(
                at, message, Message.of("write apart: [{items}], and leave it out of `by`.", items=items[0])
            )


def deadline(start: date, months: int, not_before: date | None) -> date:
    """The day so many months after the start, yet no earlier than the first deadline of all.

    >>> deadline(date(2020, 2, 29), 12, None), deadline(date(2019, 3, 1), 12, date(2020, 12, 31))
    (datetime.date(2021, 2, 28), datetime.date(2020, 12, 31))
    """
    month = Period(month_index(start.year, start.month) + months, 1)
    reached = month.last_day.replace(day=min(start.day, month.last_day.day))
    return max(reached, not_before) if not_before else reached


def _item_dates(draft: Draft, indicator: Indicator, formula: Formula) -> dict[str, set[str]]:
    """The date columns of the registers of the indicator's items, by dimension."""
    contracts = draft.programme.contracts
    found: dict[str, set[str]] = {}
    for dataset in datasets_of(formula):
        columns = contracts[dataset].columns if dataset in contracts else {}
        for dimension in (*indicator.apart, *indicator.by):
            register = referred(draft.programme, columns[dimension]) if dimension in columns else None
            if register:
                there = contracts[register].columns.items()
                dates = {each for each, column in there if column.type == "date"}
                found.setdefault(dimension, set()).update(dates)
    return found
