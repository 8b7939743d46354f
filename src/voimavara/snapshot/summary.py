"""How are we doing? The verdicts of a snapshot in a few sentences, for its first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from voimavara.core.language import Text, in_all
from voimavara.core.sentences import Part, number_word, say, say_counted
from voimavara.core.writing import listed
from voimavara.snapshot.model import IndicatorView, Snapshot
from voimavara.verdicts.verdict import Judgement

_SHORT = (Judgement.NOT_MET, Judgement.OFF_TRACK)
_OPEN = (
    Judgement.UNDECIDED,
    Judgement.LATE,
    Judgement.MISSING,
    Judgement.INCOMPLETE,
    Judgement.INCONCLUSIVE,
)


def summary(snapshot: Snapshot) -> Text:
    """How the programme's own indicators stand, and why some can't be judged; additions are not counted."""
    return summarise(indicator for indicator in snapshot.indicators if not indicator.addition)


def additions_summary(snapshot: Snapshot) -> Text:
    """How the indicators stand that are no part of the programme as decided; empty where there are none."""
    added = [indicator.verdict.judgement for indicator in snapshot.indicators if indicator.addition]
    if not added:
        return Text()
    of, met = len(added), added.count(Judgement.MET)
    n = number_word(of, "some")
    if met == of:
        return say_counted(
            "Besides the programme, {n} indicator is followed, and it meets its target.",
            "Besides the programme, {n} indicators are followed, and all of them meet their targets.",
            of,
            n=n,
        )
    if not met:
        return say_counted(
            "Besides the programme, {n} indicator is followed.",
            "Besides the programme, {n} indicators are followed.",
            of,
            n=n,
        )
    return say_counted(
        "Besides the programme, {n} indicators are followed, of which {met} meets its target.",
        "Besides the programme, {n} indicators are followed, of which {met} meet their targets.",
        met,
        n=n,
        met=number_word(met, "number"),
    )


def summarise(indicators: Iterable[IndicatorView]) -> Text:
    """The sentences about the indicators: who meets the target, who falls short, what can't be judged."""
    counts = Counter(indicator.verdict.judgement for indicator in indicators)
    of = sum(counts.values())
    if of <= 1:
        return _few(counts)
    reasons = [each for each in _OPEN if counts[each]]
    if of == sum(counts[each] for each in _OPEN):
        return _none_judged(counts, reasons)
    sentences = [_standing(of, counts)]
    if short := sum(counts[each] for each in _SHORT):
        word = number_word(short, "number")
        sentences.append(say_counted("{n} falls short.", "{n} fall short.", short, n=word))
    if reasons:
        sentences.append(_open(counts, reasons))
    return _one_after_another(sentences)


def _few(counts: Counter[Judgement]) -> Text:
    """The sentence about one indicator, or none."""
    judgement = next((each for each, number in counts.items() if number), None)
    if judgement is None:
        return say("The programme has no indicators yet.")
    if judgement is Judgement.MET:
        return say("The only indicator meets its target.")
    if judgement is Judgement.ON_TRACK:
        return say("The only indicator is on track.")
    if judgement in _SHORT:
        return say("The only indicator falls short.")
    if judgement is Judgement.LATE:
        return say("The data of the only indicator are late.")
    return say("The only indicator cannot be judged yet.")


def _standing(of: int, counts: Counter[Judgement]) -> Text:
    """How many meet their target, and how many are on the way."""
    met, on_track = counts[Judgement.MET], counts[Judgement.ON_TRACK]
    if met == of:
        return say("All {n} indicators meet their targets.", n=number_word(of, "number"))
    parts: dict[str, Part] = {
        "of": number_word(of, "of"),
        "met": number_word(met, "number"),
        "on_track": number_word(on_track, "number"),
    }
    if not met and not on_track:
        return say("Of {of} indicators, none meets its target yet.", **parts)
    if not met:
        return say("Of {of} indicators, none meets its target yet, with {on_track} on track.", **parts)
    if not on_track:
        return say_counted(
            "Of {of} indicators, {met} meets its target.",
            "Of {of} indicators, {met} meet their targets.",
            met,
            **parts,
        )
    return say_counted(
        "Of {of} indicators, {met} meets its target, with {on_track} on track.",
        "Of {of} indicators, {met} meet their targets, with {on_track} on track.",
        met,
        **parts,
    )


def _none_judged(counts: Counter[Judgement], reasons: Sequence[Judgement]) -> Text:
    """What keeps every indicator from being judged: none of them falls short."""
    if len(reasons) > 1:
        why = _reasons(counts, reasons)
        told = in_all(lambda language: f"{why.within(language)}.")
        return _one_after_another([say("No indicator can be judged yet."), told])
    match reasons[0]:
        case Judgement.UNDECIDED:
            return say("No indicator has a decided target yet.")
        case Judgement.LATE:
            return say("The data of every indicator are late.")
        case Judgement.INCOMPLETE:
            return say("The data of every indicator are incomplete.")
        case Judgement.INCONCLUSIVE:
            return say("Every indicator is inconclusive.")
        case _:
            return say("No indicator has a figure yet.")


def _open(counts: Counter[Judgement], reasons: Sequence[Judgement]) -> Text:
    """How many can't be judged, and what each waits for."""
    several = sum(counts[each] for each in reasons)
    why = _reasons(counts, reasons)
    return say("{n} cannot be judged yet: {why}.", n=number_word(several, "some"), why=why.within)


def _reasons(counts: Counter[Judgement], reasons: Sequence[Judgement]) -> Text:
    clauses = [_waiting(each, counts[each]) for each in reasons]
    return in_all(lambda language: listed([each.within(language) for each in clauses], language))


def _waiting(judgement: Judgement, number: int) -> Text:
    """A clause that says what so many indicators wait for."""
    n = number_word(number, "owned")
    match judgement:
        case Judgement.UNDECIDED:
            return say_counted("{n} has no decided target", "{n} have no decided target", number, n=n)
        case Judgement.LATE:
            return say_counted("{n} is late", "{n} are late", number, n=n)
        case Judgement.INCOMPLETE:
            return say_counted("{n} has incomplete data", "{n} have incomplete data", number, n=n)
        case Judgement.INCONCLUSIVE:
            return say_counted("{n} is inconclusive", "{n} are inconclusive", number, n=n)
        case _:
            return say_counted("{n} has no figure", "{n} have no figure", number, n=n)


def _one_after_another(sentences: Sequence[Text]) -> Text:
    return in_all(lambda language: " ".join(_capital(each.within(language)) for each in sentences))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
