"""Rows that a newer load replaces by their key: worked out when a load comes, kept as lists of lines.

`replaced/<dataset>/<older load>/<newer load>.parquet` lists the lines of the older load that the newer one
replaces, among them lines that were set aside. A mending lists in the same way the lines it closes.
A list counts as of any date at which the newer load counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.programme.models.contract import Contract
from voimavara.warehouse.load import Load, Rejected
from voimavara.warehouse.selection import LINE, LOAD

_MEMORY = "512MB"


@dataclass(frozen=True, slots=True)
class LoadRows:
    """Rows of one load or several: the accepted ones as a table with their load, and those set aside."""

    accepted: pa.Table
    rejected: Sequence[Rejected] = ()


class ReplacedLines:
    """The lists of replaced lines below a warehouse's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, older: Load, newer: str) -> Path:
        """Where the list of the lines of `older` that the load `newer` replaces lies."""
        return self._folder / older.dataset / older.id / f"{newer}.parquet"

    def found(self, older: Load, newer: Iterable[Load]) -> tuple[Path, ...]:
        """The lists that the newer loads left for the older one."""
        if not (self._folder / older.dataset / older.id).is_dir():
            return ()
        return tuple(path for load in newer if (path := self.path(older, load.id)).exists())

    def write(self, older: Load, newer: str, lines: pa.Array) -> None:
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


def small_database() -> duckdb.DuckDBPyConnection:
    """A database in memory that compares keys; to open one takes longer than to ask it."""
    return duckdb.connect(config={"memory_limit": _MEMORY})


def replaced_lines(
    database: duckdb.DuckDBPyConnection, contract: Contract, older: LoadRows, newer: LoadRows
) -> Iterator[tuple[str, str, pa.Array]]:
    """Older load, newer load and the lines of the older one, set aside ones too, whose key the newer has."""
    names = [_quoted(name) for name in contract.key]
    texts = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in names)
    same = ", ".join(names)
    with database.cursor() as connection:
        connection.register("older", older.accepted)
        connection.register("newer", newer.accepted)
        connection.register("aside", _keys_set_aside(contract, older.rejected))
        found = connection.sql(  # the names are those of a checked contract, quoted
            f"WITH new_keys AS (SELECT DISTINCT {LOAD}, {same} FROM newer), "  # noqa: S608
            f"new_texts AS (SELECT DISTINCT {LOAD}, {texts} FROM newer) "
            f"SELECT older.{LOAD}, new_keys.{LOAD}, {LINE} FROM older JOIN new_keys USING ({same}) UNION ALL "
            f"SELECT aside.{LOAD}, new_texts.{LOAD}, {LINE} FROM aside JOIN new_texts USING ({same})"
        ).to_arrow_table()
    found = found.rename_columns(["older", "newer", LINE]).sort_by(
        [("older", "ascending"), (LINE, "ascending")]
    )
    pairs = found.group_by(["older", "newer"]).aggregate([(LINE, "list")])
    for row in range(pairs.num_rows):
        lines = pairs.column(f"{LINE}_list")[row].values
        yield pairs.column("older")[row].as_py(), pairs.column("newer")[row].as_py(), lines


def key_text(value: object) -> str:
    """A key's value as DuckDB casts it to text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _keys_set_aside(contract: Contract, rejected: Sequence[Rejected]) -> pa.Table:
    keyed = [row for row in rejected if row.key is not None]
    columns = {
        name: [row.key[index] for row in keyed if row.key is not None]
        for index, name in enumerate(contract.key)
    }
    lines = pa.array([row.place.line for row in keyed], pa.int64())
    texts = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    return pa.table({LOAD: pa.array([row.load for row in keyed], pa.string()), **texts, LINE: lines})


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
