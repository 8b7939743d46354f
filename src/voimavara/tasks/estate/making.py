"""The snapshot of the estate made and saved, for every command that prints a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voimavara.snapshot.estate_model import EstateSnapshot
from voimavara.snapshot.estate_store import FOLDER, named, save
from voimavara.tasks.answer import Report
from voimavara.tasks.estate.assembling import Estate
from voimavara.tasks.load import load_all
from voimavara.tasks.workspace import open_workspace


@dataclass(frozen=True)
class Made:
    """A snapshot that is saved, and what could not be worked out, in sentences for whoever runs it."""

    snapshot: EstateSnapshot
    remarks: tuple[str, ...]


def make(folder: Path, as_of: date | None, report: Report) -> Made:
    """New files loaded, the whole estate worked out and saved; the same inputs give the same bytes."""
    workspace = open_workspace(folder)
    load_all(workspace, report)
    estate = Estate(workspace, workspace.as_of(as_of), report)
    snapshot = named(estate.snapshot())
    save(workspace.snapshots / FOLDER, snapshot)
    return Made(snapshot, estate.remarks)
