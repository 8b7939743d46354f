"""Need for space from the population by age."""

from __future__ import annotations

import csv
import gzip
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.space.need import NeedRule, Projection, Supply, balances, to_arrow

PUPILS = NeedRule("basic_education", 7, 15, 1.0, 10.0, "the city's own parameter")
CARE = NeedRule("early_education", 1, 6, 0.8, 9.0, "the city's own parameter")
counts = st.lists(st.integers(0, 500), min_size=101, max_size=101)


def projection(people: list[list[int]], first: int = 2020, district: str = "111") -> Projection:
    years = tuple(range(first, first + len(people)))
    return Projection(district, years, np.array(people, float), "Statistics Finland")


def flat(number: int, years: int = 3) -> Projection:
    return projection([[number] * 101] * years)


def test_need_against_supply_by_year() -> None:
    ages = [[0] * 7 + [pupils] + [0] * 93 for pupils in (100, 90, 110)]
    (found,) = balances([projection(ages)], [PUPILS], [Supply("school", "basic_education", "111", 1000)])
    assert found.clients.tolist() == [100, 90, 110]
    assert found.surplus.tolist() == [0, 100, -100]
    assert (found.first_shortage, found.spare) == (2022, 0)


def test_space_counts_in_the_years_it_is_in_use() -> None:
    old = Supply("old", "basic_education", "111", 5000, last=2020)
    new = Supply("new", "basic_education", "111", 6000, first=2022)
    (found,) = balances([flat(10)], [PUPILS], [old, new])
    assert found.supply.tolist() == [5000, 0, 6000]
    assert found.first_shortage == 2021


def test_several_rules_of_a_service_add_up() -> None:
    small = NeedRule("early_education", 1, 2, 0.5, 12, "own")
    large = NeedRule("early_education", 3, 6, 0.9, 8, "own")
    (found,) = balances([flat(10)], [small, large], [])
    assert found.clients[0] == pytest.approx(2 * 5 + 4 * 9)
    assert found.need[0] == pytest.approx(12 * 10 + 8 * 36)
    assert found.rules == (small, large)


def test_districts_of_fixed_shares_are_marked_as_assumed() -> None:
    centre, edge = flat(10).divided({"centre": 0.75, "edge": 0.25}, "the register of 2020")
    found = balances([centre, edge], [PUPILS], [Supply("school", "basic_education", "centre", 1000)])
    assert [(one.district, one.surplus[0]) for one in found] == [("centre", 325.0), ("edge", -225.0)]
    assert all("a fixed share of 111 (the register of 2020)" in one.assumed for one in found)
    rows = to_arrow(found).to_pylist()
    assert len(rows) == 6
    assert rows[0]["assumed"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: NeedRule("s", 15, 7, 1, 10, "own"), "ages 15-7"),
        (lambda: NeedRule("s", 7, 15, 100, 10, "own"), "served 100"),
        (lambda: NeedRule("s", 7, 15, 1, 0, "own"), "0 m² each"),
        (lambda: projection([[1, -1]]), "2020, age 1: got \u22121"),
        (lambda: Projection("111", (2020, 2021), np.ones((1, 3)), "x"), "1 rows for 2 years"),
        (lambda: flat(1).divided({"a": 0.5}, "x"), "make up 0.5, expected 1"),
        (
            lambda: balances([flat(1)], [PUPILS], [Supply("b", "schools", "111", 1)]),
            "b, service: got 'schools'",
        ),
        (
            lambda: balances([flat(1)], [PUPILS], [Supply("b", PUPILS.service, "x", 1)]),
            "b, district: got 'x'",
        ),
        (lambda: balances([flat(1)], [PUPILS], [Supply("b", PUPILS.service, "111", 0)]), "b, area: got 0"),
        (lambda: balances([flat(1), flat(1)], [PUPILS], []), "stands twice"),
    ],
)
def test_faults_are_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(UserError, match=message):
        make()


@given(counts, counts)
def test_no_more_people_never_means_less_need(people: list[int], more: list[int]) -> None:
    both = [one + other for one, other in zip(people, more, strict=True)]
    few, many = (balances([projection([ages])], [PUPILS, CARE], []) for ages in (people, both))
    assert all((after.need >= before.need).all() for before, after in zip(few, many, strict=True))


@given(counts, st.floats(0.01, 100))
def test_units_scale_and_districts_make_up_the_city(people: list[int], scale: float) -> None:
    city = projection([people])
    (whole,) = balances([city], [PUPILS], [])
    large = NeedRule("basic_education", 7, 15, 1.0, 10.0 * scale, "own")
    assert balances([city], [large], [])[0].need == pytest.approx(whole.need * scale)
    parts = balances(city.divided({"a": 0.3, "b": 0.7}, "own"), [PUPILS], [])
    assert sum(part.need for part in parts) == pytest.approx(whole.need)


@pytest.mark.panel
def test_heinola_needs_four_tenths_less_school_space_by_2040() -> None:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with the real panel")
    people = np.full((22, 101), np.nan)
    with gzip.open(Path(folder) / "finland" / "population_projection_2019_2040.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if row["municipality"] == "111" and row["age"] != "999":
                people[int(row["year"]) - 2019, int(row["age"])] = float(row["population"])
    heinola = Projection("111", tuple(range(2019, 2041)), people, "Statistics Finland, projection of 2019")
    schools = Supply("all schools", "basic_education", "111", 14_740)
    pupils, care = balances([heinola], [PUPILS, CARE], [schools])
    assert heinola.aged(0, 100)[[0, -1]].tolist() == [18_647, 15_449]
    assert (pupils.service, pupils.clients[0], pupils.clients[-1]) == ("basic_education", 1_474, 827)
    assert pupils.surplus[0] == 0
    assert pupils.surplus[-1] == 6_470
    assert care.need[0] == pytest.approx(725 * 0.8 * 9)
    assert care.first_shortage == 2019
