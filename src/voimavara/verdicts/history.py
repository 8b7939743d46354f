"""A level that earlier years give: their median, their mean or the best, and where it comes from in words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import Literal

from voimavara.core.language import Text
from voimavara.core.periods import Period
from voimavara.core.sentences import Part, say
from voimavara.figures.figure import Figure, Where
from voimavara.verdicts.bounds import Bound
from voimavara.verdicts.case import Case, value_of

Statistic = Literal["median", "mean", "best"]


def earlier_figures(case: Case, place: Where, years: int) -> tuple[Figure, ...]:
    """The figures of so many earlier years, oldest first."""
    return tuple(case.figure(period, place) for period in case.schedule.earlier_years(case.period, years))


def bound_of(earlier: Sequence[Figure], statistic: Statistic, *, highest: bool) -> Bound:
    """The level that the earlier figures give."""
    values = [value_of(one) for one in earlier]
    if statistic == "best":
        return Bound(min(values) if highest else max(values), highest)
    return Bound(median(values) if statistic == "median" else fmean(values), highest)


def basis_of(case: Case, years: int, statistic: Statistic) -> Text:
    """Where the level comes from, in words: the median of 2017–2019."""
    periods = case.schedule.earlier_years(case.period, years)
    first, last = (period.last_day.year for period in (periods[0], periods[-1]))
    when = Period.years(first, last)
    if first == last:
        return _of_one_year(when, whole=periods[0].is_year)
    return (_of_years if periods[0].is_year else _of_months)(statistic, when)


def _of_one_year(year: Part, *, whole: bool) -> Text:
    if whole:
        return say("the figure for {year}", year=year)
    return say("the figure for the same month in {year}", year=year)


def _of_years(statistic: Statistic, years: Part) -> Text:
    match statistic:
        case "median":
            return say("the median of {years}", years=years)
        case "mean":
            return say("the mean of {years}", years=years)
        case _:
            return say("the best of {years}", years=years)


def _of_months(statistic: Statistic, years: Part) -> Text:
    """A survey wave, or the end of a month, beside the same one of other years."""
    match statistic:
        case "median":
            return say("the median of the same month in {years}", years=years)
        case "mean":
            return say("the mean of the same month in {years}", years=years)
        case _:
            return say("the best of the same month in {years}", years=years)
