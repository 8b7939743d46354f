"""Charts drawn ahead, by a process of their own.

Vega's engine takes 0.4 s to wake, and holds Python's lock while it draws. So a second process wakes it while
the run still loads files, and draws while the run explains its figures. It gets one line of JSON: the folder,
and the specifications by key. It ends when all is drawn, or when no line comes because the run was killed.
Whatever it does not get done in time is drawn by `draw_all`, which tells what is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Self

from voimavara.charts.chart import Spec
from voimavara.charts.drawing import Progress, draw, is_drawn, keep

_BLANK: Spec = {"data": {"values": []}, "mark": "point", "encoding": {}}
_COMMAND = (sys.executable, "-P", "-m", "voimavara.charts.ahead")
_LOOK = 0.05  # seconds between two looks at how far it is
_PATIENCE = 5.0  # seconds for waking, and a second for each chart


class Ahead:
    """The process, from where it begins to wake to where all is drawn."""

    def __init__(self, folder: Path, command: tuple[str, ...] = _COMMAND) -> None:
        """`folder` is that of the snapshots."""
        self._folder = folder
        self._command = command
        self._keys: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter and module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        return self

    def begin(self, specs: Mapping[str, Spec]) -> None:
        """Let it draw the specifications by key; returns while it draws."""
        self._keys = tuple(specs)
        with suppress(OSError):  # it has ended
            print(json.dumps([str(self._folder), specs]), file=self._process.stdin, flush=True)

    def finish(self, progress: Progress | None = None, patience: float = _PATIENCE) -> None:
        """Wait until all is drawn, or it has ended, or it takes too long."""
        until = monotonic() + patience + len(self._keys)
        while self._keys and self._process.poll() is None and monotonic() < until:
            if progress:
                done = sum(is_drawn(self._folder, key) for key in self._keys)
                progress("charts", done, len(self._keys))
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK)

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(OSError):
            self._process.communicate()


def main() -> None:
    """Wake, wait for the line, draw."""
    draw(_BLANK)
    if line := sys.stdin.readline():
        folder, specs = json.loads(line)
        for key, spec in specs.items():
            keep(Path(folder), key, draw(spec))


if __name__ == "__main__":
    main()
