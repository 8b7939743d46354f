"""Rounds, due days and the periods that rounds ask for."""

from __future__ import annotations

from datetime import date

import pytest

from voimavara.core.periods import Period
from voimavara.programme.calendar import (
    Schedule,
    current_round,
    due_day,
    followed_rounds,
)
from voimavara.programme.models.indicator import Published
from voimavara.programme.models.programme import City, Cover, Decision

SPRING, AUTUMN = date(2020, 4, 30), date(2020, 10, 31)


def cover(since: date = date(2019, 6, 26)) -> Cover:
    return Cover(
        title={"fi": "Ohjelma"},
        city=City(code="111", name={"fi": "Heinola"}),
        decision=Decision(date=date(2019, 6, 26), what={"fi": "Päätös"}),
        principle={"fi": "Periaate"},
        values=(),
        audiences=(),
        owners={},
        followed_since=since,
    )


def schedule(cadence: str, *, yearly: bool = False, month: int = 3, year: str = "next") -> Schedule:
    yearly = yearly or cadence in ("year", "year_end", "wave")
    return Schedule(cadence, yearly, Published(month=month, year=year))  # type: ignore[arg-type]  # from a table


@pytest.mark.parametrize(
    ("cadence", "options", "in_spring", "in_autumn"),
    [
        ("12 months", {}, "2019-04..2020-03", "2019-10..2020-09"),
        ("month_end", {}, "2020-03", "2020-09"),
        ("round", {}, "2020-04", "2020-10"),
        ("year", {}, "2019", "2019"),
        ("year_end", {}, "2019", "2019"),
        ("year", {"month": 9}, "2018", "2019"),  # accounts come out in the autumn of the next year
        ("year", {"month": 4}, "2018", "2019"),  # a month that is not over asks for nothing yet
        ("year", {"month": 10}, "2018", "2018"),
        ("wave", {"month": 9, "year": "same"}, "2019-09", "2020-09"),
        ("12 months", {"yearly": True}, "2019-04..2020-03", "2019-04..2020-03"),
    ],
)
def test_a_round_asks_for_what_can_be_known_by_its_due_day(cadence, options, in_spring, in_autumn):
    asked = schedule(cadence, **options)
    assert str(asked.expected(cover(), SPRING)) == in_spring
    assert str(asked.expected(cover(), AUTUMN)) == in_autumn


def test_a_yearly_figure_is_asked_for_once_and_stays_the_newest_until_the_next():
    accounts = schedule("year", month=9)
    assert [accounts.is_due(cover(), day) for day in (SPRING, AUTUMN, date(2021, 4, 30))] == [
        False,
        True,
        False,
    ]
    assert accounts.next_due(cover(), AUTUMN) == (date(2021, 10, 16), date(2021, 10, 31))


def test_a_figure_of_every_round_is_asked_for_in_the_next_one():
    costs = schedule("12 months")
    assert costs.next_due(cover(), AUTUMN) == (date(2021, 4, 15), date(2021, 4, 30))
    assert costs.next_due(cover(), date(2020, 10, 16)) == (date(2020, 10, 16), AUTUMN)


def test_a_round_is_current_from_the_day_after_its_due_day():
    assert due_day(cover(), AUTUMN) == date(2020, 10, 16)
    assert current_round(cover(), date(2020, 10, 16)) == SPRING
    assert current_round(cover(), date(2020, 10, 17)) == AUTUMN
    assert current_round(cover(), date(2021, 1, 1)) == AUTUMN


def test_rounds_before_the_programme_was_followed_are_not_counted():
    assert followed_rounds(cover(), AUTUMN) == (date(2019, 10, 31), SPRING, AUTUMN, date(2021, 4, 30))
    assert followed_rounds(cover(since=date(2021, 1, 1)), AUTUMN) == (date(2021, 4, 30),)


def test_a_series_goes_back_as_far_as_whole_periods_do():
    months = schedule("12 months").series(cover(), Period.parse("2018-01"), AUTUMN)
    assert [str(period) for period in months] == [
        "2018-04..2019-03",
        "2018-10..2019-09",
        "2019-04..2020-03",
        "2019-10..2020-09",
    ]
    years = schedule("year", month=9).series(cover(), Period.parse("2015-01"), AUTUMN)
    assert [str(period) for period in years] == ["2015", "2016", "2017", "2018", "2019"]


def test_twelve_months_are_compared_with_the_twelve_before_them():
    window = Period.parse("2019-10..2020-09")
    years = [str(year) for year in schedule("12 months").last_two_years(window)]
    assert years == ["2018-10..2019-09", "2019-10..2020-09"]
    waves = schedule("wave").earlier_years(Period.parse("2020-09"), 2)
    assert [str(wave) for wave in waves] == ["2018-09", "2019-09"]


def test_a_round_on_the_last_of_february_exists_in_every_year():
    rounds = cover().rounds.model_copy(update={"dates": ("02-29",)})
    leap = cover().model_copy(update={"rounds": rounds})
    assert current_round(leap, date(2021, 3, 1)) == date(2021, 2, 28)
