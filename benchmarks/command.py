"""A command as a person runs it: a process of its own with all its imports, its time and its memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from voimavara.run.workspace import Workspace

GLANCE = 0.02  # seconds between two looks at the process
WAY_IN = (sys.executable, "-m", "voimavara")
# Commands run as in an installation: the solvers that the Makefile puts on the path bring pandas along.
os.environ.pop("PYTHONPATH", None)


@dataclass(frozen=True)
class Took:
    """Seconds from start to end, and the most MB that the command's own process held."""

    seconds: float
    megabytes: float


def measured(*arguments: str | Path) -> Took:
    """Run the command; raises CalledProcessError where it fails."""
    start = perf_counter()
    process = subprocess.Popen([*WAY_IN, *map(str, arguments)], stdout=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        most = max(most, megabytes(process.pid, "VmHWM"))
        sleep(GLANCE)
    took = Took(perf_counter() - start, most)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return took


def forget(workspace: Workspace) -> None:
    """Delete all that runs made from the loads."""
    for made in (workspace.cache, workspace.snapshots):
        shutil.rmtree(made, ignore_errors=True)


def megabytes(process: int, field: str) -> float:
    """What the process holds now (VmRSS) or held at most (VmHWM); 0 where it has ended.

    Not the `ru_maxrss` of a child, which counts what its parent held when it began.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = (line.split()[1] for line in status.splitlines() if line.startswith(f"{field}:"))
    return int(next(found, "0")) / 1024


def family(process: int) -> list[int]:
    """The process and all that it began, directly or not."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in family(int(child)))]
