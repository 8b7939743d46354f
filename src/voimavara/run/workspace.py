"""A workspace: a programme's folder with its warehouse and its snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voimavara.figures.database import Database, open_database
from voimavara.programme.models.programme import EngineName
from voimavara.programme.programme import Programme
from voimavara.programme.reading import read_programme
from voimavara.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class Workspace:
    """The parts of a workspace, each in its own folder."""

    folder: Path
    programme: Programme
    warehouse: Warehouse

    @property
    def snapshots(self) -> Path:
        """Where its snapshots lie."""
        return self.folder / "snapshots"

    @property
    def cache(self) -> Path:
        """Partial sums; may be deleted at any time."""
        return self.folder / "warehouse" / "cache"

    def database(self, engine: EngineName | None = None) -> Database:
        """What adds up the rows: the engine asked for, else the programme's; whoever takes it closes it."""
        return open_database(engine or self.programme.cover.engine)

    def as_of(self, day: date | None) -> date:
        """The day that counts as today: the one asked for, else the programme's own, else today."""
        return day or self.programme.cover.as_of or date.today()


def open_workspace(folder: Path) -> Workspace:
    """The workspace in the folder; raises ProgrammeError with all faults of the programme."""
    return Workspace(folder, read_programme(folder), Warehouse(folder / "warehouse"))
