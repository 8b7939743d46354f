"""How a contract's column types lie in the warehouse: contract type → Arrow type.

| contract                       | Arrow             | why                                                 |
|--------------------------------|-------------------|-----------------------------------------------------|
| money                          | decimal128(18, 2) | parallel sums of floats differ from run to run      |
| number                         | decimal128(18, 4) | the same; a share is float64, it is never summed    |
| integer                        | int64             |                                                     |
| month, year                    | int32             | index of the first month, as in `Period.first`      |
| date                           | date32            |                                                     |
| datetime                       | timestamp(us)     | local time, without a zone                          |
| yes_no                         | bool              |                                                     |
| id, text, choice, municipality | string            |                                                     |

So a month and a year are counted in the same way: 2020-09 is 24248, the year 2020 is its January, 24240.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from voimavara.core.periods import Period
from voimavara.programme.models.contract import Column, Contract
from voimavara.warehouse.selection import LINE, LOAD

MONEY = pa.decimal128(18, 2)
NUMBER = pa.decimal128(18, 4)
_TYPES: dict[str, pa.DataType] = {
    "money": MONEY,
    "number": NUMBER,
    "integer": pa.int64(),
    "month": pa.int32(),
    "year": pa.int32(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "yes_no": pa.bool_(),
}


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type in which the column's values lie."""
    if column.type == "number" and column.is_ == "share":
        return pa.float64()
    return _TYPES.get(column.type, pa.string())


def row_schema(contract: Contract) -> pa.Schema:
    """The columns of rows to commit: the contract's own and the line each came from."""
    fields = [pa.field(name, arrow_type(column)) for name, column in contract.columns.items()]
    return pa.schema([*fields, pa.field(LINE, pa.int64())])


def table_schema(contract: Contract) -> pa.Schema:
    """The columns of the dataset's table: those of the rows, and their load."""
    return row_schema(contract).append(pa.field(LOAD, pa.string()))


def period_of(column: Column, value: object) -> Period | None:
    """The period that a value of a period column speaks of.

    >>> str(period_of(Column(type="month"), 24248)), str(period_of(Column(type="year"), 24240))
    ('2020-09', '2020')
    """
    if isinstance(value, int):
        return Period(value, 12 if column.type == "year" else 1)
    if isinstance(value, date):
        return Period.month(value.year, value.month)
    return None


def written(column: Column, value: object) -> str:
    """A value of the warehouse as plain text, the same in every language: 2020-09, 12345.60, yes.

    >>> written(Column(type="month"), 24248), written(Column(type="yes_no"), True)
    ('2020-09', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.type in ("month", "year"):
        return str(period_of(column, value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, Decimal) and column.type == "number":
        return f"{value.normalize():f}"
    return str(value)
