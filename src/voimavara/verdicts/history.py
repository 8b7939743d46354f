"""A level taken from earlier years: their median, their mean, or the best of them."""

from __future__ import annotations

from statistics import fmean, median
from typing import TYPE_CHECKING, Literal

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import given, value_of
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.levels import estimate, interval_parts
from voimavara.verdicts.verdict import Judgement, Verdict
from voimavara.verdicts.wording import Written, say, span, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.figures.figure import Figure, Where
    from voimavara.programme.models.target import History
    from voimavara.verdicts.case import Case

Statistic = Literal["median", "mean", "best"]
PROPOSED_YEARS = 3  # what an undecided level from history would rest on: the programme's own example


def years_of(history: History) -> int:
    """How many earlier years the level rests on."""
    return max(history.of.months // 12, 1)


def statistic_of(history: History) -> Statistic:
    """What is taken of the earlier years."""
    return history.at_least or history.at_most or "median"


def judge_history(case: Case, place: Where) -> Verdict:
    """The verdict against the level of the earlier years that the target names."""
    history = given(case.indicator.target.from_history)
    figure = case.figure(case.period, place)
    earlier = earlier_figures(case, place, years_of(history))
    if hindered := hindrance(case, place, [*earlier, figure]):
        return hindered
    statistic = statistic_of(history)
    bound = _bound(earlier, statistic, highest=history.at_most is not None)
    value = value_of(figure)
    judgement = bound.judge(value, figure.interval)
    basis = basis_of(case, years_of(history), statistic)
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


def earlier_figures(case: Case, place: Where, years: int) -> tuple[Figure, ...]:
    """The figures of so many earlier years, oldest first."""
    return tuple(case.figure(period, place) for period in case.schedule.earlier_years(case.period, years))


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
    bound = _bound(earlier, "median", highest=case.indicator.better == "lower")
    parts: dict[str, Written] = {
        "basis": text(basis_of(case, PROPOSED_YEARS, "median")),
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


def _bound(earlier: Sequence[Figure], statistic: Statistic, *, highest: bool) -> Bound:
    values = [value_of(one) for one in earlier]
    if statistic == "best":
        return Bound(min(values) if highest else max(values), highest)
    return Bound(median(values) if statistic == "median" else fmean(values), highest)


def basis_of(case: Case, years: int, statistic: Statistic) -> Text:
    """Where the level comes from, in words: the median of 2017–2019."""
    periods = case.schedule.earlier_years(case.period, years)
    first, last = (period.last_day.year for period in (periods[0], periods[-1]))
    when = span(Period.years(first, last))
    if first == last:
        return _of_one_year(when, whole=periods[0].is_year)
    return (_of_years if periods[0].is_year else _of_months)(statistic, when)


def _of_one_year(year: Written, *, whole: bool) -> Text:
    if whole:
        return say("the figure for {year}", year=year)
    return say("the figure for the same month in {year}", year=year)


def _of_years(statistic: Statistic, years: Written) -> Text:
    match statistic:
        case "median":
            return say("the median of {years}", years=years)
        case "mean":
            return say("the mean of {years}", years=years)
        case _:
            return say("the best of {years}", years=years)


def _of_months(statistic: Statistic, years: Written) -> Text:
    """A survey wave, or the end of a month, beside the same one of other years."""
    match statistic:
        case "median":
            return say("the median of the same month in {years}", years=years)
        case "mean":
            return say("the mean of the same month in {years}", years=years)
        case _:
            return say("the best of the same month in {years}", years=years)


def _reason(case: Case, figure: Figure, bound: Bound, basis: Text, judgement: Judgement) -> Text:
    parts: dict[str, Written] = {
        "basis": text(basis),
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
