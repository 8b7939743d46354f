"""Monthly amounts by building and per square metre."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.consumption.meters import Meter, Series, monthly_table, per_area, read_series

YEAR = Period.year(2020)


def table(rows: Sequence[tuple[str, str, float | None, float | None, float | None]]) -> pa.Table:
    names = ("building", "month", "heat", "electricity", "water")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    columns["month"] = tuple(Period.parse(month).first for month in columns["month"])
    return pa.table(columns)


def test_a_missing_month_is_unknown_and_never_zero() -> None:
    rows = [("A", f"2020-{n:02d}", 100.0, None, 1.0) for n in range(1, 13) if n != 5]
    heat, water = read_series(table(rows))
    assert (heat.meter, water.meter) == (Meter.HEAT, Meter.WATER)
    assert heat.total(YEAR) is None
    assert heat.total(Period.parse("2020-01..2020-04")) == 400
    (found,) = per_area([heat], {"A": 50}, YEAR)
    assert (found.amount, found.per_m2) == (None, None)
    assert [str(month) for month in found.missing] == ["2020-05"]


def test_months_outside_the_series_are_unknown() -> None:
    series = Series("A", Meter.WATER, YEAR.first, np.ones(12))
    assert series.total(Period.years(2019, 2020)) is None
    assert len(series.missing(Period.years(2019, 2021))) == 24
    assert np.isnan(series.within(Period.year(2022))).all()


def test_per_square_metre() -> None:
    series = Series("A", Meter.HEAT, YEAR.first, np.full(12, 100.0))
    known, unknown = per_area([series, Series("B", Meter.HEAT, YEAR.first, np.ones(12))], {"A": 50}, YEAR)
    assert (known.per_m2, unknown.per_m2, unknown.amount) == (24, None, 12)
    rows = monthly_table([series], {"A": 50}).to_pylist()
    expected = {
        "building": "A",
        "meter": "heat",
        "unit": "kWh",
        "month": YEAR.first,
        "amount": 100,
        "per_m2": 2,
    }
    assert (len(rows), rows[0]) == (12, expected)
    assert monthly_table([series], {})["per_m2"].null_count == 12
    assert monthly_table([], {}).num_rows == 0


def test_zero_area_and_other_faults_are_refused() -> None:
    series = Series("A", Meter.HEAT, YEAR.first, np.full(12, 100.0))
    with pytest.raises(UserError, match="A, gross_area: got 0, expected more than 0 m²"):
        per_area([series], {"A": 0}, YEAR)
    with pytest.raises(UserError, match="A, 2020-02, heat: got -1"):
        Series("A", Meter.HEAT, YEAR.first, np.array([1.0, -1.0]))
    with pytest.raises(UserError, match="A, 2020-01: the month stands twice"):
        read_series(table([("A", "2020-01", 1.0, 1.0, 1.0)] * 2))


@pytest.mark.panel
def test_real_city_properties_per_square_metre() -> None:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with the real panel")
    path = Path(folder) / "assets" / "toronto_facilities" / "raw_data.csv"
    with path.open(encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))[5:]
    identity, area, used = (
        header.index(name)
        for name in (
            "Portfolio Manager Property ID",
            "Property GFA - Self-Reported (m²)",
            "Electricity Use - Grid Purchase (kWh)",
        )
    )
    electricity = {
        row[identity]: float(row[used]) for row in rows if row[used] not in ("Not Available", "NA")
    }
    areas = {row[identity]: float(row[area]) for row in rows if row[area] not in ("Not Available", "NA")}
    positive = {name: value for name, value in areas.items() if value > 0}
    series = [
        Series(name, Meter.ELECTRICITY, Period.year(2021).first, np.full(12, amount / 12))
        for name, amount in electricity.items()
        if amount >= 0
    ]
    found = per_area(series, positive, Period.year(2021))
    known = [one.per_m2 for one in found if one.per_m2 is not None]
    assert (len(known), len(found)) == (602, 912)  # the others report no area, so they have no ratio
    with pytest.raises(UserError, match="gross_area: got 0, expected more than 0 m²"):
        per_area(series, areas, Period.year(2021))
    # Ontario's public buildings lie around 100-300 kWh/m² of electricity.
    assert 50 < np.median(known) < 300
    total = sum(one.amount or 0 for one in found)
    assert total == pytest.approx(sum(value for value in electricity.values() if value >= 0))
