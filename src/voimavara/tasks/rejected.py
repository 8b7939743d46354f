"""`voimavara rejected`: rows that wait to be mended, and their way out to Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError, did_you_mean, hinted
from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.run.workspace import Workspace, open_workspace
from voimavara.sources.mending.sheet import export_rejected
from voimavara.tasks.answer import Table, quoted
from voimavara.warehouse.load import Rejected

NOTHING_WAITS = Message("No row waits to be mended.")
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
        empty=NOTHING_WAITS,
        sentences=("expected",),
    )


def export(folder: Path, source: str | None, path: Path, as_of: date | None) -> Message:
    """Writes the rows of one source to Excel and says how to go on; without a source, of the only one."""
    workspace = open_workspace(folder)
    found = _open_rows(workspace, source, as_of)
    if len(found) != 1:
        if not found:
            raise UserError("{folder}: no row waits to be mended; nothing was written.", folder=folder)
        raise UserError(
            "{folder}: rows of several sources wait to be mended, and each has columns of its own; name one "
            "with --source: {sources}.",
            folder=folder,
            sources=", ".join(found),
        )
    name = next(iter(found))
    count = export_rejected(workspace.programme, workspace.warehouse, name, path, _day(workspace, as_of))
    return Message.of(
        "{file}: rows of {source}: {rows}. Correct them there, then: {command}",
        file=str(path),
        source=name,
        rows=count,
        command=f"voimavara load {quoted(folder)} {quoted(path)}",
    )


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
        raise UserError(hinted(Message.of("there is no source '{name}'", name=source), hint))
    selection = workspace.warehouse.select(programme.contracts, _day(workspace, as_of))
    source_of = {used.load.id: used.load.source for each in selection.datasets.values() for used in each}
    found: dict[str, list[Rejected]] = {}
    for row in (row for rows in selection.open_rows.values() for row in rows):
        if source in (None, source_of[row.load]):
            found.setdefault(source_of[row.load], []).append(row)
    return {name: tuple(found[name]) for name in sorted(found)}
