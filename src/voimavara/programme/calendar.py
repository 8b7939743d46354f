"""Reporting rounds, due days, and the period that an indicator's figure speaks of in a round.

A round asks for what can be known by its due day. Windows of months end in the newest month that is over
by then; a year or a survey wave is asked for in the first round after the month in which it is published,
and stays the newest one until the next comes.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from voimavara.core.periods import Period, month_index
from voimavara.programme.models.indicator import Cadence, Indicator, Measure, Published
from voimavara.programme.models.programme import Cover

_YEARLY = ("year", "year_end", "wave")
_SPRING = Published(month=3)  # a year's own data are there in March when nothing else is said


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a measure is asked for, and which period each time."""

    cadence: Cadence
    yearly: bool
    published: Published

    @classmethod
    def of(cls, indicator: Indicator, measure: Measure | None = None) -> Schedule:
        """The schedule of the indicator, or of a measure beside it that has a period of its own."""
        cadence = (measure and measure.period) or indicator.period
        yearly = cadence in _YEARLY or indicator.every == "year"
        return cls(cadence, yearly, indicator.published or _SPRING)

    def expected(self, cover: Cover, round_: date) -> Period:
        """The newest period that the round has a right to see."""
        if self.cadence == "round":
            return Period.month(round_.year, round_.month)
        if self.cadence in _YEARLY:
            return self._published_by(round_)
        asked = round_ if not self.yearly else self._asked_in(cover, round_)
        month = month_index(due_day(cover, asked).year, due_day(cover, asked).month) - 1
        months = 12 if self.cadence == "12 months" else 1
        return Period(month - months + 1, months)

    def is_due(self, cover: Cover, round_: date) -> bool:
        """Whether the round asks for a period that no earlier round asked for."""
        earlier = newest_round_before(cover, round_)
        return self.expected(cover, round_) != self.expected(cover, earlier)

    def series(self, cover: Cover, first: Period, round_: date) -> tuple[Period, ...]:
        """Every period asked for up to the round, oldest first, that does not begin before the first one."""
        found: set[Period] = set()
        for earlier in _rounds_back(cover, round_):
            period = self.expected(cover, earlier)
            if period.first < first.first:
                break
            found.add(period)
        return tuple(sorted(found))

    def next_due(self, cover: Cover, as_of: date) -> tuple[date, date]:
        """The first due day that is not past, and its round, at which something new is asked for."""
        for round_ in _rounds_from(cover, as_of):
            if due_day(cover, round_) >= as_of and self.is_due(cover, round_):
                return due_day(cover, round_), round_
        raise AssertionError("rounds never end")  # pragma: no cover

    def earlier_years(self, period: Period, years: int) -> tuple[Period, ...]:
        """The figures of so many earlier years, oldest first.

        A window of twelve months is compared with the full calendar years that ended before its last
        month's year; a year with the years before it; a month or wave with the same month of earlier years.

        >>> schedule = Schedule("12 months", False, Published(month=3))
        >>> [str(year) for year in schedule.earlier_years(Period.parse("2019-10..2020-09"), 3)]
        ['2017', '2018', '2019']
        """
        if self.cadence in ("month_end", "wave", "round"):
            return tuple(period.before(12 * back) for back in range(years, 0, -1))
        last = (period.end - 1) // 12
        return tuple(Period.year(last - back) for back in range(years, 0, -1))

    def last_two_years(self, period: Period) -> tuple[Period, Period]:
        """The last full year and, before it, the year it is compared with.

        Twelve months are a full year: they are compared with the twelve months before them.

        >>> schedule = Schedule("year", True, Published(month=3))
        >>> [str(year) for year in schedule.last_two_years(Period.year(2019))]
        ['2018', '2019']
        """
        return period.before(12), period

    def ending_with(self, period: Period) -> Period:
        """The period of this schedule's kind that ends with the given one (a wave: of its last year).

        >>> str(Schedule("12 months", False, Published(month=3)).ending_with(Period.parse("2019-12")))
        '2019'
        """
        year = (period.end - 1) // 12
        if self.cadence == "wave":
            return Period.month(year, self.published.month)
        if self.cadence in ("year", "year_end"):
            return Period.year(year)
        months = 12 if self.cadence == "12 months" else 1
        return Period(period.end - months, months)

    def _published_by(self, round_: date) -> Period:
        """The newest year or wave whose publication month had ended before the round."""
        this_year = Period.month(round_.year, self.published.month).last_day < round_
        newest = round_.year if this_year else round_.year - 1
        if self.cadence == "wave":
            return Period.month(newest, self.published.month)
        return Period.year(newest if self.published.year == "same" else newest - 1)

    def _asked_in(self, cover: Cover, round_: date) -> date:
        """The newest round, up to this one, that is the first of its year after the publication month."""
        year = self._published_by(round_)
        for earlier in _rounds_back(cover, round_):
            if self._published_by(newest_round_before(cover, earlier)) != year:
                return earlier
        raise AssertionError("rounds never begin")  # pragma: no cover


def due_day(cover: Cover, round_: date) -> date:
    """The last day on which data for the round come in time."""
    return round_ - timedelta(days=cover.rounds.due_days_before)


def current_round(cover: Cover, as_of: date) -> date:
    """The newest round whose due day is past: the one that figures and verdicts are about."""
    return next(
        round_ for round_ in _rounds_back(cover, _far(cover, as_of)) if due_day(cover, round_) < as_of
    )


def followed_rounds(cover: Cover, as_of: date) -> tuple[date, ...]:
    """The rounds since the programme is followed, up to the current one, and the next; oldest first."""
    current = current_round(cover, as_of)
    coming = _rounds_from(cover, max(current, cover.followed_since))
    upcoming = next(round_ for round_ in coming if round_ > current)
    past = []
    for round_ in _rounds_back(cover, current):
        if round_ < cover.followed_since:
            break
        past.append(round_)
    return (*reversed(past), upcoming)


def newest_round_before(cover: Cover, day: date) -> date:
    """The newest round before the day."""
    return next(round_ for round_ in _rounds_back(cover, day) if round_ < day)


def _far(cover: Cover, as_of: date) -> date:
    """A day so late that every round due by `as_of` lies before it."""
    return as_of + timedelta(days=max(cover.rounds.due_days_before, 0) + 1)


def _rounds_of(cover: Cover, year: int) -> tuple[date, ...]:
    days = (tuple(map(int, text.split("-"))) for text in cover.rounds.dates)
    return tuple(sorted(date(year, month, min(day, monthrange(year, month)[1])) for month, day in days))


def _rounds_back(cover: Cover, last: date) -> Iterator[date]:
    """Rounds up to the day, newest first, without end."""
    for year in count(last.year, -1):
        if year < 1:
            return
        yield from (round_ for round_ in reversed(_rounds_of(cover, year)) if round_ <= last)


def _rounds_from(cover: Cover, first: date) -> Iterator[date]:
    """Rounds from the day on, without end."""
    for year in count(first.year):
        yield from (round_ for round_ in _rounds_of(cover, year) if round_ >= first)
