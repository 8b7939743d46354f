"""Numbers, dates and periods as each language writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core import writing
from voimavara.core.periods import Period


@pytest.mark.parametrize(
    ("value", "unit", "language", "decimals", "text"),
    [
        (0.8, "%", "fi", 0, "80~%"),
        (0.8, "%", "sv", 0, "80~%"),
        (0.8, "%", "en", 0, "80%"),
        (61.3, "EUR/m2", "fi", 2, "61,30~€/m²"),
        (-1_234_567.0, "EUR", "sv", 0, "−1,2~mn~€"),
        (21_437_000.0, "EUR", "en", 0, "€21.4~million"),
        (15.25, "day/htv", "sv", 1, "15,3~dagar/årsverke"),
        (-61.3, "EUR/m2", "en", 0, "−€61/m²"),
        (1234.5, "1", "fi", 1, "1~234,5"),
        (-0.0001, "1", "fi", 1, "−0,0001"),
        (-0.00001, "1", "fi", 1, "0,0000"),
        (0.0, "1", "fi", 1, "0,0"),
        (0.04, "EUR/m2", "fi", 1, "0,04~€/m²"),
        (0.0437, "piece/person", "fi", 1, "0,044~kpl/henkilö"),
        (0.96, "h", "fi", 1, "0,96~h"),
        (0.0004, "%", "fi", 1, "0,04~%"),
        (3.0, "piece", "fi", 0, "3~kpl"),
    ],
)
def test_a_quantity_is_written_as_the_language_does(
    value: float, unit: str, language: str, decimals: int, text: str
) -> None:
    written = writing.quantity(value, unit, language, decimals)  # type: ignore[arg-type] # parametrised
    assert written.replace(writing.NBSP, "~") == text


@given(st.floats(0.0001, 1e5), st.integers(0, 2))
def test_no_value_is_written_so_short_that_it_loses_its_two_first_digits(value: float, decimals: int) -> None:
    few = writing.enough(value, "1", decimals)
    assert decimals <= few <= writing.MOST_DECIMALS
    if few < writing.MOST_DECIMALS:
        assert abs(float(writing.rounded(value, few)) - value) <= max(value * 0.05, 1e-9)
    assert writing.rounded(value, few)


def test_growth_carries_its_sign() -> None:
    assert writing.quantity(0.002, "%", "fi", 1, sign=True) == "+0,2\u00a0%"


def test_dates_and_periods_are_written_as_people_say_them() -> None:
    assert writing.day(date(2019, 6, 26), "fi") == "26.6.2019"
    assert writing.day(date(2019, 6, 26), "en") == "26\u00a0June\u00a02019"
    assert Period.years(2015, 2019).within("sv") == "2015–2019"
    assert Period.parse("2020-Q3").within("fi") == "7–9/2020"
