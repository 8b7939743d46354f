"""From the city's datasets and the catalogue's parameters to the need for space."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pyarrow as pa
import pytest
from ruamel.yaml import YAML

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.space.need import Supply, balances
from voimavara.portfolio.space.registers import read_need_rules, read_projection, read_supplies
from voimavara.programme.models.programme import Parameter


@pytest.fixture(scope="module")
def parameters() -> dict[str, Parameter]:
    folder = files("voimavara.programme") / "catalogue" / "parameters"
    names = ("service_age_from", "service_age_to", "service_participation", "space_need")
    return {
        name: Parameter.model_validate(YAML(typ="safe").load((folder / f"{name}.yaml").read_text("utf-8")))
        for name in names
    }


def projection(without: tuple[int, int] | None = None) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "projection": "2019",
                "municipality": "111",
                "year": Period.year(year).first,
                "age": age,
                "population": Decimal(100),
            }
            for year in (2020, 2021)
            for age in range(101)
            if (year, age) != without
        ]
    )


def buildings(until: date | None = None, district: str | None = "centre") -> pa.Table:
    return pa.table(
        {
            "building": ["school"],
            "district": pa.array([district], pa.string()),
            "in_use_from": [date(1980, 8, 1)],
            "in_use_to": pa.array([until], pa.date32()),
        }
    )


FACILITIES = pa.table({"building": ["school"], "age_service": ["school"], "area": [Decimal(12_000)]})


def test_need_and_supply_from_the_datasets_and_the_catalogue(parameters: dict[str, Parameter]) -> None:
    rules = read_need_rules(parameters, 2020)
    supplies = read_supplies(FACILITIES, buildings(), "111")
    found = balances([read_projection(projection(), "2019", "111")], rules, supplies)
    school = next(one for one in found if one.service == "school")
    assert school.years == (2020, 2021)
    assert school.clients.tolist() == [900, 900]
    assert school.surplus.tolist() == [12_000 - 900 * 12] * 2
    with pytest.raises(UserError, match="there is no value in force in 2018"):
        read_need_rules(parameters, 2018)


@pytest.mark.parametrize(
    ("until", "last"), [(None, None), (date(2021, 6, 30), 2020), (date(2021, 12, 31), 2021)]
)
def test_a_building_given_up_in_summer_is_not_there_in_autumn(until: date | None, last: int | None) -> None:
    assert read_supplies(FACILITIES, buildings(until)) == (
        Supply("school", "school", "centre", 12_000, 1980, last),
    )


def test_a_missing_age_is_not_counted_as_nobody() -> None:
    with pytest.raises(UserError, match="2021: age 7 is missing, expected every age to 100"):
        read_projection(projection((2021, 7)), "2019", "111")


def test_faults_are_refused() -> None:
    with pytest.raises(UserError, match="there are no rows, expected one of 2019"):
        read_projection(projection(), "2024", "111")
    with pytest.raises(UserError, match="school, district: there is none"):
        read_supplies(FACILITIES, buildings(district=None))
    with pytest.raises(UserError, match="hall, school: there is no such building"):
        read_supplies(pa.table({"building": ["hall"], "age_service": ["school"], "area": [1]}), buildings())
