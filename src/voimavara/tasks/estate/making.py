"""The snapshot of the estate made and saved, for every command that prints a part of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.core.collecting import uncollected
from voimavara.run.incoming import load_all
from voimavara.run.progress import Report
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.estate_model import EstateSnapshot
from voimavara.snapshot.estate_store import FOLDER, newest, save
from voimavara.tasks.estate.assembling import Estate
from voimavara.tasks.estate.results import load_results


def make(folder: Path, as_of: date | None, report: Report) -> EstateSnapshot:
    """New files loaded, the whole estate worked out and saved; the same inputs give the same bytes.

    Its results go into the warehouse, where the next run finds them for the programme's indicators.
    Where the newest snapshot of the day was made from the same inputs, it is that one.
    """
    workspace = open_workspace(folder)
    load_all(workspace, report)
    estate = Estate(workspace, workspace.as_of(as_of), report)
    saved = newest(workspace.snapshots / FOLDER, estate.as_of)
    current = saved is not None and saved[0].inputs == estate.inputs()
    with uncollected():
        snapshot, path = (
            saved if saved is not None and current else save(workspace.snapshots / FOLDER, estate.snapshot())
        )
        load_results(workspace, snapshot, path)
    return snapshot
