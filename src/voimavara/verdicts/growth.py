"""Growth not above that of the peers: own growth against the median of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.verdicts.case import given
from voimavara.verdicts.hindrances import across_break, incomplete, missing
from voimavara.verdicts.verdict import Judgement, Verdict
from voimavara.verdicts.wording import Written, number_word, say, say_counted, span

if TYPE_CHECKING:
    from voimavara.core.language import Text
    from voimavara.figures.figure import Where
    from voimavara.peers.comparison import Comparison
    from voimavara.verdicts.case import Case


def judge_growth(case: Case, place: Where) -> Verdict:
    """The verdict against the median of the peers over the target's window."""
    comparison = case.peers
    if isinstance(comparison, Missing) and not case.figure(case.period, place).is_missing:
        return _without_peers(case, place)
    if comparison is None or isinstance(comparison, Missing):
        return missing(case, comparison or Missing(Reason.NO_DATA), Period.years(*window_of(case)), place)
    if at := case.break_within(comparison.window, comparison.window, place):
        return across_break(case, at, place)
    if unready := incomplete(case, case.figure(case.period, place), place):
        return unready
    judgement = Judgement(comparison.outcome)
    return Verdict(
        judgement,
        _reason(case, comparison, judgement),
        case.period,
        place,
        comparison.own_growth,
        comparison.median_growth,
        comparison.median_growth - comparison.own_growth,
        _among_others(comparison),
    )


def _without_peers(case: Case, place: Where) -> Verdict:
    reason = say(
        "None of the peer municipalities has data for {period}, so there is nothing to compare with.",
        period=span(Period.years(*window_of(case))),
    )
    return Verdict(Judgement.MISSING, reason, case.period, place)


def window_of(case: Case) -> tuple[int, int]:
    """The first and the last year between which growth is taken."""
    target = given(case.indicator.target.not_above_peers)
    last = case.period.last_day.year
    return last - max(target.window.months // 12, 1), last


def _reason(case: Case, comparison: Comparison, judgement: Judgement) -> Text:
    own, median = comparison.own_growth, comparison.median_growth
    parts: dict[str, Written] = {
        "years": number_word(comparison.years, "in"),
        "growth": case.scale.value(abs(own), beside=abs(median)),
        "median": case.scale.value(median, beside=own),
    }
    return (_fell if own < 0 else _grew)(judgement, comparison.years, parts)


def _grew(judgement: Judgement, years: int, parts: dict[str, Written]) -> Text:
    if judgement is Judgement.MET:
        return say_counted(
            "Costs grew by {growth} in {years} year; the median growth of the peer municipalities was "
            "{median}.",
            "Costs grew by {growth} in {years} years; the median growth of the peer municipalities was "
            "{median}.",
            years,
            **parts,
        )
    if judgement is Judgement.NOT_MET:
        return say_counted(
            "Costs grew by {growth} in {years} year, more than the {median} of the median peer municipality.",
            "Costs grew by {growth} in {years} years, more than the {median} of the median peer "
            "municipality.",
            years,
            **parts,
        )
    return say_counted(
        "Costs grew by {growth} in {years} year, too close to the peer municipalities' median, {median}, "
        "to tell apart.",
        "Costs grew by {growth} in {years} years, too close to the peer municipalities' median, "
        "{median}, to tell apart.",
        years,
        **parts,
    )


def _fell(judgement: Judgement, years: int, parts: dict[str, Written]) -> Text:
    if judgement is Judgement.MET:
        return say_counted(
            "Costs fell by {growth} in {years} year; the median growth of the peer municipalities was "
            "{median}.",
            "Costs fell by {growth} in {years} years; the median growth of the peer municipalities was "
            "{median}.",
            years,
            **parts,
        )
    if judgement is Judgement.NOT_MET:
        return say_counted(
            "Costs fell by {growth} in {years} year, less than in the median peer municipality, {median}.",
            "Costs fell by {growth} in {years} years, less than in the median peer municipality, {median}.",
            years,
            **parts,
        )
    return say_counted(
        "Costs fell by {growth} in {years} year, too close to the peer municipalities' median, {median}, "
        "to tell apart.",
        "Costs fell by {growth} in {years} years, too close to the peer municipalities' median, "
        "{median}, to tell apart.",
        years,
        **parts,
    )


def _among_others(comparison: Comparison) -> Text:
    """In how many peer municipalities growth was lower and in how many higher."""
    lower = comparison.rank - 1
    return say(
        "Growth was lower in {lower} of the peer municipalities and higher in {higher}.",
        lower=number_word(lower, "in"),
        higher=number_word(comparison.higher, "in"),
    )
