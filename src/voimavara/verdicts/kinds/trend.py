"""Falling or rising: the last full year against the one before; a tie fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voimavara.core.errors import Problem, did_you_mean
from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.missing import Missing, Reason
from voimavara.core.noise import above
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, say
from voimavara.core.units import NUMBER
from voimavara.figures.figure import Figure, Where
from voimavara.programme.calendar import Schedule
from voimavara.programme.draft import Draft
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import Target, Trend
from voimavara.programme.programme import Address
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.kinds.kind import Better, TargetInWords, TargetKind, TargetNeeds
from voimavara.verdicts.verdict import Judgement, Verdict

_YEAR_WRITTEN = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class YearOnYear(TargetKind):
    """`rising`, or with `down` `falling`."""

    down: bool = False

    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict on the way from the year before to the last full year, in the last one's prices."""
        before, last = (case.figure(period, place) for period in case.schedule.last_two_years(case.period))
        if hindered := hindrance(case, place, [before, last]):
            return hindered
        trend, factor = self._trend(case.indicator.target), 1.0
        deflated = trend.real is not None and _is_money(case)
        if deflated:
            found = _price_factor(case, before.period, last.period)
            if found is None:
                return _without_prices(case, trend, place, last)
            factor = found
        old, new = value_of(before) * factor, value_of(last)
        judgement = _judge(before, last, factor, falling=self.down)
        parts: dict[str, Part] = {
            "old": case.scale.value(old, beside=new),
            "new": case.scale.value(new, beside=old),
            "before": before.period,
            "last": last.period,
        }
        detail = say("The figures are in the prices of {year}.", year=last.period) if deflated else Text()
        reason = _reason(judgement, parts, above(new, old), falling=self.down)
        margin = above(old, new) if self.down else above(new, old)
        return Verdict(judgement, reason, last.period, place, new, old, margin, detail)

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """Which way the figure should go."""
        match self.down, self._trend(case.indicator.target).each is not None:
            case True, True:
                words = say("Lower than the year before in every case")
            case True, False:
                words = say("Lower than the year before")
            case False, True:
                words = say("Higher than the year before in every case")
            case _:
                words = say("Higher than the year before")
        return TargetInWords(case.indicator.target.kind, words)

    def better(self, target: Target) -> Better:
        """The way that it should go."""
        return "lower" if self.down else "higher"

    def needs(self, target: Target) -> TargetNeeds:
        """The price index that makes money real."""
        return TargetNeeds(prices=self._trend(target).real)

    def periods(self, indicator: Indicator, schedule: Schedule, period: Period) -> tuple[Period, ...]:
        """The last two full years."""
        return schedule.last_two_years(period)

    def places(self, case: Case) -> tuple[Where, ...]:
        """The whole city, or each value of `each` and of what is never added together."""
        each = self._trend(case.indicator.target).each
        dimensions = {*case.indicator.apart, *([each] if each else [])}
        return case.places(tuple(dimensions)) if dimensions else ((),)

    def has_ended(self, case: Case, place: Where) -> bool:
        """Whether the series ended before the two years: nobody can make it fall or rise any more."""
        before, last = case.schedule.last_two_years(case.period)
        if any(_there(case.figure(period, place)) for period in (before, last)):
            return False
        return any(_there(figure) and figure.period.end <= before.first for figure in case.series(place))

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """`real` names a price index, for money; `each` something that the indicator is broken down by."""
        trend, known = self._trend(indicator.target), (*indicator.apart, *indicator.by)
        at = ("indicators", name, "target", indicator.target.kind)
        if trend.real:
            yield from _prices_fit(draft, (*at, "real"), trend.real, indicator)
        if trend.each and trend.each not in known:
            message = Message.of("the indicator is not broken down by '{each}'.", each=trend.each)
            hint = did_you_mean(trend.each, known) or Message.of(
                "add it to `by`, as in by: [{each}].", each=trend.each
            )
            yield draft.problem((*at, "each"), message, hint)

    def _trend(self, target: Target) -> Trend:
        return given(target.falling if self.down else target.rising)


def _prices_fit(draft: Draft, at: Address, index: str, indicator: Indicator) -> Iterator[Problem]:
    """Prices are compared year by year, and only money, or an index of it, is made real by them."""
    yield from draft.unknown("parameters", index, *at)
    parameter = draft.programme.parameters.get(index)
    written = parameter.values if parameter else {}
    other = next((period for period in written if not _YEAR_WRITTEN.fullmatch(period)), None)
    if other:
        message = Message.of(
            "'{name}' is no index of years: it has a value for {other}.", name=index, other=other
        )
        yield draft.problem(at, message, "name a price index, or write its values by year.")
    money = any(atom == "EUR" for atom, _ in indicator.unit.powers)
    if not money and not indicator.unit.fits(NUMBER):
        message = Message.of("prices don't change what is in {unit}.", unit=indicator.unit)
        yield draft.problem(at, message, "leave `real` out.")


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


def _without_prices(case: Case, trend: Trend, place: Where, last: Figure) -> Verdict:
    reason = say(
        "The price index “{index}” has no value for {last} or the year before, so real change cannot be "
        "computed.",
        index=case.prices.name if case.prices else str(trend.real),
        last=last.period,
    )
    return Verdict(Judgement.MISSING, reason, last.period, place)


def _reason(judgement: Judgement, parts: dict[str, Part], change: float, *, falling: bool) -> Text:
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


def _unchanged(parts: dict[str, Part], *, falling: bool) -> Text:
    if falling:
        return say("The figure stayed at {new} from {before} to {last}, though it should fall.", **parts)
    return say("The figure stayed at {new} from {before} to {last}, though it should rise.", **parts)
