"""A level to reach or not to exceed: standing, or by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voimavara.core.language import Text
from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, say
from voimavara.figures.figure import Where
from voimavara.programme.calendar import Schedule
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import Target
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, given
from voimavara.verdicts.deadlines import StraightLine, baseline_start, before_deadline
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.kinds.kind import Better, TargetInWords, TargetKind
from voimavara.verdicts.levels import judge_bound
from voimavara.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Level(TargetKind):
    """`at_least`, or with `highest` `at_most`."""

    highest: bool = False

    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict against the level: standing, or by the day that the target names."""
        bound = self._bound(case)
        figure = case.figure(case.period, place)
        if hindered := hindrance(case, place, [figure]):
            return hindered
        by = case.indicator.target.by
        if by and figure.period.last_day < by:
            return before_deadline(case, place, figure, bound, by)
        return judge_bound(case, place, figure, bound)

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """The level, its day, and the straight line towards it."""
        bound, target = self._bound(case), case.indicator.target
        level, by = case.scale.level(bound.level), target.by
        words = (
            _words(level, highest=self.highest) if by is None else _words_by(level, by, highest=self.highest)
        )
        path = {} if by is None else _path(case, bound.level, by)
        return TargetInWords(target.kind, words, bound.level, by=by, path=path)

    def better(self, target: Target) -> Better:
        """Higher figures up to the level, or lower ones down to it."""
        return "lower" if self.highest else "higher"

    def periods(self, indicator: Indicator, schedule: Schedule, period: Period) -> tuple[Period, ...]:
        """The period whose figure starts the line to the deadline."""
        baseline = indicator.baseline
        if indicator.target.by is None or baseline is None or baseline.value is not None:
            return ()
        return (baseline_start(baseline.at, schedule)[1],)

    def _bound(self, case: Case) -> Bound:
        target = case.indicator.target
        return Bound(case.level(given(target.at_most if self.highest else target.at_least)), self.highest)


def _words(level: Part, *, highest: bool) -> Text:
    return say("At most {level}", level=level) if highest else say("At least {level}", level=level)


def _words_by(level: Part, by: date, *, highest: bool) -> Text:
    if highest:
        return say("At most {level} by {by}", level=level, by=by)
    return say("At least {level} by {by}", level=level, by=by)


def _path(case: Case, level: float, by: date) -> dict[Period, float]:
    """The straight line at the baseline, at the period judged now, and at the deadline."""
    baseline = case.indicator.baseline
    if baseline is None:
        return {}
    start, period = baseline_start(baseline.at, case.schedule)
    first = case.level(baseline.value) if baseline.value is not None else case.figure(period, ()).value
    if isinstance(first, Missing):
        return {}
    line = StraightLine(start, first, by, level)
    now = {case.period: line.at(case.period.last_day)} if case.period.last_day < by else {}
    return {period: first, **now, Period.month(by.year, by.month): level}
