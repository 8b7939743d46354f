"""The maintenance backlog of buildings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa

from voimavara.core.periods import Period
from voimavara.programme.models.programme import Parameter

CENT = Decimal("0.01")
SCHEMA = pa.schema(
    [
        ("building", pa.string()),
        ("year", pa.int32()),
        ("reporter", pa.string()),
        ("backlog", pa.decimal128(18, 2)),
    ]
)


def maintenance_backlog(
    parameters: Mapping[str, Parameter],
    tables: Mapping[str, pa.Table],
    months: Sequence[Period] = (),  # noqa: ARG001 each function of a derived dataset is asked in the same way
) -> pa.Table:
    """Building, year, reporter, backlog in euros, from the values that each reporter gives.

    The threshold is the one in force at the end of the year; a year before the first one gets no row.
    """
    threshold = parameters["backlog_threshold"]
    rows = []
    for row in tables["building_values"].to_pylist():
        share = threshold_in(threshold, Period(row["year"], 12))
        replacement, technical = row["replacement_value"], row["technical_value"]
        if share is not None and replacement is not None and technical is not None:
            own = {name: row[name] for name in ("building", "year", "reporter")}
            rows.append({**own, "backlog": backlog(replacement, technical, share)})
    return pa.Table.from_pylist(rows, SCHEMA)


def backlog(replacement: Decimal, technical: Decimal, threshold: Decimal) -> Decimal:
    """max(0, threshold · replacement value − technical value), in cents.

    For each building: a good one never cancels a bad one (KUNKOR: Nippala, Vainio and Nuuttila; the
    Association of Finnish Municipalities and VTT, 2006).

    >>> backlog(Decimal(8_400_000), Decimal(3_360_000), Decimal("0.75"))
    Decimal('2940000.00')
    """
    short = threshold * replacement - technical
    return max(Decimal(0), short).quantize(CENT, ROUND_HALF_UP)


def threshold_in(parameter: Parameter, year: Period) -> Decimal | None:
    """The value in force at the end of the year; None before the first one."""
    since = {Period.parse(written[:7]).first: value for written, value in parameter.values.items()}
    in_force = [first for first in since if first < year.end]
    return Decimal(str(since[max(in_force)])) if in_force else None
