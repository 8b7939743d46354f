"""What a cell means: the quick way for a million cells agrees with the careful one for a single cell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voimavara.core.message import Message
from voimavara.core.units import Unit
from voimavara.programme.models.contract import Column
from voimavara.programme.models.source import ColumnMapping
from voimavara.sources.rows.cells import CellReader, cell_reader
from voimavara.sources.rows.known import NOTHING_KNOWN
from voimavara.warehouse.columns import arrow_type

RECEIVED = date(2020, 9, 14)


def reader(mapping: dict[str, Any] | None = None, point: str | None = None, **column: Any) -> CellReader:
    return cell_reader(
        Column.model_validate(column),
        ColumnMapping.model_validate({"from": "H", **(mapping or {})}),
        RECEIVED,
        frozenset({"heat", "water"}),
        NOTHING_KNOWN,
        None,
        point,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12345,6", "12345.60"),
        ("12 345,60", "12345.60"),
        ("12\u00a0345,60 €", "12345.60"),
        ("1\u202f234\u202f567,00", "1234567.00"),
        ("1.234.567,5", "1234567.50"),
        ("1,234,567.50", "1234567.50"),
        ("12345.6", "12345.60"),
        ("−5", "-5.00"),
        ("5,00-", "-5.00"),
        ("+5", "5.00"),
        ("12,3456", "12.35"),
        ("  7 ", "7.00"),
    ],
)
def test_amounts_are_read_as_finnish_systems_write_them(text: str, value: str) -> None:
    assert reader(type="money").read(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["12,3,4", "1 23,4", "abc", "1e5", "0x10", "12 345 6", "1 234.567,8.9", "--5"]
)
def test_what_is_no_amount_is_never_taken_for_one(text: str) -> None:
    read = reader(type="money").read(text)
    assert isinstance(read, Message)
    assert read.within("en") == "an amount like 1 234,50"


def test_a_declared_decimal_point_makes_three_decimals_clear() -> None:
    assert reader(type="number", point=".").read("1.234") == Decimal("1.2340")
    assert reader(type="number", point=",").read("1.234") == Decimal("1234.0000")
    assert reader(type="number", point=".").read("1,234.5") == Decimal("1234.5000")


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("month", "8/2020", 2020 * 12 + 7),
        ("month", "2020-08", 2020 * 12 + 7),
        ("month", "202008", 2020 * 12 + 7),
        ("month", "2020-08-01", 2020 * 12 + 7),
        ("month", "10.2019", 2019 * 12 + 9),
        ("month", "1.10.2019", 2019 * 12 + 9),
        ("month", "31.10.2019", 2019 * 12 + 9),
        ("month", "2019M10", 2019 * 12 + 9),
        ("month", "lokakuu 2019", 2019 * 12 + 9),
        ("month", "Oktober 2019", 2019 * 12 + 9),
        ("year", "2019", 2019 * 12),
        ("year", "v. 2019", 2019 * 12),
        ("year", "31.12.2019", 2019 * 12),
        ("date", "1.2.2019", date(2019, 2, 1)),
        ("date", "2019-02-01 00:00:00", date(2019, 2, 1)),
        ("date", "1.2.2019 0:00:00", date(2019, 2, 1)),
        ("datetime", "1.2.2019 12.30", datetime(2019, 2, 1, 12, 30)),
        ("datetime", "1.2.2019 klo 9:05", datetime(2019, 2, 1, 9, 5)),
        ("datetime", "2019-02-01T12:30:00", datetime(2019, 2, 1, 12, 30)),
        ("yes_no", "Kyllä", True),
        ("yes_no", "nej", False),
        ("municipality", "5", "005"),
        ("choice", "heat", "heat"),
    ],
)
def test_times_and_words_are_read_as_people_write_them(column: str, text: str, value: object) -> None:
    assert reader(type=column).read(text) == value


def test_a_month_may_be_written_as_the_mapping_says_and_in_no_other_way() -> None:
    months = reader({"as": "kk/vvvv"}, type="month")
    assert months.read("08/2020") == 2020 * 12 + 7
    assert isinstance(months.read("202008"), Message)


@pytest.mark.parametrize(
    ("column", "text", "forms"),
    [
        ("month", "10/25", "8/2020, 2020-08 or August 2020"),
        ("month", "2019.10", "8/2020, 2020-08 or August 2020"),
        ("month", "10/11/2019", "8/2020, 2020-08 or August 2020"),
        ("month", "1-6/2019", "8/2020, 2020-08 or August 2020"),
        ("year", "30.6.2019", "2020"),
        ("date", "10/11/2019", "1.2.2019 or 2019-02-01"),
    ],
)
def test_a_time_that_could_be_another_one_is_refused_with_the_forms(
    column: str, text: str, forms: str
) -> None:
    read = reader(type=column).read(text)
    assert isinstance(read, Message)
    assert read.within("en").endswith(forms)


def test_empty_cells_mean_what_the_mapping_says() -> None:
    assert reader(type="money", required=False).read(" ") is None
    assert reader({"empty": "0"}, type="money").read("") == 0
    assert isinstance(reader(type="money").read(""), Message)
    assert reader({"values": {"-": ""}, "otherwise": "keep"}, type="money", required=False).read("-") is None


digits = st.integers(0, 10**14).map(str)
space = st.sampled_from(["", " ", "\u00a0", "\u202f"])
amounts = st.builds(
    lambda sign, whole, gap, tail, unit: f"{sign}{_grouped(whole, gap)}{tail}{unit}",
    st.sampled_from(["", "-", "−", "+"]),
    digits,
    space,
    st.sampled_from(["", ",5", ",50", ",125", ".5", ".25", ".125", ",123456", ",0", "-"]),
    st.sampled_from(["", "", "", " €", " kWh", " MWh", " %", "x"]),
)
texts = st.one_of(amounts, amounts, st.text(alphabet="0123456789,.- \u00a0−€kWh", max_size=9), st.just(""))
columns = st.sampled_from(
    [
        ({"type": "money", "is": "flow"}, {}),
        ({"type": "money", "is": "flow", "min": -100, "max": 5000}, {}),
        ({"type": "number", "unit": "kWh", "required": False}, {"unit": "MWh"}),
        ({"type": "number", "unit": "MWh", "min": 0}, {"unit": "kWh"}),
        ({"type": "integer", "unit": "person"}, {}),
        ({"type": "number", "is": "share"}, {}),
        ({"type": "number", "unit": "m2"}, {"empty": "0"}),
    ]
)


def _grouped(whole: str, gap: str) -> str:
    return f"{int(whole):,}".replace(",", gap)


@settings(deadline=None)
@given(columns, st.lists(texts, min_size=1, max_size=30), st.sampled_from([None, ",", "."]))
def test_many_cells_at_once_mean_what_each_means_alone(
    column: tuple[dict[str, Any], dict[str, Any]], cells: list[str], point: str | None
) -> None:
    written, mapping = column
    one = reader(mapping, point, **written)
    values, faulty = one.read_all(pa.array(cells, pa.string()))

    alone = [one.read(cell) for cell in cells]
    assert faulty.tolist() == [i for i, value in enumerate(alone) if isinstance(value, Message)]
    good = [None if isinstance(value, Message) else value for value in alone]
    kind = arrow_type(one.column)
    expected = [float(value) if value is not None and kind == pa.float64() else value for value in good]
    found = values.to_pylist()
    assert [value for i, value in enumerate(found) if i not in set(faulty.tolist())] == [
        value for i, value in enumerate(expected) if i not in set(faulty.tolist())
    ]
    assert values.type == kind


def test_units_of_the_file_are_turned_into_those_of_the_contract() -> None:
    assert reader({"unit": "MWh"}, type="number", unit="kWh").read("1,5") == Decimal("1500.0000")
    assert Unit.parse("MWh").factor_to(Unit.parse("kWh")) == 1000
