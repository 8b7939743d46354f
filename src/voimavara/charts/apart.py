"""Charts drawn by a process apart.

Vega's engine takes 0.4 s to wake, holds Python's lock while it draws, and keeps its memory. So a process of
its own draws, chart by chart as it is asked, and ends when nobody has asked for some seconds. It gets one
line of JSON for each chart, its specification, and answers with one line, the drawing or what went wrong.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Any

from voimavara.charts.chart import Spec

_COMMAND = (sys.executable, "-P", "-m", "voimavara.charts.drawing")


class DrawingError(Exception):
    """The process could not draw; its own words say why."""


class Draughtsman:
    """Draws one chart at a time for everybody in this process."""

    def __init__(self, command: tuple[str, ...] = _COMMAND) -> None:
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._turn = Lock()

    def draw(self, spec: Spec) -> str:
        """The specification as SVG, without its words; raises DrawingError."""
        with self._turn:
            answer = self._asked(spec) or self._asked(spec)  # it may have ended just now, for want of work
        if answer is None:
            raise DrawingError("the process that draws charts has ended")
        if "error" in answer:
            raise DrawingError(answer["error"])
        return str(answer["svg"])

    def rest(self) -> None:
        """Let the process end."""
        with self._turn:
            self._end()

    def _asked(self, spec: Spec) -> dict[str, Any] | None:
        """What the process answers; None where it has ended."""
        try:
            process = self._process or self._begun()
            print(json.dumps(spec), file=process.stdin, flush=True)
            line = process.stdout.readline()  # type: ignore[union-attr]  # a pipe, as asked
        except OSError:
            line = ""
        if not line.endswith("\n"):  # it has ended, maybe in the middle of a word
            self._end()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _begun(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter and module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        return self._process

    def _end(self) -> None:
        if self._process:
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):  # what was written last has no reader
                    pipe.close()  # type: ignore[union-attr]  # both are pipes
            self._process.wait()
            self._process = None


@cache
def draughtsman() -> Draughtsman:
    """The one of this process; it rests when the process ends."""
    one = Draughtsman()
    atexit.register(one.rest)
    return one
