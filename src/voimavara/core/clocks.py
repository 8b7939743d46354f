"""Local time in Finland, whose clocks change twice a year."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def exists(local: datetime) -> bool:
    """Whether clocks in Finland ever show the time: summer time skips an hour in March.

    >>> exists(datetime(2020, 3, 29, 2, 59)), exists(datetime(2020, 3, 29, 3, 15))
    (True, False)
    """
    there = local.replace(tzinfo=HELSINKI).astimezone(UTC)
    return there.astimezone(HELSINKI).replace(tzinfo=None) == local
