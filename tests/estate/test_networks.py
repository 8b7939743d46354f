"""Networks of services are the best there are, and the alternatives are all there are."""

from __future__ import annotations

import csv
import os
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import shortest_path

from voimavara.core.errors import UserError
from voimavara.estate.space.networks import alternatives, best_network


def all_networks(travel: np.ndarray, sites: int, demand: np.ndarray) -> list[float]:
    costs = [
        float((travel[:, list(each)].min(axis=1) * demand).sum())
        for each in combinations(range(travel.shape[1]), sites)
    ]
    return sorted(cost for cost in costs if np.isfinite(cost))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**31), st.integers(1, 4), st.booleans())
def test_the_best_network_and_its_alternatives_are_those_of_trying_all(
    seed: int, sites: int, gaps: bool
) -> None:
    random = np.random.default_rng(seed)
    travel = random.integers(0, 20, (6, 5)).astype(float)
    if gaps:
        travel[random.random((6, 5)) < 0.2] = np.inf
    demand = random.integers(1, 9, 6).astype(float)
    costs = all_networks(travel, sites, demand)
    if not costs:
        with pytest.raises(UserError):
            best_network(travel, sites, demand=demand)
        return
    found = alternatives(travel, sites, demand=demand, within=0.3, most=50)
    assert found.complete
    expected = [cost for cost in costs if cost <= costs[0] * 1.3 + 1e-9]
    assert [network.cost for network in found.networks] == pytest.approx(expected)
    assert all(network.proven for network in found.networks)


def test_no_site_serves_more_than_it_can() -> None:
    travel = np.array([[1.0, 9.0], [1.0, 5.0], [1.0, 7.0]])
    demand, capacity = np.array([10.0, 10.0, 10.0]), np.array([20.0, 10.0])
    found = best_network(travel, 2, demand=demand, capacity=capacity)
    assert found.cost == pytest.approx(10 + 10 + 50)
    assert ((demand @ found.assigned) <= capacity + 1e-6).all()


def test_too_little_capacity_says_how_many_places_are_lacking() -> None:
    with pytest.raises(UserError, match="5 too few places"):
        best_network(np.ones((2, 2)), 1, demand=np.array([5.0, 10.0]), capacity=np.array([10.0, 10.0]))


def test_a_site_that_has_to_stay_is_kept() -> None:
    travel = np.array([[1.0, 9.0], [1.0, 9.0]])
    assert best_network(travel, 1, keep=(1,)).open == (1,)


@pytest.mark.panel
@pytest.mark.parametrize("number", range(1, 11))
def test_instances_of_the_or_library_have_their_known_optimum(number: int) -> None:
    named = os.environ.get("VOIMAVARA_TEST_DATA")
    if not named:
        pytest.skip("VOIMAVARA_TEST_DATA names no folder with benchmarks/pmed")
    folder = Path(named) / "benchmarks" / "pmed"
    with (folder / "OPTIMA.csv").open() as file:
        optima = {row["instance"]: float(row["optimum"]) for row in csv.DictReader(file)}
    numbers = np.array((folder / f"pmed{number}.txt").read_text().split(), float)
    count, _, sites = numbers[:3].astype(int)
    edges = np.zeros((count, count))
    for one, other, length in numbers[3:].reshape(-1, 3):  # of an edge given twice the last one counts
        edges[int(one) - 1, int(other) - 1] = edges[int(other) - 1, int(one) - 1] = length
    network = best_network(shortest_path(edges, directed=False), int(sites))
    assert network.proven
    assert network.cost == optima[f"pmed{number}"]
