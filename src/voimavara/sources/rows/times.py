"""Months, years, dates and times as people and systems write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from voimavara.core.clocks import exists
from voimavara.core.dates import EARLIEST, LATEST, day_in, month_in, year_in
from voimavara.core.message import Message
from voimavara.core.periods import Period, month_index
from voimavara.programme.models.contract import Column
from voimavara.sources.rows import expectations

_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
_DATETIMES = (
    rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})[ T]+{_CLOCK}",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})[ ,]*(?:klo|kl\.?)?[ ]*{_CLOCK}",
)
_OF_EXCEL = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?")  # a cell that Excel keeps as a date
_TOKENS = {
    "vvvv": r"(?P<year>\d{4})", "yyyy": r"(?P<year>\d{4})", "åååå": r"(?P<year>\d{4})",
    "kk": r"(?P<month>\d{1,2})", "mm": r"(?P<month>\d{1,2})",
    "pp": r"(?P<day>\d{1,2})", "dd": r"(?P<day>\d{1,2})",
    "hh": r"(?P<hour>\d{1,2})", "tt": r"(?P<hour>\d{1,2})", "mi": r"(?P<minute>\d{2})",
}  # fmt: skip
_TOKEN = re.compile("|".join(_TOKENS))
_EXPECTED = {
    "date": expectations.A_DATE,
    "month": expectations.A_MONTH,
    "year": expectations.A_YEAR,
    "datetime": expectations.A_TIME,
}


@dataclass(frozen=True, slots=True)
class TimeReader:
    """Reads the times of one column, none later than the day the file was received unless they may be."""

    column: Column
    received: date
    pattern: str | None = None

    def read(self, text: str) -> int | date | datetime | Message:
        """The month's or year's index, the date or the time, or what was expected instead of the text."""
        value = self._value(text)
        if value is None:
            return self._expected
        if not self.column.future and _first_day(value) > self.received:
            return expectations.begun_by(self.received)
        if isinstance(value, datetime) and not exists(value):
            return expectations.A_TIME_THAT_CLOCKS_SHOW
        return value

    @property
    def _expected(self) -> Message:
        return (
            _EXPECTED[self.column.type] if self.pattern is None else expectations.date_written(self.pattern)
        )

    def _value(self, text: str) -> int | date | datetime | None:
        kind = self.column.type
        if self.pattern is not None:
            if match := re.fullmatch(shape_of(self.pattern), text):
                return _of_parts(kind, match)
            if kind not in ("date", "month") or not _OF_EXCEL.fullmatch(text):
                return None
        if kind == "date":
            return day_in(text)
        if kind == "month":
            return _month(text)
        if kind == "year":
            return _year(text)
        match = next((found for shape in _DATETIMES if (found := re.fullmatch(shape, text))), None)
        return _of_parts(kind, match) if match else None


def shape_of(pattern: str) -> str:
    """The regular expression for a pattern such as `kk/vvvv`.

    >>> re.fullmatch(shape_of("pp.kk.vvvv"), "1.2.2019")["month"]
    '2'
    """
    shape, at = "", 0
    for token in _TOKEN.finditer(pattern.lower()):
        shape += re.escape(pattern[at : token.start()]) + _TOKENS[token[0]]
        at = token.end()
    return shape + re.escape(pattern[at:])


def _month(text: str) -> int | None:
    """The index of the month that is written, or in which the day lies that is written."""
    if month := month_in(text):
        return month_index(*month)
    day = day_in(text)
    return month_index(day.year, day.month) if day else None


def _year(text: str) -> int | None:
    """The index of the year that is written, be it by its first or last day."""
    day = day_in(text)
    at_an_end = day is not None and (day.month, day.day) in ((1, 1), (12, 31))
    year = day.year if day and at_an_end else year_in(text)
    return month_index(year, 1) if year else None


def _of_parts(kind: str, match: re.Match[str]) -> int | date | datetime | None:
    """What the parts that a form names make together; None for a day that no calendar has."""
    parts = {name: int(digits) for name, digits in match.groupdict().items() if digits}
    year, month, day = parts.get("year", 0), parts.get("month", 1), parts.get("day", 1)
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        moment = datetime(
            year, month, day, parts.get("hour", 0), parts.get("minute", 0), parts.get("second", 0)
        )
    except ValueError:
        return None
    if kind == "datetime":
        return moment
    return moment.date() if kind == "date" else month_index(year, month if kind == "month" else 1)


def _first_day(value: int | date | datetime) -> date:
    if isinstance(value, int):
        return Period(value, 1).first_day
    return value.date() if isinstance(value, datetime) else value
