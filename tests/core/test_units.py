"""Units: €/m² follows from € and m², and what does not fit is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.core.units import Unit

names = st.sampled_from(["EUR", "m2", "m3", "kWh", "htv", "day", "{pupil}", "MWh", "%", "1", "MEUR"])


@given(names, names)
def test_dividing_and_multiplying_again_gives_the_same_unit(left: str, right: str) -> None:
    assert Unit.parse(left) / Unit.parse(right) * Unit.parse(right) == Unit.parse(left)


@given(names, names)
def test_a_written_ratio_is_the_ratio_of_its_parts(left: str, right: str) -> None:
    assert Unit.parse(f"{left}/{right}") == Unit.parse(left) / Unit.parse(right)


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("MWh", "kWh", "1000"),
        ("EUR", "MEUR", "0.000001"),
        ("%", "1", "0.01"),
        ("l", "m3", "0.001"),
        ("g", "kg", "0.001"),
        ("ha", "m2", "10000"),
    ],
)
def test_another_scale_is_converted_exactly(one: str, other: str, factor: str) -> None:
    assert Unit.parse(one).factor_to(Unit.parse(other)) == Decimal(factor)


def test_square_metres_are_not_turned_into_euros() -> None:
    with pytest.raises(UserError, match="they measure different things"):
        Unit.parse("m2").factor_to(Unit.parse("EUR"))


def test_a_misspelt_unit_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(UserError, match="did you mean 'kWh'"):
        Unit.parse("kwh")
