"""From the city's datasets and the catalogue's parameters to normalised heat."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

import pyarrow as pa
import pytest
from ruamel.yaml import YAML

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.consumption.heat import normalised
from voimavara.estate.consumption.meters import read_series
from voimavara.portfolio.consumption.readings import read_degree_days, read_heat_use, read_hot_water_rules
from voimavara.programme.models.programme import Parameter

YEAR = Period.year(2020)


@pytest.fixture(scope="module")
def parameters() -> dict[str, Parameter]:
    folder = files("voimavara.programme") / "catalogue" / "parameters"
    return {
        name: Parameter.model_validate(YAML(typ="safe").load((folder / f"{name}.yaml").read_text("utf-8")))
        for name in ("hot_water_heat", "hot_water_share", "hot_water_litres")
    }


def degree_days(normal: float = 350, reference: str = "1991-2020", years: int = 1) -> pa.Table:
    period = Period.years(2020, 2019 + years)
    return pa.Table.from_pylist(
        [
            {
                "locality": "Lahti",
                "reference": reference,
                "month": month.first,
                "actual": Decimal(4000) / 12,
                "normal": Decimal(str(normal + (7 if month.first >= YEAR.end else 0))),
            }
            for month in period.each_month()
        ]
    )


def consumption(*, without: int = 0) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "building": "114",
                "month": month.first,
                "heat": None if number < without else 700_000 / 12,
                "electricity": None,
                "water": 2_000 / 12,
            }
            for number, month in enumerate(YEAR.each_month())
        ],
        pa.schema(
            [("building", pa.string()), ("month", pa.int32())]
            + [(name, pa.float64()) for name in ("heat", "electricity", "water")]
        ),
    )


BUILDINGS = pa.table({"building": ["114"], "use_class": ["flats"], "gross_area": [Decimal(5000)]})


def test_the_published_case_from_the_datasets_and_the_catalogue(parameters: dict[str, Parameter]) -> None:
    (use,), lacking = read_heat_use(read_series(consumption()), BUILDINGS, YEAR)
    rules = read_hot_water_rules(parameters, 2020)
    found = normalised(use, read_degree_days(degree_days(), "Lahti", "1991-2020", "FMI"), rules)
    assert (round(found.heat), round(found.per_m2 or 0, 2)) == (733_260, 146.65)
    assert lacking == {}


def test_the_catalogue_has_motivas_values(parameters: dict[str, Parameter]) -> None:
    rules = read_hot_water_rules(parameters, 2020)
    assert (rules.heat, rules.share, rules.share_dwellings) == (58, 0.3, 0.4)
    assert rules.litres["swimming_hall"] == 1800
    assert "Motiva" in rules.source
    with pytest.raises(UserError, match="hot_water_heat: there is no value in force in 2015"):
        read_hot_water_rules(parameters, 2015)


def test_dwellings_are_told_by_their_use_class() -> None:
    (use,), _ = read_heat_use(read_series(consumption()), BUILDINGS, YEAR, {"flats"})
    assert use.dwellings


def test_a_building_without_a_month_is_left_out_by_name() -> None:
    found, lacking = read_heat_use(read_series(consumption(without=2)), BUILDINGS, YEAR)
    assert found == ()
    assert [str(month) for month in lacking["114"]] == ["2020-01", "2020-02"]


def test_faulty_degree_days_are_refused() -> None:
    with pytest.raises(UserError, match=r"1981-2010: there are none, expected one of Lahti 1991-2020"):
        read_degree_days(degree_days(), "Lahti", "1981-2010", "FMI")
    with pytest.raises(UserError, match="January\u00a02021: got 357 and 350 for the same month of the year"):
        read_degree_days(degree_days(years=2), "Lahti", "1991-2020", "FMI")
