"""Which periods rows speak of, and what time a load covers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from voimavara.core.periods import Period
from voimavara.programme.models.contract import Contract, Validity
from voimavara.warehouse.columns import period_of
from voimavara.warehouse.load import Rejected


def periods_of(contract: Contract, rows: pa.Table, rejected: Sequence[Rejected]) -> tuple[Period, ...]:
    """The periods that the rows speak of, also those set aside."""
    if not isinstance(contract.period, str):
        return ()
    column = contract.columns[contract.period]
    values = pc.unique(rows.column(contract.period)).to_pylist()
    found = {period_of(column, value) for value in values} | {row.period for row in rejected}
    return tuple(sorted(period for period in found if period is not None))


def covered(
    contract: Contract, rows: pa.Table, rejected: Sequence[Rejected], received: date
) -> Period | None:
    """From the first period that accepted rows speak of to the last that a file received then can know of.

    A row that was set aside has come too: its period counts, unless it lies after the day of receipt. Where
    every row was set aside, theirs are all there are.
    """
    name = contract.period.from_ if isinstance(contract.period, Validity) else contract.period
    if name is None:
        return None
    column = contract.columns[name]
    bounds = pc.min_max(rows.column(name)).as_py()
    first, last = period_of(column, bounds["min"]), period_of(column, bounds["max"])
    this_month = Period.month(received.year, received.month)
    periods = (row.period for row in rejected if row.period is not None)
    came = [each for each in periods if each.end <= this_month.end]
    if first is None or last is None:
        if contract.expects == "events" or not came:
            return None
        first = last = min(came, key=lambda each: each.first)
    end = this_month.first if contract.expects == "events" else max(each.end for each in (last, *came))
    return Period(first.first, end - first.first) if end > first.first else None
