"""Partial sums of each load, computed once and kept in a folder that may be deleted at any time."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import feather

from voimavara.figures.database import Database, Dialect, DuckDB, Statement
from voimavara.figures.scanning import Grain, partial_sums, sums_schema, table_of
from voimavara.programme.models.contract import Contract
from voimavara.warehouse.selection import UsedLoad

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    database: Database = field(default_factory=DuckDB, repr=False)

    def of(self, jobs: Sequence[Job]) -> list[pa.Table]:
        """The partial sums of each job; those not known yet are worked out side by side."""
        names = [job.name for job in jobs]
        unknown = {name: job for name, job in zip(names, jobs, strict=True) if not self._read(name)}
        if len(unknown) == 1:
            self._known.update((name, self._scan(name, job)) for name, job in unknown.items())
        elif unknown:
            with ThreadPoolExecutor(min(len(unknown), os.cpu_count() or 1)) as pool:
                scans = pool.map(self._scan, unknown, unknown.values())
                self._known.update(zip(unknown, scans, strict=True))
        return [self._known[name] for name in names]

    def _path(self, name: str) -> Path | None:
        return self.folder and self.folder / f"{name}.arrow"

    def _read(self, name: str) -> bool:
        path = self._path(name)
        if name not in self._known and path and path.exists():
            self._known[name] = feather.read_table(path, memory_map=True)
        return name in self._known

    def _scan(self, name: str, job: Job) -> pa.Table:
        used = job.used
        dropped = (bool(used.dropped_periods), bool(used.dropped_lines))
        statement = _compiled(_Scan(job.contract, job.grain, *dropped), self.database.dialect)
        sums = _numbered_words(self.database.ask(statement, used, job.contract))
        if path := self._path(name):
            _keep(sums, path)
        return sums


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


@cache
def _compiled(scan: _Scan, dialect: Dialect) -> Statement:
    expression = partial_sums(
        table_of(scan.contract),
        scan.contract,
        scan.grain,
        drops_months=scan.drops_months,
        drops_lines=scan.drops_lines,
    )
    return Statement.of(expression, sums_schema(scan.contract, scan.grain), dialect)


def _keep(sums: pa.Table, path: Path) -> None:
    """Writes the file under another name first: a half-written one is never found."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    feather.write_feather(sums, unfinished, compression="uncompressed")
    unfinished.replace(path)
