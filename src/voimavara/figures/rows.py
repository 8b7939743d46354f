"""The rows of a load that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pyarrow as pa

from voimavara.figures.cubes import is_yearly, register_rows
from voimavara.figures.scanning import counting_rows, table_of, with_months
from voimavara.warehouse.columns import row_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.programme.models.contract import Contract
    from voimavara.warehouse.selection import UsedLoad


def counting(contract: Contract, used: UsedLoad) -> Any:
    """An expression for the load's rows without those that a newer load replaced, and with their months."""
    return counting_rows(
        with_months(table_of(contract), contract),
        drops_months=bool(used.dropped_periods),
        drops_lines=bool(used.dropped_lines),
    )


def fetch(expression: Any, used: UsedLoad, contract: Contract) -> pa.Table:
    """What the expression gives on the load."""
    with duckdb.connect() as connection:
        register_rows(connection, used, yearly=is_yearly(contract))
        return connection.sql(str(ibis.to_sql(expression, dialect="duckdb"))).to_arrow_table()


def all_rows(contract: Contract, loads: Sequence[UsedLoad]) -> pa.Table:
    """Every row of the dataset that counts, as the warehouse has it, in the order of loads and lines."""
    schema = row_schema(contract)
    tables = [
        fetch(counting(contract, used).select(*schema.names), used, contract).sort_by("_line").cast(schema)
        for used in loads
        if used.files
    ]
    return pa.concat_tables(tables) if tables else schema.empty_table()
