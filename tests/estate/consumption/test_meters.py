"""Monthly amounts by building."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from voimavara.core.errors import UserError
from voimavara.core.periods import Period
from voimavara.estate.consumption.meters import Meter, MeterSeries, read_series

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
    assert [str(month) for month in heat.missing(YEAR)] == ["2020-05"]


def test_months_outside_the_series_are_unknown() -> None:
    series = MeterSeries("A", Meter.WATER, YEAR.first, np.ones(12))
    assert series.total(Period.years(2019, 2020)) is None
    assert len(series.missing(Period.years(2019, 2021))) == 24
    assert np.isnan(series.within(Period.year(2022))).all()


def test_faulty_readings_are_refused() -> None:
    with pytest.raises(UserError, match="A, February\u00a02020, heat: got \u22121"):
        MeterSeries("A", Meter.HEAT, YEAR.first, np.array([1.0, -1.0]))
    with pytest.raises(UserError, match="A, January\u00a02020: the month stands twice"):
        read_series(table([("A", "2020-01", 1.0, 1.0, 1.0)] * 2))
