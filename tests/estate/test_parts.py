"""Parts of buildings: FORMULAS.md 1, and what repairs and inspections do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.condition.parts import (
    BuildingParts,
    Inspection,
    Repair,
    age_after_repair,
    age_of,
    state_in,
    value_share,
)

ROOF = BuildingParts(
    np.array(["roof"]),
    np.array(["114"]),
    np.array([1980.0]),
    np.array([40.0]),
    np.array([0.8]),
    np.array([100_000.0]),
)


def condition(year: int, *events: Repair | Inspection) -> float:
    repairs = tuple(event for event in events if isinstance(event, Repair))
    seen = tuple(event for event in events if isinstance(event, Inspection))
    return float(state_in(ROOF, year, repairs, seen).condition[0])


@pytest.mark.parametrize(
    ("age", "share"), [(0, 1.00), (10, 0.95), (20, 0.80), (30, 0.55), (40, 0.20), (50, 0.20)]
)
def test_the_published_curve(age: int, share: float) -> None:
    assert value_share(np.array(float(age)), np.array(40.0), np.array(0.8)) == pytest.approx(share, abs=1e-12)
    assert condition(1980 + age) == pytest.approx(share, abs=1e-12)


def test_a_capitalised_repair_makes_the_part_younger_by_the_value_it_adds() -> None:
    assert condition(2020, Repair(2020, "roof", 0.6)) == pytest.approx(0.80)
    assert condition(2030, Repair(2020, "roof", 0.6)) == pytest.approx(0.55)


def test_a_repair_never_makes_a_part_better_than_new() -> None:
    assert condition(2020, Repair(2020, "roof", 1.0)) == 1.0


def test_an_inspection_overrides_the_model_from_its_year_and_not_before() -> None:
    seen = Inspection(2000, "roof", 0.55)
    assert condition(1999, seen) == pytest.approx(
        float(value_share(np.array(19.0), np.array(40.0), np.array(0.8)))
    )
    assert condition(2000, seen) == pytest.approx(0.55)
    assert condition(2010, seen) == pytest.approx(0.20)


def test_worse_than_the_curve_ends_stays_as_it_was_seen_until_a_repair() -> None:
    seen = Inspection(2000, "roof", 0.05)
    assert condition(2015, seen) == pytest.approx(0.05)
    assert condition(2015, seen, Repair(2015, "roof", 0.05)) == pytest.approx(0.10)
    assert condition(2015, seen, Repair(2015, "roof", 0.75)) == pytest.approx(0.80)


def test_in_one_year_the_inspection_comes_before_the_repair_it_led_to() -> None:
    assert condition(2000, Repair(2000, "roof", 0.25), Inspection(2000, "roof", 0.55)) == pytest.approx(0.80)


@given(st.floats(0.21, 1.0))
def test_the_age_of_a_value_has_that_value(share: float) -> None:
    life, wearing = np.array(40.0), np.array(0.8)
    assert value_share(age_of(np.array(share), life, wearing), life, wearing) == pytest.approx(share)


@given(st.floats(0, 80), st.floats(0, 1), st.floats(0, 1))
def test_a_bigger_repair_never_leaves_an_older_part(age: float, one: float, other: float) -> None:
    small, big = sorted((one, other))
    life, wearing = np.array(40.0), np.array(0.8)
    after = [age_after_repair(np.array(age), life, wearing, np.array(share)) for share in (small, big)]
    assert after[1] <= after[0] + 1e-9


@pytest.mark.parametrize(
    ("built", "event", "words"),
    [
        (1985.0, None, "roof, installed: got 1980, expected 1985 or later"),
        (1970.0, Repair(1975, "roof", 0.5), "repaired or inspected in 1975, but made in 1980"),
        (1970.0, Repair(1990, "rof", 0.5), "no such part"),
        (1970.0, Inspection(1990, "roof", 55.0), "divide it by 100"),
    ],
)
def test_bad_input_is_named(built: float, event: Repair | Inspection | None, words: str) -> None:
    def read() -> None:
        ROOF.check({"114": built}, 2020)
        condition(2020, *([event] if event else []))

    with pytest.raises(UserError, match=words):
        read()
