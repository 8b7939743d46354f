"""Snapshots of the estate on disk, in a folder of their own beside those of the programme."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from voimavara.snapshot.estate_model import EstateSnapshot
from voimavara.snapshot.files import keep, listed, unreadable

if TYPE_CHECKING:
    from datetime import date

FOLDER = Path("estate")  # inside the folder of snapshots
_SHORT = 16  # hexadecimal digits of the identity, as in the programme's snapshots


def named(snapshot: EstateSnapshot) -> EstateSnapshot:
    """The snapshot with its identity: the hash of everything else in it."""
    content = _bytes(snapshot.model_copy(update={"id": ""}))
    return snapshot.model_copy(update={"id": sha256(content).hexdigest()[:_SHORT]})


def save(folder: Path, snapshot: EstateSnapshot) -> Path:
    """The file of the snapshot, which is given its identity; an unchanged one is not written again.

    Raises UserError where it can't be written.
    """
    whole = named(snapshot)
    return keep(folder, whole.as_of, whole.id, _bytes(whole))


def read(path: Path) -> EstateSnapshot:
    """The snapshot in the file; raises UserError where it isn't one."""
    try:
        return EstateSnapshot.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise unreadable(path) from error


def newest(folder: Path, as_of: date | None = None) -> EstateSnapshot | None:
    """The newest snapshot, or the newest of a date; None where there is none."""
    there = [path for path in listed(folder) if as_of is None or path.name.startswith(f"{as_of}.")]
    return read(there[-1]) if there else None


def _bytes(snapshot: EstateSnapshot) -> bytes:
    whole = snapshot.model_dump(mode="json")
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()
