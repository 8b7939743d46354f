"""A workspace as `voimavara init` writes it, and a way to call commands as people do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def voimavara() -> Run:
    """Call the command in a process of its own; text in, text out."""

    def call(*arguments: str | Path, **how: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "voimavara", *map(str, arguments)]
        english = {**os.environ, "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=english)

    return call


@pytest.fixture
def own(tmp_path: Path, voimavara: Run) -> Path:
    """A workspace of one's own, freshly made."""
    folder = tmp_path / "our-city"
    done = voimavara("init", folder)
    assert done.returncode == 0, done.stderr
    return folder
