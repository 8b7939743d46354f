"""Periods of whole months: a month, a quarter, a year, twelve months, a window of years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from voimavara.core.dates import day_in, month_in, quarter_in, year_in
from voimavara.core.errors import UserError
from voimavara.core.language import Language
from voimavara.core.writing import NBSP, month_names

_BETWEEN = ("..", "–", "-")  # the ends of a window


def month_index(year: int, month: int) -> int:
    """Months since the year 0, so that months can be counted and compared.

    >>> month_index(2020, 1) - month_index(2019, 12)
    1
    """
    return year * 12 + month - 1


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`months` whole months from the month with index `first`.

    >>> Period.parse("2020-09").last_day
    datetime.date(2020, 9, 30)
    >>> str(Period.year(2019)), str(Period.ending(2020, 9, 12)), str(Period.parse("2020-Q3"))
    ('2019', '2019-10..2020-09', '2020-Q3')
    >>> str(Period.years(2015, 2019))
    '2015..2019'
    """

    first: int
    months: int

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(month_index(year, 1), 12)

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        """The calendar years from the first to the last, both included."""
        return cls(month_index(first, 1), 12 * (last - first + 1))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One month."""
        return cls(month_index(year, month), 1)

    @classmethod
    def ending(cls, year: int, month: int, months: int) -> Period:
        """So many months that end with the given one."""
        return cls(month_index(year, month) - months + 1, months)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that the text names; raises UserError when it names none.

        >>> str(Period.parse("9/2020")), str(Period.parse("10/2019–9/2020")), str(Period.parse("1-6/2020"))
        ('2020-09', '2019-10..2020-09', '2020-01..2020-06')
        """
        found = _parsed(text)
        if found is None:
            raise UserError(
                "got '{text}', expected a period; write a year 2020, a month 2020-09 or 9/2020, a quarter "
                "2020-Q3, or a window 2019-10..2020-09.",
                text=text,
            )
        return found

    @property
    def end(self) -> int:
        """Index of the month after the last one."""
        return self.first + self.months

    @property
    def first_day(self) -> date:
        """The first day of the first month."""
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the last month."""
        return date(self.end // 12, self.end % 12 + 1, 1) - timedelta(days=1)

    @property
    def last_month(self) -> Period:
        """The last of its months."""
        return Period(self.end - 1, 1)

    def before(self, months: int | None = None) -> Period:
        """The period of the same length so many months earlier (by default right before)."""
        return Period(self.first - (self.months if months is None else months), self.months)

    def contains(self, other: Period) -> bool:
        """Whether the other period lies wholly inside this one."""
        return self.first <= other.first and other.end <= self.end

    def each_month(self) -> tuple[Period, ...]:
        """Its months, in order."""
        return tuple(Period(index, 1) for index in range(self.first, self.end))

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return self.months == 12 and self.first % 12 == 0

    def within(self, language: Language) -> str:
        """The period as people say it: 2019, 2015–2019, lokakuu 2020, 10/2019–9/2020.

        >>> Period.year(2019).within("fi"), Period.ending(2020, 9, 12).within("fi")
        ('2019', '10/2019–9/2020')
        >>> Period.month(2020, 9).within("fi").replace(NBSP, "~")
        'syyskuu~2020'
        """
        first, last = self.first_day, self.last_day
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if self.months == 1:
            return f"{month_names(language, 'stand-alone')[first.month]}{NBSP}{first.year}"
        if first.year == last.year:
            return f"{first.month}–{last.month}/{first.year}"
        return f"{first.month}/{first.year}–{last.month}/{last.year}"

    def __str__(self) -> str:
        if self.first % 12 == 0 and self.months % 12 == 0:
            start, end = self.first // 12, self.end // 12 - 1
            return f"{start}" if start == end else f"{start}..{end}"
        if self.months == 3 and self.first % 3 == 0:
            return f"{self.first // 12}-Q{self.first % 12 // 3 + 1}"
        first = f"{self.first // 12}-{self.first % 12 + 1:02d}"
        last = f"{(self.end - 1) // 12}-{(self.end - 1) % 12 + 1:02d}"
        return first if self.months == 1 else f"{first}..{last}"


def days_of(text: str) -> tuple[date, date]:
    """The first and last day of what the text names, a day or a period; raises UserError for others.

    >>> days_of("30.9.2020") == days_of("2020-09-30"), days_of("9/2020")[1]
    (True, datetime.date(2020, 9, 30))
    """
    if day := day_in(text):
        return day, day
    try:
        period = Period.parse(text)
    except UserError:
        raise UserError(
            "got '{text}', expected a date or a period; write a day 2020-10-31 or 31.10.2020, a month "
            "2020-10 or 10/2020, or a year 2020.",
            text=text,
        ) from None
    return period.first_day, period.last_day


def time_in(text: str) -> str:
    """The day or period that the text names, in the one form that the programme keeps; others as they are.

    >>> time_in("31.10.2020"), time_in("9/2020"), time_in("introduced")
    ('2020-10-31', '2020-09', 'introduced')
    """
    if day := day_in(text):
        return day.isoformat()
    try:
        return str(Period.parse(text))
    except UserError:
        return text


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period | None:
    """The period that the text names; remembered, for a page names the same few hundreds of times."""
    return _single(text) or _window(text)


def _single(text: str) -> Period | None:
    """The year, month or quarter that the text names."""
    if year := year_in(text):
        return Period.year(year)
    if month := month_in(text):
        return Period.month(*month)
    if quarter := quarter_in(text):
        return Period(month_index(quarter[0], 3 * quarter[1] - 2), 3)
    return None


def _window(text: str) -> Period | None:
    """The months from one period to another; the year of the first may be said once: 1–6/2020."""
    for mark in _BETWEEN:
        first, found, last = (part.strip() for part in text.partition(mark))
        end = _single(last) if found else None
        start = _single(first) or (_single(f"{first}/{last[-4:]}") if first.isdecimal() else None)
        if start and end and start.first < end.end:
            return Period(start.first, end.end - start.first)
    return None
