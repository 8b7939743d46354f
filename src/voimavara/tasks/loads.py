"""`voimavara loads`: what has been read, accepted, set aside and dropped."""

from __future__ import annotations

from pathlib import Path

from voimavara.core.message import Message
from voimavara.run.workspace import open_workspace
from voimavara.tasks.answer import Table
from voimavara.tasks.words import origin_word

NO_LOADS = Message("Nothing has been loaded yet.")
HEADERS = (
    "load", "dataset", "file", "received", "origin", "read", "accepted", "set aside", "still open", "dropped",
    "covers",
)  # fmt: skip


def loads(folder: Path) -> Table:
    """One row a load, in the order they were loaded."""
    warehouse = open_workspace(folder).warehouse
    known = warehouse.loads()
    still_open: dict[str, int] = {}
    for row in warehouse.rejected():
        if row.mended_by is None:
            still_open[row.load] = still_open.get(row.load, 0) + 1
    return Table(
        HEADERS,
        [
            (
                load.id[:12],
                load.dataset,
                load.file,
                load.received,
                origin_word(load.origin),
                load.rows_read,
                load.rows_accepted,
                load.rows_set_aside,
                still_open.get(load.id, 0),
                load.rows_dropped,
                load.covers,
            )
            for load in known
        ],
        empty=NO_LOADS,
    )
