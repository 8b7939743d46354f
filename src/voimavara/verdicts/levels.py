"""A level to reach or not to exceed (standing, or by a day), a range to stay in, a coverage to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.core.language import Text
from voimavara.verdicts.bounds import Bound, Range
from voimavara.verdicts.case import given, value_of
from voimavara.verdicts.deadlines import before_deadline
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.verdict import Judgement, Verdict
from voimavara.verdicts.wording import Written, count, say, say_counted

if TYPE_CHECKING:
    from voimavara.figures.figure import Figure, Where
    from voimavara.verdicts.case import Case


def judge_level(case: Case, place: Where) -> Verdict:
    """The verdict against `at_least` or `at_most`: standing, or by the day that the target names."""
    bound = level_of(case)
    figure = case.figure(case.period, place)
    if hindered := hindrance(case, place, [figure]):
        return hindered
    by = case.indicator.target.by
    if by and figure.period.last_day < by:
        return before_deadline(case, place, figure, bound, by)
    return judge_bound(case, place, figure, bound)


def level_of(case: Case) -> Bound:
    """The level of an `at_least` or `at_most` target."""
    target = case.indicator.target
    if target.at_least is not None:
        return Bound(case.level(target.at_least))
    return Bound(case.level(given(target.at_most)), highest=True)


def judge_bound(case: Case, place: Where, figure: Figure, bound: Bound) -> Verdict:
    """The verdict on a figure against a level that holds now."""
    value = value_of(figure)
    judgement = bound.judge(value, figure.interval)
    reason = _bound_reason(case, figure, bound, judgement)
    detail = estimate(case, figure) if judgement is Judgement.INCONCLUSIVE else Text()
    return Verdict(judgement, reason, figure.period, place, value, bound.level, bound.margin(value), detail)


def _bound_reason(case: Case, figure: Figure, bound: Bound, judgement: Judgement) -> Text:
    level = case.scale.level(bound.level)
    if judgement is Judgement.INCONCLUSIVE:
        found = interval_parts(case, figure, bound.level)
        if bound.highest:
            return say(
                "The answers put the share between {low} and {high}, so it cannot be told whether it "
                "stays within the target of at most {level}.",
                **found,
                level=level,
            )
        return say(
            "The answers put the share between {low} and {high}, so it cannot be told whether it reaches "
            "the target of at least {level}.",
            **found,
            level=level,
        )
    value = case.scale.value(value_of(figure), beside=bound.level)
    match judgement is Judgement.MET, bound.highest:
        case True, False:
            return say(
                "The figure is {value} and reaches the target of at least {level}.", value=value, level=level
            )
        case False, False:
            return say(
                "The figure is {value} and misses the target of at least {level}.", value=value, level=level
            )
        case True, True:
            return say(
                "The figure is {value} and keeps to the target of at most {level}.", value=value, level=level
            )
        case _:
            return say(
                "The figure is {value} and exceeds the target of at most {level}.", value=value, level=level
            )


def judge_within(case: Case, place: Where) -> Verdict:
    """The verdict against a range; its margin is the distance to the nearer end."""
    target = given(case.indicator.target.within)
    allowed = Range(case.level(target[0]), case.level(target[1]))
    figure = case.figure(case.period, place)
    if hindered := hindrance(case, place, [figure]):
        return hindered
    value = value_of(figure)
    judgement = allowed.judge(value, figure.interval)
    return Verdict(
        judgement,
        _range_reason(case, figure, allowed, judgement),
        figure.period,
        place,
        value,
        allowed.nearer(value),
        allowed.margin(value),
        estimate(case, figure) if judgement is Judgement.INCONCLUSIVE else Text(),
    )


def _range_reason(case: Case, figure: Figure, allowed: Range, judgement: Judgement) -> Text:
    target: dict[str, Written] = {
        "bottom": case.scale.level(allowed.low),
        "top": case.scale.level(allowed.high),
        "target": case.scale.range(allowed.low, allowed.high, decided=True),
    }
    if judgement is Judgement.INCONCLUSIVE:
        found = interval_parts(case, figure, allowed.low, allowed.high)
        return say(
            "The answers put the share between {low} and {high}, so it cannot be told whether it is "
            "within the target range of {bottom} to {top}.",
            **found,
            **target,
        )
    value = case.scale.value(value_of(figure), beside=allowed.nearer(value_of(figure)))
    if judgement is Judgement.MET:
        return say(
            "The figure is {value}, within the target range of {bottom} to {top}.",
            value=value,
            **target,
        )
    if value_of(figure) < allowed.low:
        return say(
            "The figure is {value}, below the target range of {bottom} to {top}.",
            value=value,
            **target,
        )
    return say("The figure is {value}, above the target range of {bottom} to {top}.", value=value, **target)


def judge_covered(case: Case, place: Where) -> Verdict:
    """The verdict on the share of due figures that came in time."""
    target = given(case.indicator.target.covered)
    bound = Bound(case.level(target))
    figure = case.figure(case.period, place)
    if figure.is_missing:
        reason = say("Nothing has fallen due since the programme is followed, so there is no share yet.")
        return Verdict(Judgement.MISSING, reason, case.period, place)
    value = value_of(figure)
    judgement = bound.judge(value)
    parts: dict[str, Written] = {
        "in_time": count(figure.numerator or 0),
        "due": count(figure.denominator or 0),
        "level": case.scale.level(bound.level),
    }
    due = round(figure.denominator or 0)
    if judgement is Judgement.MET:
        reason = say_counted(
            "The only figure due came in time, as the target of {level} asks.",
            "Of {due} figures due, {in_time} came in time, as the target of {level} asks.",
            due,
            **parts,
        )
    else:
        reason = say_counted(
            "The only figure due did not come in time, which misses the target of {level}.",
            "Of {due} figures due, {in_time} came in time, which misses the target of {level}.",
            due,
            **parts,
        )
    return Verdict(judgement, reason, figure.period, place, value, bound.level, bound.margin(value))


def interval_parts(case: Case, figure: Figure, *levels: float) -> dict[str, Written]:
    """The interval of a sample: its ends, told apart from the levels, and both with the unit once."""
    low, high = given(figure.interval)
    scale = case.scale.telling((low, high), levels)
    return {"low": scale.value(low), "high": scale.value(high), "range": scale.range(low, high)}


def estimate(case: Case, figure: Figure) -> Text:
    """What a sample says by itself, and how many answers it rests on."""
    value = case.scale.value(value_of(figure))
    if figure.n is None:
        return say("The estimate is {value}.", value=value)
    return say("The estimate is {value}, from {n} answers.", value=value, n=count(figure.n))
