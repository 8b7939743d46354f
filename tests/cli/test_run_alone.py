"""Runs that meet in one workspace, or are cut off."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from voimavara.warehouse.warehouse import Warehouse


def test_a_second_run_at_the_same_time_is_told_and_changes_nothing(own: Path, voimavara: Run) -> None:
    with Warehouse(own / "warehouse").writing():
        second = voimavara("run", own)
    assert second.returncode == 2
    assert "another run" in second.stderr
    assert not (own / "snapshots").exists()
    assert voimavara("run", own).returncode == 0


@pytest.mark.parametrize("after", [0.6, 1.0, 1.6, 2.4])
def test_a_run_that_is_killed_leaves_everything_as_it_was(own: Path, voimavara: Run, after: float) -> None:
    before = voimavara("run", own, "--format", "csv").stdout
    files = {path: path.read_bytes() for path in (own / "snapshots").glob("*/manifest.json")}
    newer = own / "incoming" / "absences_2025-10-12.csv"
    newer.write_bytes(next((own / "incoming").glob("absences_*.csv")).read_bytes().replace(b";460", b";461"))
    command = [sys.executable, "-m", "voimavara", "run", str(own), "--quiet"]
    with subprocess.Popen(command) as killed:
        time.sleep(after)
        killed.send_signal(signal.SIGKILL)
    assert {path: path.read_bytes() for path in files} == files
    newer.unlink()
    again = voimavara("run", own, "--format", "csv")
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[0] == before.splitlines()[0]
    assert voimavara("verdicts", own, "--format", "csv").stdout == again.stdout
