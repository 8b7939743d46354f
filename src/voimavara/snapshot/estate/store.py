"""Snapshots of the estate on disk, in a folder of their own beside those of the programme."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from voimavara.core.garbage import uncollected
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.files import keep, listed, unreadable

FOLDER = Path("estate")  # inside the folder of snapshots
_NO_ID = b'{"id":"",'  # how the bytes begin: fields come in the model's order
_SHORT = 16  # hexadecimal digits of the identity, as in the programme's snapshots


def save(folder: Path, snapshot: EstateSnapshot) -> tuple[EstateSnapshot, Path]:
    """The snapshot with its identity, the hash of everything else in it, and its file.

    An unchanged one is not written again. Raises UserError where it can't be written.
    """
    rest = snapshot.model_copy(update={"id": ""}).model_dump_json().encode().removeprefix(_NO_ID)
    identity = sha256(rest).hexdigest()[:_SHORT]
    content = b'{"id":"%b",%b' % (identity.encode(), rest)
    return snapshot.model_copy(update={"id": identity}), keep(folder, snapshot.as_of, identity, content)


def read(path: Path) -> EstateSnapshot:
    """The snapshot in the file; raises UserError where it isn't one."""
    try:
        with uncollected():
            return EstateSnapshot.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise unreadable(path) from error


def newest(folder: Path, as_of: date | None = None) -> tuple[EstateSnapshot, Path] | None:
    """The newest snapshot with its file, or the newest of a date; None where there is none."""
    there = [path for path in listed(folder) if as_of is None or path.name.startswith(f"{as_of}.")]
    return (read(there[-1]), there[-1]) if there else None
