"""Snapshots on disk: a folder each, named so that the newest comes last, never written twice or in part.

`snapshot.json` holds texts, verdicts and definitions, `figures.parquet` and `rows.parquet` the columns beside
them, and `manifest.json`, the last to be written, the form of all this and each file's checksum.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from voimavara.core.errors import UserError
from voimavara.figures.columns import SCHEMA as FIGURES_SCHEMA
from voimavara.figures.columns import Figures
from voimavara.snapshot.canonical import to_bytes
from voimavara.snapshot.files import day_of, identity_of, keep_folder, listed, unreadable
from voimavara.snapshot.frozen import Columns
from voimavara.snapshot.model import Snapshot
from voimavara.snapshot.source_rows import SCHEMA as ROWS_SCHEMA
from voimavara.snapshot.source_rows import SourceRows

__all__ = ["listed", "newest", "newest_day", "previous", "read", "save"]

FORM = 2  # raised when the files hold something else; form 1 was one JSON file
MANIFEST, TEXTS, FIGURES, ROWS = "manifest.json", "snapshot.json", "figures.parquet", "rows.parquet"


def save(folder: Path, snapshot: Snapshot, inputs: str = "") -> Path:
    """The snapshot's folder; one that is the newest of its date already is not written again.

    `inputs` is the hash of what it was made from.
    Raises UserError where it can't be written.
    """
    columns = snapshot.columns
    files = {
        TEXTS: to_bytes(snapshot),
        FIGURES: _parquet(columns.figures.table),
        ROWS: _parquet(columns.rows.table),
    }
    sums = {name: sha256(content).hexdigest() for name, content in files.items()}
    manifest = json.dumps({"form": FORM, "inputs": inputs, "files": sums}, sort_keys=True).encode()
    return keep_folder(folder, snapshot.as_of, snapshot.id, files, (MANIFEST, manifest))


def made_from(folder: Path, as_of: date, inputs: str) -> Snapshot | None:
    """The newest snapshot of the day, if it was made from these inputs and can be read."""
    there = [path for path in listed(folder) if day_of(path) == as_of]
    try:
        manifest = json.loads((there[-1] / MANIFEST).read_bytes()) if there else {}
        return read(there[-1]) if manifest.get("inputs") == inputs else None
    except (OSError, ValueError, AttributeError, UserError):  # it will be made again
        return None


def read(path: Path) -> Snapshot:
    """The snapshot in the folder; raises UserError where it isn't one, or is no longer what was written."""
    if path.is_file():
        raise UserError(
            "{path}: an earlier version made this snapshot; run again, for this version reads it no more.",
            path=path,
        )
    try:
        files = _checked(path)
        figures = Figures.joined([_table(files.pop(FIGURES), FIGURES_SCHEMA)])
        rows = SourceRows.joined([SourceRows(_table(files.pop(ROWS), ROWS_SCHEMA))])
        snapshot = Snapshot.model_validate_json(files[TEXTS], context=Columns(figures, rows))
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise unreadable(path) from error
    pa.default_memory_pool().release_unused()  # as much again as the columns take
    return snapshot


def _checked(path: Path) -> dict[str, bytes]:
    """The content of each file; raises UserError where one is missing or another than was written."""
    manifest = json.loads((path / MANIFEST).read_bytes())
    if manifest["form"] > FORM:
        raise UserError("{path}: a newer version made this snapshot; update Voimavara to read it.", path=path)
    found = {}
    for name, checksum in manifest["files"].items():
        file = path / Path(name).name
        if not file.is_file():
            raise UserError(
                "{file}: this part of the snapshot is missing; delete the folder {folder} and run again.",
                file=file,
                folder=path.name,
            )
        found[name] = file.read_bytes()
        if sha256(found[name]).hexdigest() != checksum:
            raise UserError(
                "{file}: the file is damaged, it is not what was written; delete the folder {folder} and "
                "run again.",
                file=file,
                folder=path.name,
            )
    return found


def _parquet(table: pa.Table) -> bytes:
    """The table as a Parquet file; floats byte by byte, which makes them a third smaller."""
    words = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    floats = [field.name for field in table.schema if pa.types.is_floating(field.type)]
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", use_dictionary=words, use_byte_stream_split=floats)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _table(content: bytes, schema: pa.Schema) -> pa.Table:
    """The table, read column by column: that takes half the memory of reading all at once."""
    file = pq.ParquetFile(pa.BufferReader(content))
    parts = [file.read([name], use_threads=False).unify_dictionaries() for name in schema.names]
    return pa.table([part.column(0).combine_chunks() for part in parts], names=schema.names).cast(schema)


def newest(folder: Path, as_of: date | None = None) -> Snapshot | None:
    """The newest snapshot, or the newest of a date; None where there is none."""
    there = [path for path in listed(folder) if as_of is None or day_of(path) == as_of]
    return read(there[-1]) if there else None


def newest_day(folder: Path) -> date | None:
    """The day of the newest snapshot, which pages show; None where there is none."""
    there = listed(folder)
    return day_of(there[-1]) if there else None


def previous(folder: Path, snapshot: Snapshot) -> Path | None:
    """Where the one lies to compare this one with: the newest of an earlier date, else that before it."""
    there = listed(folder)
    older = [path for path in there if day_of(path) < snapshot.as_of]
    if not older:
        same = [path for path in there if day_of(path) == snapshot.as_of]
        older = [path for path in same if identity_of(path) != snapshot.id]
    return older[-1] if older else None
