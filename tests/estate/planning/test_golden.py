"""Khan's instances have their known optimum (Khan, Li, Manning and Akbar 2002)."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from voimavara.estate.planning.choices import Choices, offsets
from voimavara.estate.planning.exact import Exact, solve_exact

OPTIMA = {"I01": 173, "I02": 364, "I03": 1602, "I05": 3905.7, "I06": 4799.3}

pytestmark = pytest.mark.panel


def solved(name: str, nodes: int | None = None) -> Exact:
    folder = os.environ.get("VOIMAVARA_TEST_DATA")
    if not folder:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with benchmarks/mmkp")
    text = (Path(folder) / "benchmarks" / "mmkp" / name).read_text().split("Solutions")[0]
    numbers = np.array(text.replace("-", "").split(), float)
    groups, options, resources = numbers[:3].astype(int)
    rest = numbers[3 + resources :][: groups * (1 + options * (1 + resources))].reshape(groups, -1)
    rows = rest[:, 1:].reshape(groups * options, 1 + resources)
    found = solve_exact(
        Choices(
            offsets(np.full(groups, options)),
            rows[:, 0].copy(),
            offsets(np.full(len(rows), resources)),
            np.tile(np.arange(resources, dtype=np.int32), len(rows)),
            rows[:, 1:].ravel(),
            numbers[3 : 3 + resources],
        ),
        nodes=nodes,
    )
    assert found is not None
    return found


@pytest.mark.parametrize("name", OPTIMA)
def test_the_known_optimum_is_found_and_proven(name: str) -> None:
    found = solved(name)
    assert found.value == pytest.approx(OPTIMA[name], abs=1e-6)
    assert found.proven


def test_the_hard_one_comes_near_and_tells_its_bound() -> None:
    found = solved("I04", nodes=4_000)
    assert 3597 * 0.998 <= found.value <= 3597 <= found.bound
    assert not found.proven
