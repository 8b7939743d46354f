"""Booked hours of open hours."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.periods import Period
from voimavara.estate.space.booked_hours import booked_hours, united

ALL_DAYS = range(1, 8)


def hours(
    bookings: list[tuple[str, str]],
    *,
    opens: float = 8,
    closes: float = 20,
    covers: str = "2020-03",
    until: date | None = None,
) -> dict[str, tuple[float, float]]:
    tables = {
        "space_bookings": pa.table(
            {
                "building": pa.array(["A"] * len(bookings), pa.string()),
                "space": pa.array(["hall"] * len(bookings), pa.string()),
                "starts": pa.array([datetime.fromisoformat(s) for s, _ in bookings], pa.timestamp("us")),
                "ends": pa.array([datetime.fromisoformat(e) for _, e in bookings], pa.timestamp("us")),
            }
        ),
        "opening_hours": pa.table(
            {
                "building": ["A"] * 7,
                "space": ["hall"] * 7,
                "weekday": list(ALL_DAYS),
                "opens": [Decimal(str(opens))] * 7,
                "closes": [Decimal(str(closes))] * 7,
                "valid_from": [date(2019, 1, 1)] * 7,
                "valid_to": pa.array([until] * 7, pa.date32()),
            }
        ),
    }
    rows = booked_hours(
        tables["opening_hours"], tables["space_bookings"], Period.parse(covers).each_month()
    ).to_pylist()
    return {
        str(Period(row["month"], 1)): (float(row["booked_hours"]), float(row["open_hours"])) for row in rows
    }


def test_an_hour_booked_twice_counts_once() -> None:
    found = hours([("2020-03-02T10:00", "2020-03-02T12:00"), ("2020-03-02T11:00", "2020-03-02T13:00")])
    assert found == {"2020-03": (3, 31 * 12)}


def test_a_booking_counts_only_while_the_space_is_open() -> None:
    assert hours([("2020-03-02T06:00", "2020-03-02T09:30")])["2020-03"][0] == 1.5
    assert hours([("2020-03-02T18:00", "2020-03-04T09:00")])["2020-03"][0] == 2 + 12 + 1


def test_a_night_with_summer_time_is_an_hour_shorter_and_with_winter_time_longer() -> None:
    whole = {"opens": 0, "closes": 24}
    march = hours([("2020-03-28T22:00", "2020-03-29T06:00")], **whole)  # type: ignore[arg-type]  # numbers
    assert march == {"2020-03": (7, 31 * 24 - 1)}
    october = hours([("2020-10-24T22:00", "2020-10-25T06:00")], **whole, covers="2020-10")  # type: ignore[arg-type]
    assert october == {"2020-10": (9, 31 * 24 + 1)}


def test_a_booking_across_midnight_and_the_end_of_a_month_is_divided() -> None:
    found = hours([("2020-03-31T22:00", "2020-04-01T03:00")], opens=0, closes=24, covers="2020-03..2020-04")
    assert (found["2020-03"][0], found["2020-04"][0]) == (2, 3)


def test_a_space_without_bookings_is_open_and_empty() -> None:
    assert hours([]) == {"2020-03": (0, 372)}


def test_opening_hours_end_with_their_last_day() -> None:
    assert hours([], until=date(2020, 3, 10)) == {"2020-03": (0, 120)}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=12))
def test_the_union_is_as_long_as_the_minutes_that_any_booking_covers(spans: list[tuple[int, int]]) -> None:
    def at(minute: int) -> datetime:
        return datetime(2020, 3, 2, 10 + minute // 60, minute % 60)

    merged = united([(at(start), at(start + length)) for start, length in spans])
    minutes = {minute for start, length in spans for minute in range(start, start + length)}
    assert sum((end - start).seconds // 60 for start, end in merged) == len(minutes)
    assert all(before[1] < after[0] for before, after in pairwise(merged))
