"""When a file was received: declared for the source, in the file's name, or by file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from voimavara.core.dates import day_in
from voimavara.core.errors import UserError, did_you_mean
from voimavara.programme.models.source import Source

_DATES = re.compile(r"(?<!\d)(?:\d{4}-?\d{2}-?\d{2}|\d{1,2}\.\d{1,2}\.\d{4})(?!\d)")
_EASTMOST = timedelta(hours=14)  # from UTC: where a day begins first


def received_date(source: Source, path: Path) -> date:
    """The day on which the file was received; raises UserError where it isn't told, or has yet to come."""
    received = _told(source, path)
    check_has_come(received, path.name)
    return received


def check_has_come(received: date, file: str) -> None:
    """Refuse a day of receipt that has begun nowhere in the world yet."""
    if received > (datetime.now(UTC) + _EASTMOST).date():
        raise UserError(
            f"{file}: got {received.isoformat()} as the day on which it was received, expected a day that "
            "has come; correct the date, for nothing of the file would count before it."
        )


def _told(source: Source, path: Path) -> date:
    if isinstance(source.received, date):
        return source.received
    if isinstance(source.received, dict):
        if path.name not in source.received:
            hint = did_you_mean(path.name, source.received)
            raise UserError(
                f"{path.name}: the source's `received` names no date for this file; add a line "
                f"'{path.name}: 2020-09-14'" + (f", or {hint}" if hint else ".")
            )
        return source.received[path.name]
    days = {day for text in _DATES.findall(path.stem) if (day := day_in(text))}
    if len(days) == 1:
        return days.pop()
    if days:
        named = " and ".join(day.isoformat() for day in sorted(days))
        raise UserError(
            f"{path.name}: got {named} in the file's name, expected one date, on which the file was received; "
            "rename the file, or declare the date in the source."
        )
    raise UserError(
        f"{path.name}: expected the date on which it was received in the file's name, as in "
        f"{path.stem}-2020-09-14{path.suffix} or {path.stem} 14.9.2020{path.suffix}; rename the file, or declare the date in the source."
    )
