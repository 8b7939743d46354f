"""The rows of a load that count."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.figures.database import DuckDB, Statement
from voimavara.figures.scanning import counting_rows, table_of, with_months
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.selection import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voimavara.programme.models.contract import Contract
    from voimavara.warehouse.selection import UsedLoad


def counting(contract: Contract, used: UsedLoad) -> Any:
    """An expression for the load's rows without those that a newer load replaced."""
    rows = table_of(contract)
    if used.dropped_periods:
        rows = with_months(rows, contract)
    return counting_rows(rows, drops_months=bool(used.dropped_periods), drops_lines=bool(used.dropped_lines))


def all_rows(contract: Contract, loads: Sequence[UsedLoad]) -> pa.Table:
    """Every row of the dataset that counts, as the warehouse has it, in the order of loads and lines.

    They are read by this process whatever the engine, since they all end in its memory.
    """
    schema = row_schema(contract)
    tables = [_rows(contract, schema, used).sort_by(LINE).cast(schema) for used in loads if used.files]
    return pa.concat_tables(tables) if tables else schema.empty_table()


def _rows(contract: Contract, schema: pa.Schema, used: UsedLoad) -> pa.Table:
    if not used.dropped_periods and not used.dropped_lines:
        return pq.read_table(list(used.files), schema=schema, columns=schema.names, partitioning=None)
    with closing(DuckDB()) as database:
        rows = counting(contract, used).select(*schema.names)
        return database.ask(Statement.of(rows, schema, database.dialect), used, contract)
