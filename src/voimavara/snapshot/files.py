"""Files named by date, number and content: the newest comes last, none is written twice or in part."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from voimavara.core.errors import UserError
from voimavara.core.message import Message

_PATTERN = "????-??-??.*.json"


def listed(folder: Path, until: date | None = None) -> tuple[Path, ...]:
    """The files of all snapshots, oldest first: by as-of date, then in the order they were made.

    With `until`, those as of that day or an earlier one.
    """
    return tuple(path for path in sorted(folder.glob(_PATTERN)) if until is None or day_of(path) <= until)


def day_of(path: Path) -> date:
    """The as-of date in the name of a file."""
    return date.fromisoformat(path.name.partition(".")[0])


def keep(folder: Path, as_of: date, identity: str, content: bytes) -> Path:
    """The file that holds the content; one that is the newest of its date already is not written again.

    The file appears whole or not at all; a run that is cut off leaves the old ones as they were. Raises
    UserError where it can't be written.
    """
    earlier = [path for path in listed(folder) if path.name.startswith(f"{as_of}.")]
    if earlier and earlier[-1].read_bytes() == content:
        return earlier[-1]
    number = int(earlier[-1].name.split(".")[1]) + 1 if earlier else 1
    target = folder / f"{as_of}.{number:04d}.{identity}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _put(target, content)
    except OSError as error:
        raise UserError(
            "{target}: the snapshot can't be written ({cause}); make room or give the right to write, "
            "then run again. The earlier snapshots are as they were.",
            target=target,
            cause=Message(error.strerror or str(error)),
        ) from error
    return target


def unreadable(path: Path) -> UserError:
    """What to say of a file that isn't a snapshot."""
    return UserError(
        "{path}: this is not a snapshot that this version can read; delete the file and run again.", path=path
    )


def _put(target: Path, content: bytes) -> None:
    """Write beside the target, reach the disk, then take its place in one step."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
    part = target.with_name(name.rpartition("/")[2])
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
