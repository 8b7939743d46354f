"""One scan over a load's rows to partial sums, as an Ibis expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from voimavara.figures.conditions import Condition, holds
from voimavara.figures.months import month_of
from voimavara.programme.models.contract import Contract, Validity
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.selection import LINE

# Names of the tables that a scan reads, and of the columns that partial sums carry beside the kept ones.
ROWS, DROPPED_LINES, DROPPED_MONTHS = "rows", "dropped_lines", "dropped_months"
MONTH, UNTIL, COUNT = "_month", "_until", "_rows"
FLOAT_SCALE = (
    9  # decimals kept of floats: parallel sums of floats differ from run to run, decimal ones do not
)
_DIGITS = 38  # of a sum, as many as a decimal can have


@dataclass(frozen=True, slots=True)
class Grain:
    """What partial sums of a dataset keep apart, and what they add up."""

    kept: tuple[str, ...]
    tests: tuple[Condition, ...] = ()
    sums: tuple[str, ...] = ()


def total(column: str) -> str:
    """The name of the column's sum in the partial sums."""
    return f"_sum_{column}"


def present(column: str) -> str:
    """The name of the number of rows in which a column that may be empty has a value."""
    return f"_n_{column}"


def table_of(contract: Contract, name: str = ROWS) -> Any:
    """An unbound table for rows of the contract, as they lie in the warehouse."""
    return ibis.table(ibis.Schema.from_pyarrow(row_schema(contract)), name=name)


def partial_sums(
    rows: Any, contract: Contract, grain: Grain, *, drops_months: bool = False, drops_lines: bool = False
) -> Any:
    """The expression that adds up the rows at the grain, in each month (or from month until month)."""
    rows = counting_rows(with_months(rows, contract), drops_months=drops_months, drops_lines=drops_lines)
    tests = {test.name: holds(rows, contract, test) for test in grain.tests}
    kept = {name: rows[name] for name in grain.kept}
    months = {name: rows[name] for name in (MONTH, UNTIL) if name in rows.columns}
    sums = {}
    for name in grain.sums:
        sums[total(name)] = exact(rows[name]).sum()
        if not contract.columns[name].required:
            sums[present(name)] = rows[name].count()
    return rows.aggregate({**sums, COUNT: rows.count()}, by={**kept, **tests, **months})


def sums_schema(contract: Contract, grain: Grain) -> pa.Schema:
    """The columns of partial sums at the grain: databases give sums in types of their own."""
    columns = row_schema(contract)
    kept = [columns.field(name) for name in grain.kept]
    tests = [pa.field(test.name, pa.bool_()) for test in grain.tests]
    months = [pa.field(name, pa.int32()) for name in months_of(table_of(contract), contract)]
    sums = []
    for name in grain.sums:
        sums.append(pa.field(total(name), pa.decimal128(_DIGITS, _scale(columns.field(name).type))))
        if not contract.columns[name].required:
            sums.append(pa.field(present(name), pa.int64()))
    return pa.schema([*kept, *tests, *months, *sums, pa.field(COUNT, pa.int64())])


def _scale(kind: pa.DataType) -> int:
    if pa.types.is_floating(kind):
        return FLOAT_SCALE
    scale: int = kind.scale if pa.types.is_decimal(kind) else 0
    return scale


def with_months(rows: Any, contract: Contract) -> Any:
    """The rows with the month they speak of, or the months from which and until which they hold."""
    months = months_of(rows, contract)
    return rows.mutate(**months) if months else rows


def months_of(rows: Any, contract: Contract) -> dict[str, Any]:
    """These months as expressions by name; none for a register without periods.

    A row that holds until a day holds in the months on whose last day it still does: until 29 June, to May;
    until 30 June, to June. `UNTIL` is the first month in which it doesn't.
    """
    period = contract.period
    if period is None:
        return {}
    if isinstance(period, Validity):
        return {MONTH: month_of(rows[period.from_]), UNTIL: month_of(rows[period.to] + ibis.interval(days=1))}
    return {MONTH: month_of(rows[period])}


def counting_rows(rows: Any, *, drops_months: bool, drops_lines: bool) -> Any:
    """The rows without those that a newer load replaced."""
    if drops_months:
        rows = rows.anti_join(ibis.table({MONTH: "int32"}, name=DROPPED_MONTHS), MONTH)
    if drops_lines:
        rows = rows.anti_join(ibis.table({LINE: rows[LINE].type()}, name=DROPPED_LINES), LINE)
    return rows


def exact(value: Any) -> Any:
    """The value as a number whose sums do not depend on the order of the rows.

    A float is rounded before it becomes a decimal: databases round one that lies between two each its way.
    """
    if not value.type().is_floating():
        return value
    rounded = (value * 10**FLOAT_SCALE).round() / 10**FLOAT_SCALE
    return rounded.cast(f"decimal({_DIGITS}, {FLOAT_SCALE})")
