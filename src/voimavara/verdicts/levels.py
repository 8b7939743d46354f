"""A figure against a level that holds now, and what a sample says by itself."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.core.sentences import Part, count, say
from voimavara.figures.figure import Figure, Where
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.verdict import Judgement, Verdict


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


def interval_parts(case: Case, figure: Figure, *levels: float) -> dict[str, Part]:
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
