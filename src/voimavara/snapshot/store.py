"""Snapshots on disk: one file each, named so that the newest comes last, never written twice or in part."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from voimavara.core.errors import UserError
from voimavara.snapshot.canonical import to_bytes
from voimavara.snapshot.model import Snapshot

if TYPE_CHECKING:
    from datetime import date

_PATTERN = "????-??-??.*.json"


def save(folder: Path, snapshot: Snapshot) -> Path:
    """The snapshot's file; one that is the newest of its date already, byte for byte, is not written again.

    The file appears whole or not at all; a run that is cut off leaves the old ones as they were. Raises
    UserError where it can't be written.
    """
    content = to_bytes(snapshot)
    earlier = [path for path in listed(folder) if path.name.startswith(f"{snapshot.as_of}.")]
    if earlier and earlier[-1].read_bytes() == content:
        return earlier[-1]
    target = folder / _name(snapshot, _next_number(earlier))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _put(target, content)
    except OSError as error:
        raise UserError(
            f"{target}: the snapshot can't be written ({error.strerror}); make room or give the right to "
            "write, then run again. The earlier snapshots are as they were."
        ) from error
    return target


def listed(folder: Path) -> tuple[Path, ...]:
    """The files of all snapshots, oldest first: by as-of date, then in the order they were made."""
    return tuple(sorted(folder.glob(_PATTERN)))


def read(path: Path) -> Snapshot:
    """The snapshot in the file; raises UserError where it isn't one."""
    try:
        return Snapshot.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UserError(
            f"{path}: this is not a snapshot that this version can read; delete the file and run again."
        ) from error


def newest(folder: Path, as_of: date | None = None) -> Snapshot | None:
    """The newest snapshot, or the newest of a date; None where there is none."""
    there = [path for path in listed(folder) if as_of is None or path.name.startswith(f"{as_of}.")]
    return read(there[-1]) if there else None


def previous(folder: Path, snapshot: Snapshot) -> Snapshot | None:
    """The one to compare this one with: the newest of an earlier date, else the one made before it."""
    there = listed(folder)
    older = [path for path in there if path.name < f"{snapshot.as_of}."]
    if not older:
        same = [path for path in there if path.name.startswith(f"{snapshot.as_of}.")]
        older = [path for path in same if not path.name.endswith(f".{snapshot.id}.json")]
    return read(older[-1]) if older else None


def _name(snapshot: Snapshot, number: int) -> str:
    return f"{snapshot.as_of}.{number:04d}.{snapshot.id}.json"


def _next_number(earlier: list[Path]) -> int:
    return int(earlier[-1].name.split(".")[1]) + 1 if earlier else 1


def _put(target: Path, content: bytes) -> None:
    """Write beside the target, reach the disk, then take its place in one step."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
    part = Path(name)
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
