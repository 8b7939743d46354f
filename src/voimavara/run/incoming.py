"""Every file of every source brought into the warehouse, and files that no source reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from voimavara.core.errors import StopError, UserError, relative_to
from voimavara.core.language import Language
from voimavara.core.message import Message
from voimavara.run.progress import Report, silent
from voimavara.run.workspace import Workspace
from voimavara.sources.files.formats import file_hash
from voimavara.sources.files.loaded import (
    Loaded,
    Undone,
    files_of,
    is_loaded,
    load_file,
    loading_order,
    registers_of,
)

INCOMING = "incoming"
NEAREST = 3  # patterns that are named for a file that none fits


class UnreadError(UserError):
    """The files that could not be read, a sentence each; the others have been loaded."""

    def __init__(self, errors: tuple[UserError, ...]) -> None:
        self.errors = errors
        super().__init__(Message(self.within("en")))

    def within(self, language: Language) -> str:
        """How many they are, and their sentences."""
        count = Message.of(
            "Files that could not be read: {number}. All others were read.", number=len(self.errors)
        )
        return "\n".join([count.within(language), *(error.within(language) for error in self.errors)])


@dataclass(frozen=True, slots=True)
class Filled:
    """What the files gave: the loads, and why some files could not be read."""

    loaded: tuple[Loaded, ...]
    unread: tuple[UserError, ...]

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What was read, and has changed something that people did."""
        return tuple(_undone(each, undone) for each in self.loaded for undone in each.undone)

    def check(self) -> None:
        """Raise UnreadError where a file could not be read."""
        if self.unread:
            raise UnreadError(self.unread)


NOTHING = Filled((), ())


def fill(workspace: Workspace, report: Report = silent) -> Filled:
    """Every file of every source in the warehouse; registers first, then what refers to them.

    A file that can't be read hinders the others only where they refer to what it has: their rows could not
    be checked. Raises StopError where another run is at work, or the disk is full.
    """
    programme = workspace.programme
    files = [(source, path) for source in loading_order(programme) for path in files_of(programme, source)]
    loaded: list[Loaded] = []
    unread: list[UserError] = []
    lacking: set[str] = set()
    with workspace.warehouse.together():
        for number, (source, path) in enumerate(files):
            try:
                loaded.append(_load(workspace, source, path, lacking, report, (number, len(files))))
            except StopError:
                raise
            except UserError as error:
                unread.append(error)
                lacking.add(programme.sources[source].dataset)
    return Filled(tuple(loaded), tuple(unread))


def _load(
    workspace: Workspace, source: str, path: Path, lacking: set[str], report: Report, at: tuple[int, int]
) -> Loaded:
    programme, warehouse = workspace.programme, workspace.warehouse
    name = relative_to(path, workspace.folder)
    report(name, *at)
    needed = sorted(registers_of(programme, programme.sources[source].dataset) & lacking)
    bytes_hash = file_hash(path)
    if needed and not is_loaded(warehouse, source, bytes_hash):
        raise UserError(
            "{file}: not read yet, for its rows refer to the dataset {dataset}, of which a file can't be "
            "read; it is read as soon as that one is mended.",
            file=name,
            dataset=needed[0],
        )

    def rows(done: int) -> None:
        report(Message.of("{file}, rows: {rows}", file=name, rows=done), *at)

    return load_file(programme, warehouse, source, path, rows, bytes_hash)


def load_all(workspace: Workspace, report: Report = silent) -> tuple[Loaded, ...]:
    """As `fill`; raises UnreadError at the end where a file could not be read."""
    filled = fill(workspace, report)
    filled.check()
    return filled.loaded


def read_by_nobody(workspace: Workspace) -> Iterator[Message]:
    """A sentence for each file in incoming/ that no source reads."""
    programme = workspace.programme
    read = {path for source in programme.sources for path in files_of(programme, source)}
    patterns = sorted({source.file for source in programme.sources.values()})
    for path in sorted((workspace.folder / INCOMING).rglob("*")):
        if path.is_file() and path not in read and not path.name.startswith((".", "~$")):
            yield Message.of(
                "{file}: no source reads this file; rename it, or write a source. Nearest are {patterns}.",
                file=relative_to(path, workspace.folder),
                patterns=", ".join(get_close_matches(path.name, patterns, NEAREST, cutoff=0.0)),
            )


def _undone(each: Loaded, undone: Undone) -> Message:
    return Message.of(
        "{file}: the file was read anew, for its mapping or day of receipt has changed, so corrections that "
        "were made to its load {load} count no more (rows: {rows}). Load the corrected rows again from "
        "{files}, or see `voimavara rejected`.",
        file=each.load.file,
        load=undone.load.id[:12],
        rows=undone.rows,
        files=", ".join(undone.files),
    )
