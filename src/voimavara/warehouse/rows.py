"""The rows that count of a selected dataset, whole: for registers and for derived datasets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from voimavara.programme.models.contract import Contract
from voimavara.warehouse.columns import period_of, row_schema
from voimavara.warehouse.selection import LINE, LOAD, UsedLoad


def selected_rows(contract: Contract, used: Iterable[UsedLoad]) -> pa.Table:
    """The rows of the loads without those that newer loads replaced; columns of `row_schema` and `_load`."""
    parts = [_rows_of(contract, each) for each in used if each.files]
    empty = row_schema(contract).empty_table().append_column(LOAD, pa.array([], pa.string()))
    return pa.concat_tables([empty, *parts])


def _rows_of(contract: Contract, used: UsedLoad) -> pa.Table:
    schema = row_schema(contract)
    tables = [pq.read_table(path, partitioning=None) for path in used.files]
    rows = pa.concat_tables(tables, promote_options="default")
    absent = [name for name in schema.names if name not in rows.column_names]
    for name in absent:  # a column that the contract got after this load
        rows = rows.append_column(name, pa.nulls(rows.num_rows, schema.field(name).type))
    rows = rows.select(schema.names).cast(schema)
    rows = rows.filter(pc.invert(pc.is_in(rows.column(LINE), _lines(used.dropped_lines))))
    if used.dropped_periods and isinstance(contract.period, str):
        rows = rows.filter(pa.array(_kept(contract, contract.period, rows, used)))
    return rows.append_column(LOAD, pa.repeat(used.load.id, rows.num_rows))


def _lines(paths: Sequence[str]) -> pa.Array:
    lists = [pq.read_table(path).column(LINE).combine_chunks() for path in paths]
    return pa.concat_arrays([pa.array([], pa.int64()), *lists])


def _kept(contract: Contract, name: str, rows: pa.Table, used: UsedLoad) -> list[bool]:
    column = contract.columns[name]
    periods = (period_of(column, value) for value in rows.column(name).to_pylist())
    return [
        period is None or not any(dropped.contains(period) for dropped in used.dropped_periods)
        for period in periods
    ]
