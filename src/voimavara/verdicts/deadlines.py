"""Before a deadline: on track or off track against the straight line from the baseline to the level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voimavara.core.dates import day_in
from voimavara.core.language import Text
from voimavara.core.periods import Period, month_index
from voimavara.core.sentences import Part, say
from voimavara.figures.figure import Figure, Where
from voimavara.programme.calendar import Schedule
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, value_of
from voimavara.verdicts.hindrances import across_break, hindrance
from voimavara.verdicts.verdict import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class StraightLine:
    """The straight line, in days, from the baseline to the level at the deadline.

    >>> StraightLine(date(2020, 1, 1), 0.0, date(2020, 12, 31), 1.0).at(date(2020, 7, 1)).__round__(4)
    0.4986
    """

    start: date
    value: float
    by: date
    level: float

    def at(self, when: date) -> float:
        """The line's value on the day; before its start and after its end it stays level."""
        length = (self.by - self.start).days
        gone = min(max((when - self.start).days, 0), length)
        return self.level if length <= 0 else self.value + (self.level - self.value) * gone / length


def before_deadline(case: Case, place: Where, figure: Figure, bound: Bound, by: date) -> Verdict:
    """The verdict on a figure that speaks of a time before the deadline, by the indicator's own baseline."""
    baseline = case.indicator.baseline
    if baseline is None:
        return _without_line(case, place, figure, bound, by)
    start, period = baseline_start(baseline.at, case.schedule)
    if baseline.value is not None:
        if at := case.break_within(period, figure.period, place):
            return across_break(case, at, place)
        return against_line(
            case, place, figure, bound, StraightLine(start, case.level(baseline.value), by, bound.level)
        )
    first = case.figure(period, place)
    if hindered := hindrance(case, place, [first, figure]):
        return hindered
    return against_line(case, place, figure, bound, StraightLine(start, value_of(first), by, bound.level))


def baseline_start(at: str, schedule: Schedule) -> tuple[date, Period]:
    """The day from which the line is drawn, and the period whose figure starts it."""
    day_ = day_in(at)
    if day_ is None:
        period = schedule.ending_with(Period.parse(at))
        return period.last_day, period
    return day_, schedule.ending_with(Period(month_index(day_.year, day_.month), 1))


def against_line(case: Case, place: Where, figure: Figure, bound: Bound, line: StraightLine) -> Verdict:
    """On track or off track; a value that is at the level already is on track wherever the line stands."""
    now = line.at(figure.period.last_day)
    required = max(now, bound.level) if bound.highest else min(now, bound.level)
    asked = Bound(required, bound.highest)
    judgement = {
        Judgement.MET: Judgement.ON_TRACK,
        Judgement.NOT_MET: Judgement.OFF_TRACK,
    }.get(asked.judge(value_of(figure), figure.interval), Judgement.INCONCLUSIVE)
    there = bound.margin(value_of(figure)) >= 0
    return Verdict(
        judgement,
        _reason(case, figure, bound, asked, line, judgement, there=there),
        figure.period,
        place,
        value_of(figure),
        bound.level,
        bound.margin(value_of(figure)),
        asked=required,
        by=line.by,
    )


def _reason(
    case: Case,
    figure: Figure,
    bound: Bound,
    asked: Bound,
    line: StraightLine,
    judgement: Judgement,
    *,
    there: bool,
) -> Text:
    """The sentence with the value, what is asked of it now, and the level and its day."""
    value = value_of(figure)
    parts: dict[str, Part] = {
        "value": case.scale.value(value, beside=asked.level),
        "now": case.scale.value(asked.level, beside=value),
        "level": case.scale.level(bound.level),
        "by": line.by,
    }
    if judgement is Judgement.INCONCLUSIVE:
        return _doubtful(bound, parts)
    if there:
        return _at_level_already(bound, parts)
    if judgement is Judgement.ON_TRACK and figure.period.last_day <= line.start:
        return _at_the_start(bound, {**parts, "start": line.start})
    if judgement is Judgement.ON_TRACK:
        return _on_track(bound, parts)
    return _off_track(bound, parts)


def _doubtful(bound: Bound, parts: dict[str, Part]) -> Text:
    if bound.highest:
        return say(
            "The estimate is {value}; the answers do not tell whether it is within {now} now, on the way "
            "to at most {level} by {by}.",
            **parts,
        )
    return say(
        "The estimate is {value}; the answers do not tell whether it reaches {now} now, on the way to at "
        "least {level} by {by}.",
        **parts,
    )


def _at_level_already(bound: Bound, parts: dict[str, Part]) -> Text:
    if bound.highest:
        return say(
            "The figure is {value}, already within the {level} that it may be at most by {by}.", **parts
        )
    return say("The figure is {value}, already at the {level} that it should reach by {by}.", **parts)


def _at_the_start(bound: Bound, parts: dict[str, Part]) -> Text:
    """The figure speaks of a time before the line: it has neither risen nor fallen yet."""
    if bound.highest:
        return say(
            "The figure is {value}; from {start} it should come down to {level} at most by {by}.", **parts
        )
    return say("The figure is {value}; from {start} it should rise to {level} at least by {by}.", **parts)


def _on_track(bound: Bound, parts: dict[str, Part]) -> Text:
    if bound.highest:
        return say(
            "The figure is {value} and falls as planned: it may be {now} now and {level} at most by {by}.",
            **parts,
        )
    return say(
        "The figure is {value} and rises as planned: it should be {now} now and {level} at least by {by}.",
        **parts,
    )


def _off_track(bound: Bound, parts: dict[str, Part]) -> Text:
    if bound.highest:
        return say(
            "The figure is {value}, though it may be no more than {now} now and {level} at most by {by}.",
            **parts,
        )
    return say(
        "The figure is {value}, though it should be {now} already and {level} at least by {by}.", **parts
    )


def _without_line(case: Case, place: Where, figure: Figure, bound: Bound, by: date) -> Verdict:
    """Without a baseline there is no line: at the level already is on track, anything else can't be told."""
    if bound.judge(value_of(figure), figure.interval) is Judgement.MET:
        return against_line(case, place, figure, bound, StraightLine(by, bound.level, by, bound.level))
    reason = say(
        "The figure is {value}; no baseline has been given from which to tell whether it will be {level} "
        "by {by}.",
        value=case.scale.value(value_of(figure)),
        level=case.scale.level(bound.level),
        by=by,
    )
    margin = bound.margin(value_of(figure))
    return Verdict(Judgement.MISSING, reason, figure.period, place, value_of(figure), bound.level, margin)
