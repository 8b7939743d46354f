"""Partial sums of each load, computed once and kept in a folder that may be deleted at any time."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import feather

from voimavara.core.periods import Period
from voimavara.figures.scanning import (
    DROPPED_LINES,
    DROPPED_MONTHS,
    MONTH,
    ROWS,
    Grain,
    partial_sums,
    table_of,
)
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.columns import row_schema
from voimavara.warehouse.selection import UsedLoad

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FROM_FILES = "FROM read_parquet(?)"
_FORMAT = 2  # raised when what a kept file holds changes


@dataclass(frozen=True)
class Job:
    """A load whose partial sums are asked for at a grain."""

    used: UsedLoad
    contract: Contract
    grain: Grain

    @property
    def name(self) -> str:
        """What the partial sums are kept as: another name wherever they could be others."""
        used, contract = self.used, self.contract
        said = (_FORMAT, used.load.id, *used.dropped, self.grain, contract.version, contract.period)
        return blake2s(repr(said).encode(), digest_size=16).hexdigest()


@dataclass
class Cubes:
    """Partial sums on demand: from the folder where they are kept, else from one scan of the load."""

    folder: Path | None = None
    _known: dict[str, pa.Table] = field(default_factory=dict, repr=False)
    database: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect, repr=False)

    def of(self, jobs: Sequence[Job]) -> list[pa.Table]:
        """The partial sums of each job; those not known yet are worked out side by side."""
        named = {job.name: job for job in jobs}
        tables = {name: known for name in named if (known := self._read(name)) is not None}
        unknown = {name: job for name, job in named.items() if name not in tables}
        if len(unknown) == 1:
            tables.update((name, self._scan(name, job)) for name, job in unknown.items())
        elif unknown:
            with ThreadPoolExecutor(min(len(unknown), os.cpu_count() or 1)) as pool:
                scans = pool.map(self._scan, unknown, unknown.values())
                tables.update(zip(unknown, scans, strict=True))
        if self.folder is None:  # there is nowhere else to find them again
            self._known.update(tables)
        return [tables[job.name] for job in jobs]

    def _path(self, name: str) -> Path | None:
        return self.folder and self.folder / f"{name}.arrow"

    def _read(self, name: str) -> pa.Table | None:
        path = self._path(name)
        if path and path.exists():
            return feather.read_table(path, memory_map=True)
        return self._known.get(name)

    def _scan(self, name: str, job: Job) -> pa.Table:
        used = job.used
        dropped = (bool(used.dropped_periods), bool(used.dropped_lines))
        statement = _compiled(_Scan(job.contract, job.grain, *dropped))
        sums = _numbered_words(ask(self.database, statement, used, job.contract))
        if path := self._path(name):
            _keep(sums, path)
        return sums


def _numbered_words(sums: pa.Table) -> pa.Table:
    """The table with each word written once: it is smaller, and ready to be counted with."""
    for number, column in enumerate(sums.schema):
        if pa.types.is_string(column.type):
            sums = sums.set_column(number, column.name, sums.column(number).dictionary_encode())
    return sums


def ask(database: duckdb.DuckDBPyConnection, statement: str, used: UsedLoad, contract: Contract) -> pa.Table:
    """What the statement gives on the load, whose rows, and what a newer load replaced of them, it names."""
    named: dict[str, tuple[str, Sequence[str | int]]] = {ROWS: (_FROM_FILES, used.files)}
    if used.dropped_lines:
        named[DROPPED_LINES] = (_FROM_FILES, used.dropped_lines)
    if used.dropped_periods:
        months = _months(used.dropped_periods, is_yearly(contract))
        named[DROPPED_MONTHS] = (f"SELECT unnest(?)::INTEGER AS {MONTH}", months)
    with database.cursor() as connection:
        no_rows = row_schema(contract).empty_table()
        if not set(no_rows.column_names).issubset(pq.read_schema(used.files[0]).names):
            connection.register("no_rows_now", no_rows)  # the contract has got columns since
            named[ROWS] = (f"{_FROM_FILES} UNION ALL BY NAME FROM no_rows_now", used.files)
        tables = ", ".join(f"{name} AS ({rows})" for name, (rows, _) in named.items())
        values = [list(each) for _, each in named.values()]
        return connection.sql(f"WITH {tables} FROM ({statement})", params=values).to_arrow_table()


def is_yearly(contract: Contract) -> bool:
    """Whether its rows speak of whole years."""
    return isinstance(contract.period, str) and contract.columns[contract.period].type == "year"


def _months(periods: Iterable[Period], yearly: bool) -> list[int]:
    return [month for period in periods for month in range(period.first, period.end, 12 if yearly else 1)]


@dataclass(frozen=True)
class _Scan:
    """What the text of a scan depends on."""

    contract: Contract
    grain: Grain
    drops_months: bool
    drops_lines: bool

    def __hash__(self) -> int:
        return hash((tuple(self.contract.columns), self.grain, self.drops_months, self.drops_lines))


@cache
def _compiled(scan: _Scan) -> str:
    expression = partial_sums(
        table_of(scan.contract),
        scan.contract,
        scan.grain,
        drops_months=scan.drops_months,
        drops_lines=scan.drops_lines,
    )
    return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))


def _keep(sums: pa.Table, path: Path) -> None:
    """Writes the file under another name first: a half-written one is never found."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    feather.write_feather(sums, unfinished, compression="uncompressed")
    unfinished.replace(path)
