"""`voimavara run`: load, compute, judge, freeze."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voimavara.charts.ahead import Ahead
from voimavara.charts.drawing import draw_all, lacking
from voimavara.core.message import Message
from voimavara.programme.models.programme import EngineName
from voimavara.run.computation import Computation
from voimavara.run.incoming import Filled, fill, read_by_nobody
from voimavara.run.progress import Report, silent
from voimavara.run.workspace import open_workspace
from voimavara.snapshot.freezing import freeze
from voimavara.snapshot.model import Snapshot
from voimavara.snapshot.store import newest_day, save
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
    with (
        closing(workspace.database(engine)) as database,
        workspace.warehouse.writing(),
        Ahead(workspace.snapshots) as ahead,
    ):
        filled = fill(workspace, report)
        report("figures and verdicts", 0, 0)
        computation = Computation(workspace, workspace.as_of(as_of), database)
        unexplained = freeze(computation.judged)
        ahead.begin(lacking(unexplained, workspace.snapshots))
        snapshot = freeze(computation.material())
        save(workspace.snapshots, snapshot)
        ahead.finish(report)
        draw_all(snapshot, workspace.snapshots, report)
    shown = newest_day(workspace.snapshots) or snapshot.as_of
    return Done(snapshot, filled, folder, shown, tuple(read_by_nobody(workspace)))
