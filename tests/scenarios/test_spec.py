"""Scenarios on small estates give the figures that are worked out beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from voimavara.estate.condition.parts import age_of
from voimavara.estate.simulation.stock import Stock
from voimavara.programme.models.scenario import Scenario
from voimavara.scenarios.paths import run_scenario

CASES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("spec.yaml"))
PRESENT, SURE = 2020, 1e5  # a Weibull shape so high that every life is the mean


def stock_of(rows: list[list[Any]]) -> tuple[Stock, dict[str, np.ndarray]]:
    labels, replacement, condition, life, wearing, threshold, flood = map(np.array, zip(*rows, strict=True))
    numbers = [column.astype(float) for column in (replacement, condition, life, wearing, threshold)]
    value, now, lasts, wears, limit = numbers
    names = np.array([f"{label}-{number}" for number, label in enumerate(labels)])
    stock = Stock(names, labels, value, age_of(now, lasts, wears), lasts, wears, limit)
    return stock, {"flood": flood, "moisture": np.full(len(rows), "none")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"][:60])
def test_a_scenario_gives_what_is_worked_out_by_hand(case: dict[str, Any]) -> None:
    stock, exposure = stock_of(case["stock"])
    written = {"name": {"en": "a"}, "source": {"en": "b"}, "seed": 1, "runs": 3, **case["scenario"]}
    for what in ("budget",):
        if what in written:
            written[what] = {str(year): amount for year, amount in written[what].items()}
    scenario = Scenario.model_validate(written)
    (path,) = run_scenario("a", scenario, stock, exposure, PRESENT, SURE)
    for what, by_year in case["expects"].items():
        for year, wanted in by_year.items():
            name, _, label = what.partition("_of_")
            found = (
                path.of_class(name, label)[0, year]
                if label
                else path.condition()[year]
                if name == "condition"
                else path.band(name)[1][year]
            )
            assert found == pytest.approx(wanted, rel=2e-4, abs=60)
