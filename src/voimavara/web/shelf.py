"""The snapshots of the workspace, read once each and again when a new one appears."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from voimavara.charts import Gallery
from voimavara.snapshot.model import GoalView, HandbookEntry, IndicatorView, LoadView, Snapshot

LOOK_AGAIN = 1.0  # seconds between two looks at the folder


@dataclass(frozen=True)
class Shown:
    """The newest snapshot as pages need it: things by their id, what changed, its pictures."""

    snapshot: Snapshot
    previous: Snapshot | None
    gallery: Gallery = field(repr=False)

    @cached_property
    def indicators(self) -> dict[str, IndicatorView]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.snapshot.indicators}

    @cached_property
    def goals(self) -> dict[str, GoalView]:
        """Goals by id."""
        return {goal.id: goal for goal in self.snapshot.goals}

    @cached_property
    def loads(self) -> dict[str, LoadView]:
        """Loads by id."""
        return {load.id: load for load in self.snapshot.loads}

    @cached_property
    def entries(self) -> dict[tuple[str, str], HandbookEntry]:
        """Handbook entries by kind and id."""
        return {(entry.kind, entry.id): entry for entry in self.snapshot.handbook}


class Shelf:
    """A folder of snapshots; the newest is kept in memory."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._looked: float | None = None
        self._paths: Sequence[Path] = ()
        self._shown: Shown | None = None
        self._lock = Lock()

    def newest(self) -> Shown | None:
        """The newest snapshot; None as long as there is none."""
        now = self._clock()
        if self._looked is None or now - self._looked >= LOOK_AGAIN:
            with self._lock:
                self._look()
                self._looked = now
        return self._shown

    def _look(self) -> None:
        paths = listed(self._folder)
        if paths == self._paths:
            return
        self._paths = paths
        self._shown = _shown(self._folder, paths) if paths else None


def _shown(folder: Path, paths: Sequence[Path]) -> Shown:
    newest = read(paths[-1])
    previous = read(paths[-2]) if len(paths) > 1 else None
    return Shown(newest, previous, Gallery(folder))


def listed(folder):
    return sorted(folder.glob("*.json"))


def read(path):
    return Snapshot.model_validate_json(path.read_bytes())
