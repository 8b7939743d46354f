"""Charts drawn by a process apart: the same pictures, and never a run that waits for it for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.web.rich_snapshot import rich_snapshot
from voimavara.charts import draw_all
from voimavara.charts.ahead import Ahead
from voimavara.charts.chart import Spec
from voimavara.charts.drawing import lacking

FEW = 4


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spec]:
    every = lacking(rich_snapshot(), tmp_path_factory.mktemp("none"))
    return dict(list(every.items())[:FEW])


def pictures(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "charts").iterdir()}


def test_what_is_drawn_ahead_is_what_would_be_drawn_anyway(specs: dict[str, Spec], tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with Ahead(tmp_path / "ahead") as ahead:
        ahead.begin(specs)
        ahead.finish(lambda *each: told.append(each))
    draw_all(rich_snapshot(), tmp_path / "anyway")
    ahead_of_time, anyway = pictures(tmp_path / "ahead"), pictures(tmp_path / "anyway")
    assert len(ahead_of_time) == FEW
    assert ahead_of_time.items() <= anyway.items()
    assert all(done <= of == FEW for _, done, of in told)


@pytest.mark.parametrize("does", ["import sys; sys.exit(1)", "import time; time.sleep(60)"])
def test_a_process_that_fails_or_hangs_is_not_waited_for(
    specs: dict[str, Spec], tmp_path: Path, does: str
) -> None:
    begun = monotonic()
    with Ahead(tmp_path, (sys.executable, "-c", does)) as ahead:
        ahead.begin(dict(list(specs.items())[:1]))
        ahead.finish(patience=0.2)
    assert monotonic() - begun < 10
    assert not (tmp_path / "charts").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from voimavara.charts.ahead import Ahead
with Ahead(Path(sys.argv[1])) as ahead:
    print(ahead._process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def runs(pid: int) -> bool:
    """Whether the process is there, and more than a name that waits to be taken off the list."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_it_ends_with_a_run_that_is_killed(tmp_path: Path) -> None:
    killed = [sys.executable, "-c", KILLED, str(tmp_path)]
    run = subprocess.run(killed, capture_output=True, text=True, timeout=60, check=False)
    until = monotonic() + 30
    while runs(int(run.stdout)) and monotonic() < until:
        sleep(0.1)
    assert not runs(int(run.stdout))
