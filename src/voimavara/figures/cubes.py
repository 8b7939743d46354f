"""Partial sums of each load, computed once and kept in a folder that may be deleted at any time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2s
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa
from pyarrow import feather

from voimavara.figures.code import code
from voimavara.figures.database import Database, DuckDB, Statement
from voimavara.figures.kept_files import put_if_possible
from voimavara.figures.kept_texts import KeptTexts
from voimavara.figures.scan import Grain, partial_sums, sums_schema, table_of
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.selection import UsedLoad


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
        said = (code(), used.load.id, *used.dropped, self.grain, contract.version, contract.period)
        return blake2s(repr(said).encode(), digest_size=16).hexdigest()


@dataclass
class Cubes:
    """Partial sums on demand: from the folder where they are kept, else from one scan of the load."""

    folder: Path | None = None
    _known: dict[str, pa.Table] = field(default_factory=dict, repr=False)
    database: Database = field(default_factory=DuckDB, repr=False)
    _written: dict[_Scan, Statement] = field(default_factory=dict, repr=False)
    _writing: Lock = field(default_factory=Lock, repr=False)

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
        if path is None or not path.exists():
            return self._known.get(name)
        try:
            return feather.read_table(path, memory_map=True)
        except (OSError, pa.ArrowException):  # damaged: it is made again
            return None

    def _scan(self, name: str, job: Job) -> pa.Table:
        used = job.used
        dropped = (bool(used.dropped_periods), bool(used.dropped_lines))
        statement = self._statement(_Scan(job.contract, job.grain, *dropped))
        sums = _numbered_words(self.database.ask(statement, used, job.contract))
        if path := self._path(name):
            put_if_possible(path, lambda part: feather.write_feather(sums, part, compression="uncompressed"))
        return sums

    def _statement(self, scan: _Scan) -> Statement:
        """The scan in the database's SQL, written once."""
        with self._writing:
            if scan not in self._written:
                dialect, schema = self.database.dialect, sums_schema(scan.contract, scan.grain)
                text = KeptTexts(self.folder).of(
                    (dialect, scan), lambda: Statement.of(_expression(scan), schema, dialect).sql
                )
                self._written[scan] = Statement(text, schema)
            return self._written[scan]


def _numbered_words(sums: pa.Table) -> pa.Table:
    """The table with each word written once: it is smaller, and ready to be counted with."""
    for number, column in enumerate(sums.schema):
        if pa.types.is_string(column.type):
            sums = sums.set_column(number, column.name, sums.column(number).dictionary_encode())
    return sums


@dataclass(frozen=True)
class _Scan:
    """What the text of a scan depends on."""

    contract: Contract
    grain: Grain
    drops_months: bool
    drops_lines: bool

    def __hash__(self) -> int:
        return hash((tuple(self.contract.columns), self.grain, self.drops_months, self.drops_lines))


def _expression(scan: _Scan) -> Any:
    return partial_sums(
        table_of(scan.contract),
        scan.contract,
        scan.grain,
        drops_months=scan.drops_months,
        drops_lines=scan.drops_lines,
    )
