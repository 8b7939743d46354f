"""Delta tables in which every row belongs to a load."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable, WriterProperties, write_deltalake

from voimavara.core.errors import UserError

_MANY_FILES = 16
# Row groups as DuckDB reads them, one to a core.
_WRITTEN = WriterProperties(compression="SNAPPY", max_row_group_size=122_880)


class LoadTable:
    """A Delta table with a column `by` that names the load of each row, its partition if `parted`.

    It is opened once; each use looks for what has been committed since. Rows may wait in it, so that those of
    several loads go into one commit; whoever reads it finds them too.
    """

    def __init__(self, folder: Path, by: str, *, parted: bool = True) -> None:
        self.folder = folder
        self._by = by
        self._parted = parted
        self._opened: DeltaTable | None = None
        self._waiting: list[pa.Table] = []

    @property
    def version(self) -> int:
        """The number of its last commit; −1 before the first."""
        table = self._current()
        return -1 if table is None else table.version()

    def read(self, loads: Collection[str] | None = None, columns: list[str] | None = None) -> pa.Table | None:
        """Its rows, all or those of the loads; None where the table does not exist."""
        if loads is not None and not loads:
            return None
        self.write()
        table = self._current()
        if table is None:
            return None
        filters = None if loads is None else pc.field(self._by).isin(sorted(loads))
        return table.to_pyarrow_table(columns=columns, filters=filters)

    def files(self) -> Mapping[str, tuple[str, ...]]:
        """The Parquet files of each load."""
        found: dict[str, list[str]] = defaultdict(list)
        self.write()
        table = self._current()
        if table is not None:
            added = pa.table(table.get_add_actions(flatten=True))
            loads, paths = added.column(f"partition.{self._by}"), added.column("path")
            for load, path in zip(loads.to_pylist(), paths.to_pylist(), strict=True):
                found[load].append((self.folder / path).as_posix())
        return {load: tuple(sorted(paths)) for load, paths in found.items()}

    def append(self, rows: pa.Table) -> None:
        """Add the rows in one commit; nothing where there are none."""
        if rows.num_rows:
            write_deltalake(
                self._current() or self.folder,
                rows,
                mode="append",
                partition_by=[self._by] if self._parted else None,
                schema_mode="merge",
                writer_properties=_WRITTEN,
            )

    def add(self, rows: pa.Table) -> None:
        """Take in rows of one load, which wait to be written."""
        if rows.num_rows:
            self._waiting.append(rows)

    def write(self) -> None:
        """Append the rows that wait."""
        if self._waiting:
            self.append(pa.concat_tables(self._waiting, promote_options="default"))
            self._waiting.clear()

    def forget(self, but: Collection[str]) -> None:
        """Let go of the rows that wait, except those of some loads."""
        self._waiting = [rows for rows in self._waiting if rows.column(self._by)[0].as_py() in but]

    def check_types(self, schema: pa.Schema) -> None:
        """Refuse a schema that gives a column of the table another type; new columns are fine."""
        table = self._current()
        if table is None:
            return
        there = {field.name: field.type for field in pa.schema(table.schema())}
        for field in schema:
            if (kind := there.get(field.name, field.type)) != field.type:
                raise UserError(
                    "{folder}, {name}: the contract's type needs {type}, but earlier loads are {kind}; give "
                    "the column another name, or load all files into an empty warehouse.",
                    folder=self.folder.as_posix(),
                    name=field.name,
                    type=field.type,
                    kind=kind,
                )

    def keep_only(self, loads: Collection[str]) -> None:
        """Remove the rows of all other loads, and files of writes that were cut off."""
        table = self._current()
        if table is None:
            shutil.rmtree(self.folder, ignore_errors=True)  # cut off before its first commit
            return
        for load in sorted(set(self.files()) - set(loads)):
            table.delete(f"{self._by} = '{load}'")
        kept = {path for paths in self.files().values() for path in paths}
        for file in self.folder.glob(f"{self._by}=*/*"):  # Delta's vacuum spares what was removed just now
            if file.as_posix() not in kept:
                file.unlink()

    def gather(self) -> None:
        """Join small files into one, once they are many."""
        table = self._current()
        if table is not None and len(table.file_uris()) > _MANY_FILES:
            table.optimize.compact()

    def _current(self) -> DeltaTable | None:
        if self._opened is None:
            if DeltaTable.is_deltatable(str(self.folder)):
                self._opened = DeltaTable(self.folder)
        elif self._commit(self._opened.version() + 1).exists():
            self._opened.update_incremental()
        return self._opened

    def _commit(self, version: int) -> Path:
        """Where a commit of the table is written down; looking for it costs less than asking the library."""
        return self.folder / "_delta_log" / f"{version:020}.json"
