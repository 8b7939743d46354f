"""`voimavara rejected`: rows that wait to be mended, and their way out to Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError, did_you_mean
from voimavara.core.language import Language
from voimavara.sources.files.mending_sheet import export_rejected
from voimavara.tasks.answer import Table
from voimavara.tasks.workspace import Workspace, open_workspace
from voimavara.warehouse.load import Rejected

HEADERS = ("source", "file", "line", "column", "got", "expected")


def rejected(folder: Path, source: str | None, as_of: date | None, language: Language) -> Table:
    """One row for each row that waits to be mended: where it stands and its first fault."""
    found = _open_rows(open_workspace(folder), source, as_of)
    return Table(
        HEADERS,
        [
            (name, row.place.file, row.place.line, row.place.column, row.got, row.expected.within(language))
            for name, rows in found.items()
            for row in rows
        ],
    )


def export(folder: Path, source: str | None, path: Path, as_of: date | None) -> str:
    """Writes the rows of one source to Excel and says how to go on; without a source, of the only one."""
    workspace = open_workspace(folder)
    found = _open_rows(workspace, source, as_of)
    if len(found) != 1:
        if not found:
            raise UserError(f"{folder}: no row waits to be mended; nothing was written.")
        raise UserError(
            f"{folder}: rows of {len(found)} sources wait to be mended, and each has columns of its own; "
            f"name one with --source: {', '.join(found)}."
        )
    name = next(iter(found))
    count = export_rejected(workspace.programme, workspace.warehouse, name, path, _day(workspace, as_of))
    rows = "1 row" if count == 1 else f"{count} rows"
    return f"{path}: {rows} of {name}. Correct there, then: voimavara load {_quoted(folder)} {_quoted(path)}"


def _quoted(path: Path) -> str:
    """The path as it is written at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


def _day(workspace: Workspace, as_of: date | None) -> date:
    """The day asked for; else the last on which something came, for from then on its rows wait."""
    return as_of or max([workspace.as_of(None), *(load.received for load in workspace.warehouse.loads())])


def _open_rows(
    workspace: Workspace, source: str | None, as_of: date | None
) -> dict[str, tuple[Rejected, ...]]:
    """The rows that wait, by source in the order of their names."""
    programme = workspace.programme
    if source is not None and source not in programme.sources:
        hint = did_you_mean(source, programme.sources)
        raise UserError(f"there is no source '{source}'; {hint}".rstrip("; "))
    selection = workspace.warehouse.select(programme.contracts, _day(workspace, as_of))
    source_of = {used.load.id: used.load.source for each in selection.datasets.values() for used in each}
    found: dict[str, list[Rejected]] = {}
    for row in (row for rows in selection.open_rows.values() for row in rows):
        if source in (None, source_of[row.load]):
            found.setdefault(source_of[row.load], []).append(row)
    return {name: tuple(found[name]) for name in sorted(found)}
