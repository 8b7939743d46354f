"""How much spaces are used: four measures, for utilisation has no single norm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pyarrow as pa

from voimavara.core.errors import UserError
from voimavara.core.message import as_number
from voimavara.core.periods import Period
from voimavara.estate.space.booked_hours import (
    Hours,
    Span,
    month_hours,
    opening_rules,
    passing,
    spans_by_space,
    united,
)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Presence:
    """People in a space from one local time to another, counted or sensed; all of them count."""

    building: str
    space: str
    starts: datetime
    ends: datetime
    people: float

    def __post_init__(self) -> None:
        if self.ends <= self.starts or not self.people >= 0:
            raise UserError(
                "{building}, {space}, {starts}: got {people} people until {ends}, expected 0 or more until"
                " later; correct the count.",
                building=self.building,
                space=self.space,
                starts=_written(self.starts),
                people=as_number(self.people),
                ends=_written(self.ends),
            )


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Hours of a space, or of spaces together, in a period.

    `booked` and `occupied` lie within opening hours; `used` is occupied, or else booked, at any hour; `all`
    is every hour of the period, 168 a week. `person_hours` of `place_hours` (capacity × occupied hours) are
    those of the spaces whose people and capacity are known. None is not measured, never zero.
    """

    booked: float
    open: float
    occupied: float | None
    used: float
    all: float
    person_hours: float | None
    place_hours: float | None

    @property
    def booked_of_open(self) -> float | None:
        """Booked hours / open hours."""
        return _share(self.booked, self.open)

    @property
    def occupied_of_open(self) -> float | None:
        """Occupied hours / open hours."""
        return _share(self.occupied, self.open)

    @property
    def people_of_capacity(self) -> float | None:
        """People / capacity while occupied; above 1 where more came than the space is for."""
        return _share(self.person_hours, self.place_hours)

    @property
    def used_of_all(self) -> float | None:
        """Used hours / all hours (168 a week)."""
        return _share(self.used, self.all)


@dataclass(frozen=True, slots=True)
class SpaceUtilisation:
    """A space's utilisation in a period, and whether `used` was told by people or by bookings."""

    building: str
    space: str
    period: Period
    hours: Utilisation
    by_people: bool


def utilisation(
    bookings: pa.Table,
    opening_hours: pa.Table,
    period: Period,
    presence: Sequence[Presence] | None = None,
    capacity: Mapping[tuple[str, str], float] | None = None,
) -> tuple[SpaceUtilisation, ...]:
    """The four measures of each space that has opening hours, over a period.

    Overlapping bookings count once, clipped to opening hours; hours are those that pass where clocks change.
    A space without any presence is not measured. Capacity is in persons, by (building, space). Raises
    UserError for a capacity of zero.
    """
    for (building, space), persons in (capacity or {}).items():
        if not persons > 0:
            raise UserError(
                "{building}, {space}, capacity: got {persons}, expected more than 0 persons; correct it or"
                " leave it out.",
                building=building,
                space=space,
                persons=as_number(persons),
            )
    booked = spans_by_space(bookings)
    rules = opening_rules(opening_hours)
    people: dict[tuple[str, str], list[Presence]] = {}
    for one in presence or ():
        people.setdefault((one.building, one.space), []).append(one)
    found = []
    for at in sorted(rules):
        places = (capacity or {}).get(at)
        hours = _hours(booked.get(at, []), rules[at], period, people.get(at), places)
        found.append(SpaceUtilisation(*at, period, hours, at in people))
    return tuple(found)


def together(hours: Iterable[Utilisation]) -> Utilisation:
    """Several spaces as one: hours add up, shares follow from them.

    Occupied hours are known only when they are for every space; people of capacity are of the spaces that
    have both.
    """
    parts = tuple(hours)
    known = [one for one in parts if one.person_hours is not None and one.place_hours is not None]
    occupied = [one.occupied for one in parts if one.occupied is not None]
    return Utilisation(
        sum(one.booked for one in parts),
        sum(one.open for one in parts),
        sum(occupied) if len(occupied) == len(parts) else None,
        sum(one.used for one in parts),
        sum(one.all for one in parts),
        sum(one.person_hours or 0.0 for one in known) if known else None,
        sum(one.place_hours or 0.0 for one in known) if known else None,
    )


def _hours(
    booked: Sequence[Span],
    rules: Sequence[Hours],
    period: Period,
    people: Sequence[Presence] | None,
    capacity: float | None,
) -> Utilisation:
    merged = united(booked)
    present = united((one.starts, one.ends) for one in people or () if one.people > 0)
    in_open = [month_hours(merged, rules, month) for month in period.each_month()]
    occupied = [month_hours(present, rules, month)[0] for month in period.each_month()]
    whole = _whole(period)
    inside = _inside(present, whole)
    persons = sum(one.people * _inside([(one.starts, one.ends)], whole) for one in people or ())
    counted = people is not None and capacity is not None
    return Utilisation(
        _total(used for used, _ in in_open),
        _total(opened for _, opened in in_open),
        None if people is None else _total(occupied),
        _inside(merged, whole) if people is None else inside,
        passing(*whole) / HOUR,
        persons if counted else None,
        (capacity or 0.0) * inside if counted else None,
    )


def _whole(period: Period) -> Span:
    after = period.last_day + timedelta(days=1)
    return datetime.combine(period.first_day, time.min), datetime.combine(after, time.min)


def _inside(spans: Iterable[Span], whole: Span) -> float:
    clipped = ((max(start, whole[0]), min(end, whole[1])) for start, end in spans)
    return _total(passing(start, end) for start, end in clipped if end > start)


def _total(parts: Iterable[timedelta]) -> float:
    return sum(parts, timedelta()) / HOUR


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _written(at: datetime) -> str:
    """The time as files write it."""
    return f"{at:%Y-%m-%d %H:%M}"
