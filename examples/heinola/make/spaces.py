"""Rooms: their bookings and their opening hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from draws import Draws
from exports import Files, day, plain, text_file
from town import ROOMS, Room

FOLDER = "kiinteistot"
FIRST, END = date(2018, 10, 1), date(2020, 9, 1)
CLOSED = (date(2020, 3, 18), date(2020, 5, 31))  # the state of emergency; meeting rooms stayed open
HEADER = ("Varausnro", "Kohdenro", "Tila", "Alkaa", "Päättyy")
Booking = tuple[datetime, datetime, Room]


def space_files() -> Files:
    """Every file of the booking system. September 2020 has not come."""
    return {f"{FOLDER}/{name}": content for name, content in (_bookings() | _hours()).items()}


def _bookings() -> Files:
    booked = sorted(
        (one for room in ROOMS for one in _bookings_of(room)),
        key=lambda one: (one[0], one[2].building, one[2].code),
    )
    rows = [
        (begins.date(), (f"{184000 + index}", room.building, room.code, _moment(begins), _moment(ends)))
        for index, (begins, ends, room) in enumerate(booked)
    ]
    parts = (
        (
            "2019-10-02",
            FIRST,
            date(2019, 10, 1),
            ("183001", "1007", "LIIKSALI", "31.2.2019 8:00", "31.2.2019 14:00"),
        ),
        (
            "2020-04-02",
            date(2019, 10, 1),
            date(2020, 4, 1),
            ("183002", "1999", "SALI", "3.2.2020 17:00", "3.2.2020 20:00"),
        ),
        ("2020-09-03", date(2020, 4, 1), END, ("183003", "1003", "LIIKSALI", "12.8.2020 17:00", "klo 20")),
    )
    files = {}
    for received, begin, end, faulty in parts:
        chosen = [row for on, row in rows if begin <= on < end]
        chosen.insert(len(chosen) // 3, faulty)
        files[f"tilavaraukset_{received}.csv"] = text_file(HEADER, chosen)
    return files


def _moment(when: datetime) -> str:
    return f"{day(when.date())} {when.hour}:{when.minute:02d}"


def _bookings_of(room: Room) -> list[Booking]:
    """A room's bookings: a long one by day, a shorter one in the evening, sometimes one over another."""
    draws = Draws(f"bookings {room.building} {room.code}")
    found: list[Booking] = []
    on = FIRST
    while on < END:
        if on.isoweekday() <= room.days and not _is_closed(room, on):
            wanted = _wanted(on)
            if draws.chance(room.by_day * wanted):
                found.append(_booking(draws, room, on, room.opens, 1.0 if _stays_open(room) else 5.0))
            if draws.chance(room.by_evening * wanted):
                found.append(_booking(draws, room, on, 12.0 if _stays_open(room) else 16.5, 2.0))
        if draws.chance(0.012) and not _is_closed(room, on):
            found.append(_booking(draws, room, on, room.opens + 1, 2.0))
        on += timedelta(days=1)
    if room.code == "HALLI":  # a night tournament over the change to winter time
        found.append((datetime(2019, 10, 26, 18), datetime(2019, 10, 27, 14), room))
    return found


def _is_closed(room: Room, on: date) -> bool:
    return not _stays_open(room) and CLOSED[0] <= on <= CLOSED[1]


def _stays_open(room: Room) -> bool:
    return room.code.startswith("NEUV")


def _wanted(on: date) -> float:
    """How much rooms are asked for: little in summer and at Christmas, less in the autumn of 2020."""
    if on.month in (6, 7) or (on.month == 12 and on.day > 20):
        return 0.18
    return 0.72 if on >= date(2020, 8, 1) else 1.0


def _booking(draws: Draws, room: Room, on: date, earliest: float, least: float) -> Booking:
    begins = datetime(on.year, on.month, on.day) + timedelta(hours=earliest + draws.whole(0, 3) / 2)
    ends = begins + timedelta(hours=least + draws.whole(1, 7) / 2)
    return begins, min(ends, begins.replace(hour=23, minute=0)), room


def _hours() -> Files:
    """Opening hours that hold; in spring 2020 most rooms were closed for a while."""
    header = ("Kohdenro", "Tila", "Viikonpäivä", "Avataan", "Suljetaan", "Voimassa alkaen", "Voimassa asti")
    always = ((date(2018, 8, 1), None),)
    before, after = (always[0][0], CLOSED[0] - timedelta(days=1)), (CLOSED[1] + timedelta(days=1), None)
    told = {"2019-10-03": always, "2020-04-03": (before,), "2020-10-05": (before, after)}
    return {
        f"aukioloajat_{received}.csv": text_file(
            header,
            [
                (
                    room.building,
                    room.code,
                    str(weekday),
                    plain(room.opens, 1),
                    plain(room.closes, 1),
                    day(first),
                    day(last),
                )
                for room in ROOMS
                for weekday in range(1, room.days + 1)
                for first, last in (always if _stays_open(room) else spans)
            ],
        )
        for received, spans in told.items()
    }
