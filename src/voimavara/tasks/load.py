"""`voimavara load`: new files of all sources, or one file of corrected rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.run.incoming import NOTHING, Filled, fill, read_by_nobody
from voimavara.run.progress import Report, silent
from voimavara.run.workspace import open_workspace
from voimavara.sources.files.loaded import Loaded
from voimavara.sources.mending.corrections import Mended, load_mended
from voimavara.tasks.answer import Cell, Table, Word

HEADERS = ("file", "dataset", "read", "accepted", "set aside", "dropped", "state")
MENDED_HEADERS = ("mends", "dataset", "read", "brought back", "still wrong", "left out", "state")
NEW = Word("new", Message("new"))
THERE = Word("already loaded", Message("already loaded"))
NOTHING_NEW = Word("nothing new", Message("nothing new"))
NO_FILES = Message("No source has a file; put files into incoming/, as the sources name them.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was loaded, and what could not be."""

    table: Table
    filled: Filled = NOTHING

    def check(self) -> None:
        """Raise UnreadError where a file could not be read."""
        self.filled.check()


def load(folder: Path, report: Report = silent) -> Answer:
    """One row a file: what was read, accepted and set aside, and whether it is new."""
    workspace = open_workspace(folder)
    filled = fill(workspace, report)
    remarks = (*filled.remarks, *read_by_nobody(workspace))
    return Answer(Table(HEADERS, [_row(each) for each in filled.loaded], remarks, NO_FILES), filled)


def load_corrected(folder: Path, file: Path, received: date | None, language: Language) -> Answer:
    """One row for each load whose rows the file brings back; the rows that are still wrong are told.

    They have come today unless `received` says when, or on the programme's own as-of day where that is
    earlier.
    """
    workspace = open_workspace(folder)
    came = received or min(date.today(), workspace.as_of(None))
    mended = load_mended(workspace.programme, workspace.warehouse, file, came)
    wrong = tuple(row.sentence(language) for each in mended for row in each.still_wrong)
    return Answer(Table(MENDED_HEADERS, [_mended_row(each) for each in mended], wrong))


def _row(each: Loaded) -> tuple[Cell, ...]:
    load = each.load
    return (
        load.file,
        load.dataset,
        load.rows_read,
        load.rows_accepted,
        load.rows_set_aside,
        load.rows_dropped,
        NEW if each.is_new else THERE,
    )


def _mended_row(each: Mended) -> tuple[Cell, ...]:
    load = each.load
    return (
        each.mends.file,
        each.mends.dataset,
        load.rows_read if load else len(each.still_wrong),
        load.rows_accepted if load else 0,
        len(each.still_wrong),
        load.rows_dropped if load else 0,
        NEW if load and each.is_new else NOTHING_NEW,
    )
