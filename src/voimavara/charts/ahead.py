"""Charts drawn ahead, by a process of their own.

Vega's engine takes 0.4 s to wake, and holds Python's lock while it draws. So a second process wakes it while
the run still loads files, and draws while the run explains its figures: one line of JSON goes in (the folder,
the specifications by key), one line comes out for each drawing. It ends when its input ends, so it does not
outlive a run that is killed. Whatever it does not get done is drawn by `draw_all`, which tells what is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from voimavara.charts.chart import Spec
from voimavara.charts.drawing import Progress, draw, keep

_BLANK: Spec = {"data": {"values": []}, "mark": "point", "encoding": {}}
_COMMAND = (sys.executable, "-P", "-m", "voimavara.charts.ahead")


class Ahead:
    """The process, from where it begins to wake to where all is drawn."""

    def __enter__(self) -> Self:
        self._expected = 0
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter and module
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        return self

    def begin(self, folder: Path, specs: Mapping[str, Spec]) -> None:
        """Let it draw the specifications by key into the folder of snapshots; returns at once."""
        self._expected = len(specs)
        with suppress(OSError):  # it has ended
            print(json.dumps([str(folder), specs]), file=self._process.stdin, flush=True)

    def finish(self, progress: Progress | None = None) -> None:
        """Wait until all is drawn, or it has given up."""
        for number in range(1, self._expected + 1):
            if not (self._process.stdout and self._process.stdout.readline()):
                return
            if progress:
                progress("charts", number, self._expected)

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._process.kill()
            self._process.communicate()


def main() -> None:
    """Wake, wait for the line, draw."""
    draw(_BLANK)
    if line := sys.stdin.readline():
        folder, specs = json.loads(line)
        for key, spec in specs.items():
            keep(Path(folder), key, draw(spec))
            print(key, flush=True)


if __name__ == "__main__":
    main()
