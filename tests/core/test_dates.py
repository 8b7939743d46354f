"""Days and periods: every form that people write is understood, and no text means two different times."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.dates import day_in, month_in, quarter_in, year_in
from voimavara.core.errors import UserError
from voimavara.core.periods import Period, days_of, time_in

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
NAMES = {language: get_month_names("wide", "stand-alone", language) for language in ("fi", "sv", "en")}
READERS = (day_in, month_in, quarter_in, year_in)


def forms_of_day(day: date) -> list[str]:
    return [
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y%m%d}",
        f"{day.isoformat()} 00:00:00",
    ]


def forms_of_month(year: int, month: int) -> list[str]:
    return [
        f"{year}-{month:02d}",
        f"{month}/{year}",
        f"{month:02d}/{year}",
        f"{month}.{year}",
        f"{month:02d}-{year}",
        f"{year}/{month:02d}",
        f"{year}M{month:02d}",
        f"{year}{month:02d}",
        *(f"{names[month]} {year}" for names in NAMES.values()),
        f"{NAMES['fi'][month].capitalize()}\u00a0{year}",
    ]


@given(days)
def test_a_day_is_understood_in_every_form(day: date) -> None:
    for text in forms_of_day(day):
        assert day_in(text) == day
        assert days_of(text) == (day, day)
        assert time_in(text) == day.isoformat()


@given(days)
def test_a_month_is_understood_in_every_form(day: date) -> None:
    month = Period.month(day.year, day.month)
    for text in forms_of_month(day.year, day.month):
        assert month_in(text) == (day.year, day.month)
        assert Period.parse(text) == month
        assert time_in(text) == str(month)


@given(st.text(alphabet="0123456789.-/–M Qqv", max_size=12))
def test_no_text_is_both_a_day_and_a_month_or_year(text: str) -> None:
    assert sum(reader(text) is not None for reader in READERS) <= 1


@given(st.text(alphabet="0123456789.-/–M Qv", max_size=16))
def test_what_is_kept_of_a_time_is_the_time_itself(text: str) -> None:
    try:
        meant = days_of(text)
    except UserError:
        assert time_in(text) == text
    else:
        assert days_of(time_in(text)) == meant


@pytest.mark.parametrize(
    "text",
    ["10/11/2025", "2025.10", "10/25", "31.2.2025", "13/2025", "1.13.2025", "loma 2025", "0/2025", "9.202"],
)
def test_what_could_mean_two_things_or_nothing_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(
        UserError, match=r"write a day 2020-10-31 or 31\.10\.2020, a month 2020-10 or 10/2020"
    ):
        days_of(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2015–2019", "2015..2019"),
        ("2015-2019", "2015..2019"),
        ("10/2019–9/2020", "2019-10..2020-09"),
        ("1–6/2020", "2020-01..2020-06"),
        ("2020Q3", "2020-Q3"),
        ("Q3/2020", "2020-Q3"),
        ("v. 2020", "2020"),
    ],
)
def test_a_period_is_read_as_the_pages_write_it(text: str, period: str) -> None:
    assert str(Period.parse(text)) == period


def test_a_window_that_ends_before_it_begins_is_no_period() -> None:
    with pytest.raises(UserError, match="expected a period"):
        Period.parse("2020..2019")
