"""Loads made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from .shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty warehouse with short ways to put loads in and see what counts."""
    return Shelf(tmp_path / "warehouse")
