"""The verdict on an indicator: what hinders judging first, then its kind of target, place by place."""

from __future__ import annotations

from datetime import date

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.programme.calendar import Schedule, current_round
from voimavara.programme.models.indicator import Indicator, Measure
from voimavara.programme.models.programme import Cover
from voimavara.verdicts.case import Case
from voimavara.verdicts.hindrances import late, missing
from voimavara.verdicts.kinds import kind_of
from voimavara.verdicts.kinds.kind import TargetInWords
from voimavara.verdicts.places import without, worst_of
from voimavara.verdicts.verdict import Verdict


def judge(case: Case) -> Verdict:
    """The verdict: undecided, late, missing, incomplete, inconclusive, else what the figures say."""
    kind = kind_of(case.indicator)
    if kind.questions(case.indicator.target):
        return kind.judge(case, ())
    if case.late_since is not None:
        return late(case)
    places = kind.places(case)
    if not places:
        return kind.without_places(case)
    ended = [place for place in places if kind.has_ended(case, place)]
    verdicts = [kind.judge(case, place) for place in places if place not in ended]
    if not verdicts:
        return missing(case, Missing(Reason.NO_DATA), case.period)
    together = verdicts[0] if len(verdicts) == 1 else worst_of(case, verdicts)
    return without(case, together, ended) if ended else together


def describe_target(case: Case, verdict: Verdict) -> TargetInWords:
    """The target of the case in words; a level that comes from figures is the one that the verdict used."""
    return kind_of(case.indicator).describe(case, verdict)


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
