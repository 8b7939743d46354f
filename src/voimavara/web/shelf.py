"""The snapshots of the workspace, read once each and again when a new one appears."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock

from voimavara.charts import Chart, Gallery, charts_of
from voimavara.core.errors import UserError
from voimavara.core.garbage import settle
from voimavara.snapshot.changes import Changes, compare
from voimavara.snapshot.estate.condition import ObjectView
from voimavara.snapshot.estate.model import EstateSnapshot
from voimavara.snapshot.estate.store import FOLDER as ESTATE
from voimavara.snapshot.estate.store import read as read_estate
from voimavara.snapshot.files import day_of, identity_of, listed
from voimavara.snapshot.lineage import HandbookEntry, LoadView
from voimavara.snapshot.model import GoalView, IndicatorView, Snapshot
from voimavara.snapshot.store import previous, read

_LOG = logging.getLogger(__name__)
LOOK_AGAIN = 1.0  # seconds between two looks at the folder


@dataclass(frozen=True, slots=True)
class Before:
    """The snapshot before: which it was, and what has changed since; its figures are not kept."""

    id: str
    as_of: date
    changes: Changes = field(repr=False)


@dataclass(frozen=True)
class Shown:
    """The newest snapshot as pages need it: things by their id, what changed, its pictures; the estate's.

    `unreadable` is how many newer snapshots there are that can't be read.
    """

    snapshot: Snapshot
    previous: Before | None
    gallery: Gallery = field(repr=False)
    estate: EstateSnapshot | None = field(default=None, repr=False)
    unreadable: int = 0

    @property
    def changes(self) -> Changes | None:
        """What changed since the snapshot before; None where this is the first."""
        return self.previous.changes if self.previous else None

    def charts(self, indicator: IndicatorView) -> tuple[Chart, ...]:
        """The indicator's charts, as specifications: too large to be kept, for a page is."""
        return charts_of(self.snapshot, indicator)

    def every_chart(self) -> Iterator[Chart]:
        """All charts, one after another."""
        for indicator in self.snapshot.indicators:
            yield from self.charts(indicator)

    @cached_property
    def indicators(self) -> dict[str, IndicatorView]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.snapshot.indicators}

    @cached_property
    def objects(self) -> dict[str, ObjectView]:
        """The objects of the estate by id, largest backlog first, those without one last."""

        def order(one: ObjectView) -> tuple[bool, float, str]:
            return one.backlog is None, -(one.backlog or 0.0), one.id

        return {one.id: one for one in sorted(self.estate.objects, key=order)} if self.estate else {}

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
    """A folder of snapshots; the newest is kept in memory, and an older one that somebody asks for.

    `until` hides what is as of a later day, to show everything as it stood on one. With `ahead`, the charts
    of a new snapshot are drawn before anybody asks for them.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        until: date | None = None,
        *,
        ahead: bool = False,
    ) -> None:
        self._folder = folder
        self._until = until
        self._ahead = ahead
        self._clock = clock
        self._gallery = Gallery(folder)
        self._looked: float | None = None
        self._paths: tuple[Path, ...] = ()
        self._estates: tuple[Path, ...] = ()
        self._newest: Shown | None = None
        self._older: Shown | None = None
        self._lock = Lock()

    def newest(self) -> Shown | None:
        """The newest snapshot that can be read; None as long as there is none."""
        now = self._clock()
        if self._looked is None or now - self._looked >= LOOK_AGAIN:
            with self._lock:
                self._look()
                self._looked = now
        return self._newest

    def with_id(self, snapshot: str) -> Shown | None:
        """The snapshot with the id; None where there is none, or where it can't be read."""
        newest = self.newest()
        for shown in (newest, self._older):
            if shown and shown.snapshot.id == snapshot:
                return shown
        path = next((path for path in self._paths if identity_of(path) == snapshot), None)
        if path is None:
            return None
        found = self._read(path)
        self._older = found or self._older
        return found

    def ids(self) -> list[tuple[date, str]]:
        """The as-of date and id of every snapshot, newest first."""
        self.newest()
        return [(day_of(path), identity_of(path)) for path in reversed(self._paths)]

    def _look(self) -> None:
        paths = listed(self._folder, self._until)
        estates = listed(self._folder / ESTATE, self._until)
        if (paths, estates) == (self._paths, self._estates):
            return
        newest_first = ((self._read(path), after) for after, path in enumerate(reversed(paths)))
        found = next(((shown, after) for shown, after in newest_first if shown), None)
        if paths and found is None:
            raise UserError(
                "{folder}: none of the snapshots can be read; delete them and run again.", folder=self._folder
            )
        estate = read_estate(estates[-1]) if estates else None
        self._newest = replace(found[0], unreadable=found[1], estate=estate) if found else None
        self._paths, self._estates = paths, estates
        settle()
        if self._newest and self._ahead:
            self._gallery.draw_ahead(self._newest.every_chart())

    def _read(self, path: Path) -> Shown | None:
        """The snapshot in the file; None, with a line in the log, where it can't be read."""
        try:
            snapshot = read(path)
        except UserError as error:
            _LOG.warning("%s", error)
            return None
        return Shown(snapshot, self._before(snapshot), self._gallery)

    def _before(self, snapshot: Snapshot) -> Before | None:
        """What has changed since the snapshot before, which often is the one that was shown until now."""
        path = previous(self._folder, snapshot)
        if path is None:
            return None
        shown = self._newest.snapshot if self._newest else None
        try:
            before = shown if shown and shown.id == identity_of(path) else read(path)
        except UserError as error:
            _LOG.warning("%s", error)
            return None
        return Before(before.id, before.as_of, compare(before, snapshot))
