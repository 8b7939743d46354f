"""Months, years, dates and times as people and systems write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from voimavara.core.clocks import exists
from voimavara.core.message import Message
from voimavara.core.periods import Period, month_index
from voimavara.programme.models.contract import Column
from voimavara.sources.files import expecting

_MIDNIGHT = r"(?:[ T]+0?0[:.]00(?:[:.]00(?:\.0+)?)?)?"  # systems that know only times write dates so
_ISO_DATE = rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_MIDNIGHT}"
_FINNISH_DATE = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"
_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
_USUAL: dict[str, tuple[str, ...]] = {
    "date": (_ISO_DATE, _FINNISH_DATE + _MIDNIGHT, r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    "month": (
        _ISO_DATE,
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})",
        r"(?P<year>\d{4})(?P<month>\d{2})",
        r"1\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    ),
    "year": (r"(?P<year>\d{4})", r"(?P<year>\d{4})-01-01" + _MIDNIGHT, r"(?P<year>\d{4})-12-31"),
    "datetime": (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})[ T]+{_CLOCK}",
        rf"{_FINNISH_DATE}[ ,]*(?:klo|kl\.?)?[ ]*{_CLOCK}",
    ),
}
_ALWAYS = {"date": _ISO_DATE, "month": _ISO_DATE}
_TOKENS = {
    "vvvv": r"(?P<year>\d{4})", "yyyy": r"(?P<year>\d{4})", "åååå": r"(?P<year>\d{4})",
    "kk": r"(?P<month>\d{1,2})", "mm": r"(?P<month>\d{1,2})",
    "pp": r"(?P<day>\d{1,2})", "dd": r"(?P<day>\d{1,2})",
    "hh": r"(?P<hour>\d{1,2})", "tt": r"(?P<hour>\d{1,2})", "mi": r"(?P<minute>\d{2})",
}  # fmt: skip
_TOKEN = re.compile("|".join(_TOKENS))
_EXPECTED = {
    "date": expecting.A_DATE,
    "month": expecting.A_MONTH,
    "year": expecting.A_YEAR,
    "datetime": expecting.A_TIME,
}
_EARLIEST, _LATEST = 1000, 2200  # years outside are slips of the keyboard


@dataclass(frozen=True, slots=True)
class TimeReader:
    """Reads the times of one column, none later than the day the file was received unless they may be."""

    column: Column
    received: date
    pattern: str | None = None

    def read(self, text: str) -> int | date | datetime | Message:
        """The month's or year's index, the date or the time, or what was expected instead of the text."""
        match = next((found for shape in self._shapes() if (found := shape(text))), None)
        if match is None:
            return self._expected
        parts = {name: int(digits) for name, digits in match.groupdict().items() if digits}
        value = _value(self.column.type, parts)
        if value is None:
            return self._expected
        if not self.column.future and _first_day(value) > self.received:
            return expecting.begun_by(self.received)
        if isinstance(value, datetime) and not exists(value):
            return expecting.A_TIME_THAT_CLOCKS_SHOW
        return value

    @property
    def _expected(self) -> Message:
        return _EXPECTED[self.column.type] if self.pattern is None else expecting.date_written(self.pattern)

    def _shapes(self) -> tuple[Callable[[str], re.Match[str] | None], ...]:
        if self.pattern is None:
            return tuple(re.compile(shape).fullmatch for shape in _USUAL[self.column.type])
        shapes = [shape_of(self.pattern)]
        if self.column.type in _ALWAYS:
            shapes.append(_ALWAYS[self.column.type])
        return tuple(re.compile(shape).fullmatch for shape in shapes)


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


def _value(kind: str, parts: dict[str, int]) -> int | date | datetime | None:
    year, month, day = parts.get("year", 0), parts.get("month", 1), parts.get("day", 1)
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        whole_day = date(year, month, day)
        if kind == "datetime":
            return datetime(
                year, month, day, parts.get("hour", 0), parts.get("minute", 0), parts.get("second", 0)
            )
    except ValueError:  # no such day, as 31.2.
        return None
    return whole_day if kind == "date" else month_index(year, month if kind == "month" else 1)


def _first_day(value: int | date | datetime) -> date:
    if isinstance(value, int):
        return Period(value, 1).first_day
    return value.date() if isinstance(value, datetime) else value
