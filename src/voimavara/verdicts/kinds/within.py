"""A range to stay in, its ends included."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.sentences import Part, say
from voimavara.figures.figure import Figure, Where
from voimavara.programme.draft import Draft
from voimavara.programme.models.indicator import Indicator
from voimavara.verdicts.bounds import Range
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.hindrances import hindrance
from voimavara.verdicts.kinds.kind import TargetInWords, TargetKind
from voimavara.verdicts.levels import estimate, interval_parts
from voimavara.verdicts.verdict import Judgement, Verdict


class Within(TargetKind):
    """`within`."""

    def judge(self, case: Case, place: Where) -> Verdict:
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

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """The range, with both its ends."""
        low, high = (case.level(end) for end in given(case.indicator.target.within))
        words = say(
            "Between {low} and {high}",
            low=case.scale.level(low),
            high=case.scale.level(high),
            range=case.scale.range(low, high, decided=True),
        )
        return TargetInWords("within", words, low, high)

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """A range goes from the lower level to the higher."""
        first, last = given(indicator.target.within)
        if first.unit.fits(last.unit) and first.value * first.unit.scale > last.value * last.unit.scale:
            hint = Message.of("write [{low_first}].", low_first=f"{last}, {first}")
            at = ("indicators", name, "target", "within")
            yield draft.problem(at, "the range ends below its beginning.", hint)


def _range_reason(case: Case, figure: Figure, allowed: Range, judgement: Judgement) -> Text:
    target: dict[str, Part] = {
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
