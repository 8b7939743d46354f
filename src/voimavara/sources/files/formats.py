"""The kinds of files that can be read, each by its ending, and the hash by which a file is known."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from voimavara.core.errors import UserError
from voimavara.programme.models.source import TableLayout
from voimavara.sources.files.delimited import open_csv
from voimavara.sources.files.excel import open_excel
from voimavara.sources.files.geojson import open_geojson
from voimavara.sources.rows.table import TextTable

EXCEL = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXT = (".csv", ".txt", ".tsv")
PLACES = (".geojson",)


def open_table(path: Path, file: str, layout: TableLayout, headers: Collection[str]) -> TextTable:
    """The table in the file, which is CSV, Excel or GeoJSON by its name.

    Raises UserError where it can't be opened.
    """
    ending = path.suffix.lower()
    if not path.is_file():
        raise UserError("{file}: there is no such file; correct `file` in the source.", file=file)
    if ending in EXCEL:
        return open_excel(path, file, layout, headers)
    if ending in TEXT:
        return open_csv(path, file, layout, headers)
    if ending in PLACES:
        return open_geojson(path, file, headers)
    raise UserError(
        "{file}: got a file of the kind '{ending}', expected one of {words}; export the table as CSV "
        "or Excel.",
        file=file,
        ending=ending,
        words=", ".join((*TEXT, *EXCEL, *PLACES)),
    )


def file_hash(path: Path) -> str:
    """The hash of the file's bytes; raises UserError where there is no file."""
    if not path.is_file():
        raise UserError("{path}: there is no such file.", path=path.as_posix())
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except PermissionError as error:
        raise UserError(
            "{file}: there is no right to read the file; give it, and run again.", file=path.as_posix()
        ) from error
