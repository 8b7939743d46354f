"""The maintenance backlog: one formula, for whatever has a value and a threshold.

Backlog = max(0, threshold · replacement value − technical value), object by object and then summed: a good
one never cancels a bad one (KUNKOR: Nippala, Vainio and Nuuttila; the Association of Finnish Municipalities
and VTT, 2006). Of streets and green areas the threshold is the optimal condition of the class (Kuntaliitto
and KEHTO 2014).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from voimavara.core.periods import Period

Floats = npt.NDArray[np.float64]
Amount = TypeVar("Amount", Decimal, Floats)

CENT, A_EURO = Decimal("0.01"), np.array(1.0)
SCHEMA = pa.schema(
    [
        ("building", pa.string()),
        ("year", pa.int32()),
        ("reporter", pa.string()),
        ("backlog", pa.decimal128(18, 2)),
    ]
)


def backlog(replacement: Amount, technical: Amount, threshold: Amount) -> Amount:
    """max(0, threshold · replacement value − technical value), in euros; NaN where a value is.

    >>> print(backlog(Decimal(8_400_000), Decimal(3_360_000), Decimal("0.75")))
    2940000.00
    >>> backlog(np.array([8.4e6, np.nan]), np.array([3.36e6, 1.0]), np.array([0.75, 0.75])).tolist()
    [2940000.0, nan]
    """
    short: Any = threshold * replacement - technical
    return cast("Amount", np.maximum(short, 0))


def shortfall(condition: Floats, threshold: Floats) -> Floats:
    """The backlog of a euro of replacement value, from the condition V/R."""
    return backlog(A_EURO, condition, threshold)


def backlog_share(short: Floats, replacement: Floats) -> float:
    """Backlog of replacement value (FCI), over the objects whose backlog is known; NaN if of none."""
    known = ~np.isnan(short)
    return float(short[known].sum()) / (float(replacement[known].sum()) or np.nan)


def stated_backlog(values: pa.Table, thresholds: Mapping[int, Decimal]) -> pa.Table:
    """Building, year, reporter, backlog in euros, from the values that each reporter states for the year.

    `thresholds` are by the month (index) from which they hold: the one in force at the end of the year
    counts, and a year before the first one gets no row. Nor does a building without one of its values.
    """
    rows = []
    for row in values.to_pylist():
        threshold = threshold_in(thresholds, Period(row["year"], 12))
        replacement, technical = row["replacement_value"], row["technical_value"]
        if threshold is not None and replacement is not None and technical is not None:
            own = {name: row[name] for name in ("building", "year", "reporter")}
            euros = Decimal(backlog(replacement, technical, threshold))  # of decimals NumPy gives 0 as an int
            rows.append({**own, "backlog": euros.quantize(CENT, ROUND_HALF_UP)})
    return pa.Table.from_pylist(rows, SCHEMA)


def threshold_in(thresholds: Mapping[int, Decimal], year: Period) -> Decimal | None:
    """The one in force at the end of the year; None before the first one."""
    in_force = [first for first in thresholds if first < year.end]
    return thresholds[max(in_force)] if in_force else None
