"""A small city never waits for compiling longer than for its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from voimavara.estate.planning import arrays, compiled
from voimavara.estate.planning.engine import WORTH_COMPILING, passes_for


def test_a_small_city_is_planned_without_compiling(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))  # nothing lies compiled there
    assert passes_for(70 * 6 * 30) is arrays
    assert passes_for(WORTH_COMPILING - 1) is arrays
    assert passes_for(WORTH_COMPILING) is compiled
