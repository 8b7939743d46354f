"""The four measures of use, and what is odd in bookings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.space.bookings import Oddity, odd_bookings
from voimavara.estate.space.utilisation import Presence, Utilisation, together, utilisation

HALL = ("A", "hall")
MARCH = Period.parse("2020-03")  # 31 days; clocks go forward on the 29th
ALL_HOURS = 31 * 24 - 1
spans = st.lists(st.tuples(st.integers(0, 700), st.integers(1, 60)), max_size=8)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def booked(*written: tuple[str, str], space: str = "hall") -> pa.Table:
    return pa.table(
        {
            "booking": pa.array([f"b{number}" for number in range(len(written))], pa.string()),
            "building": pa.array(["A"] * len(written), pa.string()),
            "space": pa.array([space] * len(written), pa.string()),
            "starts": pa.array([at(start) for start, _ in written], pa.timestamp("us")),
            "ends": pa.array([at(end) for _, end in written], pa.timestamp("us")),
        }
    )


def opened(opens: float = 8, closes: float = 20) -> pa.Table:
    return pa.table(
        {
            "building": ["A"] * 7,
            "space": ["hall"] * 7,
            "weekday": list(range(1, 8)),
            "opens": [Decimal(str(opens))] * 7,
            "closes": [Decimal(str(closes))] * 7,
            "valid_from": [date(2019, 1, 1)] * 7,
            "valid_to": pa.array([None] * 7, pa.date32()),
        }
    )


def present(start: str, end: str, people: float) -> Presence:
    return Presence("A", "hall", at(start), at(end), people)


def hours_of(table: pa.Table, *presence: Presence, capacity: float | None = None) -> Utilisation:
    places = None if capacity is None else {HALL: capacity}
    (found,) = utilisation(table, opened(), MARCH, presence or None, places)
    return found.hours


def test_the_four_measures() -> None:
    table = booked(("2020-03-02T10:00", "2020-03-02T14:00"), ("2020-03-02T13:00", "2020-03-02T16:00"))
    hours = hours_of(table, present("2020-03-02T11:00", "2020-03-02T14:00", 20), capacity=80)
    assert hours.booked_of_open == 6 / (31 * 12)
    assert hours.occupied_of_open == 3 / (31 * 12)
    assert hours.people_of_capacity == 0.25
    assert hours.used_of_all == 3 / ALL_HOURS


def test_bookings_count_as_use_only_where_people_are_not_counted() -> None:
    table = booked(("2020-03-02T06:00", "2020-03-02T10:00"))
    hours = hours_of(table)
    assert (hours.booked, hours.used) == (2, 4)
    assert (hours.occupied, hours.occupied_of_open, hours.people_of_capacity) == (None, None, None)


def test_a_booked_and_empty_space_is_not_used() -> None:
    table = booked(("2020-03-02T10:00", "2020-03-02T14:00"))
    hours = hours_of(table, present("2020-03-02T10:00", "2020-03-02T14:00", 0), capacity=10)
    assert (hours.booked, hours.occupied, hours.used, hours.people_of_capacity) == (4, 0, 0, None)


def test_groups_at_the_same_time_add_up_and_may_exceed_the_capacity() -> None:
    both = [present("2020-03-02T10:00", "2020-03-02T12:00", people) for people in (8, 7)]
    assert hours_of(booked(), *both, capacity=10).people_of_capacity == 1.5


def test_the_night_of_summer_time_is_an_hour_shorter() -> None:
    hours = hours_of(booked(("2020-03-28T22:00", "2020-03-29T06:00")))
    assert (hours.used, hours.all) == (7, ALL_HOURS)


def test_use_is_clipped_to_the_period() -> None:
    assert hours_of(booked(("2020-02-29T20:00", "2020-03-01T02:00"))).used == 2


def test_spaces_together_are_the_sum_of_their_hours() -> None:
    counted = hours_of(booked(), present("2020-03-02T10:00", "2020-03-02T12:00", 8), capacity=10)
    uncounted = hours_of(booked(("2020-03-02T10:00", "2020-03-02T14:00")))
    both = together([counted, uncounted])
    assert both.booked_of_open == 4 / (2 * 31 * 12)
    assert both.occupied is None
    assert both.people_of_capacity == 0.8
    assert together([counted, counted]).occupied_of_open == counted.occupied_of_open


def test_an_impossible_capacity_or_count_is_refused() -> None:
    with pytest.raises(UserError, match="A, hall, capacity: got 0, expected more than 0 persons"):
        hours_of(booked(), capacity=0)
    with pytest.raises(UserError, match="got \u22121 people"):
        present("2020-03-02T10:00", "2020-03-02T12:00", -1)
    with pytest.raises(UserError, match="expected 0 or more until later"):
        present("2020-03-02T10:00", "2020-03-02T10:00", 1)


def test_overlaps_are_listed_with_both_bookings() -> None:
    table = booked(
        ("2020-03-02T10:00", "2020-03-02T14:00"),
        ("2020-03-02T13:00", "2020-03-02T16:00"),
        ("2020-03-02T16:00", "2020-03-02T17:00"),
    )
    (found,) = odd_bookings(table)
    assert (found.oddity, found.bookings) == (Oddity.OVERLAP, ("b0", "b1"))
    assert str(found) == (
        "A, hall, booking b0 and b1: 2020-03-02 13:00 to 14:00 is booked twice, expected once;"
        " it counts once."
    )


def test_every_pair_of_overlaps_is_found() -> None:
    day = "2020-03-02T"
    table = booked(
        (f"{day}08:00", f"{day}18:00"), (f"{day}09:00", f"{day}10:00"), (f"{day}17:00", f"{day}19:00")
    )
    assert [found.bookings for found in odd_bookings(table)] == [("b0", "b1"), ("b0", "b2")]


def test_clock_changes_and_faulty_times_are_listed() -> None:
    table = booked(
        ("2020-03-28T22:00", "2020-03-29T06:00"),
        ("2020-03-29T03:30", "2020-03-29T06:00"),
        ("2020-10-24T22:00", "2020-10-25T06:00"),
        ("2020-03-05T12:00", "2020-03-05T10:00"),
    )
    found = {(one.oddity, one.bookings[0]): str(one) for one in odd_bookings(table)}
    assert "it counts as the 7 h that pass" in found[Oddity.CLOCK_CHANGE, "b0"]
    assert "it counts as the 9 h that pass" in found[Oddity.CLOCK_CHANGE, "b2"]
    assert "is an hour that summer time skips" in found[Oddity.NO_SUCH_TIME, "b1"]
    assert "it is left out" in found[Oddity.ENDS_FIRST, "b3"]


def test_ordinary_bookings_have_nothing_odd() -> None:
    assert odd_bookings(booked(("2020-03-02T10:00", "2020-03-02T14:00"))) == ()
    assert odd_bookings(booked()) == ()


@given(spans)
def test_a_longer_union_is_never_less_than_any_of_its_bookings(drawn: list[tuple[int, int]]) -> None:
    first = at("2020-03-01T00:00")
    written = [
        ((first + timedelta(hours=start)).isoformat(), (first + timedelta(hours=start + length)).isoformat())
        for start, length in drawn
    ]
    whole = hours_of(booked(*written))
    assert all(hours_of(booked(one)).booked <= whole.booked for one in written)
    assert whole.booked <= min(whole.used, whole.open)
    assert whole.used <= whole.all
    assert whole.booked <= sum(hours_of(booked(one)).booked for one in written) + 1e-9
