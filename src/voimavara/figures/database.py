"""What runs the statements over loads: DuckDB on this machine, or Spark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal, Protocol

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.core.errors import UserError
from voimavara.core.message import Message
from voimavara.core.periods import Period
from voimavara.figures.scanning import DROPPED_LINES, DROPPED_MONTHS, MONTH, ROWS
from voimavara.programme.models.contract import Contract
from voimavara.programme.models.programme import EngineName
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.selection import UsedLoad

Dialect = Literal["duckdb", "pyspark"]
PYSPARK = "4.0"  # Ibis 12 writes for no newer one
_FROM_FILES = "FROM read_parquet(?)"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is asked of a load, in a database's own SQL, and the columns that come of it in every database."""

    sql: str
    schema: pa.Schema

    @classmethod
    def of(cls, expression: Any, schema: pa.Schema, dialect: Dialect) -> Statement:
        """The expression written down; it reads the tables that `scanning` names."""
        return cls(str(ibis.to_sql(expression, dialect=dialect, pretty=False)), schema)


class Database(Protocol):
    """Runs statements; several threads may ask at once."""

    @property
    def dialect(self) -> Dialect:
        """The SQL that it understands."""

    def ask(self, statement: Statement, used: UsedLoad, contract: Contract) -> pa.Table:
        """What the statement gives on the load's rows and on what a newer load replaced of them."""

    def close(self) -> None:
        """Ends it, and whatever it has started; nobody asks any more."""


@dataclass(frozen=True)
class DuckDB:
    """DuckDB in this process."""

    dialect: Dialect = "duckdb"
    _connection: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect, repr=False)

    def ask(self, statement: Statement, used: UsedLoad, contract: Contract) -> pa.Table:
        """What the statement gives on the load."""
        named: dict[str, tuple[str, Sequence[str | int]]] = {ROWS: (_FROM_FILES, used.files)}
        if used.dropped_lines:
            named[DROPPED_LINES] = (_FROM_FILES, used.dropped_lines)
        if used.dropped_periods:
            months = dropped_months(used, contract)
            named[DROPPED_MONTHS] = (f"SELECT unnest(?)::INTEGER AS {MONTH}", months)
        with self._connection.cursor() as connection:
            no_rows = row_schema(contract).empty_table()
            if not set(no_rows.column_names).issubset(pq.read_schema(used.files[0]).names):
                connection.register("no_rows_now", no_rows)  # the contract has got columns since
                named[ROWS] = (f"{_FROM_FILES} UNION ALL BY NAME FROM no_rows_now", used.files)
            text = with_tables({name: rows for name, (rows, _) in named.items()}, statement)
            values = [list(each) for _, each in named.values()]
            return as_declared(connection.sql(text, params=values).to_arrow_table(), statement)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()


def open_database(engine: EngineName) -> Database:
    """The database of the engine; raises UserError where this machine lacks what Spark needs."""
    if engine == "duckdb":
        return DuckDB()
    check_pyspark()
    from voimavara.figures.spark import Spark  # noqa: PLC0415 an optional extra, and slow to import

    return Spark()


def check_pyspark() -> None:
    """Raise UserError where no pyspark is installed, or another one than was tested."""
    try:
        got = version("pyspark")
    except PackageNotFoundError:
        got = ""
    if not got.startswith(f"{PYSPARK}."):
        raise UserError(
            "the engine spark needs pyspark {needed}, and {got}; install it with `{command}`, or run with "
            "--engine duckdb, which gives the same figures.",
            needed=PYSPARK,
            got=Message.of("{version} is installed", version=got) if got else Message("none is installed"),
            command=f"pip install 'pyspark=={PYSPARK}.*'",
        )


def with_tables(tables: Mapping[str, str], statement: Statement) -> str:
    """The statement with the tables that it reads, each as a query."""
    named = ", ".join(f"{name} AS ({rows})" for name, rows in tables.items())
    return f"WITH {named} SELECT * FROM ({statement.sql})"  # noqa: S608 made by Ibis, paths are not in it


def as_declared(table: pa.Table, statement: Statement) -> pa.Table:
    """The table with the columns and types of the statement."""
    return table.select(statement.schema.names).cast(statement.schema)


def dropped_months(used: UsedLoad, contract: Contract) -> list[int]:
    """The months whose rows a newer load replaced, as the period column has them."""
    step = 12 if is_yearly(contract) else 1
    return [month for period in used.dropped_periods for month in _months(period, step)]


def _months(period: Period, step: int) -> range:
    return range(period.first, period.end, step)


def is_yearly(contract: Contract) -> bool:
    """Whether its rows speak of whole years."""
    return isinstance(contract.period, str) and contract.columns[contract.period].type == "year"
