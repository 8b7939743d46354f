"""Snapshots on disk: one file each, named so that the newest comes last, never written twice or in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from voimavara.snapshot.canonical import to_bytes
from voimavara.snapshot.files import day_of, keep, listed, unreadable
from voimavara.snapshot.model import Snapshot

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

__all__ = ["listed", "newest", "newest_day", "previous", "read", "save"]


def save(folder: Path, snapshot: Snapshot) -> Path:
    """The snapshot's file; one that is the newest of its date already, byte for byte, is not written again.

    Raises UserError where it can't be written.
    """
    return keep(folder, snapshot.as_of, snapshot.id, to_bytes(snapshot))


def read(path: Path) -> Snapshot:
    """The snapshot in the file; raises UserError where it isn't one."""
    try:
        return Snapshot.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise unreadable(path) from error


def newest(folder: Path, as_of: date | None = None) -> Snapshot | None:
    """The newest snapshot, or the newest of a date; None where there is none."""
    there = [path for path in listed(folder) if as_of is None or path.name.startswith(f"{as_of}.")]
    return read(there[-1]) if there else None


def newest_day(folder: Path) -> date | None:
    """The day of the newest snapshot, which pages show; None where there is none."""
    there = listed(folder)
    return day_of(there[-1]) if there else None


def previous(folder: Path, snapshot: Snapshot) -> Snapshot | None:
    """The one to compare this one with: the newest of an earlier date, else the one made before it."""
    there = listed(folder)
    older = [path for path in there if path.name < f"{snapshot.as_of}."]
    if not older:
        same = [path for path in there if path.name.startswith(f"{snapshot.as_of}.")]
        older = [path for path in same if not path.name.endswith(f".{snapshot.id}.json")]
    return read(older[-1]) if older else None
