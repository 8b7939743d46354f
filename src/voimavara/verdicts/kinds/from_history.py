"""A level taken from earlier years: their median, their mean, or the best of them."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, say
from voimavara.figures.figure import Figure, Where
from voimavara.programme.calendar import Schedule
from voimavara.programme.draft import Draft
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import History, Target
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.history import Statistic, basis_of, bound_of, earlier_figures
from voimavara.verdicts.kinds.kind import Better, TargetInWords, TargetKind
from voimavara.verdicts.levels import estimate, interval_parts
from voimavara.verdicts.verdict import Judgement, Verdict

_YEAR = 12


class FromHistory(TargetKind):
    """`from_history`."""

    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict against the level of the earlier years that the target names."""
        history = given(case.indicator.target.from_history)
        figure = case.figure(case.period, place)
        earlier = earlier_figures(case, place, _years(history))
        if hindered := hindrance(case, place, [*earlier, figure]):
            return hindered
        statistic = _statistic(history)
        bound = bound_of(earlier, statistic, highest=history.at_most is not None)
        value = value_of(figure)
        judgement = bound.judge(value, figure.interval)
        basis = basis_of(case, _years(history), statistic)
        return Verdict(
            judgement,
            _reason(case, figure, bound, basis, judgement),
            figure.period,
            place,
            value,
            bound.level,
            bound.margin(value),
            estimate(case, figure) if judgement is Judgement.INCONCLUSIVE else Text(),
        )

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """Where the level comes from, and the level that the verdict used."""
        history = given(case.indicator.target.from_history)
        basis = basis_of(case, history.of.months // _YEAR, _statistic(history))
        words = (
            say("At most {basis}", basis=basis) if history.at_most else say("At least {basis}", basis=basis)
        )
        return TargetInWords("from_history", words, verdict.level)

    def better(self, target: Target) -> Better:
        """Higher or lower figures, as the level is at least or at most."""
        return "higher" if given(target.from_history).at_least else "lower"

    def periods(self, indicator: Indicator, schedule: Schedule, period: Period) -> tuple[Period, ...]:
        """The earlier years."""
        return schedule.earlier_years(period, _years(given(indicator.target.from_history)))

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """A level from earlier years is taken over whole years."""
        of = given(indicator.target.from_history).of
        if of.months % _YEAR or not of.months:
            at = ("indicators", name, "target", "from_history", "of")
            yield draft.problem(at, Message.of("{of} are no whole years.", of=of), "write 3 years.")


def _years(history: History) -> int:
    """How many earlier years the level rests on."""
    return max(history.of.months // _YEAR, 1)


def _statistic(history: History) -> Statistic:
    """What is taken of the earlier years."""
    return history.at_least or history.at_most or "median"


def _reason(case: Case, figure: Figure, bound: Bound, basis: Text, judgement: Judgement) -> Text:
    parts: dict[str, Part] = {
        "basis": basis,
        "level": case.scale.value(bound.level, beside=value_of(figure)),
    }
    if judgement is Judgement.INCONCLUSIVE:
        return say(
            "The answers put the share between {low} and {high}, so it cannot be told which side of "
            "{basis}, {level}, it is on.",
            **interval_parts(case, figure, bound.level),
            **parts,
        )
    parts["value"] = case.scale.value(value_of(figure), beside=bound.level)
    match judgement is Judgement.MET, bound.highest:
        case True, False:
            return say("The figure is {value} and reaches the target, {basis}: {level}.", **parts)
        case False, False:
            return say("The figure is {value} and misses the target, {basis}: {level}.", **parts)
        case True, True:
            return say("The figure is {value} and does not exceed the target, {basis}: {level}.", **parts)
        case _:
            return say("The figure is {value} and exceeds the target, {basis}: {level}.", **parts)
