"""What comes before any judging: late data, a missing or an incomplete figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from voimavara.core.errors import UserError
from voimavara.core.language import Language, Text, same
from voimavara.core.missing import Missing, Reason
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, Scale, count, joined, number_word, say, say_counted
from voimavara.figures.figure import Figure, Incomplete, Where
from voimavara.verdicts.case import Case, given, value_of
from voimavara.verdicts.verdict import Judgement, Verdict

_MOST_KEYS = 5
_NOT_ALL = (Reason.NO_DATA, Reason.PARTLY)  # what rows that wait to be mended may be the cause of


def late(case: Case) -> Verdict:
    """The verdict on an indicator whose data have not come by their due day."""
    reason = say(
        "The data for {period} were due by {due}, but they have not been received.",
        period=case.period,
        due=given(case.late_since),
    )
    return Verdict(Judgement.LATE, reason, case.period)


def hindrance(case: Case, place: Where, figures: Sequence[Figure]) -> Verdict | None:
    """Missing or incomplete, where one of the figures (or a break between them) hinders judging."""
    for figure in figures:
        if isinstance(figure.value, Missing):
            waiting = figure.incomplete.open_rows if figure.incomplete else 0
            return missing(case, figure.value, figure.period, place, waiting)
    if figures and (broken := _break_among(case, figures, place)):
        return across_break(case, broken, place)
    found = (incomplete(case, figure, place) for figure in figures)
    return next((verdict for verdict in found if verdict), None)


def incomplete(case: Case, figure: Figure, place: Where) -> Verdict | None:
    """The verdict on a figure that could still change by more than its sources allow; None for others."""
    if figure.incomplete is None or figure.incomplete.tolerated:
        return None
    return _incomplete(case, figure, figure.incomplete, place)


def missing(case: Case, why: Missing, period: Period, place: Where = (), waiting: int = 0) -> Verdict:
    """The verdict where there is no figure, with what is lacking; `waiting` rows came faulty."""
    if why.reason is Reason.BREAK:
        return across_break(case, why.detail, place)
    said = _why_faulty(why, period, waiting) if waiting and why.reason in _NOT_ALL else None
    return Verdict(Judgement.MISSING, said or _why_missing(why, period), period, place)


def _why_faulty(why: Missing, period: Period, waiting: int) -> Text:
    """What is lacking, and how many rows wait to be mended that may be what lacks."""
    if why.reason is Reason.PARTLY and why.detail:
        return say_counted(
            "The data for {period} lack {lacking}; {rows} row came faulty and waits to be mended.",
            "The data for {period} lack {lacking}; {rows} rows came faulty and wait to be mended.",
            waiting,
            period=period,
            lacking=_periods(why.detail),
            rows=count(waiting),
        )
    return say_counted(
        "There is no figure for {period}: {rows} row came faulty and waits to be mended.",
        "There is no figure for {period}: {rows} rows came faulty and wait to be mended.",
        waiting,
        period=period,
        rows=count(waiting),
    )


def _why_missing(why: Missing, period: Period) -> Text:
    when = period
    match why.reason:
        case Reason.PARTLY if why.detail:
            lacking = _periods(why.detail)
            return say("The data for {period} lack {lacking}.", period=when, lacking=lacking)
        case Reason.PARTLY:
            return say("Part of the data for {period} is missing.", period=when)
        case Reason.ZERO_DENOMINATOR:
            return say("The denominator for {period} is zero, so there is no figure.", period=when)
        case Reason.NOT_POSITIVE:
            return say(
                "An amount within {period} is zero or less, so growth cannot be computed.", period=when
            )
        case Reason.HIDDEN:
            return say("The figure for {period} concerns so few people that it is not shown.", period=when)
        case Reason.NOT_PUBLISHED:
            return say("The data for {period} have not been published yet.", period=when)
        case _:
            return say("No data have been received for {period}.", period=when)


def _break_among(case: Case, figures: Sequence[Figure], place: Where) -> str | None:
    """The first break inside one of the figures' periods or between two of them."""
    periods = sorted({figure.period for figure in figures})
    inside = (case.break_within(period, period, place) for period in periods)
    between = (case.break_within(first, last, place) for first, last in pairwise(periods))
    return next((at for at in (*inside, *between) if at), None)


def across_break(case: Case, at: str, place: Where = ()) -> Verdict:
    """The verdict where the series changes inside the window that would be judged."""
    detail = case.indicator.breaks.get(at, Text())
    when = _periods(at) if at else case.period
    reason = say("The series has a break ({at}), and no target is judged across it.", at=when)
    return Verdict(Judgement.MISSING, reason, case.period, place, detail=detail)


def _incomplete(case: Case, figure: Figure, lacking: Incomplete, place: Where) -> Verdict:
    value = case.scale.value(value_of(figure))
    if lacking.lacking:
        reason = _keys_lacking(case, lacking, value)
    else:
        rows, allowed = lacking.open_rows, lacking.tolerance
        share = rows / lacking.rows
        reason = say_counted(
            "Of the rows, {share} ({rows} row) wait to be mended and {allowed} are allowed, so the figure "
            "{value} is not judged yet.",
            "Of the rows, {share} ({rows} rows) wait to be mended and {allowed} are allowed, so the figure "
            "{value} is not judged yet.",
            rows,
            share=Scale("%", 0).value(share, beside=allowed),
            rows=number_word(rows, "number"),
            allowed=Scale("%", 1).level(allowed),
            value=value,
        )
    return Verdict(Judgement.INCOMPLETE, reason, figure.period, place, value=value_of(figure))


def _keys_lacking(case: Case, lacking: Incomplete, value: Part) -> Text:
    """What lacks: a few by name, many or those that stand for persons by their number."""
    if not lacking.unnamed_keys and lacking.lacking <= _MOST_KEYS:
        named = joined([_key_name(case, key) for key in lacking.missing_keys])
        return say(
            "Data are lacking for {keys}, so the figure {value} is not judged yet.", keys=named, value=value
        )
    return say_counted(
        "Data are lacking for {n} item, so the figure {value} is not judged yet.",
        "Data are lacking for {n} items, so the figure {value} is not judged yet.",
        lacking.lacking,
        n=number_word(lacking.lacking, "of"),
        value=value,
    )


def _key_name(case: Case, key: str) -> Text:
    """The name of the key in whichever dimension knows it."""
    found = (names[key] for names in case.labels.values() if key in names)
    return next(found, same(key))


def _periods(detail: str) -> Part:
    """`2019-07, 2019-08` as people write it; anything else (a row's key, say) stays as it is."""

    def write(language: Language) -> str:
        return ", ".join(Period.parse(part).within(language) for part in detail.split(", "))

    try:
        write("en")
    except UserError:
        return str(detail)
    return write
