"""Delta tables in which every row belongs to a load."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable, write_deltalake

from voimavara.core.errors import UserError

_MANY_FILES = 16


class LoadTable:
    """A Delta table with a column `by` that names the load of each row, its partition if `parted`."""

    def __init__(self, folder: Path, by: str, *, parted: bool = True) -> None:
        self.folder = folder
        self._by = by
        self._parted = parted

    @property
    def exists(self) -> bool:
        """Whether anything has ever been written to it."""
        return DeltaTable.is_deltatable(str(self.folder))

    @property
    def version(self) -> int:
        """The number of its last commit; −1 before the first."""
        return DeltaTable(self.folder).version() if self.exists else -1

    def read(self, loads: Collection[str] | None = None, columns: list[str] | None = None) -> pa.Table | None:
        """Its rows, all or those of the loads; None where the table does not exist."""
        if (loads is not None and not loads) or not self.exists:
            return None
        filters = None if loads is None else pc.field(self._by).isin(sorted(loads))
        return DeltaTable(self.folder).to_pyarrow_table(columns=columns, filters=filters)

    def files(self) -> Mapping[str, tuple[str, ...]]:
        """The Parquet files of each load."""
        found: dict[str, list[str]] = defaultdict(list)
        if self.exists:
            added = pa.table(DeltaTable(self.folder).get_add_actions(flatten=True))
            loads, paths = added.column(f"partition.{self._by}"), added.column("path")
            for load, path in zip(loads.to_pylist(), paths.to_pylist(), strict=True):
                found[load].append((self.folder / path).as_posix())
        return {load: tuple(sorted(paths)) for load, paths in found.items()}

    def append(self, rows: pa.Table) -> None:
        """Add the rows in one commit; nothing where there are none."""
        if rows.num_rows:
            parts = [self._by] if self._parted else None
            write_deltalake(
                self.folder, rows, mode="append", partition_by=parts, schema_mode="merge"
            )  # fmt: skip

    def check_types(self, schema: pa.Schema) -> None:
        """Refuse a schema that gives a column of the table another type; new columns are fine."""
        if not self.exists:
            return
        there = {field.name: field.type for field in pa.schema(DeltaTable(self.folder).schema())}
        for field in schema:
            if (kind := there.get(field.name, field.type)) != field.type:
                raise UserError(
                    f"{self.folder.as_posix()}, {field.name}: the contract's type needs {field.type}, but "
                    f"earlier loads are {kind}; give the column another name, or load all files into an "
                    "empty warehouse."
                )

    def keep_only(self, loads: Collection[str]) -> None:
        """Remove the rows of all other loads, and files of writes that were cut off."""
        if not self.exists:
            return
        for load in sorted(set(self.files()) - set(loads)):
            DeltaTable(self.folder).delete(f"{self._by} = '{load}'")
        DeltaTable(self.folder).vacuum(0, dry_run=False, enforce_retention_duration=False, full=True)

    def gather(self) -> None:
        """Join small files into one, once they are many."""
        if self.exists and len(DeltaTable(self.folder).file_uris()) > _MANY_FILES:
            DeltaTable(self.folder).optimize.compact()
