"""Rows that a newer load replaces by their key: worked out when a load comes, kept as lists of lines.

`replaced/<dataset>/<older load>/<newer load>.parquet` lists the lines of the older load that the newer one
replaces, among them lines that were set aside. A mending lists in the same way the lines it closes.
A list counts as of any date at which the newer load counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.programme.models.contract import Contract
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.selection import LINE

_MEMORY = "512MB"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one load, as an Arrow table or (on disk) dataset, and those set aside."""

    load: Load
    accepted: Any
    rejected: tuple[Rejected, ...] = ()


class ReplacedLines:
    """The lists of replaced lines below a warehouse's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, older: Load, newer: Load) -> Path:
        """Where the list of the lines of `older` that `newer` replaces lies."""
        return self._folder / older.dataset / older.id / f"{newer.id}.parquet"

    def found(self, older: Load, newer: Iterable[Load]) -> tuple[Path, ...]:
        """The lists that the newer loads left for the older one."""
        if not (self._folder / older.dataset / older.id).is_dir():
            return ()
        return tuple(path for load in newer if (path := self.path(older, load)).exists())

    def write(self, older: Load, newer: Load, lines: pa.Array) -> None:
        """Keep the lines that `newer` replaces; nothing where there are none."""
        if len(lines) == 0:
            return
        path = self.path(older, newer)
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table({LINE: lines.cast(pa.int64())}), path)

    def keep_only(self, known: Iterable[str]) -> None:
        """Remove the lists that no recorded load left or is named in."""
        kept = set(known)
        for older in self._folder.glob("*/*"):
            if older.name not in kept:
                shutil.rmtree(older)
                continue
            for path in older.iterdir():
                if path.stem not in kept:
                    path.unlink()


def replaced_lines(contract: Contract, older: Rows, newer: Rows) -> pa.Array:
    """The lines of the older load, set aside ones too, whose key stands in the newer one."""
    columns = ", ".join(_quoted(name) for name in contract.key)
    as_text = ", ".join(f"CAST({_quoted(name)} AS VARCHAR) AS {_quoted(name)}" for name in contract.key)
    keys = f"(SELECT DISTINCT {as_text} FROM newer)"  # noqa: S608 the names are those of a checked contract
    with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        connection.register("older", older.accepted)
        connection.register("newer", newer.accepted)
        connection.register("aside", _keys_set_aside(contract, older.rejected))
        lines = connection.sql(
            f"SELECT {LINE} FROM older SEMI JOIN (SELECT DISTINCT {columns} FROM newer) USING ({columns}) "  # noqa: S608
            f"UNION ALL SELECT {LINE} FROM aside SEMI JOIN {keys} USING ({columns}) ORDER BY {LINE}"
        )
        return lines.to_arrow_table().column(LINE).combine_chunks()


def key_text(value: object) -> str:
    """A key's value as DuckDB casts it to text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _keys_set_aside(contract: Contract, rejected: Sequence[Rejected]) -> pa.Table:
    keyed = [(row.place.line, row.key) for row in rejected if row.key is not None]
    columns = {
        name: pa.array([key[index] for _, key in keyed], pa.string())
        for index, name in enumerate(contract.key)
    }
    return pa.table({**columns, LINE: pa.array([line for line, _ in keyed], pa.int64())})


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
