"""Hours for which spaces are booked, of the hours they are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from voimavara.core.clocks import HELSINKI
from voimavara.core.periods import Period

HOUR = timedelta(hours=1)
NUMBER = pa.decimal128(18, 4)
SCHEMA = pa.schema(
    [
        ("building", pa.string()),
        ("space", pa.string()),
        ("month", pa.int32()),
        ("booked_hours", NUMBER),
        ("open_hours", NUMBER),
    ]
)

Space = tuple[str, str]
Span = tuple[datetime, datetime]


class Hours(NamedTuple):
    """A space's opening hours on a weekday (Monday is 1), from a day to a day, both included."""

    since: date
    until: date | None
    weekday: int
    opens: float
    closes: float


def booked_hours(opening_hours: pa.Table, bookings: pa.Table, months: Sequence[Period]) -> pa.Table:
    """Building, space, month, hours booked and hours open, for each month that bookings are known of.

    Overlapping bookings count once, and only while the space is open. Hours are those that pass: a night
    in which clocks go forward is an hour shorter. Times are local, in Finland.
    """
    hours = opening_rules(opening_hours)
    booked = spans_by_space(bookings)
    rows = []
    for (building, space), rules in sorted(hours.items()):
        merged = united(booked.get((building, space), ()))
        for month in months:
            used, opened = month_hours(merged, rules, month)
            if opened:
                where = {"building": building, "space": space, "month": month.first}
                rows.append({**where, "booked_hours": _decimal(used), "open_hours": _decimal(opened)})
    return pa.Table.from_pylist(rows, SCHEMA)


def united(spans: Iterable[Span]) -> list[Span]:
    """The spans as few that do not overlap, in order.

    >>> nine, ten, noon = (datetime(2020, 9, 1, hour) for hour in (9, 10, 12))
    >>> united([(ten, noon), (nine, ten)]) == [(nine, noon)]
    True
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def month_hours(
    bookings: Sequence[Span], rules: Sequence[Hours], month: Period
) -> tuple[timedelta, timedelta]:
    """Hours booked and hours open in the month; the bookings do not overlap and are in order."""
    used = opened = timedelta()
    first, after = _midnight(month.first_day), _midnight(month.last_day + timedelta(days=1))
    near = [span for span in bookings if span[0] < after and span[1] > first]
    number = 0
    for start, end in _open_spans(rules, month):
        opened += passing(start, end)
        while number < len(near) and near[number][1] <= start:
            number += 1
        for booking in near[number:]:
            if booking[0] >= end:
                break
            used += passing(max(start, booking[0]), min(end, booking[1]))
    return used, opened


def passing(start: datetime, end: datetime) -> timedelta:
    """The time that passes between two local times, with the clock changes between them.

    >>> str(passing(datetime(2020, 3, 29, 0), datetime(2020, 3, 30, 0)))
    '23:00:00'
    """
    by_clock = end - start
    if not _clocks_change(start.date()) and start.date() == (end - timedelta(microseconds=1)).date():
        return by_clock
    gone = by_clock - (_offset(end) - _offset(start))
    return max(gone, timedelta())


def _offset(local: datetime) -> timedelta:
    return local.replace(tzinfo=HELSINKI).utcoffset() or timedelta()


@cache
def _clocks_change(day: date) -> bool:
    return _offset(_midnight(day)) != _offset(_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _open_spans(rules: Sequence[Hours], month: Period) -> Iterator[Span]:
    """When the space is open, day by day; of several rules for a day the newest holds."""
    day = month.first_day
    while day <= month.last_day:
        holding = [
            rule
            for rule in rules
            if rule.weekday == day.isoweekday()
            and rule.since <= day
            and (not rule.until or day <= rule.until)
        ]
        if holding:
            rule = max(holding)
            if rule.closes > rule.opens:
                midnight = _midnight(day)
                yield midnight + rule.opens * HOUR, midnight + rule.closes * HOUR
        day += timedelta(days=1)


def opening_rules(table: pa.Table) -> dict[Space, list[Hours]]:
    """The opening hours of each space, from a table of the dataset `opening_hours`."""
    found: dict[Space, list[Hours]] = defaultdict(list)
    for row in table.to_pylist():
        rule = Hours(
            row["valid_from"], row["valid_to"], row["weekday"], float(row["opens"]), float(row["closes"])
        )
        found[row["building"], row["space"]].append(rule)
    return found


def spans_by_space(table: pa.Table) -> dict[Space, list[Span]]:
    """When each space is booked; what ends before it starts is left out (`space.bookings` lists it)."""
    found: dict[Space, list[Span]] = defaultdict(list)
    for row in table.to_pylist():
        if row["ends"] > row["starts"]:
            found[row["building"], row["space"]].append((row["starts"], row["ends"]))
    return found


def _decimal(hours: timedelta) -> Any:
    return (Decimal(hours // timedelta(seconds=1)) / 3600).quantize(Decimal("0.0001"))
