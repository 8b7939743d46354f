"""No level yet: the question that has to be decided, and what the earlier years would say."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.core.missing import Missing
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, joined, say
from voimavara.figures.figure import Figure, Where
from voimavara.programme.calendar import Schedule
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import Target
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.history import basis_of, bound_of, earlier_figures
from voimavara.verdicts.kinds.kind import TargetInWords, TargetKind
from voimavara.verdicts.verdict import Judgement, Verdict

PROPOSED_YEARS = 3  # what a level from history would rest on: the programme's own example
_MOST_PARTS = 5


class Undecided(TargetKind):
    """`undecided`."""

    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict that tells the figure, be it late or not; the open question is its detail."""
        value = case.figure(case.period, place).value
        number = None if isinstance(value, Missing) else value
        question = given(case.indicator.target.undecided)
        return Verdict(
            Judgement.UNDECIDED, _why_undecided(case, number), case.period, value=number, detail=question
        )

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """That there is none, and what the earlier years would say."""
        words = say("No target level has been decided")
        return TargetInWords("undecided", words, what_history_says=what_history_says(case))

    def periods(self, indicator: Indicator, schedule: Schedule, period: Period) -> tuple[Period, ...]:
        """The earlier years that a level could come from."""
        return schedule.earlier_years(period, PROPOSED_YEARS)

    def questions(self, target: Target) -> tuple[Text, ...]:
        """The question about the level."""
        return (given(target.undecided),)


def _why_undecided(case: Case, value: float | None) -> Text:
    """That nothing is decided, with the figure, or those of the parts that are never added together."""
    if value is not None:
        shown = case.scale.value(value)
        return say("The figure is {value}, but no target level has been decided.", value=shown)
    apart = [case.figure(case.period, place) for place in case.places(case.indicator.apart)]
    parts = [_part(case, each) for each in apart if not isinstance(each.value, Missing)]
    if case.indicator.apart and 0 < len(parts) <= _MOST_PARTS:
        return say("{figures}; no target level has been decided.", figures=joined(parts))
    if case.late_since is not None:
        return say(
            "No target level has been decided, and the data for {period}, due by {due}, have not "
            "been received.",
            period=case.period,
            due=case.late_since,
        )
    return say("No target level has been decided.")


def _part(case: Case, figure: Figure) -> Text:
    value = case.scale.value(value_of(figure))
    return say("{place} {value}", place=case.label(figure.place), value=value)


def what_history_says(case: Case) -> Text:
    """What the median of the last three years would say of an indicator whose level is undecided.

    Empty where better and worse are not known, where parts are never added together, or where a figure lacks.
    """
    if case.indicator.better == "neither" or case.indicator.apart:
        return Text()
    figure = case.figure(case.period, ())
    earlier = earlier_figures(case, (), PROPOSED_YEARS)
    if hindrance(case, (), [*earlier, figure]):
        return Text()
    bound = bound_of(earlier, "median", highest=case.indicator.better == "lower")
    parts: dict[str, Part] = {
        "basis": basis_of(case, PROPOSED_YEARS, "median"),
        "level": case.scale.value(bound.level, beside=value_of(figure)),
        "value": case.scale.value(value_of(figure), beside=bound.level),
    }
    match bound.judge(value_of(figure), figure.interval):
        case Judgement.MET:
            return say("If the target were {basis}, {level}, the figure {value} would meet it.", **parts)
        case Judgement.INCONCLUSIVE:
            return say(
                "If the target were {basis}, {level}, the answers would not tell whether it is met: the "
                "estimate is {value}.",
                **parts,
            )
        case _:
            return say("If the target were {basis}, {level}, the figure {value} would not meet it.", **parts)
