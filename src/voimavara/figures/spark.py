"""Statements over loads run by Spark: the same files, the same Ibis expressions in Spark's SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock

import ibis
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from voimavara.core.errors import UserError
from voimavara.figures.database import Dialect, Statement, as_declared, dropped_months, with_tables
from voimavara.figures.scanning import DROPPED_LINES, DROPPED_MONTHS, MONTH, ROWS
from voimavara.figures.spark_session import OwnSession, cause_of, check_java, running_session
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.selection import LINE, UsedLoad

_PATTERN = re.compile(r"([\\*?\[\]{}])")  # what Spark takes for a pattern in a path
_LINES = pa.schema([pa.field(LINE, pa.int64())])
ibis.pyspark  # noqa: B018 registers the options without which Ibis writes no SQL for Spark


class Spark:
    """Spark, begun when it is first asked; one that runs in this process already is used, and goes on."""

    dialect: Dialect = "pyspark"

    def __init__(self) -> None:
        self._session = running_session()
        self._own: OwnSession | None = None
        self._refused: UserError | None = None
        self._beginning = Lock()
        self._numbers = count()
        if self._session is None:
            check_java()  # told before anything else is done

    def ask(self, statement: Statement, used: UsedLoad, contract: Contract) -> pa.Table:
        """What the statement gives on the load; raises UserError where Spark can't be had, or fails."""
        session = self._begun()
        try:
            with self._tables(session, used, contract) as tables:
                table = session.sql(with_tables(tables, statement)).toArrow()
        except Py4JError as error:
            raise UserError(
                "{dataset}: Spark failed on the load {load}: {cause}; every worker has to see the "
                "workspace's folder where it is here, and to have room; mend that, or run with --engine "
                "duckdb.",
                dataset=used.load.dataset,
                load=used.load.id,
                cause=cause_of(error),
            ) from error
        return as_declared(table, statement)

    def close(self) -> None:
        """Ends Spark if it was begun here."""
        if self._own:
            self._own.stop()

    def _begun(self) -> SparkSession:
        with self._beginning:
            if self._refused:
                raise self._refused
            if self._session is None:
                try:
                    self._own = OwnSession()
                except UserError as error:
                    self._refused = error  # the threads that wait meanwhile need not wait for it too
                    raise
                self._session = self._own.session
            return self._session

    @contextmanager
    def _tables(self, session: SparkSession, used: UsedLoad, contract: Contract) -> Iterator[dict[str, str]]:
        """The queries that stand for the tables of a statement, over views of their own while it runs."""
        views = {ROWS: self._view(session, used.files, row_schema(contract))}
        if used.dropped_lines:
            views[DROPPED_LINES] = self._view(session, used.dropped_lines, _LINES)
        tables = {name: f"SELECT * FROM {view}" for name, view in views.items()}  # noqa: S608 our own names
        if used.dropped_periods:
            months = ", ".join(f"({month})" for month in dropped_months(used, contract))
            tables[DROPPED_MONTHS] = f"SELECT * FROM VALUES {months} AS months({MONTH})"  # noqa: S608 numbers
        try:
            yield tables
        finally:
            for view in views.values():
                session.catalog.dropTempView(view)

    def _view(self, session: SparkSession, files: Sequence[str], schema: pa.Schema) -> str:
        """A view of the files; columns that a file lacks are empty."""
        name = f"load_{next(self._numbers)}"
        reader = session.read.schema(from_arrow_schema(schema, prefer_timestamp_ntz=True))
        reader.parquet(*map(_address, files)).createTempView(name)
        return name


def _address(file: str) -> str:
    """The file's address, which means this file whatever file system is Spark's default."""
    return "file://" + _PATTERN.sub(r"\\\1", Path(file).absolute().as_posix())
