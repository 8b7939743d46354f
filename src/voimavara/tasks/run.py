"""`voimavara run`: load, compute, judge, freeze."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voimavara.core.message import Message
from voimavara.programme.models.programme import EngineName
from voimavara.run.computation import Computation
from voimavara.run.incoming import Filled, fill, read_by_nobody
from voimavara.run.progress import Report, silent
from voimavara.run.workspace import Workspace, open_workspace
from voimavara.snapshot.files import remove_unfinished
from voimavara.snapshot.freeze import freeze
from voimavara.snapshot.model import Snapshot
from voimavara.snapshot.store import made_from, newest_day, save
from voimavara.tasks.answer import quoted


@dataclass(frozen=True)
class Done:
    """The snapshot that a run made, of the files that could be read."""

    snapshot: Snapshot
    filled: Filled
    folder: Path
    shown: date  # the day of the snapshot that pages show
    unread: tuple[Message, ...] = ()  # files that no source reads

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What is to be told beside the verdicts."""
        found = [*self.filled.remarks, *self.unread]
        if waiting := len(self.snapshot.rejected):
            found.append(
                Message.of(
                    "Rows that were set aside and wait to be mended: {rows}. List them: {command}",
                    rows=waiting,
                    command=f"voimavara rejected {quoted(self.folder)}",
                )
            )
        if self.shown > self.snapshot.as_of:
            found.append(
                Message.of(
                    "The pages show the newest day, {shown}. To see this one: {command}",
                    shown=self.shown,
                    command=f"voimavara serve {quoted(self.folder)} --as-of {self.snapshot.as_of}",
                )
            )
        return tuple(found)

    def check(self) -> None:
        """Raise UnreadError where a file could not be read."""
        self.filled.check()


def run(
    folder: Path,
    as_of: date | None = None,
    report: Report | None = None,
    engine: EngineName | None = None,
) -> Done:
    """The snapshot of the workspace as of the day, saved; the same inputs give the same one, by any engine.

    Files that can't be read are left out and told of. Raises UserError at once where another run is at work
    in the workspace, or where the engine can't be had.
    """
    report = report or silent
    workspace = open_workspace(folder)
    with closing(workspace.database(engine)) as database, workspace.warehouse.writing():
        filled = fill(workspace, report)
        report("figures and verdicts", 0, 0)
        computation = Computation(workspace, workspace.as_of(as_of), database)
        remove_unfinished(workspace.snapshots)
        snapshot = _snapshot(workspace, computation)
    shown = newest_day(workspace.snapshots) or snapshot.as_of
    return Done(snapshot, filled, folder, shown, tuple(read_by_nobody(workspace)))


def _snapshot(workspace: Workspace, computation: Computation) -> Snapshot:
    """The snapshot of the computation: the newest of its day, where that was made from the same."""
    inputs = computation.inputs
    found = made_from(workspace.snapshots, computation.as_of, inputs)
    if found is None:
        found = freeze(computation.material)
        save(workspace.snapshots, found, inputs)
    return found
