"""Partial sums of each load, computed once and kept in a folder that may be deleted at any time."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

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
from voimavara.warehouse.selection import UsedLoad

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMAT = 1  # raised when what a kept file holds changes


@dataclass
class Cubes:
    """Partial sums on demand: from the folder where they are kept, else from one scan of the load."""

    folder: Path | None = None
    _connection: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def of(self, used: UsedLoad, contract: Contract, grain: Grain) -> pa.Table:
        """The load's partial sums at the grain."""
        kept = self.folder and self.folder / f"{_name(used, contract, grain)}.parquet"
        if kept and kept.exists():
            return pq.read_table(kept, memory_map=True)
        sums = self._scan(used, contract, grain)
        if kept:
            self._writer.submit(_keep, sums, kept)
        return sums

    def finish(self) -> None:
        """Waits until everything new is kept; raises what went wrong in keeping it."""
        self._writer.submit(lambda: None).result()

    def _scan(self, used: UsedLoad, contract: Contract, grain: Grain) -> pa.Table:
        with self._connection.cursor() as scan:
            register_rows(scan, used, yearly=is_yearly(contract))
            text = _compiled(_Scan(contract, grain, bool(used.dropped_periods), bool(used.dropped_lines)))
            return scan.sql(text).to_arrow_table()


def register_rows(connection: duckdb.DuckDBPyConnection, used: UsedLoad, *, yearly: bool) -> None:
    """Makes the load's rows, and what a newer load replaced of them, readable by name."""
    connection.read_parquet(list(used.files)).create_view(ROWS, replace=True)
    if used.dropped_lines:
        connection.read_parquet(list(used.dropped_lines)).create_view(DROPPED_LINES, replace=True)
    if used.dropped_periods:
        months = _months(used.dropped_periods, yearly)
        connection.register(DROPPED_MONTHS, pa.table({MONTH: pa.array(months, pa.int32())}))


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


def _name(used: UsedLoad, contract: Contract, grain: Grain) -> str:
    said: tuple[Any, ...] = (
        _FORMAT,
        used.load.id,
        used.dropped_periods,
        used.dropped_lines,
        grain,
        contract.version,
        contract.period,
    )
    return blake2s(repr(said).encode(), digest_size=16).hexdigest()


def _keep(sums: pa.Table, path: Path) -> None:
    """Writes the file under another name first: a half-written one is never found."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    pq.write_table(sums, unfinished, compression="lz4")
    unfinished.replace(path)
