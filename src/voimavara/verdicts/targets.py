"""A target in words, with the levels that charts draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.verdicts.case import given
from voimavara.verdicts.deadlines import Line, baseline_start
from voimavara.verdicts.growth import window_of
from voimavara.verdicts.history import basis_of, statistic_of, what_history_says
from voimavara.verdicts.levels import level_of
from voimavara.verdicts.trends import trend_of
from voimavara.verdicts.verdict import NO_TEXT
from voimavara.verdicts.wording import count, day, number_word, say, say_counted, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from voimavara.core.language import Text
    from voimavara.verdicts.case import Case
    from voimavara.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class TargetInWords:
    """What a target says, and where its lines lie; `path` is the straight line up to a deadline."""

    kind: str
    text: Text
    level: float | None = None
    upper: float | None = None
    by: date | None = None
    path: dict[Period, float] = field(default_factory=dict)
    what_history_says: Text = NO_TEXT


def describe_target(case: Case, verdict: Verdict) -> TargetInWords:
    """The target of the case in words; a level that comes from figures is the one that the verdict used."""
    return _DESCRIBERS[case.indicator.target.kind](case, verdict)


def _level(case: Case, _verdict: Verdict) -> TargetInWords:
    bound, by, kind = level_of(case), case.indicator.target.by, case.indicator.target.kind
    level = case.scale.level(bound.level)
    if by is None:
        words = say("At most {level}", level=level) if bound.highest else say("At least {level}", level=level)
        return TargetInWords(kind, words, bound.level)
    if bound.highest:
        words = say("At most {level} by {by}", level=level, by=day(by))
    else:
        words = say("At least {level} by {by}", level=level, by=day(by))
    return TargetInWords(kind, words, bound.level, by=by, path=_path(case, bound.level, by))


def _path(case: Case, level: float, by: date) -> dict[Period, float]:
    """The straight line at the baseline, at the period judged now, and at the deadline."""
    baseline = case.indicator.baseline
    if baseline is None:
        return {}
    start, period = baseline_start(baseline.at, case.schedule)
    first = case.level(baseline.value) if baseline.value is not None else case.figure(period, ()).value
    if isinstance(first, Missing):
        return {}
    line = Line(start, first, by, level)
    now = {case.period: line.at(case.period.last_day)} if case.period.last_day < by else {}
    return {period: first, **now, Period.month(by.year, by.month): level}


def _within(case: Case, _verdict: Verdict) -> TargetInWords:
    low, high = (case.level(end) for end in given(case.indicator.target.within))
    words = say(
        "Between {low} and {high}",
        low=case.scale.level(low),
        high=case.scale.level(high),
        range=case.scale.range(low, high, decided=True),
    )
    return TargetInWords("within", words, low, high)


def _trend(case: Case, _verdict: Verdict) -> TargetInWords:
    falling, each = case.indicator.target.falling is not None, trend_of(case).each is not None
    match falling, each:
        case True, True:
            words = say("Lower than the year before in every case")
        case True, False:
            words = say("Lower than the year before")
        case False, True:
            words = say("Higher than the year before in every case")
        case _:
            words = say("Higher than the year before")
    return TargetInWords(case.indicator.target.kind, words)


def _history(case: Case, verdict: Verdict) -> TargetInWords:
    history = given(case.indicator.target.from_history)
    basis = text(basis_of(case, history.of.months // 12, statistic_of(history)))
    words = say("At most {basis}", basis=basis) if history.at_most else say("At least {basis}", basis=basis)
    return TargetInWords("from_history", words, verdict.level)


def _peers(case: Case, verdict: Verdict) -> TargetInWords:
    first, last = window_of(case)
    words = say_counted(
        "Growth in {years} year at most the median of the peer municipalities",
        "Growth in {years} years at most the median of the peer municipalities",
        last - first,
        years=number_word(last - first, "in"),
    )
    return TargetInWords("not_above_peers", words, verdict.level)


def _cohort(case: Case, _verdict: Verdict) -> TargetInWords:
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
            day=day(cohort.not_before),
        )
    return TargetInWords("within_months", words, level, by=cohort.not_before)


def _covered(case: Case, _verdict: Verdict) -> TargetInWords:
    level = case.level(given(case.indicator.target.covered))
    words = say("{level} of the figures due come in time", level=case.scale.level(level))
    return TargetInWords("covered", words, level)


def _undecided(case: Case, _verdict: Verdict) -> TargetInWords:
    words = say("No target level has been decided")
    return TargetInWords("undecided", words, what_history_says=what_history_says(case))


_DESCRIBERS: Mapping[str, Callable[[Case, Verdict], TargetInWords]] = {
    "at_least": _level,
    "at_most": _level,
    "within": _within,
    "falling": _trend,
    "rising": _trend,
    "from_history": _history,
    "not_above_peers": _peers,
    "within_months": _cohort,
    "covered": _covered,
    "undecided": _undecided,
}
