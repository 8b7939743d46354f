"""The share of the figures due that come in time."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.sentences import Part, count, say, say_counted
from voimavara.figures.figure import Where
from voimavara.programme.draft import Draft
from voimavara.programme.models.formula import DerivedFormula
from voimavara.programme.models.indicator import Indicator
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.kinds.kind import TargetInWords, TargetKind
from voimavara.verdicts.verdict import Judgement, Verdict


class Covered(TargetKind):
    """`covered`."""

    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict on the share of due figures that came in time."""
        target = given(case.indicator.target.covered)
        bound = Bound(case.level(target))
        figure = case.figure(case.period, place)
        if figure.is_missing:
            reason = say("Nothing has fallen due since the programme is followed, so there is no share yet.")
            return Verdict(Judgement.MISSING, reason, case.period, place)
        value = value_of(figure)
        judgement = bound.judge(value)
        parts: dict[str, Part] = {
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

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """The share that should come in time."""
        level = case.level(given(case.indicator.target.covered))
        words = say("{level} of the figures due come in time", level=case.scale.level(level))
        return TargetInWords("covered", words, level)

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """It judges reporting coverage and nothing else."""
        formula = draft.formula(indicator)
        if formula and not isinstance(formula, DerivedFormula):
            message = "`covered` judges how many figures came in time, and the formula gives something else."
            hint = "use at_least, or the formula reporting_coverage."
            yield draft.problem(("indicators", name, "target", "covered"), message, hint)
