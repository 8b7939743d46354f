"""Growth not above that of the peers: own growth against the median of the others."""

from __future__ import annotations

from collections.abc import Iterator

from voimavara.core.errors import Problem
from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, number_word, say, say_counted
from voimavara.figures.figure import Where
from voimavara.peers.comparison import Comparison
from voimavara.programme.draft import Draft
from voimavara.programme.models.formula import GrowthFormula
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.target import Target
from voimavara.programme.programme import Address
from voimavara.verdicts.case import Case, given
from voimavara.verdicts.hindrances import across_break, incomplete, missing
from voimavara.verdicts.kinds.kind import Better, TargetInWords, TargetKind, TargetNeeds
from voimavara.verdicts.verdict import Judgement, Verdict

_YEAR = 12


class NotAbovePeers(TargetKind):
    """`not_above_peers`."""

    def judge(self, case: Case, place: Where) -> Verdict:
        """The verdict against the median of the peers over the target's window."""
        comparison = case.peers
        if isinstance(comparison, Missing) and not case.figure(case.period, place).is_missing:
            return _without_peers(case, place)
        if comparison is None or isinstance(comparison, Missing):
            return missing(case, comparison or Missing(Reason.NO_DATA), Period.years(*_window(case)), place)
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

    def describe(self, case: Case, verdict: Verdict) -> TargetInWords:
        """The years of growth, and the median that the verdict used."""
        first, last = _window(case)
        words = say_counted(
            "Growth in {years} year at most the median of the peer municipalities",
            "Growth in {years} years at most the median of the peer municipalities",
            last - first,
            years=number_word(last - first, "in"),
        )
        return TargetInWords("not_above_peers", words, verdict.level)

    def better(self, target: Target) -> Better:
        """Lower growth."""
        return "lower"

    def needs(self, target: Target) -> TargetNeeds:
        """The peers."""
        return TargetNeeds(peers=target.not_above_peers)

    def check(self, draft: Draft, name: str, indicator: Indicator) -> Iterator[Problem]:
        """Peers are compared by growth, of data that the others have too, over the same window."""
        target, formula = given(indicator.target.not_above_peers), draft.formula(indicator)
        at: Address = ("indicators", name, "target", "not_above_peers")
        yield from draft.unknown("peers", target.peers, *at, "peers")
        if formula is None:
            return
        if not isinstance(formula, GrowthFormula):
            yield draft.problem(at, "peers are compared by growth, and the formula is none.", "use growth.")
            return
        over = formula.growth.over
        if over != target.window and over.months % _YEAR == 0:
            message = Message.of(
                "the window is {window}, but the figure is growth over {over}.",
                window=target.window,
                over=over,
            )
            yield draft.problem((*at, "window"), message, Message.of("write window: {over}.", over=over))
        contract = draft.programme.contracts.get(formula.growth.of.in_)
        if contract and "municipality" not in contract.columns:
            message = Message.of("'{in_}' knows no other municipalities.", in_=formula.growth.of.in_)
            yield draft.problem(at, message, "use a dataset with the column municipality.")


def _without_peers(case: Case, place: Where) -> Verdict:
    reason = say(
        "None of the peer municipalities has data for {period}, so there is nothing to compare with.",
        period=Period.years(*_window(case)),
    )
    return Verdict(Judgement.MISSING, reason, case.period, place)


def _window(case: Case) -> tuple[int, int]:
    """The first and the last year between which growth is taken."""
    target = given(case.indicator.target.not_above_peers)
    last = case.period.last_day.year
    return last - max(target.window.months // 12, 1), last


def _reason(case: Case, comparison: Comparison, judgement: Judgement) -> Text:
    own, median = comparison.own_growth, comparison.median_growth
    parts: dict[str, Part] = {
        "years": number_word(comparison.years, "in"),
        "growth": case.scale.value(abs(own), beside=abs(median)),
        "median": case.scale.value(median, beside=own),
    }
    return (_fell if own < 0 else _grew)(judgement, comparison.years, parts)


def _grew(judgement: Judgement, years: int, parts: dict[str, Part]) -> Text:
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


def _fell(judgement: Judgement, years: int, parts: dict[str, Part]) -> Text:
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
