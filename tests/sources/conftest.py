"""Workspaces for the tests of sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .programme import COSTS, Workspace


@pytest.fixture
def costs(tmp_path: Path) -> Workspace:
    """A workspace whose source `costs` reads property costs."""
    return Workspace(tmp_path, costs=COSTS)


@pytest.fixture
def workspace(tmp_path: Path) -> Any:
    """Makes a workspace with sources by name."""
    return lambda **sources: Workspace(tmp_path, **sources)
