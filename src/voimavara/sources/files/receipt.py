"""When a file was received: declared for the source, in the file's name, or by file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from voimavara.core.dates import day_in
from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.message import Message
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
            "{file}: got {received} as the day on which it was received, expected a day that has come; "
            "correct the date, for nothing of the file would count before it.",
            file=file,
            received=received.isoformat(),
        )


def _told(source: Source, path: Path) -> date:
    if isinstance(source.received, date):
        return source.received
    if isinstance(source.received, dict):
        if path.name not in source.received:
            hint = did_you_mean(path.name, source.received)
            said = Message.of(
                "{file}: the source's `received` names no date for this file; add a line "
                "'{file}: 2020-09-14'",
                file=path.name,
            )
            raise UserError(hinted(said, hint))
        return source.received[path.name]
    days = {day for text in _DATES.findall(path.stem) if (day := day_in(text))}
    if len(days) == 1:
        return days.pop()
    if days:
        raise UserError(
            "{name}: got {days} in the file's name, expected one date, on which the file was received; "
            "rename the file, or declare the date in the source.",
            name=path.name,
            days=", ".join(day.isoformat() for day in sorted(days)),
        )
    raise UserError(
        "{name}: expected the date on which it was received in the file's name, as in "
        "{stem}-2020-09-14{suffix} or {stem} 14.9.2020{suffix}; rename the file, or declare the date in the "
        "source.",
        name=path.name,
        stem=path.stem,
        suffix=path.suffix,
    )
