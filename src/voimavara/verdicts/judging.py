"""The verdict on an indicator: what hinders judging first, then its kind of target, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.core.missing import Missing, Reason
from voimavara.verdicts.cohorts import judge_item, nothing_started, started_places
from voimavara.verdicts.growth import judge_growth
from voimavara.verdicts.hindrances import late, missing, undecided
from voimavara.verdicts.history import judge_history
from voimavara.verdicts.levels import judge_covered, judge_level, judge_within
from voimavara.verdicts.places import without, worst_of
from voimavara.verdicts.trends import ended_before, judge_trend, trend_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voimavara.figures.figure import Where
    from voimavara.verdicts.case import Case
    from voimavara.verdicts.verdict import Verdict

# How each kind of target judges one place; `undecided` is no judging at all.
JUDGES: Mapping[str, Callable[[Case, Where], Verdict]] = {
    "at_least": judge_level,
    "at_most": judge_level,
    "within": judge_within,
    "falling": judge_trend,
    "rising": judge_trend,
    "from_history": judge_history,
    "not_above_peers": judge_growth,
    "within_months": judge_item,
    "covered": judge_covered,
}


def judge(case: Case) -> Verdict:
    """The verdict: undecided, late, missing, incomplete, inconclusive, else what the figures say."""
    kind = case.indicator.target.kind
    if kind == "undecided":
        return undecided(case)
    if case.late_since is not None:
        return late(case)
    places = judged_places(case)
    if not places and kind == "within_months":
        return nothing_started(case)
    if not places:
        return missing(case, Missing(Reason.NO_DATA), case.period)
    ended = [place for place in places if kind in ("falling", "rising") and ended_before(case, place)]
    verdicts = [JUDGES[kind](case, place) for place in places if place not in ended]
    if not verdicts:
        return missing(case, Missing(Reason.NO_DATA), case.period)
    together = verdicts[0] if len(verdicts) == 1 else worst_of(case, verdicts)
    return without(case, together, ended) if ended else together


def judged_places(case: Case) -> tuple[Where, ...]:
    """The places that get a verdict of their own: the whole city, or each value that the target speaks of."""
    target = case.indicator.target
    if target.within_months is not None:
        return started_places(case)
    each = trend_of(case).each if target.falling or target.rising else None
    dimensions = {*case.indicator.apart, *([each] if each else [])}
    return case.places(tuple(dimensions)) if dimensions else ((),)
