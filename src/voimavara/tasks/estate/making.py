"""The snapshot of the estate made and saved, for every command that prints a part of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.snapshot.estate_model import EstateSnapshot
from voimavara.snapshot.estate_store import FOLDER, named, newest, save
from voimavara.tasks.answer import Report
from voimavara.tasks.estate.assembling import Estate
from voimavara.tasks.load import load_all
from voimavara.tasks.workspace import open_workspace


def make(folder: Path, as_of: date | None, report: Report) -> EstateSnapshot:
    """New files loaded, the whole estate worked out and saved; the same inputs give the same bytes.

    Where the newest snapshot of the day was made from the same inputs, it is that one.
    """
    workspace = open_workspace(folder)
    load_all(workspace, report)
    estate = Estate(workspace, workspace.as_of(as_of), report)
    saved = newest(workspace.snapshots / FOLDER, estate.as_of)
    if saved is not None and saved.inputs == estate.inputs():
        return saved
    snapshot = named(estate.snapshot())
    save(workspace.snapshots / FOLDER, snapshot)
    return snapshot
