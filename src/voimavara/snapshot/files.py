"""Files and folders named by date, number and content: the newest comes last, none is there in part."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError
from voimavara.core.message import Message

_PATTERN = "????-??-??.????.*"
_UNFINISHED = ".writing-"


def listed(folder: Path, until: date | None = None) -> tuple[Path, ...]:
    """All snapshots, oldest first: by as-of date, then in the order they were made.

    With `until`, those as of that day or an earlier one.
    """
    return tuple(path for path in sorted(folder.glob(_PATTERN)) if until is None or day_of(path) <= until)


def day_of(path: Path) -> date:
    """The as-of date in the name."""
    return date.fromisoformat(path.name.partition(".")[0])


def identity_of(path: Path) -> str:
    """The identity in the name."""
    return path.name.split(".")[2]


def keep(folder: Path, as_of: date, identity: str, content: bytes) -> Path:
    """The file that holds the content; one that is the newest of its date already is not written again.

    The file appears whole or not at all; a run that is cut off leaves the old ones as they were. Raises
    UserError where it can't be written.
    """
    last = _newest_of(folder, as_of)
    if last and last.read_bytes() == content:
        return last
    target = folder / f"{as_of}.{_number(last):04d}.{identity}.json"
    return _written(target, lambda part: _write(part, content))


def keep_folder(
    folder: Path, as_of: date, identity: str, files: Mapping[str, bytes], manifest: tuple[str, bytes]
) -> Path:
    """The folder that holds the files and, written last, the manifest, in the same way.

    Where the newest of its date has the same files, only its manifest is written again.
    """
    last = _newest_of(folder, as_of)
    if last and all(_says(last / name, content) for name, content in files.items()):
        if not _says(last / manifest[0], manifest[1]):
            _written(last / manifest[0], lambda part: _write(part, manifest[1]))
        return last

    def write(part: Path) -> None:
        part.mkdir()
        for name, content in (*files.items(), manifest):
            _write(part / name, content)
        _sync(part)

    return _written(folder / f"{as_of}.{_number(last):04d}.{identity}", write)


def unreadable(path: Path) -> UserError:
    """What to say of a file that isn't a snapshot."""
    return UserError(
        "{path}: this is not a snapshot that this version can read; delete the file and run again.", path=path
    )


def _newest_of(folder: Path, day: date) -> Path | None:
    return next((path for path in reversed(listed(folder)) if day_of(path) == day), None)


def _number(last: Path | None) -> int:
    return int(last.name.split(".")[1]) + 1 if last else 1


def _says(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _written(target: Path, write: Callable[[Path], None]) -> Path:
    """The target, written beside its place, on the disk as a whole, then put into its place in one step."""
    folder = target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=folder) as beside:
            part = Path(beside) / target.name
            write(part)
            part.replace(target)
        _sync(folder)
    except OSError as error:
        raise UserError(
            "{target}: the snapshot can't be written ({cause}); make room or give the right to write, "
            "then run again. The earlier snapshots are as they were.",
            target=target,
            cause=Message(error.strerror or str(error)),
        ) from error
    return target


def remove_unfinished(folder: Path) -> None:
    """Remove what a run that was cut off left behind; only where no other run is at work."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """What the folder holds reaches the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
