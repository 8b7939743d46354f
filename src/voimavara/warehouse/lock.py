"""One writer at a time, and who it is."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from voimavara.core.errors import StopError
from voimavara.core.message import Message


class WriteLock:
    """The right to write below a folder; the operating system takes it back when its process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "writing.lock")
        self._note = folder / "writing.json"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it, also again inside itself; raises UserError at once where another run has it."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StopError(
                "{folder}: another run {who} is writing here; wait until it has ended and run this again.",
                folder=self._folder.as_posix(),
                who=self._holder(),
            ) from None
        outermost = self._lock.lock_counter == 1
        try:
            if outermost:
                self._note.write_text(json.dumps(_who()), encoding="utf-8")
            yield
        finally:
            if outermost:
                self._note.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> Message:
        try:
            who = json.loads(self._note.read_text(encoding="utf-8"))
            return Message.of(
                "(by {user}, process {process}, since {since})",
                user=who["user"], process=who["process"], since=who["since"],
            )  # fmt: skip
        except (OSError, ValueError, KeyError):
            return Message("(it has only just begun)")


def _who() -> dict[str, str]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        user = f"user {os.getuid()}"
    return {"user": user, "process": str(os.getpid()), "since": f"{datetime.now():%d.%m.%Y %H.%M}"}
