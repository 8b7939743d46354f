"""The most memory that computing all the figures takes, in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engine_data import open_ledger
from benchmarks.engine_ratio import engine_figures
from benchmarks.result import Result

LIMIT_MB = 1500.0
ROOT = Path(__file__).parent.parent


def run() -> Result:
    """Peak resident memory of a process that does nothing but the full computation, with its imports."""
    with TemporaryDirectory() as folder:
        open_ledger(Path(folder) / "warehouse")
        command = [sys.executable, "-m", "benchmarks.engine_memory", folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Result("engine_memory", float(done.stdout), "MB", LIMIT_MB)


if __name__ == "__main__":
    given = Path(sys.argv[1])
    known = open_ledger(given / "warehouse")
    engine_figures(known, known.selection, given / "cache")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
