"""From the city's datasets to the engines: units, years, what is assumed and what overrides what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest

from voimavara.core.errors import UserError
from voimavara.core.language import Text
from voimavara.estate.condition.basis import Method
from voimavara.estate.condition.pipes import past_life
from voimavara.estate.condition.streets import street_condition
from voimavara.estate.condition.sums import sums
from voimavara.estate.condition.valuation import by_parts
from voimavara.estate.prices import PriceIndex, PriceLevel
from voimavara.portfolio.registers.building_values import StatedValues, read_values
from voimavara.portfolio.registers.parts import read_events, read_parts
from voimavara.portfolio.registers.pipes import read_pipes
from voimavara.portfolio.registers.streets import STREETS, read_classes, read_segments
from voimavara.programme.models.programme import Parameter

INDEX = PriceIndex("building_costs", {2021: 100.0, 2025: 111.5}, "Statistics Finland")
LEVEL = PriceLevel("building_costs", 2025)


def parameter(unit: str, **by: float) -> Parameter:
    source = Text(en="our own assumption")
    return Parameter(
        name=Text(en="p"), unit=unit, by={name: {"2014": value} for name, value in by.items()}, source=source
    )


def rows(*found: dict[str, object], **types: pa.DataType) -> pa.Table:
    return pa.Table.from_pylist(list(found), pa.schema(list(types.items())))


def number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


NUMBER, YEAR, WORD = pa.decimal128(18, 4), pa.int32(), pa.string()
PARTS = {
    "part_life": parameter("year", roof=40, plumbing=50),
    "part_wearing": parameter("%", roof=80, plumbing=80),
}


def part(name: str, kind: str, installed: int | None, life: float | None, share: float) -> dict[str, object]:
    return {
        "part": name,
        "building": "114",
        "kind": kind,
        "installed": None if installed is None else installed * 12,
        "life": number(life),
        "wearing": None,
        "value_share": number(share),
    }


def parts_table(*found: dict[str, object]) -> pa.Table:
    return rows(
        *found,
        part=WORD,
        building=WORD,
        kind=WORD,
        installed=YEAR,
        life=NUMBER,
        wearing=NUMBER,
        value_share=NUMBER,
    )


SCHOOL = parts_table(part("roof", "roof", 1985, None, 25), part("pipes", "plumbing", None, 45, 75))


def repair(name: str, part_id: str | None, cost: float, state: str, capitalised: bool) -> dict[str, object]:
    return {
        "repair": name,
        "object_kind": "building",
        "object": "114",
        "part": part_id,
        "state": state,
        "year": 2021 * 12,
        "cost": number(cost),
        "capitalised": capitalised,
    }


REPAIRS = rows(
    repair("r1", "roof", 100_000, "done", True),
    repair("r2", "roof", 100_000, "planned", True),
    repair("r3", "roof", 100_000, "done", False),
    repair("r4", None, 100_000, "done", True),
    repair=WORD,
    object_kind=WORD,
    object=WORD,
    part=WORD,
    state=WORD,
    year=YEAR,
    cost=NUMBER,
    capitalised=pa.bool_(),
)


def inspection(name: str, kind: str, thing: str, **found: object) -> dict[str, object]:
    empty = {"part": None, "condition": None, "technical_value": None}
    return {
        "inspection": name,
        "object_kind": kind,
        "object": thing,
        "inspected": date(2021, 5, 4),
        **empty,
    } | found


def inspections(*found: dict[str, object]) -> pa.Table:
    return rows(
        *found,
        inspection=WORD,
        object_kind=WORD,
        object=WORD,
        inspected=pa.date32(),
        part=WORD,
        condition=NUMBER,
        technical_value=NUMBER,
    )


def test_parts_take_their_value_from_the_building_and_their_gaps_are_marked_as_assumed() -> None:
    parts = read_parts(SCHOOL, {"114": 4e6}, {"114": 1980.0}, PARTS, 2025)
    assert parts.replacement.tolist() == [1e6, 3e6]
    assert parts.made.tolist() == [1985.0, 1980.0]
    assert parts.life.tolist() == [40.0, 45.0]
    assert parts.wearing.tolist() == pytest.approx([0.8, 0.8])
    assert {(one.object, one.what, one.source) for one in parts.assumed} == {
        ("pipes", "installed", "the year its building was built"),
        ("roof", "life", "our own assumption"),
        ("roof", "wearing", "our own assumption"),
        ("pipes", "wearing", "our own assumption"),
    }


def test_only_investments_done_raise_the_value_and_costs_are_restated() -> None:
    parts = read_parts(SCHOOL, {"114": 4e6}, {"114": 1980.0}, PARTS, 2025)
    seen = inspections(
        inspection("i1", "building", "114", part="pipes", technical_value=number(1_500_000)),
        inspection("i2", "building", "114", condition=number(50)),
        inspection("i3", "street", "s1", condition=number(50)),
    )
    events = read_events(REPAIRS, seen, parts, INDEX, 2025)
    assert [(one.part, one.share) for one in events.repairs] == [("roof", pytest.approx(0.1115))]
    assert [(one.part, one.condition) for one in events.inspections] == [("pipes", pytest.approx(0.5575))]
    assert events.apart == ("r4", "i2")
    building = by_parts(
        np.array(["114"]), np.array([1980.0]), parts, 2021, 0.75, LEVEL, events.repairs, events.inspections
    )
    roof = 1 - 0.8 * (36 / 40) ** 2 + 0.1115
    assert building.technical[0] == pytest.approx(1e6 * roof + 3e6 * 0.5575)
    assert {one.object for one in building.assumed} == {"114"}
    assert building.to_arrow()["assumed"].to_pylist() == [True]
    assert sums(building).assumed == 1


def test_parts_that_are_not_the_whole_building_are_refused() -> None:
    with pytest.raises(UserError, match="114, value_share: its parts are 25 % of its value, expected 100 %"):
        read_parts(parts_table(part("roof", "roof", 1985, None, 25)), {"114": 4e6}, {}, PARTS, 2025)


CLASSES = {
    "street_optimal_condition": parameter("%", main=80, local=70),
    "street_renovation_price": parameter("EUR/m2", main=95, local=65),
    "street_life": parameter("year", main=30, local=50),
    "street_wearing": parameter("%", main=80, local=80),
}


def street(name: str, kind: str, condition: float | None, how: str | None) -> dict[str, object]:
    return {
        "street": name,
        "street_class": kind,
        "length": number(100),
        "width": number(8),
        "condition": number(condition),
        "assessed": how,
        "assessed_in": 2018 * 12,
        "renewed": 2000 * 12,
    }


STREET_ROWS = rows(
    street("s1", "main", 90, "measured"),
    street("s2", "main", 90, "modelled"),
    street("s3", "local", 90, "measured"),
    street=WORD,
    street_class=WORD,
    length=NUMBER,
    width=NUMBER,
    condition=NUMBER,
    assessed=WORD,
    assessed_in=YEAR,
    renewed=YEAR,
)


def test_an_inspection_of_a_street_overrides_the_register_from_its_year() -> None:
    seen = inspections(inspection("i1", "street", "s1", condition=number(40)))
    before, after = (read_segments(STREET_ROWS, seen, STREETS, year) for year in (2020, 2021))
    assert before.measured[[0, 2]].tolist() == [0.9, 0.9]
    assert after.measured[[0, 2]].tolist() == [0.4, 0.9]
    assert after.measured_in[0] == 2021
    assert after.quantity.tolist() == [800.0, 800.0, 800.0]
    assert np.isnan(after.measured[1])


def test_streets_have_the_parameters_of_their_class() -> None:
    segments = read_segments(STREET_ROWS, inspections(), STREETS, 2018)
    classes = read_classes(segments, CLASSES, STREETS, 2018)
    assert [(one.name, one.optimal, one.price) for one in classes] == [
        ("local", 0.7, 65.0),
        ("main", 0.8, 95.0),
    ]
    found = street_condition(segments, classes, 2018, Method.HYBRID, LEVEL)
    assert found.how.tolist() == ["measured", "modelled", "measured"]
    assert found.valuation.backlog[1] == pytest.approx((0.8 - (1 - 0.8 * (18 / 30) ** 2)) * 95 * 800)


def test_a_class_without_a_parameter_is_refused() -> None:
    segments = read_segments(STREET_ROWS, inspections(), STREETS, 2018)
    with pytest.raises(UserError, match="Parameter street_life, class 'local': there is no value in force"):
        read_classes(segments, {**CLASSES, "street_life": parameter("year", main=30)}, STREETS, 2018)


def test_an_inspection_of_an_unknown_street_is_refused() -> None:
    seen = inspections(inspection("i1", "street", "s9", condition=number(40)))
    with pytest.raises(UserError, match="s9, inspection i1: the dataset streets has no such object"):
        read_segments(STREET_ROWS, seen, STREETS, 2021)


def test_pipes_are_in_kilometres_and_their_lives_are_marked_as_assumed() -> None:
    pipes_table = rows(
        {"pipe": "a", "network": "water", "material": "pvc", "laid": 1950 * 12, "length": number(1500)},
        {"pipe": "b", "network": "sewer", "material": None, "laid": 1950 * 12, "length": number(500)},
        pipe=WORD,
        network=WORD,
        material=WORD,
        laid=YEAR,
        length=NUMBER,
    )
    own = {"pipe_life": parameter("year", pvc=60), "pipe_price": parameter("EUR/m", water=260, sewer=340)}
    found = past_life(read_pipes(pipes_table, own, 2019), 2019, LEVEL)
    assert (found.at_assumed_life, found.unknown) == (1.5, 0.5)
    assert found.price[2] == pytest.approx(1500 * 260)
    assert [(one.object, one.value) for one in found.assumed] == [("a", 60.0)]


def value(building: str, year: int, reporter: str, r: float, v: float | None) -> dict[str, object]:
    return {
        "building": building,
        "year": year * 12,
        "reporter": reporter,
        "replacement_value": number(r),
        "technical_value": number(v),
    }


def read(*seen: dict[str, object], year: int = 2025) -> StatedValues:
    stated = rows(
        value("114", 2021, "premises", 100, 60),
        value("114", 2025, "premises", 112, 56),
        value("114", 2025, "engineering", 120, 40),
        value("115", 2021, "engineering", 200, 100),
        value("116", 2025, "premises", 300, None),
        building=WORD,
        year=YEAR,
        reporter=WORD,
        replacement_value=NUMBER,
        technical_value=NUMBER,
    )
    order = ("premises", "engineering")
    return read_values(stated, inspections(*seen), year, order, INDEX, 2025)


def test_the_newest_values_are_reconciled_in_prices_of_one_year() -> None:
    found = read()
    assert found.chosen["building"].to_pylist() == ["114", "115", "116"]
    assert found.chosen["reporter"].to_pylist() == ["premises", "engineering", "premises"]
    assert found.chosen["replacement_value"].to_pylist() == pytest.approx([112, 223, 300])
    assert [(one.object, one.column, one.gap) for one in found.differences] == [
        ("114", "replacement_value", 8.0),
        ("114", "technical_value", -16.0),
    ]
    assert found.kept["reporter"].to_pylist() == ["engineering"]
    condition = found.condition(0.75)
    assert condition.backlog[:2].tolist() == pytest.approx([28, 0.75 * 223 - 111.5])
    assert sums(condition).unknown == 1


def test_a_value_of_a_later_year_does_not_count_yet() -> None:
    found = read(year=2022)
    assert found.chosen["year"].to_pylist() == [2021, 2021]
    assert found.differences == ()


def test_an_inspection_of_a_building_overrides_an_older_value_and_not_a_newer_one() -> None:
    seen = inspection("i1", "building", "115", condition=number(30))
    older = inspection("i2", "building", "114", condition=number(90))
    of_a_part = inspection("i3", "building", "116", part="roof", condition=number(10))
    found = read(seen, older, of_a_part)
    assert found.inspected == ("115",)
    assert found.chosen["technical_value"].to_pylist() == [56.0, pytest.approx(66.9), None]


def test_a_reporter_without_a_place_in_the_order_is_refused() -> None:
    stated = rows(
        value("114", 2021, "stranger", 100, 60),
        building=WORD,
        year=YEAR,
        reporter=WORD,
        replacement_value=NUMBER,
        technical_value=NUMBER,
    )
    with pytest.raises(UserError, match="got 'stranger', expected one of premises"):
        read_values(stated, inspections(), 2025, ("premises",), INDEX, 2025)
