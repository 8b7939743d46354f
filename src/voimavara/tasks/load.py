"""`voimavara load`: new files of all sources, or one file of corrected rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from voimavara.core.errors import relative_to
from voimavara.sources.files.loading import Loaded, files_of, load_file, loading_order
from voimavara.sources.files.mending import Mended, load_mended
from voimavara.tasks.answer import Report, Table, silent
from voimavara.tasks.workspace import Workspace, open_workspace

INCOMING = "incoming"
HEADERS = ("file", "dataset", "read", "accepted", "set aside", "dropped", "")
MENDED_HEADERS = ("mends", "dataset", "read", "brought back", "still wrong", "left out", "")


def load_all(workspace: Workspace, report: Report = silent) -> tuple[Loaded, ...]:
    """Every file of every source in the warehouse; registers first, then what refers to them."""
    programme = workspace.programme
    files = [(source, path) for source in loading_order(programme) for path in files_of(programme, source)]
    loaded = []
    with workspace.warehouse.together():
        for number, (source, path) in enumerate(files):
            name = relative_to(path, workspace.folder)
            report(name, number, len(files))

            def rows(done: int, name: str = name, number: int = number) -> None:
                report(f"{name}, {done} rows", number, len(files))

            loaded.append(load_file(programme, workspace.warehouse, source, path, rows))
    return tuple(loaded)


def load(
    folder: Path, file: Path | None = None, received: date | None = None, report: Report = silent
) -> Table:
    """One row a file: what was read, accepted and set aside, and whether it is new.

    A file of corrected rows has come today unless `received` says when, or on the programme's own as-of day
    where that is earlier.
    """
    workspace = open_workspace(folder)
    if file is None:
        rows = [_row(each) for each in load_all(workspace, report)]
        return Table(HEADERS, rows, tuple(_unread(workspace)))
    came = received or min(date.today(), workspace.as_of(None))
    mended = load_mended(workspace.programme, workspace.warehouse, file, came)
    wrong = tuple(row.sentence() for each in mended for row in each.still_wrong)
    return Table(MENDED_HEADERS, [_mended_row(each) for each in mended], wrong)


def _unread(workspace: Workspace) -> Iterator[str]:
    """A sentence for each file in incoming/ that no source reads."""
    programme = workspace.programme
    read = {path for source in programme.sources for path in files_of(programme, source)}
    for path in sorted((workspace.folder / INCOMING).rglob("*")):
        if path.is_file() and path not in read and not path.name.startswith((".", "~$")):
            name = relative_to(path, workspace.folder)
            patterns = ", ".join(sorted({source.file for source in programme.sources.values()}))
            yield f"{name}: no source reads this file; rename it, or write a source. They read {patterns}."


def _row(each: Loaded) -> tuple[str | int, ...]:
    load = each.load
    return (
        load.file,
        load.dataset,
        load.rows_read,
        load.rows_accepted,
        load.rows_set_aside,
        load.rows_dropped,
        "new" if each.is_new else "already loaded",
    )


def _mended_row(each: Mended) -> tuple[str | int, ...]:
    load = each.load
    return (
        each.mends.file,
        each.mends.dataset,
        load.rows_read if load else len(each.still_wrong),
        load.rows_accepted if load else 0,
        len(each.still_wrong),
        load.rows_dropped if load else 0,
        "new" if load and each.is_new else "nothing new",
    )
