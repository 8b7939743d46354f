"""A scenario's paths: the estate simulated under each of its policies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from voimavara.estate.simulation.chance import Runs
from voimavara.estate.simulation.running import simulate
from voimavara.scenarios.assumptions import policy_of, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from voimavara.estate.simulation.result import Simulation
    from voimavara.estate.simulation.stock import Stock
    from voimavara.programme.models.scenario import PolicyName, Scenario

    Floats = npt.NDArray[np.float64]
    Names = npt.NDArray[np.str_]

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class Path:
    """One scenario under one policy: all its runs, by class."""

    scenario: str
    policy: PolicyName
    simulation: Simulation

    def band(self, what: str) -> tuple[Floats, Floats, Floats]:
        """The yearly 5 %, 50 % and 95 % quantiles over the runs of `value`, `backlog` or `spent`."""
        low, middle, high = self.simulation.bands(what, (LOW, MIDDLE, HIGH))
        return low, middle, high

    def condition(self) -> Floats:
        """The yearly median of V/R of the whole."""
        return np.asarray(np.median(self.simulation.condition, axis=0))

    def of_class(self, what: str, name: str) -> Floats:
        """One class's euros by run and year; zero where the stock has no such class."""
        if name not in self.simulation.classes:
            return np.zeros(self.simulation.value.shape[:2])
        return np.asarray(getattr(self.simulation, what)[:, :, self.simulation.classes.index(name)])

    def present_value(self, interest: float) -> float:
        """The median run's spending, discounted to the present."""
        spent = self.band("spent")[1]
        return float(spent @ (1.0 + interest) ** -np.arange(spent.size))


def run_scenario(
    name: str, scenario: Scenario, stock: Stock, exposure: Mapping[str, Names], present: int, shape: float
) -> Iterator[Path]:
    """The scenario under each of its policies, on the same luck.

    `exposure` tells the level of each exposure (flood, moisture) by object of the stock; `shape` is the
    Weibull shape of lives.
    """
    weathered = with_damage(scenario, stock, exposure)
    runs = Runs(scenario.runs, scenario.seed, shape)
    for policy in scenario.policies:
        found = simulate(weathered, policy_of(scenario, policy, present), present, scenario.years, runs)
        yield Path(name, policy, found)


def with_damage(scenario: Scenario, stock: Stock, exposure: Mapping[str, Names]) -> Stock:
    """The stock in the scenario's climate: what is exposed wears faster, its present condition is the same.

    Shares of several exposures add up.
    """
    faster = np.ones(stock.names.size)
    for what, damage in scenario.climate.damage.items():
        for level, quantity in damage.items():
            faster = faster + np.where(exposure[what] == level, share(quantity), 0.0)
    return replace(stock, life=stock.life / faster, age=stock.age / faster)
