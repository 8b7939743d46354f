"""Pages served by one worker, for the benchmarks of pages: the example's, or another workspace's."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.command import WAY_IN
from voimavara.charts import Gallery, charts_of
from voimavara.core.language import LANGUAGES
from voimavara.snapshot.model import Snapshot
from voimavara.tasks.run import run

EXAMPLE = Path(__file__).parent.parent / "examples" / "heinola"
MADE = ("warehouse", "snapshots", "mending")
PATIENCE = 30.0  # seconds for the server to answer for the first time


@contextmanager
def example_site() -> Iterator[tuple[int, list[str]]]:
    """The port of a server over a fresh run of the example, and the addresses of all its pages."""
    with tempfile.TemporaryDirectory(prefix="voimavara-pages-") as name:
        folder = Path(name) / "heinola"
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(*MADE))
        snapshot = run(folder).snapshot
        charts = (chart for one in snapshot.indicators for chart in charts_of(snapshot, one))
        Gallery(folder / "snapshots").draw_ahead(charts).join()
        with served(folder) as (port, _server):
            yield port, addresses(snapshot)


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """The port of a server over the workspace, and the server's process; one worker answers."""
    port = _free_port()
    server = subprocess.Popen(
        [*WAY_IN, "serve", str(folder), "--port", str(port), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def addresses(snapshot: Snapshot) -> list[str]:
    """Every page of the snapshot in every language."""
    pages = ["", "indicators", "means", "coverage", "data", "handbook", "accessibility", "open-data"]
    pages += [f"goals/{goal.id}" for goal in snapshot.goals]
    pages += [f"handbook/{entry.kind}/{entry.id}" for entry in snapshot.handbook]
    for indicator in snapshot.indicators:
        pages += [f"indicators/{indicator.id}", f"indicators/{indicator.id}/rows"]
        if indicator.peers:
            pages.append(f"indicators/{indicator.id}/peers")
    return [f"/{language}/{page}" for language in LANGUAGES for page in pages]


def fetch(connection: http.client.HTTPConnection, address: str) -> tuple[float, int]:
    """Milliseconds until the page had come, compressed and rendered afresh, and its bytes."""
    start = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return took, len(body)


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            fetch(http.client.HTTPConnection("127.0.0.1", port), "/fi/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the pages did not answer within {PATIENCE:.0f} s")
