"""Charts drawn by a process apart: whole pictures, one drawing for many readers, no process left behind."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.web.rich_snapshot import rich_snapshot
from voimavara.charts import Gallery, charts_of
from voimavara.charts.apart import Draughtsman, DrawingError, draughtsman
from voimavara.charts.chart import WIDTHS, Chart, Spec
from voimavara.charts.drawing import draw

FEW = 2
BLANK: Spec = {"data": {"values": []}, "mark": "point", "encoding": {}}


@pytest.fixture(scope="module")
def charts() -> list[Chart]:
    snapshot = rich_snapshot()
    return [chart for one in snapshot.indicators for chart in charts_of(snapshot, one)][:FEW]


def pictures(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "charts").iterdir()}


def test_what_is_drawn_ahead_is_what_readers_would_have_waited_for(
    charts: list[Chart], tmp_path: Path
) -> None:
    Gallery(tmp_path / "ahead").draw_ahead(charts).join(60)
    for chart in charts:
        for width in WIDTHS:
            Gallery(tmp_path / "waited").on_page(chart, width, "fi")
    assert pictures(tmp_path / "ahead") == pictures(tmp_path / "waited")
    assert len(pictures(tmp_path / "ahead")) == FEW * len(WIDTHS)


def test_a_hundred_readers_of_a_new_chart_wait_for_one_drawing(
    charts: list[Chart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Spec] = []

    class Counting:
        def draw(self, spec: Spec) -> str:
            asked.append(spec)
            return draughtsman().draw(spec)

    monkeypatch.setattr("voimavara.charts.gallery.draughtsman", Counting)
    gallery = Gallery(tmp_path)
    with ThreadPoolExecutor(100) as readers:
        found = set(readers.map(lambda _: gallery.on_page(charts[0], "wide", "fi"), range(100)))
    assert len(found) == len(asked) == 1


def test_a_chart_is_shown_where_it_cannot_be_kept(charts: list[Chart], tmp_path: Path) -> None:
    (tmp_path / "charts").write_text("a file in the place of the folder")
    assert "<svg" in Gallery(tmp_path).on_page(charts[0], "wide", "fi")


def test_what_is_drawn_is_not_drawn_again(charts: list[Chart], tmp_path: Path) -> None:
    Gallery(tmp_path).draw_ahead(charts).join(60)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "charts").iterdir()}
    again = Gallery(tmp_path)
    again.draw_ahead(charts).join(60)
    again.on_page(charts[0], "narrow", "sv")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "charts").iterdir()} == before


def test_a_process_that_ended_is_followed_by_another(tmp_path: Path) -> None:
    """The first one answers nothing and ends; the second one draws."""
    once = "import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.exists() or (p.touch(), sys.exit())"
    command = f"{once}; from voimavara.charts.drawing import main; main()"
    one = Draughtsman((sys.executable, "-c", command, str(tmp_path / "ended")))
    assert one.draw(BLANK) == draw(BLANK)
    one.rest()


def test_what_cannot_be_drawn_is_told_and_the_next_chart_is_drawn() -> None:
    one = Draughtsman()
    with pytest.raises(DrawingError):
        one.draw({"mark": {"type": "no such mark"}, "data": {"url": "https://example.com/data.csv"}})
    assert one.draw(BLANK) == draw(BLANK)
    one.rest()
    with pytest.raises(DrawingError, match="has ended"):
        Draughtsman((sys.executable, "-c", "")).draw(BLANK)


KILLED = """
import os, signal
from voimavara.charts.apart import draughtsman
draughtsman().draw({"data": {"values": []}, "mark": "point", "encoding": {}})
print(draughtsman()._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def runs(pid: int) -> bool:
    """Whether the process is there, and more than a name that waits to be taken off the list."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_it_ends_with_a_server_that_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED], capture_output=True, text=True, timeout=60, check=False
    )
    until = monotonic() + 30
    while runs(int(done.stdout)) and monotonic() < until:
        sleep(0.1)
    assert not runs(int(done.stdout))
