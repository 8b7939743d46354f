"""Falling or rising: the last full year against the one before; a tie fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.core.language import Text
from voimavara.core.missing import Missing, Reason
from voimavara.core.noise import above
from voimavara.verdicts.case import given, value_of
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.verdict import Judgement, Verdict
from voimavara.verdicts.wording import Written, plain, say, span, text

if TYPE_CHECKING:
    from voimavara.core.periods import Period
    from voimavara.figures.figure import Figure, Where
    from voimavara.programme.models.target import Trend
    from voimavara.verdicts.case import Case


def trend_of(case: Case) -> Trend:
    """The `falling` or `rising` of the target."""
    return given(case.indicator.target.falling or case.indicator.target.rising)


def judge_trend(case: Case, place: Where) -> Verdict:
    """The verdict on the direction from the year before to the last full year, in the last one's prices."""
    before, last = (case.figure(period, place) for period in case.schedule.last_two_years(case.period))
    if hindered := hindrance(case, place, [before, last]):
        return hindered
    factor = 1.0
    deflated = trend_of(case).real is not None and _is_money(case)
    if deflated:
        found = _price_factor(case, before.period, last.period)
        if found is None:
            return _without_prices(case, place, last)
        factor = found
    falling = case.indicator.target.falling is not None
    old, new = value_of(before) * factor, value_of(last)
    margin = above(old, new) if falling else above(new, old)
    judgement = _judge(before, last, factor, falling=falling)
    parts: dict[str, Written] = {
        "old": case.scale.value(old, beside=new),
        "new": case.scale.value(new, beside=old),
        "before": span(before.period),
        "last": span(last.period),
    }
    detail = say("The figures are in the prices of {year}.", year=span(last.period)) if deflated else Text()
    reason = _reason(judgement, parts, above(new, old), falling=falling)
    return Verdict(judgement, reason, last.period, place, new, old, margin, detail)


def ended_before(case: Case, place: Where) -> bool:
    """Whether the place's series ended before the two years: nobody can make it fall or rise any more."""
    before, last = case.schedule.last_two_years(case.period)
    if any(_there(case.figure(period, place)) for period in (before, last)):
        return False
    own = case.series(place)
    return any(_there(figure) and figure.period.end <= before.first for figure in own)


def _there(figure: Figure) -> bool:
    """Whether there are data for it, be they a part only."""
    return not (isinstance(figure.value, Missing) and figure.value.reason is Reason.NO_DATA)


def _judge(before: Figure, last: Figure, factor: float, *, falling: bool) -> Judgement:
    """Met only where the whole intervals lie on the right sides of each other; a tie fails."""
    old_low, old_high = (factor * end for end in _ends(before))
    new_low, new_high = _ends(last)
    best, worst = (
        (above(old_high, new_low), above(old_low, new_high))
        if falling
        else (above(new_high, old_low), above(new_low, old_high))
    )
    if worst > 0:
        return Judgement.MET
    return Judgement.NOT_MET if best <= 0 else Judgement.INCONCLUSIVE


def _ends(figure: Figure) -> tuple[float, float]:
    return figure.interval or (value_of(figure), value_of(figure))


def _is_money(case: Case) -> bool:
    return any(atom == "EUR" for atom, _ in case.unit.powers)


def _price_factor(case: Case, before: Period, last: Period) -> float | None:
    """What an amount of the earlier year is multiplied by to be in the later one's prices."""
    if case.prices is None:
        return None
    old, new = (case.prices.values.get(str(period.last_day.year)) for period in (before, last))
    return None if old is None or new is None else new / old


def _without_prices(case: Case, place: Where, last: Figure) -> Verdict:
    reason = say(
        "The price index “{index}” has no value for {last} or the year before, so real change cannot be "
        "computed.",
        index=text(case.prices.name) if case.prices else plain(trend_of(case).real),
        last=span(last.period),
    )
    return Verdict(Judgement.MISSING, reason, last.period, place)


def _reason(judgement: Judgement, parts: dict[str, Written], change: float, *, falling: bool) -> Text:
    if judgement is Judgement.INCONCLUSIVE:
        return say(
            "The change from {old} ({before}) to {new} ({last}) is too small to be told from chance.", **parts
        )
    if change == 0:
        return _unchanged(parts, falling=falling)
    match falling, judgement is Judgement.MET:
        case True, True:
            return say("The figure fell from {old} ({before}) to {new} ({last}), as it should.", **parts)
        case True, False:
            return say(
                "The figure rose from {old} ({before}) to {new} ({last}), though it should fall.", **parts
            )
        case False, True:
            return say("The figure rose from {old} ({before}) to {new} ({last}), as it should.", **parts)
        case _:
            return say(
                "The figure fell from {old} ({before}) to {new} ({last}), though it should rise.", **parts
            )


def _unchanged(parts: dict[str, Written], *, falling: bool) -> Text:
    if falling:
        return say("The figure stayed at {new} from {before} to {last}, though it should fall.", **parts)
    return say("The figure stayed at {new} from {before} to {last}, though it should rise.", **parts)
