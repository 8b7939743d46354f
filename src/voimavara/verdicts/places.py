"""Several dimension values in one verdict: the worst of them, with the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from voimavara.core.language import Text
from voimavara.core.sentences import Part, joined, number_word, say
from voimavara.figures.figure import Where
from voimavara.verdicts.case import Case
from voimavara.verdicts.verdict import WORST_FIRST, Judgement, Verdict


def worst_of(case: Case, parts: Sequence[Verdict]) -> Verdict:
    """The verdict on all the places together; its detail is the reason of the worst one, named."""
    counts = Counter(part.judgement for part in parts)
    judgement = min(counts, key=WORST_FIRST.index)
    worst = min(
        (part for part in parts if part.judgement is judgement),
        key=lambda part: (part.margin is None, part.margin or 0.0, part.place),
    )
    named = say("{place}: {reason}", place=case.label(worst.place), reason=worst.reason)
    return Verdict(
        judgement,
        _reason(judgement, counts[judgement], len(parts)),
        worst.period,
        value=worst.value,
        level=worst.level,
        margin=worst.margin,
        detail=named,
        parts=tuple(parts),
        counts={each.value: counts[each] for each in WORST_FIRST if counts[each]},
    )


def without(case: Case, verdict: Verdict, ended: Sequence[Where]) -> Verdict:
    """The verdict, its detail saying which places it leaves out because their series ended earlier."""
    left_out = say(
        "Left out, because their series have ended: {places}.",
        places=joined([case.label(place) for place in ended]),
    )
    detail = say("{one} {other}", one=verdict.detail, other=left_out)
    return replace(verdict, detail=detail if verdict.detail else left_out)


def _reason(judgement: Judgement, those: int, of: int) -> Text:
    if those == of:
        return _all(judgement, number_word(of, "in"))
    return _some(judgement, {"n": number_word(those, "in"), "all": number_word(of, "of")})


def _all(judgement: Judgement, n: Part) -> Text:
    match judgement:
        case Judgement.MET:
            return say("The target is met in all {n} cases.", n=n)
        case Judgement.ON_TRACK:
            return say("All {n} cases are on track.", n=n)
        case Judgement.OFF_TRACK:
            return say("The pace is too slow in all {n} cases.", n=n)
        case Judgement.NOT_MET:
            return say("The target is missed in all {n} cases.", n=n)
        case Judgement.INCONCLUSIVE:
            return say("In all {n} cases it cannot be told whether the target is met.", n=n)
        case Judgement.INCOMPLETE:
            return say("In all {n} cases the data are incomplete.", n=n)
        case Judgement.LATE:
            return say("In all {n} cases the data are late.", n=n)
        case _:
            return say("In all {n} cases there is no figure.", n=n)


def _some(judgement: Judgement, parts: dict[str, Part]) -> Text:
    match judgement:
        case Judgement.NOT_MET:
            return say("The target is missed in {n} of {all} cases.", **parts)
        case Judgement.OFF_TRACK:
            return say("The pace is too slow in {n} of {all} cases.", **parts)
        case Judgement.LATE:
            return say("In {n} of {all} cases the data are late.", **parts)
        case Judgement.INCOMPLETE:
            return say("In {n} of {all} cases the data are incomplete.", **parts)
        case Judgement.INCONCLUSIVE:
            return say("In {n} of {all} cases it cannot be told whether the target is met.", **parts)
        case Judgement.ON_TRACK:
            return say("On track in {n} of {all} cases; the rest meet the target.", **parts)
        case _:
            return say("In {n} of {all} cases there is no figure.", **parts)
