"""The verdict on an indicator: what hinders judging first, then its kind of target, place by place."""

from __future__ import annotations

from voimavara.core.missing import Missing, Reason
from voimavara.verdicts.case import Case
from voimavara.verdicts.hindrances import late, missing
from voimavara.verdicts.kinds import kind_of
from voimavara.verdicts.kinds.kind import TargetInWords
from voimavara.verdicts.places import without, worst_of
from voimavara.verdicts.verdict import Verdict


def judge(case: Case) -> Verdict:
    """The verdict: undecided, late, missing, incomplete, inconclusive, else what the figures say."""
    kind = kind_of(case.indicator)
    if kind.questions(case.indicator.target):
        return kind.judge(case, ())
    if case.late_since is not None:
        return late(case)
    places = kind.places(case)
    if not places:
        return kind.without_places(case)
    ended = [place for place in places if kind.has_ended(case, place)]
    verdicts = [kind.judge(case, place) for place in places if place not in ended]
    if not verdicts:
        return missing(case, Missing(Reason.NO_DATA), case.period)
    together = verdicts[0] if len(verdicts) == 1 else worst_of(case, verdicts)
    return without(case, together, ended) if ended else together


def describe_target(case: Case, verdict: Verdict) -> TargetInWords:
    """The target of the case in words; a level that comes from figures is the one that the verdict used."""
    return kind_of(case.indicator).describe(case, verdict)
