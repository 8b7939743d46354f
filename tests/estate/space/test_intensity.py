"""Cost, area and vacancy for a person-year, a user and an inhabitant."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimavara.core.errors import UserError
from voimavara.estate.space.intensity import Allocation, People, Premises, space_use, whole_use

SCHOOL = Premises("school", 4000, 3600, 400_000)
HALL = Premises("hall", 1000, 500, 60_000)
PEOPLE = {"education": People(person_years=50, users=600), "office": People(person_years=100)}
buildings = st.lists(
    st.tuples(st.floats(1, 1e5), st.floats(0, 1), st.floats(0, 1e6), st.floats(0.01, 0.99)),
    min_size=1,
    max_size=6,
)


def test_a_shared_building_is_divided_and_the_rest_stays_visible() -> None:
    shares = [Allocation("school", "education", 1), Allocation("hall", "education", 0.3)]
    education, rest = space_use([SCHOOL, HALL], shares, PEOPLE)
    assert (education.name, education.area, education.vacant, education.cost) == (
        "education",
        4300,
        400 + 0.3 * 500,
        418_000,
    )
    assert (rest.name, rest.area, rest.cost) == ("", 700, 42_000)
    per_user = education.per("users")
    assert per_user is not None
    assert per_user.area == pytest.approx(4300 / 600)
    assert per_user.cost == pytest.approx(418_000 / 600)
    assert education.per("inhabitants") is None


def test_the_whole_city_per_inhabitant() -> None:
    city = whole_use([SCHOOL, HALL], People(inhabitants=18_667), "city")
    assert city.vacancy == pytest.approx(900 / 5000)
    assert city.cost_per_m2 == pytest.approx(92)
    per = city.per("inhabitants")
    assert per is not None
    assert (per.area, per.vacant) == (5000 / 18_667, pytest.approx(900 / 18_667))


def test_of_what_one_building_lacks_rates_speak_of_the_others_and_amounts_are_not_known() -> None:
    whole = whole_use([SCHOOL, Premises("hut", 100)], People(person_years=1), "city")
    assert (whole.area, whole.vacant, whole.cost) == (4100, None, None)
    assert (whole.vacancy, whole.cost_per_m2) == (pytest.approx(0.1), 100)
    nothing = whole_use([Premises("hut", 100)], People(person_years=1), "city")
    assert (nothing.vacancy, nothing.cost_per_m2) == (None, None)
    per = whole.per("person_years")
    assert per is not None
    assert (per.area, per.cost) == (4100, None)


def test_what_stands_empty_is_vacant_and_in_no_rate() -> None:
    whole = whole_use([SCHOOL, Premises("mill", 500, empty=True)], People(person_years=1), "city")
    assert (whole.area, whole.vacant, whole.vacancy) == (4500, pytest.approx(900), pytest.approx(0.1))


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ([Allocation("school", "a", 0.7), Allocation("school", "b", 0.4)], "school: 1.1 of it is given"),
        ([Allocation("schol", "a", 0.7)], "a building that is not among the premises"),
        ([Allocation("school", "a", 70)], "divide it by 100"),
    ],
)
def test_faulty_shares_are_refused(shares: list[Allocation], message: str) -> None:
    with pytest.raises(UserError, match=message):
        space_use([SCHOOL], shares, {})


def test_faulty_premises_and_people_are_refused() -> None:
    with pytest.raises(UserError, match="hut, area: got 0, expected more than 0 m²"):
        Premises("hut", 0)
    with pytest.raises(UserError, match="occupied area: got 20 m², expected 0 to 10 m²"):
        Premises("hut", 10, 20)
    with pytest.raises(UserError, match="Person-years: got 0"):
        People(person_years=0)
    with pytest.raises(UserError, match="stands twice"):
        space_use([SCHOOL, SCHOOL], [], {})


@pytest.mark.panel
def test_real_buildings_by_use_and_occupant() -> None:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with the real panel")
    with (Path(folder) / "assets" / "bdg1" / "meta_open.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sqm"]]
    premises = [Premises(row["uid"], float(row["sqm"])) for row in rows]
    uses = space_use(premises, [Allocation(row["uid"], row["primaryspaceusage"], 1) for row in rows], {})
    assert len(premises) == 507
    assert {one.name for one in uses} >= {"Office", "Primary/Secondary Classroom", "Dormitory"}
    assert sum(one.area for one in uses) == pytest.approx(sum(one.area for one in premises))
    schools = [row for row in rows if row["uid"].startswith("PrimClass") and float(row["occupants"] or 0) > 0]
    pupils = People(users=sum(float(row["occupants"]) for row in schools))
    per_pupil = whole_use(
        [Premises(row["uid"], float(row["sqm"])) for row in schools], pupils, "schools"
    ).per("users")
    assert per_pupil is not None
    assert 5 < per_pupil.area < 15


@given(buildings, st.floats(0.01, 100))
def test_a_portfolio_is_the_sum_of_its_parts_and_units_scale(
    drawn: list[tuple[float, float, float, float]], scale: float
) -> None:
    def premises(factor: float) -> list[Premises]:
        return [
            Premises(str(number), area * factor, area * factor * occupied, cost * factor)
            for number, (area, occupied, cost, _) in enumerate(drawn)
        ]

    shares = [Allocation(str(number), "a", share) for number, (*_, share) in enumerate(drawn)]
    parts = space_use(premises(1), shares, {})
    whole, scaled = (whole_use(premises(factor), People(users=7), "city") for factor in (1, scale))
    assert sum(part.area for part in parts) == pytest.approx(whole.area)
    assert sum(part.cost or 0 for part in parts) == pytest.approx(whole.cost)
    assert sum(part.vacant or 0 for part in parts) == pytest.approx(whole.vacant, abs=1e-6)
    assert scaled.cost_per_m2 == pytest.approx(whole.cost_per_m2)
    assert scaled.vacancy == pytest.approx(whole.vacancy, abs=1e-9)
