"""Levels in conditions: every digit that people write counts."""

from __future__ import annotations

from typing import Any

import pytest

from .town import Town


@pytest.mark.parametrize(
    ("test", "count"),
    [
        ({"at_least": 120.0005}, 2),
        ({"at_least": 120.0006}, 1),
        ({"at_most": 120.00049}, 1),
        ({"below": 120.0005}, 1),
        ({"at_least": 100}, 3),
        (["120.0005"], 1),
    ],
)
def test_a_level_with_many_decimals_counts_the_rows_that_it_says(town: Town, test: Any, count: int) -> None:
    fixed = {"name": "x", "use_class": "school", "sector": "edu", "in_use_from": "2000-01-01"}
    areas = ["120.0004", "120.0005", "120.0006"]
    town.load("buildings", [{"building": area, "gross_area": area, **fixed} for area in areas])
    assert (
        town.figure({"count": "rows", "in": "buildings", "where": {"gross_area": test}}, "2020-01").value
        == count
    )
