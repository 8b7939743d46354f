"""Periods: what people write comes back, and months never get lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.core.periods import Period

periods = st.builds(Period, st.integers(1900 * 12, 2100 * 12), st.integers(1, 240))


@given(periods)
def test_a_period_written_down_is_the_same_when_read_again(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_the_months_of_a_period_are_its_own_and_no_others(period: Period) -> None:
    months = period.each_month()
    assert len(months) == period.months
    assert months[0].first_day == period.first_day
    assert months[-1].last_day == period.last_day
    assert all(period.contains(month) for month in months)


@given(periods, st.integers(1, 60))
def test_going_back_keeps_the_length(period: Period, months: int) -> None:
    earlier = period.before(months)
    assert earlier.months == period.months
    assert earlier.end + months == period.end


@pytest.mark.parametrize("text", ["", "2020-13", "20", "2020-Q5", "tammikuu", "2020..x", "2020-1-"])
def test_a_text_that_names_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UserError, match="write a year 2020"):
        Period.parse(text)


def test_a_leap_year_ends_on_the_last_day_of_february() -> None:
    assert Period.month(2020, 2).last_day.isoformat() == "2020-02-29"
    assert Period.month(2019, 2).last_day.isoformat() == "2019-02-28"
