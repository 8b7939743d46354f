"""`voimavara run`: load, compute, judge, freeze."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from voimavara.charts.drawing import draw_all
from voimavara.snapshot.freezing import freeze
from voimavara.snapshot.model import Snapshot
from voimavara.snapshot.store import save
from voimavara.tasks.answer import Report, silent
from voimavara.tasks.computing import Computation
from voimavara.tasks.load import load_all
from voimavara.tasks.workspace import open_workspace


def run(folder: Path, as_of: date | None = None, report: Report | None = None) -> Snapshot:
    """The snapshot of the workspace as of the day, saved; the same inputs give the same one."""
    report = report or silent
    workspace = open_workspace(folder)
    load_all(workspace, report)
    report("figures and verdicts", 0, 0)
    snapshot = freeze(Computation(workspace, workspace.as_of(as_of)).material())
    save(workspace.snapshots, snapshot)
    draw_all(snapshot, workspace.snapshots, report)
    return snapshot
